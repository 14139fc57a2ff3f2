package ringside.adapters.bybit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.UnsafeBuffer;
import org.java_websocket.WebSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import ringside.adapters.bybit.BybitMarketFeed.BookRequest;
import ringside.adapters.bybit.StreamCounters.Counter;
import ringside.adapters.port.ProcessClock;
import ringside.adapters.port.ReconnectPolicy;
import ringside.adapters.ws.StreamWatchdog;
import ringside.adapters.ws.WsClosed;
import ringside.adapters.ws.WsConnection;
import ringside.adapters.ws.WsListener;
import ringside.journal.codec.BookDeltaDecoder;
import ringside.journal.codec.BookGapDecoder;
import ringside.journal.codec.BookGapReason;
import ringside.journal.codec.BookSnapshotDecoder;
import ringside.journal.codec.DisconnectReason;
import ringside.journal.codec.StreamConnectedDecoder;
import ringside.journal.codec.StreamDisconnectedDecoder;
import ringside.journal.codec.TradeDecoder;
import ringside.journal.event.RecordLayout;

/** The feed over real sockets, against a venue that misbehaves in every way it can. */
@Timeout(60)
class BybitMarketFeedTest {
  private static final List<String> TOPICS = List.of("orderbook.50.BTCUSDT", "publicTrade.BTCUSDT");
  private static final int HASTE = 10;
  private static final ReconnectPolicy AT_ONCE = (attempts, reason, code, nanoTime) -> 0;
  private static final ReconnectPolicy NEVER = (attempts, reason, code, nanoTime) -> -1;

  private final CapturingSink sink = new CapturingSink();
  private final BlockingQueue<Throwable> faults = new ArrayBlockingQueue<>(100);
  private final List<WsListener> listeners = new CopyOnWriteArrayList<>();
  private StreamWatchdog watchdog;
  private ScriptedVenue venue;
  private BybitMarketFeed feed;

  @BeforeEach
  void open() throws InterruptedException {
    watchdog = new StreamWatchdog(2_000_000, (where, fault) -> faults.add(fault)).start();
    venue = new ScriptedVenue();
  }

  @AfterEach
  void close() throws InterruptedException {
    if (feed != null) {
      feed.close();
    }
    watchdog.close();
    venue.close();
    assertThat(faults).isEmpty();
  }

  @Test
  void itConnectsSubscribesAndTellsTheConnectionBeforeItsData() throws InterruptedException {
    venue.onMessage(
        (connection, message) -> {
          ScriptedVenue.answer(connection, message);
          if (message.contains("subscribe")) {
            connection.send(Messages.snapshot(10));
            connection.send(Messages.delta(11));
          }
        });
    start(venue.uri(), AT_ONCE);
    assertThat(venue.awaitMessage("\"op\":\"subscribe\""))
        .contains("\"args\":[\"orderbook.50.BTCUSDT\",\"publicTrade.BTCUSDT\"]");
    sink.await("the delta", records -> records.size() == 3);
    assertThat(sink.records().stream().map(r -> RecordLayout.templateId(r, 0)))
        .containsExactly(
            StreamConnectedDecoder.TEMPLATE_ID,
            BookSnapshotDecoder.TEMPLATE_ID,
            BookDeltaDecoder.TEMPLATE_ID);
    assertThat(sink.records()).allMatch(r -> RecordLayout.generation(r, 0) == 1);
    assertThat(sink.records()).allMatch(r -> RecordLayout.source(r, 0) == 7);
    assertThat(venue.handshakes.get(0).getFieldValue("Sec-WebSocket-Extensions")).isEmpty();
  }

