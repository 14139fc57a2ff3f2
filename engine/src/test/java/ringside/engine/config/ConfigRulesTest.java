package ringside.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ringside.engine.core.state.LimitTable;
import ringside.journal.event.ConfigRecords.Entry;
import ringside.journal.event.Decimals;

/** Variables, several accounts and symbols, limits, and what cannot be together. */
class ConfigRulesTest {
  private static final Path DIRECTORY = Path.of("/etc/ringside");
  private static final String SECRET = "kQ7vR2mX9bT4wL8zN5";
  private static final Map<String, String> VARIABLES =
      Map.of("KEY", SECRET, "SECRET", "s3cr3tOfTheKey00", "DATA", "/var/data", "EMPTY", "");

  private static final String GOOD =
      """
      venues:
        demo: {environment: demo}
        test: {environment: testnet}
      accounts:
        main:
          venue: demo
          apiKey: ${KEY}
          apiSecret: ${SECRET}
        other: {venue: demo, keyFile: keys/other, limits: {openOrders: 7}}
        third: {venue: test, keyFile: keys/third}
      strategies:
        grid:
          kind: grid
          accounts: [main, other]
          symbols: [BTCUSDT, ETHUSDT]
          leverage: 10
          parameters:
            quote: 100
            levels: 4
            stepPercent: 1
            multiplier: 2
            takeProfitPercent: 0.5
      limits:
        openOrders: 50
        exposure: {symbol: 2000, account: 4000, engine: 8000}
        staleMarket: 90s
      journal: {directory: "${DATA}/journal"}
      operations:
        heartbeat: {file: "${NONE:-beat}.json", every: 1m30s}
        alerts: {command: [/bin/tell, "${DATA}"], webhook: "https://example.net/${SECRET}"}
      """;

  private static TradingConfig parse(String text) {
    return ConfigFile.parse("ringside.yaml", text, DIRECTORY, VARIABLES::get);
  }

  private static String entry(TradingConfig config, String path) {
    return config.entries().stream()
        .filter(entry -> entry.path().equals(path))
        .map(Entry::value)
        .findFirst()
        .orElse(null);
  }

  @Test
  void variablesArePutIntoSecretsAndPathsAndAreInNothingThatIsRecorded() {
    TradingConfig config = parse(GOOD);
    assertThat(config.account("main").apiKeyVariable()).isEqualTo("KEY");
    assertThat(config.journal().directory()).isEqualTo(Path.of("/var/data/journal"));
    OperationsConfig operations = config.operations();
    assertThat(operations.heartbeatFile()).isEqualTo(DIRECTORY.resolve("beat.json"));
    assertThat(operations.heartbeatEvery()).isEqualTo(Duration.ofSeconds(90));
    assertThat(operations.alerts().command()).containsExactly("/bin/tell", "/var/data");
    assertThat(operations.alerts().webhook()).hasPath("/s3cr3tOfTheKey00");
    assertThat(config.toString()).doesNotContain("s3cr3t", SECRET, "example.net");
    assertThat(config.entries().toString())
        .doesNotContain("s3cr3t", SECRET, "KEY", "/var/data", "/etc", "beat", "example.net");
  }

  @Test
  void oneStrategyStandsForEachAccountAndSymbol() {
    TradingConfig config = parse(GOOD);
    assertThat(config.strategies())
        .extracting(StrategyConfig::name)
        .containsExactly(
            "grid/main/BTCUSDT", "grid/main/ETHUSDT", "grid/other/BTCUSDT", "grid/other/ETHUSDT");
    assertThat(entry(config, "strategies.grid/other/ETHUSDT.account")).isEqualTo("other");
    assertThat(entry(config, "strategies.grid/other/ETHUSDT.symbol")).isEqualTo("ETHUSDT");
    assertThat(entry(config, "strategies.grid/other/ETHUSDT.mode")).isEqualTo("hedge");
    assertThat(entry(config, "strategies.grid/other/ETHUSDT.parameters.short.levels"))
        .isEqualTo("4");
  }

