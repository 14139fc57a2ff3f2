package ringside.adapters.bybit.offending;

import ringside.adapters.exchange.LocalExchange;

/** Leans on the local exchange instead of on the protocol. */
public final class KnowsTheExchange {
  LocalExchange exchange;

  private KnowsTheExchange() {}
}
