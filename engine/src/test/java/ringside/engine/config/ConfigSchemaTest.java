package ringside.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the schema says of a file and what reading it says agree. */
class ConfigSchemaTest {
  private static final Path EXAMPLES = Path.of("..", "examples");

  private static final String GOOD =
      """
      venues:
        demo: {environment: demo}
      accounts:
        main: {venue: demo, keyFile: keys/main}
      strategies:
        grid:
          kind: grid
          account: main
          symbol: BTCUSDT
          parameters:
            quote: 100
            levels: 5
            stepPercent: 1
            takeProfitPercent: 0.5
      limits:
        staleMarket: 5s
      """;

  @Test
  void whatReadsIsValidAndWhatIsBrokenIsNot(@TempDir Path folder) throws IOException {
    Map<String, String> documents = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
        documents.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    assertThat(documents).hasSizeGreaterThanOrEqualTo(5);
    documents.put("good", GOOD);
    documents.put("empty sections", GOOD + "journal:\noperations:\n");
    documents.put(
        "sizes per side",
        GOOD.replace("quote: 100", "long: {quote: 1}\n      short: {margin: 2}")
            .replace("account: main\n", "account: main\n    leverage: 2\n"));
    Map<String, String> broken = broken();
    documents.putAll(broken);
    Map<String, String> results = new SchemaValidator(folder).validate(documents);
    assertThat(results.keySet()).containsExactlyElementsOf(documents.keySet());
    documents.forEach(
        (name, text) -> {
          if (broken.containsKey(name)) {
            assertThat(results.get(name)).as(name).isNotEmpty();
            assertThatThrownBy(() -> read(text)).as(name).isInstanceOf(ConfigException.class);
          } else {
            assertThat(results.get(name)).as(name).isEmpty();
            read(text);
          }
        });
  }

  private static Map<String, String> broken() {
    Map<String, String> broken = new LinkedHashMap<>();
    replace(broken, "unknown key at the top", "limits:", "limit:");
    replace(broken, "unknown key inside", "staleMarket", "staleMarkets");
    replace(broken, "unknown environment", "environment: demo", "environment: paper");
    replace(broken, "address of a venue that has one", "demo}", "demo, rest: http://127.0.0.1:1}");
    replace(broken, "local venue without addresses", "environment: demo", "environment: local");
    replace(broken, "no key", ", keyFile: keys/main", "");
    replace(
        broken,
        "two keys",
        "keyFile: keys/main",
        "keyFile: a, apiKeyVariable: A, apiSecretVariable: B");
    replace(broken, "a key itself", "keyFile: keys/main", "apiKey: abc, apiSecret: def");
    replace(broken, "account and accounts", "account: main", "account: main\n    accounts: [main]");
    replace(broken, "no symbol", "    symbol: BTCUSDT\n", "");
    replace(broken, "symbol in small letters", "BTCUSDT", "btcusdt");
    replace(broken, "unknown kind", "kind: grid", "kind: gird");
    replace(broken, "no size", "      quote: 100\n", "");
    replace(broken, "two sizes", "quote: 100", "quote: 100\n      margin: 5");
    replace(broken, "half a level", "levels: 5", "levels: 5.5");
    replace(broken, "no take-profit", "      takeProfitPercent: 0.5\n", "");
    replace(broken, "a number as text", "stepPercent: 1", "stepPercent: one");
    replace(broken, "a time without unit", "staleMarket: 5s", "staleMarket: 5");
    replace(broken, "a name with a dot", "  demo: {", "  de.mo: {");
    replace(broken, "no accounts", "accounts:\n  main: {venue: demo, keyFile: keys/main}\n", "");
    return broken;
  }

  private static void replace(Map<String, String> broken, String name, String from, String to) {
    assertThat(GOOD).contains(from);
    broken.put(name, GOOD.replace(from, to));
  }

  private static TradingConfig read(String text) {
    return ConfigFile.parse("test.yaml", text, Path.of("/tmp"), ConfigSchemaTest::variable);
  }

  private static String variable(String name) {
    return name.startsWith("MAIN_") ? "any" : null;
  }
}
