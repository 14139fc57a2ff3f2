package ringside.adapters.bybit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.agrona.concurrent.UnsafeBuffer;
import ringside.journal.event.EventSink;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/** Keeps a copy of every record that was handed over; can pretend to be full or halted. */
final class CapturingSink implements EventSink {
  private final List<UnsafeBuffer> records = new ArrayList<>();
  private final List<Integer> ranges = new ArrayList<>();
  private boolean full;
  private boolean halted;

  @Override
  public void publish(RecordBuffer range) {
    if (!offer(range, 0)) {
      throw new AssertionError("publish on a full sink would wait for ever");
    }
  }

  @Override
  public synchronized boolean offer(RecordBuffer range, long maxWaitNs) {
    if (halted) {
      throw new IllegalStateException("halted");
    }
    if (full) {
      return false;
    }
    int count = 0;
    for (int at = 0; at < range.length(); count++) {
      int length = RecordLayout.length(range.buffer(), at);
      byte[] copy = new byte[length];
      range.buffer().getBytes(at, copy);
      records.add(new UnsafeBuffer(copy));
      at += RecordLayout.aligned(length);
    }
    if (count != range.recordCount()) {
      throw new AssertionError(count + " records, the buffer says " + range.recordCount());
    }
    ranges.add(count);
    notifyAll();
    return true;
  }

  synchronized void full(boolean isFull) {
    full = isFull;
  }

  synchronized void halted(boolean isHalted) {
    halted = isHalted;
  }

  synchronized List<UnsafeBuffer> records() {
    return List.copyOf(records);
  }

  /** How many records each call brought. */
  synchronized List<Integer> ranges() {
    return List.copyOf(ranges);
  }

  synchronized List<UnsafeBuffer> records(int templateId) {
    return records.stream().filter(r -> RecordLayout.templateId(r, 0) == templateId).toList();
  }

  synchronized void clear() {
    records.clear();
    ranges.clear();
  }

  /** Waits for the condition over all records so far; fails after 10 s. */
  void await(String what, Predicate<List<UnsafeBuffer>> condition) {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (!condition.test(records())) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited 10 s for: " + what + "; got " + describe());
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  String describe() {
    StringBuilder out = new StringBuilder();
    for (UnsafeBuffer r : records()) {
      out.append(
              ringside.journal.event.SchemaModel.current()
                  .message(RecordLayout.templateId(r, 0))
                  .name())
          .append(" g")
          .append(RecordLayout.generation(r, 0))
          .append(", ");
    }
    return out.toString();
  }
}
