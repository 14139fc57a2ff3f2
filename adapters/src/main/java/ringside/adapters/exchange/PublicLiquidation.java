package ringside.adapters.exchange;

import ringside.journal.codec.Side;

/** A liquidation that everybody sees. */
record PublicLiquidation(long timeNs, Side positionSide, long priceE9, long quantityE9) {}
