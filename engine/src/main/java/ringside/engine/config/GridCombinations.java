package ringside.engine.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ringside.engine.strategy.grid.GridLadder;
import ringside.engine.strategy.grid.GridParameters;
import ringside.engine.strategy.grid.GridSide;
import ringside.journal.event.Decimals;

/**
 * Tells what a grid cannot do under its own settings and the limits of its account: ladders beyond
 * caps and limits, modes that it cannot trade in, levels that a stop comes before. Sizes in quote
 * coin are judged at any price; what depends on one, {@code check} judges. One use each.
 */
final class GridCombinations {
  /** Ladders of sizes in quote coin are the same at any price; this one loses no digits. */
  private static final long ANY_PRICE_E9 = 1_000 * Decimals.ONE_E9;

  private final List<String> warnings;
  private final Map<String, Long> largestOfAccounts = new LinkedHashMap<>();

  GridCombinations(List<String> warnings) {
    this.warnings = warnings;
  }

  /** Judges a grid whose parameters are each valid and complete. */
  void judge(StrategyConfig strategy, AccountConfig account, Section section) {
    if (strategy.mode() == PositionModeSetting.ONE_WAY) {
      section.mistake("mode", "'one-way'; allowed: hedge, a grid holds two legs");
    }
    GridParameters grid = GridParameters.of(strategy.parameters());
    long longE9 = judge(strategy, account, section, grid, true);
    long shortE9 = judge(strategy, account, section, grid, false);
    if (!strategy.shadow()) {
      long larger = Math.max(longE9, shortE9);
      largestOfAccounts.merge(account.alias(), larger, GridCombinations::sum);
    }
  }

  /** Judges all grids together; after each of them. */
  void judgeTogether(Map<String, AccountConfig> accounts, LimitsConfig limits) {
    long all = 0;
    for (Map.Entry<String, Long> account : largestOfAccounts.entrySet()) {
      long most = accounts.get(account.getKey()).limits().accountExposureE9();
      if (most != Decimals.INVALID && account.getValue() > most) {
        warnings.add(
            "account "
                + account.getKey()
                + ": its grids may want "
                + Decimals.toStringE9(account.getValue())
                + " at once, and exposure.account is "
                + Decimals.toStringE9(most));
      }
      all = sum(all, account.getValue());
    }
    if (limits.engineExposureE9() != Decimals.INVALID && all > limits.engineExposureE9()) {
      warnings.add(
          "all grids may want "
              + Decimals.toStringE9(all)
              + " at once, and exposure.engine is "
              + Decimals.toStringE9(limits.engineExposureE9()));
    }
  }

  /** What the leg is at most, or 0 where that depends on a price. */
  private long judge(
      StrategyConfig strategy,
      AccountConfig account,
      Section section,
      GridParameters grid,
      boolean isLong) {
    GridSide side = isLong ? grid.longSide() : grid.shortSide();
    String name = isLong ? "long" : "short";
    if (!side.enabled()) {
      return 0;
    }
    if (side.form() == GridSide.First.MARGIN && strategy.leverageE9() == Decimals.INVALID) {
      section.mistake("leverage", "is missing; the margin of " + name + " orders depends on it");
    }
    if (side.form() != GridSide.First.QUOTE && side.form() != GridSide.First.MARGIN) {
      return 0;
    }
    GridLadder ladder;
    try {
      ladder =
          GridLadder.of(
              side,
              isLong,
              ANY_PRICE_E9,
              strategy.leverageE9(),
              Decimals.INVALID,
              GridLadder.Rules.UNKNOWN);
    } catch (ArithmeticException e) {
      section.section("parameters").mistake(name + ".levels", "its numbers cannot be computed");
      return 0;
    }
    if (ladder == null) {
      return 0;
    }
    long largest = ladder.largestE9();
    if (beyond(largest, side.capE9())) {
      section.section("parameters").mistake(name + ".cap", text(ladder, "cap", side.capE9()));
    }
    LimitsConfig limits = account.limits();
    if (beyond(largest, limits.symbolExposureE9())) {
      tell(section, name, text(ladder, "exposure.symbol", limits.symbolExposureE9()));
    } else if (beyond(largest, limits.accountExposureE9())) {
      tell(section, name, text(ladder, "exposure.account", limits.accountExposureE9()));
    } else if (beyond(largest, limits.engineExposureE9())) {
      tell(section, name, text(ladder, "exposure.engine", limits.engineExposureE9()));
    }
    stopBeforeLevels(section, side, name, ladder);
    if (side.maxCycleLossE9() != Decimals.INVALID) {
      boolean taker = side.entry() == GridSide.Entry.MARKET;
      long feeE9 = taker ? grid.takerFeeE9() : grid.makerFeeE9();
      lossBeforeLevels(strategy, section, side, ladder, feeE9 / 100);
    }
    return largest;
  }

