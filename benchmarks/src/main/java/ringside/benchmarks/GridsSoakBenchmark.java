package ringside.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.UnaryOperator;
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

/**
 * The heap after a collection while 400 grids trade at 20,000 market events a second, looked at
 * every five seconds, without what the venue in the same process remembers of its orders. Every
 * wave of prices a day passes for orders that have ended, so that the engine forgets as many as it
 * makes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
public class GridsSoakBenchmark {
  static final int PER_SECOND = 20_000;

  private static final int PARTS = 3;
  private static final int LOOKS_A_WAVE = 10;

  /** Market events: a minute's. */
  @Param("1200000")
  public int events;

  /** What the run gives. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Heap {
    /** From the median of the first third of the looks to that of the last third, in percent. */
    public double ours;

    /** Of the straight line through all looks, KiB a minute. */
    public double oursSlope;

    /** Median of the last third, MiB. */
    public double oursUsed;

    /** Of the venue at the end, MiB; no part of the others. */
    public double oursVenue;

    /** Commands that the venue was given meanwhile. */
    public double oursCommands;
  }

  /** One run. */
  @Benchmark
  public void run(Heap heap) throws IOException {
    try (Scratch scratch = new Scratch("soak");
        GridLoad grids =
            new GridLoad(scratch.directory(), GridsBenchmark.ACCOUNTS, UnaryOperator.identity())) {
      int wave = Math.min(GridMarket.WAVE, events);
      int each = wave / LOOKS_A_WAVE;
      // Two days, each with a whole wave: what is remembered of one has its room in the next.
      grids.publish(wave);
      grids.passDay();
      grids.publish(wave);
      long commands = grids.commands();
      double[] used = new double[Math.max(PARTS, events / each)];
      for (int look = 0; look < used.length; look++) {
        if (look % LOOKS_A_WAVE == 0) {
          grids.passDay();
        }
        grids.pace(each, PER_SECOND);
        LiveHeap heapNow = LiveHeap.now();
        used[look] = heapNow.elseKib();
        heap.oursVenue = heapNow.venueKib() / 1024;
      }
      int part = used.length / PARTS;
      double first = median(Arrays.copyOf(used, part));
      double last = median(Arrays.copyOfRange(used, used.length - part, used.length));
      heap.ours = 100 * (last - first) / first;
      heap.oursSlope = slope(used) * 60 * PER_SECOND / each;
      heap.oursUsed = last / 1024;
      heap.oursCommands = grids.commands() - commands;
    }
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  /** Of the line with the least squares, a look. */
  private static double slope(double[] values) {
    double middle = (values.length - 1) / 2.0;
    double mean = Arrays.stream(values).average().orElse(0);
    double above = 0;
    double below = 0;
    for (int i = 0; i < values.length; i++) {
      above += (i - middle) * (values[i] - mean);
      below += (i - middle) * (i - middle);
    }
    return above / below;
  }
}
