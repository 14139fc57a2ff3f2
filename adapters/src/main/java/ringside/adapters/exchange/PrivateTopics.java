package ringside.adapters.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import ringside.adapters.sim.Accounts;
import ringside.adapters.sim.ClosedPnl;
import ringside.adapters.sim.Position;
import ringside.adapters.sim.Venue;
import ringside.adapters.sim.VenueExecution;
import ringside.adapters.sim.VenueOrder;
import ringside.journal.codec.ExecutionType;

/**
 * The private topics of all accounts: tells each change to those of its account who subscribed. The
 * venue's thread.
 *
 * <p>Source: the venue's pages docs/v5/websocket/private.
 */
final class PrivateTopics {
  /** The topics there are; all but wallet and dcp also with a category behind a point. */
  private static final Set<String> KINDS =
      Set.of("order", "execution", "execution.fast", "position", "wallet", "greeks", "dcp");

  private static final Set<String> CATEGORIES =
      Set.of("linear", "inverse", "spot", "option", "future");

  private static final String OWN_CATEGORY = "." + Words.CATEGORY;

  private final Venue venue;
  private final OrderEncoder orders;
  private final ExecutionEncoder executions;
  private final PositionEncoder positions;
  private final WalletEncoder wallets;
  private final OrderFills fills;
  private final VenueTime times;
  private final JsonWriter json = new JsonWriter();

  /** Subscribers by account index and topic. */
  private final List<Map<String, List<Connection>>> subscribers = new ArrayList<>();

  PrivateTopics(Venue venue, Symbols symbols, VenueIds ids, OrderFills fills, VenueTime times) {
    this.venue = venue;
    this.orders = new OrderEncoder(symbols, ids, times);
    this.executions = new ExecutionEncoder(symbols, ids, times);
    this.positions = new PositionEncoder(symbols, times);
    this.wallets = new WalletEncoder(venue.config());
    this.fills = fills;
    this.times = times;
    for (int i = 0; i < venue.config().accounts().size(); i++) {
      subscribers.add(new HashMap<>());
    }
  }

  /** Whether there is such a topic. Any thread. */
  static boolean exists(String topic) {
    return KINDS.contains(topic) || isCategorised(topic) || topic.startsWith("dcp.");
  }

  /** Whether the topic is of one category. Any thread. */
  static boolean isCategorised(String topic) {
    int point = topic.lastIndexOf('.');
    return point > 0
        && CATEGORIES.contains(topic.substring(point + 1))
        && KINDS.contains(topic.substring(0, point))
        && !topic.startsWith("wallet");
  }

  void subscribe(Connection connection, int account, String topic) {
    subscribers.get(account).computeIfAbsent(topic, name -> new ArrayList<>()).add(connection);
  }

  void unsubscribe(Connection connection, int account, String topic) {
    List<Connection> listeners = subscribers.get(account).get(topic);
    if (listeners != null) {
      listeners.remove(connection);
    }
  }

  void onOrder(VenueOrder order, long timeNs) {
    tell(
        order.account(),
        "order",
        timeNs,
        true,
        json -> orders.stream(json, order, closedPnlE9(order)));
  }

  /** The newest lines are looked at alone: an order realises while it is filled. */
  private long closedPnlE9(VenueOrder order) {
    if (order.filledE9() == 0) {
      return 0;
    }
    List<ClosedPnl> closed = venue.accounts().closedPnl(order.account());
    for (int i = closed.size() - 1; i >= Math.max(0, closed.size() - 16); i--) {
      if (closed.get(i).orderId() == order.id()) {
        return closed.get(i).closedPnlE9();
      }
    }
    return 0;
  }

  void onExecution(VenueExecution execution) {
    tell(
        execution.account(),
        "execution",
        execution.timeNs(),
        true,
        json -> executions.stream(json, execution));
    if (execution.type() == ExecutionType.TRADE) {
      tell(
          execution.account(),
          "execution.fast",
          execution.timeNs(),
          false,
          json -> executions.fast(json, execution));
    }
    fills.onTold(execution);
  }

  void onPosition(Position position, long timeNs) {
    Accounts accounts = venue.accounts();
    long markE9 = venue.markPriceE9(position.symbol());
    tell(
        position.account(),
        "position",
        timeNs,
        true,
        json -> positions.stream(json, position, accounts, markE9));
  }

  void onWallet(int account, long timeNs) {
    tell(account, "wallet", timeNs, true, json -> wallets.item(json, venue.accounts(), account));
  }

  private void tell(
      int account, String kind, long timeNs, boolean withId, Consumer<JsonWriter> item) {
    Map<String, List<Connection>> listeners = subscribers.get(account);
    send(listeners.get(kind), kind, account, timeNs, withId, item);
    if (!kind.equals("wallet")) {
      String categorised = kind + OWN_CATEGORY;
      send(listeners.get(categorised), categorised, account, timeNs, withId, item);
    }
  }

  private void send(
      List<Connection> listeners,
      String topic,
      int account,
      long timeNs,
      boolean withId,
      Consumer<JsonWriter> item) {
    if (listeners == null || listeners.isEmpty()) {
      return;
    }
    json.clear().beginObject();
    if (withId) {
      json.text("id", venue.config().accounts().get(account).uid() + "_" + UUID.randomUUID());
    }
    json.text("topic", topic).number("creationTime", times.shownMs(timeNs)).beginArray("data");
    item.accept(json);
    Frame frame = Frame.message(topic, json.endArray().endObject().toString());
    for (int i = listeners.size() - 1; i >= 0; i--) {
      listeners.get(i).send(frame);
    }
  }
}
