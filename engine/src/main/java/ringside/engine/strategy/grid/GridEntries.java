package ringside.engine.strategy.grid;

import ringside.engine.core.Proposals;
import ringside.engine.core.StateView;
import ringside.engine.core.state.AccountView;
import ringside.engine.core.state.OrderView;
import ringside.engine.core.state.PositionView;
import ringside.journal.codec.AlertCode;
import ringside.journal.codec.Severity;
import ringside.journal.codec.TimeInForce;
import ringside.journal.event.Decimals;

/**
 * Proposes what opens: the first order of a cycle, the next level, the quotes of an entry at the
 * touch. The guards stand in the order of docs/GRID.md. Stateless; engine thread only.
 */
final class GridEntries {
  private static final long UNKNOWN = StateView.UNKNOWN;

  private GridEntries() {}

  /** Whether the market and the time as they are make it look further. */
  static boolean concerned(GridLeg leg, StateView view) {
    if (leg.entry.followed()) {
      return true;
    }
    if (leg.notBeforeNs() > view.timeNs()) {
      return false;
    }
    int level = leg.cycle.filled();
    if (level == 0) {
      return !fundingBlocks(leg, view);
    }
    if (leg.touch.atMarket()) {
      return true;
    }
    long priceE9 = price(leg, view);
    return priceE9 != UNKNOWN && due(leg, level, priceE9);
  }

  /** Whether the market could make the leg open, or quote, anything. */
  static boolean possible(GridLeg leg) {
    if (leg.entry.followed()) {
      return leg.entry.live() != null && leg.entry.limit();
    }
    boolean more = leg.cycle.filled() == 0 || leg.cycle.filled() < leg.side().levels();
    boolean wanted = leg.side().enabled() && leg.stop() == GridStop.NONE;
    boolean free = leg.closingWhy() == GridClosing.NO && !leg.close.followed();
    boolean clear = !leg.differs() && !leg.held() && leg.stray() == null;
    boolean adds = leg.cycle.filled() == 0 || (!leg.addsPaused() && leg.cycle.sizeE9() > 0);
    return more && wanted && free && clear && adds;
  }

  static void propose(GridLeg leg, AccountView account, StateView view, Proposals out) {
    if (!leg.entryPossible()) {
      return;
    }
    if (leg.entry.followed()) {
      quote(leg, view, out);
      return;
    }
    int level = leg.cycle.filled();
    long nowNs = view.timeNs();
    int instrument = leg.seat.instrument();
    if (leg.notBeforeNs() > nowNs) {
      return;
    }
    long priceE9 = price(leg, view);
    if (priceE9 == UNKNOWN || priceE9 <= 0 || !(leg.touch.atMarket() || due(leg, level, priceE9))) {
      return;
    }
    if (!view.orderable(instrument) || !allowed(leg, level, view) || !leverage(leg, account)) {
      return;
    }
    if ((level == 0 || leg.side().fundingBlocksAdds()) && fundingBlocks(leg, view)) {
      return;
    }
    long firstE9 = level == 0 ? first(leg, view) : leg.cycle.firstE9();
    if (firstE9 == UNKNOWN) {
      skip(leg, level, GridTells.UNSIZED, "the first order's size is not known", nowNs, out);
      return;
    }
    long lotE9 = view.lotE9(instrument);
    long quantityE9 =
        GridArithmetic.floor(GridArithmetic.quantity(leg.side(), firstE9, level), lotE9);
    if (small(quantityE9, priceE9, instrument, view)) {
      skip(leg, level, GridTells.SMALL, "a level is below the venue's minimum", nowNs, out);
      return;
    }
    boolean rests = leg.side().entry() == GridSide.Entry.TOUCH && !leg.touch.atMarket();
    long mostE9 = rests ? view.maxQuantityE9(instrument) : view.maxMarketQuantityE9(instrument);
    if (mostE9 != UNKNOWN && quantityE9 > mostE9) {
      skip(leg, level, GridTells.LARGE, "a level is above the venue's maximum", nowNs, out);
      return;
    }
    if (beyondProfit(leg, quantityE9, view)) {
      String what = "a level would make the leg larger than its one take-profit may be";
      skip(leg, level, GridTells.LARGE, what, nowNs, out);
      return;
    }
    if (beyondCap(leg, quantityE9, view)) {
      skip(leg, level, GridTells.CAP, "a level would exceed the leg's cap", nowNs, out);
      return;
    }
    if (!rests) {
      out.place(leg.opening, leg.leg, quantityE9).tag(level);
      return;
    }
    long touchE9 = own(leg, view);
    if (touchE9 != UNKNOWN) {
      out.place(leg.opening, leg.leg, quantityE9).limit(touchE9, TimeInForce.POST_ONLY).tag(level);
    }
  }

  /** The quantity of the first order of a cycle that began now, or null. */
  static long first(GridLeg leg, StateView view) {
    return first(leg, view, price(leg, view));
  }

  static long first(GridLeg leg, StateView view, long priceE9) {
    AccountView account = view.account(leg.seat.account());
    long equityE9 = account == null ? UNKNOWN : account.totalEquityE9();
    return GridArithmetic.first(leg.side(), priceE9, leverageE9(leg, account), equityE9);
  }

