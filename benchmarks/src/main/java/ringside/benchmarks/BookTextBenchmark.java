package ringside.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import ringside.adapters.bybit.BybitMarketDecoder;
import ringside.engine.core.TradingCore;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/**
 * A book message of Bybit's, from text to the core's updated book: decoded, encoded as records,
 * decided; beside Jackson stepping over the tokens of the same characters and doing nothing. The
 * ring and the journal are left out.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 15)
@Measurement(iterations = 40)
@Fork(1)
public class BookTextBenchmark {
  private static final int MESSAGES = 512;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Characters of a message, about. */
  @Param({"400", "1600"})
  public int chars;

  /** Times that the messages are gone through, a side and round. */
  @Param("20")
  public int passes;

  private final Turns turns = new Turns();
  private final BybitMarketDecoder decoder =
      new BybitMarketDecoder(Map.of(BookTexts.SYMBOL, Events.INSTRUMENT));
  private final RecordBuffer records = new RecordBuffer(64 << 10, 1 << 20);
  private final RecordBuffer decisions = new RecordBuffer(64 << 10, 1 << 20);
  private final TradingCore core = new TradingCore(1);
  private final JsonFactory factory =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();
  private final List<char[]> deltas = new ArrayList<>();
  private char[] snapshot;

  /** What a round gives: ns and allocated bytes a message. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Costs {
    public double ours;
    public double floor;
    public double oursAllocated;
    public double floorAllocated;

    /** What ours allocates and its floor does not. */
    public double oursExtra;
  }

  /** Makes the messages up. */
  @Setup(Level.Trial)
  public void write() {
    BookTexts texts = new BookTexts(chars);
    snapshot = texts.snapshot();
    for (int i = 0; i < MESSAGES; i++) {
      deltas.add(texts.delta());
    }
    Events made = new Events();
    made.start(records);
    decide();
  }

  /** One round of both. */
  @Benchmark
  public void round(Costs costs, Blackhole hole) throws IOException {
    turns.both(() -> ours(costs), () -> floor(costs, hole));
    costs.oursExtra = costs.oursAllocated - costs.floorAllocated;
  }

  private void ours(Costs costs) {
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    long ns = 0;
    for (int pass = 0; pass < passes; pass++) {
      update(snapshot);
      long start = System.nanoTime();
      for (int i = 0; i < MESSAGES; i++) {
        update(deltas.get(i));
      }
      ns += System.nanoTime() - start;
    }
    if (core.state().books.best(Events.INSTRUMENT).gaps() > 0) {
      throw new IllegalStateException("the book has gaps");
    }
    costs.ours = (double) ns / (passes * MESSAGES);
    costs.oursAllocated = allocatedSince(allocated);
  }

  private void floor(Costs costs, Blackhole hole) throws IOException {
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    long ns = 0;
    for (int pass = 0; pass < passes; pass++) {
      hole.consume(tokens(snapshot));
      long start = System.nanoTime();
      for (int i = 0; i < MESSAGES; i++) {
        hole.consume(tokens(deltas.get(i)));
      }
      ns += System.nanoTime() - start;
    }
    costs.floor = (double) ns / (passes * MESSAGES);
    costs.floorAllocated = allocatedSince(allocated);
  }

  private double allocatedSince(long before) {
    long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
    return (double) bytes / (passes * (MESSAGES + 1));
  }

  private void update(char[] text) {
    records.clear();
    if (decoder.decode(text, text.length) != BybitMarketDecoder.Outcome.MARKET) {
      throw new IllegalStateException("rejected: " + decoder.rejectReason());
    }
    decoder.encode(records, BybitMarketDecoder.TIME_OF_MESSAGE, Events.SOURCE, 1);
    decide();
  }

  private void decide() {
    MutableDirectBuffer buffer = records.buffer();
    for (int at = 0; at < records.length(); at = RecordLayout.next(buffer, at)) {
      RecordLayout.sequence(buffer, at, core.lastSequence() + 1);
      core.decide(buffer, at, decisions);
      decisions.clear();
    }
  }

  private int tokens(char[] text) throws IOException {
    int count = 0;
    try (JsonParser parser = factory.createParser(text, 0, text.length)) {
      while (parser.nextToken() != null) {
        count++;
      }
    }
    return count;
  }
}
