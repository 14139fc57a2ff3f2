package ringside.adapters.sim.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ringside.adapters.recording.Recording;
import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.MarketSource;

class RecordedMarketSourceTest {
  private static final long E9 = 1_000_000_000L;
  private static final long SECOND_NS = E9;
  private static final String SNAPSHOT =
      "{\"topic\":\"orderbook.50.ABCUSDT\",\"type\":\"snapshot\",\"ts\":1000,\"data\":{\"s\":\"ABCUSDT\","
          + "\"b\":[[\"9.95\",\"3\"],[\"9.90\",\"4\"]],\"a\":[[\"10.05\",\"5\"]],\"u\":1,\"seq\":1},\"cts\":999}";
  private static final String DELTA =
      "{\"topic\":\"orderbook.50.ABCUSDT\",\"type\":\"delta\",\"ts\":1200,\"data\":{\"s\":\"ABCUSDT\","
          + "\"b\":[[\"9.95\",\"0\"]],\"a\":[[\"10.00\",\"2.5\"]],\"u\":2,\"seq\":2},\"cts\":1199}";
  private static final String TRADE =
      "{\"topic\":\"publicTrade.ABCUSDT\",\"type\":\"snapshot\",\"ts\":1300,\"data\":[{\"T\":1299,"
          + "\"s\":\"ABCUSDT\",\"S\":\"Sell\",\"v\":\"0.5\",\"p\":\"9.90\",\"i\":\"x\",\"BT\":false}]}";
  private static final String TICKER =
      "{\"topic\":\"tickers.ABCUSDT\",\"type\":\"snapshot\",\"data\":{\"symbol\":\"ABCUSDT\","
          + "\"markPrice\":\"9.97\",\"fundingRate\":\"0.0001\",\"openInterest\":\"77\"},\"cs\":1,\"ts\":1400}";

  @TempDir Path directory;

  @Test
  void aRecordingIsToldInItsOwnTime() throws IOException {
    RecordedMarketSource source = source(false, SNAPSHOT, DELTA, TRADE, TICKER);
    MarketTape tape = new MarketTape();
    assertThat(source.beganNs()).isEqualTo(SECOND_NS);
    assertThat(tape.play(source, Long.MAX_VALUE)).isFalse();
    assertThat(tape.bids).containsOnlyKeys(9_900_000_000L);
    assertThat(tape.asks).containsOnlyKeys(10_000_000_000L, 10_050_000_000L);
    assertThat(tape.trades).containsExactly("300 SELL 9.9 0.5");
    assertThat(tape.others).containsExactly("400 open 77", "400 funding 0.0001");
    assertThat(tape.prices).containsExactly("400 9.97 9.97");
    assertThat(source.warnings()).singleElement().asString().contains("no index price");
    Instrument instrument = source.instruments().get(0);
    assertThat(instrument.symbol()).isEqualTo("ABCUSDT");
    assertThat(instrument.tickE9()).isEqualTo(50_000_000L);
    assertThat(instrument.lotE9()).isEqualTo(500_000_000L);
  }

  @Test
  void aRecordingThatEndsBeginsAnewFromItsSnapshot() throws IOException {
    RecordedMarketSource source = source(true, DELTA, SNAPSHOT, DELTA, TRADE, TICKER);
    MarketTape tape = new MarketTape();
    assertThat(tape.play(source, 2 * SECOND_NS)).isTrue();
    assertThat(tape.clears).isEqualTo(4);
    assertThat(tape.trades.subList(0, 3))
        .containsExactly("300 SELL 9.9 0.5", "800 SELL 9.9 0.5", "1300 SELL 9.9 0.5");
    assertThat(tape.asks).containsOnlyKeys(10_000_000_000L, 10_050_000_000L);
  }

  @Test
  void whatIsNotRecordedFollowsTheBookAndIsSaid() throws IOException {
    RecordedMarketSource source = source(false, SNAPSHOT, DELTA);
    MarketTape tape = new MarketTape();
    tape.play(source, Long.MAX_VALUE);
    assertThat(tape.prices).containsExactly("0 10 10");
    assertThat(tape.trades).containsExactly("0 BUY 10.05 0.5", "200 SELL 9.9 0.5");
    assertThat(source.warnings()).hasSize(2);
    assertThat(source.warnings().get(0)).contains("no trades");
    assertThat(source.warnings().get(1)).contains("no mark or index price");
  }

  @Test
  void aCrossedRecordingIsUncrossed() throws IOException {
    String crossing = DELTA.replace("[\"10.00\",\"2.5\"]", "[\"9.90\",\"2\"]");
    MarketTape tape = new MarketTape();
    tape.play(source(false, SNAPSHOT, crossing), Long.MAX_VALUE);
    assertThat(tape.bids).isEmpty();
    assertThat(tape.asks).containsKey(9_900_000_000L);
  }

  @Test
  void brokenLinesAreLeftOutAndCounted() throws IOException {
    RecordedMarketSource source =
        source(false, SNAPSHOT, "{\"topic\":\"publicTrade.ABCUSDT\",\"ts\":1,\"data\":[{]}", TRADE);
    assertThat(source.warnings().get(0)).contains("1 messages cannot be read", "line 2");
    MarketTape tape = new MarketTape();
    tape.play(source, Long.MAX_VALUE);
    assertThat(tape.trades).hasSize(1);
  }

  @Test
  void aFileWithoutABookIsRefused() throws IOException {
    Path file = FileMarkets.write(directory, "no.jsonl", TRADE);
    assertThatThrownBy(
            () -> new RecordedMarketSource(Recording.of(file), List.of(), List.of(), true))
        .isInstanceOf(MarketException.class)
        .hasMessageContaining("no.jsonl")
        .hasMessageContaining("orderbook.N.SYMBOL")
        .hasMessageContaining("no snapshot of its book");
  }

  @Test
  void theVenuesRecordingsArePlayedWithoutACrossedBook() {
    for (String name :
        List.of(
            "bybit/linear_btc_eth_20260809.jsonl",
            "bybit/orderbook/xrpusdt_linear_ob500_20241201_part1.jsonl")) {
      List<String> warnings = new ArrayList<>();
      try (MarketSource source =
          Markets.open(FileMarkets.shared(name).toString(), 1, List.of(), warnings::add)) {
        MarketTape tape = new MarketTape();
        assertThat(tape.play(source, 200 * SECOND_NS)).as(name).isTrue();
        assertThat(tape.books).isGreaterThan(500);
        assertThat(tape.clears).isGreaterThan(3);
        assertThat(tape.trades).isNotEmpty();
        assertThat(tape.prices).isNotEmpty();
        assertThat(source.instruments().get(0).symbol()).isIn("BTCUSDT", "XRPUSDT");
      }
      assertThat(warnings).hasSize(name.contains("xrp") ? 2 : 0);
    }
  }

  private RecordedMarketSource source(boolean repeats, String... lines) throws IOException {
    Path file = FileMarkets.write(directory, "some.jsonl", lines);
    return new RecordedMarketSource(Recording.of(file), List.of(), List.of(), repeats);
  }
}
