package ringside.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import ringside.adapters.exchange.ExchangeConfig;
import ringside.adapters.exchange.LocalExchange;
import ringside.adapters.sim.Position;
import ringside.adapters.sim.Venue;
import ringside.engine.boot.ExitCode;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.PositionState;
import ringside.journal.codec.CatalogKind;
import ringside.journal.codec.Leg;
import ringside.journal.codec.TickerDecoder;

/** The jar started without a config file: an exchange, two accounts, and no way to lose them. */
@Timeout(300)
class EmbeddedProcessTest {
  private static final double SLOWLY = 0.01;

  @TempDir Path temp;

  @Test
  void itTradesIsKilledTwiceAndGoesOnWithWhatTheExchangeHas() throws Exception {
    Path journal = temp.resolve("demo");
    long seen = 0;
    for (int kill = 0; kill < 2; kill++) {
      try (EngineProcess engine = EngineProcess.trading(journal)) {
        seen = engine.awaitSequence(seen + 120);
        engine.kill();
      }
    }
    try (EngineProcess engine = EngineProcess.trading(journal)) {
      engine.awaitSequence(seen + 120);
      engine.terminate();
      assertThat(engine.exitCode()).as(engine.err()).isEqualTo(ExitCode.DONE);
      assertThat(engine.err()).contains("continuing");
      assertThat(engine.out()).contains("account first", "account second", "digest");
    }
    Cli.Result verified = Cli.run("verify", journal, "--strict");
    assertThat(verified.exitCode()).as(verified.out() + verified.err()).isZero();
    assertThat(journalPositions(journal)).isEqualTo(venuePositions(journal.resolve("exchange")));
  }

  @Test
  void itStopsByItselfAndGoesOnOnlyInTheMarketOfItsSeed() throws Exception {
    Path journal = temp.resolve("demo");
    try (EngineProcess engine =
        EngineProcess.trading(journal, "--duration", "3s", "--seed", "7", "--json")) {
      assertThat(engine.exitCode()).as(engine.err()).isEqualTo(ExitCode.DONE);
      assertThat(engine.out().lines()).hasSize(1);
      assertThat(Json.object(engine.out())).containsKeys("events", "accounts", "digest");
    }
    try (EngineProcess engine = EngineProcess.trading(journal, "--seed", "8")) {
      assertThat(engine.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(engine.err()).contains("seed 7, not 8");
    }
  }

  @Test
  void aSeedRepeatsItsMarketAndAnotherOneDoesNot() throws Exception {
    List<String> market = indexPrices("7", "one");
    List<String> again = indexPrices("7", "two");
    List<String> other = indexPrices("8", "three");
    // Engines connect sooner or later; from the first price that both have heard on all are equal.
    int first = Math.max(0, market.indexOf(again.get(0)));
    int second = Math.max(0, again.indexOf(market.get(0)));
    int common = Math.min(market.size() - first, again.size() - second);
    assertThat(common).as(market + " and " + again).isGreaterThan(3);
    assertThat(again.subList(second, second + common))
        .isEqualTo(market.subList(first, first + common));
    assertThat(other).doesNotContainSequence(market.subList(first, first + 3));
  }

  /** Of one symbol, each that is another than the one before. */
  private List<String> indexPrices(String seed, String name) throws Exception {
    Path journal = temp.resolve(name);
    try (EngineProcess engine = EngineProcess.trading(journal, "--seed", seed)) {
      engine.awaitRecords(TickerDecoder.TEMPLATE_ID, 100);
      engine.terminate();
      assertThat(engine.exitCode()).as(engine.err()).isEqualTo(ExitCode.DONE);
    }
    List<String> prices = new ArrayList<>();
    Cli.Result dumped = Cli.run("dump", journal, "--type", "Ticker");
    dumped
        .out()
        .lines()
        .filter(line -> line.contains("ETHUSDT"))
        .flatMap(line -> Stream.of(line.split(" ")))
        .filter(word -> word.startsWith("indexPrice="))
        .filter(word -> prices.isEmpty() || !word.equals(prices.get(prices.size() - 1)))
        .forEach(prices::add);
    return prices;
  }

  @Test
  void aJournalWithoutItsExchangeIsRefused() throws Exception {
    Path journal = temp.resolve("demo");
    Files.createDirectories(journal.resolve("000001"));
    try (EngineProcess engine = EngineProcess.trading(journal)) {
      assertThat(engine.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(engine.err()).contains("not the exchange that it was traded on");
    }
  }

  @Test
  void aSecondOneIsTurnedAwayAndTheFirstGoesOn() throws Exception {
    Path journal = temp.resolve("demo");
    try (EngineProcess first = EngineProcess.trading(journal)) {
      long seen = first.awaitSequence(50);
      try (EngineProcess second = EngineProcess.trading(journal)) {
        assertThat(second.exitCode()).isEqualTo(ExitCode.HELD);
        assertThat(second.err()).contains("held by another engine", "pid ");
      }
      first.awaitSequence(seen + 50);
    }
  }

  /** The exchange comes back from its own log; hardly any of its time passes meanwhile. */
  private static Map<String, Long> venuePositions(Path data) throws IOException {
    try (LocalExchange exchange =
        LocalExchange.start(ExchangeConfig.defaults().withData(data).withSpeed(SLOWLY))) {
      return exchange.venue().ask(EmbeddedProcessTest::positions).join();
    }
  }

  private static Map<String, Long> positions(Venue venue) {
    Map<String, Long> sizes = new TreeMap<>();
    for (int account = 0; account < venue.config().accounts().size(); account++) {
      for (Position position : venue.accounts().positions(account)) {
        if (position.sizeE9() != 0) {
          String symbol = venue.instruments().get(position.symbol()).symbol();
          String leg = new String[] {"ONE_WAY", "LONG", "SHORT"}[position.index()];
          sizes.put(account + " " + symbol + " " + leg, Math.abs(position.sizeE9()));
        }
      }
    }
    return sizes;
  }

  private static Map<String, Long> journalPositions(Path journal) {
    RestoredState restored =
        RestoredState.at(journal, new PointInJournal(PointInJournal.END, null));
    CoreState state = restored.core().state();
    Map<String, Long> sizes = new TreeMap<>();
    for (int i = 0; i < state.accounts.size(); i++) {
      AccountState account = state.accounts.find(i);
      for (int k = 0; k < account.positions.size(); k++) {
        PositionState position = account.positions.at(k);
        if (position.sizeE9() != 0) {
          String symbol = restored.catalog().name(CatalogKind.INSTRUMENT, position.instrument());
          Leg leg = position.leg();
          sizes.put(i + " " + symbol + " " + leg, Math.abs(position.sizeE9()));
        }
      }
    }
    return sizes;
  }
}
