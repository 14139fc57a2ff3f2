package ringside.adapters.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import ringside.journal.codec.Side;

/** The public stream over a real socket, rule by rule. */
class PublicStreamTest {
  private static StreamRig rig;

  @BeforeAll
  static void start() {
    rig = new StreamRig();
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  private static SocketClient subscribed(String... topics) {
    SocketClient client = rig.open();
    String args = Arrays.stream(topics).map(t -> "'" + t + "'").collect(Collectors.joining(","));
    client.send("{'req_id':'7','op':'subscribe','args':[" + args + "]}");
    return client;
  }

  @Test
  void pingIsAnsweredInTheShapeOfLinear() {
    try (SocketClient client = rig.open()) {
      String pong = client.ask("{'req_id':'100001','op':'ping'}");
      assertThat(pong)
          .matches(
              "\\{\"success\":true,\"ret_msg\":\"pong\",\"conn_id\":\"[^\"]+\","
                  + "\"req_id\":\"100001\",\"op\":\"ping\"}");
    }
  }

  @Test
  void whoSubscribesIsAnsweredAndThenShownTheBook() {
    try (SocketClient client = subscribed("orderbook.50.BTCUSDT")) {
      Wait.until("two messages", () -> client.all().size() >= 2);
      assertThat(client.all().get(0))
          .matches(
              "\\{\"success\":true,\"ret_msg\":\"\",\"conn_id\":\"[^\"]+\",\"req_id\":\"7\","
                  + "\"op\":\"subscribe\"}");
      assertThat(client.all().get(1))
          .startsWith("{\"topic\":\"orderbook.50.BTCUSDT\",\"type\":\"snapshot\",\"ts\":")
          .contains("\"s\":\"BTCUSDT\",\"b\":[[\"99000.0\",\"10.000\"]")
          .contains("\"a\":[[\"101000.0\",\"10.000\"]")
          .containsPattern("\"u\":\\d+,\"seq\":\\d+},\"cts\":\\d+}$");
    }
  }

  @Test
  void changesOfTheBookComeAsDeltasWithTheNextUpdateId() {
    try (SocketClient client = subscribed("orderbook.200.BTCUSDT")) {
      String snapshot = client.awaitTopic("orderbook.200.BTCUSDT");
      rig.level(Side.BUY, "98999", "3");
      rig.level(Side.SELL, "101000", "0");
      String first = client.awaitTopic("orderbook.200.BTCUSDT");
      assertThat(first).contains("\"type\":\"delta\"");
      assertThat(number(first, "u")).isEqualTo(number(snapshot, "u") + 1);
      Wait.until(
          "both changes",
          () ->
              client.all().stream().anyMatch(t -> t.contains("[\"98999.0\",\"3.000\"]"))
                  && client.all().stream().anyMatch(t -> t.contains("[\"101000.0\",\"0\"]")));
    } finally {
      rig.level(Side.BUY, "98999", "0");
      rig.level(Side.SELL, "101000", "10");
    }
  }

  @Test
  void levelOneComesAsSnapshotsAloneAndAgainAfterThreeSeconds() {
    try (SocketClient client = subscribed("orderbook.1.ETHUSDT")) {
      String first = client.awaitTopic("orderbook.1.ETHUSDT");
      assertThat(first).startsWith("{\"topic\":\"orderbook.1.ETHUSDT\",\"ts\":");
      long beganNs = System.nanoTime();
      String again = client.awaitTopic("orderbook.1.ETHUSDT");
      assertThat((System.nanoTime() - beganNs) / 1e9).isBetween(2.0, 5.0);
      assertThat(again).contains("\"type\":\"snapshot\"");
      assertThat(number(again, "u")).isEqualTo(number(first, "u"));
    }
  }

  @Test
  void tradesComeWithTheirTakersSideAndTickDirection() {
    try (SocketClient client = subscribed("publicTrade.BTCUSDT")) {
      client.await("answer", text -> text.contains("subscribe"));
      rig.happens(
          sink -> sink.trade(0, Side.SELL, Instruments.e9("98000"), Instruments.e9("0.25")));
      String text = client.awaitTopic("publicTrade.BTCUSDT");
      assertThat(text)
          .contains("\"type\":\"snapshot\"")
          .contains(
              "\"s\":\"BTCUSDT\",\"S\":\"Sell\",\"v\":\"0.250\",\"p\":\"98000.0\","
                  + "\"L\":\"MinusTick\"")
          .contains("\"BT\":false");
    }
  }

  @Test
  void tickersComeWholeAtFirstAndThenWhatChanged() {
    try (SocketClient client = subscribed("tickers.ETHUSDT")) {
      String snapshot = client.awaitTopic("tickers.ETHUSDT");
      assertThat(snapshot)
          .contains("\"type\":\"snapshot\"", "\"symbol\":\"ETHUSDT\"", "\"markPrice\":\"1000.00\"")
          .contains("\"bid1Price\":\"990.00\"", "\"nextFundingTime\":\"", "\"cs\":");
      rig.happens(sink -> sink.prices(1, Instruments.e9("1001"), Instruments.e9("1000")));
      String delta = client.await("a delta", text -> text.contains("\"markPrice\":\"1001.00\""));
      assertThat(delta).contains("\"type\":\"delta\"").doesNotContain("fundingRate", "indexPrice");
    } finally {
      rig.happens(sink -> sink.prices(1, Instruments.e9("1000"), Instruments.e9("1000")));
    }
  }

  @Test
  void candlesComeAsTheyForm() {
    try (SocketClient client = subscribed("kline.1.BTCUSDT")) {
      assertThat(client.awaitTopic("kline.1.BTCUSDT"))
          .contains(
              "\"interval\":\"1\"", "\"confirm\":false", "\"open\":\"", "\"type\":\"snapshot\"");
    }
  }

  @Test
  void liquidationsComeByBothNames() {
    try (SocketClient client = subscribed("allLiquidation.BTCUSDT", "liquidation.BTCUSDT")) {
      client.await("answer", text -> text.contains("subscribe"));
      rig.happens(
          sink -> sink.liquidation(0, Side.BUY, Instruments.e9("97000"), Instruments.e9("0.5")));
      Wait.until(
          "both",
          () ->
              client.all().stream()
                      .anyMatch(
                          t ->
                              t.startsWith("{\"topic\":\"allLiquidation.BTCUSDT\"")
                                  && t.contains("\"S\":\"Buy\",\"v\":\"0.500\",\"p\":\"97000.0\""))
                  && client.all().stream()
                      .anyMatch(t -> t.contains("\"topic\":\"liquidation.BTCUSDT\"")));
    }
  }

  @Test
  void whatIsNoTopicIsRefusedAndNothingOfTheRequestTaken() {
    try (SocketClient client = rig.open()) {
      String answer =
          client.ask("{'op':'subscribe','args':['tickers.BTCUSDT','orderbook.7.BTCUSDT']}");
      assertThat(answer)
          .contains("\"success\":false")
          .contains("error:handler not found,topic:orderbook.7.BTCUSDT");
      assertThat(client.ask("{'op':'subscribe','args':['tickers.BTCUSDT']}"))
          .contains("\"success\":true");
      assertThat(client.ask("{'op':'subscribe','args':['tickers.BTCUSDT']}"))
          .contains("error:already subscribed,topic:tickers.BTCUSDT");
      assertThat(client.ask("{'op':'jump'}")).contains("error:invalid op");
      assertThat(client.ask("nonsense")).contains("\"success\":false");
    }
  }

  @Test
  void whoUnsubscribesHearsNoMore() {
    try (SocketClient client = subscribed("publicTrade.BTCUSDT")) {
      client.await("answer", text -> text.contains("subscribe"));
      assertThat(client.ask("{'op':'unsubscribe','args':['publicTrade.BTCUSDT']}"))
          .contains("\"success\":true");
      rig.happens(sink -> sink.trade(0, Side.BUY, Instruments.e9("99000"), Instruments.e9("1")));
      client.ask("{'op':'ping'}");
      assertThat(client.all()).noneMatch(text -> text.contains("publicTrade.BTCUSDT\",\"type"));
    }
  }

  @Test
  void moreThan21000CharactersOfTopicsAreRefused() {
    try (SocketClient client = rig.open()) {
      String names =
          IntStream.range(0, 2_000)
              .mapToObj(i -> "'tickers.BTCUSD" + i + "'")
              .collect(Collectors.joining(","));
      String url = rig.exchange.publicUrl().replace("linear", "inverse");
      try (SocketClient other = new SocketClient(url)) {
        assertThat(other.ask("{'op':'subscribe','args':[" + names + "]}")).contains("21000");
      }
      assertThat(client.ask("{'op':'subscribe','args':[]}")).contains("error:args is empty");
    }
  }

  private static long number(String json, String name) {
    int at = json.indexOf("\"" + name + "\":") + name.length() + 3;
    int end = at;
    while (Character.isDigit(json.charAt(end))) {
      end++;
    }
    return Long.parseLong(json.substring(at, end));
  }
}
