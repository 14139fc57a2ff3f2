package ringside.engine.strategy.grid;

import ringside.engine.core.Proposals;
import ringside.engine.core.StateView;
import ringside.engine.core.state.AccountView;
import ringside.engine.core.state.OrderView;
import ringside.engine.core.state.PositionView;
import ringside.journal.codec.AlertCode;
import ringside.journal.codec.RiskAction;
import ringside.journal.codec.Severity;
import ringside.journal.codec.TimeInForce;
import ringside.journal.codec.TriggerBy;
import ringside.journal.event.Decimals;

/**
 * Proposes what closes and protects, and says what a leg has to say: take-profits, stops, the close
 * at market. Stateless; engine thread only.
 */
final class GridExits {
  private static final long UNKNOWN = StateView.UNKNOWN;

  /** A stop that the venue does not show is sent again after so long. */
  private static final long STOP_RETRY_NS = 2 * GridLeg.SECOND_NS;

  /** After so many it is sent less often, and a human is told. */
  private static final int STOP_TRIES = 3;

  private static final long STOP_SLOW_RETRY_NS = 30 * GridLeg.SECOND_NS;

  /** After so many refusals of a take-profit it is tried less often, and a human is told. */
  static final int PROFIT_TRIES = 3;

  /** The venue itself takes back what nothing is left to reduce for; after so long we do. */
  private static final long LEFT_OVER_NS = 2 * GridLeg.SECOND_NS;

  private GridExits() {}

  /** Whether there is something to do whatever the market does. */
  static boolean due(GridLeg leg, StateView view) {
    if (leg.tells.any() || leg.stray() != null || closing(leg) || dust(leg, view)) {
      return true;
    }
    if (uncoveredE9(leg, view) > 0 && leg.tells.again(GridTells.UNCOVERED, view.timeNs())) {
      return true;
    }
    OrderView order = leg.profit.live();
    if (order == null) {
      return placesProfit(leg);
    }
    return !order.busy() && (leg.cycle.filled() > 0 ? amends(leg, order, view) : ends(leg, order));
  }

  /** What the leg has to say: facts first. */
  static void tell(GridLeg leg, Proposals out) {
    GridTells tells = leg.tells;
    if (!tells.any()) {
      return;
    }
    if (tells.due(GridTells.CYCLE)) {
      out.signal(leg.leg, GridTells.CYCLE, "cycle", tells.cycleNetE9(), "a cycle is over");
    }
    long sizeE9 = leg.legSizeE9();
    say(leg, GridTells.EXTERNAL, "external", "somebody else changed a leg", sizeE9, out);
    say(leg, GridTells.HELD, "held", "a leg that others opened is left alone", sizeE9, out);
    say(leg, GridTells.ADOPTED, "adopted", "a leg that others opened is restored", sizeE9, out);
    say(leg, GridTells.RESTORED, "restored", "a leg of ours is restored", sizeE9, out);
    say(leg, GridTells.CORRECTED, "corrected", "the venue's average entry differed", sizeE9, out);
    String exhausted = "too many entries came to nothing";
    latch(leg, GridTells.EXHAUSTED, GridTells.EXHAUSTED_RULE, exhausted, out);
    String lost = "it was taken away too often";
    latch(leg, GridTells.PROFIT_LOST, GridTells.PROFIT_LOST_RULE, lost, out);
  }

  private static void say(
      GridLeg leg, int what, String name, String detail, long valueE9, Proposals out) {
    if (leg.tells.due(what)) {
      out.signal(leg.leg, what, name, valueE9, detail);
      boolean ours = what == GridTells.CORRECTED || what == GridTells.RESTORED;
      AlertCode code =
          what == GridTells.EXTERNAL
              ? AlertCode.EXTERNAL_CHANGE
              : ours ? AlertCode.RECONCILIATION : AlertCode.FOREIGN_POSITION;
      out.alert(code, Severity.WARNING, detail);
    }
  }

  private static void latch(GridLeg leg, int what, String rule, String detail, Proposals out) {
    if (leg.tells.due(what)) {
      out.latch(leg.leg, rule, RiskAction.KEEP, detail);
      out.alert(AlertCode.STRATEGY, Severity.CRITICAL, detail);
    }
  }

