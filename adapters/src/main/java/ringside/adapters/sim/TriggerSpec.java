package ringside.adapters.sim;

import ringside.journal.codec.OrderType;
import ringside.journal.codec.TriggerBy;

/**
 * A take-profit or stop-loss as a request states it.
 *
 * @param priceE9 0: none, or remove; {@link #KEEP}: as it is
 * @param by which price triggers it; LAST where the request did not say
 * @param orderType MARKET, or LIMIT at {@code limitPriceE9} (partial mode only)
 * @param limitPriceE9 0 for none
 */
public record TriggerSpec(long priceE9, TriggerBy by, OrderType orderType, long limitPriceE9) {
  /** A price that says: leave it as it is. */
  public static final long KEEP = Long.MIN_VALUE;

  /** None stated. */
  public static final TriggerSpec NONE = new TriggerSpec(KEEP, TriggerBy.LAST, OrderType.MARKET, 0);
}
