package ringside.adapters.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.Side;
import ringside.journal.codec.TriggerBy;
import ringside.journal.event.Decimals;

/** What the venue's parts share: markets, accounts, orders, the time, and who is told. */
final class VenueState {
  final VenueConfig config;
  final List<Instrument> instruments;
  final SymbolMarket[] markets;
  final Accounts accounts;
  final OrderTable orders;
  final VenueListener feed;

  /** Orders whose trigger was hit, and that are not yet acted on. */
  final ArrayDeque<VenueOrder> triggered = new ArrayDeque<>();

  /** Legs to tell of, in the order they were touched. */
  private final List<Position> touched = new ArrayList<>();

  /** Legs that fills have changed, and whose orders are not yet adjusted to that. */
  final ArrayDeque<Position> moved = new ArrayDeque<>();

  /** Accounts whose wallet changed. */
  private final boolean[] paid;

  /** Filled orders whose own take-profit and stop-loss are not yet made. */
  final ArrayDeque<VenueOrder> bracketed = new ArrayDeque<>();

  /** Whether something changed that an account may be liquidated for. */
  boolean marginMoved;

  long nowNs;

  VenueState(
      VenueConfig config, List<Instrument> instruments, Accounts accounts, VenueListener feed) {
    this.config = config;
    this.instruments = instruments;
    this.accounts = accounts;
    this.feed = feed;
    this.nowNs = config.startNs();
    orders = new OrderTable(config.accounts().size(), instruments.size());
    paid = new boolean[config.accounts().size()];
    markets = new SymbolMarket[instruments.size()];
    for (int i = 0; i < markets.length; i++) {
      markets[i] = new SymbolMarket(i, instruments.get(i), nowNs);
    }
  }

  SymbolMarket market(VenueOrder order) {
    return markets[order.symbol];
  }

  /** The order changed. */
  void tell(VenueOrder order) {
    order.updatedNs = nowNs;
    feed.onOrder(order, nowNs);
    touch(accounts.position(order.account, order.symbol, order.positionIdx));
  }

  void touch(Position position) {
    if (!containsSame(touched, position)) {
      touched.add(position);
    }
  }

  private static boolean containsSame(Iterable<Position> positions, Position position) {
    for (Position each : positions) {
      if (each == position) {
        return true;
      }
    }
    return false;
  }

  void paid(int account) {
    paid[account] = true;
  }

  /** A public trade; what waits for its price is queued. Returns its sequence. */
  long print(SymbolMarket market, Side takerSide, long priceE9, long quantityE9) {
    long sequence = ++market.sequence;
    market.lastE9 = priceE9;
    market.tickerDirty = true;
    feed.onTrade(market.symbol, nowNs, sequence, takerSide, priceE9, quantityE9);
    market.triggers.onPrice(TriggerBy.LAST, priceE9, triggered);
    return sequence;
  }

  /** Books a fill of an order, whose level is the caller's to keep. */
  void fill(
      VenueOrder order,
      long priceE9,
      long quantityE9,
      boolean maker,
      ExecutionType type,
      long sequence) {
    order.leavesE9 -= quantityE9;
    order.filledE9 += quantityE9;
    order.filledValueE9 += Decimals.multiplyE9(priceE9, quantityE9);
    VenueExecution execution =
        accounts.fill(order, priceE9, quantityE9, maker, type, sequence, nowNs);
    order.feeE9 += execution.feeE9();
    orders.executions(order.account).push(execution);
    feed.onExecution(execution);
    Position position = accounts.position(order.account, order.symbol, order.positionIdx);
    touch(position);
    if (!containsSame(moved, position)) {
      moved.add(position);
    }
    paid(order.account);
    marginMoved = true;
    if (order.takeProfit.priceE9() > 0 || order.stopLoss.priceE9() > 0) {
      if (order.newlyFilledE9 == 0) {
        bracketed.add(order);
      }
      order.newlyFilledE9 += quantityE9;
    }
  }

  /**
   * How much the order may trade now: what is left, and of a closing one what there is to close.
   */
  long roomE9(VenueOrder order) {
    if (!order.closes()) {
      return order.leavesE9;
    }
    return Math.min(
        order.leavesE9,
        accounts.reducibleE9(order.account, order.symbol, order.positionIdx, order.buys()));
  }

  /** Tells of legs, wallets, books and tickers what the step has changed. */
  void tellChanges() {
    for (int i = 0; i < touched.size(); i++) {
      feed.onPosition(touched.get(i), nowNs);
    }
    touched.clear();
    for (int account = 0; account < paid.length; account++) {
      if (paid[account]) {
        paid[account] = false;
        feed.onWallet(account, nowNs);
      }
    }
    for (SymbolMarket market : markets) {
      if (market.book.dirty) {
        market.book.dirty = false;
        market.book.updateId++;
        market.book.sequence = ++market.sequence;
        feed.onBook(market.symbol, nowNs);
      }
      if (market.tickerDirty) {
        market.tickerDirty = false;
        feed.onTicker(market.symbol, nowNs);
      }
    }
  }
}
