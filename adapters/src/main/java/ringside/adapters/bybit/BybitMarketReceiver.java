package ringside.adapters.bybit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ringside.adapters.bybit.BybitMarketDecoder.Outcome;
import ringside.adapters.bybit.StreamCounters.Counter;
import ringside.journal.codec.BookGapEncoder;
import ringside.journal.codec.BookGapReason;
import ringside.journal.codec.DisconnectReason;
import ringside.journal.codec.RecordHeaderEncoder;
import ringside.journal.codec.StreamConnectedEncoder;
import ringside.journal.codec.StreamDisconnectedEncoder;
import ringside.journal.codec.StreamKind;
import ringside.journal.event.EventSink;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/**
 * From one message of the venue to events in the engine: decodes it, checks that it continues its
 * book, and publishes its records as one range. It needs no socket; imports feed it from a file.
 *
 * <p>Where the engine has no room in time, market data is lost but the loss is not: the book's gap
 * is latched and published before anything else, and its updates are dropped until its next
 * snapshot. Connects, disconnects and gaps are never lost.
 *
 * <p>One thread at a time.
 *
 * @see BybitMarketDecoder#TIME_OF_MESSAGE
 */
public final class BybitMarketReceiver {
  /** As longest wait for room: for as long as it takes; nothing is ever lost. */
  public static final long WAIT_FOREVER = Long.MAX_VALUE;

  private static final Logger LOG = LoggerFactory.getLogger(BybitMarketReceiver.class);

  private static final int INITIAL_LENGTH = 64 << 10;
  private static final int MAX_LENGTH = 4 << 20;
  private static final int MAX_PENDING_LENGTH = 1 << 20;
  private static final int MAX_TEXT_BYTES = 400;

  private final EventSink sink;
  private final int source;
  private final long maxWaitNs;
  private final StreamCounters counters;
  private final SymbolTable symbols;
  private final BybitMarketDecoder decoder;
  private final BookSequence[] sequences;
  private final RecordBuffer records = new RecordBuffer(INITIAL_LENGTH, MAX_LENGTH);
  private final RecordBuffer pending = new RecordBuffer(INITIAL_LENGTH, MAX_PENDING_LENGTH);
  private final boolean[] tickersLost;
  private final RejectLog rejectLog = new RejectLog();
  private final BookGapEncoder gap = new BookGapEncoder();
  private final StreamConnectedEncoder connected = new StreamConnectedEncoder();
  private final StreamDisconnectedEncoder disconnected = new StreamDisconnectedEncoder();
  private final Stamp stamp = new Stamp();
  private long generation;
  private boolean losing;

  /**
   * @param instruments the symbols to take, with their index in the catalog
   * @param source this stream's index in the catalog
   * @param maxWaitNs how long market data may wait for room, or {@link #WAIT_FOREVER}
   */
  public BybitMarketReceiver(
      EventSink sink,
      Map<String, Integer> instruments,
      int source,
      long maxWaitNs,
      StreamCounters counters) {
    this.sink = sink;
    this.source = source;
    this.maxWaitNs = maxWaitNs;
    this.counters = counters;
    this.symbols = new SymbolTable(instruments);
    this.decoder = new BybitMarketDecoder(symbols);
    this.sequences = new BookSequence[symbols.size() * Topic.DEPTHS.length];
    for (int i = 0; i < sequences.length; i++) {
      sequences[i] = new BookSequence();
    }
    this.tickersLost = new boolean[symbols.size()];
  }

  /** The connection that messages come through from now on, counted from 1; no record is made. */
  public void generation(long newGeneration) {
    generation = newGeneration;
    Arrays.fill(tickersLost, false);
    for (BookSequence sequence : sequences) {
      sequence.reset();
    }
  }

  /**
   * Takes one whole message.
   *
   * @param receivedNs process clock, or {@link BybitMarketDecoder#TIME_OF_MESSAGE}
   * @throws IllegalStateException when the engine has halted
   */
  public Outcome onText(char[] text, int length, long receivedNs) {
    counters.increment(Counter.MESSAGES);
    flush(0);
    Outcome outcome = decoder.decode(text, length);
    switch (outcome) {
      case MARKET -> onMarket(receivedNs);
      case CONTROL -> counters.increment(Counter.CONTROL);
      default -> onRejected(text, length);
    }
    return outcome;
  }

