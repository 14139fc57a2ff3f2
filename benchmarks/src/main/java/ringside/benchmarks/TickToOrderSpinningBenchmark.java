package ringside.benchmarks;

import java.io.IOException;
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

/** {@link TickToOrder} with stages that spin, and as many threads spinning beside the echo. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 2)
@Measurement(iterations = 9)
@Fork(1)
public class TickToOrderSpinningBenchmark {
  /** Ticks measured a side and round. */
  @Param("2000")
  public int ticks;

  private TickToOrder loop;

  @Setup
  public void open() throws IOException {
    loop = new TickToOrder(WaitMode.SPINNING, ticks);
  }

  /** One round of both. */
  @Benchmark
  public void round(TickToOrderBenchmark.Latencies latencies) throws IOException {
    loop.round(latencies);
  }

  @TearDown
  public void close() throws IOException {
    loop.close();
  }
}
