package ringside.adapters.sim.market;

import ringside.adapters.sim.Instrument;

/**
 * What the generated market of one symbol is like. Rates and sizes are those of the normal
 * volatility regime; docs/MARKET.md tells how each was chosen. Immutable.
 *
 * @param startPriceE9 where the price starts, a multiple of the tick
 * @param minuteDeviation standard deviation of a one-minute return, a fraction
 * @param movesPerSecond how often the best prices move
 * @param tradedMoves the share of moves that are a taker order sweeping levels; in the others the
 *     quotes move without a trade
 * @param touchesPerSecond taker orders a second that take from the best level and move nothing
 * @param prints trades of one taker order
 * @param tradeSize of a trade, in base coin
 * @param levels published a side, about
 * @param density the share of prices near the best that have a level
 * @param levelSize of a level, in base coin
 * @param bestSize of the best level, in base coin
 * @param bookInterval seconds between two updates of the book, on average
 * @param levelsChanged by one of them
 * @param wideSpread the share of moves after which the spread is more than one tick
 * @param basis how far the index price is from the contract's on average, a fraction of it
 * @param basisDeviation how far that wanders, a fraction
 * @param openInterest contracts open at start, in base coin
 * @param liquidationsPerHour of other people's positions
 */
public record SymbolProfile(
    Instrument instrument,
    long startPriceE9,
    double minuteDeviation,
    double movesPerSecond,
    double tradedMoves,
    double touchesPerSecond,
    QuantileCurve prints,
    QuantileCurve tradeSize,
    int levels,
    double density,
    QuantileCurve levelSize,
    QuantileCurve bestSize,
    double bookInterval,
    QuantileCurve levelsChanged,
    double wideSpread,
    double basis,
    double basisDeviation,
    double openInterest,
    double liquidationsPerHour) {
  private static final long LEAST_START_TICKS = 4_000;

  /**
   * @throws IllegalArgumentException for values no market can be made of
   */
  public SymbolProfile {
    require(startPriceE9 % instrument.tickE9() == 0, "the start price is a multiple of the tick");
    require(
        startPriceE9 / instrument.tickE9() >= LEAST_START_TICKS,
        "the start price is " + LEAST_START_TICKS + " ticks or more");
    require(minuteDeviation > 0 && minuteDeviation < 0.05, "minuteDeviation is above 0, below 5 %");
    require(movesPerSecond > 0 && touchesPerSecond > 0, "rates are above 0");
    require(levels >= 10 && levels <= 1_000, "levels are 10 to 1000");
    require(density >= 0.1 && density <= 1, "density is 0.1 to 1");
    require(bookInterval >= 0.001, "bookInterval is a millisecond or more");
    require(tradedMoves >= 0 && tradedMoves <= 1, "tradedMoves is a share");
    require(wideSpread >= 0 && wideSpread <= 1, "wideSpread is a share");
  }

  private void require(boolean fulfilled, String what) {
    if (!fulfilled) {
      throw new IllegalArgumentException(instrument.symbol() + ": " + what);
    }
  }
}
