package ringside.adapters.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.PriceBook;
import ringside.adapters.sim.RiskTier;
import ringside.adapters.sim.Venue;
import ringside.adapters.sim.market.MarketHistory;
import ringside.adapters.sim.market.OpenInterestPeriod;
import ringside.adapters.sim.market.PublicTrade;
import ringside.adapters.sim.market.Sample;
import ringside.journal.event.Decimals;

/**
 * The REST requests about the market but candles. Worker threads of the server.
 *
 * <p>Source: the venue's pages docs/v5/market.
 */
final class MarketEndpoints {
  private static final String INSTRUMENTS = "instrument_token";
  private static final String INTEREST = "interest_token";
  private static final String LAUNCHED_MS = "1585526400000";
  private static final int MOST_LEVELS = 1_000;
  private static final long NS_A_MS = 1_000_000;
  private static final long NS_A_SECOND = 1_000_000_000;

  private final ExchangeDesk desk;
  private final VenueDoor door;
  private final Symbols symbols;
  private final MarketHistory history;
  private final TickerEncoder ticker;

  MarketEndpoints(ExchangeDesk desk, MarketHistory history) {
    this.desk = desk;
    this.door = new VenueDoor(desk.thread());
    this.symbols = desk.symbols();
    this.history = history;
    this.ticker = new TickerEncoder(symbols, history);
  }

  /** What this serves, and candles. */
  List<Route> routes() {
    List<Route> routes = new ArrayList<>(new CandleEndpoints(desk, history).routes());
    routes.add(Route.open("/v5/market/time", this::time));
    routes.add(Route.open("/v5/market/instruments-info", this::instruments));
    routes.add(Route.open("/v5/market/tickers", this::tickers));
    routes.add(Route.open("/v5/market/orderbook", this::orderBook));
    routes.add(Route.open("/v5/market/recent-trade", this::recentTrades));
    routes.add(Route.open("/v5/market/funding/history", this::fundingHistory));
    routes.add(Route.open("/v5/market/open-interest", this::openInterest));
    routes.add(Route.open("/v5/market/risk-limit", this::riskLimit));
    routes.add(Route.open("/v5/market/price-limit", this::priceLimit));
    return routes;
  }

  private RestAnswer time(RestCall call) {
    long nowNs = desk.serverNs().getAsLong() + desk.faults().skewNs();
    return RestAnswer.ok(
        new JsonWriter()
            .beginObject()
            .numberText("timeSecond", nowNs / NS_A_SECOND)
            .numberText("timeNano", nowNs)
            .endObject());
  }

  private RestAnswer instruments(RestCall call) {
    Params params = call.params();
    Page page = Page.of(params, INSTRUMENTS, 500, 1000);
    if (Categories.isOther(params)) {
      return Categories.emptyList(params);
    }
    Set<Integer> wanted = Filters.symbols(params, symbols);
    boolean trading = params.text("status", "Trading").equals("Trading");
    JsonWriter json = list();
    for (int i = 0; i < symbols.count(); i++) {
      if (trading && wanted.contains(i) && page.takes(symbols.count() - i)) {
        instrument(json, i);
      }
    }
    json.endArray().text("nextPageCursor", page.cursor());
    return RestAnswer.ok(json.endObject());
  }

  private void instrument(JsonWriter json, int symbol) {
    Instrument instrument = symbols.get(symbol);
    json.beginObject();
    json.text("symbol", instrument.symbol()).number("symbolId", symbol + 1);
    json.text("contractType", "LinearPerpetual").text("status", "Trading");
    json.text("baseCoin", instrument.baseCoin()).text("quoteCoin", instrument.quoteCoin());
    json.text("launchTime", LAUNCHED_MS).text("deliveryTime", "0").text("deliveryFeeRate", "");
    json.numberText("priceScale", symbols.priceDecimals(symbol));
    json.beginObject("leverageFilter").text("minLeverage", "1");
    json.decimal("maxLeverage", instrument.maxLeverageE9());
    json.decimal("leverageStep", instrument.leverageStepE9()).endObject();
    int decimals = symbols.priceDecimals(symbol);
    json.beginObject("priceFilter").padded("minPrice", instrument.tickE9(), decimals);
    json.padded("maxPrice", instrument.maxPriceE9(), decimals);
    json.padded("tickSize", instrument.tickE9(), decimals).endObject();
    json.beginObject("lotSizeFilter").decimal("maxOrderQty", instrument.maxQuantityE9());
    json.decimal("minOrderQty", instrument.minQuantityE9());
    json.decimal("qtyStep", instrument.lotE9());
    json.decimal("postOnlyMaxOrderQty", instrument.maxQuantityE9());
    json.decimal("maxMktOrderQty", instrument.maxMarketQuantityE9());
    json.decimal("minNotionalValue", instrument.minNotionalE9()).endObject();
    json.flag("unifiedMarginTrade", true);
    json.number("fundingInterval", instrument.fundingIntervalMinutes());
    json.text("settleCoin", instrument.settleCoin()).text("copyTrading", "none");
    json.decimal("upperFundingRate", instrument.fundingCapE9());
    json.decimal("lowerFundingRate", -instrument.fundingCapE9());
    json.text("displayName", "").text("forbidUplWithdrawal", "");
    json.flag("isPreListing", false).text("preListingInfo", null);
    json.beginObject("riskParameters").decimal("priceLimitRatioX", instrument.priceLimitE9());
    json.decimal("priceLimitRatioY", 2 * instrument.priceLimitE9()).endObject();
    json.text("symbolType", "");
    json.endObject();
  }

