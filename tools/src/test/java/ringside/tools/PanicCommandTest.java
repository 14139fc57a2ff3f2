package ringside.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ringside.adapters.bybit.rest.BybitEnvironment;
import ringside.adapters.bybit.rest.BybitRest;
import ringside.adapters.bybit.rest.CredentialsFile;
import ringside.adapters.bybit.rest.JsonValue;
import ringside.adapters.bybit.rest.Pages;
import ringside.adapters.bybit.rest.RestAnswer;
import ringside.adapters.bybit.rest.RestClient;
import ringside.adapters.bybit.rest.RestRequest;
import ringside.adapters.bybit.rest.VenueListener;
import ringside.adapters.exchange.AccountKey;
import ringside.adapters.exchange.ExchangeConfig;
import ringside.adapters.exchange.Fault;
import ringside.adapters.exchange.FaultKind;
import ringside.adapters.exchange.LocalExchange;
import ringside.adapters.port.ProcessClock;

/** Against the local exchange, over its own protocol. */
class PanicCommandTest {
  private static final String SYMBOL = "BTCUSDT";

  @TempDir Path folder;

  private LocalExchange exchange;
  private BybitRest rest;
  private RestClient first;
  private RestClient second;

  @BeforeEach
  void start() throws IOException {
    exchange = LocalExchange.start(ExchangeConfig.defaults().withSeed(11L));
    rest =
        BybitRest.of(
            BybitEnvironment.local(
                URI.create(exchange.restUrl()),
                URI.create(exchange.publicUrl()),
                URI.create(exchange.privateUrl()),
                Optional.of(URI.create(exchange.tradeUrl()))),
            ProcessClock.startingAbove(0),
            VenueListener.NONE);
    first = rest.account("first", CredentialsFile.read(keyFile("first", 0)));
    second = rest.account("second", CredentialsFile.read(keyFile("second", 1)));
    keyFile("stranger", -1);
    Files.writeString(folder.resolve("config.yaml"), config());
  }

  @AfterEach
  void stop() {
    rest.close();
    exchange.close();
  }

  @Test
  void cancelLeavesExitsAndFlattenLeavesNothing() {
    hedged(first);
    await("positions", () -> positions(first).size() == 2);
    limit(first, "Buy", 1, "0.002", 50, false);
    limit(first, "Sell", 1, "0.002", 150, true);
    limit(second, "Buy", 0, "0.002", 50, false);

    Cli.Result cancelled = panic("--account", "first", "cancel", "--json");

    assertThat(cancelled.exitCode()).as(cancelled.out() + cancelled.err()).isZero();
    assertThat(cancelled.lines()).hasSize(1);
    assertThat(cancelled.json()).containsEntry("done", true).containsEntry("action", "cancel");
    assertThat(cancelled.out()).as("what stays is not counted").contains("\"cancelled\":1,");
    assertThat(cancelled.err()).contains("first: will cancel all orders that open risk, on local");
    assertThat(orders(first)).singleElement().matches(o -> o.get("reduceOnly").isTrue());
    assertThat(positions(first)).hasSize(2);
    assertThat(orders(second)).as("nobody else's business").hasSize(1);

    Cli.Result flat = panic("--account", "first", "flatten");

    assertThat(flat.exitCode()).as(flat.out() + flat.err()).isZero();
    assertThat(flat.out()).contains("first: will cancel all orders and close").contains(": done;");
    assertThat(orders(first)).isEmpty();
    assertThat(positions(first)).isEmpty();
    assertThat(orders(second)).hasSize(1);
  }

  @Test
  void aVenueInTroubleIsAskedUntilItIsDone() {
    hedged(first);
    await("positions", () -> positions(first).size() == 2);
    limit(first, "Buy", 1, "0.002", 50, false);
    broken(FaultKind.RET_CODE, "/v5/order/cancel-all", 2, 10006);
    broken(FaultKind.RET_CODE, "/v5/order/create", 1, 10016);
    broken(FaultKind.HTTP_STATUS, "/v5/order/create", 1, 502);
    broken(FaultKind.HTML_BODY, "/v5/position/list", 2, 0);
    broken(FaultKind.EMPTY_BODY, "/v5/order/realtime", 2, 0);

    Cli.Result result = panic("--account", "first", "flatten", "--json");

    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    assertThat(orders(first)).isEmpty();
    assertThat(positions(first)).isEmpty();
  }

