package ringside.engine.core.state;

import ringside.journal.codec.Leg;
import ringside.journal.codec.Side;

/**
 * One order, to look at. Prices and quantities at 1e-9; null is {@link Long#MIN_VALUE}. Valid until
 * the next event: orders are reused.
 */
public interface OrderView {
  /** As we named it; empty where somebody else did not. */
  IdText clientId();

  /** As the venue named it; empty until it did. */
  IdText venueId();

  int account();

  int instrument();

  /** Whose it is; {@link OrderState#NO_STRATEGY} where that is not known. */
  int strategy();

  /** What whoever decided it noted on it; 65535 where nothing. */
  int tag();

  OrderPhase phase();

  Side side();

  Leg leg();

  /** Null of a market order. */
  long priceE9();

  /** At what price it becomes a live order, or null. */
  long triggerPriceE9();

  long quantityE9();

  /** How much of it has traded. */
  long filledE9();

  /** How much of it may still trade. */
  long leavesE9();

  boolean reduceOnly();

  /** Whether a request to change it is on its way. */
  boolean amending();

  /** Whether a request to end it is on its way. */
  boolean cancelling();

  /** Whether a request about it is on its way: it is better left alone. */
  boolean busy();

  /** Whether nobody here made it, and the config does not make it ours. */
  boolean foreign();
}
