package ringside.adapters.bybit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import ringside.journal.codec.DisconnectReason;
import ringside.journal.codec.RecordHeaderEncoder;
import ringside.journal.codec.RestrictionKind;
import ringside.journal.codec.StreamConnectedEncoder;
import ringside.journal.codec.StreamDisconnectedEncoder;
import ringside.journal.codec.StreamKind;
import ringside.journal.codec.VenueRestrictionEncoder;
import ringside.journal.event.EventSink;
import ringside.journal.event.RecordBuffer;

/**
 * What is to be told of a stream itself: that it is up, down, or not wanted. It is kept here until
 * the engine has room. One thread at a time.
 */
final class StreamNews {
  private static final int INITIAL_LENGTH = 4 << 10;
  private static final int MAX_LENGTH = 1 << 20;
  private static final int MAX_TEXT_BYTES = 400;
  private static final byte[] NOTHING = {};

  private final EventSink sink;
  private final StreamKind kind;
  private final Stamp stamp = new Stamp();
  private final RecordBuffer pending = new RecordBuffer(INITIAL_LENGTH, MAX_LENGTH);
  private final StreamConnectedEncoder connected = new StreamConnectedEncoder();
  private final StreamDisconnectedEncoder disconnected = new StreamDisconnectedEncoder();
  private final VenueRestrictionEncoder restriction = new VenueRestrictionEncoder();

  StreamNews(EventSink sink, StreamKind kind, int source, int account) {
    this.sink = sink;
    this.kind = kind;
    stamp.source = source;
    stamp.account = account;
    stamp.instrument = RecordHeaderEncoder.instrumentNullValue();
    stamp.venueTimeNs = RecordHeaderEncoder.venueTimeNsNullValue();
  }

  void connected(long generation, int attempt, String endpoint, long nowNs) {
    connected.wrap(pending.buffer(), pending.begin(StreamConnectedEncoder.TEMPLATE_ID));
    stamp(generation, nowNs).write(connected.header());
    byte[] text = bounded(endpoint);
    connected.kind(kind).attempt(attempt).putEndpoint(text, 0, text.length);
    pending.end(connected.encodedLength());
  }

  /**
   * @param closeCode of the close frame or of the refused upgrade; negative where there is none
   */
  void disconnected(
      long generation, DisconnectReason reason, int closeCode, String detail, long nowNs) {
    disconnected.wrap(pending.buffer(), pending.begin(StreamDisconnectedEncoder.TEMPLATE_ID));
    stamp(generation, nowNs).write(disconnected.header());
    byte[] text = bounded(detail);
    disconnected
        .closeCode(closeCode < 0 ? StreamDisconnectedEncoder.closeCodeNullValue() : closeCode)
        .kind(kind)
        .reason(reason)
        .putDetail(text, 0, text.length);
    pending.end(disconnected.encodedLength());
  }

  /** The venue does not take the account's key: a human has to act. */
  void refused(long generation, String detail, long nowNs) {
    restriction.wrap(pending.buffer(), pending.begin(VenueRestrictionEncoder.TEMPLATE_ID));
    stamp(generation, nowNs).write(restriction.header());
    byte[] text = bounded(detail);
    restriction
        .kind(RestrictionKind.CREDENTIALS)
        .active((short) 1)
        .putGroup(NOTHING, 0, 0)
        .putDetail(text, 0, text.length);
    pending.end(restriction.encodedLength());
  }

  /** Waits for room as long as it takes. */
  void publish() {
    if (!pending.isEmpty()) {
      sink.publish(pending);
      pending.clear();
    }
  }

  /**
   * @return whether nothing is left
   */
  boolean flush(long waitNs) {
    if (!pending.isEmpty() && !sink.offer(pending, waitNs)) {
      return false;
    }
    pending.clear();
    return true;
  }

  private Stamp stamp(long generation, long nowNs) {
    stamp.generation = generation;
    stamp.timeNs = nowNs;
    return stamp;
  }

  /** Printable ASCII only, so that cutting it cannot split a character. */
  static byte[] bounded(String text) {
    byte[] bytes = text.replaceAll("\\p{Cntrl}", " ").getBytes(StandardCharsets.US_ASCII);
    return bytes.length <= MAX_TEXT_BYTES ? bytes : Arrays.copyOf(bytes, MAX_TEXT_BYTES);
  }
}
