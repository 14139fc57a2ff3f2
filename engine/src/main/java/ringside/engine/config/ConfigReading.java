package ringside.engine.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import ringside.engine.strategy.StrategyKind;
import ringside.engine.strategy.grid.GridParameters;
import ringside.journal.event.ConfigRecords.Entry;
import ringside.journal.event.Decimals;
import ringside.journal.log.Durability;

/**
 * Makes the records of a config from its sections, and tells what each of them lacks: names that
 * nobody has, keys that cannot be had. What does not go together is {@link Combinations}' to tell.
 */
final class ConfigReading {
  private static final int STANDARD_RATE = 10;
  private static final int STANDARD_ORDERS = 100;

  private final Path directory;
  private final Substitution variables;
  private final boolean keys;
  private final List<Entry> entries = new ArrayList<>();
  private LimitsConfig limits;

  ConfigReading(Path directory, Substitution variables, boolean keys) {
    this.directory = directory;
    this.variables = variables;
    this.keys = keys;
  }

  TradingConfig read(Section root) {
    limits = limits(root.section("limits"), null);
    List<VenueConfig> venues = new ArrayList<>();
    root.named("venues").forEach((name, section) -> venues.add(venue(name, section)));
    if (venues.isEmpty() && !root.refused("venues")) {
      root.mistake("venues", "name at least one venue");
    }
    Map<String, AccountConfig> accounts = new LinkedHashMap<>();
    Map<String, Section> accountSections = root.named("accounts");
    accountSections.forEach(
        (alias, section) -> accounts.put(alias, account(alias, section, venues)));
    if (accounts.isEmpty() && !root.refused("accounts")) {
      root.mistake("accounts", "name at least one account");
    }
    Map<StrategyConfig, Section> strategies = new LinkedHashMap<>();
    root.named("strategies")
        .forEach((name, section) -> strategies(name, section, accounts, strategies));
    entries.addAll(root.section("limits").entries("limits."));
    entries.addAll(root.section("journal").entries("journal."));
    entries.addAll(root.section("operations").entries("operations."));
    Combinations combinations = new Combinations(limits, accounts, accountSections, strategies);
    combinations.judge(root);
    return new TradingConfig(
        venues,
        List.copyOf(accounts.values()),
        List.copyOf(strategies.keySet()),
        limits,
        journal(root.section("journal")),
        operations(root.section("operations")),
        entries,
        combinations.warnings());
  }

  private VenueConfig venue(String name, Section section) {
    entries.addAll(section.entries("venues." + name + "."));
    VenueEnvironment environment = section.choice("environment", VenueEnvironment.class);
    return new VenueConfig(
        name,
        environment,
        url(section, "rest", environment),
        url(section, "public", environment),
        url(section, "private", environment),
        url(section, "trade", environment));
  }

  /** Only a venue on this machine says where it is; the others' addresses are known. */
  private static URI url(Section section, String key, VenueEnvironment environment) {
    boolean local = environment == VenueEnvironment.LOCAL;
    if (local && !section.has(key) && !section.refused(key)) {
      section.mistake(key, "is missing; a local venue says where it is");
    } else if (environment != null && !local && section.has(key)) {
      section.mistake(key, "is not for this environment; only a local venue says where it is");
    }
    String text = section.text(key);
    return text == null ? null : URI.create(text);
  }

  private AccountConfig account(String alias, Section section, List<VenueConfig> venues) {
    entries.addAll(section.entries("accounts." + alias + "."));
    String venue = section.text("venue");
    boolean known = venues.stream().anyMatch(v -> v.name().equals(venue));
    if (venue != null && !known && !venues.isEmpty()) {
      section.mistake("venue", unknownVenue(venue, venues));
    }
    String key = variable(section, "apiKey");
    String secret = variable(section, "apiSecret");
    String file = section.text("keyFile");
    boolean variables =
        section.has("apiKey")
            || section.has("apiKeyVariable")
            || section.has("apiSecret")
            || section.has("apiSecretVariable");
    if (section.has("keyFile") && variables) {
      section.mistake("keyFile", "either a file or variables of the environment, not both");
    } else if (file != null
        && Mistakes.looksLikeKey(file)
        && !Files.exists(directory.resolve(file))) {
      section.mistake("keyFile", "the name of a file belongs here, not the key itself");
    } else if (keys && !section.has("keyFile") && !variables && !refusedKeys(section)) {
      section.mistake("keyFile", "is missing; allowed: keyFile, or apiKey and apiSecret");
    } else if (variables && !(section.has("apiKey") || section.has("apiKeyVariable"))) {
      section.mistake("apiKey", "is missing; apiSecret needs it");
    } else if (variables && !(section.has("apiSecret") || section.has("apiSecretVariable"))) {
      section.mistake("apiSecret", "is missing; apiKey needs it");
    }
    return new AccountConfig(
        alias,
        known ? venue : null,
        file == null ? null : directory.resolve(file),
        key,
        secret,
        section.flag("allowWithdraw"),
        section.choice("foreignOrders", ForeignOrders.class),
        section.choice("foreignPositions", ForeignPositions.class),
        limits(section.section("limits"), limits));
  }

