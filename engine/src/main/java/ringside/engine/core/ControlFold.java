package ringside.engine.core;

import org.agrona.concurrent.UnsafeBuffer;
import ringside.engine.core.Happening.Kind;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.IdText;
import ringside.journal.codec.AccountHaltedDecoder;
import ringside.journal.codec.AccountResumedDecoder;
import ringside.journal.codec.AlertCode;
import ringside.journal.codec.AlertRaisedDecoder;
import ringside.journal.codec.ClockOffsetDecoder;
import ringside.journal.codec.ClockStepDecoder;
import ringside.journal.codec.ClockTickDecoder;
import ringside.journal.codec.ConfigAppliedDecoder;
import ringside.journal.codec.EngineStartedDecoder;
import ringside.journal.codec.EngineStoppedDecoder;
import ringside.journal.codec.EventSuspectedDecoder;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OperatorAction;
import ringside.journal.codec.OperatorAnsweredDecoder;
import ringside.journal.codec.OperatorCommandDecoder;
import ringside.journal.codec.OrderRefusedDecoder;
import ringside.journal.codec.RecordHeaderDecoder;
import ringside.journal.codec.RiskChangedDecoder;
import ringside.journal.codec.RiskLevel;
import ringside.journal.codec.Side;
import ringside.journal.codec.SignalRaisedDecoder;
import ringside.journal.codec.SpaceChangedDecoder;
import ringside.journal.codec.StateDigestDecoder;
import ringside.journal.codec.StrategyHaltedDecoder;

/**
 * Folds what controls a run: its beginning and end, its config and its time, halts, alerts, what
 * operators and risk rules say, and what the strategies' own words come to. Engine thread only.
 */
final class ControlFold {
  private final CoreState state;
  private final StrategyTable strategies;
  private final Happening happening;
  private final UnsafeBuffer text = new UnsafeBuffer(0, 0);

  ControlFold(CoreState state, StrategyTable strategies, Happening happening) {
    this.state = state;
    this.strategies = strategies;
    this.happening = happening;
  }

  void fold(EngineStartedDecoder event) {
    state.beginRun();
    state.commands.reset((int) event.outboundCapacity());
    state.run.started(event.runNonce(), event.mode());
    strategies.beginRun();
  }

  void fold(ConfigAppliedDecoder event) {
    strategies.fold(event);
  }

  void fold(ClockTickDecoder event) {
    // Besides engine time, which every event advances, that is all that a tick tells the core.
    state.run.ticked();
    state.instruments.ticked();
    happening.is(Kind.CLOCK);
    for (int i = 0; i < state.accounts.size(); i++) {
      AccountState account = state.accounts.find(i);
      if (account != null) {
        state.equity.tick(account, state.instruments, state.run.timeNs());
      }
    }
  }

  void fold(ClockStepDecoder event) {
    state.run.clockStepped();
  }

  void fold(SpaceChangedDecoder event) {
    state.run.space(event.level());
  }

  void fold(EventSuspectedDecoder event) {
    state.halts.suspect(event.fingerprint());
  }

  void fold(AccountHaltedDecoder event) {
    state.halts.halt(event.header().account());
  }

  void fold(AccountResumedDecoder event) {
    state.halts.resume(event.header().account());
  }

  void fold(EngineStoppedDecoder event) {
    state.run.stopped();
  }

  void fold(AlertRaisedDecoder decision) {
    if (decision.code() == AlertCode.STREAM_STALE) {
      state.streams.stale(decision.header().source(), decision.active() == 1);
    } else if (decision.code() == AlertCode.STREAM_DOWN) {
      state.streams.givenUp(decision.header().source(), decision.active() == 1);
    } else if (decision.code() == AlertCode.CLOCK_OFFSET) {
      state.accounts.clockAlerted(decision.active() == 1);
    } else if (decision.header().account() != RecordHeaderDecoder.accountNullValue()) {
      told(decision, state.accounts.obtain(decision.header().account()));
    }
  }

  void fold(StateDigestDecoder decision) {
    state.run.digested();
  }

