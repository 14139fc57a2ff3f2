package ringside.adapters.sim;

import java.util.ArrayList;
import java.util.List;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.codec.TriggerBy;

/**
 * Take-profits, stop-losses and trailing stops of positions, which are orders that wait. Of the
 * whole position there is one of each, which follows its size; of parts of it there are pairs, of
 * which one cancels the other. All go when the position is closed.
 *
 * <p>Source: the venue's pages docs/v5/position/trading-stop and docs/v5/order/create-order.
 */
final class PositionStops {
  static final int MAX_PARTIAL = 20;
  private static final String CLEARED = "CancelByTpSlTsClear";
  private static final String BY_STOP = "CancelByOCOTpCanceledBySlTriggered";
  private static final String BY_PROFIT = "CancelByOCOSlCanceledByTpTriggered";
  private static final int LEGS = 3;

  private final VenueState state;
  private final Lifecycle lifecycle;
  private final Waiting[] legs;

  /** What waits at one leg. */
  static final class Waiting {
    Side side;
    VenueOrder takeProfit;
    VenueOrder stopLoss;
    VenueOrder trailing;
    final List<VenueOrder> partial = new ArrayList<>();

    boolean isEmpty() {
      return takeProfit == null && stopLoss == null && trailing == null && partial.isEmpty();
    }
  }

  PositionStops(VenueState state, Lifecycle lifecycle) {
    this.state = state;
    this.lifecycle = lifecycle;
    legs = new Waiting[state.config.accounts().size() * state.markets.length * LEGS];
  }

  Waiting leg(int account, int symbol, int positionIdx) {
    int at = (account * state.markets.length + symbol) * LEGS + positionIdx;
    if (legs[at] == null) {
      legs[at] = new Waiting();
    }
    return legs[at];
  }

  /** What waits at one leg waits at the other from now on, where nothing does. */
  void moveLeg(int account, int symbol, int from, int to) {
    int first = (account * state.markets.length + symbol) * LEGS;
    Waiting moved = leg(account, symbol, from);
    legs[first + from] = leg(account, symbol, to);
    legs[first + to] = moved;
  }

  private Waiting leg(Position position) {
    return leg(position.account, position.symbol, position.index);
  }

  /** An order that closes the position, not yet entered. */
  VenueOrder closing(Position position, String createType) {
    VenueOrder order = new VenueOrder();
    order.account = position.account;
    order.symbol = position.symbol;
    order.positionIdx = position.index;
    order.side = position.side == Side.BUY ? Side.SELL : Side.BUY;
    order.type = OrderType.MARKET;
    order.timeInForce = TimeInForce.IOC;
    order.quantityE9 = position.sizeE9;
    order.reduceOnly = true;
    order.closeOnTrigger = true;
    order.createType = createType;
    return order;
  }

  private VenueOrder enter(Position position, String stopType, TriggerSpec spec, long quantityE9) {
    VenueOrder order = closing(position, StopTypes.createType(stopType));
    order.stopOrderType = stopType;
    order.status = OrderStatus.UNTRIGGERED;
    order.quantityE9 = quantityE9;
    order.triggerPriceE9 = spec.priceE9();
    order.triggerBy = spec.by();
    order.triggerDirection = direction(position.side, stopType);
    if (spec.orderType() == OrderType.LIMIT) {
      order.type = OrderType.LIMIT;
      order.timeInForce = TimeInForce.GTC;
      order.priceE9 = spec.limitPriceE9();
    }
    lifecycle.enter(order);
    leg(position).side = position.side;
    return order;
  }

  private static int direction(Side side, String stopType) {
    boolean profit =
        stopType.equals(StopTypes.TAKE_PROFIT) || stopType.equals(StopTypes.PARTIAL_TAKE_PROFIT);
    return profit == (side == Side.BUY) ? Triggers.RISE : Triggers.FALL;
  }

  /** Sets, moves or removes the take-profit of a whole position. */
  void takeProfit(Position position, TriggerSpec spec) {
    Waiting leg = leg(position);
    leg.takeProfit = whole(position, leg.takeProfit, StopTypes.TAKE_PROFIT, spec);
    position.takeProfitE9 = spec.priceE9();
    position.tpTriggerBy = spec.by();
    state.touch(position);
  }

