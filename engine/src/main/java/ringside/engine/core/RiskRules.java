package ringside.engine.core;

import ringside.engine.core.state.AccountLimits;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.RiskEntry;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.Leg;
import ringside.journal.codec.RecordHeaderDecoder;
import ringside.journal.codec.RiskLevel;
import ringside.journal.event.Decimals;

/**
 * What the core decides about an account's risk after its own events and on ticks, never after
 * those of the market: how margin rate, drawdown and daily loss stand. Changes nothing itself.
 * Engine thread only.
 */
final class RiskRules {
  /** A loss must fall below so much of its limit for the level to be over. */
  private static final long LOSS_RETURN_PERCENT = 90;

  private static final int NO_INSTRUMENT = RecordHeaderDecoder.instrumentNullValue();
  private static final long UNKNOWN = Decimals.INVALID;
  private static final long NO_LIMIT = AccountLimits.NO_LIMIT;
  private static final RiskLevel[] DOWNWARDS = {
    RiskLevel.EMERGENCY, RiskLevel.STOP_OPENING, RiskLevel.WARNING
  };

  private final CoreState state;
  private final RiskDecisions decisions;

  // Of the rule at hand.
  private final long[] limitsE9 = new long[DOWNWARDS.length];
  private final long[] returnsE9 = new long[DOWNWARDS.length];

  RiskRules(CoreState state, RiskDecisions decisions) {
    this.state = state;
    this.decisions = decisions;
  }

  /**
   * After an event about the account's money or positions.
   *
   * @param execution of an execution, or null
   */
  void afterAccount(int index, ExecutionType execution) {
    AccountState account = state.accounts.find(index);
    if (account == null) {
      return;
    }
    taken(index, execution);
    judge(account);
  }

  /** After a tick: marks have moved, and days end. */
  void afterTick() {
    for (int i = 0; i < state.accounts.size(); i++) {
      AccountState account = state.accounts.find(i);
      if (account != null) {
        judge(account);
      }
    }
  }

  /** The venue took a position away: what it was part of is not what it was. */
  private void taken(int account, ExecutionType execution) {
    String rule =
        switch (execution) {
          case LIQUIDATION -> "liquidated";
          case ADL -> "deleveraged";
          case SETTLEMENT, DELIVERY -> "settled";
          default -> null;
        };
    if (rule != null && !latched(account, rule)) {
      decisions.emergency(
          account,
          NO_INSTRUMENT,
          Leg.NULL_VAL,
          rule,
          state.limits.of(account).onEmergency(),
          "the venue changed a position");
    }
  }

  private boolean latched(int account, String rule) {
    for (int i = 0; i < state.risk.size(account); i++) {
      RiskEntry entry = state.risk.at(account, i);
      if (entry.emergency() && entry.rule().contentEquals(rule)) {
        return true;
      }
    }
    return false;
  }

  private void judge(AccountState account) {
    AccountLimits limits = state.limits.of(account.account());
    long rateE9 = marginRateE9(account);
    if (rateE9 != UNKNOWN && account.wallet.rateHeard()) {
      long slackE9 = limits.marginHysteresisE9();
      limit(0, limits.marginEmergencyE9(), limits.marginEmergencyE9() - slackE9);
      limit(1, limits.marginStopE9(), limits.marginStopE9() - slackE9);
      limit(2, limits.marginWarnE9(), limits.marginWarnE9() - slackE9);
      apply(account, RiskRule.MARGIN_RATE, rateE9, "maintenance margin to margin balance");
    }
    if (!state.equity.known(account.account())) {
      return;
    }
    long lowestE9 = Math.min(limits.drawdownStopE9(), limits.drawdownEmergencyE9());
    if (judged(account, RiskRule.DRAWDOWN, lowestE9)) {
      loss(limits.drawdownStopE9(), limits.drawdownEmergencyE9());
      long percentE9 = state.equity.drawdownPercentE9(account, state.instruments);
      apply(account, RiskRule.DRAWDOWN, percentE9, "percent below the peak of equity");
    }
    lowestE9 = Math.min(limits.dailyLossStopE9(), limits.dailyLossEmergencyE9());
    if (judged(account, RiskRule.DAILY_LOSS, lowestE9)) {
      loss(limits.dailyLossStopE9(), limits.dailyLossEmergencyE9());
      long lossE9 = state.equity.dailyLossE9(account, state.instruments);
      apply(account, RiskRule.DAILY_LOSS, lossE9, "lost since 00:00 UTC");
    }
  }

