package ringside.engine.core.state;

import ringside.journal.event.Decimals;

/**
 * Money that is compared with limits: what is too much to be counted is beyond every limit, and no
 * fault. At 1e-9. Stateless.
 */
final class Notional {
  /** As much as can be told. */
  static final long MOST = Long.MAX_VALUE;

  private Notional() {}

  /** Price times quantity, each of either sign. */
  static long ofE9(long priceE9, long quantityE9) {
    long high = Math.multiplyHigh(priceE9, quantityE9);
    if (high < -Decimals.ONE_E9 / 4 || high > Decimals.ONE_E9 / 4) {
      return high > 0 ? MOST : -MOST;
    }
    return Decimals.multiplyE9(priceE9, quantityE9);
  }

  static long plusE9(long oneE9, long otherE9) {
    long sum = oneE9 + otherE9;
    boolean overflown = ((oneE9 ^ sum) & (otherE9 ^ sum)) < 0;
    return overflown ? (oneE9 > 0 ? MOST : -MOST) : sum;
  }
}
