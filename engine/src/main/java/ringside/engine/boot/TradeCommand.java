package ringside.engine.boot;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import ringside.engine.config.ConfigFile;
import ringside.engine.config.TradingConfig;
import ringside.engine.pipeline.PipelineSettings;
import ringside.engine.pipeline.WaitMode;
import ringside.engine.pipeline.Wiring;

/** Trades: the accounts and strategies of a config file, on the venue that it names. */
@Command(
    name = "trade",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = EngineMain.Version.class,
    description = {
      "Trades the accounts and strategies of a config file until it is stopped by SIGINT or SIGTERM,"
          + " and then says what still rests at the venue.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 bad usage or config, 3 the journal is held by another engine,"
          + " 4 the journal is refused as damaged or foreign, 70 halted."
    })
final class TradeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "Venues, accounts, strategies and journal, as YAML")
  private Path config;

  @Option(
      names = "--journal",
      paramLabel = "DIR",
      description = "Where everything is recorded, instead of where the config file says")
  private Path journal;

  @Option(names = "--live", description = "Also on mainnet, with real money")
  private boolean live;

  @Option(
      names = "--duration",
      paramLabel = "D",
      description = "Stops by itself after so long: 90s, 30m, 12h")
  private String duration;

  @Option(
      names = "--wiring",
      paramLabel = "WIRING",
      description = "fused: all stages on one thread; pipelined: on two (default: by cores)")
  private Wiring wiring;

  @Option(
      names = "--wait",
      paramLabel = "MODE",
      defaultValue = "phased",
      description = "How an idle stage waits: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private WaitMode waitMode;

  @Option(names = "--json", description = "The summary as one line of JSON")
  private boolean json;

  private TradeCommand() {}

  @Override
  public Integer call() throws IOException {
    Duration limit = duration == null ? null : parse(duration);
    TradingConfig trading = ConfigFile.read(config);
    if (trading.strategies().isEmpty()) {
      throw new UsageException(config + ": strategies: name at least one");
    }
    BybitAccess access =
        BybitAccess.of(
            config, System.getenv(), warning -> System.err.println("ringside: " + warning));
    PipelineSettings pipeline = PipelineSettings.forThisMachine().with(waitMode);
    TradePlan plan =
        TradePlan.of(
            trading,
            access,
            live,
            journal == null ? trading.journal().directory() : journal,
            wiring == null ? pipeline : pipeline.with(wiring));
    return new TradeRun(plan, limit).run(json);
  }

  private Duration parse(String text) {
    try {
      Duration parsed = Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
      if (!parsed.isNegative() && !parsed.isZero()) {
        return parsed;
      }
    } catch (DateTimeParseException e) {
      // Told below, as any other text that is no duration.
    }
    throw new ParameterException(
        spec.commandLine(), "--duration " + text + ": a time such as 90s, 30m or 12h");
  }
}
