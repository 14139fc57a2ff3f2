package ringside.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A journal whose writer was killed with SIGKILL, opened by a process that has just started: read
 * and checked to its end, the core restored, a run opened, the first batch appended. Beside it the
 * reader alone, in a process that has just started as well. Both from the page cache. Each round
 * opens the journal as the kill left it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 1)
@Measurement(iterations = 5)
@Fork(1)
public class ReopenBenchmark {
  /** Events in the journal. */
  @Param("10000000")
  public int events;

  private final Turns turns = new Turns();
  private Scratch killed;

  /** What a round gives, in seconds; {@code Process} is from before the JVM's start. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Seconds {
    public double ours;
    public double floor;
    public double oursProcess;
    public double floorProcess;
    public double oursRestore;
    public double oursOpen;
    public double oursAppend;
  }

  /** Has the journal written, and its writer killed. */
  @Setup(Level.Trial)
  public void write() throws IOException {
    killed = new Scratch("killed");
    try (ReopenProcess process =
        ReopenProcess.start("write", killed.directory(), Integer.toString(events))) {
      process.answer();
    }
  }

  /** Deletes it. */
  @TearDown(Level.Trial)
  public void delete() throws IOException {
    killed.close();
  }

  /** One round of both. */
  @Benchmark
  public void round(Seconds seconds) throws IOException {
    turns.both(() -> reopen(seconds), () -> read(seconds));
  }

  private void reopen(Seconds seconds) throws IOException {
    try (Scratch scratch = new Scratch("reopen")) {
      Path journal = scratch.directory().resolve("journal");
      JournalImage.copy(killed.directory(), journal);
      long start = System.nanoTime();
      try (ReopenProcess process = ReopenProcess.start("reopen", journal)) {
        double[] split = process.answer();
        seconds.oursProcess = (System.nanoTime() - start) / 1e9;
        seconds.oursRestore = split[0];
        seconds.oursOpen = split[1];
        seconds.oursAppend = split[2];
        seconds.ours = split[0] + split[1] + split[2];
      }
    }
  }

  private void read(Seconds seconds) throws IOException {
    long start = System.nanoTime();
    try (ReopenProcess process = ReopenProcess.start("read", killed.directory())) {
      seconds.floor = process.answer()[0];
      seconds.floorProcess = (System.nanoTime() - start) / 1e9;
    }
  }
}
