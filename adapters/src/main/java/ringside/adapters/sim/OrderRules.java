package ringside.adapters.sim;

import ringside.journal.codec.OrderType;
import ringside.journal.codec.Side;
import ringside.journal.event.Decimals;

/** Whether an order's figures are what its instrument allows. */
final class OrderRules {
  private OrderRules() {}

  /** The worst price a market order may trade at. */
  static long marketBoundE9(SymbolMarket market, boolean buys) {
    long referenceE9 = market.referenceE9();
    Instrument rules = market.instrument;
    if (referenceE9 == 0) {
      return buys ? rules.maxPriceE9() : rules.tickE9();
    }
    long rangeE9 = Decimals.multiplyE9(referenceE9, rules.priceLimitE9());
    return buys ? referenceE9 + rangeE9 : Math.max(rules.tickE9(), referenceE9 - rangeE9);
  }

  /** A reason against the price, or null. */
  static Refusal price(SymbolMarket market, Side side, long priceE9) {
    Instrument rules = market.instrument;
    if (priceE9 <= 0 || priceE9 % rules.tickE9() != 0) {
      return Refusal.of("Price invalid");
    }
    if (priceE9 > rules.maxPriceE9()) {
      return Refusal.of(RetCode.PRICE_OUT_OF_RANGE);
    }
    if (market.referenceE9() == 0) {
      return null;
    }
    long boundE9 = marketBoundE9(market, side == Side.BUY);
    boolean beyond = side == Side.BUY ? priceE9 > boundE9 : priceE9 < boundE9;
    return beyond ? Refusal.of(RetCode.PRICE_OUT_OF_RANGE) : null;
  }

  /** A reason against the quantity, or null. */
  static Refusal quantity(Instrument rules, OrderType type, long quantityE9) {
    if (quantityE9 <= 0 || quantityE9 % rules.lotE9() != 0) {
      return Refusal.of("Qty invalid");
    }
    if (quantityE9 < rules.minQuantityE9()) {
      return Refusal.of("The number of contracts exceeds minimum limit allowed");
    }
    long mostE9 = type == OrderType.MARKET ? rules.maxMarketQuantityE9() : rules.maxQuantityE9();
    if (quantityE9 > mostE9) {
      return Refusal.of(
          "The number of contracts exceeds maximum limit allowed: too large, order_qty:"
              + Decimals.toStringE9(quantityE9)
              + " > max_qty:"
              + Decimals.toStringE9(mostE9));
    }
    return null;
  }

  /** A reason against the order's value, or null; closing ones may be of any. */
  static Refusal notional(SymbolMarket market, VenueOrder order, long priceE9, long quantityE9) {
    long atE9 = order.type == OrderType.LIMIT ? priceE9 : market.referenceE9();
    if (order.closes()
        || atE9 == 0
        || Decimals.multiplyE9(atE9, quantityE9) >= market.instrument.minNotionalE9()) {
      return null;
    }
    return Refusal.of(RetCode.BELOW_MIN_NOTIONAL);
  }

  /** A reason against a take-profit and stop-loss of a position of this side, or null. */
  static Refusal bracket(
      Instrument rules, Side side, long tpBaseE9, long slBaseE9, TriggerSpec tp, TriggerSpec sl) {
    Refusal refusal = stop(rules, "TakeProfit", side, side == Side.BUY, tpBaseE9, tp);
    return refusal != null
        ? refusal
        : stop(rules, "StopLoss", side, side == Side.SELL, slBaseE9, sl);
  }

  private static Refusal stop(
      Instrument rules, String what, Side side, boolean above, long baseE9, TriggerSpec spec) {
    long priceE9 = spec.priceE9();
    if (priceE9 == TriggerSpec.KEEP || priceE9 == 0) {
      return null;
    }
    if (priceE9 < 0 || priceE9 % rules.tickE9() != 0) {
      return Refusal.of(what + " invalid");
    }
    if (spec.orderType() == OrderType.LIMIT
        && (spec.limitPriceE9() <= 0 || spec.limitPriceE9() % rules.tickE9() != 0)) {
      return Refusal.of(what + " limit price invalid");
    }
    boolean wrong = above ? priceE9 <= baseE9 : priceE9 >= baseE9;
    if (baseE9 == 0 || !wrong) {
      return null;
    }
    return Refusal.of(
        what
            + ":"
            + Decimals.toStringE9(priceE9)
            + " set for "
            + (side == Side.BUY ? "Buy" : "Sell")
            + " position should be "
            + (above ? "higher" : "lower")
            + " than base_price:"
            + Decimals.toStringE9(baseE9)
            + "??"
            + triggerWord(spec));
  }

  private static String triggerWord(TriggerSpec spec) {
    return switch (spec.by()) {
      case MARK -> "MarkPrice";
      case INDEX -> "IndexPrice";
      default -> "LastPrice";
    };
  }
}
