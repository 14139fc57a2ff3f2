package ringside.engine.core.state;

/** Limits for every order, as the config that was last applied has them. Engine thread only. */
public final class LimitState implements StateTable {
  /** Where a config says nothing. */
  public static final long STANDARD_COLLAR_E9 = 50_000_000L;

  /** Where a config says nothing. */
  public static final int STANDARD_ORDERS_PER_SECOND = 10;

  private long priceCollarE9 = STANDARD_COLLAR_E9;
  private int ordersPerSecond = STANDARD_ORDERS_PER_SECOND;

  /** How far from the mark price a limit price may be, as a fraction at 1e-9. */
  public long priceCollarE9() {
    return priceCollarE9;
  }

  /** Placements and amends an account may send in a second. */
  public int ordersPerSecond() {
    return ordersPerSecond;
  }

  public void apply(long collarE9, int perSecond) {
    priceCollarE9 = collarE9;
    ordersPerSecond = perSecond;
  }

  @Override
  public void describe(StateSink sink) {
    sink.putLong(priceCollarE9);
    sink.putLong(ordersPerSecond);
  }
}
