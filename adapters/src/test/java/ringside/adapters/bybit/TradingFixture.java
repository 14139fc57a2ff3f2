package ringside.adapters.bybit;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.java_websocket.WebSocket;
import ringside.adapters.bybit.rest.BybitEnvironment;
import ringside.adapters.bybit.rest.BybitRest;
import ringside.adapters.bybit.rest.Credentials;
import ringside.adapters.bybit.rest.VenueListener;
import ringside.adapters.port.CommandHandler;
import ringside.adapters.port.ProcessClock;
import ringside.adapters.port.ReconnectPolicy;
import ringside.adapters.ws.StreamWatchdog;
import ringside.journal.codec.CancelOrderEncoder;
import ringside.journal.codec.CommandAcceptedDecoder;
import ringside.journal.codec.CommandRejectedDecoder;
import ringside.journal.codec.CommandUnresolvedDecoder;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.PlaceOrderEncoder;
import ringside.journal.codec.RecordHeaderEncoder;
import ringside.journal.codec.ReportBeginDecoder;
import ringside.journal.codec.ReportEndDecoder;
import ringside.journal.codec.ReportKind;
import ringside.journal.codec.RequestReportEncoder;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/** A gateway with one account, before a venue of three scripted sockets and a scripted REST. */
final class TradingFixture {
  static final int ACCOUNT = 1;
  static final int BTC = 3;
  static final int ETH = 4;
  private static final Pattern REQUEST_ID = Pattern.compile("\"reqId\":\"([^\"]*)\"");
  private static final Pattern LINK_ID = Pattern.compile("\"orderLinkId\":\"([^\"]*)\"");

  final CapturingSink sink = new CapturingSink();
  final BlockingQueue<Throwable> faults = new ArrayBlockingQueue<>(100);
  final ScriptedVenue privateVenue = new ScriptedVenue();
  final ScriptedVenue tradeVenue = new ScriptedVenue();
  final ScriptedRest rest = new ScriptedRest();
  final StreamWatchdog watchdog =
      new StreamWatchdog(2_000_000, (where, fault) -> faults.add(fault)).start();
  final BybitRest client;
  private final ProcessClock clock = ProcessClock.startingAbove(0);
  private final RecordBuffer commands = new RecordBuffer(2048, 4096);
  private final Thread gatewayThread = new Thread(this::flushAgainAndAgain, "test-gateway");
  BybitOrderGateway gateway;
  private volatile boolean closed;
  long timeoutNs = 400_000_000L;
  int haste = 1;
  boolean withTrade = true;
  Set<String> own = Set.of("BTCUSDT", "ETHUSDT");
  Map<String, ForeignExposure> foreign = Map.of();
  boolean fast;
  ReconnectPolicy policy = (attempts, reason, code, nanoTime) -> 20_000_000L;

  TradingFixture() throws InterruptedException {
    privateVenue.onMessage(TradingFixture::answerPrivate);
    tradeVenue.onMessage((connection, message) -> answerTrade(connection, message, "o-1"));
    client =
        BybitRest.of(
            BybitEnvironment.local(
                rest.uri(),
                privateVenue.uri(),
                at(privateVenue, "/v5/private"),
                Optional.of(at(tradeVenue, "/v5/trade"))),
            clock,
            VenueListener.NONE);
  }

  static URI at(ScriptedVenue venue, String path) {
    return URI.create("ws://127.0.0.1:" + venue.uri().getPort() + path);
  }

  TradingFixture start() {
    client.measureClock().join();
    AccountSettings settings =
        AccountSettings.of(
                "main",
                ACCOUNT,
                Credentials.of("test", "canaryKey12345", "canarySecret98"),
                StreamSettings.of(at(privateVenue, "/v5/private"), 7).hastened(haste),
                withTrade
                    ? Optional.of(StreamSettings.of(at(tradeVenue, "/v5/trade"), 8).hastened(haste))
                    : Optional.empty(),
                Map.of("BTCUSDT", BTC, "ETHUSDT", ETH))
            .withOwn(own)
            .withForeign(foreign)
            .withRequestTimeoutNs(timeoutNs)
            .withFastExecutions(fast);
    gateway =
        new BybitOrderGateway(
            List.of(settings),
            new NoMarket(),
            new TradingServices(
                sink,
                clock,
                watchdog,
                (where, fault) -> faults.add(fault),
                new ConnectGovernor(100_000, 0, 0),
                client,
                VenueListener.NONE,
                () -> policy));
    gateway.start();
    gatewayThread.setDaemon(true);
    gatewayThread.start();
    return this;
  }

