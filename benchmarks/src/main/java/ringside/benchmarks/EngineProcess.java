package ringside.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import ringside.engine.boot.EngineMain;

/** {@code ringside.jar --config FILE} in a process of its own, to be killed with SIGKILL. */
final class EngineProcess implements AutoCloseable {
  private static final long DEATH_SECONDS = 10;

  private final Process process;

  private EngineProcess(Process process) {
    this.process = process;
  }

  /** Returns as soon as there is a process; its words go to files beside the config. */
  static EngineProcess start(Path config, Path journal) throws IOException {
    List<String> command = ReopenProcess.jvm();
    command.addAll(
        List.of(
            EngineMain.class.getName(),
            "--config",
            config.toString(),
            "--journal",
            journal.toString()));
    return new EngineProcess(
        new ProcessBuilder(command)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(config.resolveSibling("engine.out").toFile()))
            .redirectError(
                ProcessBuilder.Redirect.appendTo(config.resolveSibling("engine.err").toFile()))
            .start());
  }

  /** Throws when it has ended by itself. */
  void requireAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException("the engine ended: " + process.exitValue());
    }
  }

  /** Kills it, and returns when it is dead. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().orTimeout(DEATH_SECONDS, TimeUnit.SECONDS).join();
  }
}
