package ringside.engine.strategy.grid;

import ringside.engine.core.state.IdText;
import ringside.engine.core.state.OrderPhase;
import ringside.engine.core.state.OrderView;
import ringside.engine.core.state.StateSink;
import ringside.engine.core.state.StateTable;

/**
 * An order of a leg that is followed until it has ended and everything that it traded was heard of:
 * the venue may say that an order is filled before it tells the executions. Engine thread only.
 */
final class GridOrder implements StateTable {
  static final int NONE = -1;

  private final IdText id = new IdText();
  private int tag = NONE;
  private boolean limit;
  private long statedE9;
  private long executedE9;
  private OrderPhase ended;
  private boolean cancelAsked;

  /** Where it is while it may trade; found anew at every look, so no state. */
  private OrderView live;

  void placed(OrderView order) {
    id.set(order.clientId());
    tag = order.tag();
    limit = order.priceE9() != Long.MIN_VALUE;
    statedE9 = order.filledE9();
    executedE9 = order.filledE9();
    ended = null;
    cancelAsked = false;
    live = order;
  }

  void forget() {
    id.clear();
    tag = NONE;
    limit = false;
    statedE9 = 0;
    executedE9 = 0;
    ended = null;
    cancelAsked = false;
    live = null;
  }

  /** Whether there is one. */
  boolean followed() {
    return tag != NONE;
  }

  boolean is(OrderView order) {
    return tag != NONE && order != null && order.clientId().sameAs(id);
  }

  int tag() {
    return tag;
  }

  /** Whether it is a limit order. */
  boolean limit() {
    return limit;
  }

  /** Takes in what is said of it. */
  void heard(OrderView order) {
    statedE9 = Math.max(statedE9, order.filledE9());
    OrderPhase phase = order.phase();
    ended = phase.live() ? null : phase;
    live = phase.live() ? order : null;
  }

  void executed(long quantityE9) {
    executedE9 = Math.addExact(executedE9, quantityE9);
  }

  void cancelAsked() {
    cancelAsked = true;
  }

  boolean wasCancelAsked() {
    return cancelAsked;
  }

  /** A look at the orders begins. */
  void unseen() {
    live = null;
  }

  /** While it may trade: it. */
  OrderView live() {
    return live;
  }

  /** Whether it was filled, as far as is known. */
  boolean filled() {
    return ended == OrderPhase.FILLED;
  }

  /** Whether the venue cancelled it, or we did. */
  boolean cancelled() {
    return ended == OrderPhase.CANCELLED;
  }

  /** Whether it never stood at the venue, as far as is known. */
  boolean refused() {
    return executedE9 == 0 && (ended == OrderPhase.REJECTED || ended == OrderPhase.VANISHED);
  }

  /** What of it has traded. */
  long executedE9() {
    return executedE9;
  }

  /** Whether every fill that the venue has spoken of was also told as an execution. */
  boolean allHeard() {
    return executedE9 >= statedE9;
  }

  /** Whether it has ended and all that it traded is known. */
  boolean over() {
    return tag != NONE && live == null && allHeard();
  }

  @Override
  public void describe(StateSink sink) {
    id.describe(sink);
    sink.putLong(tag);
    sink.putFlag(limit);
    sink.putLong(statedE9);
    sink.putLong(executedE9);
    sink.putLong(ended == null ? -1 : ended.ordinal());
    sink.putFlag(cancelAsked);
  }
}
