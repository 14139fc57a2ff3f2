package ringside.engine.boot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ringside.adapters.exchange.ExchangeConfig;
import ringside.adapters.exchange.LocalExchange;
import ringside.adapters.sim.Venue;
import ringside.adapters.sim.VenueOrder;

/** No unit of money is made or lost at the venue: every sum of its books is reckoned anew. */
final class VenueBooks {
  private static final double SLOWLY = 0.01;

  private VenueBooks() {}

  /** Throws when a sum differs. */
  static void audit(LocalExchange exchange) {
    boolean audited = exchange.venue().ask(VenueBooks::audit).join();
    if (!audited) {
      throw new AssertionError("no accounts");
    }
  }

  /** The same of one that has ended: it comes back from its own log. */
  static void audit(Path data) throws IOException {
    try (LocalExchange exchange =
        LocalExchange.start(ExchangeConfig.defaults().withData(data).withSpeed(SLOWLY))) {
      audit(exchange);
    }
  }

  private static boolean audit(Venue venue) {
    int accounts = venue.config().accounts().size();
    List<VenueOrder> open = new ArrayList<>();
    for (int account = 0; account < accounts; account++) {
      open.addAll(venue.openOrders(account));
    }
    venue.accounts().audit(open);
    return accounts > 0;
  }
}
