package ringside.engine.core.state;

import ringside.journal.codec.Leg;

/**
 * What the record at hand did to an account: what whoever decides next must know of it. Of use
 * until the next record, and no state. Engine thread only.
 */
public final class AccountOutcome {
  OrderState order;
  PositionState position;
  boolean newForeign;
  boolean overfilled;
  boolean corrected;
  long beforeE9;
  long afterE9;
  boolean executed;
  Leg executedLeg;
  long executedFeeE9;
  boolean transferred;
  ForeignTable.Entry foreign;
  boolean foreignPositionChanged;
  boolean foreignOrdersChanged;

  /** Forgets the record before. */
  public void begin() {
    order = null;
    position = null;
    newForeign = false;
    overfilled = false;
    corrected = false;
    executed = false;
    transferred = false;
    foreign = null;
    foreignPositionChanged = false;
    foreignOrdersChanged = false;
  }

  /** The order that the event was about, or null. */
  public OrderState order() {
    return order;
  }

  /** The position that the event was about, or null. */
  public PositionState position() {
    return position;
  }

  /** Whether the order is one that nobody here made, met for the first time. */
  public boolean newForeign() {
    return newForeign;
  }

  /** Whether by this event more of the order has traded than it was for. */
  public boolean overfilled() {
    return overfilled;
  }

  /** Whether a report said something else of order or position than was known. */
  public boolean corrected() {
    return corrected;
  }

  /** What was known before the correction. */
  public long beforeE9() {
    return beforeE9;
  }

  /** What the venue said instead. */
  public long afterE9() {
    return afterE9;
  }

  /** Whether the event was an execution that was not known. */
  public boolean executed() {
    return executed;
  }

  /** The leg that the execution changed. */
  public Leg executedLeg() {
    return executedLeg;
  }

  /** What the execution cost; positive: paid. */
  public long executedFeeE9() {
    return executedFeeE9;
  }

  /** Whether the event was a transfer that was not known. */
  public boolean transferred() {
    return transferred;
  }

  /** What the event said of an instrument that no config names, or null. */
  public ForeignTable.Entry foreign() {
    return foreign;
  }

  /** Whether it was different before. */
  public boolean foreignPositionChanged() {
    return foreignPositionChanged;
  }

  /** Whether there were other orders before. */
  public boolean foreignOrdersChanged() {
    return foreignOrdersChanged;
  }

  void noteOverfill() {
    long most = order.venue.quantityE9;
    if (order.amend.open() && order.amendQuantityE9 != OrderState.UNKNOWN) {
      most = Math.max(most, order.amendQuantityE9);
    }
    if (!order.overfilled && order.venue.quantityE9 > 0 && order.filledE9() > most) {
      order.overfilled = true;
      overfilled = true;
    }
  }
}
