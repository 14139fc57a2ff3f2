package ringside.adapters.sim;

import static ringside.journal.event.Decimals.ONE_E9;
import static ringside.journal.event.Decimals.multiplyE9;

import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.Side;

/**
 * What open orders tie up of their accounts' margin and risk limits, and whether another may come.
 * The venue's thread only.
 */
final class OrderMargin {
  private final Account[] accounts;
  private final long[] marksE9;

  OrderMargin(Account[] accounts, long[] marksE9) {
    this.accounts = accounts;
    this.marksE9 = marksE9;
  }

  /**
   * Whether the account may have this order, given all its positions and open orders: 110007 when
   * margin is missing, 110090 when the position could grow beyond what its leverage allows. Orders
   * that can only reduce, and conditional orders until they are triggered, need nothing.
   */
  RetCode mayPlace(VenueOrder order) {
    if (!opens(order) || waits(order)) {
      return RetCode.OK;
    }
    long left = order.quantityE9 - order.filledE9;
    return admit(order, order.priceE9, left, RetCode.AVAILABLE_INSUFFICIENT);
  }

  /** Whether the order may change to this price and quantity; 110012 when margin is missing. */
  RetCode mayAmend(VenueOrder order, long priceE9, long quantityE9) {
    if (!opens(order) || waits(order)) {
      return RetCode.OK;
    }
    return admit(order, priceE9, quantityE9 - order.filledE9, RetCode.BALANCE_INSUFFICIENT);
  }

  private RetCode admit(VenueOrder order, long priceE9, long leftE9, RetCode missing) {
    long price = priceE9 != 0 ? priceE9 : marketPriceE9(order);
    if (Math.multiplyHigh(price, leftE9) >= ONE_E9 / 4) {
      return RetCode.POSITION_LIMIT;
    }
    Leg leg = leg(order);
    Account account = leg.account;
    boolean buy = order.side == Side.BUY;
    long added = multiplyE9(price, leftE9) - order.knownValueE9;
    if (added <= 0) {
      return RetCode.OK;
    }
    if (added > leg.roomE9(buy)) {
      return RetCode.POSITION_LIMIT;
    }
    long margin = leg.orderMargin(leg.buysE9 + (buy ? added : 0), leg.sellsE9 + (buy ? 0 : added));
    long more = margin - leg.orderMarginE9;
    return more > 0 && more > account.freeE9() ? missing : RetCode.OK;
  }

  /** The order counts for the account's margin from now on, with what is left of it. */
  void onOpened(VenueOrder order) {
    onChanged(order);
  }

  /** What is left of the order, or its price, changed, or it ended: margin is reckoned anew. */
  void onChanged(VenueOrder order) {
    long value = 0;
    if (order.isOpen() && order.leavesE9 != 0 && opens(order) && !waits(order)) {
      long price = order.priceE9 != 0 ? order.priceE9 : marketPriceE9(order);
      value = multiplyE9(price, order.leavesE9);
    }
    if (value != order.knownValueE9) {
      Leg leg = leg(order);
      leg.account.addOrders(leg, order.side == Side.BUY, value - order.knownValueE9);
      order.knownValueE9 = value;
    }
  }

  /** Whether the order could make a position larger. */
  private static boolean opens(VenueOrder order) {
    if (order.reduceOnly || order.closeOnTrigger) {
      return false;
    }
    return switch (order.positionIdx) {
      case 1 -> order.side == Side.BUY;
      case 2 -> order.side == Side.SELL;
      default -> true;
    };
  }

  /** Whether it is a conditional order that was not triggered yet. */
  private static boolean waits(VenueOrder order) {
    return order.triggerPriceE9 != 0
        && (order.status == null || order.status == OrderStatus.UNTRIGGERED);
  }

  private long marketPriceE9(VenueOrder order) {
    long mark = marksE9[order.symbol];
    return mark != 0 ? mark : order.lastPriceOnCreatedE9;
  }

  /** An order stands for another leg from now on. */
  void moveOrder(VenueOrder order, int positionIdx) {
    Leg from = leg(order);
    from.account.addOrders(from, order.side == Side.BUY, -order.knownValueE9);
    order.knownValueE9 = 0;
    order.positionIdx = positionIdx;
    onChanged(order);
  }

  private Leg leg(VenueOrder order) {
    return accounts[order.account].legs[order.symbol][order.positionIdx];
  }
}
