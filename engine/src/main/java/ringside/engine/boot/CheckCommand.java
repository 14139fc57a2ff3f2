package ringside.engine.boot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.market.StandardProfiles;
import ringside.adapters.sim.market.SymbolProfile;
import ringside.engine.config.ConfigException;
import ringside.engine.config.ConfigFile;
import ringside.engine.config.ConfigMistake;
import ringside.engine.config.ConfigSchema;
import ringside.engine.config.StrategyConfig;
import ringside.engine.config.TradingConfig;
import ringside.engine.config.VenueEnvironment;
import ringside.engine.strategy.grid.GridLadder;
import ringside.journal.event.Decimals;

/** Says what a config file means, and, if asked, how it fits its venue; sends no order. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = EngineMain.Version.class,
    description = {
      "Reads a config file, and prints for every leg the ladder that it means. With --online it also"
          + " looks at the venue and the accounts: keys, account type, position mode, leverage, fees,"
          + " clock, what is open. It sends no order and sets nothing.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 good, perhaps with warnings; 1 something is wrong; 2 bad usage or config."
    })
final class CheckCommand implements Callable<Integer> {
  private static final long ANY_PRICE_E9 = 100 * Decimals.ONE_E9;

  @Spec private CommandSpec spec;

  @Option(names = "--config", paramLabel = "FILE", description = "The config file")
  private Path config;

  @Option(
      names = "--online",
      description = "Also asks the venue, by reads alone; prices and rules are the venue's then")
  private boolean online;

  @Option(
      names = "--price",
      paramLabel = "SYMBOL=PRICE",
      description = "Ladders of the symbol begin here; may be given several times")
  private Map<String, String> prices = new LinkedHashMap<>();

  @Option(
      names = "--equity",
      paramLabel = "AMOUNT",
      description = "What an account has, in quote coin; --online asks the venue")
  private String equity;

  @Option(
      names = "--schema",
      description = "Prints the JSON Schema of config files, for editors, and nothing else")
  private boolean schema;

  @Option(names = "--json", description = "The result as one line of JSON")
  private boolean json;

  private CheckCommand() {}

  @Override
  public Integer call() throws IOException {
    if (schema) {
      System.out.println(JsonLine.pretty(ConfigSchema.schema()));
      return ExitCode.DONE;
    }
    if (config == null) {
      throw new ParameterException(spec.commandLine(), "Missing required option: '--config FILE'");
    }
    Map<String, Long> pricesE9 = new LinkedHashMap<>();
    prices.forEach((symbol, text) -> pricesE9.put(symbol, positive("--price " + symbol, text)));
    long equityE9 = equity == null ? Decimals.INVALID : positive("--equity", equity);
    BybitAccess access =
        BybitAccess.of(
            config, System.getenv(), warning -> System.err.println("ringside: " + warning));
    TradingConfig trading;
    try {
      trading = ConfigFile.read(config, access::variable);
    } catch (ConfigException e) {
      if (json) {
        System.out.println(JsonLine.of(mistakes(e)));
      }
      throw e;
    }
    CheckReport report = new CheckReport();
    trading.warnings().forEach(text -> report.warning("config", "meaning", text, "as it is meant"));
    LadderCheck ladders = new LadderCheck(report);
    if (online) {
      try (OnlineCheck check = new OnlineCheck(trading, access, report)) {
        check.look();
        for (StrategyConfig strategy : trading.strategies()) {
          LadderCheck.Place place = check.place(strategy);
          if (place != null) {
            ladders.add(strategy, place);
          }
        }
      }
    } else {
      for (StrategyConfig strategy : trading.strategies()) {
        ladders.add(strategy, offline(trading, strategy, pricesE9, equityE9, report));
      }
    }
    print(trading, report, ladders);
    return report.count(CheckReport.Level.WRONG) == 0 ? ExitCode.DONE : ExitCode.FAILED;
  }

  private Map<String, Object> mistakes(ConfigException e) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("config", config.toString());
    values.put("good", false);
    values.put("mistakes", e.mistakes().stream().map(CheckCommand::mistake).toList());
    return values;
  }

  private static Map<String, Object> mistake(ConfigMistake mistake) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("path", mistake.path());
    values.put("line", mistake.line() == 0 ? null : mistake.line());
    values.put("value", mistake.value());
    values.put("allowed", mistake.allowed());
    values.put("text", mistake.text());
    return values;
  }

  private long positive(String option, String text) {
    long valueE9 = Decimals.parseE9(text);
    if (valueE9 == Decimals.INVALID || valueE9 <= 0) {
      throw new ParameterException(spec.commandLine(), option + " " + text + ": a number above 0");
    }
    return valueE9;
  }

  /** The local exchange's rules are known; of any other venue only what is given. */
  private static LadderCheck.Place offline(
      TradingConfig config,
      StrategyConfig strategy,
      Map<String, Long> pricesE9,
      long equityE9,
      CheckReport report) {
    boolean local =
        config.venue(config.account(strategy.account()).venue()).environment()
            == VenueEnvironment.LOCAL;
    SymbolProfile profile =
        Stream.concat(StandardProfiles.all().stream(), StandardProfiles.others().stream())
            .filter(p -> p.instrument().symbol().equals(strategy.symbol()))
            .findFirst()
            .orElse(null);
    Long given = pricesE9.get(strategy.symbol());
    long priceE9 = given != null ? given : profile != null ? profile.startPriceE9() : ANY_PRICE_E9;
    boolean known = local && profile != null;
    String where = "strategy " + strategy.name();
    if (given == null) {
      report.warning(
          where,
          "price",
          Decimals.toStringE9(priceE9) + " is assumed",
          "--price " + strategy.symbol() + "=PRICE, or --online");
    }
    if (!known) {
      report.warning(where, "rules", "tick, lot and minimums are not known", "--online");
    }
    String from = (given == null ? "assumed price " : "price ") + Decimals.toStringE9(priceE9);
    return new LadderCheck.Place(
        priceE9,
        known ? rules(profile.instrument()) : GridLadder.Rules.UNKNOWN,
        equityE9,
        strategy.leverageE9(),
        known ? from : from + ", rules not known");
  }

  private static GridLadder.Rules rules(Instrument instrument) {
    return new GridLadder.Rules(
        instrument.tickE9(),
        instrument.lotE9(),
        instrument.minQuantityE9(),
        instrument.minNotionalE9(),
        instrument.maxMarketQuantityE9(),
        instrument.maxQuantityE9());
  }

  private void print(TradingConfig trading, CheckReport report, LadderCheck ladders) {
    long wrong = report.count(CheckReport.Level.WRONG);
    if (json) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("config", config.toString());
      values.put("good", wrong == 0);
      values.put("findings", report.json());
      values.put("ladders", ladders.json());
      System.out.println(JsonLine.of(values));
      return;
    }
    ladders.texts().stream().skip(1).forEach(System.out::println);
    System.out.println();
    List<String> findings = report.texts();
    findings.forEach(System.out::println);
    System.out.println(
        config
            + ": "
            + trading.accounts().size()
            + " accounts, "
            + trading.strategies().size()
            + " strategies; "
            + wrong
            + " wrong, "
            + report.count(CheckReport.Level.WARNING)
            + " warnings");
  }
}
