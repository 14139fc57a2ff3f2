package ringside.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.market.CsvMarketSource;
import ringside.adapters.sim.market.JoinedMarketSource;
import ringside.adapters.sim.market.MarketException;
import ringside.engine.boot.ExitCode;
import ringside.engine.boot.StopRequest;
import ringside.engine.boot.UsageException;
import ringside.engine.boot.VirtualRun;
import ringside.engine.config.ConfigFile;
import ringside.engine.config.StrategyConfig;
import ringside.engine.config.TradingConfig;
import ringside.journal.codec.StopReason;
import ringside.journal.event.Decimals;

/** Runs a config over candles, in virtual time. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = ToolsMain.Version.class,
    description = {
      "Runs a config over candles in virtual time, through the same core and the simulated venue, and"
          + " writes orders.csv, fills.csv and equity.csv. The same config and candles give the same"
          + " files. Keys are not needed and not read.",
      "",
      "How a candle becomes prices, and how orders are filled: docs/BACKTEST.md.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 interrupted, 2 bad usage or input, 4 the journal is refused."
    })
final class BacktestCommand implements Callable<Integer> {
  private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9-]+");
  private static final long MOST_BALANCE_E9 = 1_000_000_000L * Decimals.ONE_E9;

  @Option(names = "--config", required = true, paramLabel = "FILE", description = "What is run")
  private Path config;

  @Option(
      names = "--candles",
      required = true,
      paramLabel = "[SYMBOL=]FILE",
      description =
          "Candles (.csv, optionally .gz), columns as docs/MARKET.md names them; once for each symbol"
              + " that is traded. Without SYMBOL: of the config's only one, else by the file's own")
  private List<String> candles;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where the files are written")
  private Path out;

  @Option(
      names = "--balance",
      paramLabel = "N",
      defaultValue = "100000",
      description = "USDT of each account at the start (default: ${DEFAULT-VALUE})")
  private String balance;

  @Option(
      names = "--maker-fee",
      paramLabel = "PERCENT",
      description = "Of notional (default: the instrument's, 0.02)")
  private String makerFee;

  @Option(
      names = "--taker-fee",
      paramLabel = "PERCENT",
      description = "Of notional (default: the instrument's, 0.055)")
  private String takerFee;

  @Option(
      names = "--journal",
      paramLabel = "DIR",
      description = "Writes the run's journal there, into a new directory")
  private Path journal;

  @Option(names = "--json", description = "The report as one line of JSON")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    long began = System.nanoTime();
    long balanceE9 = number("--balance", balance, MOST_BALANCE_E9);
    UnaryOperator<Instrument> fees = fees();
    TradingConfig trading = ConfigFile.read(config);
    if (trading.strategies().isEmpty()) {
      throw new UsageException(config + ": strategies: name at least one");
    }
    if (journal != null) {
      NewDirectory.require("--journal", journal, out);
    }
    StopRequest stop = new StopRequest();
    stop.onSignals();
    BacktestResult result = new BacktestResult();
    List<CsvMarketSource> sources = sources(trading, fees);
    try (JoinedMarketSource market = new JoinedMarketSource(sources);
        BacktestFiles files = new BacktestFiles(out, result);
        VirtualRun run =
            new VirtualRun(
                new VirtualRun.Settings(trading, market, market.beganNs(), balanceE9, journal),
                files)) {
      CandleWalk walk = new CandleWalk(run, market, sources.get(0).candleNs(), files, result);
      walk.run(balanceE9, () -> stop.reason() != null);
      stop.finished();
      run.stop(stop.reason());
      double seconds = (System.nanoTime() - began) / 1e9;
      BacktestReport report = new BacktestReport(run, result, walk, seconds, out, journal);
      System.out.println(json ? report.json() : report.text());
    }
    return stop.reason() == StopReason.FINISHED ? ExitCode.DONE : ExitCode.FAILED;
  }

  private UnaryOperator<Instrument> fees() {
    long most = 10 * Decimals.ONE_E9;
    long makerE9 = makerFee == null ? Decimals.INVALID : number("--maker-fee", makerFee, most);
    long takerE9 = takerFee == null ? Decimals.INVALID : number("--taker-fee", takerFee, most);
    return rules ->
        rules.withFees(
            makerE9 == Decimals.INVALID ? rules.makerFeeE9() : makerE9 / 100,
            takerE9 == Decimals.INVALID ? rules.takerFeeE9() : takerE9 / 100);
  }

  private static long number(String option, String text, long mostE9) {
    long valueE9 = Decimals.parseE9(text);
    if (valueE9 == Decimals.INVALID || valueE9 < 0 || valueE9 > mostE9) {
      throw new UsageException(
          option + " " + text + ": allowed is a number from 0 to " + Decimals.toStringE9(mostE9));
    }
    return valueE9;
  }

  private List<CsvMarketSource> sources(TradingConfig trading, UnaryOperator<Instrument> fees) {
    Set<String> symbols = new LinkedHashSet<>();
    for (StrategyConfig strategy : trading.strategies()) {
      symbols.add(strategy.symbol());
    }
    List<CsvMarketSource> sources = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    for (String each : candles) {
      int equals = each.indexOf('=');
      boolean named = equals > 0 && SYMBOL.matcher(each.substring(0, equals)).matches();
      if (named && !symbols.contains(each.substring(0, equals))) {
        throw notTraded(each, each.substring(0, equals), symbols);
      }
      String only = symbols.size() == 1 ? symbols.iterator().next() : null;
      String symbol = named ? each.substring(0, equals) : only;
      Path file = Path.of(named ? each.substring(equals + 1) : each);
      CsvMarketSource source = source(file, symbol, fees);
      sources.add(source);
      String has = source.instruments().get(0).symbol();
      if (!symbols.contains(has)) {
        throw notTraded(each, has, symbols);
      }
      if (!seen.add(has)) {
        throw new UsageException("--candles " + each + ": " + has + " is there already");
      }
    }
    symbols.removeAll(seen);
    if (!symbols.isEmpty()) {
      throw new UsageException("--candles: there is no file for " + String.join(", ", symbols));
    }
    return sources;
  }

  private static UsageException notTraded(String given, String symbol, Set<String> symbols) {
    return new UsageException(
        "--candles "
            + given
            + ": of "
            + symbol
            + ", which no strategy trades; traded are "
            + String.join(", ", symbols)
            + "; say whose it is with SYMBOL=FILE");
  }

  private static CsvMarketSource source(Path file, String symbol, UnaryOperator<Instrument> fees) {
    try {
      return CsvMarketSource.ofPoints(file, symbol, fees);
    } catch (MarketException e) {
      throw new UsageException("--candles " + e.getMessage());
    }
  }
}
