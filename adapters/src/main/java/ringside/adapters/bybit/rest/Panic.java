package ringside.adapters.bybit.rest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import ringside.adapters.bybit.rest.AccountBook.Look;
import ringside.adapters.bybit.rest.AccountBook.OpenOrder;
import ringside.adapters.bybit.rest.AccountBook.OpenPosition;
import ringside.journal.event.Decimals;

/**
 * Takes an account out of the market, straight by REST: cancels what would open risk, or cancels
 * everything and closes both legs of every position. It looks, acts, and looks again until the
 * venue shows that nothing is left or the time is over; what could not be read counts as left.
 *
 * <p>Closing orders are reduce-only: one whose outcome is unknown cannot do harm when the next look
 * leads to another. Blocks; one thread, not the REST client's own.
 */
public final class Panic {
  private static final long PAUSE_NS = 250_000_000L;
  private static final long LONGEST_CANCELLING_NS = 10_000_000_000L;
  private static final int BATCH = 10;
  private static final int MAX_CLOSE_ORDERS = 100;
  private static final String LINEAR = "linear";

  private final RestClient client;
  private final Consumer<String> log;
  private final long deadline;
  private final Set<String> seenOrders = new HashSet<>();
  private Map<String, InstrumentRule> rules = Map.of();
  private AccountBook book;
  private int closeOrders;
  private String failure = "";
  private boolean hopeless;

  /**
   * @param log hears what is done, a line each
   * @param limitNs after so long it ends and says what is left
   */
  public Panic(RestClient client, Consumer<String> log, long limitNs) {
    this.client = client;
    this.log = log;
    this.deadline = System.nanoTime() + limitNs;
  }

  /** Cancels orders that open risk; take-profits, stops and reduce-only orders stay. */
  public PanicResult cancel() {
    prepare();
    Look<OpenOrder> look = cancelUntilNone(true, deadline);
    return result(look.complete() && left(look, true).isEmpty(), left(look, true), List.of());
  }

  /** Cancels every order, then closes both legs of every position. */
  public PanicResult flatten() {
    prepare();
    long patience = Math.min(LONGEST_CANCELLING_NS, (deadline - System.nanoTime()) / 3);
    Look<OpenOrder> orders = cancelUntilNone(false, System.nanoTime() + patience);
    Look<OpenPosition> positions = book.positions();
    while (isLeft(orders, positions) && !isOver()) {
      positions.items().forEach(this::close);
      if (!orders.complete() || !orders.items().isEmpty()) {
        cancel(orders.items(), false);
      }
      pause();
      orders = orders(false);
      positions = book.positions();
      note(positions);
    }
    note(positions);
    return result(
        !isLeft(orders, positions),
        left(orders, false),
        positions.items().stream().map(OpenPosition::describe).toList());
  }

  private static boolean isLeft(Look<OpenOrder> orders, Look<OpenPosition> positions) {
    return !(orders.complete()
        && positions.complete()
        && orders.items().isEmpty()
        && positions.items().isEmpty());
  }

  /** Which coins contracts settle in, and how large an order may be. */
  private void prepare() {
    Map<String, InstrumentRule> listed = new LinkedHashMap<>();
    Set<String> coins = new TreeSet<>();
    Pages pages =
        client
            .readAll(
                RestRequest.get("/v5/market/instruments-info", "category", LINEAR, "limit", "1000")
                    .asExit())
            .join();
    for (JsonValue item : pages.items()) {
      try {
        InstrumentRule rule = InstrumentRule.of(item);
        listed.put(rule.symbol(), rule);
        coins.add(rule.settleCoin());
      } catch (IllegalArgumentException e) {
        log.accept("rules passed over: " + e.getMessage());
      }
    }
    coins.remove("");
    rules = listed;
    book = new AccountBook(client, pages.complete() ? coins : Set.of());
  }

  /** Gives up at a time: an order that will not go must not keep positions from being closed. */
  private Look<OpenOrder> cancelUntilNone(boolean openingOnly, long giveUpAt) {
    Look<OpenOrder> look = orders(openingOnly);
    while (!(look.complete() && left(look, openingOnly).isEmpty())
        && !isOver()
        && System.nanoTime() - giveUpAt < 0) {
      cancel(look.items(), openingOnly);
      pause();
      look = orders(openingOnly);
    }
    return look;
  }

  private Look<OpenOrder> orders(boolean openingOnly) {
    Look<OpenOrder> look = book.orders();
    look.items().stream()
        .filter(order -> order.opening() || !openingOnly)
        .map(OpenOrder::orderId)
        .forEach(seenOrders::add);
    note(look);
    return look;
  }