  /** Only what is like a venue's name is repeated: a key may stand there by mistake. */
  private static String unknownVenue(String venue, List<VenueConfig> venues) {
    String nearest = Nearest.of(venue, venues.stream().map(VenueConfig::name).toList());
    return nearest == null
        ? "is no venue of this file; allowed: " + names(venues)
        : Mistakes.quoted(venue)
            + " is no venue of this file; did you mean "
            + Mistakes.shown(nearest)
            + "?";
  }

  /** Whether there are some, by names that nobody knows. */
  private static boolean refusedKeys(Section section) {
    return Stream.of("keyFile", "apiKey", "apiSecret", "apiKeyVariable", "apiSecretVariable")
        .anyMatch(section::refused);
  }

  /** The name of the variable that has a key; whoever writes the key itself is told so. */
  private String variable(Section section, String key) {
    String text = section.text(key);
    String name = section.text(key + "Variable");
    if (text != null && name != null) {
      section.mistake(key, "either this or " + key + "Variable, not both");
    }
    if (text != null) {
      name = Substitution.only(text);
      if (variables.variable(name) == null && !Mistakes.looksLikeKey(name)) {
        section.mistake(key, "the environment variable " + name + " is not set");
        return name;
      }
    } else if (name != null) {
      variables.variable(name);
    }
    if (name != null && Mistakes.looksLikeKey(name)) {
      String where = text == null ? key + "Variable" : key;
      section.mistake(where, "the name of an environment variable belongs here, not its value");
    }
    return name;
  }

  /** One for each pair of account and symbol. */
  private void strategies(
      String name,
      Section section,
      Map<String, AccountConfig> accounts,
      Map<StrategyConfig, Section> strategies) {
    List<String> aliases = oneOrSeveral(section, "account", "accounts");
    List<String> symbols = oneOrSeveral(section, "symbol", "symbols");
    for (String alias : aliases) {
      if (!accounts.containsKey(alias) && !accounts.isEmpty()) {
        section.mistake(
            section.has("accounts") ? "accounts" : "account",
            Mistakes.quoted(alias) + "; allowed: " + shown(accounts));
      }
    }
    Map<String, String> given = given(section);
    for (String alias : aliases) {
      for (String symbol : symbols) {
        String full =
            name
                + (section.has("accounts") ? "/" + alias : "")
                + (section.has("symbols") ? "/" + symbol : "");
        StrategyConfig strategy =
            new StrategyConfig(
                full,
                section.text("kind"),
                alias,
                symbol,
                section.flag("shadow"),
                section.numberE9("leverage"),
                mode(section),
                parameters(section, given, accounts.get(alias)));
        strategies.put(strategy, section);
        record(strategy, section);
      }
    }
  }

  /** All that hold; what is done about others' legs is by default the account's to say. */
  private static Map<String, String> parameters(
      Section section, Map<String, String> given, AccountConfig account) {
    if (given == null) {
      return Map.of();
    }
    StrategyKind kind = StrategyKind.find(section.text("kind"));
    Map<String, String> texts = new LinkedHashMap<>(given);
    if (account != null && kind.parameter(GridParameters.ADOPTION) != null) {
      String policy = account.foreignPositions().name().toLowerCase(Locale.ROOT);
      texts.putIfAbsent(GridParameters.ADOPTION, policy);
    }
    return kind.effective(texts);
  }

  /**
   * All that are given, nested ones with dots; null where something of them is wrong, which is
   * told.
   */
  private static Map<String, String> given(Section section) {
    Section given = section.section("parameters");
    if (given == null) {
      return null;
    }
    StrategyKind kind = StrategyKind.find(section.text("kind"));
    Map<String, String> texts = given.given();
    List<StrategyKind.Mistake> wrong = kind.mistakes(texts);
    for (StrategyKind.Mistake mistake : wrong) {
      if (!isToldAlready(given, kind, mistake)) {
        given.mistake(mistake.name(), mistake.what());
      }
    }
    return wrong.isEmpty() && !given.hasRefused() ? texts : null;
  }

