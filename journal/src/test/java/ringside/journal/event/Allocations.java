package ringside.journal.event;

import java.lang.management.ManagementFactory;

/** What this thread allocates, by its own counter. */
final class Allocations {
  private static final int TIMES = 10_000;

  private Allocations() {}

  /**
   * Bytes of one call, rounded down: of several rounds the least, since what the VM itself
   * allocates on this thread, to link or to compile, is in the others.
   */
  static long bytesPerCall(Runnable call) {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < TIMES; i++) {
        call.run();
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least / TIMES;
  }
}
