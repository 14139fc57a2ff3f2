package ringside.engine.core;

import java.util.Arrays;
import ringside.engine.core.Proposal.Action;
import ringside.engine.core.state.OrderView;
import ringside.journal.codec.AlertCode;
import ringside.journal.codec.Leg;
import ringside.journal.codec.RiskAction;
import ringside.journal.codec.Severity;
import ringside.journal.codec.Side;
import ringside.journal.codec.TriggerBy;

/** Takes what a strategy proposes for one event, in order. Reused; allocates while it grows. */
public final class Proposals {
  private Proposal[] proposals = new Proposal[0];
  private int size;

  Proposals() {}

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  Proposal at(int place) {
    return proposals[place];
  }

  /** A new order: at market, unless the proposal is told otherwise. */
  public Proposal place(Side side, Leg leg, long quantityE9) {
    Proposal proposal = next(Action.PLACE);
    proposal.side = side;
    proposal.leg = leg;
    proposal.quantityE9 = quantityE9;
    return proposal;
  }

  /** Another price or quantity for an order; {@link StateView#UNKNOWN} keeps what it has. */
  public void amend(OrderView order, long priceE9, long quantityE9) {
    amend(order, priceE9, quantityE9, StateView.UNKNOWN);
  }

  /** The same for an order that waits for a price; {@link StateView#UNKNOWN} keeps what it has. */
  public void amend(OrderView order, long priceE9, long quantityE9, long triggerPriceE9) {
    Proposal proposal = next(Action.AMEND);
    proposal.order = order;
    proposal.side = order.side();
    proposal.leg = order.leg();
    proposal.reduceOnly = order.reduceOnly();
    proposal.priceE9 = priceE9;
    proposal.quantityE9 = quantityE9;
    proposal.triggerPriceE9 = triggerPriceE9;
  }

  /** The end of an order. */
  public void cancel(OrderView order) {
    Proposal proposal = next(Action.CANCEL);
    proposal.order = order;
    proposal.side = order.side();
    proposal.leg = order.leg();
  }

  /**
   * The position's own stops at the venue; {@link StateView#UNKNOWN} keeps what there is, 0
   * removes.
   */
  public void tradingStop(
      Leg leg, long takeProfitE9, long stopLossE9, long trailingStopE9, TriggerBy triggerBy) {
    Proposal proposal = next(Action.TRADING_STOP);
    proposal.leg = leg;
    proposal.takeProfitE9 = takeProfitE9;
    proposal.stopLossE9 = stopLossE9;
    proposal.trailingStopE9 = trailingStopE9;
    proposal.triggerBy = triggerBy;
    proposal.reduceOnly = true;
  }

  /**
   * Something that happened by the strategy's own rules, and that it wants to remember: it folds it
   * as {@link Happening.Kind#SIGNALLED}.
   *
   * @param name a constant
   * @param valueE9 or {@link StateView#UNKNOWN}
   * @param detail a constant
   */
  public void signal(Leg leg, int tag, String name, long valueE9, String detail) {
    Proposal proposal = next(Action.SIGNAL);
    proposal.leg = leg;
    proposal.tag = tag;
    proposal.name = name;
    proposal.valueE9 = valueE9;
    proposal.detail = detail;
  }

  /** A human should know. The strategy sees to it that it does not say so at every event. */
  public void alert(AlertCode code, Severity severity, String detail) {
    Proposal proposal = next(Action.ALERT);
    proposal.alertCode = code;
    proposal.severity = severity;
    proposal.detail = detail;
  }

  /**
   * The leg opens nothing any more until an operator clears it.
   *
   * @param rule a constant: why
   * @param action what is done with the position
   */
  public void latch(Leg leg, String rule, RiskAction action, String detail) {
    Proposal proposal = next(Action.LATCH);
    proposal.leg = leg;
    proposal.name = rule;
    proposal.riskAction = action;
    proposal.detail = detail;
  }

  private Proposal next(Action action) {
    if (size == proposals.length) {
      proposals = Arrays.copyOf(proposals, Math.max(4, 2 * size));
      for (int i = size; i < proposals.length; i++) {
        proposals[i] = new Proposal();
      }
    }
    Proposal proposal = proposals[size++];
    proposal.clear(action);
    return proposal;
  }
}
