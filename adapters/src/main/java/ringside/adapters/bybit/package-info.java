/**
 * Bybit's v5 API. Market data: text goes through {@code BybitMarketDecoder} (text to records),
 * {@code BookSequence} (does it continue its book) and {@code BybitMarketReceiver} (into the
 * engine); {@code BybitMarketFeed} brings it from the venue.
 */
package ringside.adapters.bybit;
