package ringside.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import ringside.engine.core.TradingCore;
import ringside.engine.pipeline.CodeVersion;
import ringside.engine.strategy.BuiltInStrategies;
import ringside.journal.event.RecordBuffer;
import ringside.journal.log.Durability;
import ringside.journal.log.JournalEnd;
import ringside.journal.log.JournalLock;
import ringside.journal.log.JournalReader;
import ringside.journal.log.JournalWriter;

/**
 * A JVM of its own that does one thing with a journal, answers with a line of numbers, and waits to
 * be killed with SIGKILL.
 */
final class ReopenProcess implements AutoCloseable {
  private static final String ANSWER = "answer";

  private final Process process;
  private final BufferedReader output;

  private ReopenProcess(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts one with the flags of this JVM; see {@link #main} for what it is told. */
  static ReopenProcess start(String task, Path journal, String... more) throws IOException {
    List<String> command = jvm();
    command.addAll(List.of(ReopenProcess.class.getName(), task, journal.toString()));
    command.addAll(List.of(more));
    return new ReopenProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** The beginning of a command line: another JVM, as this one was started. */
  static List<String> jvm() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (flag.startsWith("--") || flag.startsWith("-Dchronicle")) {
        command.add(flag);
      }
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    return command;
  }

  /** Waits for the answer. */
  double[] answer() throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(ANSWER)) {
        String[] words = line.split(" ");
        return Arrays.stream(words, 1, words.length).mapToDouble(Double::parseDouble).toArray();
      }
    }
    throw new IOException("the process ended without an answer");
  }

  /** Kills it. */
  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    output.close();
    boolean interrupted = false;
    while (process.isAlive()) {
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The process.
   *
   * @param args "write" DIRECTORY EVENTS, "reopen" DIRECTORY, "read" DIRECTORY, or "restore"
   *     DIRECTORY
   * @throws InterruptedException never
   */
  public static void main(String[] args) throws InterruptedException {
    Path journal = Path.of(args[1]);
    switch (args[0]) {
      case "write" -> write(journal, Integer.parseInt(args[2]));
      case "reopen" -> reopen(journal);
      case "read" -> read(journal);
      case "restore" -> restore(journal);
      default -> throw new IllegalArgumentException(args[0]);
    }
    new CountDownLatch(1).await();
  }

  @SuppressWarnings("resource") // it is to be killed with the journal open
  private static void write(Path directory, int events) {
    SmallEvents.write(new JournalRun(directory, Durability.PAGE), events);
    answer(new long[0]);
  }

  private static void reopen(Path directory) {
    long[] times = new long[4];
    times[0] = System.nanoTime();
    JournalLock lock = JournalLock.acquire(directory);
    TradingCore core = new TradingCore(1);
    JournalEnd end;
    try (JournalReader reader = JournalReader.open(directory)) {
      while (reader.next()) {
        core.restore(reader.buffer(), reader.offset());
      }
      end = reader.end();
    }
    times[1] = System.nanoTime();
    JournalWriter writer = JournalWriter.open(lock, end, JournalRun.settings(Durability.PAGE), 2);
    times[2] = System.nanoTime();
    RecordBuffer batch = new RecordBuffer(4096, 4096);
    new Events().start(batch);
    long first = writer.sequence() + 1;
    int count = batch.recordCount();
    writer.append(batch.buffer(), 0, batch.length(), first, count, first + count - 1);
    times[3] = System.nanoTime();
    answer(times);
  }

  private static void read(Path directory) {
    long[] times = new long[2];
    times[0] = System.nanoTime();
    long records = 0;
    try (JournalReader reader = JournalReader.open(directory)) {
      while (reader.next()) {
        records++;
      }
    } catch (UncheckedIOException e) {
      throw new IllegalStateException("after " + records + " records", e);
    }
    times[1] = System.nanoTime();
    answer(times);
  }

  private static void restore(Path directory) {
    long[] times = new long[2];
    times[0] = System.nanoTime();
    TradingCore core = new TradingCore(CodeVersion.current().state(), BuiltInStrategies.INSTANCE);
    try (JournalReader reader = JournalReader.open(directory)) {
      while (reader.next()) {
        core.restore(reader.buffer(), reader.offset());
      }
    }
    times[1] = System.nanoTime();
    answer(times);
  }

  /** The seconds between one time and the next. */
  private static void answer(long[] times) {
    StringBuilder line = new StringBuilder(ANSWER);
    for (int i = 1; i < times.length; i++) {
      line.append(String.format(Locale.ROOT, " %.6f", (times[i] - times[i - 1]) / 1e9));
    }
    System.out.println(line);
    System.out.flush();
  }
}
