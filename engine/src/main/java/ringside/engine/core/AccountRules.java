package ringside.engine.core;

import ringside.engine.core.state.AccountOutcome;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.OrderState;
import ringside.engine.core.state.PositionState;
import ringside.journal.codec.AlertCode;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.HaltCause;
import ringside.journal.codec.ReportKind;
import ringside.journal.codec.RestrictionKind;
import ringside.journal.codec.Severity;

/**
 * What the core decides about accounts, whatever their strategies want: what to ask the venue, what
 * to make of its reports, what a human should know. Changes nothing itself. Engine thread only.
 */
final class AccountRules {
  /** A request for a report that failed is made again after so long. */
  static final long RETRY_NS = 2_000_000_000L;

  /** The adapter reports by itself after a connect; what has not come by then is asked for. */
  static final long GRACE_NS = 3_000_000_000L;

  /** A request for a report that nobody answers is taken for lost. */
  static final long REPORT_LOST_NS = 60_000_000_000L;

  /** What the venue took and does not show is asked about after so long. */
  static final long SILENT_NS = 5_000_000_000L;

  /** The adapter settles what is unresolved; the core asks as well after so long. */
  static final long ADAPTER_SETTLES_NS = 15_000_000_000L;

  /**
   * No request can still arrive: the life that the venue gives a request (recv_window, 5 s) and two
   * seconds, as FAULTS has it, and a little.
   */
  static final long PROVEN_ABSENT_NS = 8_000_000_000L;

  /**
   * What a live stream lost nobody tells: what is known is compared with the venue this often. Less
   * than the overlap, so that executions lost right before a gap are among those asked for after
   * it.
   */
  static final long AUDIT_NS = 30_000_000_000L;

  /**
   * Accounts that came up together drift apart: one in so many compares a moment earlier than the
   * next, so that what all of them ask does not come at once.
   */
  static final int AUDIT_PHASES = 100;

  private static final long AUDIT_PHASE_NS = 100_000_000L;

  /** The same, while something is in doubt. */
  static final long DOUBTFUL_AUDIT_NS = 10_000_000_000L;

  /** Orders in doubt are asked about one after the other, this far apart. */
  static final long SPACING_NS = 100_000_000L;

  /** From a gap's beginning, executions of so long before are asked for too. */
  static final long OVERLAP_NS = 60_000_000_000L;

  /** A clock further from the venue's than this is worth telling. */
  static final long CLOCK_ALERT_NS = 250_000_000L;

  private static final long NEVER = Long.MIN_VALUE;
  private static final ReportKind[] ASKED = {
    ReportKind.OPEN_ORDERS, ReportKind.POSITIONS, ReportKind.WALLET, ReportKind.EXECUTIONS
  };

  private final CoreState state;
  private final StrategyTable strategies;
  private final Decisions decisions;
  private final PnlRules pnl;
  private final ForeignRules foreign;
  private final SettingRules settings;
  private final BracketRules brackets;

  AccountRules(CoreState state, StrategyTable strategies, Decisions decisions) {
    this.state = state;
    this.strategies = strategies;
    this.decisions = decisions;
    AccountDecisions legs = new AccountDecisions(decisions);
    settings = new SettingRules(state, legs);
    pnl = new PnlRules(state, decisions, legs);
    foreign = new ForeignRules(state, strategies, decisions, legs);
    brackets = new BracketRules(state, decisions, legs);
  }

  /** After an event about an order, an execution or a position. */
  void afterAccount(AccountOutcome fold, ExecutionType execution, int source) {
    OrderState order = fold.order();
    foreign.afterAccount(fold, source);
    if (fold.overfilled()) {
      decisions.accountAlert(
          order.account(),
          source,
          AlertCode.ORDER,
          Severity.CRITICAL,
          1,
          "more was filled than ordered");
      if (!state.halts.halted(order.account())) {
        decisions.accountHalted(order.account(), HaltCause.RISK, "an order was overfilled");
      }
    }
    if (fold.corrected()) {
      correct(fold, source);
    }
    if (fold.executed()
        && (execution == ExecutionType.LIQUIDATION || execution == ExecutionType.ADL)) {
      decisions.accountAlert(
          decisions.account(),
          source,
          AlertCode.RISK_LIMIT,
          Severity.CRITICAL,
          1,
          execution == ExecutionType.ADL ? "deleveraged by the venue" : "liquidated by the venue");
    }
    AccountState account = state.accounts.find(decisions.account());
    if (account != null) {
      brackets.afterAccount(account);
    }
  }

