package ringside.adapters.sim;

import ringside.journal.codec.Side;

/** Hears a {@link MarketSource}. Symbols are indices into its instruments. */
public interface MarketSink {
  /** The outside book of this symbol is gone; levels that follow make a new one. */
  void clearBook(int symbol);

  /**
   * Outside interest at a price.
   *
   * @param side BUY: a bid
   * @param quantityE9 the new size of the level, 0 for none
   */
  void level(int symbol, Side side, long priceE9, long quantityE9);

  /** The levels told since the last such call make a consistent book. */
  void bookComplete(int symbol);

  /** Others traded with each other. The book change it causes is told by levels besides. */
  void trade(int symbol, Side takerSide, long priceE9, long quantityE9);

  /** Mark and index price. */
  void prices(int symbol, long markE9, long indexE9);

  /** The rate that will be paid at the next funding time, as it is expected now. */
  void fundingRate(int symbol, long rateE9);

  /** Contracts open, in base coin, and what was liquidated is told by {@link #liquidation}. */
  void openInterest(int symbol, long contractsE9);

  /** Somebody else's position was liquidated. */
  void liquidation(int symbol, Side positionSide, long priceE9, long quantityE9);
}
