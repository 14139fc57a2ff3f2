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
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import ringside.journal.event.RecordBuffer;
import ringside.journal.log.Durability;

/**
 * The journal's writer alone, {@value #BATCH} events of 128 bytes a document, beside Chronicle
 * Queue appending the same events one a document. Opening and closing are left out of both.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 6)
@Measurement(iterations = 40)
@Fork(1)
public class JournalStageBenchmark {
  private static final int BATCH = 64;

  /** Events a side and round. */
  @Param("200000")
  public int events;

  private final Turns turns = new Turns();
  private final RecordBuffer batch = new RecordBuffer(16 << 10, 16 << 10);

  /** What a round gives: events a second, in millions. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Rates {
    public double ours;
    public double floor;
  }

  /** One round of both. */
  @Benchmark
  public void round(Rates rates) throws IOException {
    batch.clear();
    Events made = new Events();
    for (int i = 0; i < BATCH; i++) {
      made.trade(batch, Events.STANDARD_LENGTH);
    }
    turns.both(() -> rates.ours = journal(), () -> rates.floor = queue());
  }

  private double journal() throws IOException {
    try (Scratch scratch = new Scratch("journal");
        JournalRun journal = new JournalRun(scratch.directory(), Durability.PAGE)) {
      long start = System.nanoTime();
      for (int done = 0; done < events; done += BATCH) {
        journal.append(batch, done + 1L);
      }
      return Turns.millionsPerSecond(events, start);
    }
  }

  private double queue() throws IOException {
    try (Scratch scratch = new Scratch("queue");
        FloorQueue queue = new FloorQueue(scratch.directory())) {
      return appendOneByOne(queue, batch, events);
    }
  }

  /** Appends the batch's events, one a document, again and again. */
  static double appendOneByOne(FloorQueue queue, RecordBuffer batch, int events) {
    int length = batch.length();
    long start = System.nanoTime();
    for (int done = 0, at = 0; done < events; done++) {
      queue.append(batch.buffer(), at, Events.STANDARD_LENGTH);
      at += Events.STANDARD_LENGTH;
      if (at == length) {
        at = 0;
      }
    }
    return Turns.millionsPerSecond(events, start);
  }
}
