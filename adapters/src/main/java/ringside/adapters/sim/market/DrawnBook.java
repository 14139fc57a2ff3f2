package ringside.adapters.sim.market;

import ringside.adapters.sim.MarketSink;
import ringside.journal.codec.Side;

/** The book that is drawn around the prices of a file that has none. One thread. */
interface DrawnBook {
  /** A taker of this side traded at this price: tells the book that belongs to it. */
  void around(long priceE9, Side takerSide, MarketSink sink);
}