  /** What was given and refused is missing for the kind; once is enough. */
  private static boolean isToldAlready(
      Section given, StrategyKind kind, StrategyKind.Mistake mistake) {
    String name = mistake.name().substring(mistake.name().lastIndexOf('.') + 1);
    return given.refused(name)
        || kind.parameters().stream()
            .anyMatch(p -> name.equals(p.group()) && given.refused(p.lastName()));
  }

  /**
   * What is recorded of a strategy names its account and symbol, whatever the file says them by.
   */
  private void record(StrategyConfig strategy, Section section) {
    String path = "strategies." + strategy.name() + ".";
    for (Entry entry : section.entries(path)) {
      String key = entry.path().substring(path.length());
      if (!key.equals("account")
          && !key.equals("symbol")
          && !key.equals("mode")
          && !key.startsWith("parameters.")) {
        entries.add(entry);
      }
      if (key.equals("kind")) {
        entries.add(new Entry(path + "account", strategy.account()));
        entries.add(new Entry(path + "symbol", strategy.symbol()));
        if (strategy.mode() != null) {
          entries.add(new Entry(path + "mode", Domain.Words.written(strategy.mode())));
        }
      }
    }
    strategy
        .parameters()
        .forEach((name, value) -> entries.add(new Entry(path + "parameters." + name, value)));
  }

  /** A grid holds two legs, so it says so where the file does not. */
  private static PositionModeSetting mode(Section section) {
    PositionModeSetting given = section.choice("mode", PositionModeSetting.class);
    boolean grid = GridParameters.KIND.equals(section.text("kind"));
    return given == null && grid ? PositionModeSetting.HEDGE : given;
  }

  private static List<String> oneOrSeveral(Section section, String one, String several) {
    if (section.has(one) && section.has(several)) {
      section.mistake(several, "either this or " + one + ", not both");
    } else if (!section.has(one)
        && !section.has(several)
        && !section.refused(one)
        && !section.refused(several)) {
      section.mistake(one, "is missing; allowed: " + one + ", or a list of " + several);
    }
    if (section.has(several)) {
      List<String> values = section.texts(several);
      List<String> distinct = values.stream().distinct().toList();
      if (distinct.size() < values.size()) {
        section.mistake(several, "names one twice");
      }
      return distinct;
    }
    String text = section.text(one);
    return text == null ? List.of() : List.of(text);
  }

  private static LimitsConfig limits(Section section, LimitsConfig all) {
    Section exposure = section.section("exposure");
    Section rate = section.section("marginRate");
    return new LimitsConfig(
        or(section.numberE9("priceCollar"), all == null ? 0 : all.priceCollarE9()),
        section.whole("ordersPerSecond", all == null ? STANDARD_RATE : all.ordersPerSecond()),
        section.whole("openOrders", all == null ? STANDARD_ORDERS : all.openOrders()),
        or(exposure.numberE9("symbol"), all == null ? Decimals.INVALID : all.symbolExposureE9()),
        or(exposure.numberE9("account"), all == null ? Decimals.INVALID : all.accountExposureE9()),
        all == null ? exposure.numberE9("engine") : all.engineExposureE9(),
        or(rate.numberE9("warn"), all == null ? 0 : all.warnRateE9()),
        or(rate.numberE9("stopOpening"), all == null ? 0 : all.stopRateE9()),
        or(rate.numberE9("emergency"), all == null ? 0 : all.emergencyRateE9()));
  }

  private static long or(long valueE9, long otherE9) {
    return valueE9 == Decimals.INVALID ? otherE9 : valueE9;
  }

  private JournalConfig journal(Section section) {
    return new JournalConfig(
        directory.resolve(section.text("directory")),
        section.choice("durability", Durability.class));
  }

  private OperationsConfig operations(Section section) {
    Section heartbeat = section.section("heartbeat");
    Section alerts = section.section("alerts");
    String webhook = alerts.text("webhook");
    return new OperationsConfig(
        section.section("control").whole("port", 0),
        path(section.section("control").text("file")),
        path(heartbeat.text("file")),
        Duration.ofNanos(heartbeat.spanNs("every")),
        new OperationsConfig.AlertsConfig(
            alerts.texts("command"),
            webhook == null ? null : URI.create(webhook),
            alerts.choice("from", AlertLevel.class)),
        section.choice("orphans", OrphanPolicy.class));
  }

  private Path path(String text) {
    return text == null ? null : directory.resolve(text);
  }

  private static String names(List<VenueConfig> venues) {
    return String.join(", ", venues.stream().map(v -> Mistakes.shown(v.name())).toList());
  }

  private static String shown(Map<String, ?> names) {
    return String.join(", ", names.keySet().stream().map(Mistakes::shown).toList());
  }
}
