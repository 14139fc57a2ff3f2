package ringside.engine.core;

import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.EmergencyPhase;
import ringside.engine.core.state.OperatorTable;
import ringside.engine.core.state.RiskEntry;
import ringside.journal.codec.Leg;
import ringside.journal.codec.RecordHeaderDecoder;
import ringside.journal.codec.RiskAction;
import ringside.journal.event.Decimals;

/**
 * Answers operators: each command is done or refused, as a recorded decision that says what it has
 * come to. A scope that nothing is in is refused. Changes nothing itself. Engine thread only;
 * allocates, since humans are slow.
 */
final class OperatorRules {
  /** What a halt or emergency by an operator is called. */
  static final String OPERATOR = "operator";

  private static final int NO_ACCOUNT = RecordHeaderDecoder.accountNullValue();
  private static final int NO_INSTRUMENT = RecordHeaderDecoder.instrumentNullValue();

  private final CoreState state;
  private final StrategyTable strategies;
  private final RiskRules rules;
  private final RiskDecisions decisions;
  private final OperatorTable command;

  OperatorRules(
      CoreState state, StrategyTable strategies, RiskRules rules, RiskDecisions decisions) {
    this.state = state;
    this.strategies = strategies;
    this.rules = rules;
    this.decisions = decisions;
    command = state.operators;
  }

  /** After an operator's command. */
  void answer() {
    String unknown = unknown();
    if (unknown != null) {
      decisions.answered(false, unknown);
      return;
    }
    switch (command.command()) {
      case PAUSE ->
          decisions.answered(true, scope() + " opens nothing; what reduces goes on until resume");
      case RESUME -> decisions.answered(true, resumed());
      case FINISH ->
          decisions.answered(
              true, scope() + " begins nothing; what is open may be added to and comes to its end");
      case FLATTEN -> stop(RiskAction.FLATTEN, " is being closed at market; latched until clear");
      case STOP -> stop();
      case CLEAR -> clear();
      default -> decisions.answered(false, "no command");
    }
  }

  private String resumed() {
    StringBuilder text = new StringBuilder(scope()).append(" may open again");
    int held = 0;
    for (int i = 0; i < accounts(); i++) {
      for (int k = 0; command.covers(i) && k < state.risk.size(i); k++) {
        held += state.risk.at(i, k).stopsOpening() ? 1 : 0;
      }
    }
    if (held > 0) {
      text.append("; ").append(held).append(" latches or limits still hold it: clear");
    }
    return text.toString();
  }

  private void stop() {
    if (command.commandAccount() == NO_ACCOUNT && command.wholeAccounts()) {
      decisions.answered(true, "the engine ends; nothing new is begun");
    } else {
      stop(RiskAction.KEEP, " is stopped: opening orders are cancelled; latched until clear");
    }
  }

  /** Of each account that is meant. */
  private void stop(RiskAction action, String what) {
    for (int i = 0; i < accounts(); i++) {
      if (command.covers(i) && trades(i)) {
        decisions.emergency(
            i, command.commandInstrument(), command.commandLeg(), OPERATOR, action, OPERATOR);
      }
    }
    decisions.answered(true, scope() + what);
  }

  private void clear() {
    String persists = persists();
    if (persists != null) {
      decisions.answered(false, persists);
      return;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < accounts(); i++) {
      if (!command.covers(i)) {
        continue;
      }
      // From the end: what is cleared leaves the list.
      for (int k = state.risk.size(i) - 1; k >= 0; k--) {
        RiskEntry entry = state.risk.at(i, k);
        if (clears(entry)) {
          tell(text, i, entry);
          decisions.cleared(entry);
        }
      }
      if (command.wholeAccounts() && state.halts.halted(i)) {
        also(text).append("halt of ").append(name(i));
        decisions.resumed(i, OPERATOR);
      }
    }
    for (int strategy = 0; strategy < strategies.highest(); strategy++) {
      StrategySlot slot = strategies.find(strategy);
      if (slot != null
          && state.halts.strategyHalted(strategy)
          && command.covers(slot.seat.account(), slot.seat.instrument())) {
        also(text)
            .append("halted strategy ")
            .append(strategies.name(strategy))
            .append(slot.broken ? " begins anew from what the account holds" : " goes on");
      }
    }
    decisions.answered(true, text.isEmpty() ? "nothing was latched" : "cleared: " + text);
  }

  /** Why what is meant must not be cleared yet, or null. */
  private String persists() {
    for (int i = 0; i < accounts(); i++) {
      for (int k = 0; command.covers(i) && k < state.risk.size(i); k++) {
        RiskEntry entry = state.risk.at(i, k);
        String why = clears(entry) ? persists(entry) : null;
        if (why != null) {
          return "refused: " + entry.rule() + " of " + place(entry) + ": " + why;
        }
      }
    }
    return null;
  }

