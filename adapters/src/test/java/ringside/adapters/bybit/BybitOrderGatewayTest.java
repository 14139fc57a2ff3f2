package ringside.adapters.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.java_websocket.WebSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OrderUpdateDecoder;
import ringside.journal.codec.ReportKind;
import ringside.journal.codec.SetLeverageEncoder;
import ringside.journal.codec.SetPositionModeEncoder;
import ringside.journal.codec.SetTradingStopEncoder;
import ringside.journal.codec.TriggerBy;

/** Order entry over real sockets and REST, against a venue that answers in every way it can. */
@Timeout(60)
class BybitOrderGatewayTest {
  private static final int ORDER = OrderUpdateDecoder.TEMPLATE_ID;

  private TradingFixture fixture;

  @BeforeEach
  void open() throws InterruptedException {
    fixture = new TradingFixture();
  }

  @AfterEach
  void close() throws InterruptedException {
    fixture.close();
    assertThat(fixture.faults).isEmpty();
  }

  @Test
  void aPlacementGoesOutOnTheTradeSocketAndIsAccepted() throws InterruptedException {
    fixture.ready();
    fixture.place(5, "c-5");
    assertThat(fixture.awaitAnswer(5)).isEqualTo("5 accepted");
    assertThat(fixture.tradeVenue.awaitMessage("order.create"))
        .startsWith("{\"reqId\":\"5-1\",\"header\":{\"X-BAPI-TIMESTAMP\":\"")
        .contains("\"X-BAPI-RECV-WINDOW\":\"5000\"},\"op\":\"order.create\",\"args\":[")
        .endsWith(
            "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"side\":\"Buy\","
                + "\"orderType\":\"Limit\",\"qty\":\"0.1\",\"price\":\"30000.5\","
                + "\"timeInForce\":\"PostOnly\",\"positionIdx\":1,\"orderLinkId\":\"c-5\"}]}");
    fixture.cancel(6, "c-5");
    assertThat(fixture.awaitAnswer(6)).isEqualTo("6 accepted");
    assertThat(fixture.tradeVenue.awaitMessage("order.cancel"))
        .endsWith("{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"orderLinkId\":\"c-5\"}]}");
    assertThat(fixture.rest.asked("/v5/order/create")).isEmpty();
  }

  @Test
  void withoutATradeSocketOrdersGoByRest() {
    fixture.withTrade = false;
    fixture.rest.on(
        "/v5/order/create",
        body ->
            fixture.rest.ok(
                "{\"orderId\":\"o-1\",\"orderLinkId\":\"" + TradingFixture.linkId(body) + "\"}"));
    fixture.rest.on(
        "/v5/order/cancel", body -> fixture.rest.code(110001, "Order does not exist", "{}"));
    fixture.ready();
    fixture.place(5, "c-5");
    assertThat(fixture.awaitAnswer(5)).isEqualTo("5 accepted");
    fixture.cancel(6, "c-5");
    assertThat(fixture.awaitAnswer(6)).isEqualTo("6 rejected REFUSED 110001");
    fixture.sink.await(
        "what became of the order is asked",
        r -> !fixture.rest.asked("/v5/order/history").isEmpty());
  }

  @Test
  void aPlacementByRestThatIsNotAnsweredIsUnresolvedAndNotSentAgain() {
    fixture.withTrade = false;
    fixture.rest.on("/v5/order/create", body -> ScriptedRest.SILENCE);
    fixture.rest.on(
        "/v5/order/history", query -> fixture.rest.list(AccountMessages.order("c-5", "Filled")));
    fixture.ready();
    fixture.place(5, "c-5");
    fixture.cancel(6, "c-5");
    assertThat(fixture.awaitAnswer(5)).isEqualTo("5 unresolved TIMED_OUT");
    fixture.sink.await("its state", r -> fixture.sink.records(ORDER).size() == 1);
    assertThat(fixture.rest.asked("/v5/order/create")).hasSize(1);
    fixture.awaitAnswer(6);
    assertThat(fixture.answers()).hasSize(2);
  }

