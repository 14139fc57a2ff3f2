package ringside.engine.strategy.grid;

import ringside.engine.core.Happening;
import ringside.engine.core.Proposal;
import ringside.engine.core.StateView;
import ringside.engine.core.state.AccountView;
import ringside.engine.core.state.OrderPhase;
import ringside.engine.core.state.OrderState;
import ringside.engine.core.state.OrderView;
import ringside.engine.core.state.PositionView;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OperatorAction;
import ringside.journal.codec.RiskLevel;

/**
 * How events, and the strategy's own decisions, change what a leg knows, by the rules of
 * docs/GRID.md. Engine thread only.
 */
final class GridFold {
  /** A take-profit that somebody cancelled is placed again after so long. */
  private static final long PROFIT_RETRY_NS = GridLeg.SECOND_NS;

  private static final int PROFIT_LOSSES = 3;

  /** One that is refused time and again is tried again after so long. */
  private static final long REFUSED_RETRY_NS = 5 * GridLeg.SECOND_NS;

  /** Losses of a take-profit further apart than this are not counted together. */
  private static final long PROFIT_LOSS_MEMORY_NS = 3_600 * GridLeg.SECOND_NS;

  /** A size that no execution explains is believed after so long. */
  private static final long FOREIGN_SIZE_NS = 5 * GridLeg.SECOND_NS;

  /** And after so long where an execution may have been lost: an audit lies between. */
  private static final long LOST_EXECUTION_NS = 40 * GridLeg.SECOND_NS;

  private final GridLeg of;

  GridFold(GridLeg of) {
    this.of = of;
  }

  void fold(Happening happening, StateView view) {
    boolean mine = happening.leg() == of.leg;
    switch (happening.kind()) {
      case EXECUTION -> {
        if (mine) {
          executed(happening, view);
        }
        heard(happening.order());
      }
      case PLACED -> placed(happening.order(), view);
      case AMENDED -> {
        if (of.entry.is(happening.order())) {
          of.touch.quoted(happening.order().priceE9(), view.timeNs());
        }
      }
      case CANCELLED -> cancelAsked(happening.order());
      case STOP_SENT -> {
        if (mine) {
          of.stopSentNs = view.timeNs();
          of.stopsSent++;
        }
      }
      case SIGNALLED -> {
        if (mine) {
          signalled(happening, view.timeNs());
        }
      }
      case OPERATOR -> {
        if (mine || happening.leg() == Leg.NULL_VAL) {
          operator(happening.operatorAction());
        }
      }
      case RISK -> {
        boolean here = mine || happening.leg() == Leg.NULL_VAL;
        if (here && happening.riskLevel() == RiskLevel.EMERGENCY) {
          of.tells.latched(happening.name());
        }
      }
      default -> heard(happening.order());
    }
    look(view, happening.kind() == Happening.Kind.REPORT);
  }

  private void heard(OrderView order) {
    if (of.entry.is(order)) {
      of.entry.heard(order);
    } else if (of.profit.is(order)) {
      of.profit.heard(order);
    } else if (of.close.is(order)) {
      of.close.heard(order);
    }
  }

  private void placed(OrderView order, StateView view) {
    if (order == null || order.leg() != of.leg) {
      return;
    }
    if (order.tag() == GridLeg.PROFIT_TAG) {
      of.profit.placed(order);
    } else if (order.tag() == GridLeg.CLOSE_TAG) {
      of.close.placed(order);
    } else {
      of.entry.placed(order);
      of.lateTag = GridOrder.NONE;
      if (of.cycle.filled() == 0) {
        of.plannedFirstE9 = GridEntries.first(of, view);
      }
      if (of.entry.limit()) {
        of.touch.quoted(order.priceE9(), view.timeNs());
      } else {
        of.touch.clear();
      }
    }
  }

  private void cancelAsked(OrderView order) {
    if (of.entry.is(order)) {
      of.entry.cancelAsked();
    } else if (of.profit.is(order)) {
      of.profit.cancelAsked();
    }
  }

  private void signalled(Happening happening, long nowNs) {
    if (happening.tag() == GridTells.CLOSING) {
      boolean loss = happening.valueE9() == GridClosing.LOSS.ordinal();
      of.closingWhy = loss ? GridClosing.LOSS : GridClosing.STOP;
    } else {
      of.tells.told(happening.tag(), nowNs);
    }
  }

