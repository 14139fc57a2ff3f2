package ringside.engine.core;

import org.agrona.DirectBuffer;
import ringside.engine.core.state.IdText;
import ringside.engine.core.state.OrderState;
import ringside.engine.core.state.OrderView;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OperatorAction;
import ringside.journal.codec.RecordHeaderDecoder;
import ringside.journal.codec.RiskLevel;
import ringside.journal.codec.Side;

/**
 * What an event, or a decision of a strategy's own, was about, for strategies to fold: the core's
 * state has it already. Reused: valid until the method that it is given to returns.
 */
public final class Happening {
  /** What kind of thing happened. */
  public enum Kind {
    /** A record of a book of the instrument. */
    BOOK,
    /** Trade, ticker or candle of the instrument. */
    MARKET,
    /** The venue spoke of an order, or answered a request about it. */
    ORDER,
    /** An execution, for the first time. */
    EXECUTION,
    /** The venue spoke of a position. */
    POSITION,
    /** The venue spoke of the wallet. */
    WALLET,
    /** A report of the account ended. */
    REPORT,
    /** A stream went up or down. */
    STREAM,
    /** Time passed. */
    CLOCK,
    /** A run began or ended, an operator spoke, something was halted or resumed. */
    CONTROL,
    /** The strategy's own order was sent. */
    PLACED,
    /** The strategy's own amendment was sent. */
    AMENDED,
    /** The strategy's own cancel was sent. */
    CANCELLED,
    /** The strategy's own stop for its position was sent. */
    STOP_SENT,
    /** A proposal of the strategy was refused, for another reason than the one before. */
    REFUSED,
    /** A signal of the strategy's own. */
    SIGNALLED,
    /** An operator commanded something, for what the happening names, or for all. */
    OPERATOR,
    /** A risk rule stands otherwise than before, for what the happening names, or for all. */
    RISK
  }

  private Kind kind = Kind.CONTROL;
  private int account;
  private int instrument;
  private OrderView order;
  private ExecutionType executionType;
  private Side side;
  private Leg leg;
  private long priceE9;
  private long quantityE9;
  private long feeE9;
  private long executedNs;
  private int tag;
  private OperatorAction operatorAction;
  private RiskLevel riskLevel;
  private int decidedBy;
  private final IdText name = new IdText();

  Happening() {}

  void begin(int ofAccount, int ofInstrument) {
    kind = Kind.CONTROL;
    account = ofAccount;
    instrument = ofInstrument;
    order = null;
    executionType = ExecutionType.NULL_VAL;
    side = Side.NULL_VAL;
    leg = Leg.NULL_VAL;
    priceE9 = StateView.UNKNOWN;
    quantityE9 = StateView.UNKNOWN;
    feeE9 = StateView.UNKNOWN;
    executedNs = StateView.UNKNOWN;
    tag = Proposal.NO_TAG;
    operatorAction = OperatorAction.NULL_VAL;
    riskLevel = RiskLevel.NULL_VAL;
    decidedBy = OrderState.NO_STRATEGY;
    name.clear();
  }

  void is(Kind newKind) {
    kind = newKind;
  }

  void is(Kind newKind, OrderView ofOrder) {
    kind = newKind;
    order = ofOrder;
  }

  void execution(
      ExecutionType type, Side ofSide, Leg ofLeg, long price, long quantity, long fee, long ns) {
    kind = Kind.EXECUTION;
    executedNs = ns;
    executionType = type;
    side = ofSide;
    leg = ofLeg;
    priceE9 = price;
    quantityE9 = quantity;
    feeE9 = fee;
  }

  /** Of a decision that no order tells whose it was. */
  void decidedBy(int strategy) {
    decidedBy = strategy;
  }

  int decidedBy() {
    return decidedBy;
  }

  void stopSent(Leg ofLeg) {
    kind = Kind.STOP_SENT;
    leg = ofLeg;
  }

  void refused(Side ofSide, Leg ofLeg, int ofTag, DirectBuffer rule) {
    kind = Kind.REFUSED;
    side = ofSide;
    leg = ofLeg;
    tag = ofTag;
    name.set(rule);
  }

  void signalled(Leg ofLeg, int ofTag, long value, DirectBuffer ofName) {
    kind = Kind.SIGNALLED;
    leg = ofLeg;
    tag = ofTag;
    priceE9 = value;
    name.set(ofName);
  }

  void operator(OperatorAction action, Leg ofLeg) {
    kind = Kind.OPERATOR;
    operatorAction = action;
    leg = ofLeg;
  }

  void risk(RiskLevel level, Leg ofLeg, DirectBuffer rule) {
    risk(level, ofLeg);
    name.set(rule);
  }

  void risk(RiskLevel level, Leg ofLeg, IdText rule) {
    risk(level, ofLeg);
    name.set(rule);
  }

  private void risk(RiskLevel level, Leg ofLeg) {
    kind = Kind.RISK;
    riskLevel = level;
    leg = ofLeg;
  }

  public Kind kind() {
    return kind;
  }

  /** Index in the catalog, or none. */
  public int account() {
    return account;
  }

  /** Whether it was about one account. */
  public boolean hasAccount() {
    return account != RecordHeaderDecoder.accountNullValue();
  }

  /** Index in the catalog, or none. */
  public int instrument() {
    return instrument;
  }

  /** Whether it was about one instrument. */
  public boolean hasInstrument() {
    return instrument != RecordHeaderDecoder.instrumentNullValue();
  }

  /** The order it was about, or null. */
  public OrderView order() {
    return order;
  }

  /** Of an execution. */
  public ExecutionType executionType() {
    return executionType;
  }

  /** Of an execution. */
  public Side side() {
    return side;
  }

  /** Of a refusal or a signal: what it was tagged with. */
  public int tag() {
    return tag;
  }

  /** Of a refusal or a risk rule: the rule. Of a signal: its name. */
  public IdText name() {
    return name;
  }

  /** Of a signal. */
  public long valueE9() {
    return priceE9;
  }

  /** Of an operator's command. */
  public OperatorAction operatorAction() {
    return operatorAction;
  }

  /** Of a risk rule. */
  public RiskLevel riskLevel() {
    return riskLevel;
  }

  /** The leg that it was about; null value: both. */
  public Leg leg() {
    return leg;
  }

  /** Of an execution. */
  public long priceE9() {
    return priceE9;
  }

  /** Of an execution. */
  public long quantityE9() {
    return quantityE9;
  }

  /** Of an execution: when it was, by the venue's clock; engine time where it does not say. */
  public long executedNs() {
    return executedNs;
  }

  /** Of an execution: positive is paid. */
  public long feeE9() {
    return feeE9;
  }
}
