package ringside.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ringside.journal.event.ConfigRecords;
import ringside.journal.log.Durability;

class ConfigFileTest {
  private static final Path DIRECTORY = Path.of("/etc/ringside");
  private static final String GOOD =
      """
      # two accounts on the exchange of this machine
      venues:
        local:
          environment: local
          rest: http://127.0.0.1:8080
          public: ws://localhost:8081/v5/public/linear
          private: ws://[::1]:8081/v5/private
          trade: ws://127.0.0.1:8081/v5/trade
      accounts:
        main:
          venue: local
          keyFile: keys/main
        other:
          venue: local
          apiKeyVariable: OTHER_KEY
          apiSecretVariable: OTHER_SECRET
          allowWithdraw: true
      strategies:
        quotes-btc:
          kind: quotes
          account: main
          symbol: BTCUSDT
          parameters: {quantity: 0.01, maxPosition: 0.1, mode: hedge}
        quotes-eth: {kind: quotes, account: other, symbol: ETHUSDT, \
      parameters: {quantity: 1, maxPosition: 3}}
      journal:
        directory: data/journal
        durability: disk
      """;

  private static TradingConfig parse(String text) {
    return ConfigFile.parse("ringside.yaml", text, DIRECTORY);
  }

  private static TradingConfig parse(String text, String variables) {
    return ConfigFile.parse("ringside.yaml", text, DIRECTORY, variable -> variables);
  }

  @Test
  void whatIsDoneAboutOthersLegsIsTheAccountsToSayWhereAGridDoesNot() {
    String grid =
        """
        kind: grid
            account: main
            symbol: BTCUSDT
            parameters: {quote: 500, levels: 3, stepPercent: 1, takeProfitPercent: 1, \
        short: {adoption: close}}
        """;
    String text =
        GOOD.replace("keyFile: keys/main", "keyFile: keys/main\n    foreignPositions: adopt")
            .replaceFirst("(?s)kind: quotes\\n.*?mode: hedge}\n", grid);
    assertThat(parse(text).strategies().get(0).parameters())
        .containsEntry("long.adoption", "adopt")
        .containsEntry("short.adoption", "close");
  }

  @Test
  void aWholeFileIsReadWithPathsBesideIt() {
    TradingConfig config = parse(GOOD);
    assertThat(config.venue("local").environment()).isEqualTo(VenueEnvironment.LOCAL);
    assertThat(config.venue("local").trade().getPort()).isEqualTo(8081);
    assertThat(config.account("main").keyFile()).isEqualTo(DIRECTORY.resolve("keys/main"));
    assertThat(config.account("main").allowWithdraw()).isFalse();
    assertThat(config.account("other").apiSecretVariable()).isEqualTo("OTHER_SECRET");
    assertThat(config.strategies())
        .extracting(StrategyConfig::name)
        .containsExactly("quotes-btc", "quotes-eth");
    assertThat(config.strategies().get(0).parameters())
        .containsEntry("mode", "hedge")
        .containsEntry("distance", "0.0005");
    assertThat(config.journal())
        .isEqualTo(new JournalConfig(DIRECTORY.resolve("data/journal"), Durability.DISK));
    assertThat(config.limits().ordersPerSecond()).isEqualTo(10);
  }

