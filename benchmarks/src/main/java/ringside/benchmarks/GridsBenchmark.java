package ringside.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.function.UnaryOperator;
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
 * What the engine thread spends on 400 grids of 200 accounts over ten symbols, by its own processor
 * time and its own count of what it allocates: first at 50,000 market events a second, ten at a
 * time; then as many as it can. Beside it the same market through the same pipeline without an
 * account. Both go on from round to round: they are warm, and legs are open. Between two rounds a
 * day passes for the orders that have ended: as many are forgotten as are made, as in every run
 * that lasts.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(1)
public class GridsBenchmark {
  static final int ACCOUNTS = 200;

  private static final int PER_SECOND = 50_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Market events measured a side and round, paced; and as many unpaced. */
  @Param("250000")
  public int events;

  private final Turns turns = new Turns();
  private Scratch scratch;
  private Scratch floorScratch;
  private GridLoad grids;
  private GridLoad bare;
  private final RollCount rolls = new RollCount();

  /** What a round gives. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Costs {
    /** Of one processor, paced. */
    public double oursShare;

    public double floorShare;

    /** Processor time a market event, unpaced, ns. */
    public double oursTime;

    public double floorTime;

    /** Bytes a market event, without rolls. */
    public double oursAllocated;

    /** Commands a second of the market's time. */
    public double oursOrders;

    /** Legs that hold something, in percent. */
    public double oursOpen;
  }

  /** Starts both, and lets a whole wave of prices pass. */
  @Setup(Level.Trial)
  public void open() throws IOException {
    scratch = new Scratch("grids");
    floorScratch = new Scratch("grids");
    grids = new GridLoad(scratch.directory(), ACCOUNTS, rolls::around);
    rolls.watch(grids.journal().writer());
    bare = new GridLoad(floorScratch.directory(), 0, UnaryOperator.identity());
    int wave = Math.min(GridMarket.WAVE, 4 * events);
    grids.publish(wave);
    bare.publish(wave);
  }

  /** Ends both. */
  @TearDown(Level.Trial)
  public void close() throws IOException {
    grids.close();
    bare.close();
    scratch.close();
    floorScratch.close();
  }

  /** One round of both. */
  @Benchmark
  public void round(Costs costs) throws IOException {
    turns.both(
        () -> {
          grids.passDay();
          long commands = grids.commands();
          costs.oursShare = share(grids);
          rolls.clear();
          long before = THREADS.getThreadAllocatedBytes(grids.engineThread());
          costs.oursTime = time(grids);
          long bytes = THREADS.getThreadAllocatedBytes(grids.engineThread()) - before;
          costs.oursAllocated = (double) (bytes - rolls.bytes()) / events;
          costs.oursOrders =
              (grids.commands() - commands) * 1e9 / (2.0 * events * GridMarket.EVERY_NS);
          costs.oursOpen = 100 * grids.open();
        },
        () -> {
          costs.floorShare = share(bare);
          costs.floorTime = time(bare);
        });
  }

  private double share(GridLoad load) {
    long start = System.nanoTime();
    long before = THREADS.getThreadCpuTime(load.engineThread());
    load.pace(events, PER_SECOND);
    long spentNs = THREADS.getThreadCpuTime(load.engineThread()) - before;
    return (double) spentNs / (System.nanoTime() - start);
  }

  private double time(GridLoad load) {
    long before = THREADS.getThreadCpuTime(load.engineThread());
    load.publish(events);
    return (double) (THREADS.getThreadCpuTime(load.engineThread()) - before) / events;
  }
}
