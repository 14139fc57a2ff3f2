package ringside.adapters.sim.market;

import ringside.adapters.sim.MarketSink;
import ringside.journal.codec.Side;

/** Hashes everything a source tells, or what it tells of one symbol, with its times. */
final class MarketDigest implements MarketSink {
  private final int only;
  private long nowNs;
  private long hash = 0xcbf29ce484222325L;
  long told;

  /**
   * @param only this symbol; -1: all
   */
  MarketDigest(int only) {
    this.only = only;
  }

  void at(long timeNs) {
    nowNs = timeNs;
  }

  long value() {
    return hash;
  }

  private void add(int kind, int symbol, long a, long b, long c) {
    if (only < 0 || symbol == only) {
      told++;
      for (long part : new long[] {nowNs, kind, symbol, a, b, c}) {
        hash = (hash ^ part) * 0x100000001b3L;
        hash ^= hash >>> 29;
      }
    }
  }

  @Override
  public void clearBook(int symbol) {
    add(1, symbol, 0, 0, 0);
  }

  @Override
  public void level(int symbol, Side side, long priceE9, long quantityE9) {
    add(2, symbol, side == Side.BUY ? 1 : 0, priceE9, quantityE9);
  }

  @Override
  public void bookComplete(int symbol) {
    add(3, symbol, 0, 0, 0);
  }

  @Override
  public void trade(int symbol, Side takerSide, long priceE9, long quantityE9) {
    add(4, symbol, takerSide == Side.BUY ? 1 : 0, priceE9, quantityE9);
  }

  @Override
  public void prices(int symbol, long markE9, long indexE9) {
    add(5, symbol, markE9, indexE9, 0);
  }

  @Override
  public void fundingRate(int symbol, long rateE9) {
    add(6, symbol, rateE9, 0, 0);
  }

  @Override
  public void openInterest(int symbol, long contractsE9) {
    add(7, symbol, contractsE9, 0, 0);
  }

  @Override
  public void liquidation(int symbol, Side positionSide, long priceE9, long quantityE9) {
    add(8, symbol, positionSide == Side.BUY ? 1 : 0, priceE9, quantityE9);
  }
}
