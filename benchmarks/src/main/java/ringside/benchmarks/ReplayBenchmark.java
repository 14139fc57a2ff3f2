package ringside.benchmarks;

import java.io.IOException;
import org.agrona.MutableDirectBuffer;
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
import ringside.engine.core.TradingCore;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;
import ringside.journal.log.Durability;
import ringside.journal.log.JournalReader;

/**
 * A journal of small events read, checked and restored into a core, on one thread, beside Chronicle
 * Queue's tailer reading the same events one a document. Both from the page cache.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 5)
@Measurement(iterations = 30)
@Fork(1)
public class ReplayBenchmark {
  /** Events in the journal. */
  @Param("1500000")
  public int events;

  private final Turns turns = new Turns();
  private Scratch journal;
  private Scratch queue;

  /** What a round gives: events a second, in millions. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Rates {
    public double ours;
    public double floor;
  }

  /** Writes both. */
  @Setup(Level.Trial)
  public void write() throws IOException {
    journal = new Scratch("replay");
    try (JournalRun run = new JournalRun(journal.directory(), Durability.PAGE)) {
      SmallEvents.write(run, events);
    }
    queue = new Scratch("queue");
    try (FloorQueue floor = new FloorQueue(queue.directory())) {
      RecordBuffer batch = new RecordBuffer(16 << 10, 16 << 10);
      Events made = new Events();
      for (int done = 0; done < events; ) {
        batch.clear();
        for (int i = 0; i < SmallEvents.BATCH && done < events; i++) {
          made.small(batch, done++);
        }
        MutableDirectBuffer buffer = batch.buffer();
        for (int at = 0; at < batch.length(); at = RecordLayout.next(buffer, at)) {
          floor.append(buffer, at, RecordLayout.length(buffer, at));
        }
      }
    }
  }

  /** Deletes both. */
  @TearDown(Level.Trial)
  public void delete() throws IOException {
    journal.close();
    queue.close();
  }

  /** One round of both. */
  @Benchmark
  public void round(Rates rates) throws IOException {
    turns.both(() -> rates.ours = restore(), () -> rates.floor = read());
  }

  private double restore() {
    long start = System.nanoTime();
    TradingCore core = new TradingCore(1);
    try (JournalReader reader = JournalReader.open(journal.directory())) {
      while (reader.next()) {
        core.restore(reader.buffer(), reader.offset());
      }
    }
    return Turns.millionsPerSecond(core.lastSequence(), start);
  }

  private double read() throws IOException {
    try (FloorQueue floor = new FloorQueue(queue.directory())) {
      long start = System.nanoTime();
      return Turns.millionsPerSecond(floor.readAll(), start);
    }
  }
}
