package ringside.adapters.bybit.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ringside.adapters.bybit.rest.ScriptedHttp.Answer;
import ringside.adapters.bybit.rest.ScriptedHttp.Asked;
import ringside.adapters.port.ProcessClock;
import ringside.journal.event.Decimals;

class PanicTest {
  private static final long LIMIT_NS = 8_000_000_000L;
  private static final String CREATE = "/v5/order/create";
  private static final String CANCEL_ALL = "/v5/order/cancel-all";
  private static final String CANCEL_BATCH = "/v5/order/cancel-batch";
  private static final String OPEN = "/v5/order/realtime";
  private static final String POSITIONS = "/v5/position/list";

  private final ScriptedHttp venue = new ScriptedHttp();
  private final BybitRest rest =
      BybitRest.of(
          venue.environment(),
          ProcessClock.startingAbove(0),
          VenueListener.NONE,
          null,
          1_000_000_000L);
  private final Map<String, String> orders = new TreeMap<>();
  private final Map<String, Long> legs = new TreeMap<>();
  private final List<String> log = new ArrayList<>();

  PanicTest() {
    venue.on(
        "/v5/market/instruments-info",
        Answer.ok(
            "{\"list\":["
                + "{\"symbol\":\"BTCUSDT\",\"status\":\"Trading\",\"settleCoin\":\"USDT\","
                + "\"priceFilter\":{\"tickSize\":\"0.1\"},"
                + "\"lotSizeFilter\":{\"qtyStep\":\"0.01\",\"maxMktOrderQty\":\"1.005\"}},"
                + "{\"symbol\":\"ETHPERP\",\"status\":\"Trading\",\"settleCoin\":\"USDC\","
                + "\"priceFilter\":{\"tickSize\":\"0.1\"},\"lotSizeFilter\":{\"qtyStep\":\"1\"}}"
                + "],\"nextPageCursor\":\"\"}"));
    venue.on(OPEN, asked -> list(asked, orders.values()));
    venue.on(
        POSITIONS,
        asked ->
            list(
                asked,
                legs.entrySet().stream().map(leg -> leg(leg.getKey(), leg.getValue())).toList()));
    venue.on(CANCEL_ALL, this::cancelAll);
    venue.on(CANCEL_BATCH, this::cancelBatch);
    venue.on(CREATE, this::fill);
  }

  @AfterEach
  void close() {
    rest.close();
    venue.close();
  }

  @Test
  void cancel_takes_what_opens_and_leaves_what_protects() {
    order("1", "BTCUSDT", "Buy", 1, false);
    order("2", "BTCUSDT", "Sell", 1, true);
    order("3", "BTCUSDT", "Sell", 1, false);
    order("4", "BTCUSDT", "Sell", 2, false);

    PanicResult result = panic().cancel();

    assertThat(result.done()).isTrue();
    assertThat(orders.keySet()).as("a long's exits, by flag and by leg").containsExactly("2", "3");
    assertThat(venue.asked(CANCEL_ALL)).isEmpty();
    assertThat(result.cancelled()).as("what stays is not counted").isEqualTo(2);
    assertThat(venue.asked(CREATE)).isEmpty();
  }

  @Test
  void cancel_takes_a_whole_symbol_at_once_when_nothing_of_it_is_to_stay() {
    order("1", "BTCUSDT", "Buy", 0, false);
    order("2", "ETHPERP", "Sell", 0, true);

    assertThat(panic().cancel().done()).isTrue();

    assertThat(orders.keySet()).containsExactly("2");
    assertThat(venue.asked(CANCEL_ALL).get(0).body()).contains("\"symbol\":\"BTCUSDT\"");
  }

  @Test
  void flatten_closes_both_legs_in_pieces_of_whole_lots() {
    order("1", "BTCUSDT", "Buy", 1, false);
    order("2", "BTCUSDT", "Sell", 1, true);
    legs.put("BTCUSDT 1 Buy", 2_500_000_000L);
    legs.put("BTCUSDT 2 Sell", 500_000_000L);
    legs.put("ETHPERP 0 Sell", 7_000_000_000L);

    PanicResult result = panic().flatten();

    assertThat(result.done()).as(result.failure()).isTrue();
    assertThat(legs.values()).allMatch(size -> size == 0);
    assertThat(orders).isEmpty();
    List<String> sent = venue.asked(CREATE).stream().map(Asked::body).toList();
    assertThat(sent).allMatch(body -> body.contains("\"reduceOnly\":true"));
    assertThat(sent).filteredOn(body -> body.contains("\"qty\":\"1\"")).hasSize(2);
    assertThat(sent)
        .anyMatch(body -> body.contains("\"side\":\"Buy\"") && body.contains("\"positionIdx\":2"));
    assertThat(sent).anyMatch(body -> body.contains("ETHPERP") && body.contains("\"qty\":\"7\""));
  }

  @Test
  void an_answer_that_is_lost_is_looked_after_not_believed() {
    legs.put("BTCUSDT 1 Buy", 1_000_000_000L);
    venue.on(
        CREATE,
        asked -> {
          Answer done = fill(asked);
          return asked.nth() == 1 ? Answer.status(502, "text/html", "gone") : done;
        });

    assertThat(panic().flatten().done()).isTrue();
    assertThat(venue.asked(CREATE)).hasSize(1);
  }

