package ringside.adapters.sim;

import ringside.adapters.sim.VenueRequest.Place;
import ringside.journal.codec.OrderType;
import ringside.journal.event.Decimals;

/**
 * Whether an order may come, or change: what the instrument, the account's mode, its orders and its
 * money say to it.
 *
 * <p>Source: the venue's pages docs/v5/order/create-order, amend-order and docs/v5/error.
 */
final class Admission {
  static final int MAX_ACTIVE = 500;
  static final int MAX_STOPS = 10;

  private final VenueState state;

  Admission(VenueState state) {
    this.state = state;
  }

  /** A reason against a new order, or null; may cut its quantity down. */
  Refusal refusal(Place request, VenueOrder order) {
    SymbolMarket market = state.market(order);
    if (!order.linkId.isEmpty() && state.orders.find(order.account, order.linkId) != null) {
      return Refusal.of(RetCode.DUPLICATE_LINK_ID);
    }
    if (!fitsMode(order.account, order.symbol, order.positionIdx)) {
      return Refusal.of("position idx not match position mode");
    }
    Refusal refusal = shape(request, order, market);
    if (refusal != null) {
      return refusal;
    }
    return order.waits() ? condition(order, market) : admission(order, market);
  }

  private boolean fitsMode(int account, int symbol, int positionIdx) {
    return state.accounts.hedge(account, symbol)
        ? positionIdx == 1 || positionIdx == 2
        : positionIdx == 0;
  }

  /** What is wrong with the order whatever the account has. */
  private Refusal shape(Place request, VenueOrder order, SymbolMarket market) {
    if (order.quantityE9 == 0 && request.reduceOnly() && request.closeOnTrigger()) {
      order.quantityE9 = wholePosition(order, market.instrument);
      order.leavesE9 = order.quantityE9;
      if (order.quantityE9 == 0) {
        return Refusal.of(RetCode.REDUCE_ONLY);
      }
    }
    if (order.type == OrderType.LIMIT) {
      Refusal refusal = OrderRules.price(market, order.side, order.priceE9);
      if (refusal != null) {
        return refusal;
      }
    }
    Refusal refusal = OrderRules.quantity(market.instrument, order.type, order.quantityE9);
    if (refusal == null) {
      refusal = OrderRules.notional(market, order, order.priceE9, order.quantityE9);
    }
    return refusal == null ? bracket(request, order, market) : refusal;
  }

  private long wholePosition(VenueOrder order, Instrument rules) {
    long sizeE9 =
        state.accounts.reducibleE9(order.account, order.symbol, order.positionIdx, order.buys());
    boolean market = order.type == OrderType.MARKET;
    return Math.min(sizeE9, market ? rules.maxMarketQuantityE9() : rules.maxQuantityE9());
  }

  private static Refusal bracket(Place request, VenueOrder order, SymbolMarket market) {
    boolean any = order.takeProfit.priceE9() > 0 || order.stopLoss.priceE9() > 0;
    if (!any) {
      return null;
    }
    if (request.reduceOnly()) {
      return Refusal.of("When reduceOnly is true, take profit/stop loss cannot be set");
    }
    Refusal refusal = kind(order, order.takeProfit, order.stopLoss);
    if (refusal != null) {
      return refusal;
    }
    long entryE9 = order.priceE9 != 0 ? order.priceE9 : order.triggerPriceE9;
    return bracket(order, entryE9, order.takeProfit, order.stopLoss, market);
  }

  /** Where an entry price is not known, the bracket is measured by the present one. */
  private static Refusal bracket(
      VenueOrder order,
      long entryE9,
      TriggerSpec takeProfit,
      TriggerSpec stopLoss,
      SymbolMarket market) {
    long tpBaseE9 = entryE9 > 0 ? entryE9 : market.priceE9(takeProfit.by());
    long slBaseE9 = entryE9 > 0 ? entryE9 : market.priceE9(stopLoss.by());
    return OrderRules.bracket(
        market.instrument, order.side, tpBaseE9, slBaseE9, takeProfit, stopLoss);
  }

  /** Of a whole position, stops are market orders. */
  private static Refusal kind(VenueOrder order, TriggerSpec takeProfit, TriggerSpec stopLoss) {
    boolean limit =
        takeProfit.orderType() == OrderType.LIMIT || stopLoss.orderType() == OrderType.LIMIT;
    return order.fullTpSl && limit
        ? Refusal.of("Full tpslMode supports Market take profit and stop loss only")
        : null;
  }

