package ringside.adapters.sim;

import ringside.journal.codec.Side;

/** Both sides of a symbol's book, as its readers see it. */
final class Book implements PriceBook {
  final BookSide bids = new BookSide(Side.BUY);
  final BookSide asks = new BookSide(Side.SELL);
  long updateId;
  long sequence;

  /** Whether it changed since its readers were told. */
  boolean dirty;

  BookSide side(Side side) {
    return side == Side.BUY ? bids : asks;
  }

  BookSide opposite(Side side) {
    return side == Side.BUY ? asks : bids;
  }

  @Override
  public long updateId() {
    return updateId;
  }

  @Override
  public long sequence() {
    return sequence;
  }

  @Override
  public int bidCount() {
    return bids.size();
  }

  @Override
  public int askCount() {
    return asks.size();
  }

  @Override
  public long bidPriceE9(int depth) {
    return bids.at(depth).priceE9;
  }

  @Override
  public long bidQuantityE9(int depth) {
    return bids.at(depth).visibleE9();
  }

  @Override
  public long askPriceE9(int depth) {
    return asks.at(depth).priceE9;
  }

  @Override
  public long askQuantityE9(int depth) {
    return asks.at(depth).visibleE9();
  }
}