  @Test
  void an_order_that_was_refused_once_is_tried_again_and_one_that_always_is_is_told() {
    legs.put("BTCUSDT 1 Buy", 1_000_000_000L);
    venue.on(CREATE, asked -> asked.nth() == 1 ? Answer.code(110063, "settling") : fill(asked));
    assertThat(panic().flatten().done()).isTrue();

    legs.put("BTCUSDT 1 Buy", 1_000_000_000L);
    venue.on(CREATE, Answer.code(110007, "no"));
    PanicResult result = new Panic(account(), log::add, 1_500_000_000L).flatten();
    assertThat(result.done()).isFalse();
    assertThat(result.positionsLeft()).containsExactly("BTCUSDT Buy 1");
    assertThat(result.failure()).contains("110007");
  }

  @Test
  void an_order_that_will_not_go_keeps_no_position_open() {
    order("1", "BTCUSDT", "Sell", 1, true);
    legs.put("BTCUSDT 1 Buy", 1_000_000_000L);
    venue.on(CANCEL_ALL, Answer.ok("{\"list\":[]}"));

    PanicResult result = new Panic(account(), log::add, 3_000_000_000L).flatten();

    assertThat(result.done()).isFalse();
    assertThat(result.ordersLeft()).hasSize(1);
    assertThat(result.positionsLeft()).isEmpty();
    assertThat(legs.values()).containsOnly(0L);
  }

  @Test
  void orders_that_cannot_be_read_keep_no_position_open() {
    legs.put("BTCUSDT 1 Buy", 1_000_000_000L);
    venue.on(OPEN, Answer.code(10001, "no"));

    PanicResult result = new Panic(account(), log::add, 3_000_000_000L).flatten();

    assertThat(result.done()).isFalse();
    assertThat(result.failure()).contains(OPEN);
    assertThat(legs.values()).containsOnly(0L);
  }

  @Test
  void positions_that_cannot_be_read_are_not_flat() {
    venue.on(POSITIONS, Answer.code(10001, "no"));

    PanicResult result = new Panic(account(), log::add, 1_000_000_000L).flatten();

    assertThat(result.done()).isFalse();
    assertThat(result.failure()).contains(POSITIONS, "10001");
  }

  @Test
  void a_refused_key_ends_it_at_once() {
    venue.on(OPEN, Answer.code(10003, "API key is invalid."));

    long start = System.nanoTime();
    PanicResult result = panic().cancel();

    assertThat(result.done()).isFalse();
    assertThat(result.failure()).contains("10003");
    assertThat(System.nanoTime() - start).isLessThan(LIMIT_NS / 2);
  }

  @Test
  void nothing_to_do_is_done() {
    assertThat(panic().flatten().done()).isTrue();
    assertThat(venue.asked(CREATE)).isEmpty();
    assertThat(venue.asked(CANCEL_ALL)).isEmpty();
  }

  private Panic panic() {
    return new Panic(account(), log::add, LIMIT_NS);
  }

  private RestClient account() {
    return rest.account("main", Credentials.of("test", "canaryKey12345", "canarySecret98"));
  }

  private void order(String id, String symbol, String side, int leg, boolean reduceOnly) {
    orders.put(
        id,
        "{\"orderId\":\"%s\",\"symbol\":\"%s\",\"side\":\"%s\",\"positionIdx\":%d,"
                .formatted(id, symbol, side, leg)
            + "\"reduceOnly\":"
            + reduceOnly
            + ",\"leavesQty\":\"1\"}");
  }

  private static String leg(String name, long sizeE9) {
    String[] words = name.split(" ", -1);
    return "{\"symbol\":\"%s\",\"positionIdx\":%s,\"side\":\"%s\",\"size\":\"%s\"}"
        .formatted(words[0], words[1], sizeE9 == 0 ? "" : words[2], Decimals.toStringE9(sizeE9));
  }

  /** Only what settles in the coin that was asked for. */
  private static Answer list(Asked asked, Iterable<String> items) {
    boolean usdt = asked.query().contains("settleCoin=USDT");
    List<String> own = new ArrayList<>();
    items.forEach(
        item -> {
          if (item.contains("USDT\"") == usdt) {
            own.add(item);
          }
        });
    return Answer.ok(
        own.stream().collect(Collectors.joining(",", "{\"list\":[", "],\"nextPageCursor\":\"\"}")));
  }

  private Answer cancelAll(Asked asked) {
    JsonValue body = json(asked.body());
    String coin = body.get("settleCoin").text();
    String symbol = body.get("symbol").text();
    orders
        .values()
        .removeIf(
            order ->
                symbol.isEmpty()
                    ? order.contains("USDT\"") == coin.equals("USDT")
                    : order.contains("\"" + symbol + "\""));
    return Answer.ok("{\"list\":[],\"success\":\"1\"}");
  }

  private Answer cancelBatch(Asked asked) {
    json(asked.body())
        .get("request")
        .items()
        .forEach(item -> orders.remove(item.get("orderId").text()));
    return Answer.ok("{\"list\":[]}");
  }

  private Answer fill(Asked asked) {
    JsonValue order = json(asked.body());
    String side = order.get("side").text().equals("Sell") ? "Buy" : "Sell";
    String leg = order.get("symbol").text() + " " + order.get("positionIdx").text() + " " + side;
    legs.computeIfPresent(leg, (name, size) -> Math.max(0, size - order.get("qty").e9()));
    return Answer.ok("{\"orderId\":\"x\",\"orderLinkId\":\"\"}");
  }

  private static JsonValue json(String text) {
    try {
      return JsonValue.parse(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
