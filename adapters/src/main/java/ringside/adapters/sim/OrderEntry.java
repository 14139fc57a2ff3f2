package ringside.adapters.sim;

import java.util.ArrayList;
import java.util.List;
import ringside.adapters.sim.VenueRequest.Amend;
import ringside.adapters.sim.VenueRequest.Cancel;
import ringside.adapters.sim.VenueRequest.CancelAll;
import ringside.adapters.sim.VenueRequest.Filter;
import ringside.adapters.sim.VenueRequest.Place;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.TimeInForce;
import ringside.journal.event.Decimals;

/**
 * Requests about orders: each is refused, or answered and then carried out.
 *
 * <p>Source: the venue's pages docs/v5/order/create-order, amend-order, cancel-order, cancel-all
 * and docs/v5/error.
 */
final class OrderEntry {
  static final int MAX_ACTIVE = 500;
  static final int MAX_STOPS = 10;

  private final VenueState state;
  private final Lifecycle lifecycle;
  private final Answers answers;

  OrderEntry(VenueState state, Lifecycle lifecycle, Answers answers) {
    this.state = state;
    this.lifecycle = lifecycle;
    this.answers = answers;
  }

  void place(long requestId, Place request) {
    VenueOrder order = order(request);
    Refusal refusal = refusal(request, order);
    if (refusal != null) {
      answers.refuse(requestId, request, refusal, 0, request.linkId());
      return;
    }
    lifecycle.enter(order);
    answers.take(requestId, request, order);
    if (order.waits()) {
      state.tell(order);
      lifecycle.arm(order);
    } else {
      lifecycle.activate(order);
    }
  }

  private VenueOrder order(Place request) {
    VenueOrder order = new VenueOrder();
    order.account = request.account();
    order.symbol = request.symbol();
    order.linkId = request.linkId();
    order.side = request.side();
    order.positionIdx = request.positionIdx();
    order.type = request.type();
    boolean market = request.type() == OrderType.MARKET;
    order.timeInForce = market ? TimeInForce.IOC : request.timeInForce();
    order.priceE9 = market ? 0 : request.priceE9();
    order.quantityE9 = request.quantityE9();
    order.leavesE9 = order.quantityE9;
    order.closeOnTrigger = request.closeOnTrigger();
    order.reduceOnly = request.reduceOnly() || closesLeg(request.positionIdx(), order.buys());
    order.takeProfit = request.takeProfit();
    order.stopLoss = request.stopLoss();
    order.fullTpSl = request.fullTpSl();
    order.status = OrderStatus.NEW;
    if (request.triggerPriceE9() != 0) {
      order.status = OrderStatus.UNTRIGGERED;
      order.stopOrderType = StopTypes.STOP;
      order.createType = "CreateByStopOrder";
      order.triggerPriceE9 = request.triggerPriceE9();
      order.triggerBy = request.triggerBy();
      order.triggerDirection = request.triggerDirection();
    }
    return order;
  }

  /** In hedge mode a leg's opposite side can do nothing but close it. */
  private static boolean closesLeg(int positionIdx, boolean buys) {
    return positionIdx == 1 && !buys || positionIdx == 2 && buys;
  }

