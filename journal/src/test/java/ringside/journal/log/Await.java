package ringside.journal.log;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, but not for ever. */
final class Await {
  private static final long LIMIT_NS = 30_000_000_000L;
  private static final long POLL_NS = 200_000L;

  private Await() {}

  static void until(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > LIMIT_NS) {
        throw new AssertionError("not within 30 s: " + what);
      }
      LockSupport.parkNanos(POLL_NS);
    }
  }
}
