package ringside.tools;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import ringside.journal.event.RecordLayout;
import ringside.journal.log.JournalReader;

/** A real engine in a process of its own, to be watched by its journal and killed. */
final class EngineProcess implements AutoCloseable {
  private static final long LIMIT_SECONDS = 120;

  private final Process process;
  private final Path journal;
  private final Path out;
  private final Path err;

  private EngineProcess(Process process, Path journal, Path out, Path err) {
    this.process = process;
    this.journal = journal;
    this.out = out;
    this.err = err;
  }

  /** One that plays a market without any account. */
  static EngineProcess start(Path journal, String... options) throws IOException {
    return start(List.of(), journal, options);
  }

  /** Starts it behind a command such as {@code unshare}. */
  static EngineProcess start(List<String> prefix, Path journal, String... options)
      throws IOException {
    List<String> playing = new ArrayList<>(List.of("play"));
    playing.addAll(List.of(options));
    return startEngine(prefix, journal, playing);
  }

  /** One that trades on the exchange that it brings along. */
  static EngineProcess trading(Path journal, String... options) throws IOException {
    return startEngine(List.of(), journal, List.of(options));
  }

  private static EngineProcess startEngine(List<String> prefix, Path journal, List<String> options)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (argument.startsWith("--add-") || argument.startsWith("--enable-native")) {
        command.add(argument);
      }
    }
    command.addAll(List.of("-ea", "-cp", System.getProperty("java.class.path")));
    command.add("ringside.engine.boot.EngineMain");
    command.addAll(options);
    command.addAll(List.of("--journal", journal.toString()));
    Path out = Files.createTempFile(journal.toAbsolutePath().getParent(), "engine", ".out");
    Path err = Files.createTempFile(journal.toAbsolutePath().getParent(), "engine", ".err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new EngineProcess(process, journal, out, err);
  }

  /** Waits until the journal holds an event of at least this sequence; the last one seen. */
  long awaitSequence(long sequence) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    long last = 0;
    await(() -> Files.isDirectory(journal.resolve("000001")), deadline);
    try (JournalReader reader = JournalReader.follow(journal)) {
      while (last < sequence) {
        if (reader.next()) {
          last = reader.sequence();
        } else {
          await(() -> true, deadline);
        }
      }
    }
    return last;
  }

  /** Waits until the journal holds so many records of a type. */
  void awaitRecords(int templateId, int count) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    await(() -> Files.isDirectory(journal.resolve("000001")), deadline);
    try (JournalReader reader = JournalReader.follow(journal)) {
      for (int seen = 0; seen < count; ) {
        if (!reader.next()) {
          await(() -> true, deadline);
        } else if (RecordLayout.templateId(reader.buffer(), reader.offset()) == templateId) {
          seen++;
        }
      }
    }
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    exitCode();
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the engine did not end: " + err());
    }
    return process.exitValue();
  }

  String out() {
    return text(out);
  }

  String err() {
    return text(err);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void await(BooleanSupplier condition, long deadline) {
    do {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError("the engine did not get so far: " + err());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    } while (!condition.getAsBoolean());
  }
}
