package ringside.adapters.exchange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import ringside.adapters.sim.Venue;
import ringside.adapters.sim.VenueExecution;
import ringside.adapters.sim.VenueOrder;

/**
 * The REST lists of orders and executions. Worker threads of the server; what they show is made on
 * the venue's.
 *
 * <p>Source: the venue's pages docs/v5/order/open-order, order-list and execution.
 */
final class HistoryEndpoints {
  private static final int CLOSED_SHOWN = 500;
  private static final long DAY_NS = 86_400_000_000_000L;
  private static final long TWO_YEARS_NS = 730 * DAY_NS;
  private static final String ORDERS = "page_token";
  private static final String CLOSED = "closed_token";
  private static final String HISTORY = "history_token";
  private static final String EXECUTIONS = "execution_token";

  private final ExchangeDesk desk;
  private final VenueDoor door;
  private final OrderEncoder orders;
  private final ExecutionEncoder executions;

  HistoryEndpoints(ExchangeDesk desk) {
    this.desk = desk;
    this.door = new VenueDoor(desk.thread());
    this.orders = new OrderEncoder(desk.symbols(), desk.ids(), desk.times());
    this.executions = new ExecutionEncoder(desk.symbols(), desk.ids(), desk.times());
  }

  List<Route> routes() {
    return List.of(
        Route.read("/v5/order/realtime", this::realtime),
        Route.read("/v5/order/history", this::history),
        Route.read("/v5/execution/list", this::executionList));
  }

  private RestAnswer realtime(RestCall call) {
    Params params = call.params();
    boolean closed = params.whole("openOnly", 0, 0, 2) != 0;
    Page page = Page.of(params, closed ? CLOSED : ORDERS, 20, 50);
    if (Categories.isOther(params)) {
      return Categories.emptyList(params);
    }
    boolean byId = params.has("orderId") || params.has("orderLinkId");
    if (!byId && !Filters.isNarrowed(params)) {
      throw RefusedException.parameter(
          "Missing some parameters that must be filled in, symbol or settleCoin or baseCoin");
    }
    if (byId) {
      return door.ask(venue -> orderById(venue, call, this::isShownInRealtime));
    }
    Predicate<VenueOrder> filter = Filters.orders(params, desk.symbols());
    return door.ask(
        venue ->
            closed
                ? closedOrders(venue, call.account(), filter, page)
                : list(venue.openOrders(call.account()), filter, page));
  }

  private boolean isShownInRealtime(Venue venue, VenueOrder order) {
    if (order.isOpen()) {
      return true;
    }
    List<VenueOrder> all = venue.closedOrders(order.account());
    for (int i = all.size() - 1; i >= Math.max(0, all.size() - CLOSED_SHOWN); i--) {
      if (all.get(i).id() == order.id()) {
        return order.updatedNs() >= forgottenBeforeNs(venue);
      }
    }
    return false;
  }

  private RestAnswer closedOrders(
      Venue venue, int account, Predicate<VenueOrder> filter, Page page) {
    List<VenueOrder> all = venue.closedOrders(account);
    List<VenueOrder> recent = all.subList(Math.max(0, all.size() - CLOSED_SHOWN), all.size());
    long forgottenBeforeNs = forgottenBeforeNs(venue);
    return list(recent, filter.and(order -> order.updatedNs() >= forgottenBeforeNs), page);
  }

  /** A venue that was restarted knows what ended before that as history only. */
  private long forgottenBeforeNs(Venue venue) {
    return Math.max(venue.resumedNs(), desk.faults().forgottenBeforeNs());
  }

