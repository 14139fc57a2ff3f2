package ringside.adapters.sim.market;

/**
 * A distribution of positive numbers, given by its smallest value, some quantiles and its largest
 * value; between them the logarithm is linear. Immutable.
 */
public final class QuantileCurve {
  private static final int CELLS = 1024;
  private static final double[] PARTS = {0, 0.1, 0.5, 0.9, 0.99, 1};

  private final double[] table = new double[CELLS + 1];

  private QuantileCurve(double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!(values[i] > 0) || (i > 0 && values[i] < values[i - 1])) {
        throw new IllegalArgumentException("quantiles are above 0 and rise");
      }
    }
    for (int i = 0; i <= CELLS; i++) {
      table[i] = at(values, (double) i / CELLS);
    }
  }

  /**
   * @param min the smallest value
   * @param q10 a tenth is below it; the others likewise
   * @param max the largest value
   * @throws IllegalArgumentException when one is not above 0, or below the one before
   */
  public static QuantileCurve of(
      double min, double q10, double q50, double q90, double q99, double max) {
    return new QuantileCurve(new double[] {min, q10, q50, q90, q99, max});
  }

  private static double at(double[] values, double part) {
    int i = 1;
    while (part > PARTS[i]) {
      i++;
    }
    double share = (part - PARTS[i - 1]) / (PARTS[i] - PARTS[i - 1]);
    return values[i - 1] * StrictMath.pow(values[i] / values[i - 1], share);
  }

  double sample(Dice dice) {
    double at = dice.unit() * CELLS;
    int cell = (int) at;
    return table[cell] + (at - cell) * (table[cell + 1] - table[cell]);
  }

  double mean() {
    double sum = 0;
    for (int i = 0; i < CELLS; i++) {
      sum += (table[i] + table[i + 1]) / 2;
    }
    return sum / CELLS;
  }

  /** A sample rounded to a whole number, at least 1. */
  long whole(Dice dice) {
    return Math.max(1, (long) (sample(dice) + 0.5));
  }
}
