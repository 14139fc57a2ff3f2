package ringside.engine.core;

import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.EmergencyPhase;
import ringside.engine.core.state.OperatorTable;
import ringside.engine.core.state.RiskEntry;
import ringside.journal.codec.AccountResumedEncoder;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OperatorAnsweredEncoder;
import ringside.journal.codec.RecordHeaderEncoder;
import ringside.journal.codec.RiskAction;
import ringside.journal.codec.RiskChangedEncoder;
import ringside.journal.codec.RiskLevel;
import ringside.journal.event.Decimals;

/**
 * What risk rules and operators decide, written by {@link Decisions} like every decision. Engine
 * thread only.
 */
final class RiskDecisions {
  private static final long UNKNOWN = Decimals.INVALID;

  private final CoreState state;
  private final Decisions decisions;
  private final RiskChangedEncoder riskChanged = new RiskChangedEncoder();
  private final OperatorAnsweredEncoder answered = new OperatorAnsweredEncoder();
  private final AccountResumedEncoder resumed = new AccountResumedEncoder();
  private final byte[] text = new byte[ringside.engine.core.state.IdText.MAX_BYTES];

  RiskDecisions(CoreState state, Decisions decisions) {
    this.state = state;
    this.decisions = decisions;
  }

  /** A rule of a whole account stands at another level; an emergency does what its config says. */
  void changed(
      int account, RiskRule rule, RiskLevel level, long limitE9, long valueE9, String detail) {
    begin();
    decisions.header(riskChanged.header()).account(account);
    boolean emergency = level == RiskLevel.EMERGENCY;
    RiskAction action = emergency ? state.limits.of(account).onEmergency() : RiskAction.NULL_VAL;
    riskChanged
        .limitE9(limitE9)
        .valueE9(valueE9)
        .level(level)
        .action(action)
        .latched((short) (emergency ? 1 : 0))
        .leg(Leg.NULL_VAL)
        .rule(rule.text())
        .detail(detail);
    decisions.endRecord(riskChanged.encodedLength());
  }

  /** An emergency of an account, or a part of it, that no limit has. */
  void emergency(
      int account, int instrument, Leg leg, String rule, RiskAction action, String detail) {
    begin();
    decisions.header(riskChanged.header()).account(account).instrument(instrument);
    riskChanged
        .limitE9(UNKNOWN)
        .valueE9(UNKNOWN)
        .level(RiskLevel.EMERGENCY)
        .action(action)
        .latched((short) 1)
        .leg(leg)
        .rule(rule)
        .detail(detail);
    decisions.endRecord(riskChanged.encodedLength());
  }

  /** An emergency has come further, or not as far as it seemed. */
  void phase(RiskEntry entry, EmergencyPhase phase) {
    restate(entry, entry.level(), phase.text());
  }

  /** An operator clears a rule. */
  void cleared(RiskEntry entry) {
    restate(entry, RiskLevel.NORMAL, "cleared");
  }

  private void restate(RiskEntry entry, RiskLevel level, String detail) {
    begin();
    RecordHeaderEncoder header = decisions.header(riskChanged.header());
    header.account(entry.account()).instrument(entry.instrument()).strategy(entry.strategy());
    boolean normal = level == RiskLevel.NORMAL;
    riskChanged
        .limitE9(entry.limitE9())
        .valueE9(entry.valueE9())
        .level(level)
        .action(normal ? RiskAction.NULL_VAL : entry.action())
        .latched((short) (normal ? 0 : 1))
        .leg(entry.leg());
    riskChanged.putRule(text, 0, entry.rule().write(text));
    riskChanged.detail(detail);
    decisions.endRecord(riskChanged.encodedLength());
  }

  /** What became of the operator's command that is the cause. */
  void answered(boolean done, String detail) {
    OperatorTable command = state.operators;
    answered.wrap(decisions.buffer(), decisions.beginRecord(OperatorAnsweredEncoder.TEMPLATE_ID));
    decisions
        .header(answered.header())
        .account(command.commandAccount())
        .instrument(command.commandInstrument());
    answered.requestId(command.requestId()).done((short) (done ? 1 : 0));
    answered.detail(Decisions.bounded(detail));
    decisions.endRecord(answered.encodedLength());
  }

  /** The halt of an account is over. */
  void resumed(int account, String actor) {
    resumed.wrap(decisions.buffer(), decisions.beginRecord(AccountResumedEncoder.TEMPLATE_ID));
    decisions.header(resumed.header()).account(account);
    resumed.actor(actor);
    decisions.endRecord(resumed.encodedLength());
  }

  private void begin() {
    int at = decisions.beginRecord(RiskChangedEncoder.TEMPLATE_ID);
    riskChanged.wrap(decisions.buffer(), at);
  }
}
