package ringside.engine.core;

import ringside.engine.core.state.OrderView;
import ringside.journal.codec.AlertCode;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.PlaceOrderDecoder;
import ringside.journal.codec.RiskAction;
import ringside.journal.codec.Severity;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.codec.TriggerBy;
import ringside.journal.codec.TriggerDirection;

/** One thing that a strategy would like to have done. Reused; made by {@link Proposals} only. */
public final class Proposal {
  /** What an order without a tag has. */
  public static final int NO_TAG = PlaceOrderDecoder.tagNullValue();

  /** What is proposed. */
  enum Action {
    PLACE,
    AMEND,
    CANCEL,
    TRADING_STOP,
    SIGNAL,
    ALERT,
    LATCH
  }

  Action action;
  OrderView order;
  Side side;
  Leg leg;
  OrderType type;
  TimeInForce timeInForce;
  TriggerBy triggerBy;
  TriggerDirection triggerDirection;
  long priceE9;
  long quantityE9;
  long triggerPriceE9;
  long takeProfitE9;
  long stopLossE9;
  boolean reduceOnly;
  boolean closeOnTrigger;
  int tag;
  long bracketProfitE9;
  long bracketStopE9;
  long trailingStopE9;
  long valueE9;
  String name;
  String detail;
  AlertCode alertCode;
  Severity severity;
  RiskAction riskAction;

  Proposal() {}

  void clear(Action what) {
    action = what;
    order = null;
    side = Side.NULL_VAL;
    leg = Leg.NULL_VAL;
    type = OrderType.MARKET;
    timeInForce = TimeInForce.IOC;
    triggerBy = TriggerBy.NULL_VAL;
    triggerDirection = TriggerDirection.NULL_VAL;
    priceE9 = StateView.UNKNOWN;
    quantityE9 = StateView.UNKNOWN;
    triggerPriceE9 = StateView.UNKNOWN;
    takeProfitE9 = StateView.UNKNOWN;
    stopLossE9 = StateView.UNKNOWN;
    reduceOnly = false;
    closeOnTrigger = false;
    tag = NO_TAG;
    bracketProfitE9 = StateView.UNKNOWN;
    bracketStopE9 = StateView.UNKNOWN;
    trailingStopE9 = StateView.UNKNOWN;
    valueE9 = StateView.UNKNOWN;
    name = "";
    detail = "";
    alertCode = AlertCode.OTHER;
    severity = Severity.INFO;
    riskAction = RiskAction.NULL_VAL;
  }

  /** A limit order instead of a market order. */
  public Proposal limit(long atE9, TimeInForce how) {
    type = OrderType.LIMIT;
    priceE9 = atE9;
    timeInForce = how;
    return this;
  }

  /** It may only make the position smaller. */
  public Proposal reduceOnly() {
    reduceOnly = true;
    return this;
  }

  /** It waits until the price has risen, or fallen, so far. */
  public Proposal trigger(long atE9, TriggerBy price, TriggerDirection direction) {
    triggerPriceE9 = atE9;
    triggerBy = price;
    triggerDirection = direction;
    return this;
  }

  /** It frees margin for itself when it is triggered. */
  public Proposal closeOnTrigger() {
    closeOnTrigger = true;
    return this;
  }

  /** What the order is for, in the strategy's own words; comes back with the order. */
  public Proposal tag(int what) {
    tag = what;
    return this;
  }

  /**
   * What fills is closed with profit or at a loss by orders of the core's own, sized to what was
   * filled; the end of one is the other's. {@link StateView#UNKNOWN} for none.
   */
  public Proposal bracket(long profitE9, long stopE9) {
    bracketProfitE9 = profitE9;
    bracketStopE9 = stopE9;
    return this;
  }

  /** The same, with what triggers the stop: the last price, unless this says otherwise. */
  public Proposal bracket(long profitE9, long stopE9, TriggerBy stopBy) {
    triggerBy = stopBy;
    return bracket(profitE9, stopE9);
  }

  /** What it opens is given a profit and a stop; {@link StateView#UNKNOWN} for neither. */
  public Proposal protect(long profitE9, long stopE9) {
    takeProfitE9 = profitE9;
    stopLossE9 = stopE9;
    return this;
  }
}
