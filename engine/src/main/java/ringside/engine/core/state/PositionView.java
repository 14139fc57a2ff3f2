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
}