  private Refusal refusal(Place request, VenueOrder order) {
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

  boolean fitsMode(int account, int symbol, int positionIdx) {
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
    boolean limit = order.type == OrderType.LIMIT;
    long tpBaseE9 = limit ? order.priceE9 : market.priceE9(order.takeProfit.by());
    long slBaseE9 = limit ? order.priceE9 : market.priceE9(order.stopLoss.by());
    return OrderRules.bracket(
        market.instrument, order.side, tpBaseE9, slBaseE9, order.takeProfit, order.stopLoss);
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
    return Refusal.unlessOk(state.accounts.mayPlace(order));
  }

  void amend(long requestId, Amend request) {
    VenueOrder order = find(request.account(), request.orderId(), request.linkId());
    Refusal refusal = order == null ? Refusal.of(RetCode.ORDER_NOT_FOUND) : finished(order);
    if (refusal == null && order.symbol != request.symbol()) {
      refusal = Refusal.of(RetCode.ORDER_NOT_FOUND);
    }
    if (refusal != null) {
      answers.refuse(requestId, request, refusal, request.orderId(), request.linkId());
      return;
    }
    long priceE9 = kept(request.priceE9(), order.priceE9);
    long quantityE9 = kept(request.quantityE9(), order.quantityE9);
    long triggerE9 = kept(request.triggerPriceE9(), order.triggerPriceE9);
    TriggerSpec takeProfit = kept(request.takeProfit(), order.takeProfit);
    TriggerSpec stopLoss = kept(request.stopLoss(), order.stopLoss);
    refusal = amendment(order, priceE9, quantityE9, triggerE9, takeProfit, stopLoss);
    if (refusal != null) {
      answers.refuse(requestId, request, refusal, order.id, order.linkId);
      return;
    }
    answers.take(requestId, request, order);
    order.takeProfit = takeProfit;
    order.stopLoss = stopLoss;
    if (order.waits()) {
      rewait(order, priceE9, quantityE9, triggerE9);
    } else {
      lifecycle.amend(order, priceE9, quantityE9);
    }
  }

  private void rewait(VenueOrder order, long priceE9, long quantityE9, long triggerE9) {
    order.priceE9 = priceE9;
    order.quantityE9 = quantityE9;
    order.leavesE9 = quantityE9;
    if (triggerE9 != order.triggerPriceE9) {
      lifecycle.stops().move(order, triggerE9, order.triggerBy);
      lifecycle.stops().onMoved(order);
    } else {
      state.tell(order);
    }
  }

  private Refusal amendment(
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
    if (refusal == null) {
      refusal = kind(order, takeProfit, stopLoss);
    }
    if (refusal == null) {
      long tpBaseE9 = priceE9 > 0 ? priceE9 : market.priceE9(takeProfit.by());
      long slBaseE9 = priceE9 > 0 ? priceE9 : market.priceE9(stopLoss.by());
      refusal =
          OrderRules.bracket(
              market.instrument, order.side, tpBaseE9, slBaseE9, takeProfit, stopLoss);
    }
    if (refusal == null && !order.waits()) {
      refusal = room(order, priceE9, quantityE9);
    }
    return refusal;
  }

  private Refusal room(VenueOrder order, long priceE9, long quantityE9) {
    if (order.closes()) {
      long reducibleE9 =
          state.accounts.reducibleE9(order.account, order.symbol, order.positionIdx, order.buys());
      return quantityE9 - order.filledE9 > reducibleE9 ? Refusal.of(RetCode.REDUCE_ONLY) : null;
    }
    return Refusal.unlessOk(state.accounts.mayAmend(order, priceE9, quantityE9));
  }

  private static Refusal newTrigger(VenueOrder order, long triggerE9, SymbolMarket market) {
    if (!order.waits() || triggerE9 <= 0 || triggerE9 % market.instrument.tickE9() != 0) {
      return Refusal.of("trigger price invalid");
    }
    return order.trailE9 > 0
        ? null
        : contradiction(order.triggerDirection, triggerE9, market.priceE9(order.triggerBy));
  }

  private static long kept(long statedE9, long presentE9) {
    return statedE9 == TriggerSpec.KEEP ? presentE9 : statedE9;
  }

  private static TriggerSpec kept(TriggerSpec stated, TriggerSpec present) {
    return stated.priceE9() == TriggerSpec.KEEP ? present : stated;
  }

  void cancel(long requestId, Cancel request) {
    VenueOrder order = find(request.account(), request.orderId(), request.linkId());
    boolean known = order != null && order.symbol == request.symbol();
    Refusal refusal = known ? finished(order) : Refusal.of(RetCode.ORDER_NOT_FOUND);
    if (refusal != null) {
      answers.refuse(requestId, request, refusal, request.orderId(), request.linkId());
      return;
    }
    answers.take(requestId, request, order);
    lifecycle.cancel(order, Lifecycle.BY_USER);
    lifecycle.stops().onCancelled(order);
  }

  private VenueOrder find(int account, long orderId, String linkId) {
    return orderId != 0 ? state.orders.find(account, orderId) : state.orders.find(account, linkId);
  }

  private static Refusal finished(VenueOrder order) {
    if (order.isOpen()) {
      return null;
    }
    return Refusal.of(
        order.status == OrderStatus.FILLED ? RetCode.ORDER_FINISHED : RetCode.ORDER_CANCELLED);
  }

  void cancelAll(long requestId, CancelAll request) {
    List<VenueOrder> open = new ArrayList<>();
    if (request.symbol() < 0) {
      open.addAll(state.orders.openOrders(request.account()));
    } else {
      state.orders.collect(request.account(), request.symbol(), open);
    }
    open.removeIf(order -> !meant(order, request));
    answers.take(requestId, request, open);
    for (VenueOrder order : open) {
      if (order.isOpen()) {
        lifecycle.cancel(order, Lifecycle.BY_USER);
        lifecycle.stops().onCancelled(order);
      }
    }
  }

  private static boolean meant(VenueOrder order, CancelAll request) {
    String stopType = request.stopOrderType();
    boolean kind =
        request.filter() == Filter.ALL || order.waits() == (request.filter() == Filter.STOP_ORDERS);
    return kind && (stopType.isEmpty() || stopType.equals(order.stopOrderType));
  }
}
