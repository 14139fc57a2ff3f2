package ringside.adapters.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.UnsafeBuffer;
import org.java_websocket.WebSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ringside.adapters.bybit.StreamCounters.Counter;
import ringside.journal.codec.DisconnectReason;
import ringside.journal.codec.ExecutionDecoder;
import ringside.journal.codec.OrderUpdateDecoder;
import ringside.journal.codec.RestrictionKind;
import ringside.journal.codec.StreamConnectedDecoder;
import ringside.journal.codec.StreamDisconnectedDecoder;
import ringside.journal.codec.StreamKind;
import ringside.journal.codec.VenueRestrictionDecoder;
import ringside.journal.event.RecordLayout;

/** The private stream over real sockets, through every step of its protocol. */
@Timeout(60)
class BybitAccountFeedTest {
  private static final int CONNECTED = StreamConnectedDecoder.TEMPLATE_ID;
  private static final int DISCONNECTED = StreamDisconnectedDecoder.TEMPLATE_ID;
  private static final int ORDER = OrderUpdateDecoder.TEMPLATE_ID;

  private TradingFixture fixture;

  @BeforeEach
  void open() throws InterruptedException {
    fixture = new TradingFixture();
    fixture.withTrade = false;
  }

  @AfterEach
  void close() throws InterruptedException {
    fixture.close();
    assertThat(fixture.faults).isEmpty();
  }

  @Test
  void itLogsInSubscribesAndAsksForTheAccountsState() throws InterruptedException {
    fixture.start();
    assertThat(fixture.privateVenue.awaitMessage("auth"))
        .contains("\"op\":\"auth\",\"args\":[\"canaryKey12345\",");
    assertThat(fixture.privateVenue.awaitMessage("subscribe"))
        .contains("\"args\":[\"position\",\"execution\",\"order\",\"wallet\"]");
    fixture.awaitReports(3);
    assertThat(fixture.reports())
        .containsExactly("OPEN_ORDERS 0 complete", "POSITIONS 4 complete", "WALLET 2 complete");
    UnsafeBuffer connected = fixture.sink.records(CONNECTED).get(0);
    assertThat(connected(connected).kind()).isEqualTo(StreamKind.ACCOUNT);
    assertThat(connected(connected).header().account()).isEqualTo(TradingFixture.ACCOUNT);
    assertThat(connected(connected).endpoint()).isEqualTo("127.0.0.1/v5/private");
    assertThat(fixture.gateway.isHeard(TradingFixture.ACCOUNT)).isTrue();
  }

  @Test
  void aConnectionCutAtAnyStepEndsOnceAndTheNextOneStartsAfresh() {
    AtomicInteger connections = new AtomicInteger();
    fixture.privateVenue.onOpen(
        connection -> {
          connection.setAttachment(connections.incrementAndGet());
          if (connection.<Integer>getAttachment() == 1) {
            connection.closeConnection(1006, "after the upgrade");
          }
        });
    fixture.privateVenue.onMessage(
        (connection, message) -> {
          int which = connection.<Integer>getAttachment();
          boolean login = message.contains("\"op\":\"auth\"");
          boolean subscribe = message.contains("\"op\":\"subscribe\"");
          if (which == 2 && login) {
            connection.closeConnection(1006, "before the login's answer");
            return;
          }
          if (which == 4 && subscribe) {
            connection.closeConnection(1006, "before the subscription's answer");
            return;
          }
          TradingFixture.answerPrivate(connection, message);
          if (which == 3 && login) {
            connection.closeConnection(1006, "after the login's answer");
          } else if (which == 5 && subscribe) {
            connection.closeConnection(1006, "after the subscription's answer");
          } else if (which >= 6 && subscribe) {
            connection.send(AccountMessages.message("order", AccountMessages.ORDER));
            if (which == 6) {
              connection.closeConnection(1006, "after data");
            }
          }
        });
    fixture.start();
    fixture.sink.await("the seventh connection's order", r -> lastGeneration(ORDER) == 7);
    List<UnsafeBuffer> disconnects = fixture.sink.records(DISCONNECTED);
    assertThat(disconnects.stream().map(r -> RecordLayout.generation(r, 0)))
        .as("each ends once")
        .containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(fixture.sink.records(CONNECTED).stream().map(r -> RecordLayout.generation(r, 0)))
        .as("only those that were acknowledged were up")
        .endsWith(7)
        .doesNotContain(1, 2, 3, 4);
  }