  void fold(RiskChangedDecoder decision) {
    RiskLevel level = decision.level();
    Leg leg = decision.leg();
    int account = decision.header().account();
    happening.decidedBy(decision.header().strategy());
    boolean changed = state.risk.fold(decision, state.run.timeNs());
    if (level == RiskLevel.NORMAL && state.operators.command() == OperatorAction.CLEAR) {
      reset(state.accounts.find(account));
    }
    if (changed) {
      happening.risk(level, leg, state.risk.rule());
    }
  }

  /** What an operator clears begins anew: otherwise it would be as it was a moment later. */
  private void reset(AccountState account) {
    IdText rule = state.risk.rule();
    if (account != null && rule.contentEquals(RiskRule.DRAWDOWN.text())) {
      state.equity.resetPeak(account, state.instruments);
    } else if (account != null && rule.contentEquals(RiskRule.DAILY_LOSS.text())) {
      state.equity.resetDay(account, state.instruments);
    }
  }

  void fold(OperatorCommandDecoder event) {
    state.operators.fold(event);
    if (event.action() == OperatorAction.STOP
        && event.header().account() == RecordHeaderDecoder.accountNullValue()
        && state.operators.wholeAccounts()) {
      state.run.end();
    }
  }

  /** What was commanded holds, and is told to strategies, when it was answered as done. */
  void fold(OperatorAnsweredDecoder decision) {
    if (decision.done() == 0) {
      return;
    }
    state.operators.done();
    if (state.operators.command() == OperatorAction.CLEAR) {
      renew();
    }
    happening.operator(state.operators.command(), state.operators.commandLeg());
  }

  private void renew() {
    for (int strategy = 0; strategy < strategies.highest(); strategy++) {
      StrategySlot slot = strategies.find(strategy);
      if (slot != null
          && state.halts.strategyHalted(strategy)
          && state.operators.covers(slot.seat.account(), slot.seat.instrument())) {
        state.halts.resumeStrategy(strategy);
        strategies.renew(strategy);
      }
    }
  }

  void fold(OrderRefusedDecoder decision) {
    StrategySlot slot = strategies.find(decision.header().strategy());
    if (slot != null) {
      Side side = decision.side();
      decision.wrapRule(text);
      slot.refused(side, decision.leg(), RiskRule.hash(text), state.run.timeNs());
      happening.decidedBy(decision.header().strategy());
      happening.refused(side, decision.leg(), decision.tag(), text);
    }
  }

  void fold(SignalRaisedDecoder decision) {
    happening.decidedBy(decision.header().strategy());
    Leg leg = decision.leg();
    int tag = decision.tag();
    long valueE9 = decision.valueE9();
    decision.wrapName(text);
    happening.signalled(leg, tag, valueE9, text);
  }

  void fold(StrategyHaltedDecoder decision) {
    state.halts.haltStrategy(decision.header().strategy());
    StrategySlot slot = strategies.find(decision.header().strategy());
    if (slot != null) {
      slot.fault = null;
    }
  }

  void fold(ClockOffsetDecoder event) {
    state.accounts.clockOffset(event.offsetNs());
  }

  /** What was told is not told again. */
  private void told(AlertRaisedDecoder decision, AccountState account) {
    int instrument = decision.header().instrument();
    boolean ofAccount = instrument == RecordHeaderDecoder.instrumentNullValue();
    switch (decision.code()) {
      case PNL_DIFFERENCE -> {
        if (ofAccount) {
          account.wallet.accept();
        }
      }
      case FOREIGN_POSITION -> {
        if (!ofAccount) {
          account.positions.toldForeign(instrument);
        }
      }
      case POSITION_SETTINGS ->
          state.settings.told(account.account(), instrument, decision.active() == 1);
      case CONFIG_CHANGED -> {
        if (!ofAccount) {
          account.positions.toldOrphan(instrument, decision.active() == 1);
        }
      }
      default -> {
        // Nothing is to be remembered of it.
      }
    }
  }
}
