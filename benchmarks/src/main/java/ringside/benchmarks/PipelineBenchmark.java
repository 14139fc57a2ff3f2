package ringside.benchmarks;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.util.function.UnaryOperator;
import org.agrona.MutableDirectBuffer;
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
import ringside.journal.codec.BookDeltaEncoder;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/**
 * Ring, core and journal, saturated: the engine's own pipeline over a real journal, fed by one
 * producer that publishes ranges of {@value #RANGE} events and stamps each range's time; beside
 * Chronicle Queue appending the 128-byte events one a document, on the producer's thread alone.
 * From the first publish to the last commit.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 4)
@Measurement(iterations = 15)
@Fork(1)
public class PipelineBenchmark {
  static final int RANGE = 16;

  /** Events a side and round. */
  @Param("400000")
  public int events;

  /** How the stages lie on threads. */
  @Param({"FUSED", "PIPELINED"})
  public Wiring wiring;

  /** Only trades of 128 bytes, or every fourth event a change of the book. */
  @Param({"trades", "mixed"})
  public String load;

  private final Turns turns = new Turns();

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
    turns.both(() -> rates.ours = pipeline(), () -> rates.floor = queue());
  }

  private double pipeline() throws IOException {
    Ranges ranges = new Ranges(load.equals("mixed"));
    try (Scratch scratch = new Scratch("pipeline");
        PipelineRun run =
            PipelineRun.overJournal(scratch.directory(), wiring, UnaryOperator.identity())) {
      long start = System.nanoTime();
      for (int done = 0; done < events; done += RANGE) {
        run.publish(ranges.next(run.clock().nowNs()));
      }
      run.awaitCommitted();
      return Turns.millionsPerSecond(events, start);
    }
  }

  private double queue() throws IOException {
    RecordBuffer batch = new RecordBuffer(4096, 4096);
    Events made = new Events();
    for (int i = 0; i < RANGE; i++) {
      made.trade(batch, Events.STANDARD_LENGTH);
    }
    try (Scratch scratch = new Scratch("queue");
        FloorQueue queue = new FloorQueue(scratch.directory())) {
      return JournalStageBenchmark.appendOneByOne(queue, batch, events);
    }
  }

  /** One range of events, stamped anew for each publication. One thread. */
  static final class Ranges {
    private static final int UPDATE_ID =
        RecordLayout.BLOCK_OFFSET + BookDeltaEncoder.updateIdEncodingOffset();

    private final RecordBuffer range = new RecordBuffer(4096, 4096);
    private long updateId = 1;

    Ranges(boolean mixed) {
      Events made = new Events();
      for (int i = 0; i < RANGE; i++) {
        if (mixed) {
          made.mixed(range, i);
        } else {
          made.trade(range, Events.STANDARD_LENGTH);
        }
      }
    }

    RecordBuffer next(long timeNs) {
      MutableDirectBuffer buffer = range.buffer();
      for (int at = 0; at < range.length(); at = RecordLayout.next(buffer, at)) {
        RecordLayout.timeNs(buffer, at, timeNs);
        if (RecordLayout.templateId(buffer, at) == BookDeltaEncoder.TEMPLATE_ID) {
          buffer.putLong(at + UPDATE_ID, ++updateId, LITTLE_ENDIAN);
        }
      }
      return range;
    }
  }
}