  /** Started, heard, reported, and with a usable trade socket where there is one. */
  TradingFixture ready() {
    start();
    awaitReports(3);
    if (withTrade) {
      sink.await(
          "the trade socket",
          r ->
              r.stream()
                  .anyMatch(
                      each ->
                          RecordLayout.templateId(each, 0) == 50
                              && RecordLayout.source(each, 0) == 8));
    }
    sink.clear();
    return this;
  }

  void close() throws InterruptedException {
    closed = true;
    if (gateway != null) {
      gateway.close();
      gatewayThread.join(10_000);
    }
    client.close();
    watchdog.close();
    privateVenue.close();
    tradeVenue.close();
    rest.close();
  }

  void awaitReports(int count) {
    sink.await(count + " reports", r -> sink.records(ReportEndDecoder.TEMPLATE_ID).size() >= count);
  }

  // ----- what the venue says ---------------------------------------------------------------------

  static void answerPrivate(WebSocket connection, String message) {
    if (message.contains("\"op\":\"auth\"")) {
      connection.send("{\"success\":true,\"ret_msg\":\"\",\"op\":\"auth\",\"conn_id\":\"c\"}");
    } else {
      ScriptedVenue.answer(connection, message);
    }
  }

  static void answerTrade(WebSocket connection, String message, String orderId) {
    if (message.contains("\"op\":\"auth\"")) {
      connection.send("{\"retCode\":0,\"retMsg\":\"OK\",\"op\":\"auth\",\"connId\":\"c\"}");
    } else if (message.contains("\"op\":\"ping\"")) {
      connection.send("{\"retCode\":0,\"retMsg\":\"OK\",\"op\":\"pong\",\"connId\":\"c\"}");
    } else {
      connection.send(trade(message, 0, "OK", orderId, linkId(message)));
    }
  }

  /** Logs in by itself; orders are the script's. */
  void onOrder(BiConsumer<WebSocket, String> script) {
    tradeVenue.onMessage(
        (connection, message) -> {
          if (message.contains("\"op\":\"order.")) {
            script.accept(connection, message);
          } else {
            answerTrade(connection, message, "");
          }
        });
  }

  static String trade(String request, int code, String text, String orderId, String linkId) {
    return "{\"reqId\":\""
        + find(REQUEST_ID, request)
        + "\",\"retCode\":"
        + code
        + ",\"retMsg\":\""
        + text
        + "\",\"op\":\""
        + request.replaceAll(".*\"op\":\"([a-z.]+)\".*", "$1")
        + "\",\"data\":{\"orderId\":\""
        + orderId
        + "\",\"orderLinkId\":\""
        + linkId
        + "\"},\"retExtInfo\":{},\"header\":{},\"connId\":\"c\"}";
  }

  static String linkId(String text) {
    return find(LINK_ID, text);
  }

  private static String find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  // ----- what the engine asks --------------------------------------------------------------------

  void place(long sequence, String clientOrderId) {
    place(sequence, clientOrderId, false);
  }

  void place(long sequence, String clientOrderId, boolean reduceOnly) {
    PlaceOrderEncoder place = new PlaceOrderEncoder();
    command(
        sequence,
        PlaceOrderEncoder.TEMPLATE_ID,
        block -> {
          place.wrap(commands.buffer(), block);
          address(place.header(), sequence);
          place
              .priceE9(30_000_500_000_000L)
              .quantityE9(100_000_000L)
              .side(Side.BUY)
              .leg(Leg.LONG)
              .orderType(OrderType.LIMIT)
              .timeInForce(TimeInForce.POST_ONLY)
              .reduceOnly((short) (reduceOnly ? 1 : 0))
              .clientOrderId(clientOrderId);
          return place.encodedLength();
        });
  }

  void cancel(long sequence, String clientOrderId) {
    CancelOrderEncoder cancel = new CancelOrderEncoder();
    command(
        sequence,
        CancelOrderEncoder.TEMPLATE_ID,
        block -> {
          cancel.wrap(commands.buffer(), block);
          address(cancel.header(), sequence);
          cancel.orderId("").clientOrderId(clientOrderId);
          return cancel.encodedLength();
        });
  }

