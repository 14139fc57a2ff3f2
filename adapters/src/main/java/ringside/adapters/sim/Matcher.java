package ringside.adapters.sim;

import java.util.HashMap;
import java.util.Map;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.Side;

/**
 * Who trades with whom. Takers walk the book, price by price, and at a price in the order of time,
 * the outside interest that was there before an account's order ahead of it. Resting orders are
 * filled by accounts' takers as in any book, and by the outside market after the {@link FillModel}.
 * An account's orders may trade with each other.
 */
final class Matcher {
  private final VenueState state;
  private final FillModel model;

  Matcher(VenueState state) {
    this.state = state;
    this.model = state.config.fillModel();
  }

  /** Whether the order would trade at once. */
  boolean crosses(VenueOrder order) {
    BookSide opposite = state.market(order).book.opposite(order.side);
    Level best = opposite.best();
    return best != null && opposite.reaches(best.priceE9, order.boundE9);
  }

  /** Fills an order from the other side of the book as far as its bound and its room allow. */
  void take(VenueOrder taker, ExecutionType type) {
    SymbolMarket market = state.market(taker);
    BookSide opposite = market.book.opposite(taker.side);
    int depth = 0;
    while (depth < opposite.size() && state.roomE9(taker) > 0) {
      Level level = opposite.at(depth);
      if (!opposite.reaches(level.priceE9, taker.boundE9)) {
        return;
      }
      market.book.dirty = true;
      takeAt(taker, level, market, type);
      opposite.refresh(level);
      if (level.shown) {
        // What is left here may not be traded, or the taker is done.
        depth++;
      }
    }
  }

  private void takeAt(VenueOrder taker, Level level, SymbolMarket market, ExecutionType type) {
    long passedE9 = 0;
    VenueOrder maker = level.first;
    while (maker != null && state.roomE9(taker) > 0) {
      VenueOrder next = maker.nextAtLevel;
      passedE9 += takeOutside(taker, level, maker.aheadE9 - passedE9, market, type);
      long quantityE9 = Math.min(state.roomE9(taker), state.roomE9(maker));
      if (quantityE9 > 0) {
        long sequence = state.print(market, taker.side, level.priceE9, quantityE9);
        state.fill(taker, level.priceE9, quantityE9, false, type, sequence);
        make(maker, quantityE9, sequence);
      }
      maker = next;
    }
    passedE9 += takeOutside(taker, level, level.outsideLeftE9(), market, type);
    level.passed(passedE9);
  }

  private long takeOutside(
      VenueOrder taker, Level level, long mostE9, SymbolMarket market, ExecutionType type) {
    long quantityE9 = Math.min(Math.min(mostE9, level.outsideLeftE9()), state.roomE9(taker));
    if (quantityE9 <= 0) {
      return 0;
    }
    level.takenE9 += quantityE9;
    long sequence = state.print(market, taker.side, level.priceE9, quantityE9);
    state.fill(taker, level.priceE9, quantityE9, false, type, sequence);
    return quantityE9;
  }

  /** A resting order is filled at its price. */
  private void make(VenueOrder maker, long quantityE9, long sequence) {
    Level level = maker.level;
    state.fill(maker, maker.priceE9, quantityE9, true, ExecutionType.TRADE, sequence);
    level.restingE9 -= quantityE9;
    if (maker.leavesE9 == 0) {
      level.unlink(maker);
      state.orders.close(maker);
      maker.status = OrderStatus.FILLED;
    } else {
      maker.status = OrderStatus.PARTIALLY_FILLED;
    }
    state.accounts.orders.onChanged(maker);
    state.tell(maker);
  }

  /** Whether all of the order could be filled at once. */
  boolean fillsWhole(VenueOrder taker) {
    BookSide opposite = state.market(taker).book.opposite(taker.side);
    long wantedE9 = taker.leavesE9;
    Map<Position, Long> reducible = new HashMap<>();
    for (int depth = 0; depth < opposite.size() && wantedE9 > 0; depth++) {
      Level level = opposite.at(depth);
      if (!opposite.reaches(level.priceE9, taker.boundE9)) {
        return false;
      }
      wantedE9 -= level.outsideLeftE9();
      for (VenueOrder maker = level.first; maker != null; maker = maker.nextAtLevel) {
        wantedE9 -= surelyGives(maker, taker, reducible);
      }
    }
    return wantedE9 <= 0;
  }