  private void note(Look<?> look) {
    if (!look.complete() && !hopeless) {
      failure = look.detail();
      hopeless |= look.hopeless();
    }
  }

  private static List<String> left(Look<OpenOrder> look, boolean openingOnly) {
    return look.items().stream()
        .filter(order -> order.opening() || !openingOnly)
        .map(OpenOrder::describe)
        .toList();
  }

  /** All at once where nothing of a symbol is to stay, else one by one. */
  private void cancel(List<OpenOrder> orders, boolean openingOnly) {
    if (!openingOnly) {
      for (String coin : book.settleCoins()) {
        send("/v5/order/cancel-all", Map.of("category", LINEAR, "settleCoin", coin), 1);
      }
      return;
    }
    Map<String, List<OpenOrder>> bySymbol = new LinkedHashMap<>();
    orders.forEach(o -> bySymbol.computeIfAbsent(o.symbol(), s -> new ArrayList<>()).add(o));
    bySymbol.forEach(
        (symbol, own) -> {
          List<OpenOrder> opening = own.stream().filter(OpenOrder::opening).toList();
          if (opening.size() == own.size()) {
            send("/v5/order/cancel-all", Map.of("category", LINEAR, "symbol", symbol), 1);
          } else {
            cancelThese(opening);
          }
        });
  }

  private void cancelThese(List<OpenOrder> orders) {
    for (int from = 0; from < orders.size() && !isOver(); from += BATCH) {
      List<OpenOrder> batch = orders.subList(from, Math.min(orders.size(), from + BATCH));
      List<Map<String, String>> requests =
          batch.stream().map(o -> Map.of("symbol", o.symbol(), "orderId", o.orderId())).toList();
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("category", LINEAR);
      fields.put("request", requests);
      send("/v5/order/cancel-batch", fields, batch.size());
    }
  }

  private void close(OpenPosition position) {
    if (position.sizeE9() == Decimals.INVALID) {
      failure = position.describe() + ": the venue states no size that can be read";
      return;
    }
    long largestE9 = largestE9(position.symbol());
    long leftE9 = position.sizeE9();
    List<CompletableFuture<RestAnswer>> sent = new ArrayList<>();
    while (leftE9 > 0 && sent.size() < MAX_CLOSE_ORDERS && !isOver()) {
      long quantityE9 = Math.min(leftE9, largestE9);
      leftE9 -= quantityE9;
      Map<String, Object> order = new LinkedHashMap<>();
      order.put("category", LINEAR);
      order.put("symbol", position.symbol());
      order.put("side", position.side().equals("Buy") ? "Sell" : "Buy");
      order.put("orderType", "Market");
      order.put("qty", Decimals.toStringE9(quantityE9));
      order.put("reduceOnly", true);
      order.put("positionIdx", position.leg());
      closeOrders++;
      sent.add(sendLater("/v5/order/create", order, 1));
    }
    log.accept("closing " + position.describe() + " with " + sent.size() + " market orders");
    sent.forEach(answer -> take("/v5/order/create", answer.join()));
  }

  /** A whole number of lots; without rules the venue splits reduce-only orders itself. */
  private long largestE9(String symbol) {
    InstrumentRule rule = rules.get(symbol);
    if (rule == null || rule.maxMarketQuantityE9() <= 0) {
      return Long.MAX_VALUE;
    }
    long largestE9 = rule.maxMarketQuantityE9() - rule.maxMarketQuantityE9() % rule.lotE9();
    return largestE9 > 0 ? largestE9 : rule.lotE9();
  }

  private void send(String path, Map<String, ?> fields, int weight) {
    log.accept("sending " + path + " " + fields.values());
    take(path, sendLater(path, fields, weight).join());
  }

  private CompletableFuture<RestAnswer> sendLater(String path, Map<String, ?> fields, int weight) {
    return client.send(
        RestRequest.post(path, fields)
            .asExit()
            .withWeight(weight)
            .withMaxWaitNs(Math.max(0, deadline - System.nanoTime())));
  }

  private void take(String path, RestAnswer answer) {
    if (answer.isOk()) {
      return;
    }
    log.accept(path + ": " + answer.describe());
    if (!hopeless) {
      failure = path + ": " + answer.describe();
      hopeless = answer.isHopeless();
    }
  }

  private boolean isOver() {
    return hopeless || System.nanoTime() - deadline > 0;
  }

  private static void pause() {
    LockSupport.parkNanos(PAUSE_NS);
  }

  private PanicResult result(boolean done, List<String> orders, List<String> positions) {
    return new PanicResult(
        client.account(),
        done,
        Math.max(0, seenOrders.size() - orders.size()),
        closeOrders,
        orders,
        positions,
        done ? "" : failure.isEmpty() ? "the time is over" : failure);
  }
}