  @Test
  void aLoginThatIsNotAnsweredEndsTheConnectionAndAnotherIsTried() {
    fixture.haste = 10;
    AtomicInteger logins = new AtomicInteger();
    fixture.privateVenue.onMessage(
        (connection, message) -> {
          if (!message.contains("\"op\":\"auth\"") || logins.incrementAndGet() > 1) {
            TradingFixture.answerPrivate(connection, message);
          }
        });
    fixture.start();
    fixture.awaitReports(3);
    StreamDisconnectedDecoder lost = disconnected(fixture.sink.records(DISCONNECTED).get(0));
    assertThat(lost.reason()).isEqualTo(DisconnectReason.PROTOCOL);
    assertThat(lost.detail()).isEqualTo("the login was not answered");
    assertThat(logins).hasValue(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"success\":false,\"ret_msg\":\"API key is invalid.\",\"op\":\"auth\"}",
        "{\"success\":false,\"ret_msg\":\"Error sign, please check\",\"op\":\"auth\"}",
        "{\"success\":false,\"ret_msg\":\"Your api key has expired.\",\"op\":\"auth\"}",
        "{\"success\":false,\"ret_msg\":\"error 10004 canarySecret98\",\"op\":\"auth\"}",
        "{\"retCode\":10003,\"retMsg\":\"canaryKey12345 is invalid\",\"op\":\"auth\"}",
        "{\"retCode\":\"33004\",\"retMsg\":\"\",\"op\":\"auth\"}"
      })
  void aKeyThatIsRefusedIsToldAndNotTriedAgain(String answer) throws InterruptedException {
    fixture.privateVenue.onMessage((connection, message) -> connection.send(answer));
    fixture.start();
    int restriction = VenueRestrictionDecoder.TEMPLATE_ID;
    fixture.sink.await("the alarm", r -> !fixture.sink.records(restriction).isEmpty());
    VenueRestrictionDecoder told = new VenueRestrictionDecoder();
    UnsafeBuffer record = fixture.sink.records(restriction).get(0);
    told.wrap(record, RecordLayout.BLOCK_OFFSET, RecordLayout.blockLength(record, 0), 3);
    assertThat(told.kind()).isEqualTo(RestrictionKind.CREDENTIALS);
    assertThat(told.active()).isEqualTo((short) 1);
    assertThat(told.header().account()).isEqualTo(TradingFixture.ACCOUNT);
    assertThat(told.group()).isEmpty();
    assertThat(told.detail()).doesNotContain("canary");
    fixture.sink.await("the end", r -> !fixture.sink.records(DISCONNECTED).isEmpty());
    fixture.place(5, "c-5");
    assertThat(fixture.awaitAnswer(5)).isEqualTo("5 rejected ACCOUNT");
    assertThat(fixture.privateVenue.handshakes).hasSize(1);
    assertThat(fixture.rest.asked("/v5/order/create")).isEmpty();
  }

  @Test
  void aLoginThatFailedForAnotherReasonIsTriedAgain() {
    AtomicInteger logins = new AtomicInteger();
    fixture.privateVenue.onMessage(
        (connection, message) -> {
          if (message.contains("\"op\":\"auth\"") && logins.incrementAndGet() < 3) {
            connection.send(
                "{\"success\":false,\"ret_msg\":\"Request has expired\",\"op\":\"auth\"}");
          } else {
            TradingFixture.answerPrivate(connection, message);
          }
        });
    fixture.start();
    fixture.awaitReports(3);
    assertThat(logins).hasValue(3);
  }

  @Test
  void anAnswerThatComesTwiceChangesNothing() {
    fixture.privateVenue.onMessage(
        (connection, message) -> {
          TradingFixture.answerPrivate(connection, message);
          TradingFixture.answerPrivate(connection, message);
        });
    fixture.start();
    fixture.awaitReports(3);
    assertThat(fixture.sink.records(CONNECTED)).hasSize(1);
    assertThat(fixture.sink.records(DISCONNECTED)).isEmpty();
  }

  @Test
  void anAccountIsNotUpBeforeEveryTopicIsAcknowledgedAndFailedOnesAreAskedForAgain()
      throws InterruptedException {
    AtomicInteger requests = new AtomicInteger();
    fixture.privateVenue.onMessage(
        (connection, message) -> {
          if (!message.contains("\"op\":\"subscribe\"")) {
            TradingFixture.answerPrivate(connection, message);
          } else if (requests.incrementAndGet() == 1) {
            connection.send(
                "{\"success\":true,\"req_id\":\""
                    + ScriptedVenue.requestId(message)
                    + "\",\"type\":\"COMMAND_RESP\",\"data\":{\"failTopics\":[\"wallet\"],"
                    + "\"successTopics\":[\"order\"]}}");
            connection.send(AccountMessages.message("order", AccountMessages.ORDER));
          } else {
            assertThat(fixture.sink.records(CONNECTED)).isEmpty();
            assertThat(fixture.sink.records(ORDER)).isEmpty();
            ScriptedVenue.answer(connection, message);
          }
        });
    fixture.start();
    fixture.privateVenue.awaitMessage("\"args\":[\"position\",");
    fixture.privateVenue.awaitMessage("\"op\":\"subscribe\",\"args\":[\"wallet\"]");
    fixture.awaitReports(3);
    assertThat(fixture.sink.describe())
        .as("what came early is told right after")
        .startsWith("StreamConnected g1, OrderUpdate g1, ReportBegin g1");
  }