  /** The take-profit, or what is in its place while the leg is being closed. */
  static void profit(GridLeg leg, StateView view, Proposals out) {
    OrderView stray = leg.stray();
    if (stray != null && !stray.busy() && !leg.held()) {
      out.cancel(stray);
    }
    if (closing(leg)) {
      closeAtMarket(leg, view, out);
      return;
    }
    tellUncovered(leg, view, out);
    OrderView order = leg.profit.live();
    if (order != null) {
      if (order.busy()) {
        return;
      }
      if (leg.cycle.filled() == 0) {
        if (ends(leg, order) && view.timeNs() - leg.executedNs() >= LEFT_OVER_NS) {
          out.cancel(order);
        }
      } else if (amends(leg, order, view)) {
        amend(leg, order, view, out);
      }
      return;
    }
    long nowNs = view.timeNs();
    if (dust(leg, view)) {
      sweep(leg, nowNs, out);
    } else if (placesProfit(leg) && nowNs >= leg.profitRetryNs()) {
      long tickE9 = view.tickE9(leg.seat.instrument());
      if (leg.profitRefusals() >= PROFIT_TRIES && leg.tells.again(GridTells.UNPROTECTED, nowNs)) {
        String what = "the venue does not take the leg's take-profit";
        out.signal(leg.leg, GridTells.UNPROTECTED, "profit-missing", leg.closableE9(), what);
        out.alert(AlertCode.PROTECTION_MISSING, Severity.CRITICAL, what);
      }
      if (tickE9 != UNKNOWN) {
        out.place(leg.closing, leg.leg, quantity(leg, view))
            .limit(price(leg, tickE9), TimeInForce.GTC)
            .reduceOnly()
            .tag(GridLeg.PROFIT_TAG);
      }
    }
  }

  /** Where the take-profit belongs, or null. */
  static long price(GridLeg leg, long tickE9) {
    long averageE9 = leg.cycle.averageE9();
    return averageE9 == UNKNOWN || tickE9 == UNKNOWN
        ? UNKNOWN
        : GridArithmetic.takeProfit(leg.side(), leg.sign, averageE9, tickE9);
  }

  /** One that never was, or is no more, and a leg that it could close. */
  private static boolean placesProfit(GridLeg leg) {
    return leg.cycle.filled() > 0
        && !leg.profit.followed()
        && !leg.close.followed()
        && leg.stop() != GridStop.PROFIT_LOST
        && leg.closableE9() > 0
        && leg.cycle.averageE9() != UNKNOWN;
  }

  private static boolean amends(GridLeg leg, OrderView order, StateView view) {
    long tickE9 = view.tickE9(leg.seat.instrument());
    long wantedE9 = quantity(leg, view);
    if (tickE9 == UNKNOWN || wantedE9 <= 0 || !leg.profit.allHeard()) {
      return false;
    }
    return order.priceE9() != price(leg, tickE9) || order.leavesE9() != wantedE9;
  }

  private static void amend(GridLeg leg, OrderView order, StateView view, Proposals out) {
    long priceE9 = price(leg, view.tickE9(leg.seat.instrument()));
    long wantedE9 = quantity(leg, view);
    boolean same = order.leavesE9() == wantedE9;
    long wholeE9 = Math.addExact(order.filledE9(), wantedE9);
    long mostE9 = view.maxQuantityE9(leg.seat.instrument());
    if (!same && mostE9 != UNKNOWN && wholeE9 > mostE9) {
      // With what it has filled it would be too large an order: another one takes its place.
      out.cancel(order);
      return;
    }
    out.amend(order, order.priceE9() == priceE9 ? UNKNOWN : priceE9, same ? UNKNOWN : wholeE9);
  }

  /** The leg is flat, and the order could still trade. */
  private static boolean ends(GridLeg leg, OrderView order) {
    return !leg.held() && order.leavesE9() > 0;
  }

  /** Others made the leg larger than the venue's largest order: a part has no take-profit. */
  private static void tellUncovered(GridLeg leg, StateView view, Proposals out) {
    long uncoveredE9 = uncoveredE9(leg, view);
    if (uncoveredE9 > 0 && leg.tells.again(GridTells.UNCOVERED, view.timeNs())) {
      String what =
          "the leg is larger than the venue's largest order: a part of it has no take-profit";
      out.signal(leg.leg, GridTells.UNCOVERED, "uncovered", uncoveredE9, what);
      out.alert(AlertCode.STRATEGY, Severity.WARNING, what);
    }
  }

  private static long uncoveredE9(GridLeg leg, StateView view) {
    return leg.cycle.filled() > 0 ? leg.closableE9() - quantity(leg, view) : 0;
  }

  private static long quantity(GridLeg leg, StateView view) {
    long mostE9 = view.maxQuantityE9(leg.seat.instrument());
    long wantedE9 = leg.closableE9();
    return mostE9 == UNKNOWN ? wantedE9 : Math.min(mostE9, wantedE9);
  }

  private static boolean closing(GridLeg leg) {
    return leg.closingWhy() != GridClosing.NO && leg.cycle.sizeE9() > 0;
  }

  private static void closeAtMarket(GridLeg leg, StateView view, Proposals out) {
    boolean waits = false;
    OrderView entry = leg.entry.live();
    if (entry != null) {
      waits = true;
      if (!entry.busy() && leg.entry.limit() && entry.leavesE9() > 0) {
        out.cancel(entry);
      }
    }
    OrderView profit = leg.profit.live();
    if (profit != null) {
      waits = true;
      if (!profit.busy() && profit.leavesE9() > 0) {
        out.cancel(profit);
      }
    }
    boolean free = !waits && !leg.close.followed() && leg.closableE9() > 0;
    if (free && view.timeNs() >= leg.closeRetryNs()) {
      long mostE9 = view.maxMarketQuantityE9(leg.seat.instrument());
      long wantedE9 = leg.closableE9();
      long quantityE9 = mostE9 == UNKNOWN ? wantedE9 : Math.min(mostE9, wantedE9);
      out.place(leg.closing, leg.leg, quantityE9).reduceOnly().tag(GridLeg.CLOSE_TAG);
    }
  }