  @Test
  void aConnectionDroppedAtAnyStepEndsOnceAndTheNextOneStartsAfresh() throws InterruptedException {
    AtomicInteger connections = new AtomicInteger();
    venue.onOpen(
        connection -> {
          connection.setAttachment(connections.incrementAndGet());
          if (connection.<Integer>getAttachment() == 1) {
            connection.close(1012, "restarting right after the upgrade");
          }
        });
    venue.onMessage(
        (connection, message) -> {
          if (!message.contains("subscribe")) {
            ScriptedVenue.answer(connection, message);
            return;
          }
          switch (connection.<Integer>getAttachment()) {
            case 2 -> connection.closeConnection(1006, "cut before the answer");
            case 3 -> {
              ScriptedVenue.answer(connection, message);
              connection.close(1001, "going away after the answer");
            }
            case 4 -> {
              connection.send(Messages.snapshot(10));
              connection.close(1011, "gone after the snapshot");
            }
            default -> {
              ScriptedVenue.answer(connection, message);
              connection.send(Messages.snapshot(20));
              connection.send(Messages.delta(21));
            }
          }
        });
    start(venue.uri(), AT_ONCE);
    sink.await(
        "the fifth connection's delta", r -> !sink.records(BookDeltaDecoder.TEMPLATE_ID).isEmpty());
    assertThat(sink.describe())
        .isEqualTo(
            "StreamConnected g1, StreamDisconnected g1, "
                + "StreamConnected g2, StreamDisconnected g2, "
                + "StreamConnected g3, StreamDisconnected g3, "
                + "StreamConnected g4, BookSnapshot g4, StreamDisconnected g4, "
                + "StreamConnected g5, BookSnapshot g5, BookDelta g5, ");
    assertThat(disconnects()).containsOnly(DisconnectReason.CLOSED_BY_VENUE);
    assertThat(closeCodes().get(0))
        .as("the server's own reset may overtake its close frame")
        .isIn(1012, 1006);
    assertThat(closeCodes().subList(1, 4)).containsExactly(1006, 1001, 1011);
    assertThat(connected().stream().map(StreamConnectedDecoder::attempt))
        .as("attempts since data flowed")
        .containsExactly(1L, 2L, 3L, 4L, 1L);
  }

  @Test
  void anUpgradeThatIsRefusedOrRedirectedIsOneDisconnectWithTheHttpStatus()
      throws IOException, InterruptedException {
    BlockingQueue<Integer> codes = new ArrayBlockingQueue<>(10);
    ReconnectPolicy thrice =
        (attempts, reason, code, nanoTime) -> {
          codes.add(code);
          return attempts < 3 ? 0 : ReconnectPolicy.STOP;
        };
    List<String> answers =
        List.of(
            "HTTP/1.1 403 Forbidden\r\n\r\n",
            "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 302 Found\r\nLocation: " + venue.uri() + "\r\n\r\n");
    try (RawServer server = new RawServer(answers)) {
      start(server.uri(), thrice);
      sink.await("three disconnects", records -> records.size() == 3);
    }
    assertThat(disconnects()).containsOnly(DisconnectReason.REFUSED).hasSize(3);
    assertThat(closeCodes()).containsExactly(403, 503, 302);
    assertThat(codes).containsExactly(403, 503, 302);
    assertThat(venue.handshakes).as("redirects are not followed").isEmpty();
  }

  @Test
  void anEndlessAnswerToTheUpgradeAndASilentOneAreBothCut() throws IOException {
    AtomicInteger count = new AtomicInteger();
    ReconnectPolicy twice =
        (attempts, reason, code, nanoTime) -> count.incrementAndGet() < 2 ? 0 : -1;
    String endless = "HTTP/1.1 101 Switching Protocols\r\n" + "X: y\r\n".repeat(8000);
    try (RawServer server = new RawServer(List.of(endless, ""))) {
      start(settings(server.uri()).withConnectTimeoutNs(1_000_000_000L), twice);
      sink.await("two disconnects", records -> records.size() == 2);
    }
    assertThat(disconnects()).containsOnly(DisconnectReason.CONNECT_FAILED);
    assertThat(disconnected().get(1).detail()).isEqualTo("timed out");
  }