  /** Sets, moves or removes the stop-loss of a whole position. */
  void stopLoss(Position position, TriggerSpec spec) {
    Waiting leg = leg(position);
    leg.stopLoss = whole(position, leg.stopLoss, StopTypes.STOP_LOSS, spec);
    position.stopLossE9 = spec.priceE9();
    position.slTriggerBy = spec.by();
    state.touch(position);
  }

  private VenueOrder whole(
      Position position, VenueOrder present, String stopType, TriggerSpec spec) {
    if (spec.priceE9() == 0) {
      if (present != null) {
        lifecycle.cancel(present, Lifecycle.BY_USER);
      }
      return null;
    }
    if (present == null) {
      VenueOrder order = enter(position, stopType, spec, position.sizeE9);
      state.tell(order);
      lifecycle.arm(order);
      return order;
    }
    move(present, spec.priceE9(), spec.by());
    return present;
  }

  /** Changes the trigger of a waiting order. */
  void move(VenueOrder order, long triggerPriceE9, TriggerBy by) {
    state.market(order).triggers.remove(order);
    order.triggerPriceE9 = triggerPriceE9;
    order.triggerBy = by;
    state.tell(order);
    lifecycle.arm(order);
  }

  /** The trigger of a whole position's stop was changed by an amendment of its order. */
  void onMoved(VenueOrder order) {
    Waiting leg = leg(order.account, order.symbol, order.positionIdx);
    Position position = state.accounts.position(order.account, order.symbol, order.positionIdx);
    if (leg.takeProfit == order) {
      position.takeProfitE9 = order.triggerPriceE9;
    } else if (leg.stopLoss == order) {
      position.stopLossE9 = order.triggerPriceE9;
    } else if (leg.trailing == order) {
      position.activePriceE9 = order.triggerPriceE9;
    }
  }

  /** Sets, changes or removes the trailing stop; it begins to trail anew. */
  void trailing(Position position, long distanceE9, long activePriceE9) {
    Waiting leg = leg(position);
    if (leg.trailing != null) {
      VenueOrder present = leg.trailing;
      leg.trailing = null;
      lifecycle.cancel(present, Lifecycle.BY_USER);
    }
    position.trailingStopE9 = distanceE9;
    position.activePriceE9 = distanceE9 == 0 ? 0 : activePriceE9;
    if (distanceE9 > 0) {
      TriggerSpec spec = new TriggerSpec(activePriceE9, TriggerBy.LAST, OrderType.MARKET, 0);
      VenueOrder order = enter(position, StopTypes.TRAILING, spec, position.sizeE9);
      order.trailE9 = distanceE9;
      order.trailBestE9 = activePriceE9 == 0 ? state.market(order).lastE9 : 0;
      state.tell(order);
      lifecycle.arm(order);
      leg.trailing = order;
    }
    state.touch(position);
  }

  /** Adds a take-profit and a stop-loss, or one of them, of a part of the position. */
  void partial(Position position, VenueOrder parent, TriggerSpec tp, TriggerSpec sl, long sizeE9) {
    VenueOrder profit = null;
    VenueOrder stop = null;
    if (tp.priceE9() > 0) {
      profit = enter(position, StopTypes.PARTIAL_TAKE_PROFIT, tp, sizeE9);
      leg(position).partial.add(profit);
    }
    if (sl.priceE9() > 0) {
      stop = enter(position, StopTypes.PARTIAL_STOP_LOSS, sl, sizeE9);
      leg(position).partial.add(stop);
    }
    if (profit != null) {
      profit.pair = stop;
      begin(profit, parent);
    }
    if (stop != null) {
      stop.pair = profit;
      begin(stop, parent);
    }
    if (parent != null) {
      parent.ownTakeProfit = profit;
      parent.ownStopLoss = stop;
    }
    state.touch(position);
  }

  private void begin(VenueOrder order, VenueOrder parent) {
    if (parent != null) {
      order.parentLinkId = parent.linkId;
    }
    order.fullTpSl = false;
    state.tell(order);
    lifecycle.arm(order);
  }

