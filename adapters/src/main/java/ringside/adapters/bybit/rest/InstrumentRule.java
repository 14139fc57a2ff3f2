package ringside.adapters.bybit.rest;

import ringside.journal.codec.InstrumentStatus;
import ringside.journal.event.Decimals;

/**
 * The rules of one instrument, as the venue states them; {@link Decimals#INVALID} where it does
 * not.
 *
 * <pre>{@code
 * {"symbol":"BTCUSDT","status":"Trading","baseCoin":"BTC","quoteCoin":"USDT","settleCoin":"USDT",
 *  "priceFilter":{"minPrice":"0.10","maxPrice":"1999999.80","tickSize":"0.10"},
 *  "lotSizeFilter":{"maxOrderQty":"1190","maxMktOrderQty":"500","minOrderQty":"0.001",
 *   "qtyStep":"0.001","minNotionalValue":"5"},
 *  "leverageFilter":{"minLeverage":"1","maxLeverage":"100","leverageStep":"0.01"},
 *  "fundingInterval":480,"upperFundingRate":"0.00375","lowerFundingRate":"-0.00375"}
 * }</pre>
 *
 * <p>Source: docs/v5/market/instrument.mdx.
 */
public record InstrumentRule(
    String symbol,
    String baseCoin,
    String quoteCoin,
    String settleCoin,
    InstrumentStatus status,
    long tickE9,
    long lotE9,
    long minQuantityE9,
    long maxQuantityE9,
    long maxMarketQuantityE9,
    long minNotionalE9,
    long minPriceE9,
    long maxPriceE9,
    long minLeverageE9,
    long maxLeverageE9,
    long leverageStepE9,
    long upperFundingRateE9,
    long lowerFundingRateE9,
    int fundingIntervalMinutes) {
  private static final int MAX_INTERVAL = 60_000;
  private static final int LONGEST_NAME = 64;

  /**
   * @throws IllegalArgumentException when it has no usable tick or lot: prices or quantities would
   *     be guessed, or are finer than nine decimals; or when a name is none that a venue gives
   */
  static InstrumentRule of(JsonValue stated) {
    String symbol = name("instrument", "symbol", stated.get("symbol"));
    JsonValue price = stated.get("priceFilter");
    JsonValue lot = stated.get("lotSizeFilter");
    JsonValue leverage = stated.get("leverageFilter");
    long interval = stated.get("fundingInterval").longOr(0);
    return new InstrumentRule(
        symbol,
        name(symbol, "baseCoin", stated.get("baseCoin")),
        name(symbol, "quoteCoin", stated.get("quoteCoin")),
        name(symbol, "settleCoin", stated.get("settleCoin")),
        status(stated.get("status").text()),
        step(symbol, "tickSize", price.get("tickSize")),
        step(symbol, "qtyStep", lot.get("qtyStep")),
        lot.get("minOrderQty").e9(),
        lot.get("maxOrderQty").e9(),
        lot.get("maxMktOrderQty").e9(),
        lot.get("minNotionalValue").e9(),
        price.get("minPrice").e9(),
        price.get("maxPrice").e9(),
        leverage.get("minLeverage").e9(),
        leverage.get("maxLeverage").e9(),
        leverage.get("leverageStep").e9(),
        stated.get("upperFundingRate").e9(),
        stated.get("lowerFundingRate").e9(),
        interval > 0 && interval <= MAX_INTERVAL ? (int) interval : 0);
  }

  /** The same, but nothing can be traded. */
  InstrumentRule closed() {
    return new InstrumentRule(
        symbol,
        baseCoin,
        quoteCoin,
        settleCoin,
        InstrumentStatus.CLOSED,
        tickE9,
        lotE9,
        minQuantityE9,
        maxQuantityE9,
        maxMarketQuantityE9,
        minNotionalE9,
        minPriceE9,
        maxPriceE9,
        minLeverageE9,
        maxLeverageE9,
        leverageStepE9,
        upperFundingRateE9,
        lowerFundingRateE9,
        fundingIntervalMinutes);
  }

  private static String name(String symbol, String field, JsonValue stated) {
    String text = stated.text();
    if (text.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          symbol + ": " + field + " of " + text.length() + " characters");
    }
    return text;
  }

  private static long step(String symbol, String name, JsonValue stated) {
    long stepE9 = stated.e9();
    if (stepE9 <= 0) {
      String why = stated.isMissing() ? "not stated" : Decimals.reason(stated.text());
      throw new IllegalArgumentException(
          symbol + ": " + name + " is " + (why == null ? "not above 0" : why));
    }
    return stepE9;
  }

  /** A word that nobody knows yet is nothing to trade on. */
  private static InstrumentStatus status(String word) {
    return switch (word) {
      case "Trading" -> InstrumentStatus.TRADING;
      case "PreLaunch" -> InstrumentStatus.PRE_LAUNCH;
      case "Delivering" -> InstrumentStatus.DELIVERING;
      case "Settling" -> InstrumentStatus.SETTLING;
      default -> InstrumentStatus.CLOSED;
    };
  }
}
