package ringside.journal.log;

/**
 * When the journal's disk counts as short of room.
 *
 * @param lowBytes below this, new risk should stop
 * @param lowForecastDays or below what so many days need at the present rate
 * @param exhaustedBytes below this, the engine should stop in order; no run is started
 */
public record SpaceLimits(long lowBytes, int lowForecastDays, long exhaustedBytes) {
  /** 2 GiB or two days, and 256 MiB. */
  public static final SpaceLimits STANDARD = new SpaceLimits(2L << 30, 2, 256L << 20);

  public SpaceLimits {
    if (lowBytes < exhaustedBytes || exhaustedBytes < 0 || lowForecastDays < 0) {
      throw new IllegalArgumentException(
          "space limits " + lowBytes + ", " + lowForecastDays + " d, " + exhaustedBytes);
    }
  }
}