  /** What is left is too little for a resting order. */
  private static boolean dust(GridLeg leg, StateView view) {
    long leastE9 = view.minQuantityE9(leg.seat.instrument());
    return leg.cycle.filled() > 0
        && leg.profit.live() == null
        && !leg.profit.followed()
        && !leg.close.followed()
        && leastE9 != UNKNOWN
        && leg.closableE9() > 0
        && leg.closableE9() < leastE9;
  }

  /** Once; then a human is told. */
  private static void sweep(GridLeg leg, long nowNs, Proposals out) {
    if (leg.tells.again(GridTells.DUST, nowNs)) {
      String what = "less than the venue's minimum is left";
      out.signal(leg.leg, GridTells.DUST, "dust", leg.closableE9(), what);
      out.place(leg.closing, leg.leg, leg.closableE9()).reduceOnly().tag(GridLeg.CLOSE_TAG);
    }
  }

  /**
   * The limits that close the leg from here: what it may lose, and a stop that is passed and does
   * not stand at the venue.
   *
   * @return whether the leg is closed from now on: nothing else is done for it
   */
  static boolean limits(GridLeg leg, AccountView account, StateView view, Proposals out) {
    GridCycle cycle = leg.cycle;
    long markE9 = view.markPriceE9(leg.seat.instrument());
    if (!holds(leg) || markE9 == UNKNOWN) {
      return false;
    }
    GridSide side = leg.side();
    if (side.maxCycleLossE9() != UNKNOWN) {
      long openE9 = leg.sign * Decimals.multiplyE9(markE9 - cycle.averageE9(), cycle.sizeE9());
      if (cycle.netE9() + openE9 <= -side.maxCycleLossE9()) {
        close(leg, GridClosing.LOSS, "a cycle has lost as much as it may", view, out);
        return true;
      }
    }
    long stopE9 = missingStop(leg, account, view);
    if (stopE9 != UNKNOWN && leg.sign * (markE9 - stopE9) <= 0) {
      String what = "the stop is passed and does not stand at the venue";
      close(leg, GridClosing.STOP, what, view, out);
      return true;
    }
    return false;
  }

  /** The position's own stop at the venue. */
  static void stop(GridLeg leg, AccountView account, StateView view, Proposals out) {
    long stopE9 = holds(leg) ? missingStop(leg, account, view) : UNKNOWN;
    if (stopE9 != UNKNOWN) {
      setStop(leg, stopE9, view.timeNs(), out);
    }
  }

  /** Whether the venue shows the stop where it belongs. */
  static boolean stopStands(GridLeg leg, AccountView account, StateView view) {
    return holds(leg) && !leg.differs() && missingStop(leg, account, view) == UNKNOWN;
  }

  private static boolean holds(GridLeg leg) {
    return leg.guarded()
        && leg.cycle.sizeE9() > 0
        && leg.cycle.averageE9() != UNKNOWN
        && leg.closingWhy() == GridClosing.NO;
  }

  /** Where the stop belongs, if the venue shows another or none; or null. */
  private static long missingStop(GridLeg leg, AccountView account, StateView view) {
    long tickE9 = view.tickE9(leg.seat.instrument());
    if (leg.side().stopLossE9() == UNKNOWN || tickE9 == UNKNOWN || leg.differs()) {
      return UNKNOWN;
    }
    long stopE9 = GridArithmetic.stop(leg.side(), leg.sign, leg.cycle.averageE9(), tickE9);
    PositionView position = account.position(leg.seat.instrument(), leg.leg);
    return position != null && position.stopLossE9() == stopE9 ? UNKNOWN : stopE9;
  }

  private static void setStop(GridLeg leg, long stopE9, long nowNs, Proposals out) {
    long wait = leg.stopsSent() < STOP_TRIES ? STOP_RETRY_NS : STOP_SLOW_RETRY_NS;
    if (leg.stopSentNs() != GridLeg.NEVER && nowNs - leg.stopSentNs() < wait) {
      return;
    }
    out.tradingStop(leg.leg, UNKNOWN, stopE9, UNKNOWN, TriggerBy.MARK);
    if (leg.stopsSent() >= STOP_TRIES && leg.tells.again(GridTells.STOP, nowNs)) {
      String what = "the venue does not take the leg's stop";
      out.signal(leg.leg, GridTells.STOP, "stop-missing", stopE9, what);
      out.alert(AlertCode.PROTECTION_MISSING, Severity.CRITICAL, what);
    }
  }

  /** Tells it, and begins: whatever the leg remembers, it remembers by the signal. */
  private static void close(
      GridLeg leg, GridClosing why, String what, StateView view, Proposals out) {
    out.signal(leg.leg, GridTells.CLOSING, "close", why.ordinal(), what);
    out.alert(AlertCode.STRATEGY, Severity.CRITICAL, what);
    closeAtMarket(leg, view, out);
  }
}
