package ringside.engine.core.state;

import ringside.journal.codec.Leg;
import ringside.journal.codec.RecordHeaderDecoder;
import ringside.journal.codec.RiskAction;
import ringside.journal.codec.RiskLevel;

/**
 * One risk rule that does not stand at normal, for an account, or one instrument or leg of it.
 * Engine thread only; reused.
 */
public final class RiskEntry implements StateTable {
  private static final int NO_INSTRUMENT = RecordHeaderDecoder.instrumentNullValue();

  final IdText rule = new IdText();
  int account;
  int instrument;
  int strategy;
  Leg leg = Leg.NULL_VAL;
  RiskLevel level = RiskLevel.NORMAL;
  RiskAction action = RiskAction.NULL_VAL;
  boolean latched;
  long limitE9;
  long valueE9;
  long sinceNs;
  EmergencyPhase phase = EmergencyPhase.CANCELLING;
  long phaseNs;
  boolean reopened;
  long closedNs;

  RiskEntry() {}

  public IdText rule() {
    return rule;
  }

  /** Null value: the whole engine. */
  public int account() {
    return account;
  }

  /** Null value: all of the account's. */
  public int instrument() {
    return instrument;
  }

  /** Null value: both. */
  public Leg leg() {
    return leg;
  }

  /** Which strategy decided it, or {@link OrderState#NO_STRATEGY}. */
  public int strategy() {
    return strategy;
  }

  public RiskLevel level() {
    return level;
  }

  /** Of an emergency. */
  public RiskAction action() {
    return action;
  }

  /** Whether it stays until an operator clears it. */
  public boolean latched() {
    return latched;
  }

  /** Or null. */
  public long limitE9() {
    return limitE9;
  }

  /** When the level was reached; or null. */
  public long valueE9() {
    return valueE9;
  }

  /** Since when the level stands. */
  public long sinceNs() {
    return sinceNs;
  }

  /** How far it has come, of an emergency. */
  public EmergencyPhase phase() {
    return phase;
  }

  /** Since when the phase lasts. */
  public long phaseNs() {
    return phaseNs;
  }

  /** Whether it was done already, and closes only what orders of ours have opened since. */
  public boolean reopened() {
    return reopened;
  }

  /** When an order to close was last sent for it, or NEVER. */
  public long closedNs() {
    return closedNs;
  }

  public boolean emergency() {
    return level == RiskLevel.EMERGENCY;
  }

  /** Whether positions are being closed by it at present. */
  public boolean flattening() {
    return emergency() && action == RiskAction.FLATTEN && phase != EmergencyPhase.DONE;
  }

  /** Whether nothing may be opened there because of it. */
  public boolean stopsOpening() {
    return level == RiskLevel.STOP_OPENING || level == RiskLevel.EMERGENCY;
  }

  /** Whether it is about the leg; the one leg that goes both ways is meant by either. */
  public boolean covers(int ofInstrument, Leg ofLeg) {
    return (instrument == NO_INSTRUMENT || instrument == ofInstrument) && meets(leg, ofLeg);
  }

  /** Whether one of them may mean the other. */
  static boolean meets(Leg meant, Leg of) {
    return meant == Leg.NULL_VAL || meant == of || meant == Leg.ONE_WAY || of == Leg.ONE_WAY;
  }

  @Override
  public void describe(StateSink sink) {
    rule.describe(sink);
    sink.putLong(account);
    sink.putLong(instrument);
    sink.putLong(strategy);
    sink.putLong(leg.value());
    sink.putLong(level.value());
    sink.putLong(action.value());
    sink.putFlag(latched);
    sink.putLong(limitE9);
    sink.putLong(valueE9);
    sink.putLong(sinceNs);
    sink.putLong(phase.ordinal());
    sink.putLong(phaseNs);
    sink.putFlag(reopened);
    sink.putLong(closedNs);
  }
}
