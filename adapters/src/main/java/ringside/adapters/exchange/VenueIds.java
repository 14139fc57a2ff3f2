package ringside.adapters.exchange;

import ringside.adapters.sim.OrderIds;
import ringside.adapters.sim.VenueConfig;

/**
 * The texts by which a client knows orders and executions. Those of two venues (another seed or
 * another start) differ, so that a client's memory of one never meets the other's. Immutable.
 */
final class VenueIds {
  private static final long EXECUTIONS = 0x65786563L;

  private final OrderIds orders;
  private final OrderIds executions;

  VenueIds(VenueConfig config) {
    long venue = config.seed() * 31 + config.startNs();
    orders = new OrderIds(venue);
    executions = new OrderIds(venue ^ EXECUTIONS << 24);
  }

  String order(long id) {
    return orders.text(id);
  }

  String execution(long id) {
    return executions.text(id);
  }

  /** The order's number; 0 for a text that is no order id of this venue. */
  long orderNumber(String text) {
    return Math.max(0, orders.parse(text));
  }
}
