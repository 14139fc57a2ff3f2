package ringside.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ringside.journal.codec.ClockTickEncoder;
import ringside.journal.codec.EngineStoppedEncoder;
import ringside.journal.codec.Environment;
import ringside.journal.codec.StopReason;
import ringside.journal.event.Catalog;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;
import ringside.journal.log.JournalEnd;
import ringside.journal.log.JournalLock;
import ringside.journal.log.JournalReader;
import ringside.journal.log.JournalWriter;
import ringside.journal.log.WriterSettings;

class TailCommandTest {
  private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(30);

  @TempDir Path folder;

  @Test
  void aLiveWriterIsFollowedOverRollsAndIntoTheNextRun() throws InterruptedException {
    Path journal = folder.resolve("journal");
    try (JournalLock lock = JournalLock.acquire(journal)) {
      LiveWriter first = new LiveWriter(lock);
      first.ticks(1);
      try (Tail tail = new Tail("tail", journal, "--from", 1, "--limit", 6001)) {
        tail.await(1);
        for (int events = 1; events < 3001; events += 500) {
          first.ticks(500);
          tail.await(events + 500);
        }
        assertThat(Fixtures.queueFile(journal, 2)).exists();
        first.stop();
        LiveWriter second = new LiveWriter(lock);
        second.ticks(2999);
        tail.join();
        second.stop();

        List<String> lines = tail.lines();
        assertThat(lines).hasSize(6001);
        for (int i = 0; i < lines.size(); i++) {
          assertThat(lines.get(i)).startsWith((i + 1) + " ");
        }
      }
    }
  }

  @Test
  void itBeginsWithTheLastTenEventsAndEndsWhenTheEngineStops() {
    Path journal = folder.resolve("journal");
    Fixtures.importInto(journal, Fixtures.recording(folder.resolve("a.jsonl"), 1, 2));
    long last = Fixtures.lastSequence(journal);
    Cli.Result result = Cli.run("tail", journal, "--until-stopped", "--format", "json");

    assertThat(result.exitCode()).isZero();
    assertThat(result.jsonLines())
        .extracting(record -> record.get("sequence") + "." + record.get("ordinal"))
        .hasSize(11)
        .startsWith((last - 9) + ".0")
        .endsWith(last + ".0", last + ".1");
  }

  @Test
  void anEventThatIsNotThereYetIsWaitedFor() throws InterruptedException {
    Path journal = folder.resolve("journal");
    try (JournalLock lock = JournalLock.acquire(journal)) {
      LiveWriter writer = new LiveWriter(lock);
      writer.ticks(5);
      try (Tail tail = new Tail("tail", journal, "--from", 8, "--limit", 2)) {
        writer.ticks(5);
        tail.join();
        assertThat(tail.lines()).hasSize(2);
        assertThat(tail.lines().get(0)).startsWith("8 ");
      }
      writer.stop();
    }
  }

  @Test
  void aDirectoryThatDoesNotExistIsBadInput() {
    Cli.Result result = Cli.run("tail", folder.resolve("absent"));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("absent");
  }

  /** A run of ticks in segments of 64 KiB. */
  private static final class LiveWriter {
    private final JournalWriter writer;
    private final RecordBuffer batch = new RecordBuffer(4096, 1 << 20);

    LiveWriter(JournalLock lock) {
      JournalEnd end;
      try (JournalReader reader = JournalReader.open(lock.directory())) {
        while (reader.nextBatch()) {
          // To the end.
        }
        end = reader.end();
      }
      writer =
          JournalWriter.open(
              lock,
              end,
              WriterSettings.of(Environment.LOCAL, "test", new Catalog())
                  .withSegments(WriterSettings.MIN_SEGMENT_BYTES, Long.MAX_VALUE),
              end.sequence() + 1);
    }

    void ticks(int count) {
      ClockTickEncoder tick = new ClockTickEncoder();
      for (int i = 0; i < count; i++) {
        tick.wrap(batch.buffer(), batch.begin(ClockTickEncoder.TEMPLATE_ID));
        tick.header().timeNs(writer.sequence() + 1);
        batch.end(tick.encodedLength());
        append();
      }
    }

    void stop() {
      EngineStoppedEncoder stopped = new EngineStoppedEncoder();
      stopped.wrap(batch.buffer(), batch.begin(EngineStoppedEncoder.TEMPLATE_ID));
      stopped.reason(StopReason.FINISHED).detail("");
      batch.end(stopped.encodedLength());
      append();
      writer.close();
    }

    private void append() {
      long sequence = writer.sequence() + 1;
      RecordLayout.sequence(batch.buffer(), 0, sequence);
      writer.append(batch.buffer(), 0, batch.length(), sequence, 1, sequence);
      batch.clear();
    }
  }

  /** The command on a thread of its own. Only one at a time: it takes the standard output. */
  private static final class Tail implements AutoCloseable {
    private final PrintStream before = System.out;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Thread thread;
    private volatile int exitCode = -1;

    Tail(Object... args) {
      String[] texts = List.of(args).stream().map(Object::toString).toArray(String[]::new);
      System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
      thread = new Thread(() -> exitCode = ToolsMain.run(texts), "tail");
      thread.start();
    }

    List<String> lines() {
      return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    void await(int lines) {
      long start = System.nanoTime();
      while (lines().size() < lines) {
        assertThat(thread.isAlive()).as("tail ended with %d", exitCode).isTrue();
        assertThat(System.nanoTime() - start)
            .as("waiting for %d lines, there are %d", lines, lines().size())
            .isLessThan(LIMIT_NS);
        LockSupport.parkNanos(1_000_000);
      }
    }

    void join() throws InterruptedException {
      thread.join(TimeUnit.NANOSECONDS.toMillis(LIMIT_NS));
      assertThat(thread.isAlive()).as("tail has not ended: " + lines().size()).isFalse();
      assertThat(exitCode).isZero();
    }

    @Override
    public void close() {
      System.setOut(before);
    }
  }
}