  /** Closing orders together give no more than there is to close; the taker's own are not safe. */
  private long surelyGives(VenueOrder maker, VenueOrder taker, Map<Position, Long> reducible) {
    if (!maker.closes()) {
      return maker.leavesE9;
    }
    if (maker.account == taker.account) {
      return 0;
    }
    Position position = state.accounts.position(maker.account, maker.symbol, maker.positionIdx);
    long leftE9 = reducible.getOrDefault(position, Long.MAX_VALUE);
    long givenE9 = Math.min(state.roomE9(maker), leftE9);
    if (leftE9 == Long.MAX_VALUE) {
      leftE9 =
          state.accounts.reducibleE9(maker.account, maker.symbol, maker.positionIdx, maker.buys());
    }
    reducible.put(position, leftE9 - givenE9);
    return givenE9;
  }

  /** Others traded; their trade fills what the model gives it. */
  void onOutsideTrade(SymbolMarket market, Side takerSide, long priceE9, long quantityE9) {
    long sequence = state.print(market, takerSide, priceE9, quantityE9);
    BookSide side = market.book.opposite(takerSide);
    long leftE9 = quantityE9;
    int depth = 0;
    while (depth < side.size() && leftE9 > 0) {
      Level level = side.at(depth);
      if (!side.reaches(level.priceE9, priceE9)) {
        return;
      }
      if (level.first != null) {
        boolean through = side.betterThan(level.priceE9, priceE9);
        leftE9 = tradedAt(level, through, leftE9, sequence);
        market.book.dirty = true;
        side.refresh(level);
      }
      if (level.shown) {
        depth++;
      }
    }
  }

  /** Returns what is left of the trade. */
  private long tradedAt(Level level, boolean through, long quantityE9, long sequence) {
    if (model == FillModel.PESSIMISTIC && !through) {
      return quantityE9;
    }
    long leftE9 = quantityE9;
    long passedE9 = 0;
    for (VenueOrder maker = level.first; maker != null; ) {
      VenueOrder next = maker.nextAtLevel;
      if (!through && model == FillModel.QUEUE) {
        long queueE9 = maker.aheadE9 + Level.unexplainedE9(maker, state.nowNs);
        long aheadE9 = Math.min(Math.max(0, queueE9 - passedE9), leftE9);
        passedE9 += aheadE9;
        leftE9 -= aheadE9;
      }
      long roomE9 = state.roomE9(maker);
      long filledE9 = model == FillModel.OPTIMISTIC ? roomE9 : Math.min(leftE9, roomE9);
      if (filledE9 > 0) {
        make(maker, filledE9, sequence);
        leftE9 -= Math.min(leftE9, filledE9);
      }
      maker = next;
    }
    if (through) {
      return leftE9;
    }
    level.traded(passedE9 + leftE9, state.nowNs);
    return 0;
  }

  /**
   * The outside book has come to, or through, resting orders: they trade with what came, at their
   * own price, and what came is consumed by that. The book is uncrossed after it.
   */
  void uncross(SymbolMarket market) {
    uncross(market, market.book.bids, market.book.asks);
    uncross(market, market.book.asks, market.book.bids);
  }

  private void uncross(SymbolMarket market, BookSide resting, BookSide coming) {
    int depth = 0;
    while (depth < resting.size() && coming.size() > 0) {
      Level level = resting.at(depth);
      if (!coming.reaches(coming.best().priceE9, level.priceE9)) {
        return;
      }
      for (VenueOrder maker = level.first; maker != null; ) {
        VenueOrder next = maker.nextAtLevel;
        reached(market, maker, coming);
        maker = next;
      }
      market.book.dirty = true;
      resting.refresh(level);
      if (level.shown) {
        depth++;
      }
    }
  }

  private void reached(SymbolMarket market, VenueOrder maker, BookSide coming) {
    int depth = 0;
    while (depth < coming.size()) {
      Level level = coming.at(depth);
      if (!coming.reaches(level.priceE9, maker.priceE9)) {
        return;
      }
      long comingE9 = level.outsideLeftE9();
      boolean through = coming.betterThan(level.priceE9, maker.priceE9);
      long roomE9 = maker.level == null ? 0 : state.roomE9(maker);
      if (model == FillModel.PESSIMISTIC && !through) {
        // Whoever came would have traded here; nobody says with whom.
        level.takenE9 = level.outsideE9;
      } else if (roomE9 > 0 && comingE9 > 0) {
        long filledE9 = model == FillModel.OPTIMISTIC ? roomE9 : Math.min(roomE9, comingE9);
        level.takenE9 += Math.min(filledE9, comingE9);
        make(maker, filledE9, state.print(market, coming.side, maker.priceE9, filledE9));
      }
      level.capQueues(state.nowNs);
      coming.refresh(level);
      if (level.shown) {
        depth++;
      }
      if (maker.level == null) {
        return;
      }
    }
  }
}
