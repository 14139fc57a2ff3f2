package ringside.tools;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import ringside.engine.boot.ExitCode;
import ringside.engine.boot.JsonLine;

/** Shows the state as it was after an event. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    versionProvider = ToolsMain.Version.class,
    description = {
      "Shows the state as it was after an event: a summary of everything, or one order book.",
      ""
    })
final class InspectCommand implements Callable<Integer> {
  private static final int TEXT_DEPTH = 10;

  @Spec private CommandSpec spec;
  @Mixin private JournalArgument journal;

  @Option(
      names = "--at",
      paramLabel = "SEQ|TIME",
      description =
          "After this event, or after the last one received at or before this time in UTC, such as"
              + " 2026-08-09T21:26:59.123Z or 2026-08-09 (default: the journal's end)")
  private String at;

  @Option(
      names = "--book",
      paramLabel = "SYMBOL",
      description = "This order book, such as BTCUSDT, or bybit:BTCUSDT")
  private String symbol;

  @Option(
      names = "--depth",
      paramLabel = "N",
      description = "So many levels a side (default: all as JSON, 10 as text)")
  private Integer depth;

  @Option(
      names = "--stream-depth",
      paramLabel = "N",
      description =
          "Of several books of the symbol, that of the topic with so many levels (default: the"
              + " deepest that is synchronised)")
  private Integer streamDepth;

  @Option(names = "--config", description = "The config that was in force, setting by setting")
  private boolean config;

  @Option(names = "--json", description = "As one line of JSON")
  private boolean json;

  @Override
  public Integer call() {
    if (depth != null && depth < 1) {
      throw new ParameterException(spec.commandLine(), "--depth " + depth + ": 1 or more");
    }
    PointInJournal point = PointInJournal.parse(at);
    RestoredState restored = RestoredState.at(journal.require(), point);
    if (config) {
      Map<String, Object> settings = new LinkedHashMap<>();
      restored.core().config().forEach(entry -> settings.put(entry.path(), entry.value()));
      if (json) {
        System.out.println(JsonLine.of(settings));
      } else {
        settings.forEach((path, value) -> System.out.println(path + ": " + value));
      }
      return ExitCode.DONE;
    }
    if (symbol == null) {
      StateReport report = new StateReport(restored);
      System.out.println(json ? JsonLine.of(report.values()) : report.text());
      return ExitCode.DONE;
    }
    BookReport report = BookReport.of(restored, symbol, streamDepth);
    if (json) {
      System.out.println(JsonLine.of(report.values(depth == null ? Integer.MAX_VALUE : depth)));
    } else {
      System.out.println(report.text(depth == null ? TEXT_DEPTH : depth));
    }
    return ExitCode.DONE;
  }
}
