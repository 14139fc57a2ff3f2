package ringside.engine.core.state;

import ringside.journal.codec.Leg;

/** One position, to look at. Sizes at 1e-9, positive for bought; null is {@link Long#MIN_VALUE}. */
public interface PositionView {
  int instrument();

  Leg leg();

  /** Bought minus sold: the venue's last word, and what was executed since. */
  long sizeE9();

  /** Average entry price, or null. */
  long entryPriceE9();

  /** Or null. */
  long leverageE9();

  /** Or null. */
  long liquidationPriceE9();

  /** Unrealised profit as the venue last said, or null. */
  long unrealisedPnlE9();

  /**
   * What the executions that were heard of entered it at, exact, 1e-9 half-even: closings leave it
   * alone, and the venue's own wins where the two differ by more than a tick. Null when flat.
   */
  long averageEntryE9();

  /** Realised by what was closed, without fees and funding, of the executions heard of. */
  long grossE9();

  /** Fees of the executions heard of; positive: paid. */
  long feesE9();

  /** Funding heard of; positive: paid. */
  long fundingE9();

  /** How much of its size no order of ours opened, signed as the size; 0 where we did it all. */
  long foreignE9();

  /** What the open part would give at this price; null where its cost is not known. */
  long unrealisedAtE9(long priceE9);

  /** The price at which the venue itself closes it at a loss: null or 0 for none. */
  long stopLossE9();

  /** Whether nothing was executed since the venue's last word on it. */
  boolean stated();
}
