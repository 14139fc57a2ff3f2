package ringside.adapters.sim.market;

import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.MarketSink;
import ringside.journal.codec.Side;

/**
 * A small book of equal levels around a price that a file states without one: one level a tick, the
 * spread one tick. One thread.
 */
final class SyntheticBook implements DrawnBook {
  static final int LEVELS = 20;

  private final Instrument instrument;
  private final long sizeE9;
  private long bidE9;
  private long askE9;

  /**
   * @param sizeE9 of every level
   */
  SyntheticBook(Instrument instrument, long sizeE9) {
    this.instrument = instrument;
    this.sizeE9 = sizeE9;
  }

  /**
   * A taker traded at this price: for a buyer it is the best ask now, for a seller the best bid.
   */
  @Override
  public void around(long priceE9, Side takerSide, MarketSink sink) {
    long tickE9 = instrument.tickE9();
    long bid = takerSide == Side.BUY ? priceE9 - tickE9 : priceE9;
    long ask = bid + tickE9;
    if (bidE9 == 0) {
      sink.clearBook(0);
    }
    move(Side.BUY, bidE9, bid, -tickE9, sink);
    move(Side.SELL, askE9, ask, tickE9, sink);
    bidE9 = bid;
    askE9 = ask;
    sink.bookComplete(0);
  }

  private void move(Side side, long fromE9, long toE9, long stepE9, MarketSink sink) {
    for (int i = 0; fromE9 != 0 && i < LEVELS; i++) {
      long priceE9 = fromE9 + i * stepE9;
      long steps = (priceE9 - toE9) / stepE9;
      if (priceE9 > 0 && (steps < 0 || steps >= LEVELS)) {
        sink.level(0, side, priceE9, 0);
      }
    }
    for (int i = 0; i < LEVELS; i++) {
      long priceE9 = toE9 + i * stepE9;
      if (priceE9 > 0) {
        sink.level(0, side, priceE9, sizeE9);
      }
    }
  }
}
