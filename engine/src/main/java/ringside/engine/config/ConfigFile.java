package ringside.engine.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import ringside.engine.strategy.StrategyKind;
import ringside.journal.event.Decimals;
import ringside.journal.log.Durability;

/**
 * Reads the config file. Stateless; any thread.
 *
 * <pre>
 * venues:
 *   local:
 *     environment: local            # mainnet, demo, testnet, local
 *     rest: http://127.0.0.1:8080   # local only: where it is
 *     public: ws://127.0.0.1:8081/v5/public/linear
 *     private: ws://127.0.0.1:8081/v5/private
 *     trade: ws://127.0.0.1:8081/v5/trade
 * accounts:
 *   main:
 *     venue: local
 *     keyFile: keys/main            # or apiKeyVariable and apiSecretVariable
 * strategies:
 *   quotes-btc: {kind: quotes, account: main, symbol: BTCUSDT, parameters: {quantity: 0.01}}
 * journal:
 *   directory: ringside-journal
 * </pre>
 */
public final class ConfigFile {
  private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";
  private static final long STANDARD_COLLAR_E9 = Decimals.ONE_E9 / 20;
  private static final int STANDARD_RATE = 10;
  private static final int MAX_RATE = 10_000;

  private final List<String> mistakes = new ArrayList<>();

  private ConfigFile() {}

