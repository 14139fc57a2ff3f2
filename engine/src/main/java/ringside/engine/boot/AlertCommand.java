package ringside.engine.boot;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program for an alert. What it is about is in environment variables, {@code RINGSIDE_TEXT}
 * and the like; the variables that hold keys are not passed on. It has ten seconds.
 */
final class AlertCommand implements AlertRoute {
  private static final long LIMIT_S = 10;

  private final List<String> command;
  private final Set<String> hidden;
  private final long limitMs;

  /**
   * @param command the program and its arguments
   * @param hidden variables of this process that it does not get
   */
  AlertCommand(List<String> command, Set<String> hidden) {
    this(command, hidden, TimeUnit.SECONDS.toMillis(LIMIT_S));
  }

  AlertCommand(List<String> command, Set<String> hidden, long limitMs) {
    this.command = List.copyOf(command);
    this.hidden = Set.copyOf(hidden);
    this.limitMs = limitMs;
  }

  @Override
  public void tell(Alert alert) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(nothing()))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeAll(hidden);
    alert
        .values()
        .forEach(
            (name, value) ->
                environment.put(
                    "RINGSIDE_" + name.toUpperCase(java.util.Locale.ROOT),
                    value.toString().replace('\0', ' ')));
    environment.put("RINGSIDE_JSON", JsonLine.of(alert.values()).replace('\0', ' '));
    Process process = builder.start();
    try {
      if (!process.waitFor(limitMs, TimeUnit.MILLISECONDS)) {
        throw new IOException("it did not end within " + limitMs + " ms and was killed");
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new IOException("it ended with exit code " + process.exitValue());
    }
  }

  private static File nothing() {
    return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
  }

  @Override
  public String name() {
    return "command " + command.get(0);
  }
}
