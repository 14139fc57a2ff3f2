package ringside.engine.boot;

import java.util.List;
import ringside.adapters.exchange.AccountKey;
import ringside.adapters.exchange.LocalExchange;

/** Where an exchange is that a session trades on, and the keys of its accounts. */
record TradedVenue(
    String rest, String publicUrl, String privateUrl, String tradeUrl, List<AccountKey> accounts) {
  static TradedVenue of(LocalExchange exchange) {
    return new TradedVenue(
        exchange.restUrl(),
        exchange.publicUrl(),
        exchange.privateUrl(),
        exchange.tradeUrl(),
        exchange.accounts());
  }
}
