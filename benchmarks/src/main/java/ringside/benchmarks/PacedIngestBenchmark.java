package ringside.benchmarks;

import java.io.IOException;
import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import ringside.adapters.port.ProcessClock;
import ringside.engine.pipeline.Batch;
import ringside.engine.pipeline.BatchLog;
import ringside.engine.pipeline.Wiring;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/**
 * From publish to committed at 100,000 events a second, one event every 10 us from one producer
 * that spins: the fused pipeline over a real journal beside the same pipeline copying its batches
 * to memory that was touched before. Time counts from when an event should have been published, so
 * that a stall counts for everything that it delayed.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 2)
@Measurement(iterations = 15)
@Fork(1)
public class PacedIngestBenchmark {
  private static final long EVERY_NS = 10_000;
  private static final long LONGEST_NS = 60_000_000_000L;

  /** Events measured a side and round. */
  @Param("100000")
  public int events;

  private final Turns turns = new Turns();
  private final TouchedMemory memory = new TouchedMemory(32 << 20);

  /** What a round gives: latencies in us. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Latencies {
    public double oursP50;
    public double oursP99;
    public double oursP999;
    public double floorP50;
    public double floorP99;
    public double floorP999;
  }

  /** One round of both. */
  @Benchmark
  public void round(Latencies latencies) throws IOException {
    turns.both(() -> journal(latencies), () -> memory(latencies));
  }

  private void journal(Latencies latencies) throws IOException {
    MeasuredLog measured = new MeasuredLog(events / 4);
    try (Scratch scratch = new Scratch("paced");
        PipelineRun run =
            PipelineRun.overJournal(scratch.directory(), Wiring.FUSED, measured::around)) {
      pace(run, measured);
    }
    latencies.oursP50 = measured.us(50);
    latencies.oursP99 = measured.us(99);
    latencies.oursP999 = measured.us(99.9);
  }

  private void memory(Latencies latencies) throws IOException {
    MeasuredLog measured = new MeasuredLog(events / 4);
    try (Scratch scratch = new Scratch("paced");
        PipelineRun run =
            PipelineRun.overLog(scratch.directory(), Wiring.FUSED, measured.around(memory))) {
      pace(run, measured);
    }
    latencies.floorP50 = measured.us(50);
    latencies.floorP99 = measured.us(99);
    latencies.floorP999 = measured.us(99.9);
  }

  private void pace(PipelineRun run, MeasuredLog measured) {
    ProcessClock clock = run.clock();
    RecordBuffer event = new RecordBuffer(1024, 1024);
    new Events().trade(event, Events.STANDARD_LENGTH);
    long startNs = clock.nowNs() + EVERY_NS;
    measured.clock = clock;
    int all = events + events / 4;
    for (int i = 0; i < all; i++) {
      long dueNs = startNs + i * EVERY_NS;
      while (clock.nowNs() < dueNs) {
        Thread.onSpinWait();
      }
      RecordLayout.timeNs(event.buffer(), 0, dueNs);
      run.publish(event);
    }
    run.awaitCommitted();
  }

  /** Notes how old each event is when its batch is committed. Engine thread. */
  private static final class MeasuredLog {
    private final Histogram ages = new Histogram(1, LONGEST_NS, 3);
    private final int unmeasured;
    private volatile ProcessClock clock;

    /**
     * @param unmeasured so many events come before those that count
     */
    MeasuredLog(int unmeasured) {
      this.unmeasured = unmeasured;
    }

    BatchLog around(BatchLog log) {
      return batch -> {
        log.append(batch);
        if (batch.lastSequence() > unmeasured && clock != null) {
          note(batch);
        }
      };
    }

    double us(double percentile) {
      return ages.getValueAtPercentile(percentile) / 1e3;
    }

    private void note(Batch batch) {
      long nowNs = clock.nowNs();
      DirectBuffer buffer = batch.records().buffer();
      int end = batch.records().length();
      for (int at = 0; at < end; at = RecordLayout.next(buffer, at)) {
        long ageNs = nowNs - RecordLayout.timeNs(buffer, at);
        ages.recordValue(Math.min(Math.max(ageNs, 1), LONGEST_NS));
      }
    }
  }

  /** A log that copies batches to memory, round and round. */
  private static final class TouchedMemory implements BatchLog {
    private final UnsafeBuffer memory;
    private int at;

    TouchedMemory(int bytes) {
      memory = new UnsafeBuffer(new byte[bytes]);
      memory.setMemory(0, bytes, (byte) 1);
    }

    @Override
    public void append(Batch batch) {
      int length = batch.records().length();
      if (at + length > memory.capacity()) {
        at = 0;
      }
      memory.putBytes(at, batch.records().buffer(), 0, length);
      at += length;
    }
  }
}
