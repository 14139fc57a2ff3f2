package ringside.engine.boot;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code ringside.jar --config FILE} in a process of its own, that is killed and started again. */
final class KillableEngine implements AutoCloseable {
  private final Path directory;
  private final Path config;
  private final Path journal;
  private Process process;

  KillableEngine(Path directory, Path config, Path journal) throws IOException {
    this.directory = directory;
    this.config = config;
    this.journal = journal;
    start();
  }

  /** Returns at once: a kill may come before anything was done. */
  void start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (argument.startsWith("--add-") || argument.startsWith("-Dlogback")) {
        command.add(argument);
      }
    }
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-ea"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(EngineMain.class.getName(), "--config", config.toString()));
    command.addAll(List.of("--journal", journal.toString()));
    Path err = directory.resolve("engine.err");
    process =
        new ProcessBuilder(command)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(directory.resolve("engine.out").toFile()))
            .redirectError(ProcessBuilder.Redirect.appendTo(err.toFile()))
            .start();
  }

  /** Throws when it has ended by itself. */
  void requireAlive() {
    if (!process.isAlive()) {
      throw new AssertionError("the engine ended: " + process.exitValue() + "\n" + err());
    }
  }

  /** SIGKILL. */
  void kill() {
    requireAlive();
    process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }

  /** SIGSTOP or SIGCONT: as a pause of the whole machine. */
  void signal(String name) throws IOException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    kill.onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }

  private String err() {
    try {
      return Files.readString(directory.resolve("engine.err"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
