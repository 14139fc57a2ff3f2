package ringside.adapters.exchange;

/**
 * The time that a list is asked for, in ms; both ends belong to it.
 *
 * <p>Source: startTime and endTime on the venue's pages of order history, executions, closed PnL
 * and transaction log.
 */
record TimeSpan(long startMs, long endMs) {
  private static final long DAY_MS = 86_400_000L;
  static final long WEEK_MS = 7 * DAY_MS;

  /** All the time there is. */
  static final TimeSpan ALWAYS = new TimeSpan(Long.MIN_VALUE, Long.MAX_VALUE);

  /**
   * Reads startTime and endTime.
   *
   * @param usualMs how long where not both are stated; a week is the most in any case
   */
  static TimeSpan of(Params params, long usualMs, long nowMs) {
    long start = params.whole("startTime", -1);
    long end = params.whole("endTime", -1);
    if (start < 0 && end < 0) {
      return new TimeSpan(nowMs - usualMs, Long.MAX_VALUE);
    }
    if (start < 0) {
      return new TimeSpan(end - usualMs, end);
    }
    if (end < 0) {
      return new TimeSpan(start, start + usualMs);
    }
    if (start > end) {
      throw RefusedException.parameter("params error: startTime is later than endTime");
    }
    if (end - start > WEEK_MS) {
      throw RefusedException.parameter(
          "params error: the interval between startTime and endTime must not exceed 7 days");
    }
    return new TimeSpan(start, end);
  }

  static boolean isStated(Params params) {
    return params.has("startTime") || params.has("endTime");
  }

  boolean contains(long timeNs) {
    long ms = timeNs / 1_000_000;
    return ms >= startMs && ms <= endMs;
  }
}