  /** After a report ended. */
  void afterReport(AccountState account, int source) {
    ReportKind kind = account.reports.endedKind();
    if (kind == ReportKind.OPEN_ORDERS) {
      missingOrders(account, source);
    } else if (kind == ReportKind.POSITIONS) {
      missingPositions(account, source);
    } else if (kind == ReportKind.EXECUTIONS) {
      pnl.afterExecutions(account, source);
      foreign.afterExecutions(account, source);
    } else if (kind == ReportKind.ORDER) {
      if (account.reports.endedItems() == 0) {
        absentOrder(account, source);
      }
      if (account.reconciled() && state.run.timeNs() - account.askedNs() >= SPACING_NS) {
        settle(account);
      }
    }
  }

  /** After the account's stream came up, and on every tick. */
  void ask(AccountState account) {
    if (!account.connected()) {
      return;
    }
    for (ReportKind kind : ASKED) {
      if (state.commands.free() <= 1) {
        return;
      }
      if (due(account, kind)) {
        request(account, kind, account.unheardSinceNs());
      } else if (auditDue(account, kind)) {
        request(account, kind, comparedNs(account, kind));
      }
    }
  }

  private void request(AccountState account, ReportKind kind, long knownUntilNs) {
    long sinceNs = kind == ReportKind.EXECUTIONS ? knownUntilNs - OVERLAP_NS : NEVER;
    decisions.requestReport(account.account(), kind, sinceNs, null);
  }

  /** Entries go on meanwhile: that a message was lost is not known, only possible. */
  private boolean auditDue(AccountState account, ReportKind kind) {
    if (!account.reconciled() || state.run.backtest()) {
      return false;
    }
    long nowNs = state.run.timeNs();
    long requestedNs = account.reports.requestedNs(kind);
    long interval = account.doubtful(nowNs, SILENT_NS) ? DOUBTFUL_AUDIT_NS : auditNs(account);
    long wait = account.reports.outstanding(kind) ? REPORT_LOST_NS : interval;
    return nowNs - comparedNs(account, kind) >= interval
        && (requestedNs == NEVER || nowNs - requestedNs >= wait);
  }

  private static long auditNs(AccountState account) {
    return AUDIT_NS - account.account() % AUDIT_PHASES * AUDIT_PHASE_NS;
  }

  /** Until when the venue's own list of such things is known. */
  private static long comparedNs(AccountState account, ReportKind kind) {
    long completeNs = account.reports.completeNs(kind);
    return completeNs == NEVER ? account.unheardSinceNs() : completeNs;
  }

  /** After a tick: whatever time alone makes true. */
  void afterTick() {
    settings.afterTick();
    for (int i = 0; i < state.accounts.size(); i++) {
      AccountState account = state.accounts.find(i);
      if (account == null) {
        continue;
      }
      ask(account);
      if (account.reconciled()) {
        settle(account);
        pnl.afterTick(account);
      }
      withdraw(account);
      brackets.keep(account);
    }
  }

  /** After the venue's clock was measured. */
  void afterClock(int source) {
    long off = Math.abs(state.accounts.clockOffsetNs());
    boolean on = off > CLOCK_ALERT_NS;
    if (on != state.accounts.clockAlerted()) {
      decisions.alert(
          source,
          AlertCode.CLOCK_OFFSET,
          on ? Severity.WARNING : Severity.INFO,
          on,
          1,
          "the venue's clock and ours are " + off / 1_000_000 + " ms apart");
    }
  }

  /** After the venue began to hold requests back, or ceased to. */
  void afterRestriction(int account, int source, RestrictionKind kind, boolean on) {
    AlertCode code = AlertCode.VENUE_RESTRICTION;
    Severity severity = on ? Severity.CRITICAL : Severity.INFO;
    decisions.alert(account, source, code, severity, on, kind.name());
  }

  private boolean due(AccountState account, ReportKind kind) {
    if (!account.reports.wanted(kind)) {
      return false;
    }
    long requestedNs = account.reports.requestedNs(kind);
    long wait = account.reports.outstanding(kind) ? REPORT_LOST_NS : RETRY_NS;
    if (requestedNs != NEVER) {
      return state.run.timeNs() - requestedNs >= wait;
    }
    // What a run before this one has missed, the adapter of this one does not know.
    boolean ours = kind == ReportKind.EXECUTIONS && !account.connectedBefore();
    return ours || state.run.timeNs() - account.reports.wantedNs(kind) >= GRACE_NS;
  }

  private void correct(AccountOutcome fold, int source) {
    OrderState order = fold.order();
    PositionState position = fold.position();
    if (order != null) {
      decisions.correction(
          order, ReportKind.OPEN_ORDERS, fold.beforeE9(), fold.afterE9(), "order differs");
    } else {
      decisions.correction(
          decisions.account(),
          position,
          ReportKind.POSITIONS,
          fold.beforeE9(),
          fold.afterE9(),
          "size differs");
    }
    AccountState account = state.accounts.find(decisions.account());
    ReportKind kind = order != null ? ReportKind.OPEN_ORDERS : ReportKind.POSITIONS;
    alertCorrections(account, source, account.reports.wanted(kind));
  }

