package ringside.adapters.port.offending;

import ringside.adapters.bybit.BybitMarketDecoder;
import ringside.engine.core.TradingCore;

/** Knows a venue, and the engine, where only their port should be. */
public final class PortToVenue {
  BybitMarketDecoder decoder;
  TradingCore core;

  private PortToVenue() {}
}