  @Test
  void aPortThatNobodyListensOnIsAFailedAttempt() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    start(URI.create("ws://127.0.0.1:" + port + "/"), NEVER);
    sink.await("the disconnect", records -> records.size() == 1);
    assertThat(disconnects()).containsExactly(DisconnectReason.CONNECT_FAILED);
    assertThat(disconnected().get(0).detail()).contains("refused");
  }

  @Test
  void aVenueThatAnswersNothingAnyMoreIsDeadWithinPingIntervalAndTimeOut() {
    venue.onMessage((connection, message) -> {});
    long startedNs = System.nanoTime();
    start(settings(venue.uri()).hastened(HASTE), NEVER);
    sink.await("the disconnect", records -> records.size() == 2);
    long tookNs = System.nanoTime() - startedNs;
    assertThat(disconnects()).containsExactly(DisconnectReason.PING_TIMED_OUT);
    assertThat(tookNs).isGreaterThan(10_000_000_000L / HASTE * 9 / 10);
    assertThat(feed.counters().get(Counter.PINGS)).isEqualTo(1);
  }

  @Test
  void aVenueThatAnswersPingsStaysConnectedThroughManyIntervals() throws InterruptedException {
    start(settings(venue.uri()).hastened(HASTE), NEVER);
    for (int i = 0; i < 4; i++) {
      venue.awaitMessage("\"op\":\"ping\"");
    }
    assertThat(sink.describe()).isEqualTo("StreamConnected g1, ");
  }

  @Test
  void aGapIsToldAndTheBookAskedForAgainStartsWithItsSnapshot() {
    AtomicInteger subscribes = new AtomicInteger();
    venue.onMessage(
        (connection, message) -> {
          ScriptedVenue.answer(connection, message);
          if (message.contains("\"op\":\"unsubscribe\"")) {
            connection.send(Messages.delta(15));
          } else if (message.contains("\"op\":\"subscribe\"")) {
            if (subscribes.incrementAndGet() == 1) {
              connection.send(Messages.snapshot(10));
              connection.send(Messages.delta(11));
              connection.send(Messages.delta(13));
              connection.send(Messages.delta(14));
            } else {
              connection.send(Messages.delta(16));
              connection.send(Messages.snapshot(20));
              connection.send(Messages.delta(21));
            }
          }
        });
    start(venue.uri(), NEVER);
    sink.await("the gap", r -> !sink.records(BookGapDecoder.TEMPLATE_ID).isEmpty());
    BookGapDecoder gap = new BookGapDecoder();
    wrap(gap, sink.records(BookGapDecoder.TEMPLATE_ID).get(0));
    assertThat(gap.reason()).isEqualTo(BookGapReason.MISSED_UPDATE);
    assertThat(gap.expectedUpdateId()).isEqualTo(12);
    assertThat(gap.receivedUpdateId()).isEqualTo(13);
    assertThat(gap.depth()).isEqualTo(50);
    assertThat(feed.requestBook(9, 50)).isEqualTo(BookRequest.UNKNOWN_BOOK);
    assertThat(feed.requestBook(3, 200)).isEqualTo(BookRequest.UNKNOWN_BOOK);
    assertThat(feed.requestBook(3, 50)).isEqualTo(BookRequest.SENT);
    sink.await("the delta after the snapshot", r -> r.size() == 6);
    assertThat(sink.describe())
        .isEqualTo(
            "StreamConnected g1, BookSnapshot g1, BookDelta g1, BookGap g1, "
                + "BookSnapshot g1, BookDelta g1, ");
    assertThat(feed.counters().get(Counter.GAPS)).isEqualTo(1);
    assertThat(feed.counters().get(Counter.UNSYNCHRONISED)).isEqualTo(3);
  }

  @Test
  void aBookAskedForWhileItsChainIsWholeIsQuietUntilItsSnapshot() {
    venue.onMessage(
        (connection, message) -> {
          ScriptedVenue.answer(connection, message);
          if (message.contains("\"op\":\"subscribe\"")) {
            connection.send(Messages.snapshot(message.contains("publicTrade") ? 10 : 30));
          } else if (message.contains("\"op\":\"unsubscribe\"")) {
            connection.send(Messages.delta(29));
          }
        });
    start(venue.uri(), NEVER);
    sink.await("the snapshot", records -> records.size() == 2);
    assertThat(feed.requestBook(3, 50)).isEqualTo(BookRequest.SENT);
    sink.await("the second snapshot", records -> records.size() == 3);
    assertThat(sink.describe()).isEqualTo("StreamConnected g1, BookSnapshot g1, BookSnapshot g1, ");
    assertThat(feed.counters().get(Counter.GAPS)).isZero();
  }

  @Test
  void aSubscriptionThatIsRefusedIsAskedForAgainByName() throws InterruptedException {
    AtomicInteger requests = new AtomicInteger();
    venue.onMessage(
        (connection, message) -> {
          if (message.contains("\"op\":\"subscribe\"") && requests.incrementAndGet() == 1) {
            connection.send(
                "{\"success\":false,\"ret_msg\":\"error:handler not found,topic:publicTrade.BTCUSDT\","
                    + "\"conn_id\":\"c\",\"req_id\":\""
                    + ScriptedVenue.requestId(message)
                    + "\",\"op\":\"subscribe\"}");
          } else {
            ScriptedVenue.answer(connection, message);
          }
        });
    start(venue.uri(), NEVER);
    venue.awaitMessage("\"args\":[\"orderbook.50.BTCUSDT\",\"publicTrade.BTCUSDT\"]");
    venue.awaitMessage("\"op\":\"subscribe\",\"args\":[\"publicTrade.BTCUSDT\"]");
    assertThat(feed.counters().get(Counter.SUBSCRIBE_FAILURES)).isEqualTo(1);
  }

  @Test
  void aMessageInFragmentsIsWholeAndOneBeyondTheLimitEndsTheConnection() {
    venue.onMessage(
        (connection, message) -> {
          if (message.contains("subscribe")) {
            ScriptedVenue.sendInFragments(connection, Messages.trade());
            connection.send(" ".repeat((4 << 20) + 1));
          }
        });
    start(venue.uri(), NEVER);
    sink.await("the disconnect", records -> records.size() == 3);
    assertThat(sink.describe()).isEqualTo("StreamConnected g1, Trade g1, StreamDisconnected g1, ");
    assertThat(disconnects()).containsExactly(DisconnectReason.PROTOCOL);
    assertThat(closeCodes()).containsExactly(1009);
  }

  @Test
  void fragmentsWithoutEndAreCutAtTheLimit() {
    byte[] piece = new byte[1 << 20];
    venue.onMessage(
        (connection, message) -> {
          if (message.contains("subscribe")) {
            for (int i = 0; i < 5; i++) {
              connection.sendFragmentedFrame(
                  org.java_websocket.enums.Opcode.TEXT, ByteBuffer.wrap(piece), false);
            }
          }
        });
    start(venue.uri(), NEVER);
    sink.await("the disconnect", records -> records.size() == 2);
    assertThat(disconnects()).containsExactly(DisconnectReason.PROTOCOL);
  }

  @Test
  void whatIsNotTextIsDroppedAndTooMuchOfItEndsTheConnection() throws InterruptedException {
    BlockingQueue<WebSocket> connections = new ArrayBlockingQueue<>(10);
    venue.onMessage(
        (connection, message) -> {
          if (message.contains("subscribe")) {
            for (int i = 0; i < 5; i++) {
              connection.send(new byte[] {1, 2, 3});
              ScriptedVenue.sendInvalidUtf8(connection);
            }
            connection.send(Messages.trade());
            connections.add(connection);
          }
        });
    start(venue.uri(), NEVER);
    sink.await("the trade", r -> !sink.records(TradeDecoder.TEMPLATE_ID).isEmpty());
    assertThat(feed.counters().get(Counter.NOT_TEXT)).isEqualTo(10);
    assertThat(disconnects()).isEmpty();
    connections.poll(10, TimeUnit.SECONDS).send(new byte[] {4});
    sink.await("the disconnect", r -> !disconnects().isEmpty());
    assertThat(disconnects()).containsExactly(DisconnectReason.PROTOCOL);
  }

  @Test
  void messagesThatAreNotTakenDoNotHarmTheConnection() {
    venue.onMessage(
        (connection, message) -> {
          if (message.contains("subscribe")) {
            for (String bad : List.of("", "x", "{", "[".repeat(100_000), "null", "{\"a\":1}")) {
              connection.send(bad);
            }
            connection.send(Messages.trade());
          }
        });
    start(venue.uri(), NEVER);
    sink.await("the trade", r -> !sink.records(TradeDecoder.TEMPLATE_ID).isEmpty());
    assertThat(feed.counters().get(Counter.REJECTED)).isEqualTo(6);
    assertThat(sink.describe()).isEqualTo("StreamConnected g1, Trade g1, ");
  }

  @Test
  void closingSaysGoodbyeAndIsToldOnce() throws InterruptedException {
    start(venue.uri(), AT_ONCE);
    venue.awaitMessage("subscribe");
    feed.close();
    feed.close();
    assertThat(venue.closeCodes.poll(10, TimeUnit.SECONDS)).isEqualTo(1000);
    assertThat(sink.describe()).isEqualTo("StreamConnected g1, StreamDisconnected g1, ");
    assertThat(disconnects()).containsExactly(DisconnectReason.CLOSED_BY_US);
    assertThat(feed.requestBook(3, 50)).isEqualTo(BookRequest.DISCONNECTED);
  }

  @Test
  void aCloseThatTheVenueDoesNotAnswerTakesABoundedTime() throws IOException {
    try (RawServer server = new RawServer(List.of(""))) {
      start(server.uri(), NEVER);
      long startedNs = System.nanoTime();
      feed.close();
      assertThat(System.nanoTime() - startedNs).isLessThan(3_000_000_000L);
    }
    assertThat(disconnects()).containsExactly(DisconnectReason.CLOSED_BY_US);
  }

  @Test
  void aPolicyHearsOfTheVenuesCloseAndMayAskForAnotherConnectionOrNone() {
    List<String> heard = new CopyOnWriteArrayList<>();
    venue.onMessage(
        (connection, message) -> {
          if (message.contains("subscribe")) {
            connection.send(Messages.trade());
            connection.close(1000, "the end");
          }
        });
    start(
        venue.uri(),
        (attempts, reason, code, nanoTime) -> {
          heard.add(reason + " " + code + " " + attempts);
          return heard.size() < 3 ? 0 : ReconnectPolicy.STOP;
        });
    sink.await("three passes", r -> heard.size() == 3);
    assertThat(heard)
        .containsExactly(
            "CLOSED_BY_VENUE 1000 0", "CLOSED_BY_VENUE 1000 0", "CLOSED_BY_VENUE 1000 0");
    assertThat(sink.records(TradeDecoder.TEMPLATE_ID)).hasSize(3);
  }

  @Test
  void anExceptionOfOursIsAFaultThatStopsTheFeed() throws InterruptedException {
    venue.onMessage(
        (connection, message) -> {
          if (message.contains("subscribe")) {
            sink.halted(true);
            connection.send(Messages.trade());
            connection.send(Messages.trade());
          }
        });
    start(venue.uri(), AT_ONCE);
    Throwable fault = faults.poll(10, TimeUnit.SECONDS);
    assertThat(fault).isInstanceOf(IllegalStateException.class).hasMessage("halted");
    assertThat(venue.closeCodes.poll(10, TimeUnit.SECONDS)).isNotNull();
    assertThat(faults).as("told once").isEmpty();
    assertThat(venue.handshakes).as("no further connection").hasSize(1);
  }

  @Test
  void whatAnOlderConnectionStillSaysChangesNothing() {
    venue.onMessage(
        (connection, message) -> {
          if (message.contains("subscribe")) {
            connection.send(Messages.trade());
            if (venue.handshakes.size() == 1) {
              connection.close(1000, "");
            }
          }
        });
    start(venue.uri(), AT_ONCE);
    sink.await("the second trade", r -> sink.records(TradeDecoder.TEMPLATE_ID).size() == 2);
    String before = sink.describe();
    WsListener old = listeners.get(0);
    char[] text = Messages.trade().toCharArray();
    old.onText(text, text.length);
    old.onNotText();
    old.onOpen();
    old.onClosed(new WsClosed(true, 101, 1006, true, "late"));
    assertThat(sink.describe()).isEqualTo(before);
    assertThat(feed.requestBook(3, 50)).as("still connected").isEqualTo(BookRequest.SENT);
    assertThat(feed.generation()).isEqualTo(2);
  }

  @Test
  void anAddressWithoutTlsIsTakenOnThisMachineOnly() {
    assertThatThrownBy(() -> settings(URI.create("ws://stream.bybit.com/v5/public/linear")).ws())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("without TLS");
    settings(URI.create("wss://stream.bybit.com/v5/public/linear")).ws();
    settings(URI.create("ws://localhost:8080/")).ws();
  }

  @Test
  void topicsThatAreUnknownOrTooManyAreRefusedBeforeConnecting() {
    URI uri = venue.uri();
    Map<String, Integer> instruments = Map.of("BTCUSDT", 3);
    assertThatThrownBy(() -> FeedSettings.of(uri, 7, List.of("orderbook.51.BTCUSDT"), instruments))
        .hasMessage("topic orderbook.51.BTCUSDT: UNKNOWN_TOPIC");
    assertThatThrownBy(() -> FeedSettings.of(uri, 7, List.of("tickers.ETHUSDT"), instruments))
        .hasMessage("topic tickers.ETHUSDT: UNKNOWN_SYMBOL");
    assertThatThrownBy(() -> FeedSettings.of(uri, 7, List.of(), instruments))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void start(URI uri, ReconnectPolicy policy) {
    start(settings(uri), policy);
  }

  private void start(FeedSettings settings, ReconnectPolicy policy) {
    feed =
        new BybitMarketFeed(
            settings,
            sink,
            policy,
            new VenueStream.StreamContext(
                ProcessClock.startingAbove(0),
                watchdog,
                new ConnectGovernor(1000, 0, 0),
                (where, fault) -> faults.add(fault)),
            (ws, listener) -> {
              listeners.add(listener);
              return new WsConnection(ws, listener);
            });
    feed.start();
  }

  private static FeedSettings settings(URI uri) {
    return FeedSettings.of(uri, 7, TOPICS, Map.of("BTCUSDT", 3));
  }

  private List<DisconnectReason> disconnects() {
    return disconnected().stream().map(StreamDisconnectedDecoder::reason).toList();
  }

  private List<Integer> closeCodes() {
    return disconnected().stream().map(StreamDisconnectedDecoder::closeCode).toList();
  }

  private List<StreamDisconnectedDecoder> disconnected() {
    return sink.records(StreamDisconnectedDecoder.TEMPLATE_ID).stream()
        .map(
            record -> {
              StreamDisconnectedDecoder decoder = new StreamDisconnectedDecoder();
              return decoder.wrap(
                  record,
                  RecordLayout.BLOCK_OFFSET,
                  RecordLayout.blockLength(record, 0),
                  RecordLayout.version(record, 0));
            })
        .toList();
  }

  private List<StreamConnectedDecoder> connected() {
    return sink.records(StreamConnectedDecoder.TEMPLATE_ID).stream()
        .map(
            record -> {
              StreamConnectedDecoder decoder = new StreamConnectedDecoder();
              return decoder.wrap(
                  record,
                  RecordLayout.BLOCK_OFFSET,
                  RecordLayout.blockLength(record, 0),
                  RecordLayout.version(record, 0));
            })
        .toList();
  }

  private static void wrap(BookGapDecoder gap, UnsafeBuffer record) {
    gap.wrap(
        record,
        RecordLayout.BLOCK_OFFSET,
        RecordLayout.blockLength(record, 0),
        RecordLayout.version(record, 0));
  }

  /** Answers each connection's upgrade with the next text, and then says nothing more. */
  private static final class RawServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();

    RawServer(List<String> answers) throws IOException {
      Thread thread = new Thread(() -> serve(answers), "raw-server");
      thread.setDaemon(true);
      thread.start();
    }

    URI uri() {
      return URI.create("ws://127.0.0.1:" + socket.getLocalPort() + "/");
    }

    @Override
    public void close() throws IOException {
      socket.close();
      for (Socket each : accepted) {
        each.close();
      }
    }

    private void serve(List<String> answers) {
      try {
        for (String answer : answers) {
          Socket connection = socket.accept();
          accepted.add(connection);
          OutputStream out = connection.getOutputStream();
          out.write(answer.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
          out.flush();
        }
      } catch (IOException e) {
        // the test is over, or the client cut the connection as it should
      }
    }
  }
}
