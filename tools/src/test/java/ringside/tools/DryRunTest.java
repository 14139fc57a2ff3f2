package ringside.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import ringside.adapters.exchange.ExchangeConfig;
import ringside.adapters.exchange.LocalExchange;
import ringside.engine.boot.ExitCode;
import ringside.journal.codec.ExecutionDecoder;

/** Trading on paper: another exchange stands for the live venue, and must not hear of any order. */
@Timeout(120)
class DryRunTest {
  @TempDir Path temp;

  @Test
  void ordersStayHereAndTheMarketIsTheVenues() throws Exception {
    Path journal = temp.resolve("paper");
    try (LocalExchange live =
            LocalExchange.start(ExchangeConfig.defaults().withSymbols(List.of("BTCUSDT")));
        EngineProcess engine =
            EngineProcess.trading(
                journal,
                "--config",
                config(live).toString(),
                "--dry-run",
                "--balance",
                "5000",
                "--json")) {
      engine.awaitRecords(ExecutionDecoder.TEMPLATE_ID, 1);
      engine.terminate();
      assertThat(engine.exitCode()).as(engine.err()).isEqualTo(ExitCode.DONE);
      assertThat(engine.err()).contains("dry run");
      Map<String, Object> summary = Json.object(engine.out());
      assertThat((Long) summary.get("orders")).isPositive();
      assertThat((Long) summary.get("fills")).isPositive();

      int ordersAtTheVenue =
          live.venue()
              .ask(
                  venue ->
                      venue.openOrders(0).size()
                          + venue.closedOrders(0).size()
                          + venue.executions(0).size())
              .join();
      assertThat(ordersAtTheVenue).isZero();
      long markE9 = live.venue().ask(venue -> venue.markPriceE9(0)).join();
      String dump = Cli.run("dump", journal, "--type", "Execution").out();
      assertThat(dump).contains("Execution");
      double price = Double.parseDouble(dump.replaceAll("(?s).*?\\bprice=([0-9.]+).*", "$1"));
      assertThat(price / (markE9 / 1e9)).isBetween(0.99, 1.01);
    }
    assertThat(Cli.run("verify", journal, "--strict").exitCode()).isZero();
    assertThat(Cli.run("dump", journal, "--type", "EngineStarted").out()).contains("DRY_RUN");
  }

  @Test
  void aJournalThatWasBegunIsNotGoneOnWith() throws Exception {
    Path journal = temp.resolve("paper");
    Files.createDirectories(journal.resolve("000001"));
    try (LocalExchange live =
            LocalExchange.start(ExchangeConfig.defaults().withSymbols(List.of("BTCUSDT")));
        EngineProcess engine =
            EngineProcess.trading(journal, "--config", config(live).toString(), "--dry-run")) {
      assertThat(engine.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(engine.err()).contains("a dry run begins anew each time");
    }
  }

  private Path config(LocalExchange live) throws Exception {
    return Files.write(
        temp.resolve("config.yaml"),
        List.of(
            "venues:",
            "  here:",
            "    environment: local",
            "    rest: " + live.restUrl(),
            "    public: " + live.publicUrl(),
            "    private: " + live.privateUrl(),
            "    trade: " + live.tradeUrl(),
            "accounts:",
            "  main: {venue: here}",
            "strategies:",
            "  g:",
            "    kind: grid",
            "    account: main",
            "    symbol: BTCUSDT",
            "    parameters:",
            "      long: {enabled: true, quote: 200, levels: 3, stepPercent: 0.1,"
                + " takeProfitPercent: 0.2}",
            "      short: {enabled: false}"));
  }
}
