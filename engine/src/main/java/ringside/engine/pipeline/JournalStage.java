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
    for (int at = 0; at < end; ) {
      if (RecordLayout.ordinal(buffer, at) == 0) {
        long age = nowNs - RecordLayout.timeNs(buffer, at);
        latency.recordValue(Math.min(Math.max(age, 1), LONGEST_NS));
      }
      if (RecordLayout.templateId(buffer, at) == BookGapDecoder.TEMPLATE_ID) {
        gaps++;
      }
      at += RecordLayout.aligned(RecordLayout.length(buffer, at));
    }
    counters.committed(batch.events(), records.recordCount() - batch.events(), gaps);
  }
}
