package ringside.adapters.exchange;

import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.PriceBook;
import ringside.adapters.sim.Venue;
import ringside.adapters.sim.market.DayStatistics;
import ringside.adapters.sim.market.MarketHistory;
import ringside.journal.event.Decimals;

/**
 * Writes a ticker as Bybit's REST does. The venue's thread.
 *
 * <p>Source: the venue's page docs/v5/market/tickers.
 */
final class TickerEncoder {
  private static final int MINUTES_AN_HOUR = 60;
  private static final long NS_A_MS = 1_000_000;
  private static final long E4_TO_E9 = 100_000;

  private final Symbols symbols;
  private final MarketHistory history;

  TickerEncoder(Symbols symbols, MarketHistory history) {
    this.symbols = symbols;
    this.history = history;
  }

  void item(JsonWriter json, Venue venue, int symbol) {
    Instrument instrument = symbols.get(symbol);
    int decimals = symbols.priceDecimals(symbol);
    DayStatistics day = history.day(symbol);
    long mark = venue.markPriceE9(symbol);
    json.beginObject().text("symbol", instrument.symbol());
    json.padded("lastPrice", venue.lastPriceE9(symbol), decimals);
    json.padded("indexPrice", venue.indexPriceE9(symbol), decimals);
    json.padded("markPrice", mark, decimals);
    json.padded("prevPrice24h", day.priceDayAgoE9(), decimals);
    json.decimal("price24hPcnt", day.changeE9());
    json.padded("highPrice24h", day.highE9(), decimals);
    json.padded("lowPrice24h", day.lowE9(), decimals);
    json.padded("prevPrice1h", day.priceHourAgoE9(), decimals);
    long interest = venue.openInterestE9(symbol);
    json.decimal("openInterest", interest);
    turnover(json, "openInterestValue", valueE4(interest, mark));
    turnover(json, "turnover24h", day.turnoverE4());
    json.decimal("volume24h", day.volumeE9());
    json.decimal("fundingRate", venue.fundingRateE9(symbol));
    json.numberText("nextFundingTime", venue.nextFundingNs(symbol) / NS_A_MS);
    json.text("predictedDeliveryPrice", "").text("basisRate", "").text("basis", "");
    json.text("deliveryFeeRate", "").text("deliveryTime", "0");
    top(json, venue.book(symbol), symbol);
    json.text("preOpenPrice", "").text("preQty", "").text("curPreListingPhase", "");
    json.numberText("fundingIntervalHour", instrument.fundingIntervalMinutes() / MINUTES_AN_HOUR);
    json.decimal("fundingCap", instrument.fundingCapE9()).text("basisRateYear", "");
    json.endObject();
  }

  private void top(JsonWriter json, PriceBook book, int symbol) {
    boolean bid = book.bidCount() > 0;
    boolean ask = book.askCount() > 0;
    json.name("bid1Price");
    price(json, bid ? book.bidPriceE9(0) : 0, symbol);
    json.decimalOrEmpty("bid1Size", bid ? book.bidQuantityE9(0) : 0);
    json.name("ask1Price");
    price(json, ask ? book.askPriceE9(0) : 0, symbol);
    json.decimalOrEmpty("ask1Size", ask ? book.askQuantityE9(0) : 0);
  }

  private void price(JsonWriter json, long priceE9, int symbol) {
    if (priceE9 == 0) {
      json.text("");
    } else {
      json.padded(priceE9, symbols.priceDecimals(symbol));
    }
  }

  /** What so many contracts are worth, at 1e-4: at 1e-9 there is room for 9 billion only. */
  static long valueE4(long contractsE9, long priceE9) {
    return Decimals.multiplyE9(contractsE9 / E4_TO_E9, priceE9);
  }

  /** Turnover at 1e-4, which may be beyond what 1e-9 holds. */
  static void turnover(JsonWriter json, String name, long valueE4) {
    json.text(name, text(valueE4));
  }

  static String text(long valueE4) {
    if (valueE4 < Long.MAX_VALUE / E4_TO_E9) {
      return Decimals.toStringE9(valueE4 * E4_TO_E9);
    }
    return Long.toString(valueE4 / Decimals.ONE_E4);
  }
}