  @Test
  void theExampleInTheDocsIsRead() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "CONFIG.md"));
    int start = page.indexOf("```yaml") + "```yaml".length();
    TradingConfig config = parse(page.substring(start, page.indexOf("```", start)), "set");
    assertThat(config.accounts()).hasSize(2);
    assertThat(config.strategies())
        .extracting(StrategyConfig::name)
        .containsExactly(
            "grid/main/BTCUSDT", "grid/main/ETHUSDT", "grid/second/BTCUSDT", "grid/second/ETHUSDT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"local-grid.yaml", "mainnet.yaml", "limits.yaml", "one-side.yaml", "shadow.yaml"})
  void anExampleIsRead(String name) throws IOException {
    TradingConfig config =
        ConfigFile.read(
            Path.of("..", "examples", name),
            variable -> variable.startsWith("MAIN_") ? "set" : null);
    assertThat(config.strategies()).isNotEmpty();
  }

  @Test
  void whatTheJournalTakesSaysNothingOfWhereAKeyIs() {
    List<String> entries =
        parse(GOOD).entries().stream().map(ConfigRecords.Entry::toString).toList();
    assertThat(entries).anyMatch(entry -> entry.contains("strategies.quotes-btc.parameters.mode"));
    assertThat(String.join("\n", entries))
        .doesNotContain("keys/main", "OTHER_KEY", "OTHER_SECRET", "/etc/ringside");
  }

  @Test
  void allMistakesAreToldAtOnceWithPathLineValueAndWhatIsAllowed() {
    String bad =
        GOOD.replace("environment: local", "environment: locale")
            .replace("venue: local\n    keyFile", "venu: local\n    keyFile")
            .replace("symbol: BTCUSDT", "symbol: btc/usdt")
            .replace("quantity: 0.01", "quantity: lots")
            .replace("mode: hedge", "mode: hedged")
            .replace("durability: disk", "durability: stone");
    assertThatThrownBy(() -> parse(bad))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("ringside.yaml: ")
        .hasMessageContaining(
            "venues.local.environment (line 4): 'locale'; allowed: mainnet, demo, testnet, local")
        .hasMessageContaining(
            "accounts.main.venu (line 11): is not known here; did you mean venue?")
        .hasMessageNotContaining("accounts.main.venue (line 11): is missing")
        .hasMessageContaining(
            "strategies.quotes-btc.symbol (line 22): 'btc/usdt'; allowed: a symbol")
        .hasMessageContaining(
            "strategies.quotes-btc.parameters.quantity (line 23): 'lots'; allowed: a number from")
        .hasMessageContaining("parameters.mode (line 23): 'hedged'; allowed: one-way, hedge")
        .hasMessageContaining("journal.durability (line 27): 'stone'; allowed: page, disk");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "keyFile: keys/main | keyFile: [a, b] | accounts.main.keyFile (line 12): is a list",
        "keyFile: keys/main | x: 1 | accounts.main.keyFile (line 11): is missing; allowed:"
            + " keyFile,",
        "account: other | account: another | 'another'; allowed: main, other",
        "kind: quotes, | kind: quote, | 'quote'; allowed: grid, quotes",
        "parameters: {quantity: 1, | parameters: { | parameters.quantity (line 24): is missing",
        "quantity: 1, | quantity: -1, | '-1'; allowed: a number from 0.000000001 to 1000000",
        "http://127.0.0.1:8080 | http://192.168.1.2:80 | allowed: http://127.0.0.1:PORT",
        "http://127.0.0.1:8080 | ws://127.0.0.1:8080 | allowed: http://127.0.0.1:PORT",
        "symbol: ETHUSDT | symbol: BTCUSDT, account: main | (line 24): is there twice",
      })
  void oneMistakeIsOneLine(String from, String to, String line) {
    assertThat(GOOD).contains(from);
    assertThatThrownBy(() -> parse(GOOD.replace(from, to)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "environment: local | x: 1 | venues.local.environment (line 4): is missing; allowed: mainnet,"
            + " demo, testnet, local",
        "environment: local | enviroment: local | venues.local.enviroment (line 4): is not known"
            + " here; did you mean environment?",
        "environment: local | environment: lokal | venues.local.environment (line 4): 'lokal';"
            + " allowed: mainnet, demo, testnet, local",
        "venues: | venue: | venue (line 3): is not known here; did you mean venues?",
        "accounts: | account: | account (line 10): is not known here; did you mean accounts?",
        "keyFile: keys/main | keyfile: keys/main | accounts.main.keyfile (line 12): is not known"
            + " here; did you mean keyFile?",
        "account: main | acount: main | strategies.quotes-btc.acount (line 22): is not known here;"
            + " did you mean account?",
        "rest: http | rset: http | venues.local.rset (line 5): is not known here; did you mean rest?",
        "venue: local, | venue: lokal, | accounts.third.venue (line 18): 'lokal' is no venue of this"
            + " file; did you mean local?",
        "venue: local, | venue: elsewhere, | accounts.third.venue (line 18): is no venue of this"
            + " file; allowed: local",
        "levels: 3 | leves: 3 | strategies.grid.parameters.leves (line 26): is not known here; did"
            + " you mean levels?",
        "levels: 3, | '' | strategies.grid.parameters.levels (line 26): is missing; allowed: a whole"
            + " number from 1 to 50",
        "quote: 500 | qote: 500 | strategies.grid.parameters.qote (line 26): is not known here; did"
            + " you mean quote?",
      })
  void whatFollowsFromAMistakeIsNotToldBesides(String from, String to, String line) {
    String good =
        GOOD.replace("strategies:\n", "  third: {venue: local, keyFile: keys/third}\nstrategies:\n")
            .replace(
                "journal:\n",
                "  grid: {kind: grid, account: third, symbol: BTCUSDT, parameters: {quote: 500, levels:"
                    + " 3, stepPercent: 1, takeProfitPercent: 1}}\njournal:\n");
    assertThat(parse(good).strategies()).hasSize(3);
    assertThatThrownBy(() -> parse(good.replaceFirst(Pattern.quote(from), to)))
        .satisfies(
            e -> {
              List<String> lines = e.getMessage().lines().skip(1).map(String::strip).toList();
              // A key that nobody knows, and what is missing for it, are two mistakes.
              List<String> told =
                  lines.stream().filter(each -> !each.contains(".x (line")).toList();
              assertThat(told).containsExactly(line);
            });
  }

  @Test
  void twoStrategiesOnOneLegAreRefused() {
    String text = GOOD.replace("account: other, symbol: ETHUSDT", "account: main, symbol: BTCUSDT");
    assertThatThrownBy(() -> parse(text))
        .hasMessage(
            "ringside.yaml: one mistake\n  strategies.quotes-eth.symbol (line 24): 'BTCUSDT' of"
                + " main is quotes-btc's already");
  }

  @Test
  void aKeyWhereItsNameBelongsIsNotRepeated() {
    String text = GOOD.replace("OTHER_SECRET", "s3cr3t+value/of.the.key");
    assertThatThrownBy(() -> parse(text))
        .hasMessageContaining("accounts.other.apiSecretVariable (line 16): allowed: the name of an")
        .hasMessageNotContaining("s3cr3t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "apiKey=canary0815Key4711\napiSecret=canary0815Secret4711\n",
        "accounts: canary0815Secret4711",
        "accounts:\n  main: canary0815Secret4711",
        "accounts:\n  main: {venue: canary0815Secret4711, keyFile: canary0815Secret4711}",
        "accounts:\n  main: {venue: {a: canary0815Secret4711}, keyFile: [canary0815Secret4711]}",
        "accounts:\n  main: {apiKey: canary0815Key4711, apiSecret: canary0815Secret4711}",
        "accounts:\n"
            + "  main: {apiKeyVariable: canary0815Key4711, apiSecretVariable: canary0815S4711x}"
      })
  void aKeyAnywhereInAConfigIsNotRepeated(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(ConfigException.class)
        .hasMessageNotContaining("canary");
  }

  @Test
  void whatIsNoTextFileIsToldByItsName(@TempDir Path folder) throws IOException {
    Path binary = Files.write(folder.resolve("a.yaml"), new byte[] {(byte) 0xc3, (byte) 0x28});
    assertThatThrownBy(() -> ConfigFile.read(binary))
        .hasMessageContaining("a.yaml")
        .hasMessageContaining("is no text in UTF-8");
    assertThatThrownBy(() -> ConfigFile.read(folder))
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("is a directory");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: b: c", "{", "- a\n- b", "\tx: 1", "a: *b", "%", "'"})
  void whatIsNoYamlIsToldWithItsLine(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("line 1");
  }

  @Test
  void anEmptyFileMissesEverything() {
    assertThatThrownBy(() -> parse(""))
        .hasMessageContaining("venues (line 1): name at least one venue")
        .hasMessageContaining("accounts (line 1): name at least one account");
  }

  @Test
  void aVenueThatIsNotOnThisMachineDoesNotSayWhereItIs() {
    String text = GOOD.replace("environment: local", "environment: testnet");
    assertThatThrownBy(() -> parse(text))
        .hasMessageContaining(
            "venues.local.rest (line 5): is not for this environment; only a local");
  }
}
