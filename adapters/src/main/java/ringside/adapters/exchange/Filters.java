package ringside.adapters.exchange;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import ringside.adapters.sim.VenueExecution;
import ringside.adapters.sim.VenueOrder;

/** What a request for a list asks for, as predicates. */
final class Filters {
  private Filters() {}

  /** Whether a symbol or coin is stated. */
  static boolean isNarrowed(Params params) {
    return params.has("symbol") || params.has("baseCoin") || params.has("settleCoin");
  }

  /** The symbols that are meant: the one stated, else those of the coins stated, else all. */
  static Set<Integer> symbols(Params params, Symbols symbols) {
    if (params.has("symbol")) {
      return Set.of(symbols.require(params.text("symbol")));
    }
    return new HashSet<>(symbols.matching(params.text("baseCoin"), params.text("settleCoin")));
  }

  static Predicate<VenueOrder> orders(Params params, Symbols all) {
    Set<Integer> symbols = symbols(params, all);
    Predicate<VenueOrder> kind =
        switch (params.text("orderFilter")) {
          case "" -> order -> true;
          case "Order" -> order -> !isStop(order);
          case "StopOrder", "tpslOrder" -> Filters::isStop;
          case "OcoOrder", "BidirectionalTpslOrder" -> order -> false;
          default -> throw RefusedException.parameter("params error: orderFilter invalid");
        };
    return kind.and(order -> symbols.contains(order.symbol()));
  }

  private static boolean isStop(VenueOrder order) {
    return !order.stopOrderType().isEmpty();
  }

  static Predicate<VenueOrder> status(Params params) {
    String wanted = params.text("orderStatus");
    return wanted.isEmpty() ? order -> true : order -> Words.word(order.status()).equals(wanted);
  }

  static Predicate<VenueExecution> executions(Params params, Symbols all, VenueIds ids) {
    String type = params.text("execType");
    Predicate<VenueExecution> byType =
        type.isEmpty() ? e -> true : e -> Words.word(e.type()).equals(type);
    if (params.has("orderId")) {
      long order = ids.orderNumber(params.text("orderId"));
      return byType.and(e -> order != 0 && e.orderId() == order);
    }
    if (params.has("orderLinkId")) {
      String link = params.text("orderLinkId");
      return byType.and(e -> e.linkId().equals(link));
    }
    Set<Integer> symbols = symbols(params, all);
    return byType.and(e -> symbols.contains(e.symbol()));
  }
}
