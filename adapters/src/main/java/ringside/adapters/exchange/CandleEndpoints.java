package ringside.adapters.exchange;

import java.util.List;
import ringside.adapters.sim.market.Bar;
import ringside.adapters.sim.market.BarInterval;
import ringside.adapters.sim.market.MarketHistory;
import ringside.adapters.sim.market.MarketHistory.Price;

/**
 * The REST requests for candles. Worker threads of the server.
 *
 * <p>Source: the venue's pages docs/v5/market/kline, mark-kline, index-kline and
 * premium-index-kline.
 */
final class CandleEndpoints {
  private static final int MOST = 1_000;
  private static final int USUAL = 200;
  private static final int PREMIUM_DECIMALS = 6;
  private static final long NS_A_MS = 1_000_000;

  private final Symbols symbols;
  private final VenueDoor door;
  private final MarketHistory history;

  CandleEndpoints(ExchangeDesk desk, MarketHistory history) {
    this.symbols = desk.symbols();
    this.door = new VenueDoor(desk.thread());
    this.history = history;
  }

  List<Route> routes() {
    return List.of(
        Route.open("/v5/market/kline", call -> candles(call, Price.LAST)),
        Route.open("/v5/market/mark-price-kline", call -> candles(call, Price.MARK)),
        Route.open("/v5/market/index-price-kline", call -> candles(call, Price.INDEX)),
        Route.open("/v5/market/premium-index-price-kline", call -> candles(call, Price.PREMIUM)));
  }

  private RestAnswer candles(RestCall call, Price price) {
    Params params = call.params();
    int limit = params.whole("limit", USUAL, 1, MOST);
    boolean other = Categories.isOtherOrNone(params);
    String name = params.required("symbol");
    String category = params.text("category", Words.CATEGORY);
    BarInterval interval = BarInterval.of(params.required("interval"));
    if (interval == null) {
      throw RefusedException.parameter("Invalid period!");
    }
    MarketEndpoints.Range range = MarketEndpoints.Range.of(params, "start", "end");
    JsonWriter json =
        new JsonWriter().beginObject().text("symbol", name).text("category", category);
    json.beginArray("list");
    if (other) {
      return RestAnswer.ok(json.endArray().endObject());
    }
    int symbol = symbols.require(name);
    boolean fromStart = params.has("start") && !params.has("end");
    long toNs =
        fromStart ? Math.min(range.toNs(), interval.plus(range.fromNs() - 1, limit)) : range.toNs();
    return door.ask(
        venue -> {
          for (Bar bar : history.candles(symbol, price, interval, range.fromNs(), toNs, limit)) {
            candle(json, bar, symbol, price);
          }
          return RestAnswer.ok(json.endArray().endObject());
        });
  }

  private void candle(JsonWriter json, Bar bar, int symbol, Price price) {
    int decimals = price == Price.PREMIUM ? PREMIUM_DECIMALS : symbols.priceDecimals(symbol);
    json.beginArray().numberText(bar.startNs() / NS_A_MS);
    json.padded(bar.openE9(), decimals).padded(bar.highE9(), decimals);
    json.padded(bar.lowE9(), decimals).padded(bar.closeE9(), decimals);
    if (price == Price.LAST) {
      json.decimal(bar.volumeE9()).text(TickerEncoder.text(bar.turnoverE4()));
    }
    json.endArray();
  }
}