  private void operator(OperatorAction action) {
    if (action == OperatorAction.RESUME) {
      of.addsPaused = false;
      if (!of.stop.halts()) {
        of.stop = GridStop.NONE;
      }
    } else if (action == OperatorAction.CLEAR && of.stop.halts()) {
      of.stop = GridStop.NONE;
      of.failures = 0;
      of.profitLosses = 0;
    }
  }

  private void executed(Happening happening, StateView view) {
    OrderView order = happening.order();
    boolean ours = order != null && order.strategy() == of.seat.strategy();
    ExecutionType type = happening.executionType();
    if (type == ExecutionType.FUNDING) {
      if (of.cycle.filled() > 0) {
        of.cycle.funding(happening.feeE9());
      }
      return;
    }
    boolean opens = happening.side() == of.opening;
    if (ours || !opens || of.cycle.filled() > 0) {
      // What others open of a flat leg hides no execution of ours.
      of.executedNs = view.timeNs();
    }
    if (opens) {
      if (ours && order.tag() < GridLeg.LEVELS) {
        opened(happening, order);
      } else if (of.cycle.filled() > 0) {
        of.cycle.add(happening.priceE9(), happening.quantityE9());
        of.cycle.fee(happening.feeE9());
        external();
      }
      return;
    }
    if (ours) {
      followedExecution(order, happening.quantityE9());
    }
    reduced(happening, taken(type) || (order != null && !order.foreign()));
    if (taken(type)) {
      of.stop = GridStop.LIQUIDATED;
    }
  }

  /** The venue took it; the core latches the account for it. */
  private static boolean taken(ExecutionType type) {
    return switch (type) {
      case LIQUIDATION, ADL, SETTLEMENT, DELIVERY -> true;
      default -> false;
    };
  }

  private void followedExecution(OrderView order, long quantityE9) {
    if (of.entry.is(order)) {
      of.entry.executed(quantityE9);
    } else if (of.profit.is(order)) {
      of.profit.executed(quantityE9);
    } else if (of.close.is(order)) {
      of.close.executed(quantityE9);
    }
  }

  private void opened(Happening happening, OrderView order) {
    if (of.cycle.filled() > 0 && of.cycle.sizeE9() == 0) {
      endCycle();
    }
    int level = order.tag();
    if (of.cycle.filled() == 0) {
      // What fills after the of.close begins a of.cycle, whichever level it was for.
      boolean planned = level == 0 && of.entry.is(order) && of.plannedFirstE9 > 0;
      long before = of.cycle.firstE9() > 0 ? of.cycle.firstE9() : happening.quantityE9();
      of.cycle.clear();
      of.cycle.begin(planned ? of.plannedFirstE9 : before);
      of.lateTag = level;
    }
    followedExecution(order, happening.quantityE9());
    of.cycle.open(level == of.lateTag ? 0 : level, happening.priceE9(), happening.quantityE9());
    of.cycle.fee(happening.feeE9());
    of.failures = 0;
    of.profitLosses = 0;
  }

  private void reduced(Happening happening, boolean expected) {
    boolean cycling = of.cycle.filled() > 0;
    of.cycle.reduce(of.sign, happening.priceE9(), happening.quantityE9());
    if (!cycling) {
      return;
    }
    of.cycle.fee(happening.feeE9());
    of.closedByOthers = !expected;
    of.profitLosses = 0;
    if (of.cycle.sizeE9() == 0) {
      of.closedNs = happening.executedNs();
    } else if (!expected) {
      external();
    }
  }

  private void external() {
    of.addsPaused = true;
    of.tells.tell(GridTells.EXTERNAL);
  }

  private void look(StateView view, boolean reported) {
    // Asked for, not remembered: a leg that began anew was told of nothing.
    of.latched = view.latched(of.seat.account(), of.seat.instrument(), of.leg);
    AccountView account = view.account(of.seat.account());
    if (account == null) {
      return;
    }
    findOrders(account);
    PositionView position = account.position(of.seat.instrument(), of.leg);
    of.legSizeE9 = position == null ? 0 : Math.max(0, of.sign * position.sizeE9());
    long nowNs = view.timeNs();
    if (of.profit.live() != null && of.profit.live().phase() == OrderPhase.WORKING) {
      of.profitRefusals = 0;
    }
    if (of.entry.over()) {
      entryOver(nowNs);
    }
    if (of.profit.over()) {
      profitOver(nowNs);
    }
    if (of.close.over()) {
      of.closeRetryNs = of.close.executedE9() > 0 ? GridLeg.NEVER : nowNs + GridLeg.SECOND_NS;
      of.close.forget();
    }
    if (of.cycle.filled() > 0 && of.cycle.sizeE9() == 0 && !of.entry.followed()) {
      endCycle();
    }
    difference(account, position, view);
    // Positions are reported before the executions that made them: all must be in.
    if (reported && account.reconciled() && of.cycle.filled() > 0 && !of.differs()) {
      correct(position, view);
    }
    if (GridExits.stopStands(of, account, view)) {
      of.stopsSent = 0;
    }
    of.exitsDue = GridExits.due(of, view);
    of.entryPossible = GridEntries.possible(of);
    of.triggerE9 = GridEntries.trigger(of);
  }

