package ringside.adapters.bybit.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import ringside.adapters.exchange.AccountKey;
import ringside.adapters.exchange.ExchangeConfig;
import ringside.adapters.exchange.LocalExchange;
import ringside.adapters.port.ProcessClock;
import ringside.journal.event.Decimals;

/** Positions that no single market order closes, on the local exchange. */
@Timeout(120)
class PanicOnExchangeTest {
  private static final String SYMBOL = "SOLUSDT";
  private static final long LIMIT_NS = 60_000_000_000L;

  private final List<String> log = new ArrayList<>();
  private LocalExchange exchange;
  private BybitRest rest;
  private RestClient account;
  private long largestE9;

  @BeforeEach
  void start() throws IOException {
    exchange =
        LocalExchange.start(
            ExchangeConfig.defaults()
                .withSeed(17L)
                .withSymbols(List.of(SYMBOL))
                .withAccounts(1, 20_000_000L * Decimals.ONE_E9));
    URI socket = URI.create(exchange.privateUrl());
    rest =
        BybitRest.of(
            BybitEnvironment.local(
                URI.create(exchange.restUrl()), socket, socket, Optional.of(socket)),
            ProcessClock.startingAbove(0),
            VenueListener.NONE);
    rest.measureClock().join();
    AccountKey key = exchange.accounts().get(0);
    account = rest.account("main", Credentials.of("test", key.apiKey(), key.secret()));
    largestE9 = exchange.instruments().get(SYMBOL).maxMarketQuantityE9();
  }

  @AfterEach
  void stop() {
    rest.close();
    exchange.close();
  }

  @Test
  void both_legs_beyond_the_largest_market_order_are_closed_in_pieces_until_flat() {
    Map<String, Object> mode = new LinkedHashMap<>();
    mode.put("category", "linear");
    mode.put("symbol", SYMBOL);
    mode.put("mode", 3);
    assertThat(account.send(RestRequest.post("/v5/position/switch-mode", mode)).join().isOk())
        .isTrue();
    open("Buy", 1);
    open("Sell", 2);
    long openedMs = rest.serverClock().venueMs();

    PanicResult result = new Panic(account, log::add, LIMIT_NS).flatten();

    assertThat(result.done()).as(result.failure() + " " + log).isTrue();
    assertThat(sizeE9(1)).isZero();
    assertThat(sizeE9(2)).isZero();
    assertThat(result.closeOrders()).as(log.toString()).isGreaterThanOrEqualTo(4);
    List<JsonValue> closing =
        items("/v5/order/history", "limit", "50").stream()
            .filter(order -> order.get("createdTime").longOr(0) >= openedMs)
            .toList();
    assertThat(closing).hasSizeGreaterThanOrEqualTo(4);
    assertThat(closing)
        .allMatch(order -> order.get("reduceOnly").isTrue())
        .allMatch(order -> order.get("qty").e9() <= largestE9);
  }

  /** Until the leg is half as large again as the largest market order. */
  private void open(String side, int leg) {
    long wantedE9 = largestE9 / 2 * 3;
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (sizeE9(leg) < wantedE9) {
      assertThat(System.nanoTime()).as("%s at %s", side, sizeE9(leg)).isLessThan(deadline);
      Map<String, Object> order = new LinkedHashMap<>();
      order.put("category", "linear");
      order.put("symbol", SYMBOL);
      order.put("side", side);
      order.put("orderType", "Market");
      order.put("qty", Decimals.toStringE9(largestE9));
      order.put("positionIdx", leg);
      RestAnswer answer = account.send(RestRequest.post("/v5/order/create", order)).join();
      assertThat(answer.isOk()).as(answer.describe()).isTrue();
      LockSupport.parkNanos(200_000_000);
    }
  }

  private long sizeE9(int leg) {
    return items("/v5/position/list", "symbol", SYMBOL).stream()
        .filter(position -> position.get("positionIdx").longOr(-1) == leg)
        .mapToLong(position -> position.get("size").e9())
        .sum();
  }

  private List<JsonValue> items(String path, String name, String value) {
    Pages pages =
        account
            .readAll(RestRequest.get(path, "category", "linear", "settleCoin", "USDT", name, value))
            .join();
    assertThat(pages.complete()).as(pages.detail()).isTrue();
    return pages.items();
  }
}
