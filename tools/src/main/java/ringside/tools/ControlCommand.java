package ringside.tools;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import ringside.engine.boot.ExitCode;
import ringside.engine.boot.JsonLine;

/** Tells a running engine what to do, and prints what became of it. */
@Command(
    name = "control",
    mixinStandardHelpOptions = true,
    versionProvider = ToolsMain.Version.class,
    sortOptions = false,
    description = {
      "Tells a running engine what to do. What was wanted, and what became of it, is recorded.",
      "",
      "  pause    opens nothing; what takes positions down stays",
      "  resume   ends a pause, or a finish",
      "  finish   lets cycles close and begins none",
      "  flatten  takes opening orders back and closes positions at market",
      "  stop     takes opening orders back and holds; with --all the engine ends",
      "  clear    takes back latches and halts whose cause is gone",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 refused, or not answered in time, 2 bad usage, or no engine is running."
    })
final class ControlCommand implements Callable<Integer> {
  /** What can be wanted. */
  enum Action {
    PAUSE,
    RESUME,
    FINISH,
    FLATTEN,
    STOP,
    CLEAR
  }

  /** A leg of a hedged position. */
  enum Leg {
    LONG,
    SHORT
  }

  @Mixin private RunningEngine engine;

  @Parameters(paramLabel = "ACTION", description = "${COMPLETION-CANDIDATES}, in small letters too")
  private Action action;

  @Option(names = "--account", paramLabel = "A", description = "Only this account")
  private String account;

  @Option(names = "--symbol", paramLabel = "S", description = "Only this symbol")
  private String symbol;

  @Option(names = "--side", paramLabel = "SIDE", description = "Only this leg: long or short")
  private Leg side;

  @Option(names = "--all", description = "Everything; needed where nothing else narrows it")
  private boolean all;

  @Option(names = "--json", description = "One line of JSON")
  private boolean json;

  private ControlCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("action", word(action));
    form.put("actor", System.getProperty("user.name", "unknown"));
    form.put("all", Boolean.toString(all));
    form.put("json", Boolean.toString(json));
    if (account != null) {
      form.put("account", account);
    }
    if (symbol != null) {
      form.put("symbol", symbol);
    }
    if (side != null) {
      form.put("side", word(side));
    }
    RunningEngine.Answer answer = engine.ask("/control", form);
    if (answer.said()) {
      System.out.print(answer.text());
    } else if (json) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("action", word(action));
      values.put("done", false);
      values.put("detail", answer.text());
      System.out.println(JsonLine.of(values));
    } else {
      System.out.println("refused: " + answer.text());
    }
    System.out.flush();
    return answer.good() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
