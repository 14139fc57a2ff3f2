package ringside.engine.pipeline;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** What the pipeline counts. Each counter has one writing thread unless said; any thread reads. */
public final class PipelineCounters {
  private static final int RECORD_TYPES = 128;

  private final AtomicLong events = new AtomicLong();
  private final AtomicLong decisions = new AtomicLong();
  private final AtomicLong batches = new AtomicLong();
  private final AtomicLong stageStalls = new AtomicLong();
  private final AtomicLong gaps = new AtomicLong();
  private final AtomicLongArray records = new AtomicLongArray(RECORD_TYPES);
  private final LongAdder ringFullWaits = new LongAdder();

  /** Events committed to the journal. */
  public long events() {
    return events.get();
  }

  public long decisions() {
    return decisions.get();
  }

  public long batches() {
    return batches.get();
  }

  /** Times a stage held up the one before it: a full batch ring, or an append of over 10 ms. */
  public long stageStalls() {
    return stageStalls.get();
  }

  /** Book gaps recorded. */
  public long gaps() {
    return gaps.get();
  }

  /** Records of a type committed, events and decisions. */
  public long records(int templateId) {
    return records.get(templateId);
  }

  /** Times a publisher found the ring full; counted by any publisher. */
  public long ringFullWaits() {
    return ringFullWaits.sum();
  }

  void committed(int eventCount, int decisionCount, int gapCount) {
    events.lazySet(events.get() + eventCount);
    decisions.lazySet(decisions.get() + decisionCount);
    gaps.lazySet(gaps.get() + gapCount);
    batches.lazySet(batches.get() + 1);
  }

  void recorded(int templateId) {
    records.lazySet(templateId, records.getPlain(templateId) + 1);
  }

  void stalled() {
    stageStalls.incrementAndGet();
  }

  void ringFull() {
    ringFullWaits.increment();
  }
}
