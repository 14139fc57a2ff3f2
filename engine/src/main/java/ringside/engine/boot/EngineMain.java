package ringside.engine.boot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Entry point of the engine jar: trades what a config file says, or, without one, two accounts on
 * an exchange of its own.
 */
@Command(
    name = "ringside",
    mixinStandardHelpOptions = true,
    versionProvider = EngineMain.Version.class,
    sortOptions = false,
    subcommands = {
      TradeCommand.class,
      CheckCommand.class,
      ExchangeCommand.class,
      PlayCommand.class
    },
    description = {
      "Without any option: starts an exchange on this machine with a generated market, trades two"
          + " symbols with two accounts on it over real sockets, and runs until it is stopped by"
          + " Ctrl-C or SIGTERM. Started again it goes on where it was, also after a kill. Nothing"
          + " leaves this machine.",
      "With --config: trades the accounts and strategies of that file on the venue that it names.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 bad usage or input, 3 the journal is held by another engine,"
          + " 4 the journal is refused as damaged or foreign, 70 halted."
    })
public final class EngineMain implements Callable<Integer> {
  private static final Path DEMO = Path.of("ringside-demo");

  @Spec private CommandSpec spec;

  @Mixin private RunOptions options;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Without --config: of the exchange's market, which is the same for the same seed (default:"
              + " 1, or the one that was begun with)")
  private Long seed;

  private EngineMain() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs one command in this process, and returns its exit code. */
  static int run(String... args) {
    return CommandRunner.run(new EngineMain(), args);
  }

  @Override
  public Integer call() throws IOException {
    if (options.config() == null) {
      if (options.dryRun()) {
        throw new ParameterException(
            spec.commandLine(), "--dry-run needs --config: a venue whose market is heard");
      }
      return embedded();
    }
    if (seed != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--seed is of the exchange that runs without --config; leave one out");
    }
    return TradeCommand.trade(options);
  }

  private int embedded() throws IOException {
    Preload.begin();
    StopRequest stop = new StopRequest();
    try (EmbeddedExchange exchange = EmbeddedExchange.start(options.journal(DEMO), seed, stop)) {
      TradePlan plan = exchange.plan(options.pipeline());
      return new TradeRun(plan, options.limit(), stop).run(options.json());
    }
  }

  /** Says which build this is. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {Build.name()};
    }
  }
}
