package ringside.adapters.sim.market;

/**
 * A number at a time: a funding rate paid, an open interest. Immutable.
 *
 * @param timeNs epoch ns
 * @param valueE9 at 1e-9
 */
public record Sample(long timeNs, long valueE9) {}
