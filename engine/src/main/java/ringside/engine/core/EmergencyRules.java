package ringside.engine.core;

import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.EmergencyPhase;
import ringside.engine.core.state.InstrumentState;
import ringside.engine.core.state.OrderState;
import ringside.engine.core.state.OrderView;
import ringside.engine.core.state.PositionState;
import ringside.engine.core.state.PositionView;
import ringside.engine.core.state.RiskEntry;
import ringside.journal.codec.Leg;
import ringside.journal.codec.ReportKind;
import ringside.journal.codec.RiskAction;
import ringside.journal.codec.Side;
import ringside.journal.event.Decimals;

/**
 * Carries emergencies through: takes back what would open, by name, until the venue says in a
 * complete report that none is left; then keeps positions with what protects them, or closes both
 * legs together at market, in orders as large as the venue allows, until the venue says they are
 * flat. Driven by ticks and by what is recorded, so it goes on after a restart where it was. What
 * fails is tried again, at a bounded rate; an answer that does not come holds nothing up for ever.
 * Changes nothing itself. Engine thread only.
 */
final class EmergencyRules {
  /** What orders that close positions in an emergency are tagged with. */
  static final int TAG = 64_001;

  /** Positions are closed after so long, whether or not the venue has said what else is open. */
  static final long PATIENCE_NS = 5_000_000_000L;

  /** Orders of one emergency are sent this far apart, report requests too. */
  static final long PACE_NS = 1_000_000_000L;

  /** What is not known to have arrived after so long is not waited for: it can only reduce. */
  static final long UNHEARD_NS = 5_000_000_000L;

  /** At once, for one account. */
  private static final int MOST_ORDERS = 10;

  private static final long UNKNOWN = Decimals.INVALID;
  private static final long NEVER = Long.MIN_VALUE;

  private final CoreState state;
  private final Decisions decisions;
  private final RiskDecisions risk;

  EmergencyRules(CoreState state, Decisions decisions, RiskDecisions risk) {
    this.state = state;
    this.decisions = decisions;
    this.risk = risk;
  }

  /** Whether an order is one that closes a position in an emergency. */
  static boolean closes(OrderView order) {
    return order != null && order.tag() == TAG && order.strategy() == OrderState.NO_STRATEGY;
  }

  /**
   * After every event: goes on with what there is to do.
   *
   * @param tick whether time passed; otherwise only what has begun just now is looked at
   */
  void run(boolean tick) {
    boolean none = state.risk.emergencies() == 0 || !state.run.running();
    // Between ticks most events begin nothing: then accounts are not looked at.
    if (none || (!tick && state.risk.changedNs() != state.run.timeNs())) {
      return;
    }
    for (int i = 0; i < state.risk.accounts(); i++) {
      AccountState account = state.accounts.find(i);
      for (int k = 0; account != null && k < state.risk.size(i); k++) {
        RiskEntry entry = state.risk.at(i, k);
        if (entry.emergency() && (tick || entry.phaseNs() == state.run.timeNs())) {
          proceed(account, entry);
        }
      }
    }
  }

  private void proceed(AccountState account, RiskEntry entry) {
    boolean flatten = entry.action() == RiskAction.FLATTEN;
    boolean opening = withdraw(account, entry);
    switch (entry.phase()) {
      case CANCELLING -> {
        if (!opening) {
          risk.phase(entry, EmergencyPhase.VERIFYING);
          ask(account, entry, ReportKind.OPEN_ORDERS);
        } else if (flatten && waited(entry)) {
          risk.phase(entry, EmergencyPhase.CLOSING);
          close(account, entry);
        }
      }
      case VERIFYING -> {
        boolean verified = complete(account, entry, ReportKind.OPEN_ORDERS);
        if (opening) {
          risk.phase(entry, EmergencyPhase.CANCELLING);
        } else if (verified && !flatten) {
          risk.phase(entry, EmergencyPhase.DONE);
        } else if (verified || (flatten && waited(entry))) {
          risk.phase(entry, EmergencyPhase.CLOSING);
          close(account, entry);
        } else {
          ask(account, entry, ReportKind.OPEN_ORDERS);
        }
      }
      case CLOSING -> {
        if (!open(account, entry) && !opening) {
          risk.phase(entry, EmergencyPhase.CHECKING);
          ask(account, entry, ReportKind.OPEN_ORDERS);
          ask(account, entry, ReportKind.POSITIONS);
        } else {
          close(account, entry);
        }
      }
      case CHECKING -> {
        if (open(account, entry) || opening) {
          risk.phase(entry, EmergencyPhase.CLOSING);
          close(account, entry);
        } else if (complete(account, entry, ReportKind.OPEN_ORDERS)
            && complete(account, entry, ReportKind.POSITIONS)) {
          risk.phase(entry, EmergencyPhase.DONE);
        } else {
          ask(account, entry, ReportKind.OPEN_ORDERS);
          ask(account, entry, ReportKind.POSITIONS);
        }
      }
      case DONE -> {
        // What was unknown to everybody and shows now is taken back all the same; and what it
        // filled is closed. What others open by hand meanwhile is theirs.
        if (flatten && open(account, entry, true)) {
          risk.phase(entry, EmergencyPhase.CLOSING);
          close(account, entry);
        }
      }
    }
  }

  private boolean waited(RiskEntry entry) {
    return state.run.timeNs() - entry.sinceNs() >= PATIENCE_NS;
  }

  /**
   * Takes back what would open.
   *
   * @return whether any of it may still trade
   */
  private boolean withdraw(AccountState account, RiskEntry entry) {
    boolean any = false;
    for (int i = 0; i < account.orders.liveCount(); i++) {
      OrderState order = account.orders.live(i);
      if (order.opens() && ours(order) && covers(entry, order)) {
        any = true;
        cancel(order);
      }
    }
    return any;
  }

