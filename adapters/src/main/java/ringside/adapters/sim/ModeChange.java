package ringside.adapters.sim;

import java.util.ArrayList;
import java.util.List;
import ringside.journal.codec.Side;

/**
 * Changes the position mode of a symbol behind an account's back, with positions and orders there,
 * and leaves everything consistent. To one-way: the open leg becomes the position, every order
 * stands for it; with two open legs it cannot be. To hedge: the position becomes the leg of its
 * side, what may open goes to the leg of its own side, what only closes to the opposite one.
 */
final class ModeChange {
  private final VenueState state;
  private final PositionStops stops;

  ModeChange(VenueState state, PositionStops stops) {
    this.state = state;
    this.stops = stops;
  }

  RetCode force(int account, SymbolMarket market, boolean hedge) {
    if (state.accounts.hedge(account, market.symbol) == hedge) {
      return RetCode.MODE_NOT_MODIFIED;
    }
    int open = openLeg(account, market.symbol);
    if (open < 0) {
      return RetCode.MODE_WITH_POSITION;
    }
    state.accounts.settings.setHedge(account, market.symbol, hedge);
    Position position = state.accounts.position(account, market.symbol, open);
    List<VenueOrder> orders = new ArrayList<>();
    state.orders.collect(account, market.symbol, orders);
    if (position.sizeE9 != 0) {
      move(position, hedge ? legOf(position.side) : 0, market);
    }
    for (VenueOrder order : orders) {
      int leg = !hedge ? 0 : legOf(order.closes() == order.buys() ? Side.SELL : Side.BUY);
      state.accounts.orders.moveOrder(order, leg);
      state.tell(order);
    }
    for (int leg = hedge ? 1 : 0; leg <= (hedge ? 2 : 0); leg++) {
      Position shown = state.accounts.position(account, market.symbol, leg);
      shown.updatedNs = state.nowNs;
      state.touch(shown);
      state.moved.add(shown);
    }
    state.marginMoved = true;
    return RetCode.OK;
  }

  /** The leg with a position, or one of those without; -1 when there are two with one. */
  private int openLeg(int account, int symbol) {
    int open = 0;
    int count = 0;
    for (int leg = 0; leg <= 2; leg++) {
      if (state.accounts.position(account, symbol, leg).sizeE9 != 0) {
        open = leg;
        count++;
      }
    }
    return count > 1 ? -1 : open;
  }

  private static int legOf(Side side) {
    return side == Side.BUY ? 1 : 2;
  }

  private void move(Position position, int to, SymbolMarket market) {
    int from = position.index;
    state.accounts.settings.movePosition(
        position.account, market.symbol, from, to, ++market.sequence, state.nowNs);
    stops.moveLeg(position.account, market.symbol, from, to);
    state.touch(position);
  }
}