  /**
   * Reads a file.
   *
   * @throws ConfigException naming every mistake
   * @throws IOException when the file cannot be read
   */
  public static TradingConfig read(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new ConfigException(file.toString(), List.of("is a directory; a file belongs here"));
    }
    try {
      return parse(file.toString(), Files.readString(file), parent);
    } catch (CharacterCodingException e) {
      throw new ConfigException(file.toString(), List.of("is no text in UTF-8"));
    }
  }

  /**
   * Reads a text.
   *
   * @param name tells the user which text
   * @param directory that relative paths in it start from
   */
  public static TradingConfig parse(String name, String text, Path directory) {
    ConfigFile file = new ConfigFile();
    YamlNode.Section root = YamlText.read(text, file.mistakes);
    TradingConfig config = null;
    if (file.mistakes.isEmpty() || !root.values().isEmpty()) {
      config = file.config(new SectionReader("", root, file.mistakes), directory);
    }
    if (!file.mistakes.isEmpty()) {
      throw new ConfigException(name, file.mistakes);
    }
    return config;
  }

  private TradingConfig config(SectionReader root, Path directory) {
    List<VenueConfig> venues = new ArrayList<>();
    root.section("venues").named().forEach((name, section) -> venues.add(venue(name, section)));
    if (venues.isEmpty()) {
      root.mistake("venues", "name at least one venue");
    }
    Set<String> venueNames = names(venues.stream().map(VenueConfig::name).toList());
    List<AccountConfig> accounts = new ArrayList<>();
    root.section("accounts")
        .named()
        .forEach((name, section) -> accounts.add(account(name, section, venueNames, directory)));
    if (accounts.isEmpty()) {
      root.mistake("accounts", "name at least one account");
    }
    Set<String> aliases = names(accounts.stream().map(AccountConfig::alias).toList());
    List<StrategyConfig> strategies = new ArrayList<>();
    Map<String, String> legs = new LinkedHashMap<>();
    root.section("strategies")
        .named()
        .forEach((name, section) -> strategies.add(strategy(name, section, aliases, legs)));
    SectionReader risk = root.section("risk");
    RiskConfig limits =
        new RiskConfig(
            risk.decimalE9("priceCollar", STANDARD_COLLAR_E9, 1, Decimals.ONE_E9),
            risk.integer("ordersPerSecond", STANDARD_RATE, 1, MAX_RATE));
    risk.end();
    SectionReader journal = root.section("journal");
    JournalConfig recorded =
        new JournalConfig(
            directory.resolve(journal.optionalText("directory", "ringside-journal")),
            journal.choice("durability", Durability.class, Durability.PAGE));
    journal.end();
    root.end();
    return new TradingConfig(venues, accounts, strategies, limits, recorded);
  }

  private static Set<String> names(List<String> names) {
    return new LinkedHashSet<>(names);
  }

  private static VenueConfig venue(String name, SectionReader section) {
    VenueEnvironment environment = section.choice("environment", VenueEnvironment.class, null);
    boolean local = environment == VenueEnvironment.LOCAL;
    VenueConfig venue =
        new VenueConfig(
            name,
            environment,
            url(section, "rest", local, "http"),
            url(section, "public", local, "ws"),
            url(section, "private", local, "ws"),
            url(section, "trade", local, "ws"));
    section.end();
    return venue;
  }

  /** Only a venue on this machine says where it is; the others' addresses are known. */
  private static URI url(SectionReader section, String key, boolean local, String scheme) {
    String text = section.optionalText(key, null);
    if (text == null) {
      if (local) {
        section.mistake(key, "is missing; a local venue says where it is");
      }
      return null;
    }
    if (!local) {
      section.mistake(key, "'" + text + "'; only a local venue says where it is");
      return null;
    }
    try {
      URI uri = new URI(text);
      if (scheme.equals(uri.getScheme())
          && uri.getHost() != null
          && InetAddress.getByName(uri.getHost()).isLoopbackAddress()) {
        return uri;
      }
    } catch (URISyntaxException | UnknownHostException e) {
      // Told below, as any other address that is of no use.
    }
    section.mistake(key, "'" + text + "'; allowed: " + scheme + "://127.0.0.1:PORT and its like");
    return null;
  }

  private static AccountConfig account(
      String alias, SectionReader section, Set<String> venues, Path directory) {
    String venue = section.text("venue");
    if (!venue.isEmpty() && !venues.contains(venue)) {
      // Nothing of an account is repeated: it may be a key in the wrong place.
      section.mistake("venue", "is no venue of this file; allowed: " + String.join(", ", venues));
    }
    String file = section.optionalText("keyFile", null);
    String key = variable(section, "apiKeyVariable");
    String secret = variable(section, "apiSecretVariable");
    boolean variables = key != null || secret != null;
    if (file != null && variables) {
      section.mistake("keyFile", "either a file or variables of the environment, not both");
    } else if (file != null && looksLikeKey(file) && !Files.exists(directory.resolve(file))) {
      section.mistake("keyFile", "the name of a file belongs here, not the key itself");
    } else if (file == null && (key == null || secret == null)) {
      section.mistake(
          "keyFile", "is missing; allowed: keyFile, or apiKeyVariable and apiSecretVariable");
    }
    AccountConfig account =
        new AccountConfig(
            alias,
            venue,
            file == null ? null : directory.resolve(file),
            key,
            secret,
            section.flag("allowWithdraw", false));
    section.end();
    return account;
  }

  /** Names of files and variables have their dots, slashes and underscores; keys do not. */
  private static boolean looksLikeKey(String text) {
    return text.matches("[A-Za-z0-9]{16,}")
        && text.chars().anyMatch(Character::isDigit)
        && text.chars().anyMatch(Character::isLetter);
  }

  /** Whoever writes the key itself where its name belongs is told so, without repeating it. */
  private static String variable(SectionReader section, String key) {
    String name = section.optionalText(key, null);
    if (name != null && (!name.matches(NAME) || looksLikeKey(name))) {
      section.mistake(key, "the name of an environment variable belongs here, not its value");
    }
    return name;
  }

  private static StrategyConfig strategy(
      String name, SectionReader section, Set<String> accounts, Map<String, String> legs) {
    String kindName = section.text("kind");
    String account = section.text("account");
    String symbol = section.text("symbol");
    if (!account.isEmpty() && !accounts.contains(account)) {
      section.mistake("account", "'" + account + "'; allowed: " + String.join(", ", accounts));
    }
    if (!symbol.isEmpty() && !symbol.matches("[A-Z0-9-]{2,30}")) {
      section.mistake("symbol", "'" + symbol + "'; allowed: a symbol such as BTCUSDT");
    }
    String other = legs.putIfAbsent(account + " " + symbol, name);
    if (other != null) {
      section.mistake("symbol", "'" + symbol + "' of " + account + " is " + other + "'s already");
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    SectionReader given = section.section("parameters");
    StrategyKind kind = StrategyKind.find(kindName);
    if (kind != null) {
      Map<String, String> texts = new LinkedHashMap<>();
      given(given, "", kind, texts);
      parameters.putAll(kind.effective(texts));
      for (StrategyKind.Mistake mistake : kind.mistakes(texts)) {
        given.mistake(mistake.name(), mistake.what());
      }
    } else if (!kindName.isEmpty()) {
      String allowed =
          StrategyKind.all().stream().map(StrategyKind::name).collect(Collectors.joining(", "));
      section.mistake("kind", "'" + kindName + "'; allowed: " + allowed);
    }
    section.end();
    return new StrategyConfig(name, kindName, account, symbol, parameters);
  }

  /** Flattens what is given, nested names with dots. */
  private static void given(
      SectionReader section, String prefix, StrategyKind kind, Map<String, String> texts) {
    Set<String> sections = new LinkedHashSet<>();
    for (String name : kind.names()) {
      if (!name.startsWith(prefix)) {
        continue;
      }
      String rest = name.substring(prefix.length());
      int dot = rest.indexOf('.');
      if (dot >= 0) {
        sections.add(rest.substring(0, dot));
        continue;
      }
      String text = section.optionalText(rest, null);
      if (text != null) {
        texts.put(name, text);
      }
    }
    for (String nested : sections) {
      given(section.section(nested), prefix + nested + ".", kind, texts);
    }
    section.end();
  }
}