  @Test
  void onCloseWhatWaitsIsNotSentAndWhatIsUnderWayUnresolved() {
    fixture.timeoutNs = 5_000_000_000L;
    fixture.ready();
    fixture.onOrder((connection, message) -> {});
    for (int i = 0; i < 20; i++) {
      fixture.place(10 + i, "p-" + i);
    }
    fixture.gateway.close();
    fixture.place(50, "late");
    fixture.sink.await("all answers", r -> fixture.answers().size() == 21);
    assertThat(fixture.answers())
        .contains("10 unresolved DISCONNECTED", "29 rejected NOT_SENT", "50 rejected NOT_SENT");
  }

  @Test
  void whileTheTradeSocketIsDownOrdersGoByRest() {
    fixture.tradeVenue.onMessage((connection, message) -> connection.close(1011, "no"));
    fixture.rest.on(
        "/v5/order/create", body -> fixture.rest.ok("{\"orderId\":\"o\",\"orderLinkId\":\"\"}"));
    fixture.start();
    fixture.awaitReports(3);
    fixture.place(5, "c-5");
    assertThat(fixture.awaitAnswer(5)).isEqualTo("5 accepted");
  }

  @ParameterizedTest
  @CsvSource({
    "110007,REFUSED", "110003,REFUSED", "110094,REFUSED", "110017,REFUSED", "110020,REFUSED",
    "110023,REFUSED", "110066,REFUSED", "30228,REFUSED", "10001,REFUSED", "10005,ACCOUNT",
    "10010,ACCOUNT", "10027,ACCOUNT", "10024,ACCOUNT", "10006,LIMITED"
  })
  void aRefusalIsToldWithItsCodeAndClass(int code, String rejectClass) {
    fixture.ready();
    fixture.onOrder(
        (connection, message) ->
            connection.send(TradingFixture.trade(message, code, "no", "", "")));
    fixture.place(5, "c-5");
    assertThat(fixture.awaitAnswer(5)).isEqualTo("5 rejected " + rejectClass + " " + code);
  }

  @ParameterizedTest
  @CsvSource({"110023", "110066", "30228", "110063"})
  void whileTheVenueTakesOnlyExitsAnEntryIsRefusedAndAnExitGoes(int code) {
    fixture.ready();
    fixture.onOrder(
        (connection, message) ->
            connection.send(
                message.contains("\"reduceOnly\":true")
                    ? TradingFixture.trade(message, 0, "OK", "v-6", "c-6")
                    : TradingFixture.trade(message, code, "only what reduces", "", "")));
    fixture.place(5, "c-5");
    assertThat(fixture.awaitAnswer(5)).isEqualTo("5 rejected REFUSED " + code);
    fixture.place(6, "c-6", true);
    assertThat(fixture.awaitAnswer(6)).startsWith("6 accepted");
  }

  @ParameterizedTest
  @CsvSource({"110072", "10016", "10000", "10429", "10019", "20006", "123456", "-99", "10002"})
  void whatMayHaveBeenDoneIsUnresolvedAndFoundByAsking(int code) {
    fixture.ready();
    fixture.rest.on(
        "/v5/order/history", query -> fixture.rest.list(AccountMessages.order("c-5", "Filled")));
    AtomicInteger placements = new AtomicInteger();
    fixture.onOrder(
        (connection, message) -> {
          placements.incrementAndGet();
          connection.send(TradingFixture.trade(message, code, "hm", "", ""));
        });
    fixture.place(5, "c-5");
    assertThat(fixture.awaitAnswer(5)).isEqualTo("5 unresolved AMBIGUOUS_ANSWER");
    fixture.awaitReports(1);
    assertThat(fixture.sink.records(ORDER)).hasSize(1);
    assertThat(fixture.reports()).containsExactly("EXECUTIONS 0 complete");
    assertThat(fixture.rest.asked("/v5/execution/list").get(0)).contains("orderLinkId=c-5");
    assertThat(placements).as("never sent again").hasValue(1);
    assertThat(fixture.answers()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"'',c-5", "o-1,c-6", "'',''"})
  void anAcknowledgementWithoutOrWithOtherIdsProvesNothing(String orderId, String linkId) {
    fixture.ready();
    fixture.onOrder(
        (connection, message) ->
            connection.send(TradingFixture.trade(message, 0, "OK", orderId, linkId)));
    fixture.place(5, "c-5");
    assertThat(fixture.awaitAnswer(5)).isEqualTo("5 unresolved AMBIGUOUS_ANSWER");
  }

