package ringside.adapters.sim;

import java.util.ArrayList;
import java.util.List;

/**
 * Closes what the accounts can no longer carry: first the account's orders of the symbol go, which
 * may free enough; then the position is closed through the book and, beyond it, taken over at its
 * bankruptcy price.
 */
final class Liquidator {
  private static final String BEFORE = "CancelAllBeforeLiq";

  private final VenueState state;
  private final Lifecycle lifecycle;

  Liquidator(VenueState state, Lifecycle lifecycle) {
    this.state = state;
    this.lifecycle = lifecycle;
  }

  void run() {
    List<Position> due = state.accounts.toLiquidate();
    while (!due.isEmpty()) {
      Position position = due.get(0);
      if (!cancelOrders(position)) {
        lifecycle.liquidate(position);
        lifecycle.settle();
      }
      due = state.accounts.toLiquidate();
    }
    state.marginMoved = false;
  }

  private boolean cancelOrders(Position position) {
    List<VenueOrder> orders = new ArrayList<>();
    state.orders.collect(position.account, position.symbol, orders);
    for (VenueOrder order : orders) {
      if (order.isOpen()) {
        lifecycle.cancel(order, BEFORE);
        lifecycle.stops().onCancelled(order);
      }
    }
    return !orders.isEmpty();
  }
}
