package ringside.benchmarks;

import java.io.IOException;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import ringside.engine.pipeline.WaitMode;

/** {@link TickToOrder} with the default wait strategy. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 2)
@Measurement(iterations = 9)
@Fork(1)
public class TickToOrderBenchmark {
  /** Ticks measured a side and round. */
  @Param("2000")
  public int ticks;

  private TickToOrder loop;

  /** What a round gives: latencies in us. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Latencies {
    public double oursP50;
    public double oursP99;
    public double floorP50;
    public double floorP99;
  }

  @Setup
  public void open() throws IOException {
    loop = new TickToOrder(WaitMode.PHASED, ticks);
  }

  /** One round of both. */
  @Benchmark
  public void round(Latencies latencies) throws IOException {
    loop.round(latencies);
  }

  @TearDown
  public void close() throws IOException {
    loop.close();
  }
}