  @Test
  void aPlacementThatIsNotAnsweredAndNowhereToBeFoundIsProvenNotSent() {
    fixture.ready();
    fixture.rest.aheadMs = 0;
    fixture.onOrder((connection, message) -> {});
    fixture.place(5, "c-5");
    assertThat(fixture.awaitAnswer(5)).isEqualTo("5 unresolved TIMED_OUT");
    fixture.sink.await("a look", r -> !fixture.rest.asked("/v5/order/history").isEmpty());
    assertThat(fixture.answers()).as("not before the request is dead").hasSize(1);
    fixture.rest.aheadMs = 8_000;
    fixture.sink.await("the proof", r -> fixture.answers().size() == 2);
    assertThat(fixture.answers()).containsExactly("5 unresolved TIMED_OUT", "5 rejected NOT_SENT");
    assertThat(fixture.rest.asked("/v5/order/realtime"))
        .anyMatch(q -> q.contains("openOnly=0") && q.contains("orderLinkId=c-5"))
        .anyMatch(q -> q.contains("openOnly=1") && q.contains("orderLinkId=c-5"));
  }

  @Test
  void readsThatKeptFailingDoNotHoldBackTheQuestionWhetherAnOrderIsThere() {
    fixture.ready();
    fixture.onOrder((connection, message) -> {});
    int before = fixture.rest.asked("/v5/order/realtime").size();
    fixture.rest.on(
        "/v5/order/realtime",
        query ->
            fixture.rest.asked("/v5/order/realtime").size() <= before + 5
                ? fixture.rest.code(10016, "Internal error.", "{}")
                : fixture.rest.list(AccountMessages.order("c-5", "New")));
    fixture.place(5, "c-5");
    assertThat(fixture.awaitAnswer(5)).isEqualTo("5 unresolved TIMED_OUT");
    fixture.sink.await("its state", r -> !fixture.sink.records(ORDER).isEmpty());
  }

  @Test
  void anAnswerThatFailsProvesNoAbsence() {
    fixture.ready();
    fixture.rest.aheadMs = 8_000;
    fixture.rest.on("/v5/order/history", query -> fixture.rest.code(10001, "no", "{}"));
    fixture.onOrder((connection, message) -> {});
    fixture.place(5, "c-5");
    fixture.sink.await("several looks", r -> fixture.rest.asked("/v5/order/realtime").size() > 3);
    assertThat(fixture.answers()).containsExactly("5 unresolved TIMED_OUT");
  }

  @Test
  void requestsUnderWayWhenTheSocketBreaksAreUnresolvedAndAskedFor() {
    fixture.ready();
    fixture.rest.on(
        "/v5/order/realtime", query -> fixture.rest.list(AccountMessages.order("c-5", "New")));
    fixture.onOrder((connection, message) -> connection.closeConnection(1006, "cut"));
    fixture.place(5, "c-5");
    assertThat(fixture.awaitAnswer(5)).isEqualTo("5 unresolved DISCONNECTED");
    fixture.sink.await("the order", r -> fixture.sink.records(ORDER).size() == 1);
  }

  @Test
  void answersThatComeTwiceLateOrForNobodyChangeNothing() {
    fixture.ready();
    BlockingQueue<String> late = new ArrayBlockingQueue<>(10);
    BlockingQueue<WebSocket> connections = new ArrayBlockingQueue<>(10);
    fixture.onOrder(
        (connection, message) -> {
          String answer =
              TradingFixture.trade(message, 0, "OK", "o-1", TradingFixture.linkId(message));
          if (message.contains("c-5")) {
            connection.send(answer);
            connection.send(answer);
            connection.send(answer.replace("5-1", "77-1"));
            connection.send(answer.replace("\"reqId\":\"5-1\",", ""));
            connection.send("[1]");
          } else {
            late.add(answer);
            connections.add(connection);
          }
        });
    fixture.place(5, "c-5");
    assertThat(fixture.awaitAnswer(5)).isEqualTo("5 accepted");
    fixture.place(6, "c-6");
    assertThat(fixture.awaitAnswer(6)).isEqualTo("6 unresolved TIMED_OUT");
    connections.remove().send(late.remove());
    fixture.place(7, "c-5");
    fixture.awaitAnswer(7);
    assertThat(fixture.answers()).hasSize(3);
  }