  private String persists(RiskEntry entry) {
    AccountState account = state.accounts.find(entry.account());
    if (account != null
        && entry.rule().contentEquals(RiskRule.MARGIN_RATE.text())
        && rules.persists(account)) {
      return "the rate is still " + Decimals.toStringE9(rules.marginRateE9(account));
    }
    if (entry.rule().contentEquals(RiskRule.STREAM_DOWN.text())
        && state.streams.anyGivenUp(entry.account())) {
      return "the stream is still down";
    }
    // Who has asked for it may also ask for its end.
    boolean asked = entry.rule().contentEquals(OPERATOR);
    boolean underWay = entry.emergency() && entry.phase() != EmergencyPhase.DONE;
    return underWay && !asked ? "still " + entry.phase().text() : null;
  }

  /** A loss that only stops opening cannot come back by itself: it can be cleared too. */
  private boolean clears(RiskEntry entry) {
    boolean loss =
        entry.rule().contentEquals(RiskRule.DRAWDOWN.text())
            || entry.rule().contentEquals(RiskRule.DAILY_LOSS.text());
    return (entry.latched() || loss)
        && command.covers(entry.account(), entry.instrument(), entry.leg());
  }

  private void tell(StringBuilder text, int account, RiskEntry entry) {
    also(text).append(entry.rule()).append(" of ").append(place(entry));
    AccountState known = state.accounts.find(account);
    if (known == null || !state.equity.known(account)) {
      return;
    }
    String equity = Decimals.toStringE9(state.equity.equityE9(known, state.instruments));
    if (entry.rule().contentEquals(RiskRule.DRAWDOWN.text())) {
      String peak = Decimals.toStringE9(state.equity.peakE9(known));
      text.append(" (peak reset from ").append(peak).append(" to ").append(equity).append(')');
    } else if (entry.rule().contentEquals(RiskRule.DAILY_LOSS.text())) {
      text.append(" (the day counts from ").append(equity).append(')');
    }
  }

  private static StringBuilder also(StringBuilder text) {
    return text.isEmpty() ? text : text.append("; ");
  }

  /** What is wrong with the scope of the command, or null. */
  private String unknown() {
    int account = command.commandAccount();
    int instrument = command.commandInstrument();
    if (account != NO_ACCOUNT && !known(account)) {
      return "refused: no account " + account + " trades here";
    }
    if (instrument == NO_INSTRUMENT) {
      return null;
    }
    for (int i = 0; i < accounts(); i++) {
      if (command.covers(i) && trades(i)) {
        return null;
      }
    }
    return "refused: nobody trades " + strategies.symbol(instrument) + " there";
  }

  private boolean known(int account) {
    return state.limits.name(account) != null || state.accounts.find(account) != null;
  }

  /** Whether the account is known, and has to do with the instrument that is meant, if any is. */
  private boolean trades(int account) {
    int instrument = command.commandInstrument();
    if (instrument == NO_INSTRUMENT) {
      return known(account);
    }
    for (int strategy = 0; strategy < strategies.highest(); strategy++) {
      StrategySlot slot = strategies.find(strategy);
      if (slot != null && slot.seat.account() == account && slot.seat.instrument() == instrument) {
        return true;
      }
    }
    AccountState state = this.state.accounts.find(account);
    for (int i = 0; state != null && i < state.positions.size(); i++) {
      if (state.positions.at(i).instrument() == instrument) {
        return true;
      }
    }
    return false;
  }

  private int accounts() {
    return Math.max(state.limits.accounts(), state.accounts.size());
  }

  private String scope() {
    int account = command.commandAccount();
    boolean all = account == NO_ACCOUNT;
    StringBuilder text =
        new StringBuilder(
            !all ? name(account) : command.wholeAccounts() ? "everything" : "all accounts");
    return within(text, command.commandInstrument(), command.commandLeg());
  }

  private String place(RiskEntry entry) {
    return within(new StringBuilder(name(entry.account())), entry.instrument(), entry.leg());
  }

  private String within(StringBuilder text, int instrument, Leg leg) {
    if (instrument != NO_INSTRUMENT) {
      text.append(", ").append(strategies.symbol(instrument));
    }
    if (leg == Leg.LONG || leg == Leg.SHORT) {
      text.append(", ").append(leg == Leg.LONG ? "long" : "short");
    }
    return text.toString();
  }

  private String name(int account) {
    String name = state.limits.name(account);
    return name == null ? "account " + account : name;
  }
}
