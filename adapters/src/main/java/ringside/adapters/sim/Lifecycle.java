package ringside.adapters.sim;

import java.util.ArrayList;
import java.util.List;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.event.Decimals;

/**
 * The ways of an order from its acceptance to its end: it waits for its trigger, takes, rests, is
 * trimmed, ends. Words of reject reasons and cancel types are those of the venue's page
 * docs/v5/enum.
 */
final class Lifecycle {
  static final String NO_ERROR = "EC_NoError";
  static final String UNKNOWN = "UNKNOWN";
  static final String BY_USER = "CancelByUser";
  static final String BY_REDUCE_ONLY = "CancelByReduceOnly";
  private static final String WOULD_TAKE = "EC_PostOnlyWillTakeLiquidity";
  private static final String NOBODY_THERE = "EC_NoImmediateQtyToFill";
  private static final String NOT_WHOLE = "EC_CancelForNoFullFill";
  private static final String PER_REQUEST = "EC_PerCancelRequest";
  private static final String OTHERS = "EC_Others";

  private final VenueState state;
  private final Matcher matcher;
  private final PositionStops stops;
  private final List<VenueOrder> scratch = new ArrayList<>();

  Lifecycle(VenueState state, Matcher matcher) {
    this.state = state;
    this.matcher = matcher;
    this.stops = new PositionStops(state, this);
  }

  PositionStops stops() {
    return stops;
  }

  /** Enters a new order, whose status says whether it waits for a trigger. */
  void enter(VenueOrder order) {
    order.createdNs = state.nowNs;
    order.updatedNs = state.nowNs;
    order.leavesE9 = order.quantityE9;
    order.lastPriceOnCreatedE9 = state.market(order).lastE9;
    state.orders.add(order);
    if (order.waits()) {
      order.counted = true;
      state.accounts.orders.onOpened(order);
    }
  }

  /** Lets an order wait for its trigger price; one that is there already does not wait. */
  void arm(VenueOrder order) {
    SymbolMarket market = state.market(order);
    long priceE9 = market.priceE9(order.triggerBy);
    boolean there =
        order.trailE9 == 0
            && priceE9 > 0
            && (order.triggerDirection == Triggers.RISE
                ? priceE9 >= order.triggerPriceE9
                : priceE9 <= order.triggerPriceE9);
    if (there) {
      state.triggered.add(order);
    } else {
      market.triggers.add(order);
    }
  }

  /** The order enters the book: it takes what it may, and what is left rests or is cancelled. */
  void activate(VenueOrder order) {
    order.boundE9 = boundE9(order);
    if (order.timeInForce == TimeInForce.POST_ONLY && matcher.crosses(order)) {
      end(order, OrderStatus.CANCELLED, WOULD_TAKE, UNKNOWN);
    } else if (order.timeInForce == TimeInForce.FOK && !matcher.fillsWhole(order)) {
      end(order, OrderStatus.CANCELLED, NOT_WHOLE, UNKNOWN);
    } else {
      matcher.take(order, ExecutionType.TRADE);
      conclude(order);
    }
  }

  /** A market order is a limit order at what the price limit allows, and never rests. */
  private long boundE9(VenueOrder order) {
    if (order.type == OrderType.LIMIT) {
      return order.priceE9;
    }
    SymbolMarket market = state.market(order);
    long limitE9 = OrderRules.marketBoundE9(market, order.buys());
    Level best = market.book.opposite(order.side).best();
    if (order.slippage.toleranceE9() == 0 || best == null) {
      return limitE9;
    }
    long nearE9 = order.slippage.boundE9(best.priceE9, order.buys(), market.instrument.tickE9());
    return order.buys() ? Math.min(limitE9, nearE9) : Math.max(limitE9, nearE9);
  }

  private void conclude(VenueOrder order) {
    if (order.leavesE9 == 0) {
      end(order, OrderStatus.FILLED, NO_ERROR, UNKNOWN);
    } else if (state.roomE9(order) == 0) {
      end(order, OrderStatus.CANCELLED, NO_ERROR, BY_REDUCE_ONLY);
    } else if (order.timeInForce == TimeInForce.IOC || order.timeInForce == TimeInForce.FOK) {
      end(order, OrderStatus.CANCELLED, order.filledE9 == 0 ? NOBODY_THERE : NO_ERROR, UNKNOWN);
    } else {
      rest(order);
    }
  }

  private void rest(VenueOrder order) {
    order.status = order.filledE9 == 0 ? OrderStatus.NEW : OrderStatus.PARTIALLY_FILLED;
    Book book = state.market(order).book;
    BookSide side = book.side(order.side);
    Level level = side.level(order.priceE9);
    order.aheadE9 = state.config.fillModel() == FillModel.OPTIMISTIC ? 0 : level.outsideLeftE9();
    level.append(order);
    side.refresh(level);
    book.dirty = true;
    if (order.counted) {
      state.accounts.orders.onChanged(order);
    } else {
      order.counted = true;
      state.accounts.orders.onOpened(order);
    }
    state.tell(order);
  }