  /** The price that triggers look at, or null. */
  static long price(GridLeg leg, StateView view) {
    int instrument = leg.seat.instrument();
    return switch (leg.parameters().price()) {
      case LAST -> view.lastPriceE9(instrument);
      case MARK -> view.markPriceE9(instrument);
      case TOUCH -> leg.sign > 0 ? view.bestAskE9(instrument) : view.bestBidE9(instrument);
    };
  }

  /** Where the next level is due; null: at once, or never. */
  static long trigger(GridLeg leg) {
    int level = leg.cycle.filled();
    return level == 0 || level >= leg.side().levels()
        ? UNKNOWN
        : GridArithmetic.trigger(leg.side(), leg.sign, level, leg.cycle.beforeE9());
  }

  private static boolean due(GridLeg leg, int level, long priceE9) {
    if (level == 0) {
      return true;
    }
    long triggerE9 = leg.triggerE9();
    return leg.sign > 0 ? priceE9 <= triggerE9 : priceE9 >= triggerE9;
  }

  private static boolean allowed(GridLeg leg, int level, StateView view) {
    int account = leg.seat.account();
    int instrument = leg.seat.instrument();
    return level == 0
        ? view.mayBegin(account, instrument, leg.leg)
        : view.mayAdd(account, instrument, leg.leg);
  }

  /** Not while the venue has another leverage than was asked for. */
  private static boolean leverage(GridLeg leg, AccountView account) {
    long wantedE9 = leg.parameters().leverageE9();
    PositionView position = account.position(leg.seat.instrument(), leg.leg);
    long hasE9 = position == null ? UNKNOWN : position.leverageE9();
    return wantedE9 == UNKNOWN || hasE9 == UNKNOWN || hasE9 == wantedE9;
  }

  private static long leverageE9(GridLeg leg, AccountView account) {
    long wantedE9 = leg.parameters().leverageE9();
    if (wantedE9 != UNKNOWN || account == null) {
      return wantedE9;
    }
    PositionView position = account.position(leg.seat.instrument(), leg.leg);
    return position == null ? UNKNOWN : position.leverageE9();
  }

  private static boolean fundingBlocks(GridLeg leg, StateView view) {
    long mostE9 = leg.side().maxFundingE9();
    if (mostE9 == UNKNOWN) {
      return false;
    }
    long rateE9 = view.fundingRateE9(leg.seat.instrument());
    return rateE9 == UNKNOWN || leg.sign * rateE9 > mostE9;
  }

  private static boolean small(long quantityE9, long priceE9, int instrument, StateView view) {
    long leastE9 = view.minQuantityE9(instrument);
    long leastNotionalE9 = view.minNotionalE9(instrument);
    return quantityE9 <= 0
        || (leastE9 != UNKNOWN && quantityE9 < leastE9)
        || (leastNotionalE9 != UNKNOWN
            && Decimals.multiplyE9(quantityE9, priceE9) < leastNotionalE9);
  }

  /** What is held could not be closed by the one order that is to close it. */
  private static boolean beyondProfit(GridLeg leg, long quantityE9, StateView view) {
    long mostE9 = view.maxQuantityE9(leg.seat.instrument());
    return mostE9 != UNKNOWN && whole(leg, quantityE9) > mostE9;
  }

  private static long whole(GridLeg leg, long quantityE9) {
    return Math.addExact(Math.max(leg.cycle.sizeE9(), leg.legSizeE9()), quantityE9);
  }

  private static boolean beyondCap(GridLeg leg, long quantityE9, StateView view) {
    long capE9 = leg.side().capE9();
    if (capE9 == UNKNOWN) {
      return false;
    }
    long markE9 = view.markPriceE9(leg.seat.instrument());
    long wholeE9 = whole(leg, quantityE9);
    return markE9 == UNKNOWN || Decimals.multiplyE9(wholeE9, markE9) > capE9;
  }

  /** Follows the best price of the leg's own side, or gives up. */
  private static void quote(GridLeg leg, StateView view, Proposals out) {
    OrderView order = leg.entry.live();
    if (order.busy()) {
      return;
    }
    boolean closed = leg.cycle.filled() > 0 && leg.cycle.sizeE9() == 0;
    if (closed || !allowed(leg, order.tag(), view) || leg.closingWhy() != GridClosing.NO) {
      out.cancel(order);
      return;
    }
    long bestE9 = own(leg, view);
    boolean rests = view.timeNs() - leg.touch.quotedNs() < leg.side().touchRequoteNs();
    if (rests || bestE9 == UNKNOWN || bestE9 == order.priceE9()) {
      return;
    }
    long movedE9 = Math.abs(bestE9 - leg.touch.firstPriceE9());
    long part = Decimals.divideE9(movedE9, leg.touch.firstPriceE9());
    boolean far = part > Decimals.divideE9(leg.side().touchDriftE9(), GridArithmetic.HUNDRED_E9);
    if (far || leg.touch.tries() >= leg.side().touchTries()) {
      out.cancel(order);
    } else {
      out.amend(order, bestE9, UNKNOWN);
    }
  }

  private static long own(GridLeg leg, StateView view) {
    int instrument = leg.seat.instrument();
    return leg.sign > 0 ? view.bestBidE9(instrument) : view.bestAskE9(instrument);
  }

  private static void skip(
      GridLeg leg, int level, int why, String what, long nowNs, Proposals out) {
    if (leg.tells.again(why, nowNs)) {
      out.signal(leg.leg, why, "skipped", level * Decimals.ONE_E9, what);
      out.alert(AlertCode.STRATEGY, Severity.WARNING, what);
    }
  }
}