  /** Without a limit, what stands because of one that there was is still to end. */
  private boolean judged(AccountState account, RiskRule rule, long lowestE9) {
    return lowestE9 != NO_LIMIT || state.risk.find(account.account(), rule.text()) != null;
  }

  private void limit(int place, long limitE9, long returnE9) {
    limitsE9[place] = limitE9;
    returnsE9[place] = returnE9;
  }

  private void loss(long stopE9, long emergencyE9) {
    limit(0, emergencyE9, partE9(emergencyE9));
    limit(1, stopE9, partE9(stopE9));
    limit(2, NO_LIMIT, NO_LIMIT);
  }

  private static long partE9(long limitE9) {
    return limitE9 == NO_LIMIT ? NO_LIMIT : limitE9 / 100 * LOSS_RETURN_PERCENT;
  }

  /**
   * The venue's last word, moved by what the positions have made since: the maintenance margin
   * stays as it was said, the balance that it is a part of does not.
   */
  long marginRateE9(AccountState account) {
    long saidE9 = account.wallet.maintenanceMarginRateE9();
    if (saidE9 == UNKNOWN || !state.equity.known(account.account())) {
      return saidE9;
    }
    long gainE9 = state.equity.sinceWordE9(account, state.instruments);
    long balanceE9 = account.wallet.totalMarginBalanceE9();
    if (balanceE9 != UNKNOWN && balanceE9 <= 0 && saidE9 > 0) {
      // The venue gives no rate any more where there is nothing to be a part of.
      return Math.max(saidE9, Decimals.ONE_E9);
    }
    if (gainE9 == 0 || balanceE9 == UNKNOWN || balanceE9 <= 0) {
      return saidE9;
    }
    long nowE9 = balanceE9 + gainE9;
    if (nowE9 <= balanceE9 / 1_000) {
      return Math.max(saidE9, Decimals.ONE_E9);
    }
    return Decimals.multiplyE9(saidE9, Decimals.divideE9(balanceE9, nowE9));
  }

  /** Whether an emergency of the rule would come again at once if it were cleared. */
  boolean persists(AccountState account) {
    long rateE9 = marginRateE9(account);
    AccountLimits limits = state.limits.of(account.account());
    return rateE9 != UNKNOWN && rateE9 >= limits.marginEmergencyE9() - limits.marginHysteresisE9();
  }

  private void apply(AccountState account, RiskRule rule, long valueE9, String detail) {
    RiskEntry entry = state.risk.find(account.account(), rule.text());
    RiskLevel stands = entry == null ? RiskLevel.NORMAL : entry.level();
    if (stands == RiskLevel.EMERGENCY) {
      return;
    }
    RiskLevel level = RiskLevel.NORMAL;
    long limitE9 = UNKNOWN;
    for (int i = DOWNWARDS.length - 1; i >= 0; i--) {
      boolean holds = DOWNWARDS[i].compareTo(stands) <= 0;
      long fromE9 = holds ? returnsE9[i] : limitsE9[i];
      if (limitsE9[i] != NO_LIMIT && valueE9 >= fromE9) {
        level = DOWNWARDS[i];
        limitE9 = limitsE9[i];
      }
    }
    if (level != stands) {
      boolean over = level == RiskLevel.NORMAL;
      long ofE9 = over ? entry.limitE9() : limitE9;
      decisions.changed(account.account(), rule, level, ofE9, valueE9, detail);
    }
  }
}