  /** Takes an order off the book, where it stands there. */
  private void unrest(VenueOrder order) {
    Level level = order.level;
    if (level != null) {
      Book book = state.market(order).book;
      level.unlink(order);
      book.side(order.side).refresh(level);
      book.dirty = true;
    }
  }

  /** Ends an order. */
  void end(VenueOrder order, OrderStatus status, String rejectReason, String cancelType) {
    unrest(order);
    if (order.waits()) {
      state.market(order).triggers.remove(order);
    }
    state.orders.close(order);
    order.status = status;
    order.leavesE9 = 0;
    order.rejectReason = rejectReason;
    order.cancelType = cancelType;
    if (order.counted) {
      state.accounts.orders.onChanged(order);
    }
    state.tell(order);
  }

  /** Cancels an open order; one that waits for its trigger is deactivated, in the venue's words. */
  void cancel(VenueOrder order, String cancelType) {
    OrderStatus status = order.waits() ? OrderStatus.DEACTIVATED : OrderStatus.CANCELLED;
    boolean asked = status == OrderStatus.CANCELLED && cancelType.equals(BY_USER);
    end(order, status, asked ? PER_REQUEST : NO_ERROR, cancelType);
  }

  /**
   * Changes price and quantity of a resting order. It keeps its place when it only becomes smaller.
   */
  void amend(VenueOrder order, long priceE9, long quantityE9) {
    if (priceE9 == order.priceE9 && quantityE9 <= order.quantityE9) {
      shrink(order, quantityE9 - order.filledE9);
      state.tell(order);
      return;
    }
    unrest(order);
    order.priceE9 = priceE9;
    order.quantityE9 = quantityE9;
    order.leavesE9 = quantityE9 - order.filledE9;
    activate(order);
  }

  private void shrink(VenueOrder order, long leavesE9) {
    if (order.level != null) {
      Book book = state.market(order).book;
      order.level.restingE9 -= order.leavesE9 - leavesE9;
      book.side(order.side).refresh(order.level);
      book.dirty = true;
    }
    order.leavesE9 = leavesE9;
    order.quantityE9 = order.filledE9 + leavesE9;
    if (order.counted) {
      state.accounts.orders.onChanged(order);
    }
  }

  /** Does what fills and prices have brought about, until nothing is left to do. */
  void settle() {
    while (true) {
      if (!state.moved.isEmpty()) {
        Position position = state.moved.poll();
        stops.onPosition(position);
        trim(position);
      } else if (!state.bracketed.isEmpty()) {
        stops.onFilled(state.bracketed.poll());
      } else if (!state.triggered.isEmpty()) {
        fire(state.triggered.poll());
      } else {
        return;
      }
    }
  }

  /** Closing orders never stand for more than there is to close. */
  private void trim(Position position) {
    OrderTable.Open open = state.orders.open(position.account, position.symbol);
    if (open.closing == 0) {
      return;
    }
    state.orders.collect(position.account, position.symbol, scratch);
    for (VenueOrder order : scratch) {
      if (order.closes() && !order.waits() && order.positionIdx == position.index) {
        long roomE9 = state.roomE9(order);
        if (roomE9 == 0) {
          cancel(order, BY_REDUCE_ONLY);
        } else if (roomE9 < order.leavesE9) {
          shrink(order, roomE9);
          state.tell(order);
        }
      }
    }
    scratch.clear();
  }

  /** A waiting order's price has come. */
  private void fire(VenueOrder order) {
    if (!order.waits()) {
      return;
    }
    state.orders.beforeStatus(order);
    order.status = OrderStatus.TRIGGERED;
    state.orders.afterStatus(order);
    state.tell(order);
    stops.onTriggered(order);
    if (order.closes()) {
      long roomE9 = state.roomE9(order);
      if (roomE9 == 0) {
        cancel(order, BY_REDUCE_ONLY);
        return;
      }
      shrink(order, roomE9);
    }
    if (state.accounts.orders.mayPlace(order) == RetCode.OK) {
      activate(order);
    } else {
      end(order, OrderStatus.CANCELLED, OTHERS, UNKNOWN);
    }
  }

  /** Closes a position by force: through the book as far as its money goes, then to the venue. */
  void liquidate(Position position) {
    VenueOrder order = stops.closing(position, "CreateByLiq");
    SymbolMarket market = state.market(order);
    position.liquidating = true;
    long bankruptcyE9 = state.accounts.bankruptcyPriceE9(position);
    long lastResortE9 = bankruptcyE9 > 0 ? bankruptcyE9 : market.markE9;
    order.boundE9 = lastResortE9;
    order.status = OrderStatus.NEW;
    enter(order);
    long quantityE9 = order.quantityE9;
    matcher.take(order, ExecutionType.LIQUIDATION);
    if (order.leavesE9 > 0) {
      state.fill(
          order, lastResortE9, order.leavesE9, false, ExecutionType.LIQUIDATION, ++market.sequence);
    }
    end(order, OrderStatus.FILLED, NO_ERROR, UNKNOWN);
    long averageE9 = Decimals.divideE9(order.filledValueE9, quantityE9);
    state.feed.onLiquidation(
        market.symbol, state.nowNs, order.buys() ? Side.SELL : Side.BUY, averageE9, quantityE9);
  }
}