  @Test
  void aMessageThatCannotBeReadIsMadeUpForByAsking() {
    fixture.ready();
    connection().send("{\"topic\":\"order\",\"creationTime\":1672364262474,\"data\":[{]}");
    fixture.awaitReports(4);
    assertThat(fixture.reports())
        .containsExactlyInAnyOrder(
            "OPEN_ORDERS 0 complete",
            "POSITIONS 4 complete",
            "WALLET 2 complete",
            "EXECUTIONS 0 complete");
    assertThat(fixture.gateway.counters(TradingFixture.ACCOUNT).get(Counter.REJECTED)).isEqualTo(1);
  }

  @Test
  void aBadItemIsMadeUpForAndTheGoodOnesOfItsMessageAreOneRange() {
    fixture.ready();
    connection()
        .send(
            AccountMessages.message(
                "order",
                AccountMessages.order("a", "New"),
                "{\"symbol\":\"BTCUSDT\"}",
                AccountMessages.order("b", "New"),
                AccountMessages.ORDER.replace("BTCUSDT", "NOBODYUSDT")));
    fixture.awaitReports(4);
    assertThat(fixture.sink.ranges()).contains(2);
    StreamCounters counters = fixture.gateway.counters(TradingFixture.ACCOUNT);
    assertThat(counters.get(Counter.ITEMS_REJECTED)).isEqualTo(1);
    assertThat(counters.get(Counter.ITEMS_UNKNOWN)).isEqualTo(1);
  }

  @Test
  void afterAReconnectTheExecutionsMeanwhileAreAskedForToo() {
    fixture.ready();
    connection().closeConnection(1006, "cut");
    fixture.awaitReports(4);
    assertThat(fixture.reports()).contains("EXECUTIONS 0 complete");
    assertThat(fixture.rest.asked("/v5/execution/list").get(0))
        .contains("category=linear&settleCoin=USDT&limit=100&startTime=");
  }

  @Test
  void aFastExecutionGoesFirstAndTheFullOneBringsTheFee() {
    fixture.fast = true;
    fixture.ready();
    WebSocket connection = connection();
    String fast = AccountMessages.message("execution.fast", AccountMessages.FAST_EXECUTION);
    String full = AccountMessages.message("execution", AccountMessages.EXECUTION);
    connection.send(fast);
    connection.send(fast);
    connection.send(full);
    connection.send(fast);
    connection.send(AccountMessages.message("execution", AccountMessages.execution("e-2")));
    int execution = ExecutionDecoder.TEMPLATE_ID;
    fixture.sink.await("three executions", r -> fixture.sink.records(execution).size() == 3);
    assertThat(fixture.gateway.counters(TradingFixture.ACCOUNT).get(Counter.EXECUTIONS_REPEATED))
        .isEqualTo(2);
  }

  @Test
  void reportsThatFailAreAskedForUntilTheyAreComplete() {
    AtomicInteger asked = new AtomicInteger();
    fixture.rest.on(
        "/v5/position/list",
        query ->
            asked.incrementAndGet() == 1
                ? fixture.rest.code(10005, "Permission denied", "{}")
                : fixture.rest.list(
                    ScriptedRest.position(query, 1), ScriptedRest.position(query, 2)));
    fixture.start();
    fixture.awaitReports(4);
    assertThat(fixture.reports())
        .containsExactly(
            "OPEN_ORDERS 0 complete",
            "POSITIONS 0 incomplete",
            "WALLET 2 complete",
            "POSITIONS 4 complete");
  }

  private int lastGeneration(int template) {
    List<UnsafeBuffer> records = fixture.sink.records(template);
    return records.isEmpty() ? 0 : RecordLayout.generation(records.get(records.size() - 1), 0);
  }

  private WebSocket connection() {
    return fixture.privateVenue.connections().get(fixture.privateVenue.connections().size() - 1);
  }

  private static StreamConnectedDecoder connected(UnsafeBuffer r) {
    return new StreamConnectedDecoder()
        .wrap(r, RecordLayout.BLOCK_OFFSET, RecordLayout.blockLength(r, 0), 3);
  }

  private static StreamDisconnectedDecoder disconnected(UnsafeBuffer r) {
    return new StreamDisconnectedDecoder()
        .wrap(r, RecordLayout.BLOCK_OFFSET, RecordLayout.blockLength(r, 0), 3);
  }
}