  @Test
  void cancelsGoBeforePlacementsThatWaitButNotBeforeTheirOwn() {
    fixture.timeoutNs = 5_000_000_000L;
    fixture.ready();
    for (int i = 0; i < 12; i++) {
      fixture.place(10 + i, "p-" + i);
    }
    fixture.cancel(30, "p-11");
    fixture.cancel(31, "elsewhere");
    fixture.sink.await("all answers", r -> fixture.answers().size() == 14);
    List<String> sent =
        fixture.tradeVenue.received.stream()
            .filter(m -> m.contains("\"op\":\"order."))
            .map(m -> (m.contains("order.cancel") ? "cancel " : "") + TradingFixture.linkId(m))
            .toList();
    assertThat(sent.indexOf("cancel elsewhere")).isLessThan(sent.indexOf("p-11"));
    assertThat(sent.indexOf("cancel p-11")).isGreaterThan(sent.indexOf("p-11"));
    assertThat(sent).as("each once").doesNotHaveDuplicates().hasSize(14);
  }

  @Test
  void aFifthOfTheTokensIsKeptForExits() {
    fixture.ready();
    fixture.onOrder((connection, message) -> {});
    for (int i = 0; i < 10; i++) {
      fixture.place(10 + i, "p-" + i);
    }
    fixture.place(30, "exit", true);
    fixture.sink.await(
        "the exit", r -> fixture.tradeVenue.received.stream().anyMatch(m -> m.contains("exit")));
    long placed = fixture.tradeVenue.received.stream().filter(m -> m.contains("\"p-")).count();
    assertThat(placed).isLessThan(10);
  }

  @Test
  void moreThanTheQueueHoldsIsNotSent() {
    fixture.ready();
    fixture.onOrder((connection, message) -> {});
    for (int i = 0; i < 400; i++) {
      fixture.place(10 + i, "p-" + i);
    }
    fixture.sink.await("all answers", r -> firstAnswers() == 400);
    assertThat(fixture.answers()).contains("409 rejected NOT_SENT");
  }

  @Test
  void withClocksTooFarApartNothingIsOpenedButExitsGo() {
    fixture.rest.aheadMs = 950;
    fixture.ready();
    fixture.place(5, "c-5");
    assertThat(fixture.awaitAnswer(5)).isEqualTo("5 rejected NOT_SENT");
    fixture.place(6, "c-6", true);
    assertThat(fixture.awaitAnswer(6)).isEqualTo("6 accepted");
    fixture.cancel(7, "c-6");
    assertThat(fixture.awaitAnswer(7)).isEqualTo("7 accepted");
  }

  @Test
  void afterHttp403NothingIsOpenedAndExitsGoByTheSocket() {
    fixture.ready();
    fixture.rest.on("/v5/account/wallet-balance", query -> ScriptedRest.FORBIDDEN);
    fixture.report(4, ReportKind.WALLET, "", Long.MIN_VALUE);
    fixture.awaitReports(1);
    assertThat(fixture.reports()).containsExactly("WALLET 0 incomplete");
    fixture.place(5, "c-5");
    assertThat(fixture.awaitAnswer(5)).isEqualTo("5 rejected NOT_SENT");
    fixture.place(6, "c-6", true);
    assertThat(fixture.awaitAnswer(6)).isEqualTo("6 accepted");
  }

  @Test
  void ordersThatKeepFailingAreHeldBackAndExitsAreNot() {
    fixture.ready();
    fixture.onOrder(
        (connection, message) ->
            connection.send(TradingFixture.trade(message, 10016, "busy", "", "")));
    for (int i = 0; i < 3; i++) {
      fixture.place(10 + i, "p-" + i);
      fixture.awaitAnswer(10 + i);
    }
    fixture.place(20, "c-20");
    assertThat(fixture.awaitAnswer(20)).isEqualTo("20 rejected NOT_SENT");
    fixture.place(21, "c-21", true);
    assertThat(fixture.awaitAnswer(21)).isEqualTo("21 unresolved AMBIGUOUS_ANSWER");
  }

