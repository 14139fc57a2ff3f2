package ringside.engine.core;

import ringside.engine.core.state.PositionView;
import ringside.engine.core.state.SettingTable;
import ringside.journal.codec.AlertCode;
import ringside.journal.codec.AlertRaisedEncoder;
import ringside.journal.codec.SetLeverageEncoder;
import ringside.journal.codec.SetPositionModeEncoder;
import ringside.journal.codec.Severity;

/**
 * What the core decides about an account's instruments, written by {@link Decisions} like every
 * decision. Engine thread only.
 */
final class AccountDecisions {
  private final Decisions decisions;
  private final SetLeverageEncoder setLeverage = new SetLeverageEncoder();
  private final SetPositionModeEncoder setPositionMode = new SetPositionModeEncoder();
  private final AlertRaisedEncoder alertRaised = new AlertRaisedEncoder();

  AccountDecisions(Decisions decisions) {
    this.decisions = decisions;
  }

  /** The core's own: leverage as wanted. */
  void setLeverage(SettingTable.Setting wanted) {
    setLeverage.wrap(decisions.buffer(), decisions.beginRecord(SetLeverageEncoder.TEMPLATE_ID));
    decisions
        .header(setLeverage.header())
        .account(wanted.account())
        .instrument(wanted.instrument());
    setLeverage.leverageE9(wanted.leverageE9());
    decisions.endCommand(setLeverage.encodedLength());
  }

  /** The core's own: position mode as wanted. */
  void setPositionMode(SettingTable.Setting wanted) {
    setPositionMode.wrap(
        decisions.buffer(), decisions.beginRecord(SetPositionModeEncoder.TEMPLATE_ID));
    decisions
        .header(setPositionMode.header())
        .account(wanted.account())
        .instrument(wanted.instrument());
    setPositionMode.hedge((short) (wanted.hedge() ? 1 : 0));
    decisions.endCommand(setPositionMode.encodedLength());
  }

  /** A human should know of an instrument of an account. */
  void alert(
      int ofAccount, int instrument, AlertCode code, Severity severity, boolean on, String text) {
    alertRaised.wrap(decisions.buffer(), decisions.beginRecord(AlertRaisedEncoder.TEMPLATE_ID));
    decisions.header(alertRaised.header()).account(ofAccount).instrument(instrument);
    short active = (short) (on ? 1 : 0);
    alertRaised
        .count(1)
        .severity(severity)
        .code(code)
        .active(active)
        .detail(Decisions.bounded(text));
    decisions.endRecord(alertRaised.encodedLength());
  }

  /** A human should know of a leg. */
  void positionAlert(
      int ofAccount,
      PositionView position,
      int source,
      AlertCode code,
      Severity severity,
      boolean on,
      String text) {
    alertRaised.wrap(decisions.buffer(), decisions.beginRecord(AlertRaisedEncoder.TEMPLATE_ID));
    decisions
        .header(alertRaised.header())
        .source(source)
        .account(ofAccount)
        .instrument(position.instrument());
    alertRaised
        .count(1)
        .severity(severity)
        .code(code)
        .active((short) (on ? 1 : 0))
        .detail(Decisions.bounded(position.leg() + ": " + text));
    decisions.endRecord(alertRaised.encodedLength());
  }
}