  private void findOrders(AccountView account) {
    of.entry.unseen();
    of.profit.unseen();
    of.close.unseen();
    of.stray = null;
    for (int i = 0; i < account.liveOrders(); i++) {
      OrderView order = account.liveOrder(i);
      if (order.instrument() != of.seat.instrument() || order.leg() != of.leg) {
        continue;
      }
      boolean ours = order.strategy() == of.seat.strategy();
      if (of.entry.is(order) || of.profit.is(order) || of.close.is(order)) {
        heard(order);
      } else if (ours && order.tag() == GridLeg.PROFIT_TAG && !of.profit.followed()) {
        of.profit.placed(order);
      } else if (ours || astray(order)) {
        of.stray = order;
      }
    }
  }

  /** One by our name that the journal does not know, or of a strategy that sat here before. */
  private static boolean astray(OrderView order) {
    boolean named = order.strategy() != OrderState.NO_STRATEGY;
    return !order.foreign()
        && !order.clientId().isEmpty()
        && (named || order.tag() == Proposal.NO_TAG);
  }

  private void entryOver(long nowNs) {
    boolean traded = of.entry.executedE9() > 0;
    boolean quoted = of.entry.limit() && of.entry.cancelled();
    boolean givenUp = of.entry.wasCancelAsked() || of.touch.tries() >= of.side.touchTries();
    of.entry.forget();
    if (traded) {
      of.touch.clear();
      of.failures = 0;
    } else if (quoted && !givenUp) {
      of.retryAtNs = of.touch.quotedNs() + of.side.touchRequoteNs();
    } else if (quoted) {
      of.touch.clear();
      if (of.side.touchThen() == GridSide.TouchThen.MARKET) {
        of.touch.thenMarket();
      } else {
        of.retryAtNs = nowNs + of.side.retryDelayNs();
      }
    } else {
      of.touch.clear();
      of.failures++;
      of.retryAtNs = nowNs + of.side.retryDelayNs();
      if (of.failures > of.side.retries()) {
        of.stop = GridStop.EXHAUSTED;
        of.tells.tell(GridTells.EXHAUSTED);
      }
    }
  }

  private void profitOver(long nowNs) {
    boolean lost = !of.profit.filled() && !of.profit.wasCancelAsked() && of.cycle.sizeE9() > 0;
    boolean refused = of.profit.refused();
    of.profit.forget();
    if (lost && refused) {
      // A venue that takes nothing has taken nothing away: it may last, and is tried until it ends.
      of.profitRefusals++;
      boolean often = of.profitRefusals >= GridExits.PROFIT_TRIES;
      of.profitRetryNs = nowNs + (often ? REFUSED_RETRY_NS : PROFIT_RETRY_NS);
    } else if (lost) {
      boolean longAgo =
          of.profitLostNs != GridLeg.NEVER && nowNs - of.profitLostNs > PROFIT_LOSS_MEMORY_NS;
      of.profitLosses = longAgo ? 1 : of.profitLosses + 1;
      of.profitLostNs = nowNs;
      of.profitRetryNs = of.profitLosses > 1 ? nowNs + PROFIT_RETRY_NS : nowNs;
      if (of.profitLosses > PROFIT_LOSSES) {
        of.stop = GridStop.PROFIT_LOST;
        of.tells.tell(GridTells.PROFIT_LOST);
      }
    }
  }

