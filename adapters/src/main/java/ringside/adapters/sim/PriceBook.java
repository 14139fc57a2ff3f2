package ringside.adapters.sim;

/**
 * The public order book of one symbol: outside interest, less what was taken of it, plus the
 * resting orders of the venue's accounts. Read on the venue's thread only.
 */
public interface PriceBook {
  /** Counts changes; the number of the newest update. */
  long updateId();

  /** The symbol's cross sequence as of the newest update. */
  long sequence();

  /** How many bid levels there are. */
  int bidCount();

  /** How many ask levels there are. */
  int askCount();

  /** Price of the bid level {@code depth} steps from the best, from 0. */
  long bidPriceE9(int depth);

  long bidQuantityE9(int depth);

  long askPriceE9(int depth);

  long askQuantityE9(int depth);
}
