package ringside.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
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
 * What durability {@code disk} adds to the append of a batch of {@value #BATCH} 128-byte events:
 * each append's time less the median append in durability {@code page}; beside forcing as many
 * bytes just written to a bare file. Appends and forces take turns one by one.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 1)
@Measurement(iterations = 10)
@Fork(1)
public class DiskBenchmark {
  private static final int BATCH = 16;

  /** Batches a side and round. */
  @Param("1000")
  public int batches;

  private final RecordBuffer batch = new RecordBuffer(16 << 10, 16 << 10);

  /** What a round gives: latencies in us. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Latencies {
    public double oursP50;
    public double oursP99;
    public double floorP50;
    public double floorP99;

    /** The median append in durability page, which is taken off. */
    public double oursPage;
  }

  /** One round of all. */
  @Benchmark
  public void round(Latencies latencies) throws IOException {
    batch.clear();
    Events made = new Events();
    for (int i = 0; i < BATCH; i++) {
      made.trade(batch, Events.STANDARD_LENGTH);
    }
    long pageNs = medianInPages();
    long[] ours = new long[batches];
    long[] floor = new long[batches];
    try (Scratch journalScratch = new Scratch("disk");
        Scratch bareScratch = new Scratch("bare");
        JournalRun journal = new JournalRun(journalScratch.directory(), Durability.DISK);
        BareFile bare = new BareFile(bareScratch.directory(), batches * batch.length())) {
      for (int i = 0; i < batches; i++) {
        if ((i & 1) == 0) {
          floor[i] = bare.force(batch);
        }
        ours[i] = append(journal, i) - pageNs;
        if ((i & 1) == 1) {
          floor[i] = bare.force(batch);
        }
      }
    }
    Arrays.sort(ours);
    Arrays.sort(floor);
    latencies.oursP50 = ours[batches / 2] / 1e3;
    latencies.oursP99 = ours[batches * 99 / 100] / 1e3;
    latencies.floorP50 = floor[batches / 2] / 1e3;
    latencies.floorP99 = floor[batches * 99 / 100] / 1e3;
    latencies.oursPage = pageNs / 1e3;
  }

  private long medianInPages() throws IOException {
    long[] ns = new long[batches];
    try (Scratch scratch = new Scratch("page");
        JournalRun journal = new JournalRun(scratch.directory(), Durability.PAGE)) {
      for (int i = 0; i < batches; i++) {
        ns[i] = append(journal, i);
      }
    }
    Arrays.sort(ns);
    return ns[batches / 2];
  }

  private long append(JournalRun journal, int index) {
    long start = System.nanoTime();
    journal.append(batch, (long) index * BATCH + 1);
    return System.nanoTime() - start;
  }

  /** A file allocated before it is written, like the journal's. */
  private static final class BareFile implements AutoCloseable {
    private final FileChannel channel;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(64 << 10);

    BareFile(Path directory, int length) throws IOException {
      channel =
          FileChannel.open(
              directory.resolve("bare"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      for (int written = 0; written < length; written += bytes.capacity()) {
        bytes.clear();
        channel.write(bytes);
      }
      channel.force(true);
      channel.position(0);
    }

    /** Writes the batch and forces it; returns what the force took, in ns. */
    long force(RecordBuffer batch) throws IOException {
      bytes.clear();
      batch.buffer().getBytes(0, bytes, batch.length());
      bytes.flip();
      channel.write(bytes);
      long start = System.nanoTime();
      channel.force(false);
      return System.nanoTime() - start;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
