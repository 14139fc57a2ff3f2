package ringside.engine.core;

import java.util.Arrays;
import ringside.engine.core.Proposal.Action;
import ringside.engine.core.state.OrderView;
import ringside.journal.codec.Leg;
import ringside.journal.codec.Side;

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
    Proposal proposal = next(Action.AMEND);
    proposal.order = order;
    proposal.side = order.side();
    proposal.leg = order.leg();
    proposal.reduceOnly = order.reduceOnly();
    proposal.priceE9 = priceE9;
    proposal.quantityE9 = quantityE9;
  }

  /** The end of an order. */
  public void cancel(OrderView order) {
    Proposal proposal = next(Action.CANCEL);
    proposal.order = order;
    proposal.side = order.side();
    proposal.leg = order.leg();
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