  /** A stop that is nearer to the average than the next level is to it ends the cycle first. */
  private static void stopBeforeLevels(
      Section section, GridSide side, String name, GridLadder ladder) {
    if (side.stopLossE9() == Decimals.INVALID) {
      return;
    }
    for (int level = 1; level < ladder.rungs().size(); level++) {
      GridLadder.Rung before = ladder.rungs().get(level - 1);
      long way = Math.abs(before.averageE9() - ladder.rungs().get(level).priceE9());
      long percentE9 =
          Decimals.multiplyE9(Decimals.divideE9(way, before.averageE9()), 100 * Decimals.ONE_E9);
      if (side.stopLossE9() <= percentE9) {
        section
            .section("parameters")
            .mistake(
                name + ".stopLossPercent",
                "'"
                    + Decimals.toStringE9(side.stopLossE9())
                    + "'; "
                    + name
                    + " level "
                    + level
                    + " is "
                    + Decimals.toStringE9(percentE9)
                    + " from the average before it, so the stop comes first; allowed: more, or"
                    + " fewer levels");
        return;
      }
    }
  }

  /** A loss that the first order's fee is already would close and begin again without an end. */
  private void lossBeforeLevels(
      StrategyConfig strategy, Section section, GridSide side, GridLadder ladder, long feeRateE9) {
    String name = ladder.isLong() ? "long" : "short";
    long mostE9 = side.maxCycleLossE9();
    long paidE9 = Decimals.multiplyE9(ladder.rungs().get(0).notionalE9(), feeRateE9);
    if (mostE9 <= paidE9) {
      section
          .section("parameters")
          .mistake(
              name + ".maxCycleLoss",
              "'"
                  + Decimals.toStringE9(mostE9)
                  + "'; the first order alone costs "
                  + Decimals.toStringE9(paidE9)
                  + " in fees, so a cycle ends as it begins; allowed: more");
      return;
    }
    for (int level = 1; level < ladder.rungs().size(); level++) {
      long lostE9 = ladder.rungs().get(level - 1).lossE9();
      if (lostE9 >= mostE9) {
        warnings.add(
            strategy.name()
                + ": the "
                + name
                + " leg has lost "
                + Decimals.toStringE9(lostE9)
                + " when level "
                + level
                + " becomes due, and maxCycleLoss "
                + Decimals.toStringE9(mostE9)
                + " ends the cycle before");
        return;
      }
    }
  }

  private static void tell(Section section, String name, String what) {
    section.section("parameters").mistake(name + ".levels", what);
  }

  private static String text(GridLadder ladder, String limit, long mostE9) {
    int beyond = 0;
    while (ladder.rungs().get(beyond).exposureE9() <= mostE9) {
      beyond++;
    }
    return "with level "
        + beyond
        + " the "
        + (ladder.isLong() ? "long" : "short")
        + " leg is "
        + Decimals.toStringE9(ladder.rungs().get(beyond).exposureE9())
        + ", above "
        + limit
        + " "
        + Decimals.toStringE9(mostE9)
        + "; allowed: fewer or smaller levels, or a higher limit";
  }

  private static boolean beyond(long valueE9, long mostE9) {
    return mostE9 != Decimals.INVALID && valueE9 > mostE9;
  }

  private static long sum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }
}