  private RestAnswer tickers(RestCall call) {
    Params params = call.params();
    if (Categories.isOther(params)) {
      return Categories.emptyList(params);
    }
    Set<Integer> wanted = Filters.symbols(params, symbols);
    return door.ask(
        venue -> {
          JsonWriter json = list();
          for (int i = 0; i < symbols.count(); i++) {
            if (wanted.contains(i)) {
              ticker.item(json, venue, i);
            }
          }
          return RestAnswer.ok(json.endArray().endObject());
        });
  }

  private RestAnswer orderBook(RestCall call) {
    Params params = call.params();
    int limit = params.whole("limit", 25, 1, MOST_LEVELS);
    if (Categories.isOther(params)) {
      JsonWriter json = new JsonWriter().beginObject().text("s", params.text("symbol"));
      json.beginArray("b").endArray().beginArray("a").endArray();
      json.number("ts", call.serverMs()).number("u", 0).number("seq", 0);
      return RestAnswer.ok(json.number("cts", call.serverMs()).endObject());
    }
    int symbol = symbols.require(params.required("symbol"));
    return door.ask(venue -> orderBook(venue, symbol, limit));
  }

  private RestAnswer orderBook(Venue venue, int symbol, int limit) {
    PriceBook book = venue.book(symbol);
    JsonWriter json = new JsonWriter().beginObject().text("s", symbols.name(symbol));
    json.beginArray("b");
    for (int i = 0; i < Math.min(limit, book.bidCount()); i++) {
      level(json, symbol, book.bidPriceE9(i), book.bidQuantityE9(i));
    }
    json.endArray().beginArray("a");
    for (int i = 0; i < Math.min(limit, book.askCount()); i++) {
      level(json, symbol, book.askPriceE9(i), book.askQuantityE9(i));
    }
    json.endArray();
    long nowMs = desk.times().shownMs(venue.nowNs());
    json.number("ts", nowMs).number("u", book.updateId()).number("seq", book.sequence());
    return RestAnswer.ok(json.number("cts", nowMs).endObject());
  }

  private void level(JsonWriter json, int symbol, long priceE9, long quantityE9) {
    json.beginArray();
    json.padded(priceE9, symbols.priceDecimals(symbol));
    json.padded(quantityE9, symbols.quantityDecimals(symbol));
    json.endArray();
  }

  private RestAnswer recentTrades(RestCall call) {
    Params params = call.params();
    int limit = params.whole("limit", 500, 1, 1000);
    if (Categories.isOther(params)) {
      return Categories.emptyList(params);
    }
    int symbol = symbols.require(params.required("symbol"));
    return door.ask(
        venue -> {
          JsonWriter json = list();
          for (PublicTrade trade : history.recentTrades(symbol, limit)) {
            json.beginObject().text("execId", desk.ids().trade(symbol, trade.number()));
            json.text("symbol", symbols.name(symbol));
            json.padded("price", trade.priceE9(), symbols.priceDecimals(symbol));
            json.padded("size", trade.quantityE9(), symbols.quantityDecimals(symbol));
            json.text("side", Words.word(trade.takerSide()));
            json.numberText("time", desk.times().shownMs(trade.timeNs()));
            json.flag("isBlockTrade", false).flag("isRPITrade", false);
            json.numberText("seq", trade.sequence()).endObject();
          }
          return RestAnswer.ok(json.endArray().endObject());
        });
  }

