package ringside.adapters.bybit;

/**
 * What an account has at a symbol that no config names.
 *
 * @param longE9 bought, or a long leg's size
 * @param shortE9 sold, or a short leg's size; positive
 * @param orders that are open
 */
public record ForeignExposure(long longE9, long shortE9, int orders) {
  static final ForeignExposure NONE = new ForeignExposure(0, 0, 0);

  ForeignExposure withOrders(int count) {
    return new ForeignExposure(longE9, shortE9, count);
  }

  ForeignExposure withPositions(ForeignExposure other) {
    return new ForeignExposure(other.longE9, other.shortE9, orders);
  }
}
