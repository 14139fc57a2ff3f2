package ringside.adapters.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestMarketTest {
  private final RestRig rig = new RestRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void instrumentsStateTheirRules() {
    Params btc = list("/v5/market/instruments-info?category=linear&symbol=BTCUSDT").get(0);
    assertThat(btc.text("contractType")).isEqualTo("LinearPerpetual");
    assertThat(btc.text("fundingInterval")).isEqualTo("480");
    assertThat(btc.text("priceScale")).isEqualTo("1");
    assertThat(btc.object("priceFilter").text("tickSize")).isEqualTo("0.1");
    assertThat(btc.object("lotSizeFilter").text("qtyStep")).isEqualTo("0.001");
    assertThat(btc.object("lotSizeFilter").text("minNotionalValue")).isEqualTo("5");
    assertThat(btc.object("leverageFilter").text("maxLeverage")).isEqualTo("100");
    assertThat(list("/v5/market/instruments-info?category=linear")).hasSize(2);
    assertThat(list("/v5/market/instruments-info?category=linear&baseCoin=ETH")).hasSize(1);
    assertThat(list("/v5/market/instruments-info?category=linear&status=PreLaunch")).isEmpty();
    Params first = result("/v5/market/instruments-info?category=linear&limit=1");
    assertThat(first.objects("list").get(0).text("symbol")).isEqualTo("BTCUSDT");
    Params second =
        result(
            "/v5/market/instruments-info?category=linear&limit=1&cursor="
                + first.text("nextPageCursor"));
    assertThat(second.objects("list").get(0).text("symbol")).isEqualTo("ETHUSDT");
    assertThat(second.text("nextPageCursor")).isEmpty();
  }

  @Test
  void tickersTellTheMarketAsItIs() {
    Params ticker = list("/v5/market/tickers?category=linear&symbol=BTCUSDT").get(0);
    assertThat(ticker.text("lastPrice")).isEqualTo("101000.0");
    assertThat(ticker.text("markPrice")).isEqualTo("100000.0");
    assertThat(ticker.text("bid1Price")).isEqualTo("99000.0");
    assertThat(ticker.text("ask1Size")).isEqualTo("10");
    assertThat(ticker.text("openInterestValue")).isEqualTo("500000000");
    assertThat(ticker.text("fundingRate")).isEqualTo("0.0001");
    assertThat(ticker.text("fundingIntervalHour")).isEqualTo("8");
    assertThat(ticker.whole("nextFundingTime", 0)).isGreaterThan(System.currentTimeMillis());
    assertThat(list("/v5/market/tickers?category=linear")).hasSize(2);
  }

  @Test
  void contractsWorthMoreThanNineBillionAreToldToo() {
    rig.market.ask(sink -> sink.openInterest(0, Instruments.e9("200000.123456789")));
    rig.thread.ask(venue -> 0).join();

    Params ticker = list("/v5/market/tickers?category=linear&symbol=BTCUSDT").get(0);
    assertThat(ticker.text("openInterest")).isEqualTo("200000.123456789");
    assertThat(ticker.text("openInterestValue")).startsWith("200000");
  }

  @Test
  void theBookIsAsDeepAsAskedFor() {
    Params book = result("/v5/market/orderbook?category=linear&symbol=BTCUSDT&limit=3");
    assertThat(book.text("s")).isEqualTo("BTCUSDT");
    assertThat(rig.open("/v5/market/orderbook?category=linear&symbol=BTCUSDT&limit=3").body())
        .contains("\"b\":[[\"99000.0\",\"10.000\"],[\"98900.0\",\"10.000\"],[\"98800.0\",")
        .contains("\"a\":[[\"101000.0\",\"10.000\"]");
    assertThat(rig.open("/v5/market/orderbook?category=linear&symbol=BTCUSDT&limit=200").body())
        .contains("97100.0");
  }

  @Test
  void tradesAndCandlesShowWhatWasTraded() {
    Params trade = list("/v5/market/recent-trade?category=linear&symbol=BTCUSDT").get(0);
    assertThat(trade.text("price")).isEqualTo("101000.0");
    assertThat(trade.text("size")).isEqualTo("0.500");
    assertThat(trade.text("side")).isEqualTo("Buy");
    assertThat(rig.open("/v5/market/kline?symbol=BTCUSDT&interval=5").body())
        .contains("\"101000.0\",\"101000.0\",\"101000.0\",\"101000.0\",\"0.5\",\"50500\"]");
    assertThat(rig.open("/v5/market/mark-price-kline?symbol=BTCUSDT&interval=D").body())
        .contains("\"100000.0\",\"100000.0\",\"100000.0\",\"100000.0\"]]");
    assertThat(rig.open("/v5/market/index-price-kline?symbol=BTCUSDT&interval=D").body())
        .contains("\"100000.0\",\"100000.0\",\"100000.0\",\"100000.0\"]]");
    assertThat(rig.open("/v5/market/premium-index-price-kline?symbol=BTCUSDT&interval=D").body())
        .contains("\"0.000000\",\"0.000000\",\"0.000000\",\"0.000000\"]]");
  }

  @Test
  void riskLimitsAreTheInstrumentsTiers() {
    List<Params> tiers = list("/v5/market/risk-limit?category=linear&symbol=ETHUSDT");
    assertThat(tiers)
        .extracting(tier -> tier.text("riskLimitValue"))
        .containsExactly("2000000", "4000000");
    assertThat(tiers).extracting(tier -> tier.text("isLowestRisk")).containsExactly("1", "0");
    assertThat(tiers).extracting(tier -> tier.text("mmDeduction")).containsExactly("", "10000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v5/market/kline?category=spot&symbol=BTCUSDT&interval=1",
        "/v5/spread/instrument",
        "/v5/spread/tickers?symbol=SOLUSDT_SOL%2FUSDT",
        "/v5/spread/recent-trade?symbol=SOLUSDT_SOL%2FUSDT",
        "/v5/market/instruments-info?category=option&baseCoin=BTC",
        "/v5/market/tickers?category=spot",
        "/v5/market/recent-trade?category=inverse&symbol=BTCUSD",
        "/v5/market/funding/history?category=inverse&symbol=BTCUSD",
        "/v5/market/open-interest?category=inverse&symbol=BTCUSD&intervalTime=1h",
        "/v5/market/risk-limit?category=inverse",
        "/v5/market/insurance",
        "/v5/market/account-ratio?category=linear&symbol=BTCUSDT&period=1h",
        "/v5/market/delivery-price?category=linear"
      })
  void whatIsNotHereIsEmpty(String path) {
    assertThat(list(path)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/v5/market/kline?symbol=BTCUSDT&interval=2",
    "/v5/market/kline?symbol=NOUSDT&interval=1",
    "/v5/market/kline?interval=1",
    "/v5/market/kline?symbol=BTCUSDT&interval=1&limit=1001",
    "/v5/market/kline?symbol=BTCUSDT&interval=1&start=2&end=1",
    "/v5/market/orderbook?category=linear",
    "/v5/market/orderbook?category=linear&symbol=BTCUSDT&limit=1001",
    "/v5/market/tickers?category=futures",
    "/v5/market/tickers?category=linear&symbol=NOUSDT",
    "/v5/market/recent-trade?category=linear",
    "/v5/market/open-interest?category=linear&symbol=BTCUSDT&intervalTime=2h",
    "/v5/market/funding/history?category=linear&symbol=BTCUSDT&startTime=1",
  })
  void whatCannotBeAnsweredIsAParameterError(String path) {
    assertThat(rig.json(rig.open(path)).text("retCode")).isEqualTo("10001");
  }

  private Params result(String path) {
    Params answer = rig.json(rig.open(path));
    assertThat(answer.text("retCode") + " " + answer.text("retMsg")).isEqualTo("0 OK");
    return answer.object("result");
  }

  private List<Params> list(String path) {
    return result(path).objects("list");
  }
}
