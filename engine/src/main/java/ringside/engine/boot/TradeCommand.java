package ringside.engine.boot;

import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import ringside.engine.config.ConfigFile;
import ringside.engine.config.TradingConfig;

/** Trades: the accounts and strategies of a config file, on the venue that it names. */
@Command(
    name = "trade",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = EngineMain.Version.class,
    description = {
      "Trades the accounts and strategies of a config file until it is stopped by SIGINT or SIGTERM,"
          + " and then says what still rests at the venue. The same as 'ringside.jar --config"
          + " FILE'.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 bad usage or config, 3 the journal is held by another engine,"
          + " 4 the journal is refused as damaged or foreign, 70 halted."
    })
final class TradeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private RunOptions options;

  private TradeCommand() {}

  @Override
  public Integer call() throws IOException {
    if (options.config() == null) {
      throw new ParameterException(spec.commandLine(), "Missing required option: '--config FILE'");
    }
    return trade(options);
  }

  /** Trades what the config file of these options says. */
  static int trade(RunOptions options) throws IOException {
    Preload.begin();
    BybitAccess access =
        BybitAccess.of(
            options.config(),
            System.getenv(),
            warning -> System.err.println("ringside: " + warning));
    TradingConfig trading =
        options.dryRun()
            ? ConfigFile.readWithoutKeys(options.config(), access::variable)
            : ConfigFile.read(options.config(), access::variable);
    if (trading.strategies().isEmpty()) {
      throw new UsageException(options.config() + ": strategies: name at least one");
    }
    trading.warnings().forEach(warning -> System.err.println("ringside: warning: " + warning));
    if (options.dryRun()) {
      return dryRun(trading, options);
    }
    TradePlan plan =
        TradePlan.of(
            trading,
            access,
            options.live(),
            options.journal(trading.journal().directory()),
            options.pipeline());
    if (EmbeddedExchange.isIn(plan.journal())) {
      throw new UsageException(
          plan.journal()
              + ": its journal is of the exchange that ringside.jar without --config brings along;"
              + " choose another with --journal");
    }
    return new TradeRun(plan, options.limit(), new StopRequest()).run(options.json());
  }

  /**
   * The same on paper, each time in a journal of its own: the paper's exchange remembers nothing.
   */
  private static int dryRun(TradingConfig trading, RunOptions options) throws IOException {
    String since =
        DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)
            .format(OffsetDateTime.now(ZoneOffset.UTC));
    Path usual = trading.journal().directory();
    Path journal = options.journal(usual.resolveSibling(usual.getFileName() + "-dry-run-" + since));
    if (EmbeddedExchange.holdsSegments(journal)) {
      throw new UsageException(
          journal
              + ": holds a journal already; a dry run begins anew each time: choose another with"
              + " --journal, or leave it out");
    }
    StopRequest stop = new StopRequest();
    TradePlan live = TradePlan.withoutKeys(trading, true, journal, options.pipeline());
    stop.onSignals();
    try (PaperExchange paper = PaperExchange.start(live, options.balanceE9(), stop)) {
      TradePlan plan = paper.plan(trading, journal, options.pipeline());
      return new TradeRun(plan, options.limit(), stop).run(options.json());
    }
  }
}
