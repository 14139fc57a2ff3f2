package ringside.adapters.sim;

import static ringside.journal.event.Decimals.ONE_E9;
import static ringside.journal.event.Decimals.divideE9;
import static ringside.journal.event.Decimals.multiplyE9;

/**
 * The prices at which an account is in trouble, were its other symbols to stand still. Found by
 * halving the interval over whole ticks, with the very arithmetic that liquidates: tiers and
 * rounding need no formula of their own. Stateless.
 */
final class CriticalPrice {
  /** Value of a position at the highest price looked at, so that sums of a few fit a long. */
  private static final long MOST_VALUE_E9 = 2_000_000_000L * ONE_E9;

  private CriticalPrice() {}

  /**
   * The first price, on the way from mark to the bad side, at which the account's equity is below
   * its maintenance margin; the mark itself when it is so already; 0 for none, also for the smaller
   * leg of a hedge, which is not what liquidates.
   */
  static long ofLiquidation(Leg leg, long markE9) {
    return find(leg, markE9, true);
  }

  /** The first price on that way at which nothing is left of the account's equity. */
  static long ofBankruptcy(Leg leg, long markE9) {
    return find(leg, markE9, false);
  }

  private static long find(Leg leg, long markE9, boolean maintenance) {
    Leg[] legs = leg.account.legs[leg.position.symbol];
    long net = 0;
    long gross = 0;
    for (Leg each : legs) {
      net += each.signedSizeE9();
      gross += each.position.sizeE9;
    }
    if (leg.position.sizeE9 == 0 || net == 0 || net > 0 != leg.isLong()) {
      return 0;
    }
    long tick = leg.rules.tickE9();
    if (isBad(legs, markE9, maintenance)) {
      return markE9;
    }
    return net > 0
        ? falling(legs, markE9 / tick, tick, maintenance)
        : rising(legs, markE9 / tick, highest(leg.rules, gross) / tick, tick, maintenance);
  }

  private static long falling(Leg[] legs, long fromTick, long tickE9, boolean maintenance) {
    long bad = 0;
    long good = fromTick + 1;
    if (!isBad(legs, tickE9, maintenance)) {
      return 0;
    }
    while (good - bad > 1) {
      long middle = (good + bad) >>> 1;
      if (isBad(legs, middle * tickE9, maintenance)) {
        bad = middle;
      } else {
        good = middle;
      }
    }
    return bad * tickE9;
  }

  private static long rising(
      Leg[] legs, long fromTick, long toTick, long tickE9, boolean maintenance) {
    long good = fromTick;
    long bad = toTick;
    if (bad <= good || !isBad(legs, bad * tickE9, maintenance)) {
      return 0;
    }
    while (bad - good > 1) {
      long middle = (good + bad) >>> 1;
      if (isBad(legs, middle * tickE9, maintenance)) {
        bad = middle;
      } else {
        good = middle;
      }
    }
    return bad * tickE9;
  }

  private static boolean isBad(Leg[] legs, long markE9, boolean maintenance) {
    Account account = legs[0].account;
    long equity = account.equityE9();
    long needed = account.maintenanceMarginE9;
    for (Leg leg : legs) {
      if (leg.position.sizeE9 != 0) {
        long value = multiplyE9(leg.position.sizeE9, markE9);
        equity += leg.isLong() ? value - leg.valueE9 : leg.valueE9 - value;
        needed += leg.maintenanceMargin(value) - leg.maintenanceMarginE9;
      }
    }
    return maintenance ? equity < needed : equity <= 0;
  }

  private static long highest(Instrument rules, long sizeE9) {
    if (Math.multiplyHigh(sizeE9, rules.maxPriceE9()) < Math.multiplyHigh(MOST_VALUE_E9, ONE_E9)) {
      return rules.maxPriceE9();
    }
    return Math.min(rules.maxPriceE9(), divideE9(MOST_VALUE_E9, sizeE9));
  }
}
