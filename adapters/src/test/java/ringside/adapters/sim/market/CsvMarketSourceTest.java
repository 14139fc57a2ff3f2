package ringside.adapters.sim.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ringside.adapters.sim.MarketSource;

class CsvMarketSourceTest {
  private static final long SECOND_NS = 1_000_000_000L;

  @TempDir Path directory;

  @Test
  void aCandleGoesOpenLowHighCloseWhenItClosedUpElseOpenHighLowClose() throws IOException {
    MarketTape tape =
        played(
            "time,open,high,low,close,volume", "1700000000,10,12,9,11,4", "1700000060,11,13,8,9,8");
    assertThat(tape.trades)
        .containsExactly(
            "0 BUY 10 1",
            "20000 SELL 9 1",
            "40000 BUY 12 1",
            "59999 SELL 11 1",
            "60000 SELL 11 2",
            "80000 BUY 13 2",
            "100000 SELL 8 2",
            "119999 BUY 9 2");
    assertThat(tape.prices).hasSize(8).last().isEqualTo("119999 9 9");
    assertThat(tape.bids).hasSize(8);
    assertThat(tape.asks).hasSize(SyntheticBook.LEVELS);
    assertThat(tape.asks.firstKey()).isEqualTo(9 * SECOND_NS);
  }

  @Test
  void aSeriesWithoutOpensUsesTheCloseBefore() throws IOException {
    MarketTape tape =
        played("timestamp_ms,high,low,close", "1700000000000,12,9,11", "1700000060000,13,8,9");
    assertThat(tape.trades)
        .extracting(each -> each.split(" ")[2])
        .containsExactly("11", "9", "12", "11", "11", "13", "8", "9");
  }

  @Test
  void candlesCutFromWhatIsPlayedAreThoseOfTheFile() {
    Path file = FileMarkets.shared("binance-usdm/candles/btcusdt_1m_20220506.csv.gz");
    CsvMarketSource source = new CsvMarketSource(file, CsvColumns.fromFile(), null, false);
    MarketHistory history = new MarketHistory(source, source.beganNs());
    HistoryFeed feed = new HistoryFeed(history, source.beganNs());
    while (source.nextNs() != MarketSource.ENDED) {
      feed.at(source.nextNs());
      source.advance(feed);
    }
    List<Bar> bars =
        history.candles(0, MarketHistory.Price.LAST, BarInterval.M1, 0, Long.MAX_VALUE, 2_000);
    assertThat(bars).hasSize(1_440);
    try (CsvRows rows = CsvRows.open(file, CsvColumns.fromFile())) {
      for (int i = bars.size() - 1; i >= 0; i--) {
        CsvRow row = rows.next();
        assertThat(bars.get(i).startNs()).isEqualTo(row.timeNs());
        assertThat(bars.get(i).closeE9()).isEqualTo(row.closeE9());
        assertThat(bars.get(i).highE9()).isGreaterThanOrEqualTo(row.highE9());
        assertThat(bars.get(i).lowE9()).isLessThanOrEqualTo(row.lowE9());
      }
    }
  }

  @Test
  void tradesAreToldAsTheyWereAndASideIsTakenFromTheTickWhereNoneIsStated() throws IOException {
    assertThat(
            played("ts,side,qty,price", "1700000000123,buy,0.5,10.1", "1700000000123,Sell,1,10")
                .trades)
        .containsExactly("0 BUY 10.1 0.5", "0 SELL 10 1");
    assertThat(
            played("time;price;amount", "1700000000.5;10;1", "1700000001.75;9;1", "1700000002;9;2")
                .trades)
        .containsExactly("0 BUY 10 1", "1250 SELL 9 1", "1500 SELL 9 2");
    assertThat(played("time,price,qty,is_buyer_maker", "1,10,1,true", "2,10,1,false").trades)
        .containsExactly("0 SELL 10 1", "1000 BUY 10 1");
  }

  @Test
  void aMappingSaysWhatIsWhereInAFileWithoutAHeader() {
    Path file = FileMarkets.shared("binance-usdm/trades/fxsusdt_aggtrades_20231117.csv.gz");
    CsvMarketSource source =
        new CsvMarketSource(
            file, CsvColumns.parse("side=1,quantity=2,price=3,time=4"), null, false);
    MarketTape tape = new MarketTape();
    tape.play(source, Long.MAX_VALUE);
    assertThat(source.instruments().get(0).symbol()).isEqualTo("FXSUSDT");
    assertThat(source.instruments().get(0).tickE9()).isEqualTo(1_000_000L);
    assertThat(tape.trades).hasSize(3_600).first().isEqualTo("0 SELL 7.503 25.3");
  }