  /** What others made by hand is theirs. */
  private static boolean ours(OrderState order) {
    return !order.foreign();
  }

  private void cancel(OrderState order) {
    if (!order.busy() && state.commands.free() > 0) {
      decisions.cancelOrder(null, order);
    }
  }

  private boolean open(AccountState account, RiskEntry entry) {
    return open(account, entry, entry.reopened());
  }

  private boolean open(AccountState account, RiskEntry entry, boolean oursAlone) {
    for (int i = 0; i < account.positions.size(); i++) {
      PositionState position = account.positions.at(i);
      if (sizeE9(position, oursAlone) != 0 && covers(entry, position)) {
        return true;
      }
    }
    return false;
  }

  /** What is to be closed; what somebody opened by hand after the end is left to him. */
  private static long sizeE9(PositionState position, boolean oursAlone) {
    return oursAlone ? position.openedE9() : position.sizeE9();
  }

  /** Whether the order takes part of a position that is to be closed. */
  private static boolean inTheWay(AccountState account, RiskEntry entry, OrderState order) {
    PositionView position = account.position(order.instrument(), order.leg());
    return !entry.reopened() || (position != null && position.foreignE9() != position.sizeE9());
  }

  /** Both legs together, when nothing else takes part of them or would not go away. */
  private void close(AccountState account, RiskEntry entry) {
    boolean held = false;
    for (int i = 0; i < account.orders.liveCount(); i++) {
      OrderState order = account.orders.live(i);
      boolean takes = !order.opens() && !closes(order) && ours(order) && covers(entry, order);
      if (takes && inTheWay(account, entry, order)) {
        held |= !order.conditional();
        cancel(order);
      }
    }
    long nowNs = state.run.timeNs();
    boolean patient = nowNs - entry.phaseNs() < PACE_NS;
    boolean recently = entry.closedNs() != NEVER && nowNs - entry.closedNs() < PACE_NS;
    if ((held && patient) || recently) {
      return;
    }
    int sent = 0;
    for (int i = 0; i < account.positions.size() && sent < MOST_ORDERS; i++) {
      PositionState position = account.positions.at(i);
      long sizeE9 = sizeE9(position, entry.reopened());
      if (sizeE9 != 0 && covers(entry, position)) {
        sent += close(account, position, sizeE9, MOST_ORDERS - sent);
      }
    }
  }

  private int close(AccountState account, PositionState position, long sizeE9, int most) {
    InstrumentState rules = state.instruments.find(position.instrument());
    if (rules == null || !rules.defined()) {
      return 0;
    }
    long leftE9 = Math.abs(sizeE9) - onTheWayE9(account, position);
    long largestE9 = rules.maxMarketQuantityE9();
    if (largestE9 == UNKNOWN || largestE9 < rules.lotE9()) {
      largestE9 = Long.MAX_VALUE;
    }
    Side side = sizeE9 > 0 ? Side.SELL : Side.BUY;
    int sent = 0;
    while (sent < most && leftE9 >= rules.lotE9() && state.commands.free() > 0) {
      long quantityE9 = Math.min(leftE9, largestE9);
      quantityE9 -= quantityE9 % rules.lotE9();
      decisions.close(account.account(), position, side, quantityE9);
      leftE9 -= quantityE9;
      sent++;
    }
    return sent;
  }

  /** Of orders that close it already, as far as they have arrived or still may. */
  private long onTheWayE9(AccountState account, PositionState position) {
    long onTheWayE9 = 0;
    for (int i = 0; i < account.orders.liveCount(); i++) {
      OrderState order = account.orders.live(i);
      if (closes(order)
          && order.instrument() == position.instrument()
          && order.leg() == position.leg()
          && state.run.timeNs() - order.sentNs() < UNHEARD_NS) {
        onTheWayE9 += order.leavesE9();
      }
    }
    return onTheWayE9;
  }

  /** Whether the venue was asked after the phase began, and has said all of it. */
  private static boolean complete(AccountState account, RiskEntry entry, ReportKind kind) {
    return account.reports.completeNs(kind) >= entry.phaseNs();
  }

  private void ask(AccountState account, RiskEntry entry, ReportKind kind) {
    long requestedNs = account.reports.requestedNs(kind);
    boolean recently = requestedNs != NEVER && state.run.timeNs() - requestedNs < 2 * PACE_NS;
    // One that was asked for before the phase began does not count for it.
    boolean counts = recently && requestedNs >= entry.phaseNs();
    boolean complete = complete(account, entry, kind);
    if (!complete && !counts && !(recently && outstanding(account, kind)) && free()) {
      decisions.requestReport(account.account(), kind, NEVER, null);
    }
  }

  private static boolean outstanding(AccountState account, ReportKind kind) {
    return account.reports.outstanding(kind);
  }

  private boolean free() {
    return state.commands.free() > 1;
  }

  private static boolean covers(RiskEntry entry, OrderState order) {
    return entry.covers(order.instrument(), order.leg())
        && goes(entry.leg(), order.leg(), (order.side() == Side.BUY) == order.opens());
  }

  private static boolean covers(RiskEntry entry, PositionState position) {
    return entry.covers(position.instrument(), position.leg())
        && goes(entry.leg(), position.leg(), position.sizeE9() > 0);
  }

  /** Where one leg goes both ways, the long side is what is bought, the short side what is sold. */
  private static boolean goes(Leg meant, Leg of, boolean bought) {
    return of != Leg.ONE_WAY
        || meant == Leg.NULL_VAL
        || meant == Leg.ONE_WAY
        || bought == (meant == Leg.LONG);
  }
}
