package ringside.engine.strategy.grid;

import java.util.ArrayList;
import java.util.List;
import ringside.journal.event.Decimals;

/**
 * The ladder that a side of a grid means at a price: what a cycle is, level by level, if every
 * order is filled where it becomes due. Fees apart. Prices, quantities and money at 1e-9.
 * Immutable.
 *
 * @param rungs one a level; fewer where the price would reach 0
 * @param capitalE9 margin of all levels, and the loss that the next step would bring
 */
public record GridLadder(boolean isLong, List<Rung> rungs, long capitalE9) {
  public GridLadder {
    rungs = List.copyOf(rungs);
  }

  /**
   * The rules that orders are cut to. 0: that rule is not known.
   *
   * @param maxMarketE9 largest quantity of a market order
   * @param maxLimitE9 largest quantity of a limit order, as a take-profit is
   */
  public record Rules(
      long tickE9,
      long lotE9,
      long minQuantityE9,
      long minNotionalE9,
      long maxMarketE9,
      long maxLimitE9) {
    /** Nothing is known. */
    public static final Rules UNKNOWN = new Rules(0, 0, 0, 0, 0, 0);
  }

  /**
   * One level.
   *
   * @param level from 0
   * @param priceE9 where it becomes due
   * @param notionalE9 of this level alone
   * @param exposureE9 of the whole leg at this price
   * @param marginE9 that the leg takes so far
   * @param averageE9 of the leg so far
   * @param takeProfitE9 where the leg would be closed
   * @param lossE9 of the leg so far where the next level becomes due
   * @param problem why the level would not be traded; empty: it would
   */
  public record Rung(
      int level,
      long priceE9,
      long quantityE9,
      long notionalE9,
      long exposureE9,
      long marginE9,
      long averageE9,
      long takeProfitE9,
      long lossE9,
      String problem) {}

  /**
   * The ladder from a price on.
   *
   * @param leverageE9 or {@link Decimals#INVALID}: margins are not known then, and told as if it
   *     were 1
   * @param equityE9 of the account, or {@link Decimals#INVALID}
   * @return null where the first order's size is not known, or the side is not enabled
   * @throws ArithmeticException when a number is beyond what can be computed
   */
  public static GridLadder of(
      GridSide side, boolean isLong, long priceE9, long leverageE9, long equityE9, Rules rules) {
    long firstE9 =
        side.enabled()
            ? GridArithmetic.first(side, priceE9, leverageE9, equityE9)
            : Decimals.INVALID;
    return firstE9 == Decimals.INVALID
        ? null
        : new Builder(side, isLong, leverageE9, rules).build(priceE9, firstE9);
  }

  /** The most that the leg is worth at a price where a level becomes due. */
  public long largestE9() {
    return rungs.stream().mapToLong(Rung::exposureE9).max().orElse(0);
  }

  /** Climbs down a long ladder, or up a short one. */
  private static final class Builder {
    private final GridSide side;
    private final boolean isLong;
    private final int sign;
    private final long leverageE9;
    private final Rules rules;
    private final List<Rung> rungs = new ArrayList<>();
    private long quantityE9;
    private long costE9;

    Builder(GridSide side, boolean isLong, long leverageE9, Rules rules) {
      this.side = side;
      this.isLong = isLong;
      this.sign = isLong ? 1 : -1;
      this.leverageE9 = leverageE9 == Decimals.INVALID ? Decimals.ONE_E9 : leverageE9;
      this.rules = rules;
    }

    GridLadder build(long startE9, long firstE9) {
      long priceE9 = startE9;
      for (int level = 0; level < side.levels() && priceE9 > 0; level++) {
        priceE9 = add(level, priceE9, firstE9);
      }
      Rung last = rungs.get(rungs.size() - 1);
      return new GridLadder(isLong, rungs, last.marginE9() + last.lossE9());
    }

    /** Adds a level, and returns where the next becomes due. */
    private long add(int level, long priceE9, long firstE9) {
      long wantedE9 = GridArithmetic.quantity(side, firstE9, level);
      long levelE9 = rules.lotE9 > 0 ? GridArithmetic.floor(wantedE9, rules.lotE9) : wantedE9;
      long notionalE9 = Decimals.multiplyE9(levelE9, priceE9);
      long exposureE9 = Decimals.multiplyE9(Math.addExact(quantityE9, levelE9), priceE9);
      String problem = problem(wantedE9, levelE9, notionalE9, exposureE9);
      quantityE9 = Math.addExact(quantityE9, levelE9);
      costE9 = Math.addExact(costE9, notionalE9);
      long averageE9 = quantityE9 == 0 ? priceE9 : Decimals.divideE9(costE9, quantityE9);
      long nextE9 = onTick(GridArithmetic.trigger(side, sign, level + 1, priceE9));
      rungs.add(
          new Rung(
              level,
              priceE9,
              levelE9,
              notionalE9,
              exposureE9,
              Decimals.divideE9(costE9, leverageE9),
              averageE9,
              GridArithmetic.takeProfit(side, sign, averageE9, Math.max(1, rules.tickE9)),
              Decimals.multiplyE9(quantityE9, Math.abs(averageE9 - Math.max(0, nextE9))),
              problem));
      return nextE9;
    }

    /** The first price of the market at which a level is due. */
    private long onTick(long triggerE9) {
      if (rules.tickE9 <= 0) {
        return triggerE9;
      }
      return isLong
          ? GridArithmetic.floor(triggerE9, rules.tickE9)
          : GridArithmetic.ceil(triggerE9, rules.tickE9);
    }

    private String problem(long wantedE9, long levelE9, long notionalE9, long exposureE9) {
      if (levelE9 <= 0) {
        return "quantity " + text(wantedE9) + " is below the lot " + text(rules.lotE9);
      }
      if (levelE9 < rules.minQuantityE9) {
        return "quantity " + text(levelE9) + " is below the least " + text(rules.minQuantityE9);
      }
      if (notionalE9 < rules.minNotionalE9) {
        return "notional " + text(notionalE9) + " is below the least " + text(rules.minNotionalE9);
      }
      if (rules.maxMarketE9 > 0 && levelE9 > rules.maxMarketE9) {
        return "quantity " + text(levelE9) + " is above the most " + text(rules.maxMarketE9);
      }
      long wholeE9 = Math.addExact(quantityE9, levelE9);
      if (rules.maxLimitE9 > 0 && wholeE9 > rules.maxLimitE9) {
        return "the leg's quantity "
            + text(wholeE9)
            + " is above the most of one order "
            + text(rules.maxLimitE9)
            + ", as its take-profit is";
      }
      if (side.capE9() != Decimals.INVALID && exposureE9 > side.capE9()) {
        return "the leg's " + text(exposureE9) + " are above its cap " + text(side.capE9());
      }
      return "";
    }

    private static String text(long valueE9) {
      return Decimals.toStringE9(valueE9);
    }
  }
}
