package ringside.adapters.sim;

import ringside.journal.event.Decimals;

/**
 * How far from the best price of the other side a market order may trade. Immutable.
 *
 * <p>Source: slippageTolerance on the venue's page docs/v5/order/create-order.
 *
 * @param toleranceE9 in ticks or percent; 0 for as far as the price limit goes
 */
public record Slippage(Unit unit, long toleranceE9) {
  /** What a tolerance is measured in. */
  public enum Unit {
    TICKS,
    PERCENT
  }

  /** As far as the price limit goes. */
  public static final Slippage NONE = new Slippage(Unit.TICKS, 0);

  private static final long PERCENTS = 100;

  /** The worst price that is allowed, given the best one there is. */
  long boundE9(long bestE9, boolean buys, long tickE9) {
    long away =
        unit == Unit.TICKS
            ? Decimals.multiplyE9(toleranceE9, tickE9)
            : Decimals.multiplyE9(bestE9, toleranceE9) / PERCENTS;
    return buys ? bestE9 + away : bestE9 - away;
  }
}