  /** What is not among the open orders, though it was there before they were asked for. */
  private void missingOrders(AccountState account, int source) {
    boolean any = false;
    for (int i = 0; i < account.orders.liveCount(); i++) {
      OrderState order = account.orders.live(i);
      if (!order.missing()
          && order.shownBefore(account.reports.endedAskedNs(), account.reports.endedId())
          && account.reports.endedCovers(order.instrument())) {
        // One without a name of ours cannot be asked for: it is taken for ended.
        ReportKind kind = order.clientId().isEmpty() ? ReportKind.ORDER : ReportKind.OPEN_ORDERS;
        decisions.correction(order, kind, order.leavesE9(), NEVER, "not among the open orders");
        any = true;
      }
    }
    if (any) {
      alertCorrections(account, source, account.reports.endedWanted());
    }
  }

  private void missingPositions(AccountState account, int source) {
    boolean any = false;
    for (int i = 0; i < account.positions.size(); i++) {
      PositionState position = account.positions.at(i);
      if (position.sizeE9() != 0
          && position.shownBefore(account.reports.endedAskedNs(), account.reports.endedId())
          && account.reports.endedCovers(position.instrument())) {
        decisions.correction(
            account.account(),
            position,
            ReportKind.POSITIONS,
            position.sizeE9(),
            0,
            "not among the positions");
        any = true;
      }
    }
    if (any) {
      alertCorrections(account, source, account.reports.endedWanted());
    }
  }

  /** The venue was asked for one order and has none of that name. */
  private void absentOrder(AccountState account, int source) {
    OrderState order = account.orders.byClientId(account.asked());
    if (order != null
        && order.phase().live()
        && order.silentSince(account.reports.endedAskedNs())
        && account.reports.endedAskedNs() - order.sentNs() > PROVEN_ABSENT_NS) {
      decisions.correction(
          order, ReportKind.ORDER, order.leavesE9(), NEVER, "unknown to the venue");
      alertCorrections(account, source, false);
    }
  }

  /** Asks about the order in doubt that was asked about least recently; one at a time. */
  private void settle(AccountState account) {
    long nowNs = state.run.timeNs();
    boolean asking =
        !account.asked().isEmpty()
            && account.reports.outstanding(ReportKind.ORDER)
            && nowNs - account.askedNs() < REPORT_LOST_NS;
    if (asking || state.commands.free() <= 1) {
      return;
    }
    OrderState chosen = null;
    for (int i = 0; i < account.orders.liveCount(); i++) {
      OrderState order = account.orders.live(i);
      if (order.doubtful(nowNs, SILENT_NS, ADAPTER_SETTLES_NS)
          && (order.askedNs() == NEVER || nowNs - order.askedNs() >= RETRY_NS)
          && (chosen == null || order.askedNs() < chosen.askedNs())) {
        chosen = order;
      }
    }
    if (chosen != null) {
      decisions.requestReport(account.account(), ReportKind.ORDER, NEVER, chosen);
    }
  }

  /**
   * Of what is halted or gone from the config, the orders that would open risk do not stay at the
   * venue.
   */
  private void withdraw(AccountState account) {
    boolean all = state.halts.halted(account.account());
    for (int i = 0; i < account.orders.liveCount(); i++) {
      OrderState order = account.orders.live(i);
      boolean named = order.strategy() != OrderState.NO_STRATEGY;
      boolean adopted = order.othersMade() && !order.foreign();
      boolean halted =
          (all && (named || adopted)) || (named && state.halts.strategyHalted(order.strategy()));
      boolean gone = named && gone(order.strategy());
      if (order.opens() && (halted || gone) && !order.busy() && state.commands.free() > 0) {
        decisions.cancelOrder(null, order);
      }
    }
  }

  /** What no strategy of the config would hear of would fill for nobody. */
  private boolean gone(int strategy) {
    StrategySlot slot = strategies.find(strategy);
    return strategies.configured() && (slot == null || slot.shadow != null);
  }

  /**
   * Tells that the venue was right.
   *
   * @param news whether it may have come about while nobody listened: between two runs, or two
   *     connections. Then it is nobody's mistake
   */
  private void alertCorrections(AccountState account, int source, boolean news) {
    decisions.accountAlert(
        account.account(),
        source,
        AlertCode.RECONCILIATION,
        news ? Severity.INFO : Severity.WARNING,
        account.corrections(),
        news
            ? "the venue has gone on while nobody listened: what it reports is taken over"
            : "the venue's report differs from what was known");
  }
}
