package ringside.adapters.bybit.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ringside.adapters.bybit.rest.RestAnswer.Limited;
import ringside.adapters.bybit.rest.RestAnswer.Ok;
import ringside.adapters.bybit.rest.RestAnswer.Refused;
import ringside.adapters.bybit.rest.RestAnswer.Unknown;
import ringside.adapters.exchange.AccountKey;
import ringside.adapters.exchange.ExchangeConfig;
import ringside.adapters.exchange.Fault;
import ringside.adapters.exchange.FaultKind;
import ringside.adapters.exchange.LocalExchange;
import ringside.adapters.port.ProcessClock;

/** The client and the local exchange, which know of each other by the protocol only. */
class RestOnExchangeTest {
  private static LocalExchange exchange;

  private final HeardEvents heard = new HeardEvents();
  private final ProcessClock clock = ProcessClock.startingAbove(0);
  private BybitRest rest;
  private VenueEvents events;
  private RestClient client;

  @BeforeAll
  static void startExchange() throws IOException {
    exchange = LocalExchange.start(ExchangeConfig.defaults().withSeed(3L).withAccounts(2, null));
  }

  @AfterAll
  static void stopExchange() {
    exchange.close();
  }

  @BeforeEach
  void start() {
    events = new VenueEvents(heard, clock, 9, Map.of("main", 1));
    URI socket = URI.create(exchange.privateUrl());
    rest =
        BybitRest.of(
            BybitEnvironment.local(
                URI.create(exchange.restUrl()), socket, socket, Optional.of(socket)),
            clock,
            events,
            null,
            3_000_000_000L);
    AccountKey key = exchange.accounts().get(0);
    client = rest.account("main", Credentials.of("test", key.apiKey(), key.secret()));
  }

  @AfterEach
  void stop() {
    exchange.faults().clear();
    rest.close();
  }

  @Test
  void the_clock_is_near() {
    assertThat(get(rest.measureClock())).isTrue();

    assertThat(rest.serverClock().entriesAllowed()).isTrue();
    assertThat(heard.lines()).singleElement().asString().contains("ClockOffset", "source=9");
  }

  @Test
  void a_skewed_clock_allows_no_entries_and_still_signs_rightly() {
    exchange.inject(Fault.of(FaultKind.CLOCK_SKEW).withDelayMs(5_000)).join();

    assertThat(get(client.read(RestRequest.get("/v5/account/info"))))
        .as("asked once more with a clock measured anew")
        .isInstanceOf(Ok.class);

    get(rest.measureClock());
    assertThat(rest.serverClock().entriesAllowed()).isFalse();
  }

  @Test
  void a_test_account_may_be_traded_with() {
    KeyReport report = get(new KeyCheck(rest, client, false).run());

    assertThat(report.refusal()).isEmpty();
    assertThat(report.uid()).isNotEmpty();
    assertThat(report.unified()).isTrue();
    assertThat(report.coins()).anyMatch(coin -> coin.startsWith("USDT "));
    assertThat(String.join("\n", report.summary())).contains("on local", "equity");
  }

  @Test
  void rules_of_its_instruments_are_read() {
    InstrumentRules rules = new InstrumentRules(rest, events, Map.of("BTCUSDT", 0, "NONEUSDT", 1));

    InstrumentRules.Reading reading = get(rules.load());

    assertThat(reading.complete()).isTrue();
    assertThat(reading.missing()).containsExactly("NONEUSDT");
    assertThat(rules.rule("BTCUSDT").orElseThrow().tickE9())
        .isEqualTo(exchange.instruments().get("BTCUSDT").tickE9());
  }

  @Test
  void a_price_is_there_by_rest() {
    try (FirstPrices prices = new FirstPrices(heard, rest, events, Map.of("BTCUSDT", 0))) {
      prices.start(20_000_000L);
      heard.await("a ticker", lines -> lines.stream().anyMatch(l -> l.contains(" Ticker ")));
    }
    assertThat(heard.lines()).anyMatch(l -> l.contains("markPrice=") && l.contains("lastPrice="));
  }

