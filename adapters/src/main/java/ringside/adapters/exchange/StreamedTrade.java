package ringside.adapters.exchange;

import ringside.journal.codec.Side;

/** A trade that everybody sees. */
record StreamedTrade(
    long timeNs,
    long sequence,
    Side takerSide,
    long priceE9,
    long quantityE9,
    String id,
    String tickDirection) {}
