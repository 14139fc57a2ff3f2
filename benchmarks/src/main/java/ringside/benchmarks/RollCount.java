package ringside.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import ringside.engine.pipeline.BatchLog;
import ringside.journal.log.JournalWriter;

/** Sums what is allocated by appends that roll a segment. Engine thread, but for what starts it. */
final class RollCount {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private volatile JournalWriter writer;
  private volatile long count;
  private volatile long bytes;

  BatchLog around(BatchLog log) {
    return batch -> {
      JournalWriter rolling = writer;
      long rollsBefore = rolling == null ? 0 : rolling.rolls();
      long before = THREADS.getCurrentThreadAllocatedBytes();
      log.append(batch);
      if (rolling != null && rolling.rolls() != rollsBefore) {
        add(THREADS.getCurrentThreadAllocatedBytes() - before);
      }
    };
  }

  /** Whose rolls count. */
  void watch(JournalWriter rolling) {
    writer = rolling;
  }

  void clear() {
    count = 0;
    bytes = 0;
  }

  long count() {
    return count;
  }

  long bytes() {
    return bytes;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // the engine thread alone adds
  private void add(long more) {
    count++;
    bytes += more;
  }
}
