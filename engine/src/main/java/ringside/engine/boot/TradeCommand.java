package ringside.engine.boot;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trades: the accounts and strategies of a config file, on the venue that it names. */
@Command(
    name = "trade",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = EngineMain.Version.class,
    description = {"Trades the accounts and strategies of a config file.", ""})
final class TradeCommand implements Callable<Integer> {
  @Option(names = "--config", paramLabel = "FILE", required = true, description = "What to trade")
  private Path config;

  private TradeCommand() {}

  @Override
  public Integer call() {
    throw new UsageException(config + ": trading is not built in yet");
  }
}
