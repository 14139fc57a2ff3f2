package ringside.adapters.bybit.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import ringside.journal.event.EventSink;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;
import ringside.journal.event.RecordPrinter;

/** Keeps what was published, as text. */
final class HeardEvents implements EventSink {
  private final RecordPrinter printer = new RecordPrinter(RecordPrinter.Format.TEXT, null);
  private final List<String> lines = new ArrayList<>();

  @Override
  public synchronized void publish(RecordBuffer records) {
    for (int at = 0; at < records.length(); ) {
      StringBuilder line = new StringBuilder();
      printer.print(records.buffer(), at, line);
      lines.add(line.toString());
      at += RecordLayout.aligned(RecordLayout.length(records.buffer(), at));
    }
  }

  @Override
  public boolean offer(RecordBuffer records, long maxWaitNs) {
    publish(records);
    return true;
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  synchronized void clear() {
    lines.clear();
  }

  void await(String what, Predicate<List<String>> condition) {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (!condition.test(lines())) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited 10 s for: " + what + "; got " + lines());
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
