package ringside.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import ringside.engine.boot.ExitCode;
import ringside.engine.boot.JsonLine;
import ringside.engine.boot.Terminal;
import ringside.engine.boot.UsageException;

/** Tells how a running engine is, or how old its heartbeat. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    versionProvider = ToolsMain.Version.class,
    sortOptions = false,
    description =
        "Tells how a running engine is: streams and their age, accounts, positions with profit and"
            + " take-profits, orders in flight, what is latched. With --heartbeat: how old that file"
            + " is, which needs no engine that answers.",
    footer = {
      "",
      "Exit codes: 0 healthy, 1 not healthy, which is said, 2 bad usage, or no engine is running."
    })
final class StatusCommand implements Callable<Integer> {
  private static final double FRESH_SECONDS = 120;
  private static final double MS_PER_SECOND = 1e3;
  private static final Pattern WRITTEN =
      Pattern.compile("\"unix_ts\"\\s*:\\s*(\\d{1,12}(?:\\.\\d+)?)");
  private static final Pattern STATE = Pattern.compile("\"state\"\\s*:\\s*\"([^\"]*)\"");

  @Mixin private RunningEngine engine;

  @Option(
      names = "--heartbeat",
      paramLabel = "FILE",
      description = "Looks at a heartbeat file alone: healthy when younger than 120 s")
  private Path heartbeat;

  @Option(names = "--json", description = "One line of JSON")
  private boolean json;

  private StatusCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (heartbeat != null) {
      return heartbeat();
    }
    Map<String, String> form = new LinkedHashMap<>();
    form.put("json", Boolean.toString(json));
    form.put("colour", Boolean.toString(Terminal.colours()));
    RunningEngine.Answer answer = engine.ask("/status", form);
    if (answer.said()) {
      System.out.print(answer.text());
    } else if (json) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("healthy", false);
      values.put("troubles", List.of(answer.text()));
      System.out.println(JsonLine.of(values));
    } else {
      System.out.println("not healthy: " + answer.text());
    }
    System.out.flush();
    return answer.good() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private int heartbeat() throws IOException {
    String text = Files.readString(heartbeat);
    Matcher written = WRITTEN.matcher(text);
    Matcher said = STATE.matcher(text);
    if (!written.find()) {
      throw new UsageException(heartbeat + ": is no heartbeat: it has no unix_ts");
    }
    String state = said.find() ? said.group(1) : "unknown";
    double age = System.currentTimeMillis() / MS_PER_SECOND - Double.parseDouble(written.group(1));
    boolean fresh = Math.abs(age) < FRESH_SECONDS;
    boolean healthy = fresh && !state.equals("stopped");
    if (json) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("healthy", healthy);
      values.put("ageSeconds", Math.round(age * MS_PER_SECOND) / MS_PER_SECOND);
      values.put("state", state);
      System.out.println(JsonLine.of(values));
    } else {
      String why = fresh ? "" : ", older than " + Math.round(FRESH_SECONDS) + " s";
      System.out.printf(
          Locale.ROOT,
          "%s: %.1f s old: %s%s; the engine said of itself then: %s%n",
          heartbeat,
          age,
          healthy ? "the heartbeat is healthy" : "the heartbeat is not healthy",
          why,
          state);
    }
    return healthy ? ExitCode.DONE : ExitCode.FAILED;
  }
}
