package ringside.engine.core;

import org.agrona.DirectBuffer;
import ringside.engine.core.state.StateHash;
import ringside.journal.codec.RecordHeaderDecoder;
import ringside.journal.event.RecordLayout;

/**
 * What an event says, as a number: of its type, venue time, account, instrument and body, without
 * sequence, receive time and generation, so that the same event is known again after a restart. Any
 * thread.
 */
public final class Fingerprint {
  private static final int VENUE_TIME_OFFSET =
      RecordLayout.BLOCK_OFFSET + RecordHeaderDecoder.venueTimeNsEncodingOffset();
  private static final int BODY_OFFSET =
      RecordLayout.BLOCK_OFFSET + RecordHeaderDecoder.ENCODED_LENGTH;

  /** The highest template id of what comes from outside: market, account, answers. */
  private static final int LAST_FROM_OUTSIDE = 49;

  private Fingerprint() {}

  /**
   * Whether an event can be suspected of killing the process: what comes from outside can; the
   * engine's own ticks and starts look all alike, and must never be left out.
   */
  public static boolean applies(int templateId) {
    return templateId <= LAST_FROM_OUTSIDE;
  }

  public static long of(DirectBuffer buffer, int offset) {
    StateHash hash = new StateHash();
    hash.putLong(RecordLayout.templateId(buffer, offset));
    hash.putLong(buffer.getLong(offset + VENUE_TIME_OFFSET, java.nio.ByteOrder.LITTLE_ENDIAN));
    hash.putLong(RecordLayout.account(buffer, offset));
    hash.putLong(RecordLayout.instrument(buffer, offset));
    int end = offset + RecordLayout.length(buffer, offset);
    for (int at = offset + BODY_OFFSET; at < end; at++) {
      hash.putLong(buffer.getByte(at));
    }
    return hash.value();
  }
}