  /** What is wrong with an order that waits for a price. */
  private Refusal condition(VenueOrder order, SymbolMarket market) {
    if (order.triggerPriceE9 < 0 || order.triggerPriceE9 % market.instrument.tickE9() != 0) {
      return Refusal.of("trigger price invalid");
    }
    if (state.orders.open(order.account, order.symbol).stops >= MAX_STOPS) {
      return Refusal.of(RetCode.TOO_MANY_STOP_ORDERS);
    }
    long nowE9 = market.priceE9(order.triggerBy);
    if (order.triggerDirection == 0) {
      order.triggerDirection = order.triggerPriceE9 > nowE9 ? Triggers.RISE : Triggers.FALL;
    }
    return contradiction(order.triggerDirection, order.triggerPriceE9, nowE9);
  }

  private static Refusal contradiction(int direction, long triggerE9, long nowE9) {
    boolean rise = direction == Triggers.RISE;
    if (nowE9 == 0 || (rise ? triggerE9 > nowE9 : triggerE9 < nowE9)) {
      return null;
    }
    String words =
        (rise ? "expect Rising, but trigger_price[" : "expect Falling, but trigger_price[")
            + Decimals.toStringE9(triggerE9)
            + (rise ? "] <= current[" : "] >= current[")
            + Decimals.toStringE9(nowE9)
            + "]";
    return new Refusal(rise ? RetCode.NOT_RISING : RetCode.NOT_FALLING, words);
  }

  /** Whether the account may have an order that goes to the book. */
  private Refusal admission(VenueOrder order, SymbolMarket market) {
    if (state.orders.open(order.account, order.symbol).active >= MAX_ACTIVE) {
      return Refusal.of(RetCode.TOO_MANY_ORDERS);
    }
    if (order.closes()) {
      order.quantityE9 = state.roomE9(order);
      order.leavesE9 = order.quantityE9;
      if (order.quantityE9 == 0) {
        return Refusal.of(RetCode.REDUCE_ONLY);
      }
    }
    order.boundE9 =
        order.type == OrderType.LIMIT
            ? order.priceE9
            : OrderRules.marketBoundE9(market, order.buys());
    return Refusal.unlessOk(state.accounts.orders.mayPlace(order));
  }

  /** A reason against changing an order to this, or null. */
  Refusal amendment(
      VenueOrder order,
      long priceE9,
      long quantityE9,
      long triggerE9,
      TriggerSpec takeProfit,
      TriggerSpec stopLoss) {
    SymbolMarket market = state.market(order);
    if (priceE9 == order.priceE9
        && quantityE9 == order.quantityE9
        && triggerE9 == order.triggerPriceE9
        && takeProfit.equals(order.takeProfit)
        && stopLoss.equals(order.stopLoss)) {
      return Refusal.of("order not modified");
    }
    Refusal refusal = null;
    if (priceE9 != order.priceE9) {
      refusal =
          order.type == OrderType.LIMIT
              ? OrderRules.price(market, order.side, priceE9)
              : Refusal.of("Price invalid");
    }
    if (refusal == null && quantityE9 != order.quantityE9) {
      refusal = OrderRules.quantity(market.instrument, order.type, quantityE9);
    }
    if (refusal == null && quantityE9 <= order.filledE9) {
      refusal = Refusal.of(RetCode.AMEND_BELOW_FILLED);
    }
    if (refusal == null) {
      refusal = OrderRules.notional(market, order, priceE9, quantityE9);
    }
    if (refusal == null && triggerE9 != order.triggerPriceE9) {
      refusal = newTrigger(order, triggerE9, market);
    }
    boolean newBracket = !takeProfit.equals(order.takeProfit) || !stopLoss.equals(order.stopLoss);
    if (refusal == null && newBracket) {
      refusal =
          order.filledE9 > 0
              ? Refusal.of(RetCode.TP_SL_PARTIALLY_FILLED)
              : kind(order, takeProfit, stopLoss);
    }
    if (refusal == null) {
      refusal = bracket(order, priceE9 > 0 ? priceE9 : triggerE9, takeProfit, stopLoss, market);
    }
    if (refusal == null && !order.waits()) {
      refusal = Refusal.unlessOk(state.accounts.orders.mayAmend(order, priceE9, quantityE9));
    }
    return refusal;
  }

  private static Refusal newTrigger(VenueOrder order, long triggerE9, SymbolMarket market) {
    if (!order.waits() || triggerE9 <= 0 || triggerE9 % market.instrument.tickE9() != 0) {
      return Refusal.of("trigger price invalid");
    }
    return order.trailE9 > 0
        ? null
        : contradiction(order.triggerDirection, triggerE9, market.priceE9(order.triggerBy));
  }
}