  @Test
  void aBannedAddressIsToldAtOnce() {
    limit(first, "Buy", 0, "0.002", 50, false);
    broken(FaultKind.HTTP_STATUS, "/v5/order/", 0, 403);

    Cli.Result result = panic("--account", "first", "flatten");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).contains("NOT DONE", "403");
  }

  private void broken(FaultKind kind, String path, int times, int code) {
    exchange
        .inject(Fault.of(kind).withPath(path).times(times).withCode(code))
        .orTimeout(10, TimeUnit.SECONDS)
        .join();
  }

  @Test
  void oneAccountsFailureDoesNotStopTheOthers() {
    limit(second, "Buy", 0, "0.002", 50, false);

    Cli.Result result = panic("cancel", "--json", "--limit", "10");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(orders(second)).isEmpty();
    assertThat(result.out()).contains("\"account\":\"stranger\"", "10003", "\"done\":false");
    assertThat(result.out())
        .contains("\"account\":\"second\",\"environment\":\"local\",\"done\":true");
  }

  @Test
  void aKeyFileThatOthersMayReadStopsItsAccountOnly() throws IOException {
    Files.setPosixFilePermissions(
        folder.resolve("first.key"), PosixFilePermissions.fromString("rw-r--r--"));
    limit(second, "Buy", 0, "0.002", 50, false);

    Cli.Result result = panic("--account", "first", "--account", "second", "cancel");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).contains("first.key", "chmod 600");
    assertThat(orders(second)).isEmpty();
  }

  @Test
  void nothingThatIsSaidContainsAKey() {
    limit(first, "Buy", 0, "0.002", 50, false);

    Cli.Result text = panic("flatten", "--limit", "10");
    Cli.Result json = panic("flatten", "--json", "--limit", "10");

    for (AccountKey key : exchange.accounts()) {
      assertThat(text.out() + text.err() + json.out() + json.err())
          .doesNotContain(key.apiKey(), key.secret());
    }
    assertThat(text.out() + text.err()).doesNotContain("strangerKey", "strangerSecret");
  }

  @Test
  void badUsageDoesNothing() throws IOException {
    limit(first, "Buy", 0, "0.002", 50, false);
    Files.writeString(
        folder.resolve("live.yaml"),
        "venues:\n  real: {environment: mainnet}\naccounts:\n  main: {venue: real, keyFile: a}\n");

    assertThat(panic("--account", "nobody", "cancel").err()).contains("first, second, stranger");
    assertThat(panic("explode").exitCode()).isEqualTo(2);
    assertThat(Cli.run("panic", "cancel").exitCode()).isEqualTo(2);
    assertThat(Cli.run("panic", "--config", folder.resolve("none.yaml"), "cancel").err())
        .contains("none.yaml");
    Cli.Result live = Cli.run("panic", "--config", folder.resolve("live.yaml"), "flatten");
    assertThat(live.exitCode()).isEqualTo(2);
    assertThat(live.err()).contains("real money", "--live");
    assertThat(orders(first)).hasSize(1);
  }

  private Cli.Result panic(Object... args) {
    List<Object> all = new ArrayList<>(List.of("panic", "--config", folder.resolve("config.yaml")));
    all.addAll(List.of(args));
    return Cli.run(all.toArray());
  }

  private String config() {
    return """
    venues:
      here:
        environment: local
        rest: %s
        public: %s
        private: %s
        trade: %s
    accounts:
      first: {venue: here, keyFile: first.key}
      second: {venue: here, keyFile: second.key}
      stranger: {venue: here, keyFile: stranger.key}
    """
        .formatted(
            exchange.restUrl(), exchange.publicUrl(), exchange.privateUrl(), exchange.tradeUrl());
  }

  private Path keyFile(String name, int account) throws IOException {
    String key = account < 0 ? "strangerKey123" : exchange.accounts().get(account).apiKey();
    String secret = account < 0 ? "strangerSecret" : exchange.accounts().get(account).secret();
    Path file = folder.resolve(name + ".key");
    Files.writeString(file, "apiKey=" + key + "\napiSecret=" + secret + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  /** A long and a short at once. */
  private static void hedged(RestClient account) {
    Map<String, Object> mode = new LinkedHashMap<>();
    mode.put("category", "linear");
    mode.put("symbol", SYMBOL);
    mode.put("mode", 3);
    require(account.send(RestRequest.post("/v5/position/switch-mode", mode)).join());
    market(account, "Buy", 1, "0.01");
    market(account, "Sell", 2, "0.02");
  }

  private static void market(RestClient account, String side, int leg, String quantity) {
    Map<String, Object> order = order(side, leg, quantity);
    order.put("orderType", "Market");
    require(account.send(RestRequest.post("/v5/order/create", order)).join());
  }

  /** At so many percent of the last price: within the venue's limits, and away from the market. */
  private void limit(
      RestClient account, String side, int leg, String quantity, int percent, boolean reduceOnly) {
    Map<String, Object> order = order(side, leg, quantity);
    order.put("orderType", "Limit");
    order.put("timeInForce", "GTC");
    order.put("reduceOnly", reduceOnly);
    long priceE9 = lastPriceE9() / 100 * percent;
    long whole = priceE9 / 1_000_000_000L / 10 * 10;
    order.put("price", Long.toString(whole));
    require(account.send(RestRequest.post("/v5/order/create", order)).join());
    await("the order", () -> !orders(account).isEmpty());
  }

  private static Map<String, Object> order(String side, int leg, String quantity) {
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("category", "linear");
    order.put("symbol", SYMBOL);
    order.put("side", side);
    order.put("positionIdx", leg);
    order.put("qty", quantity);
    return order;
  }

  private long lastPriceE9() {
    RestRequest request =
        RestRequest.get("/v5/market/tickers", "category", "linear", "symbol", SYMBOL);
    RestAnswer.Ok ok = (RestAnswer.Ok) rest.publicClient().read(request).join();
    return ok.result().get("list").items().get(0).get("lastPrice").e9();
  }

  private static List<JsonValue> orders(RestClient account) {
    return all(account, "/v5/order/realtime");
  }

  private static List<JsonValue> positions(RestClient account) {
    return all(account, "/v5/position/list").stream().filter(p -> p.get("size").e9() > 0).toList();
  }

  private static List<JsonValue> all(RestClient account, String path) {
    Pages pages =
        account
            .readAll(
                RestRequest.get(path, "category", "linear", "settleCoin", "USDT", "limit", "50"))
            .join();
    assertThat(pages.complete()).as(pages.detail()).isTrue();
    return pages.items();
  }

  private static void require(RestAnswer answer) {
    assertThat(answer.isOk()).as(answer.describe()).isTrue();
  }

  private static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for " + what).isLessThan(deadline);
      LockSupport.parkNanos(20_000_000);
    }
  }
}
