package ringside.adapters.bybit;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What a stream has seen and done, counted since the process started. Any thread may read; one at a
 * time writes.
 */
public final class StreamCounters {
  /** What is counted. */
  public enum Counter {
    /** Whole text messages received. */
    MESSAGES,
    /** Records handed to the engine. */
    RECORDS,
    /** Messages not taken; {@link #rejected(RejectReason)} tells them apart. */
    REJECTED,
    /** Answers to our requests. */
    CONTROL,
    /** Book updates older than what was known. */
    DUPLICATES,
    /** Book updates dropped while their book waits for a snapshot. */
    UNSYNCHRONISED,
    /** Times a book's chain broke. */
    GAPS,
    /** Messages lost because the engine had no room in time. */
    RING_FULL,
    /** Items of a message that were not taken, while others of it were. */
    ITEMS_REJECTED,
    /** Items of symbols or categories that nobody asked for. */
    ITEMS_UNKNOWN,
    /** Executions that had come before, through another topic. */
    EXECUTIONS_REPEATED,
    /** Aggregates that did not fit their scale and became null. */
    VALUES_LOST,
    /** Binary messages and texts that are not UTF-8. */
    NOT_TEXT,
    /** Answers that were none of those awaited. */
    UNEXPECTED_ANSWERS,
    /** Subscriptions that the venue refused or did not answer. */
    SUBSCRIBE_FAILURES,
    /** Connections opened. */
    CONNECTS,
    /** Connections or attempts that ended. */
    DISCONNECTS,
    /** Pings sent. */
    PINGS,
    /** Messages of ours that were not sent because too many were waiting. */
    WRITES_REFUSED
  }

  private final AtomicLongArray counts = new AtomicLongArray(Counter.values().length);
  private final AtomicLongArray rejects = new AtomicLongArray(RejectReason.values().length);

  /** The count as it was a moment ago. */
  public long get(Counter counter) {
    return counts.getOpaque(counter.ordinal());
  }

  /** How many messages were not taken for this reason. */
  public long rejected(RejectReason reason) {
    return rejects.getOpaque(reason.ordinal());
  }

  void add(Counter counter, long more) {
    int at = counter.ordinal();
    counts.setOpaque(at, counts.getPlain(at) + more);
  }

  void increment(Counter counter) {
    add(counter, 1);
  }

  void reject(RejectReason reason) {
    increment(Counter.REJECTED);
    int at = reason.ordinal();
    rejects.setOpaque(at, rejects.getPlain(at) + 1);
  }
}
