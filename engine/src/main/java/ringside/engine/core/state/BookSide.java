package ringside.engine.core.state;

import java.util.Arrays;

/**
 * One side of an order book: price levels in two parallel arrays, the best one last, because most
 * changes happen near the best and then little is moved. Prices and quantities at 1e-9. Engine
 * thread only; allocates only when it grows.
 */
public final class BookSide {
  /** More levels than this on a side is no book of a venue we know. */
  public static final int MAX_LEVELS = 1 << 14;

  private static final int INITIAL_LEVELS = 512;

  private final boolean bids;
  private long[] prices = new long[INITIAL_LEVELS];
  private long[] quantities = new long[INITIAL_LEVELS];
  private int size;

  BookSide(boolean bids) {
    this.bids = bids;
  }

  public int size() {
    return size;
  }

  /** Price of the level at this place, 0 the best. */
  public long priceE9(int level) {
    return prices[size - 1 - level];
  }

  /** Quantity of the level at this place, 0 the best. */
  public long quantityE9(int level) {
    return quantities[size - 1 - level];
  }

  /** The best price; only where {@link #size} is not 0. */
  public long bestPriceE9() {
    return prices[size - 1];
  }

  void clear() {
    size = 0;
  }

  /**
   * Sets a level; quantity 0 removes it, and removing what is not there changes nothing.
   *
   * @return false when the side is full
   */
  boolean set(long priceE9, long quantityE9) {
    int at = find(priceE9);
    boolean known = at < size && prices[at] == priceE9;
    if (quantityE9 == 0) {
      if (known) {
        remove(at);
      }
      return true;
    }
    if (known) {
      quantities[at] = quantityE9;
      return true;
    }
    return insert(at, priceE9, quantityE9);
  }

  void describe(StateSink sink) {
    sink.putLong(size);
    for (int i = 0; i < size; i++) {
      sink.putLong(prices[i]);
      sink.putLong(quantities[i]);
    }
  }

  private int find(long priceE9) {
    int low = 0;
    int high = size;
    if (bids) {
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (prices[middle] < priceE9) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
    } else {
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (prices[middle] > priceE9) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
    }
    return low;
  }

  private void remove(int at) {
    int behind = size - at - 1;
    System.arraycopy(prices, at + 1, prices, at, behind);
    System.arraycopy(quantities, at + 1, quantities, at, behind);
    size--;
  }

  private boolean insert(int at, long priceE9, long quantityE9) {
    if (size == prices.length) {
      if (size == MAX_LEVELS) {
        return false;
      }
      prices = Arrays.copyOf(prices, size * 2);
      quantities = Arrays.copyOf(quantities, size * 2);
    }
    System.arraycopy(prices, at, prices, at + 1, size - at);
    System.arraycopy(quantities, at, quantities, at + 1, size - at);
    prices[at] = priceE9;
    quantities[at] = quantityE9;
    size++;
    return true;
  }
}
