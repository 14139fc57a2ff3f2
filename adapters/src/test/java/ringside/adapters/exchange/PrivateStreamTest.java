package ringside.adapters.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ringside.journal.codec.Side;

/** The private stream and the trade socket over real sockets, rule by rule. */
class PrivateStreamTest {
  private StreamRig rig;

  @BeforeEach
  void start() {
    rig = new StreamRig();
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private static String order(String reqId, String op, String arg) {
    return "{'reqId':'"
        + reqId
        + "','header':{'X-BAPI-TIMESTAMP':'"
        + System.currentTimeMillis()
        + "'},'op':'"
        + op
        + "','args':["
        + arg
        + "]}";
  }

  private static String limit(String linkId, String price) {
    return "{'category':'linear','symbol':'BTCUSDT','side':'Buy','orderType':'Limit','qty':'0.5',"
        + "'price':'"
        + price
        + "','orderLinkId':'"
        + linkId
        + "'}";
  }

  @Test
  void aKeyOpensTheStreamAndAWrongOneDoesNot() {
    try (SocketClient client = new SocketClient(rig.exchange.privateUrl())) {
      assertThat(client.ask("{'op':'subscribe','args':['order']}"))
          .contains("\"success\":false", "Request not authorized");
      AccountKey wrong = new AccountKey("x", rig.one.apiKey(), "wrong");
      assertThat(client.ask(SocketClient.auth(wrong, System.currentTimeMillis() + 5_000)))
          .contains("\"success\":false", "\"op\":\"auth\"", "Error sign");
      AccountKey nobody = new AccountKey("x", "nobody", "wrong");
      assertThat(client.ask(SocketClient.auth(nobody, System.currentTimeMillis() + 5_000)))
          .contains("\"success\":false", "API key is invalid.");
      assertThat(client.ask(SocketClient.auth(rig.one, System.currentTimeMillis() - 1)))
          .contains("\"success\":false", "expired");
      assertThat(client.ask(SocketClient.auth(rig.one, System.currentTimeMillis() + 5_000)))
          .matches("\\{\"success\":true,\"ret_msg\":\"\",\"op\":\"auth\",\"conn_id\":\"[^\"]+\"}");
      assertThat(client.ask("{'req_id':'test','op':'ping'}"))
          .matches(
              "\\{\"req_id\":\"test\",\"op\":\"pong\",\"args\":\\[\"\\d{13}\"],"
                  + "\"conn_id\":\"[^\"]+\"}");
    }
  }

  @Test
  void topicsOfAllAndOfOneCategoryDoNotMixInOneRequest() {
    try (SocketClient client = rig.privately(rig.one)) {
      assertThat(client.ask("{'op':'subscribe','args':['order','order.linear']}"))
          .contains("\"success\":false");
      assertThat(client.ask("{'op':'subscribe','args':['nothing']}")).contains("\"success\":false");
      assertThat(client.ask("{'op':'subscribe','args':['order','position.linear','wallet','dcp']}"))
          .contains("\"success\":true");
    }
  }

  @Test
  void aFillIsToldOnAllTopicsOfItsAccountAndToNobodyElse() {
    try (SocketClient client = rig.privately(rig.one);
        SocketClient other = rig.privately(rig.two)) {
      String all =
          "{'op':'subscribe','args':['order','execution','execution.fast','position',"
              + "'wallet']}";
      client.ask(all);
      other.ask(all);
      rig.market(0, Side.BUY, "0.3");
      String order = client.awaitTopic("order");
      assertThat(order)
          .matches("\\{\"id\":\"[^\"]+\",\"topic\":\"order\",\"creationTime\":\\d{13},\"data\":.*")
          .contains("\"category\":\"linear\"");
      Wait.until(
          "all topics",
          () ->
              client.all().stream().anyMatch(t -> t.contains("\"orderStatus\":\"Filled\""))
                  && client.all().stream().anyMatch(t -> t.contains("\"topic\":\"execution\""))
                  && client.all().stream()
                      .anyMatch(t -> t.startsWith("{\"topic\":\"execution.fast\""))
                  && client.all().stream().anyMatch(t -> t.contains("\"topic\":\"position\""))
                  && client.all().stream().anyMatch(t -> t.contains("\"topic\":\"wallet\"")));
      assertThat(client.all())
          .anyMatch(t -> t.contains("\"topic\":\"execution\"") && t.contains("\"execQty\":\"0.3\""))
          .anyMatch(t -> t.contains("\"topic\":\"position\"") && t.contains("\"size\":\"0.3\""));
      other.ask("{'op':'ping'}");
      assertThat(other.all()).noneMatch(t -> t.contains("\"topic\""));
    }
  }

  @Test
  void theTradeSocketPlacesAmendsAndCancels() {
    try (SocketClient stream = rig.privately(rig.one);
        SocketClient client = rig.trading(rig.one)) {
      stream.ask("{'op':'subscribe','args':['order']}");
      String placed = client.ask(order("r1", "order.create", limit("link-1", "90000")));
      assertThat(placed)
          .startsWith(
              "{\"reqId\":\"r1\",\"retCode\":0,\"retMsg\":\"OK\",\"op\":\"order.create\","
                  + "\"data\":{\"orderId\":\"")
          .contains("\"orderLinkId\":\"link-1\"}", "\"retExtInfo\":{}")
          .contains("\"X-Bapi-Limit\":\"10\",\"X-Bapi-Limit-Status\":\"9\"")
          .contains("\"Traceid\":\"", "\"Timenow\":\"", "\"connId\":\"");
      stream.await("new", t -> t.contains("\"orderStatus\":\"New\""));
      String which = "{'category':'linear','symbol':'BTCUSDT','orderLinkId':'link-1'";
      assertThat(client.ask(order("r2", "order.amend", which + ",'price':'90100'}")))
          .contains("\"reqId\":\"r2\",\"retCode\":0");
      stream.await("amended", t -> t.contains("\"price\":\"90100\""));
      assertThat(client.ask(order("r3", "order.cancel", which + "}")))
          .contains("\"reqId\":\"r3\",\"retCode\":0");
      stream.await("cancelled", t -> t.contains("\"orderStatus\":\"Cancelled\""));
    }
  }

  @Test
  void theTradeSocketRefusesByTheVenuesNumbers() {
    try (SocketClient client = new SocketClient(rig.exchange.tradeUrl())) {
      assertThat(client.ask("{'op':'ping'}"))
          .matches(
              "\\{\"retCode\":0,\"retMsg\":\"OK\",\"op\":\"pong\",\"data\":\\[\"\\d{13}\"],"
                  + "\"connId\":\"[^\"]+\"}");
      assertThat(client.ask(order("r0", "order.create", limit("a", "90000"))))
          .contains("\"retCode\":10005");
      AccountKey wrong = new AccountKey("x", rig.one.apiKey(), "wrong");
      assertThat(client.ask(SocketClient.auth(wrong, System.currentTimeMillis() + 5_000)))
          .contains("\"retCode\":10004");
      String right = SocketClient.auth(rig.one, System.currentTimeMillis() + 5_000);
      assertThat(client.ask(right))
          .matches("\\{\"retCode\":0,\"retMsg\":\"OK\",\"op\":\"auth\",\"connId\":\"[^\"]+\"}");
      assertThat(client.ask(right)).contains("\"retCode\":20001");
      assertThat(client.ask(order("r1", "order.jump", limit("a", "90000"))))
          .contains("\"retCode\":10404");
      assertThat(client.ask(order("r2", "order.create", "{'category':'spot'}")))
          .contains("\"retCode\":10404");
      assertThat(client.ask(order("r2", "order.create", limit("a", "90000"))))
          .contains("\"retCode\":20006");
      assertThat(client.ask(order("r3", "order.create", limit("a", "90000"))))
          .contains("\"retCode\":0");
      assertThat(client.ask(order("r4", "order.create", limit("a", "90000"))))
          .contains("\"retCode\":110072");
      String late =
          order("r5", "order.create", limit("b", "90000"))
              .replaceAll("'X-BAPI-TIMESTAMP':'\\d+'", "'X-BAPI-TIMESTAMP':'1700000000000'");
      assertThat(client.ask(late)).contains("\"retCode\":10002");
    }
  }

  @Test
  void aBatchIsAnsweredOrderByOrder() {
    try (SocketClient client = rig.trading(rig.one)) {
      String batch =
          "{'category':'linear','request':["
              + "{'symbol':'BTCUSDT','side':'Buy','orderType':'Limit','qty':'0.5','price':'90000',"
              + "'orderLinkId':'b1'},"
              + "{'symbol':'BTCUSDT','side':'Buy','orderType':'Limit','qty':'0.5','price':'0',"
              + "'orderLinkId':'b2'}]}";
      String answer = client.ask(order("r1", "order.create-batch", batch));
      assertThat(answer)
          .contains("\"retCode\":0", "\"data\":{\"list\":[{\"category\":\"linear\"")
          .contains("\"orderId\":\"\",\"orderLinkId\":\"b2\",\"createAt\":\"\"")
          .contains("\"retExtInfo\":{\"list\":[{\"code\":0,\"msg\":\"OK\"},{\"code\":10001");
    }
  }

  @Test
  void theEleventhOrderOfASecondIsOneTooMany() {
    try (SocketClient client = rig.trading(rig.one)) {
      String answer = "";
      for (int i = 0; i < 11; i++) {
        answer = client.ask(order("r" + i, "order.create", limit("l" + i, "90000")));
      }
      assertThat(answer).contains("\"retCode\":10006", "\"X-Bapi-Limit-Status\":\"0\"");
    }
  }
}
