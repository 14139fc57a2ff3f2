package ringside.adapters.sim;

/** A book as it was. Immutable. */
final class BookCopy implements PriceBook {
  private final long updateId;
  private final long sequence;
  private final long[] bids;
  private final long[] asks;

  BookCopy(Book book) {
    updateId = book.updateId;
    sequence = book.sequence;
    bids = copy(book.bids);
    asks = copy(book.asks);
  }

  private static long[] copy(BookSide side) {
    long[] levels = new long[side.size() * 2];
    for (int i = 0; i < side.size(); i++) {
      Level level = side.at(i);
      levels[2 * i] = level.priceE9;
      levels[2 * i + 1] = level.visibleE9();
    }
    return levels;
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
    return bids.length / 2;
  }

  @Override
  public int askCount() {
    return asks.length / 2;
  }

  @Override
  public long bidPriceE9(int depth) {
    return bids[2 * depth];
  }

  @Override
  public long bidQuantityE9(int depth) {
    return bids[2 * depth + 1];
  }

  @Override
  public long askPriceE9(int depth) {
    return asks[2 * depth];
  }

  @Override
  public long askQuantityE9(int depth) {
    return asks[2 * depth + 1];
  }
}