  void report(long sequence, ReportKind kind, String clientOrderId, long sinceNs) {
    RequestReportEncoder report = new RequestReportEncoder();
    command(
        sequence,
        RequestReportEncoder.TEMPLATE_ID,
        block -> {
          report.wrap(commands.buffer(), block);
          address(report.header(), sequence);
          if (clientOrderId.isEmpty()) {
            report.header().instrument(RecordHeaderEncoder.instrumentNullValue());
          }
          report.kind(kind).sinceTimeNs(sinceNs).clientOrderId(clientOrderId);
          return report.encodedLength();
        });
  }

  /** Encodes at the block's place, and says how long it became. */
  @FunctionalInterface
  interface Encoding {
    int encode(int block);
  }

  /** Commands come from one thread at a time, as from the engine. */
  void command(long sequence, int template, Encoding encoding) {
    synchronized (gatewayThread) {
      commands.clear();
      commands.end(encoding.encode(commands.begin(template)));
      RecordLayout.sequence(commands.buffer(), 0, sequence);
      gateway.onCommand(commands.buffer(), 0);
      gateway.flush();
    }
  }

  void address(RecordHeaderEncoder header, long sequence) {
    header.sequence(sequence).ordinal(1).account(ACCOUNT).instrument(BTC);
  }

  /** Where {@link Encoding}s write. */
  org.agrona.MutableDirectBuffer buffer() {
    return commands.buffer();
  }

  private void flushAgainAndAgain() {
    while (!closed) {
      synchronized (gatewayThread) {
        gateway.flush();
      }
      java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
    }
  }

  // ----- what the engine heard -------------------------------------------------------------------

  /** {@code 5 accepted}, {@code 6 rejected REFUSED 110007}, {@code 7 unresolved TIMED_OUT}. */
  List<String> answers() {
    return sink.records().stream().map(TradingFixture::answer).filter(a -> a != null).toList();
  }

  String awaitAnswer(long sequence) {
    sink.await(
        "an answer to " + sequence,
        r -> answers().stream().anyMatch(a -> a.startsWith(sequence + " ")));
    return answers().stream().filter(a -> a.startsWith(sequence + " ")).findFirst().orElseThrow();
  }

  /** {@code OPEN_ORDERS 2 complete}. */
  List<String> reports() {
    return sink.records(ReportEndDecoder.TEMPLATE_ID).stream()
        .map(
            r -> {
              ReportEndDecoder end = wrap(new ReportEndDecoder(), r);
              return end.kind()
                  + " "
                  + end.items()
                  + (end.complete() == 1 ? " complete" : " incomplete");
            })
        .toList();
  }

  static String answer(DirectBuffer r) {
    return switch (RecordLayout.templateId(r, 0)) {
      case CommandAcceptedDecoder.TEMPLATE_ID -> {
        CommandAcceptedDecoder a = new CommandAcceptedDecoder();
        a.wrap(r, RecordLayout.BLOCK_OFFSET, RecordLayout.blockLength(r, 0), 3);
        yield a.commandSequence() + " accepted";
      }
      case CommandRejectedDecoder.TEMPLATE_ID -> {
        CommandRejectedDecoder a = new CommandRejectedDecoder();
        a.wrap(r, RecordLayout.BLOCK_OFFSET, RecordLayout.blockLength(r, 0), 3);
        int code = a.venueCode();
        yield a.commandSequence()
            + " rejected "
            + a.rejectClass()
            + (code == CommandRejectedDecoder.venueCodeNullValue() ? "" : " " + code);
      }
      case CommandUnresolvedDecoder.TEMPLATE_ID -> {
        CommandUnresolvedDecoder a = new CommandUnresolvedDecoder();
        a.wrap(r, RecordLayout.BLOCK_OFFSET, RecordLayout.blockLength(r, 0), 3);
        yield a.commandSequence() + " unresolved " + a.reason();
      }
      default -> null;
    };
  }

  private static ReportEndDecoder wrap(ReportEndDecoder end, UnsafeBuffer r) {
    return end.wrap(r, RecordLayout.BLOCK_OFFSET, RecordLayout.blockLength(r, 0), 3);
  }

  static ReportBeginDecoder begin(UnsafeBuffer r) {
    return new ReportBeginDecoder()
        .wrap(r, RecordLayout.BLOCK_OFFSET, RecordLayout.blockLength(r, 0), 3);
  }

  /** There are no books here. */
  private static final class NoMarket implements CommandHandler {
    @Override
    public void onCommand(DirectBuffer buffer, int recordOffset) {
      throw new AssertionError("no book was asked for");
    }

    @Override
    public boolean flush() {
      return false;
    }
  }
}
