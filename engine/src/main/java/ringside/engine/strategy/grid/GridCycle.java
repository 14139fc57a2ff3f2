package ringside.engine.strategy.grid;

import ringside.engine.core.StateView;
import ringside.engine.core.state.StateSink;
import ringside.engine.core.state.StateTable;
import ringside.journal.event.Decimals;

/**
 * What a leg holds and has done since its cycle began: sums over executions, by the numbers of
 * docs/GRID.md. Prices, quantities and money at 1e-9. Engine thread only.
 */
final class GridCycle implements StateTable {
  private static final int NONE = -1;

  private long number;
  private int filled;
  private long firstE9;
  private long sizeE9;
  private long costE9;
  private long averageE9 = StateView.UNKNOWN;
  private int level = NONE;
  private long levelQuantityE9;
  private long levelNotionalE9;
  private long beforeE9 = StateView.UNKNOWN;
  private long grossE9;
  private long feesE9;
  private long fundingE9;

  /** Another cycle, with the quantity of its first order. */
  void begin(long quantityE9) {
    number++;
    firstE9 = quantityE9;
  }

  /** Nothing is held, and nothing was done. */
  void clear() {
    filled = 0;
    sizeE9 = 0;
    costE9 = 0;
    averageE9 = StateView.UNKNOWN;
    level = NONE;
    levelQuantityE9 = 0;
    levelNotionalE9 = 0;
    beforeE9 = StateView.UNKNOWN;
    grossE9 = 0;
    feesE9 = 0;
    fundingE9 = 0;
  }

  /** An order of a level has opened. */
  void open(int ofLevel, long priceE9, long quantityE9) {
    if (ofLevel > level) {
      level = ofLevel;
      levelQuantityE9 = 0;
      levelNotionalE9 = 0;
      filled = Math.max(filled, ofLevel + 1);
    }
    if (ofLevel == level) {
      levelQuantityE9 = Math.addExact(levelQuantityE9, quantityE9);
      levelNotionalE9 = Math.addExact(levelNotionalE9, Decimals.multiplyE9(priceE9, quantityE9));
      beforeE9 = Decimals.divideE9(levelNotionalE9, levelQuantityE9);
    }
    add(priceE9, quantityE9);
  }

  /** The leg has grown, by whatever. */
  void add(long priceE9, long quantityE9) {
    costE9 = Math.addExact(costE9, Decimals.multiplyE9(priceE9, quantityE9));
    sizeE9 = Math.addExact(sizeE9, quantityE9);
    averageE9 = Decimals.divideE9(costE9, sizeE9);
  }

  /** The leg has shrunk. */
  void reduce(int sign, long priceE9, long quantityE9) {
    long closedE9 = Math.min(quantityE9, sizeE9);
    if (averageE9 != StateView.UNKNOWN) {
      long gainE9 = Decimals.multiplyE9(priceE9 - averageE9, closedE9);
      grossE9 = Math.addExact(grossE9, sign * gainE9);
    }
    sizeE9 -= closedE9;
    costE9 = averageE9 == StateView.UNKNOWN ? 0 : Decimals.multiplyE9(averageE9, sizeE9);
  }

  void fee(long paidE9) {
    feesE9 = Math.addExact(feesE9, paidE9);
  }

  void funding(long paidE9) {
    fundingE9 = Math.addExact(fundingE9, paidE9);
  }

  /** Size and average as the venue has them; an unknown average leaves ours. */
  void restate(long newSizeE9, long newAverageE9) {
    sizeE9 = newSizeE9;
    averageE9 = newAverageE9 == StateView.UNKNOWN ? averageE9 : newAverageE9;
    costE9 = averageE9 == StateView.UNKNOWN ? 0 : Decimals.multiplyE9(averageE9, sizeE9);
  }

  /** A leg that others opened counts as one level. */
  void adopt(long quantityE9, long heldE9, long venueAverageE9) {
    begin(quantityE9);
    filled = 1;
    level = 0;
    beforeE9 = venueAverageE9;
    levelQuantityE9 = heldE9;
    levelNotionalE9 = Decimals.multiplyE9(venueAverageE9, heldE9);
    restate(heldE9, venueAverageE9);
  }

  /** How many cycles there were, with this one. */
  long number() {
    return number;
  }

  /** Levels that have traded; 0: there is no cycle. */
  int filled() {
    return filled;
  }

  long firstE9() {
    return firstE9;
  }

  long sizeE9() {
    return sizeE9;
  }

  /** Average entry of what is held, or null. */
  long averageE9() {
    return averageE9;
  }

  /** Average price at which the highest level was filled, or null. */
  long beforeE9() {
    return beforeE9;
  }

  long grossE9() {
    return grossE9;
  }

  long feesE9() {
    return feesE9;
  }

  long fundingE9() {
    return fundingE9;
  }

  long netE9() {
    return Math.subtractExact(Math.subtractExact(grossE9, feesE9), fundingE9);
  }

  @Override
  public void describe(StateSink sink) {
    sink.putLong(number);
    sink.putLong(filled);
    sink.putLong(firstE9);
    sink.putLong(sizeE9);
    sink.putLong(costE9);
    sink.putLong(averageE9);
    sink.putLong(level);
    sink.putLong(levelQuantityE9);
    sink.putLong(levelNotionalE9);
    sink.putLong(beforeE9);
    sink.putLong(grossE9);
    sink.putLong(feesE9);
    sink.putLong(fundingE9);
  }
}