  @Test
  void anAccountsLimitsStandOverThoseOfAllAndTheCoreReadsThemSo() {
    TradingConfig config = parse(GOOD);
    assertThat(config.account("main").limits().openOrders()).isEqualTo(50);
    assertThat(config.account("other").limits().openOrders()).isEqualTo(7);
    assertThat(config.account("other").limits().accountExposureE9())
        .isEqualTo(4_000 * Decimals.ONE_E9);
    assertThat(entry(config, "limits.staleMarket")).isEqualTo("1m30s");
    assertThat(entry(config, "accounts.other.limits.openOrders")).isEqualTo("7");
    assertThat(entry(config, "accounts.main.limits.openOrders")).isNull();
    List<Entry> entries = new java.util.ArrayList<>(config.entries());
    entries.add(new Entry("accounts.main.index", "0"));
    entries.add(new Entry("accounts.other.index", "1"));
    LimitTable table = new LimitTable();
    table.apply(entries);
    assertThat(table.of(0).openOrders()).isEqualTo(50);
    assertThat(table.of(1).openOrders()).isEqualTo(7);
    assertThat(table.of(1).symbolExposureE9()).isEqualTo(2_000 * Decimals.ONE_E9);
    assertThat(table.of(1).staleMarketNs()).isEqualTo(Duration.ofSeconds(90).toNanos());
    assertThat(table.engineExposureE9()).isEqualTo(8_000 * Decimals.ONE_E9);
    assertThat(table.of(0).marginStopE9()).isEqualTo(Decimals.parseE9("0.7"));
  }

