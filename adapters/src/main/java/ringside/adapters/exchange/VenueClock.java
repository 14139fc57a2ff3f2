package ringside.adapters.exchange;

/**
 * What time it is at the venue: starts where it is told, and goes on with monotonic time, so many
 * times as fast. A step of the machine's wall clock does not move it. Any thread.
 */
final class VenueClock {
  private final long startNs;
  private final long nanoTime;
  private final double speed;

  VenueClock(long startNs, double speed) {
    this.startNs = startNs;
    this.nanoTime = System.nanoTime();
    this.speed = speed;
  }

  long nowNs() {
    long passedNs = System.nanoTime() - nanoTime;
    return startNs + (speed == 1 ? passedNs : (long) (passedNs * speed));
  }

  /** How long, in real time, until the venue's time is this; 0 when it has come. */
  long untilNs(long venueNs) {
    long leftNs = venueNs - nowNs();
    return leftNs <= 0 ? 0 : (long) (leftNs / speed);
  }
}
