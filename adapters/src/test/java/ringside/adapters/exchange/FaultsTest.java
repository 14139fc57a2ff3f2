package ringside.adapters.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ringside.journal.codec.Side;

/** Whatever can be made to go wrong goes wrong as it should, and no further. */
class FaultsTest {
  private StreamRig rig;
  private int reqId;

  @BeforeEach
  void start() {
    rig = new StreamRig();
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private long on(Fault fault) {
    return Long.parseLong(rig.exchange.inject(fault).join());
  }

  private String order(String type, String quantity, String price) {
    return "{'reqId':'q"
        + reqId++
        + "','header':{'X-BAPI-TIMESTAMP':'"
        + System.currentTimeMillis()
        + "'},'op':'order.create','args':[{'category':'linear','symbol':'BTCUSDT','side':'Buy',"
        + "'orderType':'"
        + type
        + "','qty':'"
        + quantity
        + "','price':'"
        + price
        + "'}]}";
  }

  private static boolean isAnswer(String text) {
    return !text.contains("\"topic\"");
  }

  private void trade(String price) {
    rig.happens(sink -> sink.trade(0, Side.BUY, Instruments.e9(price), Instruments.e9("1")));
  }

  private SocketClient tape() {
    SocketClient client = rig.open();
    client.ask("{'op':'subscribe','args':['publicTrade.BTCUSDT']}");
    return client;
  }

  /** The prices of the trades a client has heard, in order. */
  private static List<String> prices(SocketClient client) {
    return client.all().stream()
        .filter(text -> text.contains("\"p\":\""))
        .map(text -> text.replaceAll(".*\"p\":\"([^\"]+)\".*", "$1"))
        .toList();
  }

  @Test
  void aSocketIsDroppedAtEachStep() {
    on(Fault.of(FaultKind.DROP_SOCKET).on(StreamKind.PRIVATE).at(SocketStep.OPEN));
    try (SocketClient client = new SocketClient(rig.exchange.privateUrl())) {
      Wait.until("cut after open", client::isClosed);
    }
    on(Fault.of(FaultKind.DROP_SOCKET).withAccount("account1").at(SocketStep.AUTH));
    try (SocketClient other = rig.privately(rig.two);
        SocketClient client = rig.privately(rig.one)) {
      Wait.until("cut after auth", client::isClosed);
      assertThat(other.ask("{'op':'ping'}")).contains("pong");
    }
    on(Fault.of(FaultKind.DROP_SOCKET).on(StreamKind.PUBLIC).at(SocketStep.SUBSCRIBE));
    try (SocketClient client = rig.open()) {
      client.send("{'op':'subscribe','args':['publicTrade.BTCUSDT']}");
      Wait.until("cut after subs", client::isClosed);
    }
    on(Fault.of(FaultKind.DROP_SOCKET).at(SocketStep.MESSAGE).withAfter(2));
    try (SocketClient client = tape()) {
      trade("100000");
      client.awaitTopic("publicTrade.BTCUSDT");
      assertThat(client.isClosed()).isFalse();
      trade("100001");
      Wait.until("cut after two messages", client::isClosed);
    }
    try (SocketClient client = tape()) {
      on(Fault.of(FaultKind.DROP_SOCKET));
      Wait.until("cut now", client::isClosed);
    }
    assertThat(rig.exchange.faults().list()).isEmpty();
  }

  @Test
  void aClockThatIsOffDatesWhatHappensThenAndForEver() {
    long hourMs = 3_600_000;
    try (SocketClient orders = rig.privately(rig.one);
        SocketClient tape = tape()) {
      orders.ask("{'op':'subscribe','args':['order','execution']}");
      long before = rig.market(0, Side.BUY, "0.1").orderId();
      long id = on(Fault.of(FaultKind.CLOCK_SKEW).withDelayMs(hourMs));
      Wait.until(
          "dated by it",
          () -> {
            trade("100000");
            return number(tape.awaitTopic("publicTrade.BTCUSDT"), "ts") > now() + hourMs / 2;
          });
      orders.skip();
      long during = rig.market(0, Side.BUY, "0.1").orderId();
      String executed = orders.awaitTopic("execution");
      assertThat(number(executed, "creationTime")).isGreaterThan(now() + hourMs / 2);
      assertThat(number(executed, "execTime")).isGreaterThan(now() + hourMs / 2);
      rig.exchange.faults().clear(id);
      Wait.until(
          "over", () -> updated(rig.market(0, Side.BUY, "0.1").orderId()) < now() + hourMs / 2);
      assertThat(updated(before)).isLessThan(now() + hourMs / 2);
      assertThat(updated(during)).isGreaterThan(now() + hourMs / 2);
    }
  }

  private static long now() {
    return System.currentTimeMillis();
  }

  /** When an order changed last, as clients are told. */
  private long updated(long order) {
    return rig.exchange
        .venue()
        .ask(venue -> rig.exchange.faults().times().shownMs(venue.order(0, order).updatedNs()))
        .join();
  }

  private static long number(String text, String field) {
    return Long.parseLong(text.replaceAll(".*\"" + field + "\":\"?(\\d+).*", "$1"));
  }

  @Test
  void aHalfOpenSocketSaysNothingMoreAndStaysOpen() {
    try (SocketClient client = tape()) {
      on(Fault.of(FaultKind.HALF_OPEN_SOCKET));
      Wait.until("struck", () -> rig.exchange.faults().list().isEmpty());
      int heard = client.all().size();
      client.send("{'op':'ping'}");
      trade("100000");
      try (SocketClient witness = tape()) {
        trade("100001");
        witness.awaitTopic("publicTrade.BTCUSDT");
      }
      assertThat(client.all()).hasSize(heard);
      assertThat(client.isClosed()).isFalse();
    }
  }

  @Test
  void aDelayedSocketIsLateAndInOrder() {
    try (SocketClient client = tape()) {
      on(Fault.of(FaultKind.DELAY_SOCKET).withDelayMs(300));
      Wait.until("struck", () -> rig.exchange.faults().list().isEmpty());
      long beganNs = System.nanoTime();
      trade("100000");
      pause();
      trade("100001");
      client.awaitTopic("publicTrade.BTCUSDT");
      assertThat(System.nanoTime() - beganNs).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(290));
      Wait.until("both", () -> prices(client).size() == 2);
      assertThat(prices(client)).containsExactly("100000.0", "100001.0");
    }
  }

