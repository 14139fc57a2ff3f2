package ringside.adapters.bybit.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ringside.adapters.bybit.rest.ScriptedHttp.Answer;
import ringside.adapters.port.ProcessClock;
import ringside.journal.codec.TradeEncoder;
import ringside.journal.event.RecordBuffer;

class InstrumentRulesTest {
  private static final String PATH = "/v5/market/instruments-info";
  private static final String TICKERS = "/v5/market/tickers";
  private static final Map<String, Integer> OURS = Map.of("BTCUSDT", 3, "ETHUSDT", 4);

  private final ScriptedHttp venue = new ScriptedHttp();
  private final HeardEvents heard = new HeardEvents();
  private final ProcessClock clock = ProcessClock.startingAbove(0);
  private final BybitRest rest =
      BybitRest.of(venue.environment(), clock, VenueListener.NONE, null, 1_000_000_000L);
  private final VenueEvents events = new VenueEvents(heard, clock, 7, Map.of("main", 1));
  private final InstrumentRules rules = new InstrumentRules(rest, events, OURS);

  @AfterEach
  void close() {
    rules.close();
    rest.close();
    venue.close();
  }

  @Test
  void rules_are_told_at_start_and_only_when_they_change() {
    listed(instrument("BTCUSDT", "Trading", "0.10"), instrument("ETHUSDT", "Trading", "0.01"));
    assertThat(load().isGood()).isTrue();

    assertThat(heard.lines()).hasSize(2);
    assertThat(heard.lines().get(0))
        .contains(
            "InstrumentDefined",
            "source=7",
            "instrument=3",
            " tick=0.1 ",
            "lot=0.001",
            "minQuantity=0.001",
            "maxQuantity=1190",
            "maxMarketQuantity=500",
            "minNotional=5",
            "minPrice=0.1",
            "maxPrice=1999999.8",
            "minLeverage=1",
            "maxLeverage=100",
            "leverageStep=0.01",
            "upperFundingRate=0.00375",
            "lowerFundingRate=-0.00375",
            "fundingIntervalMinutes=480",
            "status=TRADING",
            "rules=VENUE",
            "BTCUSDT",
            "settleCoin=USDT");

    heard.clear();
    load();
    assertThat(heard.lines()).isEmpty();

    listed(instrument("BTCUSDT", "Trading", "0.50"), instrument("ETHUSDT", "Trading", "0.01"));
    load();
    assertThat(heard.lines()).singleElement().asString().contains("instrument=3", "tick=0.5");
  }

  @Test
  void one_that_is_listed_no_more_is_asked_for_by_name_and_closed() {
    listed(instrument("BTCUSDT", "Trading", "0.10"), instrument("ETHUSDT", "Trading", "0.01"));
    load();
    heard.clear();
    listed(instrument("BTCUSDT", "Trading", "0.10"));

    assertThat(load().isGood()).isTrue();

    assertThat(heard.lines())
        .singleElement()
        .asString()
        .contains("instrument=4", "status=CLOSED", "tick=0.01");
  }

  @Test
  void an_unanswered_list_closes_nothing() {
    listed(instrument("BTCUSDT", "Trading", "0.10"), instrument("ETHUSDT", "Trading", "0.01"));
    load();
    heard.clear();
    venue.on(PATH, Answer.code(10001, "no"));

    assertThat(load().complete()).isFalse();
    assertThat(heard.lines()).isEmpty();
  }

  @Test
  void a_symbol_that_the_venue_does_not_have_is_named() {
    listed(instrument("BTCUSDT", "Trading", "0.10"));

    InstrumentRules.Reading reading = load();

    assertThat(reading.isGood()).isFalse();
    assertThat(reading.missing()).containsExactly("ETHUSDT");
  }

  @Test
  void an_instrument_finer_than_nine_decimals_is_refused() {
    listed(
        instrument("BTCUSDT", "Trading", "0.0000000001"), instrument("ETHUSDT", "Trading", "0.01"));

    InstrumentRules.Reading reading = load();

    assertThat(reading.missing()).containsExactly("BTCUSDT");
    assertThat(reading.detail()).contains("tickSize", "more than 9 decimals");
  }

  @Test
  void a_word_for_a_status_that_nobody_knows_is_nothing_to_trade_on() {
    listed(instrument("BTCUSDT", "Paused", "0.10"), instrument("ETHUSDT", "PreLaunch", "0.01"));
    load();

    assertThat(heard.lines().get(0)).contains("status=CLOSED");
    assertThat(heard.lines().get(1)).contains("status=PRE_LAUNCH");
  }

  @Test
  void an_instrument_without_a_price_gets_it_by_rest_and_one_with_a_trade_does_not() {
    venue.on(
        TICKERS,
        Answer.ok(
            "{\"category\":\"linear\",\"list\":[{\"symbol\":\"ETHUSDT\",\"lastPrice\":\"3000.5\","
                + "\"markPrice\":\"3001\",\"bid1Price\":\"0\",\"fundingRate\":\"\","
                + "\"nextFundingTime\":\"1760371200000\"}]}"));
    try (FirstPrices prices = new FirstPrices(heard, rest, events, OURS)) {
      prices.offer(trade(3), 0);
      prices.start(20_000_000L);

      heard.await("a ticker", lines -> lines.size() == 2);
    }
    assertThat(heard.lines().get(1))
        .contains("Ticker", "instrument=4", "lastPrice=3000.5", "markPrice=3001", "snapshot=true")
        .doesNotContain("bidPrice", "fundingRate=");
    assertThat(venue.asked(TICKERS)).allMatch(asked -> asked.query().contains("ETHUSDT"));
  }

  private static RecordBuffer trade(int instrument) {
    RecordBuffer records = new RecordBuffer(4096, 4096);
    TradeEncoder trade = new TradeEncoder();
    trade.wrap(records.buffer(), records.begin(TradeEncoder.TEMPLATE_ID));
    trade.header().instrument(instrument);
    trade.priceE9(1).quantityE9(1).tradeId("");
    records.end(trade.encodedLength());
    return records;
  }

  private InstrumentRules.Reading load() {
    return rules.load().orTimeout(15, TimeUnit.SECONDS).join();
  }

  private void listed(String... items) {
    String all = String.join(",", items);
    venue.on(
        PATH,
        asked -> {
          boolean whole = !asked.query().contains("symbol=");
          return Answer.ok(
              "{\"category\":\"linear\",\"list\":["
                  + (whole ? all : "")
                  + "],\"nextPageCursor\":\"\"}");
        });
  }

  private static String instrument(String symbol, String status, String tick) {
    return """
    {"symbol":"%s","contractType":"LinearPerpetual","status":"%s","baseCoin":"X","quoteCoin":"USDT",
     "leverageFilter":{"minLeverage":"1","maxLeverage":"100.00","leverageStep":"0.01"},
     "priceFilter":{"minPrice":"0.10","maxPrice":"1999999.80","tickSize":"%s"},
     "lotSizeFilter":{"maxOrderQty":"1190.000","minOrderQty":"0.001","qtyStep":"0.001",
     "maxMktOrderQty":"500.000","minNotionalValue":"5"},"fundingInterval":480,
     "settleCoin":"USDT","upperFundingRate":"0.00375","lowerFundingRate":"-0.00375"}
    """
        .formatted(symbol, status, tick);
  }
}
