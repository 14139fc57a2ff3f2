package ringside.adapters.sim.market;

import ringside.adapters.sim.MarketSink;
import ringside.journal.codec.Side;
import ringside.journal.event.Decimals;

/**
 * A book for runs over candles: at one price as much as anyone wants, to buy and to sell. A market
 * order trades at the price; a resting order trades when the price has come to its own. One thread.
 */
final class PointBook implements DrawnBook {
  /** More than any instrument lets an order have, many times over. */
  private static final long ENOUGH_E9 = 1_000_000_000L * Decimals.ONE_E9;

  private long atE9;

  @Override
  public void around(long priceE9, Side takerSide, MarketSink sink) {
    if (atE9 == priceE9) {
      return;
    }
    if (atE9 != 0) {
      sink.level(0, Side.BUY, atE9, 0);
      sink.level(0, Side.SELL, atE9, 0);
    }
    sink.level(0, Side.BUY, priceE9, ENOUGH_E9);
    sink.level(0, Side.SELL, priceE9, ENOUGH_E9);
    atE9 = priceE9;
    sink.bookComplete(0);
  }
}
