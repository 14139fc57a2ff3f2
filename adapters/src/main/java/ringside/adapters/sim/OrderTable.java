package ringside.adapters.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All orders by account, symbol, id and client id: the open ones, and as many of the ended ones and
 * of the executions as are kept.
 */
final class OrderTable {
  /** Ended orders and executions kept of each account. */
  static final int KEPT = 50_000;

  private final int symbols;
  private final Open[] open;
  private final List<Map<String, VenueOrder>> byLink = new ArrayList<>();
  private final List<Recent<VenueOrder>> closed = new ArrayList<>();
  private final List<Recent<VenueExecution>> executions = new ArrayList<>();
  private final OrderPages byId = new OrderPages();
  private long lastId;

  /** The open orders of an account in a symbol, oldest first. */
  static final class Open {
    VenueOrder first;
    private VenueOrder last;

    /** Plain orders, and those whose trigger was hit. */
    int active;

    /** Conditional orders by request: neither take-profit nor stop-loss. */
    int stops;

    /** Active orders that may only close. */
    int closing;

    private void count(VenueOrder order, int by) {
      if (order.waits()) {
        stops += order.stopOrderType.equals(StopTypes.STOP) ? by : 0;
      } else {
        active += by;
        closing += order.closes() ? by : 0;
      }
    }
  }

  OrderTable(int accounts, int symbols) {
    this.symbols = symbols;
    open = new Open[accounts * symbols];
    for (int i = 0; i < open.length; i++) {
      open[i] = new Open();
    }
    for (int i = 0; i < accounts; i++) {
      byLink.add(new HashMap<>());
      closed.add(new Recent<>(KEPT));
      executions.add(new Recent<>(KEPT));
    }
  }

  Open open(int account, int symbol) {
    return open[account * symbols + symbol];
  }

  /** Gives a new order its id and enters it. */
  void add(VenueOrder order) {
    order.id = ++lastId;
    byId.put(order);
    if (!order.linkId.isEmpty()) {
      byLink.get(order.account).put(order.linkId, order);
    }
    Open list = open(order.account, order.symbol);
    order.previousOpen = list.last;
    if (list.last == null) {
      list.first = order;
    } else {
      list.last.nextOpen = order;
    }
    list.last = order;
    list.count(order, 1);
  }

  /** Before a waiting order becomes an active one. */
  void beforeStatus(VenueOrder order) {
    open(order.account, order.symbol).count(order, -1);
  }

  void afterStatus(VenueOrder order) {
    open(order.account, order.symbol).count(order, 1);
  }

  /** Moves an order to the ended ones, before its status says so. */
  void close(VenueOrder order) {
    Open list = open(order.account, order.symbol);
    list.count(order, -1);
    if (order.previousOpen == null) {
      list.first = order.nextOpen;
    } else {
      order.previousOpen.nextOpen = order.nextOpen;
    }
    if (order.nextOpen == null) {
      list.last = order.previousOpen;
    } else {
      order.nextOpen.previousOpen = order.previousOpen;
    }
    order.previousOpen = null;
    order.nextOpen = null;
    VenueOrder gone = closed.get(order.account).push(order);
    if (gone != null) {
      byId.remove(gone);
      if (!gone.linkId.isEmpty()) {
        byLink.get(gone.account).remove(gone.linkId, gone);
      }
    }
  }

  /** The account's order, open or kept, or null. */
  VenueOrder find(int account, long orderId) {
    VenueOrder order = byId.get(orderId);
    return order == null || order.account != account ? null : order;
  }

  /** The account's newest order of this client id, open or kept, or null. */
  VenueOrder find(int account, String linkId) {
    return byLink.get(account).get(linkId);
  }

  /** The account's open orders in all symbols, oldest first. */
  List<VenueOrder> openOrders(int account) {
    List<VenueOrder> orders = new ArrayList<>();
    for (int symbol = 0; symbol < symbols; symbol++) {
      collect(account, symbol, orders);
    }
    orders.sort(Comparator.comparingLong(order -> order.id));
    return orders;
  }

  /** Adds the account's open orders in a symbol, oldest first. */
  void collect(int account, int symbol, List<VenueOrder> orders) {
    for (VenueOrder order = open(account, symbol).first; order != null; order = order.nextOpen) {
      orders.add(order);
    }
  }

  Recent<VenueOrder> closed(int account) {
    return closed.get(account);
  }

  Recent<VenueExecution> executions(int account) {
    return executions.get(account);
  }
}
