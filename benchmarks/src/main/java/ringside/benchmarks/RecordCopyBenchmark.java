package ringside.benchmarks;

import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A 128-byte record copied from one heap buffer to another: the floor under every stage. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RecordCopyBenchmark {
  private final UnsafeBuffer from = new UnsafeBuffer(new byte[128]);
  private final UnsafeBuffer to = new UnsafeBuffer(new byte[128]);

  /** Copies one record. */
  @Benchmark
  public UnsafeBuffer copy() {
    to.putBytes(0, from, 0, 128);
    return to;
  }
}