  /** An order that brings its own take-profit and stop-loss was filled. */
  void onFilled(VenueOrder order) {
    long filledE9 = order.newlyFilledE9;
    order.newlyFilledE9 = 0;
    Position position = state.accounts.position(order.account, order.symbol, order.positionIdx);
    if (position.sizeE9 == 0 || position.side != order.side) {
      return;
    }
    if (order.fullTpSl) {
      if (order.takeProfit.priceE9() > 0) {
        takeProfit(position, order.takeProfit);
        parent(leg(position).takeProfit, order);
      }
      if (order.stopLoss.priceE9() > 0) {
        stopLoss(position, order.stopLoss);
        parent(leg(position).stopLoss, order);
      }
      return;
    }
    boolean profitGrew = grow(order.ownTakeProfit, filledE9);
    boolean lossGrew = grow(order.ownStopLoss, filledE9);
    if (!profitGrew && !lossGrew) {
      long sizeE9 = Math.min(filledE9, position.sizeE9);
      partial(position, order, order.takeProfit, order.stopLoss, sizeE9);
    }
  }

  private static void parent(VenueOrder stop, VenueOrder order) {
    if (stop != null) {
      stop.parentLinkId = order.linkId;
    }
  }

  private boolean grow(VenueOrder stop, long byE9) {
    if (stop == null || !stop.waits()) {
      return false;
    }
    stop.quantityE9 += byE9;
    stop.leavesE9 += byE9;
    state.tell(stop);
    return true;
  }

  /** A fill has changed the position: what waits there follows its size, or goes with it. */
  void onPosition(Position position) {
    Waiting leg = leg(position);
    if (leg.isEmpty()) {
      return;
    }
    if (position.sizeE9 == 0 || position.side != leg.side) {
      clear(position, leg);
      return;
    }
    follow(leg.takeProfit, position.sizeE9);
    follow(leg.stopLoss, position.sizeE9);
    follow(leg.trailing, position.sizeE9);
    for (VenueOrder order : leg.partial) {
      follow(order, Math.min(order.quantityE9, position.sizeE9));
    }
  }

  private void follow(VenueOrder order, long quantityE9) {
    if (order != null && order.quantityE9 != quantityE9) {
      order.quantityE9 = quantityE9;
      order.leavesE9 = quantityE9;
      state.tell(order);
    }
  }

  private void clear(Position position, Waiting leg) {
    List<VenueOrder> waiting = new ArrayList<>();
    addIfAny(waiting, leg.takeProfit);
    addIfAny(waiting, leg.stopLoss);
    addIfAny(waiting, leg.trailing);
    waiting.addAll(leg.partial);
    leg.takeProfit = null;
    leg.stopLoss = null;
    leg.trailing = null;
    leg.partial.clear();
    position.takeProfitE9 = 0;
    position.stopLossE9 = 0;
    position.trailingStopE9 = 0;
    position.activePriceE9 = 0;
    waiting.forEach(order -> lifecycle.cancel(order, CLEARED));
    state.touch(position);
  }

  private static void addIfAny(List<VenueOrder> orders, VenueOrder order) {
    if (order != null) {
      orders.add(order);
    }
  }

  /** A stop's price has come: it waits no more, and its pair is cancelled. */
  void onTriggered(VenueOrder order) {
    VenueOrder pair = order.pair;
    forget(order);
    if (pair != null && pair.waits()) {
      forget(pair);
      boolean profit = order.stopOrderType.equals(StopTypes.PARTIAL_TAKE_PROFIT);
      lifecycle.cancel(pair, profit ? BY_PROFIT : BY_STOP);
    }
  }

  /** An order is cancelled by request; of a pair both go. */
  void onCancelled(VenueOrder order) {
    VenueOrder pair = order.pair;
    forget(order);
    if (pair != null && pair.waits()) {
      forget(pair);
      lifecycle.cancel(pair, Lifecycle.BY_USER);
    }
  }

  /** The leg knows the order no more. */
  private void forget(VenueOrder order) {
    if (order.stopOrderType.isEmpty() || order.stopOrderType.equals(StopTypes.STOP)) {
      return;
    }
    Waiting leg = leg(order.account, order.symbol, order.positionIdx);
    Position position = state.accounts.position(order.account, order.symbol, order.positionIdx);
    if (leg.takeProfit == order) {
      leg.takeProfit = null;
      position.takeProfitE9 = 0;
    } else if (leg.stopLoss == order) {
      leg.stopLoss = null;
      position.stopLossE9 = 0;
    } else if (leg.trailing == order) {
      leg.trailing = null;
      position.trailingStopE9 = 0;
      position.activePriceE9 = 0;
    } else {
      leg.partial.remove(order);
    }
    if (order.pair != null) {
      order.pair.pair = null;
      order.pair = null;
    }
  }
}
