package ringside.adapters.exchange.offending;

import ringside.adapters.bybit.BybitOrderGateway;

/** Leans on the trading adapter instead of on the protocol. */
public final class KnowsTheAdapter {
  BybitOrderGateway gateway;

  private KnowsTheAdapter() {}
}
