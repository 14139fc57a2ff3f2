package ringside.engine.strategy.grid;

import ringside.journal.event.Decimals;

/**
 * The grid's arithmetic, rule by rule of docs/GRID.md: every product and every quotient is rounded
 * half-even to 1e-9, in the order in which the rules write them. Stateless; allocates nothing.
 */
final class GridArithmetic {
  static final long HUNDRED_E9 = 100 * Decimals.ONE_E9;

  private static final long ONE = Decimals.ONE_E9;

  private GridArithmetic() {}

  /**
   * How far a side's levels go.
   *
   * @param lowestE9 price of the last trigger where the first order's is 1
   */
  record Reach(long lowestE9) {}

  /** Or null where it cannot be computed. */
  static Reach reach(GridSide side) {
    try {
      long price = ONE;
      for (int level = 1; level < side.levels() && price > 0; level++) {
        price = trigger(side, 1, level, price);
        quantity(side, ONE, level);
      }
      return new Reach(price);
    } catch (ArithmeticException e) {
      return null;
    }
  }

  /** 1, the base, the base times that, ... */
  static long power(long baseE9, int exponent) {
    long power = ONE;
    for (int i = 0; i < exponent; i++) {
      power = Decimals.multiplyE9(power, baseE9);
    }
    return power;
  }

  /** The price at which a level is due, given the one that the level before was filled at. */
  static long trigger(GridSide side, int sign, int level, long beforeE9) {
    long stepE9 = Decimals.multiplyE9(side.stepE9(), power(side.stepScaleE9(), level - 1));
    return away(beforeE9, -sign, stepE9);
  }

  /** The price, so many percent higher or lower. */
  static long away(long priceE9, int direction, long percentE9) {
    long part = Decimals.divideE9(percentE9, HUNDRED_E9);
    return Decimals.multiplyE9(priceE9, ONE + direction * part);
  }

  /** A level's quantity before it is rounded to the lot. */
  static long quantity(GridSide side, long firstE9, int level) {
    return Decimals.multiplyE9(firstE9, power(side.multiplierE9(), level));
  }

  static long floor(long valueE9, long unitE9) {
    return Math.floorDiv(valueE9, unitE9) * unitE9;
  }

  static long ceil(long valueE9, long unitE9) {
    return -floor(-valueE9, unitE9);
  }

  /** Of a long leg up to the tick, of a short one down. */
  static long takeProfit(GridSide side, int sign, long averageE9, long tickE9) {
    long exact = away(averageE9, sign, side.takeProfitE9());
    return sign > 0 ? ceil(exact, tickE9) : floor(exact, tickE9);
  }

  /** Of a long leg up to the tick, of a short one down: never further away than asked for. */
  static long stop(GridSide side, int sign, long averageE9, long tickE9) {
    long exact = away(averageE9, -sign, side.stopLossE9());
    return sign > 0 ? ceil(exact, tickE9) : floor(exact, tickE9);
  }

  /**
   * The first order's quantity, not rounded to the lot; null where something of it is not known.
   *
   * @param priceE9 that triggers look at
   * @param leverageE9 or null
   * @param equityE9 of the account, or null
   */
  static long first(GridSide side, long priceE9, long leverageE9, long equityE9) {
    long amount = side.amountE9();
    long quote =
        switch (side.form()) {
          case QUANTITY, QUOTE -> amount;
          case MARGIN ->
              leverageE9 == Decimals.INVALID
                  ? Decimals.INVALID
                  : Decimals.multiplyE9(amount, leverageE9);
          case EQUITY ->
              equityE9 == Decimals.INVALID
                  ? Decimals.INVALID
                  : Decimals.divideE9(Decimals.multiplyE9(equityE9, amount), HUNDRED_E9);
        };
    if (side.form() == GridSide.First.QUANTITY) {
      return amount;
    }
    boolean known = quote != Decimals.INVALID && quote > 0 && priceE9 > 0;
    return known ? Decimals.divideE9(quote, priceE9) : Decimals.INVALID;
  }
}
