package ringside.adapters.exchange;

import ringside.adapters.sim.OrderIds;
import ringside.adapters.sim.VenueConfig;

/**
 * The texts by which a client knows orders and executions. Those of two venues (another seed or
 * another start) differ, so that a client's memory of one never meets the other's. Immutable.
 */
final class VenueIds {
  private static final long EXECUTIONS = 0x65786563L;
  private static final long TRADES = 0x7472616465L;

  private final OrderIds orders;
  private final OrderIds executions;
  private final long venue;

  VenueIds(VenueConfig config) {
    venue = config.seed() * 31 + config.startNs();
    orders = new OrderIds(venue);
    executions = new OrderIds(venue ^ EXECUTIONS << 24);
  }

  String order(long id) {
    return orders.text(id);
  }

  String execution(long id) {
    return executions.text(id);
  }

  /** A public trade, by its number among those of its symbol. */
  String trade(int symbol, long number) {
    return new OrderIds(venue ^ TRADES << 24 ^ (long) symbol << 12).text(number);
  }

  /** The order's number; 0 for a text that is no order id of this venue. */
  long orderNumber(String text) {
    return Math.max(0, orders.parse(text));
  }
}
