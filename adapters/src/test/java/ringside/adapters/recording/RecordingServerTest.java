package ringside.adapters.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RecordingServerTest {
  private static final String BOOK = "orderbook.50.BTCUSDT";
  private static final String TICKER = "tickers.BTCUSDT";
  private static final String TRADES = "publicTrade.BTCUSDT";
  private static final GeneratorConfig SHORT =
      GeneratorConfig.defaults().withSeed(5).withDurationMs(10_000);
  private static final RecordingServerConfig FLAT_OUT =
      RecordingServerConfig.defaults().withSpeed(RecordingServerConfig.FLAT_OUT);

  @TempDir Path directory;

  private static RecordingServer serve(RecordingSource source, RecordingServerConfig config)
      throws IOException {
    return serve(source, config, Pacer.REAL);
  }

  private static RecordingServer serve(
      RecordingSource source, RecordingServerConfig config, Pacer pacer) throws IOException {
    RecordingServer server = new RecordingServer(source, config, pacer);
    server.start();
    return server;
  }

  private static String[] topicsOf(RecordingSource source) {
    return RecordingScan.of(source).topics().toArray(String[]::new);
  }

  private static List<String> ofTopic(List<String> texts, String topic) {
    return texts.stream().filter(text -> text.contains("\"topic\":\"" + topic + "\"")).toList();
  }

  @Test
  void requestsAreAnsweredInTheVenuesShapes() throws Exception {
    try (RecordingServer server = serve(new TextSource("{}"), FLAT_OUT);
        StreamClient client = StreamClient.connectTo(server)) {
      client.send("{\"op\":\"ping\",\"req_id\":\"a\\\"b\"}");
      String id = "\"conn_id\":\"[0-9a-f-]{36}\"";
      assertThat(client.next())
          .matches(
              "\\{\"success\":true,\"ret_msg\":\"pong\","
                  + id
                  + ",\"req_id\":\"a\\\\\"b\",\"op\":\"ping\"}");

      client.send("{\"op\":\"ping\"}");
      assertThat(client.next()).matches(".*\"req_id\":\"\",\"op\":\"ping\"}");

      client.send(
          "{\"op\":\"subscribe\",\"req_id\":\"1\",\"args\":[\"tickers.BTCUSDT\",\"nonsense\"]}");
      assertThat(client.next())
          .matches(
              "\\{\"success\":false,\"ret_msg\":\"error:handler not found,topic:nonsense\","
                  + id
                  + ",\"req_id\":\"1\",\"op\":\"subscribe\"}");

      client.send("{\"op\":\"nope\",\"req_id\":\"2\"}");
      assertThat(client.next()).contains("\"success\":false,\"ret_msg\":\"error:invalid op\"");

      for (String malformed :
          new String[] {"hello", "[1]", "{\"op\":", "{\"op\":\"subscribe\",\"args\":[3]}"}) {
        client.send(malformed);
        assertThat(client.next())
            .as(malformed)
            .startsWith("{\"success\":false,\"ret_msg\":\"Failed to decode incoming data:");
      }

      client.send("{\"op\":\"subscribe\",\"args\":[]}");
      assertThat(client.next()).contains("\"success\":false");

      client.unsubscribe(TICKER);
      assertThat(client.next()).contains("\"success\":true,\"ret_msg\":\"\"", "\"unsubscribe\"");

      client.subscribe(TICKER);
      assertThat(client.next())
          .matches(
              "\\{\"success\":true,\"ret_msg\":\"\","
                  + id
                  + ",\"req_id\":\"r\",\"op\":\"subscribe\"}");
      assertThat(client.untilClosed()).containsExactly("{}");
    }
  }

  @Test
  void aSecondSubscriptionOfATopicAndArgsBeyondTheVenuesLimitAreRefused() throws Exception {
    VirtualPacer pacer = new VirtualPacer(false);
    try (RecordingServer server =
            serve(new RecordingGenerator(SHORT), RecordingServerConfig.defaults(), pacer);
        StreamClient client = StreamClient.connectTo(server)) {
      client.subscribe("kline.5.BTCUSDT");
      assertThat(client.next()).contains("\"success\":true");

      client.subscribe("kline.5.BTCUSDT");
      assertThat(client.next())
          .contains(
              "\"success\":false,\"ret_msg\":\"error:already subscribed,topic:kline.5.BTCUSDT\"");

      List<String> many = new ArrayList<>();
      for (int i = 0; i < 1200; i++) {
        many.add("tickers.COIN" + i + "USDT");
      }
      client.subscribe(many.toArray(String[]::new));
      assertThat(client.next()).contains("\"success\":false", "21000");
    }
  }

  @Test
  void anotherPathIsNotServed() throws Exception {
    try (RecordingServer server = serve(new TextSource("{}"), FLAT_OUT);
        StreamClient client =
            new StreamClient(URI.create(server.uri().toString().replace("linear", "spot")))) {
      assertThat(client.connectBlocking(Await.LIMIT_S, TimeUnit.SECONDS)).isFalse();
    }
  }

  @Test
  void everyLineOfItsTopicsArrivesExactlyAndInOrderAndTheCloseSaysSo() throws Exception {
    RecordingGenerator source = new RecordingGenerator(SHORT);
    try (RecordingServer server = serve(source, FLAT_OUT);
        StreamClient client = StreamClient.connectTo(server)) {
      client.subscribe(topicsOf(source));
      assertThat(client.next()).contains("\"success\":true");

      assertThat(client.untilClosed()).isEqualTo(TextSource.textsOf(source));
      assertThat(client.closeCode()).isEqualTo(1000);
      assertThat(client.closeReason()).isEqualTo("end of recording");
    }
  }

  @Test
  void theSharedRecordingArrivesExactlyAlsoGzipped() throws Exception {
    Path file = Await.sharedData("bybit/linear_btc_eth_20260809.jsonl");
    Path packed = directory.resolve("packed");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(file, out);
    }
    Recording source = Recording.of(packed);
    try (RecordingServer server = serve(source, FLAT_OUT);
        StreamClient client = StreamClient.connectTo(server)) {
      client.subscribe(topicsOf(source));
      client.next();

      assertThat(client.untilClosed()).isEqualTo(Files.readAllLines(file, StandardCharsets.UTF_8));
    }
  }

  @Test
  void onlySubscribedTopicsAndWhatHasNoneAreSentAndRecordedAnswersAreNot() throws Exception {
    String ticker = "{\"topic\":\"tickers.BTCUSDT\",\"ts\":1,\"type\":\"snapshot\",\"data\":{}}";
    String cut = "{\"topic\":\"tickers.BTCUSDT\",\"ts\":2,\"type\":\"del";
    String other = "{\"topic\":\"tickers.ETHUSDT\",\"ts\":1,\"type\":\"snapshot\",\"data\":{}}";
    String ack = "{\"success\":true,\"ret_msg\":\"\",\"conn_id\":\"x\",\"op\":\"subscribe\"}";
    TextSource source = new TextSource(ack, other, ticker, "garbage", "{\"top", cut, other);
    try (RecordingServer server = serve(source, FLAT_OUT);
        StreamClient client = StreamClient.connectTo(server)) {
      client.subscribe(TICKER);
      client.next();

      assertThat(client.untilClosed()).containsExactly(ticker, "garbage", "{\"top", cut);
    }
  }

  @Test
  void topicsSubscribedInSeveralRequestsAreAllPlayedFromTheBeginning() throws Exception {
    RecordingGenerator source = new RecordingGenerator(SHORT);
    try (RecordingServer server = serve(source, FLAT_OUT);
        StreamClient client = StreamClient.connectTo(server)) {
      String[] topics = topicsOf(source);
      for (String topic : topics) {
        client.subscribe(topic);
      }
      client.next(topics.length);

      assertThat(client.untilClosed()).isEqualTo(TextSource.textsOf(source));
    }
  }

  @Test
  void aFaultOfTheSourceEndsTheConnectionAndIsToldOf() throws Exception {
    ConcurrentLinkedQueue<String> warnings = new ConcurrentLinkedQueue<>();
    RecordingListener listener =
        new RecordingListener() {
          @Override
          public void onWarning(String warning) {
            warnings.add(warning);
          }
        };
    RecordingSource broken =
        new RecordingSource() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public RecordedLines open() {
            throw new IllegalStateException("on purpose");
          }
        };
    try (RecordingServer server = serve(broken, FLAT_OUT.withListener(listener));
        StreamClient client = StreamClient.connectTo(server)) {
      client.subscribe(BOOK);
      client.untilClosed();
      assertThat(client.closeCode()).isEqualTo(1011);
      assertThat(warnings).singleElement().asString().contains("broken: ", "on purpose");
    }
  }

  @Test
  void eachConnectionPlaysFromTheBeginning() throws Exception {
    RecordingGenerator source = new RecordingGenerator(SHORT);
    List<String> trades = ofTopic(TextSource.textsOf(source), TRADES);
    ConcurrentLinkedQueue<String> done = new ConcurrentLinkedQueue<>();
    RecordingListener listener =
        new RecordingListener() {
          @Override
          public void onPassDone(int pass, long linesPlayed, long linesSent) {
            done.add(pass + " " + linesSent);
          }
        };
    try (RecordingServer server = serve(source, FLAT_OUT.withListener(listener))) {
      for (int i = 0; i < 3; i++) {
        try (StreamClient client = StreamClient.connectTo(server)) {
          client.subscribe(TRADES);
          client.next();
          assertThat(client.untilClosed()).isEqualTo(trades);
          assertThat(client.closeCode()).isEqualTo(1000);
        }
      }
      assertThat(server.passes()).isEqualTo(3);
      assertThat(done)
          .containsExactly("1 " + trades.size(), "2 " + trades.size(), "3 " + trades.size());
    }
  }

  @Test
  void thePaceIsTheRunningMaximumOfTsDividedByTheSpeed() throws Exception {
    List<String> lines = new ArrayList<>();
    for (long ts : new long[] {10_000, 10_050, 9_990, 10_040, 10_250, 11_000}) {
      lines.add("{\"topic\":\"tickers.BTCUSDT\",\"type\":\"delta\",\"ts\":" + ts + "}");
    }
    for (double speed : new double[] {0.5, 1, 10}) {
      VirtualPacer pacer = new VirtualPacer(true);
      try (RecordingServer server =
              serve(
                  new TextSource(lines), RecordingServerConfig.defaults().withSpeed(speed), pacer);
          StreamClient client = StreamClient.connectTo(server)) {
        client.subscribe(TICKER);
        client.next();
        assertThat(client.untilClosed()).isEqualTo(lines);
        assertThat(pacer.nowNs()).isEqualTo((long) (1_000_000_000 / speed));
      }
    }
  }

  @Test
  void aStepOfTsThatIsNoneOfTheMarketTakesNoTime() {
    VirtualPacer pacer = new VirtualPacer(true);
    Pace pace = new Pace(1, pacer);

    long waitedMs = 0;
    for (long ts : new long[] {1_000, 1_100, 90_000_000, 1_200, 1_300, 5_000_000, 5_000_100}) {
      RecordedLine line = new RecordedLine(1, new byte[0], null, ts, RecordedLine.Kind.OTHER);
      long early = pace.take(line);
      waitedMs += TimeUnit.NANOSECONDS.toMillis(early);
      pacer.park(early);
    }

    assertThat(waitedMs).isEqualTo(100 + 100 + 100);
  }

  @Test
  void linesWaitForTheirTime() throws Exception {
    VirtualPacer pacer = new VirtualPacer(false);
    TextSource source =
        new TextSource(
            "{\"topic\":\"tickers.BTCUSDT\",\"type\":\"delta\",\"ts\":1000}",
            "{\"topic\":\"tickers.BTCUSDT\",\"type\":\"delta\",\"ts\":2000}");
    try (RecordingServer server = serve(source, RecordingServerConfig.defaults(), pacer);
        StreamClient client = StreamClient.connectTo(server)) {
      client.subscribe(TICKER);
      assertThat(client.next(2).get(1)).contains("\"ts\":1000");
      pacer.advanceMs(999);
      client.send("{\"op\":\"ping\"}");
      assertThat(client.next()).as("nothing came before the pong").contains("pong");
      pacer.advanceMs(1);
      assertThat(client.next()).contains("\"ts\":2000");
    }
  }

  @Test
  void aResubscriptionIsAnsweredWithTheBookUpToThatLineAndTheNextDeltaFollows() throws Exception {
    RecordingGenerator source = new RecordingGenerator(SHORT);
    List<String> recorded = ofTopic(TextSource.textsOf(source), BOOK);
    VirtualPacer pacer = new VirtualPacer(false);
    try (RecordingServer server = serve(source, RecordingServerConfig.defaults(), pacer);
        StreamClient client = StreamClient.connectTo(server)) {
      client.subscribe(BOOK);
      assertThat(client.next()).contains("\"success\":true");
      // The clock may only be moved once the first line was taken.
      assertThat(client.next()).isEqualTo(recorded.get(0));
      ReferenceBook reference = new ReferenceBook();
      reference.apply(recorded.get(0));
      int played = 1;
      for (int round = 0; round < 20; round++) {
        pacer.advanceMs(137);
        while (playedMs(recorded, played) <= 137L * (round + 1)) {
          String delta = client.next();
          assertThat(delta).isEqualTo(recorded.get(played++));
          reference.apply(delta);
        }
        client.unsubscribe(BOOK);
        client.subscribe(BOOK);
        assertThat(client.next()).contains("\"unsubscribe\"");
        assertThat(client.next()).contains("\"success\":true", "\"subscribe\"");
        String last = recorded.get(played - 1);
        assertThat(client.next())
            .startsWith("{\"topic\":\"" + BOOK + "\",\"type\":\"snapshot\",\"ts\":")
            .contains(reference.levels())
            .contains(last.substring(last.indexOf("\"seq\":"), last.indexOf('}')))
            .endsWith(last.substring(last.indexOf("\"cts\":")));
      }
    }
  }

  /** When the line is due after the first line of the recording, which is the ticker's at 3 ms. */
  private static long playedMs(List<String> books, int index) {
    String text = books.get(index);
    int at = text.indexOf("\"ts\":") + 5;
    return Long.parseLong(text.substring(at, text.indexOf(',', at)))
        - GeneratorConfig.defaults().startMs()
        - 3;
  }

  @Test
  void aTopicSubscribedLateGetsItsTickerMergedAndItsBookWhole() throws Exception {
    RecordingGenerator source = new RecordingGenerator(SHORT);
    VirtualPacer pacer = new VirtualPacer(false);
    try (RecordingServer server = serve(source, RecordingServerConfig.defaults(), pacer);
        StreamClient client = StreamClient.connectTo(server)) {
      client.subscribe(BOOK);
      client.next(2);
      pacer.advanceMs(1_000);
      List<String> books = ofTopic(TextSource.textsOf(source), BOOK);
      for (int i = 1; playedMs(books, i) <= 1_000; i++) {
        assertThat(client.next()).isEqualTo(books.get(i));
      }
      client.subscribe("kline.1.BTCUSDT", TICKER, "publicTrade.NONEUSDT");

      assertThat(client.next()).contains("\"success\":true");
      assertThat(client.next())
          .startsWith("{\"topic\":\"tickers.BTCUSDT\",\"type\":\"snapshot\",\"data\":{\"symbol\":")
          .contains("\"fundingIntervalHour\":\"8\"", "\"lastPrice\":", "\"nextFundingTime\":");
    }
  }

  @Test
  void anUnknownBookIsAnsweredWithNothing() throws Exception {
    List<String> recorded = new ArrayList<>(TextSource.textsOf(new RecordingGenerator(SHORT)));
    List<String> books = ofTopic(recorded, BOOK);
    recorded.remove(books.get(3));
    VirtualPacer pacer = new VirtualPacer(false);
    try (RecordingServer server =
            serve(new TextSource(recorded), RecordingServerConfig.defaults(), pacer);
        StreamClient client = StreamClient.connectTo(server)) {
      client.subscribe(BOOK);
      client.next(2);
      pacer.advanceMs(200);
      for (int i = 1; i < 10; i++) {
        if (i != 3) {
          assertThat(client.next()).isEqualTo(books.get(i));
        }
      }
      client.unsubscribe(BOOK);
      client.subscribe(BOOK);
      client.send("{\"op\":\"ping\"}");
      List<String> answers =
          client.next(4).stream().filter(text -> !text.contains("\"delta\"")).toList();
      assertThat(answers).noneMatch(text -> text.contains("\"snapshot\""));
      assertThat(answers).anyMatch(text -> text.contains("\"op\":\"subscribe\""));
    }
  }

  @Test
  void aClientThatReadsSlowlyHoldsUpThePlayerAndNotTheMemory() throws Exception {
    List<String> texts = TextSource.textsOf(new RecordingGenerator(SHORT.withDurationMs(250_000)));
    long totalBytes = texts.stream().mapToLong(String::length).sum();
    TextSource source = new TextSource(texts);
    CountDownLatch read = new CountDownLatch(1);
    AtomicInteger messages = new AtomicInteger();
    try (RecordingServer server = serve(source, FLAT_OUT);
        StreamClient client =
            new StreamClient(server.uri()) {
              @Override
              public void onMessage(String message) {
                if (messages.incrementAndGet() == 2) {
                  awaitQuietly(read);
                }
                super.onMessage(message);
              }
            }) {
      assertThat(client.connectBlocking(Await.LIMIT_S, TimeUnit.SECONDS)).isTrue();
      client.subscribe(topicsOf(source));
      long scanned = source.linesRead();
      long[] seen = {-1, 0};
      Await.until(
          "the player stands still",
          () -> {
            seen[1] = source.linesRead() == seen[0] ? seen[1] + 1 : 0;
            seen[0] = source.linesRead();
            return seen[0] > scanned && seen[1] > 300;
          });
      long playedBytes = texts.stream().limit(seen[0] - scanned).mapToLong(String::length).sum();
      // What left the queue lies in the two sockets' buffers, which the kernel bounds.
      assertThat(playedBytes).isLessThan(totalBytes * 3 / 4);
      read.countDown();
      List<String> all = client.untilClosed();
      assertThat(all.subList(1, all.size())).isEqualTo(texts);
      assertThat(client.closeCode()).isEqualTo(1000);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void thePlayerEndsWhenItsClientLeaves() throws Exception {
    VirtualPacer pacer = new VirtualPacer(false);
    try (RecordingServer server =
        serve(new RecordingGenerator(SHORT), RecordingServerConfig.defaults(), pacer)) {
      try (StreamClient client = StreamClient.connectTo(server)) {
        client.subscribe(BOOK);
        client.next(2);
        assertThat(isPlayerAlive()).isTrue();
      }
      Await.until("the player has ended", () -> !isPlayerAlive());
    }
  }

  private static boolean isPlayerAlive() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().startsWith("recording-player-"));
  }

  @Test
  void closingTheServerTakesItsConnectionsAndThreadsAlong() throws Exception {
    VirtualPacer pacer = new VirtualPacer(false);
    RecordingServer server =
        serve(new RecordingGenerator(SHORT), RecordingServerConfig.defaults(), pacer);
    try (StreamClient subscribed = StreamClient.connectTo(server);
        StreamClient idle = StreamClient.connectTo(server)) {
      subscribed.subscribe(BOOK);
      subscribed.next(2);
      server.close();
      subscribed.untilClosed();
      idle.untilClosed();
      assertThat(subscribed.closeCode()).isEqualTo(1001);
      Await.until("the players have ended", () -> !isPlayerAlive());
    }
  }

  @Test
  void aPortThatIsTakenIsSaid() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        RecordingServer server =
            new RecordingServer(new TextSource("{}"), FLAT_OUT.withPort(taken.getLocalPort()))) {
      assertThatThrownBy(server::start)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("port " + taken.getLocalPort());
    }
  }

  @Test
  void aRecordingThatCannotBeReadOnEndsTheConnectionAndIsToldOf() throws Exception {
    ConcurrentLinkedQueue<String> warnings = new ConcurrentLinkedQueue<>();
    RecordingListener listener =
        new RecordingListener() {
          @Override
          public void onWarning(String warning) {
            warnings.add(warning);
          }
        };
    Path file = directory.resolve("gone.jsonl");
    Files.writeString(file, "{}\n");
    Recording recording = Recording.of(file);
    Files.delete(file);
    try (RecordingServer server = serve(recording, FLAT_OUT.withListener(listener));
        StreamClient client = StreamClient.connectTo(server)) {
      client.subscribe(BOOK);
      client.untilClosed();
      assertThat(client.closeCode()).isEqualTo(1011);
      assertThat(warnings).singleElement().asString().contains("gone.jsonl: cannot be read");
    }
  }

  @Test
  void aSpeedThatIsNoneIsRefused() {
    for (double speed : new double[] {0, -1, 0.001, Double.NaN}) {
      assertThatThrownBy(() -> FLAT_OUT.withSpeed(speed))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("speed");
    }
  }
}