  private RestAnswer history(RestCall call) {
    Params params = call.params();
    Page page = Page.of(params, HISTORY, 20, 50);
    if (Categories.isOther(params)) {
      return Categories.emptyList(params);
    }
    boolean byId = params.has("orderId") || params.has("orderLinkId");
    if (byId) {
      return door.ask(venue -> orderById(venue, call, HistoryEndpoints::isKept));
    }
    long nowMs = desk.times().shownMs(desk.thread().nowNs());
    TimeSpan span = TimeSpan.of(params, TimeSpan.WEEK_MS, nowMs);
    Predicate<VenueOrder> filter =
        Filters.orders(params, desk.symbols())
            .and(Filters.status(params))
            .and(order -> span.contains(desk.times().shownNs(order.createdNs())));
    return door.ask(
        venue ->
            list(
                venue.closedOrders(call.account()),
                filter.and(order -> isKept(venue, order)),
                page));
  }

  /** What was never filled is shown for a day, the rest for two years. */
  private static boolean isKept(Venue venue, VenueOrder order) {
    if (order.isOpen()) {
      return false;
    }
    long keptNs = order.filledE9() == 0 ? DAY_NS : TWO_YEARS_NS;
    return order.updatedNs() >= venue.nowNs() - keptNs;
  }

  private interface Shown {
    boolean test(Venue venue, VenueOrder order);
  }

  /** The order's id goes before the client's, and both before any other filter. */
  private RestAnswer orderById(Venue venue, RestCall call, Shown shown) {
    Params params = call.params();
    VenueOrder order =
        params.has("orderId")
            ? venue.order(call.account(), desk.ids().orderNumber(params.text("orderId")))
            : venue.orderByLink(call.account(), params.text("orderLinkId"));
    JsonWriter json = new JsonWriter().beginObject().beginArray("list");
    if (order != null && shown.test(venue, order)) {
      orders.list(json, order);
    }
    return end(json, "");
  }

  /** Orders are shown by their creation, newest first, and listed in whatever order. */
  private RestAnswer list(List<VenueOrder> listed, Predicate<VenueOrder> filter, Page page) {
    PriorityQueue<VenueOrder> newest =
        new PriorityQueue<>(Comparator.comparingLong(VenueOrder::id));
    long most = page.upTo(Long.MAX_VALUE);
    for (VenueOrder order : listed) {
      boolean newer = newest.size() < page.wanted() || order.id() > newest.peek().id();
      if (newer && order.id() <= most && filter.test(order)) {
        newest.add(order);
        if (newest.size() > page.wanted()) {
          newest.poll();
        }
      }
    }
    JsonWriter json = new JsonWriter().beginObject().beginArray("list");
    List<VenueOrder> shown = new ArrayList<>(newest);
    shown.sort(Comparator.comparingLong(VenueOrder::id).reversed());
    for (VenueOrder order : shown) {
      if (page.takes(order.id())) {
        orders.list(json, order);
      }
    }
    return end(json, page.cursor());
  }

  private RestAnswer executionList(RestCall call) {
    Params params = call.params();
    Page page = Page.of(params, EXECUTIONS, 50, 100);
    if (Categories.isOther(params)) {
      return Categories.emptyList(params);
    }
    boolean byId = params.has("orderId") || params.has("orderLinkId");
    long nowMs = desk.times().shownMs(desk.thread().nowNs());
    TimeSpan span =
        byId && !TimeSpan.isStated(params)
            ? TimeSpan.ALWAYS
            : TimeSpan.of(params, TimeSpan.WEEK_MS, nowMs);
    Predicate<VenueExecution> filter =
        Filters.executions(params, desk.symbols(), desk.ids())
            .and(execution -> span.contains(desk.times().shownNs(execution.timeNs())));
    return door.ask(
        venue -> {
          List<VenueExecution> all = venue.executions(call.account());
          JsonWriter json = new JsonWriter().beginObject().beginArray("list");
          for (int i = all.size() - 1; i >= 0 && !page.isFull(); i--) {
            VenueExecution execution = all.get(i);
            if (filter.test(execution) && page.takes(execution.id())) {
              executions.list(json, execution);
            }
          }
          return end(json, page.cursor());
        });
  }

  private static RestAnswer end(JsonWriter json, String cursor) {
    json.endArray().text("nextPageCursor", cursor).text("category", Words.CATEGORY);
    return RestAnswer.ok(json.endObject());
  }
}
