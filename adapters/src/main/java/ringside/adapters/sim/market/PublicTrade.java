package ringside.adapters.sim.market;

import ringside.journal.codec.Side;

/**
 * A trade as everybody sees it. Immutable.
 *
 * @param timeNs epoch ns
 * @param sequence cross sequence of the symbol
 * @param number counts the symbol's trades, from 1: with the symbol its id
 */
public record PublicTrade(
    long timeNs, long sequence, long number, Side takerSide, long priceE9, long quantityE9) {}
