package ringside.engine.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ringside.adapters.bybit.rest.JsonValue;

/**
 * What a venue's record must say of an account that trades grids, whatever has happened to it: each
 * leg that is held has one take-profit of its size, no two ever stood beside each other, and the
 * cycles told of earned what the venue says was earned.
 */
final class GridRecord {
  /** A unit of the last decimal for each of some hundred executions. */
  private static final long ROUNDED_E9 = 1_000;

  private final VenueRecord venue;

  GridRecord(VenueRecord venue) {
    this.venue = venue;
  }

  /** What is amiss with the take-profits as they are now; empty: nothing. */
  String takeProfits() {
    Map<String, Long> held = venue.legs();
    Map<String, List<Long>> closing = new TreeMap<>();
    for (JsonValue order : venue.openOrders()) {
      if (order.get("reduceOnly").text().equals("true")) {
        String where = VenueRecord.leg(order.get("symbol").text(), order);
        closing.computeIfAbsent(where, x -> new ArrayList<>()).add(order.get("leavesQty").e9());
      }
    }
    Map<String, List<Long>> wanted = new TreeMap<>();
    held.forEach((where, size) -> wanted.put(where, List.of(Math.abs(size))));
    // Asked for one after the other: what traded between is not amiss, so positions once more.
    boolean still = venue.legs().equals(held);
    return closing.equals(wanted) && still ? "" : "held " + held + ", closing " + closing;
  }

  /** No two take-profits of a leg ever rested at the same time. */
  void compareTakeProfits() {
    record Stood(String name, long fromMs, long toMs) {}
    Map<String, List<Stood>> stood = new TreeMap<>();
    for (JsonValue order : venue.allOrders()) {
      if (order.get("reduceOnly").text().equals("true")
          && order.get("orderType").text().equals("Limit")
          && !order.get("orderStatus").text().equals("Rejected")) {
        stood
            .computeIfAbsent(
                VenueRecord.leg(order.get("symbol").text(), order), x -> new ArrayList<>())
            .add(
                new Stood(
                    order.get("orderLinkId").text(),
                    order.get("createdTime").longOr(0),
                    order.get("updatedTime").longOr(0)));
      }
    }
    stood.forEach(
        (where, orders) -> {
          orders.sort((a, b) -> Long.compare(a.fromMs(), b.fromMs()));
          for (int i = 1; i < orders.size(); i++) {
            assertThat(orders.get(i).fromMs())
                .as("%s: %s beside %s", where, orders.get(i), orders.get(i - 1))
                .isGreaterThanOrEqualTo(orders.get(i - 1).toMs());
          }
        });
  }

  /**
   * All legs are flat: cycles earned what the venue's closed PnL says, less funding.
   *
   * @return how many cycles there were
   */
  int compareCycles(JournalFollower journal, int account) {
    Map<String, Long> cycles = new TreeMap<>();
    int count = 0;
    for (JournalFollower.Signal signal : journal.signals()) {
      if (signal.account() == account && signal.name().equals("cycle")) {
        cycles.merge(signal.symbol(), signal.valueE9(), Long::sum);
        count++;
      }
    }
    Map<String, Long> closed = new LinkedHashMap<>(venue.closedPnl());
    cycles.forEach((symbol, net) -> closed.merge(symbol, -net, Long::sum));
    assertThat(closed.values())
        .as("closed PnL less what cycles %s earned, of %s", cycles, closed)
        .allMatch(difference -> Math.abs(difference) <= ROUNDED_E9);
    return count;
  }
}
