package ringside.tools;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import ringside.engine.boot.Speed;

/** Holds events back until they are due by the times at which they were received. One thread. */
final class RecordedPace {
  /** As speed: nothing is held back. */
  static final double FLAT_OUT = Speed.MAX;

  /** A longer pause, such as between two runs, takes no time. */
  private static final long MAX_PAUSE_NS = 300_000_000_000L;

  private static final long MAX_PARK_NS = 50_000_000L;

  private final double speed;
  private boolean begun;
  private long startNanoTime;
  private long startNs;
  private long latestNs;

  RecordedPace(double speed) {
    this.speed = speed;
  }

  /**
   * Waits until an event is due.
   *
   * @param timeNs when it was received; one earlier than those before it is due at once
   * @param cancelled ends the wait
   */
  void await(long timeNs, BooleanSupplier cancelled) {
    if (!begun) {
      begun = true;
      startNanoTime = System.nanoTime();
      startNs = timeNs;
      latestNs = timeNs;
    }
    long pauseNs = timeNs - latestNs;
    if (pauseNs > MAX_PAUSE_NS) {
      startNs += pauseNs;
    }
    latestNs = Math.max(latestNs, timeNs);
    double dueNs = (latestNs - startNs) / speed;
    while (!cancelled.getAsBoolean()) {
      long leftNs = (long) (dueNs - (System.nanoTime() - startNanoTime));
      if (leftNs <= 0) {
        return;
      }
      LockSupport.parkNanos(Math.min(leftNs, MAX_PARK_NS));
    }
  }
}