  @Test
  void messagesAreLostDoubledDelayedAndReordered() {
    try (SocketClient client = tape()) {
      Fault trades = Fault.of(FaultKind.LOSE_MESSAGE).withTopic("publicTrade");
      on(trades.withAfter(1));
      for (String price : List.of("1000.1", "1000.2", "1000.3")) {
        trade(price);
        pause();
      }
      on(Fault.of(FaultKind.DUPLICATE_MESSAGE).withTopic("publicTrade.BTCUSDT"));
      trade("1000.4");
      pause();
      on(Fault.of(FaultKind.REORDER_MESSAGE));
      trade("1000.5");
      pause();
      trade("1000.6");
      pause();
      on(Fault.of(FaultKind.DELAY_MESSAGE).withDelayMs(200));
      trade("1000.7");
      pause();
      trade("1000.8");
      Wait.until("all", () -> prices(client).size() == 8);
      assertThat(prices(client))
          .containsExactly(
              "1000.1", "1000.3", "1000.4", "1000.4", "1000.6", "1000.5", "1000.8", "1000.7");
    }
  }

  /** Lets the venue's thread tell one trade before the next happens. */
  private void pause() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    rig.exchange.venue().ask(venue -> 0).join();
  }

  @Test
  void aBookHasAGap() {
    try (SocketClient client = rig.open()) {
      client.send("{'op':'subscribe','args':['orderbook.50.BTCUSDT']}");
      client.awaitTopic("orderbook.50.BTCUSDT");
      on(Fault.of(FaultKind.BOOK_GAP).withTopic("orderbook.50.BTCUSDT"));
      rig.level(Side.BUY, "98990", "1");
      Wait.until("struck", () -> rig.exchange.faults().list().isEmpty());
      rig.level(Side.BUY, "98980", "1");
      String delta = client.awaitTopic("orderbook.50.BTCUSDT");
      assertThat(delta).contains("\"type\":\"delta\"", "\"u\":3,").doesNotContain("98990");
    }
  }

  @Test
  void aBookIsCrossedAndHealsAgain() {
    try (SocketClient client = rig.open()) {
      client.send("{'op':'subscribe','args':['orderbook.50.BTCUSDT']}");
      client.awaitTopic("orderbook.50.BTCUSDT");
      long id = on(Fault.of(FaultKind.CROSSED_BOOK));
      assertThat(client.awaitTopic("orderbook.50.BTCUSDT")).contains("\"b\":[[\"101000.5\",");
      rig.exchange.faults().clear(id);
      assertThat(client.awaitTopic("orderbook.50.BTCUSDT")).contains("\"b\":[[\"101000.5\",\"0\"]");
    }
  }

  @Test
  void anOrderIsAnsweredLateTwiceOrNeverThoughItWasTaken() {
    try (SocketClient stream = rig.privately(rig.one);
        SocketClient client = rig.trading(rig.one)) {
      stream.ask("{'op':'subscribe','args':['order']}");
      on(Fault.of(FaultKind.LATE_ANSWER).withDelayMs(300).on(StreamKind.TRADE));
      client.send(order("Limit", "0.1", "90000"));
      stream.awaitTopic("order");
      assertThat(client.all()).hasSize(1);
      client.await("late answer", text -> text.contains("\"reqId\":\"q0\",\"retCode\":0"));
      on(Fault.of(FaultKind.DOUBLE_ANSWER).withPath("order.create"));
      client.send(order("Limit", "0.1", "90000"));
      client.await("once", text -> text.contains("\"reqId\":\"q1\""));
      client.await("twice", text -> text.contains("\"reqId\":\"q1\""));
      on(Fault.of(FaultKind.NO_ANSWER));
      client.send(order("Limit", "0.1", "90000"));
      Wait.until(
          "taken", () -> rig.exchange.venue().ask(venue -> venue.openOrders(0).size()).join() == 3);
      assertThat(client.ask("{'op':'ping'}")).contains("pong");
      assertThat(client.all()).noneMatch(text -> text.contains("\"reqId\":\"q2\""));
    }
  }

  @Test
  void aFillIsToldBeforeTheAnswer() {
    try (SocketClient stream = rig.privately(rig.one);
        SocketClient client = rig.trading(rig.one)) {
      stream.ask("{'op':'subscribe','args':['execution']}");
      on(Fault.of(FaultKind.FILL_BEFORE_ANSWER));
      client.send(order("Limit", "0.1", "100000"));
      Wait.until("taken", () -> rig.exchange.venue().ask(v -> v.openOrders(0).size()).join() == 1);
      assertThat(client.all().stream().filter(FaultsTest::isAnswer)).hasSize(1);
      rig.happens(
          sink -> {
            sink.level(0, Side.SELL, Instruments.e9("100000"), Instruments.e9("5"));
            sink.bookComplete(0);
            sink.trade(0, Side.SELL, Instruments.e9("99990"), Instruments.e9("5"));
          });
      stream.awaitTopic("execution");
      client.await(
          "the answer", text -> text.contains("\"retCode\":0,\"retMsg\":\"OK\",\"op\":\"o"));
    }
  }

  @Test
  void requestsOfTheTradeSocketMeetCodesAndSilence() {
    try (SocketClient client = rig.trading(rig.one)) {
      on(Fault.of(FaultKind.RET_CODE).withCode(10006).times(2));
      assertThat(client.ask(order("Limit", "0.1", "90000"))).contains("\"retCode\":10006");
      assertThat(client.ask(order("Limit", "0.1", "90000"))).contains("\"retCode\":10006");
      assertThat(client.ask(order("Limit", "0.1", "90000"))).contains("\"retCode\":0");
      on(Fault.of(FaultKind.MAINTENANCE).forMs(60_000));
      assertThat(client.ask(order("Limit", "0.1", "90000"))).contains("\"retCode\":10019");
    }
  }

  @Test
  void aSkewedClockRefusesWhoKeepsTime() {
    on(Fault.of(FaultKind.CLOCK_SKEW).withDelayMs(60_000));
    try (SocketClient client = new SocketClient(rig.exchange.privateUrl())) {
      assertThat(client.ask(SocketClient.auth(rig.one, System.currentTimeMillis() + 5_000)))
          .contains("\"success\":false");
      rig.exchange.faults().clear();
      assertThat(client.ask(SocketClient.auth(rig.one, System.currentTimeMillis() + 5_000)))
          .contains("\"success\":true");
    }
  }

  @Test
  void aRestartCutsEverybodyAndBeginsTheNumberingAnew() {
    try (SocketClient client = rig.open()) {
      client.send("{'op':'subscribe','args':['orderbook.50.BTCUSDT']}");
      client.awaitTopic("orderbook.50.BTCUSDT");
      rig.level(Side.BUY, "98990", "1");
      client.awaitTopic("orderbook.50.BTCUSDT");
      rig.exchange.inject(Fault.of(FaultKind.RESTART)).join();
      Wait.until("cut", client::isClosed);
      assertThat(rig.exchange.faults().forgottenBeforeNs()).isPositive();
    }
    try (SocketClient client = rig.open()) {
      client.send("{'op':'subscribe','args':['orderbook.50.BTCUSDT']}");
      assertThat(client.awaitTopic("orderbook.50.BTCUSDT")).contains("\"u\":1,");
    }
  }

  @Test
  void somebodyElseActsOnTheAccount() {
    try (SocketClient stream = rig.privately(rig.one)) {
      stream.ask("{'op':'subscribe','args':['order','position']}");
      Fault foreign =
          Fault.of(FaultKind.FOREIGN_ORDER)
              .withAccount("account1")
              .with("BTCUSDT", "Buy", Instruments.e9("0.2"), 0);
      assertThat(rig.exchange.inject(foreign).join()).isEqualTo("0 OK");
      stream.await("filled", text -> text.contains("\"orderStatus\":\"Filled\""));
      Fault close = Fault.of(FaultKind.MANUAL_CLOSE).withAccount("account1");
      assertThat(rig.exchange.inject(close).join()).isEqualTo("0 OK");
      stream.await(
          "flat", t -> t.contains("\"topic\":\"position\"") && t.contains("\"size\":\"0\""));
      Fault leverage =
          Fault.of(FaultKind.SET_LEVERAGE)
              .withAccount("account1")
              .with("BTCUSDT", "", 0, Instruments.e9("3"));
      assertThat(rig.exchange.inject(leverage).join()).isEqualTo("0 OK");
      stream.await("leverage", text -> text.contains("\"leverage\":\"3\""));
      Fault mode = Fault.of(FaultKind.SWITCH_MODE).withAccount("account1");
      assertThat(rig.exchange.inject(mode).join()).isEqualTo("0 OK");
      assertThat(rig.exchange.venue().ask(venue -> venue.accounts().hedge(0, 0)).join()).isTrue();
    }
  }

  @Test
  void theControlEndpointSwitchesListsClearsAndTells() throws IOException, InterruptedException {
    assertThat(control("GET", "/faults", "", "wrong").statusCode()).isEqualTo(401);
    String token = rig.exchange.controlToken();
    HttpResponse<String> bad = control("POST", "/faults", "{'kind':'jump'}", token);
    assertThat(bad.statusCode()).isEqualTo(400);
    assertThat(bad.body()).contains("kind 'jump': one of drop-socket, ");
    assertThat(control("POST", "/faults", "{'kind':'restart','x':1}", token).body())
        .contains("'x' is not known; allowed are account, after");
    assertThat(
            control(
                    "POST",
                    "/faults",
                    "{'kind':'ret-code','path':'/v5/order','code':10006,'count':3}",
                    token)
                .body())
        .isEqualTo("{\"id\":1}");
    assertThat(control("GET", "/faults", "", token).body())
        .contains("\"kind\":\"ret-code\"", "\"count\":3", "\"code\":10006");
    assertThat(control("DELETE", "/faults?id=1", "", token).body()).contains("true");
    assertThat(control("GET", "/faults", "", token).body()).isEqualTo("{\"faults\":[]}");
    String order =
        "{'kind':'foreign-order','account':'account1','symbol':'BTCUSDT','side':'Buy','qty':'0.1'}";
    assertThat(control("POST", "/faults", order, token).body()).isEqualTo("{\"outcome\":\"0 OK\"}");
    assertThat(control("GET", "/state?account=account1", "", token).body())
        .contains("\"closedOrders\":[{", "\"executions\":[{", "\"walletBalance\":\"");
  }

  private HttpResponse<String> control(String method, String path, String body, String token)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(rig.exchange.controlUrl() + path))
            .header("X-Control-Token", token)
            .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