  @Test
  void aCancelThatWasLimitedIsSentAgainAndAPlacementIsNot() {
    fixture.ready();
    AtomicInteger count = new AtomicInteger();
    fixture.onOrder(
        (connection, message) ->
            connection.send(
                count.incrementAndGet() < 3
                    ? TradingFixture.trade(message, 10006, "too many", "", "")
                    : TradingFixture.trade(message, 0, "OK", "o", "")));
    fixture.cancel(5, "c-5");
    assertThat(fixture.awaitAnswer(5)).isEqualTo("5 accepted");
    assertThat(count).hasValue(3);
  }

  @Test
  void aCancelOfAnOrderThatIsGoneIsRefusedAndItsStateIsAsked() {
    fixture.ready();
    fixture.rest.on(
        "/v5/order/realtime",
        query ->
            query.contains("openOnly=1")
                ? fixture.rest.list(AccountMessages.order("c-5", "Filled"))
                : fixture.rest.list());
    fixture.onOrder(
        (connection, message) ->
            connection.send(TradingFixture.trade(message, 110010, "gone", "", "")));
    fixture.cancel(5, "c-5");
    assertThat(fixture.awaitAnswer(5)).isEqualTo("5 rejected REFUSED 110010");
    fixture.sink.await("its state", r -> fixture.sink.records(ORDER).size() == 1);
  }

  @Test
  void anUnresolvedCancelIsAskedForAgainWhileItMayStillArrive() {
    fixture.ready();
    fixture.rest.on(
        "/v5/order/realtime", query -> fixture.rest.list(AccountMessages.order("c-5", "New")));
    fixture.onOrder((connection, message) -> {});
    fixture.cancel(5, "c-5");
    assertThat(fixture.awaitAnswer(5)).isEqualTo("5 unresolved TIMED_OUT");
    fixture.sink.await("two looks", r -> fixture.sink.records(ORDER).size() >= 2);
    assertThat(fixture.reports()).isEmpty();
    fixture.rest.aheadMs = 8_000;
    fixture.awaitReports(1);
    assertThat(fixture.reports()).containsExactly("EXECUTIONS 0 complete");
  }

  @Test
  void idsThatCannotBeSentAndUnknownInstrumentsNeverLeave() {
    fixture.ready();
    fixture.place(5, "not an id\",\"x\":\"");
    assertThat(fixture.awaitAnswer(5)).isEqualTo("5 rejected NOT_SENT");
    fixture.place(6, "a".repeat(37));
    assertThat(fixture.awaitAnswer(6)).isEqualTo("6 rejected NOT_SENT");
    fixture.cancel(7, "");
    assertThat(fixture.awaitAnswer(7)).isEqualTo("7 rejected NOT_SENT");
    assertThat(fixture.tradeVenue.received).noneMatch(m -> m.contains("\"op\":\"order."));
  }

  @ParameterizedTest
  @CsvSource({
    "0,accepted",
    "110043,accepted",
    "110025,accepted",
    "34040,accepted",
    "110013,rejected REFUSED 110013",
    "10016,unresolved AMBIGUOUS_ANSWER"
  })
  void settingsGoByRestAndNotModifiedIsDone(int code, String outcome) {
    for (String path :
        List.of(
            "/v5/position/set-leverage", "/v5/position/switch-mode", "/v5/position/trading-stop")) {
      fixture.rest.on(path, body -> fixture.rest.code(code, "text", "{}"));
    }
    fixture.ready();
    setLeverage(5);
    setMode(6);
    setStop(7);
    assertThat(fixture.awaitAnswer(5)).isEqualTo("5 " + outcome);
    assertThat(fixture.awaitAnswer(6)).isEqualTo("6 " + outcome);
    assertThat(fixture.awaitAnswer(7)).isEqualTo("7 " + outcome);
    assertThat(fixture.rest.asked("/v5/position/set-leverage").get(0))
        .endsWith(
            "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"buyLeverage\":\"5.5\","
                + "\"sellLeverage\":\"5.5\"}");
    assertThat(fixture.rest.asked("/v5/position/switch-mode").get(0))
        .endsWith("{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"mode\":3}");
    assertThat(fixture.rest.asked("/v5/position/trading-stop").get(0))
        .endsWith(
            "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"tpslMode\":\"Full\","
                + "\"positionIdx\":2,\"takeProfit\":\"0\",\"stopLoss\":\"31000\","
                + "\"tpTriggerBy\":\"MarkPrice\",\"slTriggerBy\":\"MarkPrice\"}");
    if (code == 10016) {
      fixture.awaitReports(3);
      assertThat(fixture.reports()).allMatch(r -> r.equals("POSITIONS 2 complete"));
    }
  }

