package ringside.adapters.sim.market;

/**
 * What a ticker says of the last 24 hours, to the minute. Immutable; all 0 before the first trade.
 * Where less is known than 24 hours or one, the oldest known price stands for the earlier one.
 *
 * @param changeE9 last price over the price 24 h ago, less 1
 */
public record DayStatistics(
    long lastE9,
    long highE9,
    long lowE9,
    long volumeE9,
    long turnoverE4,
    long priceDayAgoE9,
    long priceHourAgoE9,
    long changeE9) {}
