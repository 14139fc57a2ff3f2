package ringside.adapters.recording;

/**
 * When each line of one pass is due: at its place on the time line of the running maximum of {@code
 * ts}, divided by the speed. One thread.
 */
final class Pace {
  /**
   * A step of {@code ts} beyond this, forth or back, is none of the market: the recorder was off,
   * files were joined, or a number is broken. It takes no time.
   */
  static final long MAX_STEP_MS = 300_000;

  private static final double NS_PER_MS = 1e6;

  private final double speed;
  private final Pacer pacer;
  private boolean started;
  private long originNs;
  private long originTsMs;
  private long latestTsMs;

  /**
   * @param speed positive infinity for flat out
   */
  Pace(double speed, Pacer pacer) {
    this.speed = speed;
    this.pacer = pacer;
  }

  /** Takes the line as the next to be sent, and says by how many ns it is early; 0 when due. */
  long take(RecordedLine line) {
    if (speed == Double.POSITIVE_INFINITY) {
      return 0;
    }
    if (line.tsMs() != RecordedLine.NO_TS) {
      advanceTo(line.tsMs());
    }
    return remainingNs();
  }

  private void advanceTo(long tsMs) {
    if (!started) {
      started = true;
      originNs = pacer.nowNs();
      originTsMs = tsMs;
      latestTsMs = tsMs;
    } else if (Math.abs(tsMs - latestTsMs) > MAX_STEP_MS) {
      originTsMs += tsMs - latestTsMs;
      latestTsMs = tsMs;
    } else {
      latestTsMs = Math.max(latestTsMs, tsMs);
    }
  }

  /** By how many ns the line taken last is still early; 0 when due. */
  long remainingNs() {
    if (!started) {
      return 0;
    }
    long dueNs = (long) ((latestTsMs - originTsMs) * NS_PER_MS / speed);
    return Math.max(0, dueNs - (pacer.nowNs() - originNs));
  }
}
