package ringside.adapters.sim;

import java.util.SplittableRandom;

/**
 * A distribution of delays: a floor, and a part by chance whose logarithm is normal. Immutable.
 *
 * @param floorNs least delay
 * @param medianNs median of what is added by chance; 0 for none
 * @param sigmaE9 spread of its logarithm
 */
public record LatencyModel(long floorNs, long medianNs, long sigmaE9) {
  /** No delay at all. */
  public static final LatencyModel NONE = new LatencyModel(0, 0, 0);

  /** Draws a delay. */
  long sampleNs(SplittableRandom random) {
    if (medianNs == 0) {
      return floorNs;
    }
    // Box and Muller's way, so that it does not hang on a JDK's own.
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    double normal = radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    return floorNs + (long) (medianNs * StrictMath.exp(sigmaE9 / 1e9 * normal));
  }
}
