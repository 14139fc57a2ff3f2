package ringside.adapters.sim.market;

/**
 * A candle. Immutable.
 *
 * @param startNs epoch ns
 * @param endNs the next one's start
 * @param volumeE9 in base coin; 0 of mark and index prices
 * @param turnoverE4 in quote coin; 0 of mark and index prices
 * @param lastNs when the last trade was, or the last price was told, that is in it; the start where
 *     there was none
 */
public record Bar(
    long startNs,
    long endNs,
    long openE9,
    long highE9,
    long lowE9,
    long closeE9,
    long volumeE9,
    long turnoverE4,
    long lastNs) {}