  @Test
  void whateverTheVenueDoesEveryCommandIsAnsweredOnceAndEveryPlacementSentAtMostOnce() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    fixture.timeoutNs = 200_000_000L;
    fixture.ready();
    fixture.onOrder(
        (connection, message) -> {
          int kind;
          synchronized (random) {
            kind = random.nextInt(12);
          }
          String good = TradingFixture.trade(message, 0, "OK", "o", TradingFixture.linkId(message));
          if (!connection.isOpen()) {
            return;
          }
          switch (kind) {
            case 0 -> connection.closeConnection(1006, "cut");
            case 1 -> {
              connection.send(good);
              connection.closeConnection(1006, "cut");
            }
            case 2 -> connection.send(TradingFixture.trade(message, 110007, "no", "", ""));
            case 3 -> connection.send(TradingFixture.trade(message, 10006, "slow", "", ""));
            case 4 -> {
              // nothing is answered
            }
            case 5 -> {
              connection.send(good);
              connection.send(good);
            }
            case 6 -> connection.send(good.substring(0, good.length() / 2));
            default -> connection.send(good);
          }
        });
    for (int i = 0; i < 60; i++) {
      fixture.place(1000 + i, "p-" + i);
      if (i % 3 == 0) {
        fixture.cancel(2000 + i, "p-" + i);
      }
    }
    fixture.sink.await("all answers, seed " + seed, r -> firstAnswers() == 80);
    assertThat(fixture.answers().stream().filter(a -> !a.contains("NOT_SENT")))
        .as("seed %d", seed)
        .doesNotHaveDuplicates();
    assertThat(
            fixture.tradeVenue.received.stream()
                .filter(m -> m.contains("order.create"))
                .map(TradingFixture::linkId))
        .as("seed %d", seed)
        .doesNotHaveDuplicates();
    assertThat(
            fixture.rest.asked("/v5/order/create").stream()
                .map(TradingFixture::linkId)
                .filter(
                    id ->
                        fixture.tradeVenue.received.stream()
                            .anyMatch(
                                m ->
                                    m.contains("order.create")
                                        && TradingFixture.linkId(m).equals(id))))
        .as("seed %d", seed)
        .isEmpty();
  }

  private long firstAnswers() {
    return fixture.answers().stream()
        .flatMapToLong(a -> LongStream.of(Long.parseLong(a.split(" ")[0])))
        .distinct()
        .count();
  }

  private void setLeverage(long sequence) {
    SetLeverageEncoder set = new SetLeverageEncoder();
    fixture.command(
        sequence,
        SetLeverageEncoder.TEMPLATE_ID,
        block -> {
          set.wrap(fixture.buffer(), block);
          fixture.address(set.header(), sequence);
          return set.leverageE9(5_500_000_000L).encodedLength();
        });
  }

  private void setMode(long sequence) {
    SetPositionModeEncoder set = new SetPositionModeEncoder();
    fixture.command(
        sequence,
        SetPositionModeEncoder.TEMPLATE_ID,
        block -> {
          set.wrap(fixture.buffer(), block);
          fixture.address(set.header(), sequence);
          return set.hedge((short) 1).encodedLength();
        });
  }

  private void setStop(long sequence) {
    SetTradingStopEncoder set = new SetTradingStopEncoder();
    fixture.command(
        sequence,
        SetTradingStopEncoder.TEMPLATE_ID,
        block -> {
          set.wrap(fixture.buffer(), block);
          fixture.address(set.header(), sequence);
          return set.takeProfitE9(0)
              .stopLossE9(31_000_000_000_000L)
              .leg(Leg.SHORT)
              .triggerBy(TriggerBy.MARK)
              .encodedLength();
        });
  }
}
