package ringside.journal.event;

/**
 * Where events enter the engine. Records handed over together become consecutive events: nothing of
 * another source comes between them.
 *
 * <p>Any number of threads, each with its own {@link RecordBuffer}; never the engine's own thread.
 * The sink copies; the caller reuses its buffer at once. Sequence and ordinal of the records are
 * the engine's to set; time, source, generation and indices are the caller's.
 */
public interface EventSink {
  /**
   * Hands the records over, waiting for room as long as it takes. For what must not be lost:
   * account events, answers, control.
   *
   * @throws IllegalStateException when the engine has halted: nothing is taken any more
   */
  void publish(RecordBuffer records);

  /**
   * Hands the records over if there is room within the time given. For market data, which can be
   * asked for again.
   *
   * @param maxWaitNs 0: only if there is room now
   * @return false when there was no room, and nothing was taken
   * @throws IllegalStateException when the engine has halted
   */
  boolean offer(RecordBuffer records, long maxWaitNs);
}
