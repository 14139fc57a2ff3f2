package ringside.journal.log;

import ringside.journal.codec.SpaceLevel;

/**
 * Judges how much room the journal's disk has, and at which rate the journal takes it. A level is
 * left upwards only with a tenth to spare, so that it does not flutter. One thread, but for what is
 * said to be for any.
 */
final class SpaceGuard {
  /** A rate is believed, for the forecast, when it was watched for so long. */
  private static final double BELIEVED_SECONDS = 600;

  private static final double HOUR_SECONDS = 3600;
  private static final double DAY_SECONDS = 86_400;

  private final SpaceLimits limits;
  private double weightedBytes;
  private double weightedSeconds;
  private double watchedSeconds;
  private volatile long forecastBytesPerDay;
  private volatile long usableBytes;
  private volatile SpaceLevel level = SpaceLevel.ENOUGH;
  private boolean allocationFails;

  SpaceGuard(SpaceLimits limits) {
    this.limits = limits;
  }

  /**
   * Takes a measurement.
   *
   * @param usable what the file system would give us
   * @param writtenBytes since the last one
   * @param seconds since the last one
   * @return whether the level changed
   */
  boolean measure(long usable, long writtenBytes, double seconds) {
    double kept = Math.exp(-seconds / HOUR_SECONDS);
    weightedBytes = weightedBytes * kept + writtenBytes;
    weightedSeconds = weightedSeconds * kept + seconds;
    watchedSeconds += seconds;
    double perDay = weightedSeconds > 0 ? weightedBytes / weightedSeconds * DAY_SECONDS : 0;
    forecastBytesPerDay = (long) perDay;
    usableBytes = usable;
    long low = limits.lowBytes();
    if (watchedSeconds >= BELIEVED_SECONDS) {
      low = Math.max(low, (long) (perDay * limits.lowForecastDays()));
    }
    return set(judge(usable, low));
  }

  /**
   * Hears whether the last allocation succeeded. While it does not there is no room, whatever is
   * measured. Any thread.
   *
   * @return whether the level changed
   */
  synchronized boolean allocation(boolean succeeded) {
    allocationFails = !succeeded;
    return !succeeded && set(SpaceLevel.EXHAUSTED);
  }

  /** Any thread. */
  SpaceLevel level() {
    return level;
  }

  /** Any thread. */
  long usableBytes() {
    return usableBytes;
  }

  /** Bytes a day at the rate of the last hour. Any thread. */
  long forecastBytesPerDay() {
    return forecastBytesPerDay;
  }

  private SpaceLevel judge(long usable, long low) {
    SpaceLevel now = level;
    if (usable < limits.exhaustedBytes()
        || (now == SpaceLevel.EXHAUSTED && usable < withMargin(limits.exhaustedBytes()))) {
      return SpaceLevel.EXHAUSTED;
    }
    if (usable < low || (now != SpaceLevel.ENOUGH && usable < withMargin(low))) {
      return SpaceLevel.LOW;
    }
    return SpaceLevel.ENOUGH;
  }

  private static long withMargin(long bytes) {
    return bytes + bytes / 10;
  }

  private synchronized boolean set(SpaceLevel judged) {
    SpaceLevel next = allocationFails ? SpaceLevel.EXHAUSTED : judged;
    boolean changed = next != level;
    level = next;
    return changed;
  }
}