  @Test
  void orders_are_paged_to_the_end_by_its_cursors() {
    for (int i = 0; i < 7; i++) {
      assertThat(get(client.send(limitOrder("page" + i + "-" + System.nanoTime()))).isOk())
          .isTrue();
    }

    Pages pages = openOrders("2");

    assertThat(pages.complete()).as(pages.detail()).isTrue();
    assertThat(pages.items()).hasSizeGreaterThanOrEqualTo(7);
    assertThat(pages.items().stream().map(o -> o.get("orderId").text()).distinct())
        .hasSameSizeAs(pages.items());
  }

  @Test
  void a_duplicate_is_told_apart_from_other_refusals() {
    String id = "dup-" + System.nanoTime();
    get(client.send(limitOrder(id)));

    Refused refused = (Refused) get(client.send(limitOrder(id)));

    assertThat(refused.errorClass()).isEqualTo(ErrorClass.DUPLICATE);
  }

  /** On an account that nobody else uses: what a client before this one sent, it cannot know. */
  @Test
  void the_venues_limit_is_never_passed() {
    AccountKey key = exchange.accounts().get(1);
    RestClient own = rest.account("second", Credentials.of("test", key.apiKey(), key.secret()));
    List<RestRequest> orders = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      orders.add(limitOrder("rate" + i + "-" + System.nanoTime()).withMaxWaitNs(15_000_000_000L));
    }

    List<CompletableFuture<RestAnswer>> sent = orders.stream().map(own::send).toList();

    for (CompletableFuture<RestAnswer> answer : sent) {
      assertThat(get(answer)).as("waits for its turn here").isNotInstanceOf(Limited.class);
    }
  }

  @Test
  void a_write_that_was_taken_and_never_answered_is_unknown_and_can_be_asked_for() {
    exchange.inject(Fault.of(FaultKind.NO_ANSWER).withPath("/v5/order/create")).join();
    String id = "lost-" + System.nanoTime();

    assertThat(get(client.send(limitOrder(id)))).isInstanceOf(Unknown.class);

    Ok found =
        (Ok)
            get(
                client.read(
                    RestRequest.get(
                        "/v5/order/realtime", "category", "linear", "orderLinkId", id)));
    assertThat(found.result().get("list").items()).hasSize(1);
  }

  @Test
  void a_burst_of_10006_is_waited_out_by_reads() {
    exchange
        .inject(Fault.of(FaultKind.RET_CODE).withPath("/v5/account/info").withCode(10006).times(2))
        .join();

    assertThat(get(client.read(RestRequest.get("/v5/account/info")))).isInstanceOf(Ok.class);
    assertThat(heard.lines())
        .anyMatch(l -> l.contains("VenueRestriction") && l.contains("RATE_LIM"));
  }

  @Test
  void maintenance_is_told_when_it_begins_and_when_it_ends() {
    try (SystemStatus status = new SystemStatus(rest)) {
      status.start(50_000_000L);
      exchange.inject(Fault.of(FaultKind.MAINTENANCE)).join();
      heard.await("its beginning", lines -> maintenance(lines) == 1);
      exchange.faults().clear();
      heard.await("its end", lines -> maintenance(lines) == 2);
    }
  }

  private static long maintenance(List<String> lines) {
    return lines.stream()
        .filter(l -> l.contains("VenueRestriction") && l.contains("MAINTENANCE"))
        .count();
  }

  private Pages openOrders(String limit) {
    return get(
        client.readAll(
            RestRequest.get(
                "/v5/order/realtime", "category", "linear", "settleCoin", "USDT", "limit", limit)));
  }

  private RestRequest limitOrder(String id) {
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("category", "linear");
    order.put("symbol", "BTCUSDT");
    order.put("side", "Buy");
    order.put("orderType", "Limit");
    order.put("qty", "0.001");
    order.put("price", Long.toString(halfPrice()));
    order.put("orderLinkId", id);
    return RestRequest.post("/v5/order/create", order);
  }

  private long halfPrice() {
    RestRequest request =
        RestRequest.get("/v5/market/tickers", "category", "linear", "symbol", "BTCUSDT");
    Ok ok = (Ok) get(rest.publicClient().read(request));
    return ok.result().get("list").items().get(0).get("lastPrice").e9() / 2_000_000_000L / 10 * 10;
  }

  private static <T> T get(CompletableFuture<T> future) {
    return future.orTimeout(20, TimeUnit.SECONDS).join();
  }
}
