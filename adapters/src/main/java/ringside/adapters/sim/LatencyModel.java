package ringside.adapters.sim;

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
}