  @Test
  void differentWaysToWriteANumberAreOneConfig() {
    assertThat(parse(GOOD.replace("stepPercent: 1\n", "stepPercent: 1.00\n")).entries())
        .isEqualTo(parse(GOOD).entries());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "${KEY} | ${GONE} | accounts.main.apiKey (line 7): the environment variable GONE is not"
            + " set",
        "${DATA}/ | ${GONE}/ | journal.directory (line 27): the environment variable GONE is not"
            + " set",
        "${DATA}/ | ${DATA/ | journal.directory (line 27): a ${ without its }",
        "${DATA}/ | ${a b}/ | journal.directory (line 27): allowed inside ${...}",
        "levels: 4 | levels: ${KEY} | variables are put into secrets and paths only",
        "quote: 100 | quote: 5e2 | '5e2'; allowed: a number from",
        "accounts: [main, other] | accounts: [main, third] | strategies (line 12): trade on demo"
            + " and test; one venue a run",
        "accounts: [main, other] | accounts: [main, main] | accounts (line 14): names one twice",
        "accounts: [main, other] | accounts: main | is a single value; a list belongs here: [a, b]",
        "accounts: [main, other] | accounts: [nobody] | 'nobody'; allowed: main, other, third",
        "keys/third | keys/other | accounts.third (line 10): has the same key as other",
        "takeProfitPercent: 0.5 | takeProfitPercent: 0.07 | more than taker and maker fee together",
        "levels: 4 | levels: 4, cap: 500 | parameters.cap (line 20): with level 2 the short leg is",
        "levels: 4 | levels: 6 | with level 4 the long leg is",
        "symbol: 2000 | symbol: 1000 | exposure.symbol 1000; allowed: fewer or smaller levels",
        "symbol: 2000 | symbol: 5000 | limits.exposure.account (line 25): symbol 5000 is not below",
        "openOrders: 50 | marginRate: {warn: 0.8} | warn 0.8 is not below stopOpening 0.7",
        "openOrders: 50 | marginRate: {hysteresis: 0.5} | '0.5'; allowed: below warn",
        "openOrders: 50 | dailyLoss: {stopOpening: 9, emergency: 9} | 9 is not below emergency 9",
        "openOrders: 50 | opnOrders: 50 | is not known here; did you mean openOrders?",
        "leverage: 10 | mode: one-way | mode (line 16): 'one-way'; allowed: hedge",
        "levels: 4 | levels: 4, stopLossPercent: 1.1 | so the stop comes first",
        "levels: 4 | levels: 4, long: {maxCycleLoss: 0.05} | long.maxCycleLoss (line 20): '0.05';"
            + " the first order alone costs 0.055 in fees, so a cycle ends as it begins",
        "levels: 4 | levels: 4, long: {stepPercent: 40, stepScale: 2} | the last steps reach a"
            + " price of 0",
        "staleMarket: 90s | staleMarket: 90 | '90'; allowed: a time with its unit",
        "limits: | risk: | risk (line 24): is not known here; did you mean limits?",
      })
  void oneMistakeIsTold(String from, String to, String line) {
    assertThat(GOOD).contains(from);
    assertThatThrownBy(() -> parse(inBlock(GOOD, from, to)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(line);
  }

  @Test
  void aLossLimitBeforeALevelIsWarnedOf() {
    String text = inBlock(GOOD, "levels: 4", "levels: 4, short: {maxCycleLoss: 3}");
    assertThat(parse(text).warnings())
        .contains(
            "grid/main/BTCUSDT: the short leg has lost 4.03 when level 2 becomes due, and maxCycleLoss"
                + " 3 ends the cycle before");
  }

  /** What is written in one line with commas goes where one key was. */
  private static String inBlock(String text, String from, String to) {
    int at = text.indexOf(from);
    int line = text.lastIndexOf('\n', at) + 1;
    String indent = " ".repeat(Math.max(0, at - line));
    boolean several = from.startsWith("levels") && to.contains(", ");
    return text.replace(from, several ? to.replaceFirst(", ", "\n" + indent) : to);
  }

  @Test
  void anotherLegOfTheSameSymbolIsAShadowsAlone() {
    String second =
        "  second: {kind: grid, account: main, symbol: BTCUSDT, shadow: %s, parameters:"
            + " {quote: 9, levels: 1, stepPercent: 1, takeProfitPercent: 1}}\nlimits:";
    String text = GOOD.replace("limits:\n", second + "\n");
    assertThat(parse(String.format(text, "true")).strategies()).hasSize(5);
    assertThatThrownBy(() -> parse(String.format(text, "false")))
        .hasMessageContaining("'BTCUSDT' of main is grid/main/BTCUSDT's already");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "venues: {%s: {environment: demo}}",
        "%s: 1",
        "limits: {%s: 1}",
        "limits: {openOrders: %s}",
        "accounts: {%s: {venue: x}}",
        "strategies: {g: {kind: %s, account: %s, symbol: %s}}",
        "strategies: {g: {kind: grid, parameters: {%s: 1, long: {%s: 2}}}}",
        "strategies: {%s: {kind: grid}}",
        "strategies: {g: {accounts: [%s], symbols: [%s]}}",
        "journal: {durability: '%s'}",
        "operations: {alerts: {from: %s, webhook: %s}}",
        "%s",
        "a: %s: b",
        "accounts: {a: {keyFile: [%s]}, a: %s}",
      })
  void aKeyIsRepeatedNowhere(String text) {
    for (String key : List.of(SECRET, "0123456789abcdef0a1b2c3d")) {
      assertThatThrownBy(() -> parse(text.replace("%s", key)))
          .isInstanceOf(ConfigException.class)
          .hasMessageNotContaining(key);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"journal: {durability: s3cr3tOfTheKey00}", "limits: {hunter: hunter}"})
  void whatASecretAtHandIsIsRepeatedNowhere(String text) {
    String whole =
        GOOD.replace("journal: {directory: \"${DATA}/journal\"}\n", "")
                .replace(
                    """
                    limits:
                      openOrders: 50
                      exposure: {symbol: 2000, account: 4000, engine: 8000}
                      staleMarket: 90s
                    """,
                    "")
            + text;
    assertThatThrownBy(
            () ->
                ConfigFile.parse(
                    "ringside.yaml",
                    whole,
                    DIRECTORY,
                    name -> name.equals("KEY") ? "hunter" : VARIABLES.get(name)))
        .hasMessageNotContaining("hunter")
        .hasMessageNotContaining("s3cr3t");
  }

  @Test
  void anOrdinaryLongNameIsNoKey() {
    TradingConfig config = parse(GOOD.replace("other", "subaccount-of-2024"));
    assertThat(config.account("subaccount-of-2024")).isNotNull();
  }

  @Test
  void theWayOutNeedsVenuesAndAccountsAlone(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("bad.yaml");
    Files.writeString(
        file, GOOD.replace("kind: grid", "kind: gird").replace("\nlimits:", "\nlimit:"));
    TradingConfig config = ConfigFile.readAccess(file, name -> null);
    assertThat(config.accounts()).hasSize(3);
    assertThat(config.account("main").apiKeyVariable()).isEqualTo("KEY");
    Files.writeString(file, GOOD.replace("venue: demo\n", "venue: demos\n"));
    assertThatThrownBy(() -> ConfigFile.readAccess(file, name -> null))
        .hasMessageContaining("accounts.main.venue (line 6): 'demos' is no venue of this file");
  }
}
