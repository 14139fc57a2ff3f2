package ringside.engine.boot;

import java.io.IOException;
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
    BybitAccess access =
        BybitAccess.of(
            options.config(),
            System.getenv(),
            warning -> System.err.println("ringside: " + warning));
    TradingConfig trading = ConfigFile.read(options.config(), access::variable);
    if (trading.strategies().isEmpty()) {
      throw new UsageException(options.config() + ": strategies: name at least one");
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
}
