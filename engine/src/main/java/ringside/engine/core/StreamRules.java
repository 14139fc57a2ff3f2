package ringside.engine.core;

import ringside.engine.core.state.AccountLimits.StreamDownPolicy;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.StreamTable;
import ringside.journal.codec.AlertCode;
import ringside.journal.codec.Leg;
import ringside.journal.codec.RecordHeaderDecoder;
import ringside.journal.codec.RiskAction;
import ringside.journal.codec.Severity;

/**
 * What the core decides about streams that do not come back. That nothing is opened without them
 * follows from what is not known then; here a human is told, and the config may ask for more.
 * Changes nothing itself. Engine thread only.
 */
final class StreamRules {
  /** So many attempts in a row have failed. */
  static final int ATTEMPTS = 10;

  private static final int NO_ACCOUNT = RecordHeaderDecoder.accountNullValue();
  private static final int NO_INSTRUMENT = RecordHeaderDecoder.instrumentNullValue();

  private final CoreState state;
  private final Decisions decisions;
  private final RiskDecisions risk;

  StreamRules(CoreState state, Decisions decisions, RiskDecisions risk) {
    this.state = state;
    this.decisions = decisions;
    this.risk = risk;
  }

  /** After a stream, or an attempt to raise it, ended. */
  void afterDisconnect(int source) {
    StreamTable streams = state.streams;
    int failures = streams.failures(source);
    if (failures < ATTEMPTS || streams.givenUp(source)) {
      return;
    }
    int account = streams.account(source);
    alert(source, account, Severity.CRITICAL, true, failures, "the stream does not come back");
    if (!streams.needed(source)) {
      return;
    }
    if (account != NO_ACCOUNT) {
      stop(account);
      return;
    }
    for (int i = 0; i < state.accounts.size(); i++) {
      if (state.accounts.find(i) != null) {
        stop(i);
      }
    }
  }

  /** After a stream came up. */
  void afterConnect(int source) {
    if (state.streams.connected(source) && state.streams.givenUp(source)) {
      int account = state.streams.account(source);
      alert(source, account, Severity.INFO, false, 1, "the stream is back");
    }
  }

  private void alert(
      int source, int account, Severity severity, boolean on, int count, String detail) {
    decisions.alert(source, account, AlertCode.STREAM_DOWN, severity, on, count, detail);
  }

  private void stop(int account) {
    StreamDownPolicy policy = state.limits.of(account).onStreamDown();
    if (policy == StreamDownPolicy.RESUME
        || state.risk.find(account, RiskRule.STREAM_DOWN.text()) != null) {
      return;
    }
    RiskAction action = policy == StreamDownPolicy.FLATTEN ? RiskAction.FLATTEN : RiskAction.KEEP;
    risk.emergency(
        account,
        NO_INSTRUMENT,
        Leg.NULL_VAL,
        RiskRule.STREAM_DOWN.text(),
        action,
        "a stream does not come back");
  }
}