  /**
   * Latches that a connection is up, for {@link #flush} to publish, under a new generation; what it
   * is of books is unknown.
   */
  public void onConnected(long newGeneration, long attempt, String endpoint, long nowNs) {
    generation(newGeneration);
    counters.increment(Counter.CONNECTS);
    int at = pending.begin(StreamConnectedEncoder.TEMPLATE_ID);
    connected.wrap(pending.buffer(), at);
    stampStream(nowNs).write(connected.header());
    byte[] text = bounded(endpoint);
    connected.kind(StreamKind.MARKET).attempt(attempt).putEndpoint(text, 0, text.length);
    pending.end(connected.encodedLength());
  }

  /**
   * Latches that a connection, or an attempt at one, is over, for {@link #flush} to publish.
   *
   * @param closeCode of the close frame or of the refused upgrade; negative where there is none
   */
  public void onDisconnected(
      long ofGeneration, DisconnectReason reason, int closeCode, String detail, long nowNs) {
    generation = ofGeneration;
    counters.increment(Counter.DISCONNECTS);
    int at = pending.begin(StreamDisconnectedEncoder.TEMPLATE_ID);
    disconnected.wrap(pending.buffer(), at);
    stampStream(nowNs).write(disconnected.header());
    byte[] text = bounded(detail);
    disconnected
        .closeCode(closeCode < 0 ? StreamDisconnectedEncoder.closeCodeNullValue() : closeCode)
        .kind(StreamKind.MARKET)
        .reason(reason)
        .putDetail(text, 0, text.length);
    pending.end(disconnected.encodedLength());
  }

  /**
   * Publishes what could not be published before.
   *
   * @return whether nothing is left of it
   */
  public boolean flush(long waitNs) {
    if (pending.isEmpty()) {
      return true;
    }
    if (!offer(pending, waitNs)) {
      return false;
    }
    counters.add(Counter.RECORDS, pending.recordCount());
    pending.clear();
    return true;
  }

  /**
   * Expects a fresh snapshot of a book; any thread.
   *
   * @return false where there is no such book here
   */
  boolean awaitSnapshot(int instrument, int depth) {
    int slot = symbols.slotOf(instrument);
    int depthIndex = Topic.depthIndexOf(depth);
    if (slot == SymbolTable.NONE || depthIndex < 0) {
      return false;
    }
    sequence(slot, depthIndex).awaitSnapshot();
    return true;
  }

  /** A symbol whose ticker lost a message since its last snapshot, once; or null. */
  String takeLostTicker() {
    for (int slot = 0; slot < tickersLost.length; slot++) {
      if (tickersLost[slot]) {
        tickersLost[slot] = false;
        return symbols.symbol(slot);
      }
    }
    return null;
  }

  /** The answer that the last message was, when it was one. */
  ControlMessage control() {
    return decoder.control();
  }

  private void onMarket(long receivedNs) {
    counters.add(Counter.VALUES_LOST, decoder.valuesLost());
    records.clear();
    Topic topic = decoder.topic();
    if (topic.kind() == Topic.Kind.BOOK && !passesSequence(topic, receivedNs)) {
      if (!records.isEmpty()) {
        publishGap();
      }
      return;
    }
    decoder.encode(records, receivedNs, source, generation);
    if (!publish()) {
      onNoRoom(topic, receivedNs);
    }
  }

  /** Checks the book's chain; a gap to be told is then the first of the records. */
  private boolean passesSequence(Topic topic, long receivedNs) {
    BookSequence sequence = sequence(topic.slot(), topic.depthIndex());
    long updateId = decoder.updateId();
    boolean snapshot = decoder.isSnapshot();
    return switch (snapshot ? sequence.onSnapshot(updateId) : sequence.onDelta(updateId)) {
      case PASS -> true;
      case DUPLICATE -> {
        counters.increment(Counter.DUPLICATES);
        yield false;
      }
      case DROP -> {
        counters.increment(Counter.UNSYNCHRONISED);
        yield false;
      }
      case MISSED_UPDATE -> {
        tellGap(records, sequence.expected(), updateId, BookGapReason.MISSED_UPDATE, receivedNs);
        yield false;
      }
      case NO_SNAPSHOT -> {
        tellGap(records, -1, updateId, BookGapReason.NO_SNAPSHOT, receivedNs);
        yield false;
      }
      case VENUE_RESTART -> {
        tellGap(records, sequence.expected(), updateId, BookGapReason.VENUE_RESTART, receivedNs);
        yield true;
      }
    };
  }

