package ringside.engine.pipeline;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for other threads, with an end to it. Never on the engine thread. */
final class Waiting {
  private static final long STEP_NS = 100_000;

  private Waiting() {}

  /**
   * Waits until the condition holds.
   *
   * @param deadlineNanoTime in the terms of {@link System#nanoTime}
   * @return false when it did not hold in time
   */
  static boolean until(BooleanSupplier condition, long deadlineNanoTime) {
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadlineNanoTime >= 0) {
        return false;
      }
      LockSupport.parkNanos(STEP_NS);
    }
    return true;
  }

  static boolean join(Thread thread, long deadlineNanoTime) {
    return until(() -> !thread.isAlive(), deadlineNanoTime);
  }
}
