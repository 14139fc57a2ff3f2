package ringside.engine.core.state;

import ringside.journal.event.Decimals;

/**
 * How far trades of the last few ticks of the clock were from mark. A trade that is far off at one
 * moment is a mistake of somebody's more often than a price. Engine thread only.
 */
public final class PriceJumps {
  /** The tick under way and those before it: a second less what has passed of the one under way. */
  static final int TICKS = 5;

  /** Nearer than a 1024th nothing is reckoned: that is all trades but a few. */
  private static final int NEAR_SHIFT = 10;

  private final long[] farthestE9 = new long[TICKS];
  private int now;

  /** The farthest of all, as a fraction of mark; 0 where none was far. */
  public long farthestE9() {
    long farthest = 0;
    for (long eachE9 : farthestE9) {
      farthest = Math.max(farthest, eachE9);
    }
    return farthest;
  }

  /**
   * Takes a trade in.
   *
   * @param markE9 not positive where it is not known
   */
  void traded(long priceE9, long markE9) {
    long offE9 = Math.abs(priceE9 - markE9);
    if (markE9 > 0 && offE9 > markE9 >> NEAR_SHIFT) {
      farthestE9[now] = Math.max(farthestE9[now], Decimals.divideE9(offE9, markE9));
    }
  }

  /** The clock has ticked: the oldest is forgotten. */
  void ticked() {
    now = (now + 1) % TICKS;
    farthestE9[now] = 0;
  }

  void describe(StateSink sink) {
    for (int i = 0; i < TICKS; i++) {
      sink.putLong(farthestE9[(now + i) % TICKS]);
    }
  }
}