  /**
   * Counts it and passes on. Whether it was an update that is now missing, the next one's id tells:
   * a voided book for every line of garbage would be a poor trade.
   */
  private void onRejected(char[] text, int length) {
    RejectReason reason = decoder.rejectReason();
    counters.reject(reason);
    rejectLog.rejected(reason, text, length, System.nanoTime());
    Topic topic = decoder.topic();
    if (topic.kind() == Topic.Kind.TICKER) {
      // Its deltas have no id: only a fresh snapshot makes up for one.
      tickersLost[topic.slot()] = true;
    }
  }

  private void onNoRoom(Topic topic, long receivedNs) {
    counters.increment(Counter.RING_FULL);
    if (!losing) {
      losing = true;
      LOG.warn("the engine has no room: market data is being lost");
    }
    if (topic.kind() == Topic.Kind.BOOK) {
      BookSequence sequence = sequence(topic.slot(), topic.depthIndex());
      if (sequence.onLost()) {
        tellGap(pending, -1, decoder.updateId(), BookGapReason.RING_FULL, receivedNs);
      }
    } else if (topic.kind() == Topic.Kind.TICKER) {
      tickersLost[topic.slot()] = true;
    }
  }

  /** A gap is never lost: it is published now or with the next message. */
  private void publishGap() {
    if (!publish()) {
      pending.append(records.buffer(), 0, RecordLayout.length(records.buffer(), 0));
    }
  }

  private boolean publish() {
    if (records.isEmpty()) {
      return true;
    }
    if (!flush(maxWaitNs) || !offer(records, maxWaitNs)) {
      return false;
    }
    counters.add(Counter.RECORDS, records.recordCount());
    if (losing) {
      losing = false;
      LOG.info("the engine has room again");
    }
    return true;
  }

  private boolean offer(RecordBuffer what, long waitNs) {
    if (waitNs == WAIT_FOREVER) {
      sink.publish(what);
      return true;
    }
    return sink.offer(what, waitNs);
  }

  private void tellGap(
      RecordBuffer into, long expected, long received, BookGapReason reason, long receivedNs) {
    counters.increment(Counter.GAPS);
    Topic topic = decoder.topic();
    int at = into.begin(BookGapEncoder.TEMPLATE_ID);
    gap.wrap(into.buffer(), at);
    stamp.timeNs =
        receivedNs == BybitMarketDecoder.TIME_OF_MESSAGE ? decoder.venueTimeNs() : receivedNs;
    stamp.venueTimeNs = decoder.venueTimeNs();
    stamp.generation = generation;
    stamp.source = source;
    stamp.instrument = topic.instrument();
    stamp.write(gap.header());
    gap.expectedUpdateId(expected < 0 ? BookGapEncoder.expectedUpdateIdNullValue() : expected)
        .receivedUpdateId(received < 0 ? BookGapEncoder.receivedUpdateIdNullValue() : received)
        .depth(topic.depth())
        .reason(reason);
    into.end(gap.encodedLength());
  }

  private Stamp stampStream(long nowNs) {
    stamp.timeNs = nowNs;
    stamp.venueTimeNs = RecordHeaderEncoder.venueTimeNsNullValue();
    stamp.generation = generation;
    stamp.source = source;
    stamp.instrument = RecordHeaderEncoder.instrumentNullValue();
    return stamp;
  }

  private BookSequence sequence(int slot, int depthIndex) {
    return sequences[slot * Topic.DEPTHS.length + depthIndex];
  }

  /** Printable ASCII only, so that cutting it cannot split a character. */
  private static byte[] bounded(String text) {
    byte[] bytes = text.replaceAll("\\p{Cntrl}", " ").getBytes(StandardCharsets.US_ASCII);
    return bytes.length <= MAX_TEXT_BYTES ? bytes : Arrays.copyOf(bytes, MAX_TEXT_BYTES);
  }
}