  private RestAnswer fundingHistory(RestCall call) {
    Params params = call.params();
    int limit = params.whole("limit", 200, 1, 200);
    if (Categories.isOther(params)) {
      return Categories.emptyList(params);
    }
    int symbol = symbols.require(params.required("symbol"));
    if (params.has("startTime") && !params.has("endTime")) {
      throw RefusedException.parameter("params error: endTime is required with startTime");
    }
    Range range = Range.of(params, "startTime", "endTime");
    return door.ask(
        venue -> {
          JsonWriter json = list();
          for (Sample paid : history.fundingHistory(symbol, range.fromNs(), range.toNs(), limit)) {
            json.beginObject().text("symbol", symbols.name(symbol));
            json.decimal("fundingRate", paid.valueE9());
            json.numberText("fundingRateTimestamp", paid.timeNs() / NS_A_MS).endObject();
          }
          return RestAnswer.ok(json.endArray().endObject());
        });
  }

  private RestAnswer openInterest(RestCall call) {
    Params params = call.params();
    Page page = Page.of(params, INTEREST, 50, 200);
    if (Categories.isOther(params)) {
      return Categories.emptyList(params);
    }
    int symbol = symbols.require(params.required("symbol"));
    OpenInterestPeriod period = OpenInterestPeriod.of(params.required("intervalTime"));
    if (period == null) {
      throw RefusedException.parameter("params error: intervalTime invalid");
    }
    Range range = Range.of(params, "startTime", "endTime");
    return door.ask(
        venue -> {
          JsonWriter json = new JsonWriter().beginObject();
          json.text("symbol", symbols.name(symbol)).text("category", Words.CATEGORY);
          json.beginArray("list");
          for (Sample sample :
              history.openInterest(
                  symbol, period, range.fromNs(), page.upTo(range.toNs()), page.wanted())) {
            if (page.takes(sample.timeNs())) {
              json.beginObject().decimal("openInterest", sample.valueE9());
              json.decimal("singleOpenInterest", sample.valueE9() / 2);
              json.numberText("timestamp", sample.timeNs() / NS_A_MS).endObject();
            }
          }
          json.endArray().text("nextPageCursor", page.cursor());
          return RestAnswer.ok(json.endObject());
        });
  }

  private RestAnswer riskLimit(RestCall call) {
    Params params = call.params();
    if (Categories.isOther(params)) {
      return Categories.emptyList(params);
    }
    Set<Integer> wanted = Filters.symbols(params, symbols);
    JsonWriter json = list();
    for (int i = 0; i < symbols.count(); i++) {
      List<RiskTier> tiers = symbols.get(i).tiers();
      for (RiskTier tier : wanted.contains(i) ? tiers : List.<RiskTier>of()) {
        json.beginObject().number("id", tier.id()).text("symbol", symbols.name(i));
        json.decimal("riskLimitValue", tier.limitE9());
        json.decimal("maintenanceMargin", tier.maintenanceRateE9());
        json.decimal("initialMargin", tier.initialRateE9());
        json.number("isLowestRisk", tier.equals(tiers.get(0)) ? 1 : 0);
        json.decimal("maxLeverage", tier.maxLeverageE9());
        json.decimalOrEmpty("mmDeduction", tier.deductionE9()).endObject();
      }
    }
    json.endArray().text("nextPageCursor", "");
    return RestAnswer.ok(json.endObject());
  }

  private RestAnswer priceLimit(RestCall call) {
    Params params = call.params();
    if (Categories.isOtherOrNone(params)) {
      return Categories.emptyList(params);
    }
    int symbol = symbols.require(params.required("symbol"));
    Instrument instrument = symbols.get(symbol);
    return door.ask(
        venue -> {
          long mark = venue.markPriceE9(symbol);
          long range = Decimals.multiplyE9(mark, instrument.priceLimitE9());
          range -= range % instrument.tickE9();
          long tick = mark - mark % instrument.tickE9();
          int decimals = symbols.priceDecimals(symbol);
          return RestAnswer.ok(
              new JsonWriter()
                  .beginObject()
                  .text("symbol", instrument.symbol())
                  .padded("buyLmt", tick + range, decimals)
                  .padded("sellLmt", tick - range, decimals)
                  .numberText("ts", call.serverMs())
                  .endObject());
        });
  }

  private static JsonWriter list() {
    return new JsonWriter().beginObject().text("category", Words.CATEGORY).beginArray("list");
  }

  /** A stretch of time in ns, for lists that go back as far as anything is known. */
  record Range(long fromNs, long toNs) {
    private static final long END_MS = 4_102_444_800_000L;

    static Range of(Params params, String from, String to) {
      long fromMs = Math.max(0, params.whole(from, 0));
      long toMs = Math.min(END_MS, params.whole(to, END_MS));
      if (fromMs > toMs) {
        throw RefusedException.parameter("params error: " + from + " is later than " + to);
      }
      return new Range(fromMs * NS_A_MS, toMs * NS_A_MS);
    }
  }
}
