package ringside.engine.pipeline;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.agrona.DirectBuffer;
import ringside.adapters.port.ProcessClock;
import ringside.journal.codec.BookGapDecoder;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/** Commits batches and measures how old their events are by then. One thread. */
final class JournalStage {
  private static final long STALL_NS = 10_000_000L;
  private static final long LONGEST_NS = 60_000_000_000L;

  private final BatchLog log;
  private final ProcessClock clock;
  private final PipelineCounters counters;
  private final SingleWriterRecorder recent = new SingleWriterRecorder(1, LONGEST_NS, 3);
  private final Histogram latency = new Histogram(1, LONGEST_NS, 3);
  private CommitListener listener = CommitListener.NONE;
  private Histogram interval;

  JournalStage(BatchLog log, ProcessClock clock, PipelineCounters counters) {
    this.log = log;
    this.clock = clock;
    this.counters = counters;
  }

  /** Before the thread starts. */
  void listener(CommitListener other) {
    listener = other;
  }

  void commit(Batch batch) {
    long startNs = System.nanoTime();
    log.append(batch);
    if (System.nanoTime() - startNs > STALL_NS) {
      counters.stalled();
    }
    count(batch);
  }

  /** Receive to commit, ns, of every event so far. Any thread. */
  synchronized Histogram latency() {
    recentLatency();
    return latency.copy();
  }

  /** The same of the events since this was last called. Any thread. */
  synchronized Histogram recentLatency() {
    interval = recent.getIntervalHistogram(interval);
    latency.add(interval);
    return interval.copy();
  }

  private void count(Batch batch) {
    RecordBuffer records = batch.records();
    DirectBuffer buffer = records.buffer();
    int end = records.length();
    long nowNs = clock.nowNs();
    int gaps = 0;
    long timeNs = 0;
    int sameTime = 0;
    for (int at = 0; at < end; ) {
      if (RecordLayout.ordinal(buffer, at) == 0) {
        long eventNs = RecordLayout.timeNs(buffer, at);
        if (eventNs != timeNs) {
          note(nowNs - timeNs, sameTime);
          timeNs = eventNs;
          sameTime = 0;
        }
        sameTime++;
      }
      int templateId = RecordLayout.templateId(buffer, at);
      counters.recorded(templateId);
      if (templateId == BookGapDecoder.TEMPLATE_ID) {
        gaps++;
      }
      if (RecordLayout.ordinal(buffer, at) > 0) {
        listener.onDecision(buffer, at);
      }
      at += RecordLayout.aligned(RecordLayout.length(buffer, at));
    }
    note(nowNs - timeNs, sameTime);
    counters.committed(batch.events(), records.recordCount() - batch.events(), gaps);
  }

  /** What was received together is as old as each other, and is noted at once. */
  private void note(long ageNs, int events) {
    if (events > 0) {
      recent.recordValueWithCount(Math.min(Math.max(ageNs, 1), LONGEST_NS), events);
    }
  }
}
