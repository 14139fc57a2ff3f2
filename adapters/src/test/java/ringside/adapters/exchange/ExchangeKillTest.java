package ringside.adapters.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process is killed, and comes back as it was. */
class ExchangeKillTest {
  @TempDir Path directory;

  private static String request(int number, String op, String arg) {
    return "{'reqId':'"
        + number
        + "','header':{'X-BAPI-TIMESTAMP':'"
        + System.currentTimeMillis()
        + "'},'op':'"
        + op
        + "','args':["
        + arg
        + "]}";
  }

  private static String order(String side, String type, String quantity, String price) {
    return "{'category':'linear','symbol':'BTCUSDT','side':'"
        + side
        + "','orderType':'"
        + type
        + "','qty':'"
        + quantity
        + "','price':'"
        + price
        + "'}";
  }

  /** The texts of a list's items by one field. */
  private static List<String> field(String state, String list, String name) {
    return Params.ofJson(state).objects(list).stream().map(item -> item.text(name)).toList();
  }

  @Test
  void accountsOrdersAndPositionsComeBackAfterAKill() throws IOException, InterruptedException {
    String before;
    String other;
    List<AccountKey> keys;
    List<String> told;
    long lastBookMs;
    try (ExchangeProcess exchange = new ExchangeProcess(directory, 1, 5);
        SocketClient stream = SocketClient.of(exchange.privateUrl, exchange.keys.get(0));
        SocketClient market = new SocketClient(exchange.publicUrl);
        SocketClient trade = SocketClient.of(exchange.tradeUrl, exchange.keys.get(0))) {
      keys = exchange.keys;
      stream.ask("{'op':'subscribe','args':['execution']}");
      market.send("{'op':'subscribe','args':['orderbook.50.BTCUSDT']}");
      String quote = market.awaitTopic("orderbook.50.BTCUSDT");
      String bid = quote.split("\"b\":\\[\\[\"")[1].split("\"")[0];
      String low = Long.toString((long) (Double.parseDouble(bid) * 0.97));
      for (int i = 0; i < 4; i++) {
        trade.ask(request(10 + i, "order.create", order("Buy", "Market", "0.01", "")));
        trade.ask(request(20 + i, "order.create", order("Buy", "Limit", "0.02", low)));
      }
      trade.ask(request(30, "order.create", order("Sell", "Market", "0.015", "")));
      String state = exchange.state("account1");
      List<String> executions = field(state, "executions", "execId");
      Wait.until(
          "all executions told",
          () -> String.join("", stream.all()).contains(executions.get(executions.size() - 1)));
      before = exchange.state("account1");
      other = exchange.state("account2");
      told = executions;
      String book = market.awaitTopic("orderbook.50.BTCUSDT");
      lastBookMs = Long.parseLong(book.replaceAll(".*\"cts\":(\\d+).*", "$1"));
      exchange.kill();
    }
    try (ExchangeProcess exchange = new ExchangeProcess(directory, 1, 5);
        SocketClient market = new SocketClient(exchange.publicUrl)) {
      String after = exchange.state("account1");
      assertThat(exchange.keys).isEqualTo(keys);
      assertThat(field(after, "openOrders", "orderId"))
          .hasSize(4)
          .isEqualTo(field(before, "openOrders", "orderId"));
      assertThat(field(after, "executions", "execId")).isEqualTo(told);
      assertThat(field(after, "closedOrders", "cumExecValue"))
          .isEqualTo(field(before, "closedOrders", "cumExecValue"));
      assertThat(field(after, "positions", "size")).isEqualTo(field(before, "positions", "size"));
      assertThat(field(after, "positions", "avgPrice"))
          .isEqualTo(field(before, "positions", "avgPrice"));
      assertThat(Params.ofJson(after).text("walletBalance"))
          .isEqualTo(Params.ofJson(before).text("walletBalance"));
      assertThat(Params.ofJson(exchange.state("account2")).text("walletBalance"))
          .isEqualTo(Params.ofJson(other).text("walletBalance"));
      market.send("{'op':'subscribe','args':['orderbook.50.BTCUSDT']}");
      String book = market.awaitTopic("orderbook.50.BTCUSDT");
      assertThat(Long.parseLong(book.replaceAll(".*\"cts\":(\\d+).*", "$1")))
          .isGreaterThan(lastBookMs);
      assertThat(book).contains("\"u\":1,");
      market.awaitTopic("orderbook.50.BTCUSDT");
      assertThatThrownBy(() -> LocalExchange.start(ExchangeConfig.defaults().withData(directory)))
          .isInstanceOf(ExchangeHeldException.class);
    }
    assertThatThrownBy(
            () -> LocalExchange.start(ExchangeConfig.defaults().withData(directory).withSeed(6L)))
        .isInstanceOf(ExchangeRefusedException.class)
        .hasMessageContaining("seed 5, not 6");
  }

  @Test
  void anythingToldBeforeAKillIsThereAfterIt() throws IOException, InterruptedException {
    for (int round = 0; round < 3; round++) {
      List<String> heard;
      try (ExchangeProcess exchange = new ExchangeProcess(directory, 20, 9);
          SocketClient stream = SocketClient.of(exchange.privateUrl, exchange.keys.get(0));
          SocketClient market = new SocketClient(exchange.publicUrl);
          SocketClient trade = SocketClient.of(exchange.tradeUrl, exchange.keys.get(0))) {
        stream.ask("{'op':'subscribe','args':['execution']}");
        market.send("{'op':'subscribe','args':['orderbook.50.BTCUSDT']}");
        String quote = market.awaitTopic("orderbook.50.BTCUSDT");
        String bid = quote.split("\"b\":\\[\\[\"")[1].split("\"")[0];
        String ask = quote.split("\"a\":\\[\\[\"")[1].split("\"")[0];
        for (int i = 0; i < 4; i++) {
          trade.send(request(round * 100 + i, "order.create", order("Buy", "Limit", "5", bid)));
          trade.send(
              request(round * 100 + 50 + i, "order.create", order("Sell", "Limit", "5", ask)));
        }
        Wait.until("some fills", () -> stream.all().size() > 4);
        exchange.kill();
        heard =
            stream.all().stream()
                .filter(text -> text.contains("\"topic\":\"execution\""))
                .map(text -> text.replaceAll(".*\"execId\":\"([^\"]+)\".*", "$1"))
                .toList();
      }
      try (ExchangeProcess exchange = new ExchangeProcess(directory, 20, 9)) {
        assertThat(field(exchange.state("account1"), "executions", "execId"))
            .as("round %d", round)
            .containsAll(heard);
      }
    }
  }
}
