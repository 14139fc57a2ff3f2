package ringside.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
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
import ringside.engine.pipeline.Wiring;

/**
 * What the engine thread allocates in steady state, books and trades through the fused pipeline
 * over a real journal, by the thread's own counter. A segment's roll is counted apart: the appends
 * that rolled. The first tenth of the events is left out.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
public class AllocationBenchmark {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Events that count. */
  @Param("10000000")
  public int events;

  /** What the run gives. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Allocation {
    /** Bytes an event, without rolls. */
    public double ours;

    public double oursRolls;

    /** Bytes of all rolls together. */
    public double oursRollBytes;
  }

  /** One run. */
  @Benchmark
  public void run(Allocation allocation) throws IOException {
    PipelineBenchmark.Ranges ranges = new PipelineBenchmark.Ranges(true);
    try (Scratch scratch = new Scratch("allocation")) {
      RollCount rolls = new RollCount();
      try (PipelineRun run =
          PipelineRun.overJournal(scratch.directory(), Wiring.FUSED, rolls::around)) {
        rolls.watch(run.journal().writer());
        publish(run, ranges, events / 10);
        long engineThread = run.pipeline().engineThread().getId();
        rolls.clear();
        long before = THREADS.getThreadAllocatedBytes(engineThread);
        publish(run, ranges, events);
        long bytes = THREADS.getThreadAllocatedBytes(engineThread) - before;
        allocation.ours = (double) (bytes - rolls.bytes()) / events;
        allocation.oursRolls = rolls.count();
        allocation.oursRollBytes = rolls.bytes();
      }
    }
  }

  private static void publish(PipelineRun run, PipelineBenchmark.Ranges ranges, int count) {
    for (int done = 0; done < count; done += PipelineBenchmark.RANGE) {
      run.publish(ranges.next(run.clock().nowNs()));
    }
    run.awaitCommitted();
  }
}
