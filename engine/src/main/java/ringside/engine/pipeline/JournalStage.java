package ringside.engine.pipeline;

import org.HdrHistogram.Histogram;
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
  private final Histogram latency = new Histogram(1, LONGEST_NS, 3);

  JournalStage(BatchLog log, ProcessClock clock, PipelineCounters counters) {
    this.log = log;
    this.clock = clock;
    this.counters = counters;
  }

  void commit(Batch batch) {
    long startNs = System.nanoTime();
    log.append(batch);
    if (System.nanoTime() - startNs > STALL_NS) {
      counters.stalled();
    }
    count(batch);
  }

  /** Receive to commit, ns. Read it when the pipeline has stopped. */
  Histogram latency() {
    return latency;
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
      if (RecordLayout.templateId(buffer, at) == BookGapDecoder.TEMPLATE_ID) {
        gaps++;
      }
      at += RecordLayout.aligned(RecordLayout.length(buffer, at));
    }
    note(nowNs - timeNs, sameTime);
    counters.committed(batch.events(), records.recordCount() - batch.events(), gaps);
  }

  /** What was received together is as old as each other, and is noted at once. */
  private void note(long ageNs, int events) {
    if (events > 0) {
      latency.recordValueWithCount(Math.min(Math.max(ageNs, 1), LONGEST_NS), events);
    }
  }
}