  private void endCycle() {
    of.tells.cycle(of.cycle.netE9());
    of.cooldownUntilNs =
        of.closedNs == GridLeg.NEVER ? GridLeg.NEVER : of.closedNs + of.side.cooldownNs();
    boolean auto = of.side.autoCycle();
    if (of.closedByOthers) {
      of.stop = of.stop.halts() ? of.stop : GridStop.EXTERNAL;
      of.tells.tell(GridTells.EXTERNAL);
    } else if (!auto && of.stop == GridStop.NONE) {
      of.stop = GridStop.CYCLE_DONE;
    }
    of.cycle.clear();
    of.touch.clear();
    of.side = of.configured();
    of.closingWhy = GridClosing.NO;
    of.closedByOthers = false;
    of.addsPaused = false;
    of.addsBarred = false;
    of.failures = 0;
    of.retryAtNs = GridLeg.NEVER;
    of.profitLosses = 0;
    of.stopsSent = 0;
  }

  /** The leg is not what its executions add up to. */
  private void difference(AccountView account, PositionView position, StateView view) {
    if (account.reconciled() && lost(position)) {
      restore(position.entryPriceE9(), view);
      return;
    }
    long nowNs = view.timeNs();
    boolean another = !of.side.enabled() && of.cycle.filled() == 0;
    if (!of.differs() || another || !account.reconciled()) {
      of.differsSinceNs = GridLeg.NEVER;
      return;
    }
    if (of.differsSinceNs == GridLeg.NEVER) {
      of.differsSinceNs = nowNs;
    }
    boolean idle = of.cycle.filled() == 0 && !of.entry.followed() && !of.profit.followed();
    boolean recent =
        of.executedNs != GridLeg.NEVER && nowNs - of.executedNs < 2 * LOST_EXECUTION_NS;
    long patienceNs = idle && !recent ? FOREIGN_SIZE_NS : LOST_EXECUTION_NS;
    if (nowNs - of.differsSinceNs < patienceNs) {
      return;
    }
    of.differsSinceNs = GridLeg.NEVER;
    long averageE9 = position == null ? StateView.UNKNOWN : position.entryPriceE9();
    if (of.cycle.filled() > 0) {
      of.cycle.restate(of.legSizeE9, averageE9);
      if (of.legSizeE9 == 0) {
        of.closedByOthers = true;
        of.closedNs = nowNs;
      } else {
        external();
      }
    } else if (averageE9 == StateView.UNKNOWN || averageE9 <= 0) {
      hold(averageE9);
    } else {
      adopt(averageE9, view);
    }
  }

  /** Our orders opened all of it, and the leg does not know: it began anew after a fault. */
  private boolean lost(PositionView position) {
    return of.cycle.filled() == 0
        && of.legSizeE9 > 0
        && !of.entry.followed()
        && position.stated()
        && position.foreignE9() == 0
        && position.entryPriceE9() > 0;
  }

  /** Which levels were filled nobody knows any more: they count as one. */
  private void restore(long averageE9, StateView view) {
    take(averageE9, view);
    of.differsSinceNs = GridLeg.NEVER;
    of.tells.tell(GridTells.RESTORED);
  }

  private void adopt(long averageE9, StateView view) {
    if (of.side.adoption() == GridSide.Adoption.HOLD) {
      hold(averageE9);
      return;
    }
    take(averageE9, view);
    if (of.side.adoption() == GridSide.Adoption.CLOSE) {
      of.closingWhy = GridClosing.ADOPTION;
    }
    of.tells.tell(GridTells.ADOPTED);
  }

  private void take(long averageE9, StateView view) {
    long firstE9 = GridEntries.first(of, view, averageE9);
    of.cycle.clear();
    of.cycle.adopt(firstE9 > 0 ? firstE9 : of.legSizeE9, of.legSizeE9, averageE9);
    of.addsBarred = !of.side.adoptedAdds();
  }

  private void hold(long averageE9) {
    of.cycle.clear();
    of.cycle.restate(of.legSizeE9, averageE9);
    if (of.legSizeE9 > 0) {
      of.stop = of.stop.halts() ? of.stop : GridStop.EXTERNAL;
      of.tells.tell(GridTells.HELD);
    }
  }

  private void correct(PositionView position, StateView view) {
    if (position == null || !position.stated() || position.entryPriceE9() <= 0) {
      return;
    }
    long offE9 = Math.abs(position.entryPriceE9() - of.cycle.averageE9());
    if (offE9 > view.tickE9(of.seat.instrument())) {
      of.cycle.restate(of.cycle.sizeE9(), position.entryPriceE9());
      of.tells.tell(GridTells.CORRECTED);
    }
  }
}