  @ParameterizedTest
  @CsvSource({
    "1700000000, 1700000000000000000",
    "1700000000123, 1700000000123000000",
    "1700000000123456, 1700000000123456000",
    "1700000000123456789, 1700000000123456789",
    "1700000000.25, 1700000000250000000",
    "2023-11-14T22:13:20Z, 1700000000000000000",
    "2023-11-14 22:13:20, 1700000000000000000",
    "2023-11-14 23:13:20.5+01:00, 1700000000500000000"
  })
  void aTimeIsReadByItsSizeOrAsADate(String text, long timeNs) throws IOException {
    Path file = FileMarkets.write(directory, "t.csv", "time,price,qty", text + ",1,1");
    assertThat(new CsvMarketSource(file, CsvColumns.fromFile(), null, false).beganNs())
        .isEqualTo(timeNs);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "time,price,qty / 1,1,1 / 2,x,1 | line 3: column 2 (price): \"x\" is not a decimal number",
        "time,price,qty / 1,1,-1 | line 2: column 3 (quantity): \"-1\" is not a decimal number",
        "time,price,qty / 1,0,1 | line 2: column 2 (price): \"0\" is not a decimal number above 0",
        "time,price,qty / noon,1,1 | line 2: column 1 (time): \"noon\" is not a time",
        "time,price,qty / 2,1,1 / 1,1,1 | line 3: column 1 (time): is not after the line before",
        "time,price,qty,side / 1,1,1,up | line 2: column 4 (side): \"up\" is not buy or sell",
        "time,price,qty / 1,1 | line 2: column 3 (quantity) is missing, the line has 2",
        "time,open,high,low,close / 1,5,4,3,3.5 | line 2: high 4 and low 3 do not hold open",
        "time,open,high,low,close / 1,1,1,1,1 / 1,1,1,1,1 | line 3: column 1 (time)",
        "time,weight / 1,1 | line 1: found columns [time]; wanted are candles (time, open",
        "1,2 / 3,4 | line 1: found columns []; wanted are candles",
        "time,price,qty | no line after the header",
        "symbol,time,price,qty / A,1,1,1 / B,2,1,1 | line 3: symbol B after A"
      })
  void aFileThatIsWrongIsToldWithLineAndColumn(String lines, String message) throws IOException {
    Path file = FileMarkets.write(directory, "bad.csv", lines.strip().split(" / "));
    assertThatThrownBy(() -> new CsvMarketSource(file, CsvColumns.fromFile(), null, false))
        .isInstanceOf(MarketException.class)
        .hasMessageContaining("bad.csv")
        .hasMessageContaining(message.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"time=a", "time=0,time=1", "weight=1", "time", "=1"})
  void aWrongMappingIsRefused(String mapping) {
    assertThatThrownBy(() -> CsvColumns.parse(mapping))
        .isInstanceOf(MarketException.class)
        .hasMessageContaining("NAME=COLUMN");
  }

  @Test
  void aFileThatEndsBeginsAnewIfSoWanted() throws IOException {
    Path file =
        FileMarkets.write(
            directory, "r.csv", "time,open,high,low,close", "60,1,1,1,1", "120,2,2,2,2");
    CsvMarketSource source = new CsvMarketSource(file, CsvColumns.fromFile(), null, true);
    MarketTape tape = new MarketTape();
    assertThat(tape.play(source, 300 * SECOND_NS)).isTrue();
    assertThat(tape.trades).hasSize(20).contains("120000 SELL 1 0.001", "180000 BUY 2 0.001");
  }

  @Test
  void aMarketIsOpenedByWhatItIsCalled() throws IOException {
    List<String> warnings = new ArrayList<>();
    assertThat(Markets.open("generated", 1, List.of(), warnings::add))
        .isInstanceOf(GeneratedMarketSource.class);
    Path csv = FileMarkets.write(directory, "btc-usdt.txt", "time,price,qty", "1,1,1");
    assertThat(Markets.open(csv.toString(), 1, List.of(), warnings::add).instruments())
        .extracting("symbol")
        .containsExactly("BTCUSDT");
    assertThatThrownBy(() -> Markets.open("generatd", 1, List.of(), warnings::add))
        .isInstanceOf(MarketException.class)
        .hasMessageContaining("generatd: no such file; a market is \"generated\", a recording");
    assertThat(Markets.open("generated", 1, List.of("ETHUSDT"), warnings::add).instruments())
        .extracting("symbol")
        .containsExactly("ETHUSDT");
    assertThatThrownBy(
            () -> Markets.open("generated", 1, List.of("ETHUSDT", "NOUSDT"), warnings::add))
        .hasMessage(
            "market generated has no NOUSDT; it has BTCUSDT, ETHUSDT, SOLUSDT, XRPUSDT, BNBUSDT,"
                + " DOGEUSDT, ADAUSDT, LINKUSDT, AVAXUSDT, LTCUSDT");
    assertThatThrownBy(() -> Markets.open(csv.toString(), 1, List.of("AUSDT"), warnings::add))
        .hasMessageContaining("has no AUSDT; it has BTCUSDT");
    assertThat(warnings).isEmpty();
  }

  private MarketTape played(String... lines) throws IOException {
    Path file = FileMarkets.write(directory, "some.csv", lines);
    MarketTape tape = new MarketTape();
    tape.play(new CsvMarketSource(file, CsvColumns.fromFile(), null, false), Long.MAX_VALUE);
    return tape;
  }
}
