package ringside.engine.core;

import ringside.engine.core.state.AccountOutcome;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.ForeignPolicy;
import ringside.engine.core.state.ForeignTable;
import ringside.engine.core.state.PositionState;
import ringside.journal.codec.AlertCode;
import ringside.journal.codec.HaltCause;
import ringside.journal.codec.Severity;
import ringside.journal.event.Decimals;

/**
 * What others do with an account: orders and positions that nobody here made, and positions whose
 * strategy is gone. Told once per change; what is done about it is the config's to say. Changes
 * nothing itself. Engine thread only.
 */
final class ForeignRules {
  private final CoreState state;
  private final StrategyTable strategies;
  private final Decisions decisions;
  private final AccountDecisions legs;

  ForeignRules(
      CoreState state, StrategyTable strategies, Decisions decisions, AccountDecisions legs) {
    this.state = state;
    this.strategies = strategies;
    this.decisions = decisions;
    this.legs = legs;
  }

  /** After an event about an order or about what the account has elsewhere. */
  void afterAccount(AccountOutcome fold, int source) {
    if (fold.newForeign()) {
      AccountState account = state.accounts.find(fold.order().account());
      order(account, source, "an order that nobody here made");
    }
    ForeignTable.Entry entry = fold.foreign();
    if (entry == null) {
      return;
    }
    AccountState account = state.accounts.find(decisions.account());
    if (fold.foreignPositionChanged()) {
      boolean gone = entry.longE9() == 0 && entry.shortE9() == 0;
      decisions.alert(
          account.account(),
          source,
          AlertCode.FOREIGN_POSITION,
          gone ? Severity.INFO : Severity.WARNING,
          !gone,
          gone
              ? entry.symbol() + ": what others held is gone"
              : entry.symbol()
                  + ", which no config names: long "
                  + Decimals.toStringE9(entry.longE9())
                  + ", short "
                  + Decimals.toStringE9(entry.shortE9()));
    }
    if (fold.foreignOrdersChanged() && entry.openOrders() > 0) {
      order(account, source, entry.openOrders() + " orders of " + entry.symbol());
    }
  }

  /** All is known that the account holds. */
  void afterExecutions(AccountState account, int source) {
    for (int i = 0; i < account.positions.size(); i++) {
      PositionState position = account.positions.at(i);
      long foreignE9 = position.foreignE9();
      long toldE9 = position.toldForeignE9();
      boolean gone = foreignE9 == 0 && toldE9 != 0;
      boolean more = Math.abs(foreignE9) > Math.abs(toldE9);
      if ((gone || more) && position.comparable(account.reports.endedAskedNs())) {
        legs.positionAlert(
            account.account(),
            position,
            source,
            AlertCode.FOREIGN_POSITION,
            gone ? Severity.INFO : Severity.WARNING,
            !gone,
            gone
                ? "nothing is left that no order of ours opened"
                : Decimals.toStringE9(foreignE9) + " that no order of ours opened");
      }
      boolean orphan =
          position.openedE9() != 0
              && strategies.configured()
              && !strategies.holds(account.account(), position.instrument());
      if (orphan != position.orphan()) {
        legs.positionAlert(
            account.account(),
            position,
            source,
            AlertCode.CONFIG_CHANGED,
            orphan ? Severity.WARNING : Severity.INFO,
            orphan,
            orphan
                ? Decimals.toStringE9(position.openedE9()) + " that no strategy of the config holds"
                : "no longer without a strategy");
      }
    }
  }

  private void order(AccountState account, int source, String what) {
    decisions.accountAlert(
        account.account(),
        source,
        AlertCode.FOREIGN_ORDER,
        Severity.WARNING,
        account.foreignOrders(),
        what);
    if (account.foreignPolicy() == ForeignPolicy.HALT && !state.halts.halted(account.account())) {
      decisions.accountHalted(account.account(), HaltCause.RISK, what);
    }
  }
}
