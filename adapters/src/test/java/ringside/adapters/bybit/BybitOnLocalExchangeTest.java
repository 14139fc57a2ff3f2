package ringside.adapters.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import ringside.adapters.bybit.rest.BybitEnvironment;
import ringside.adapters.bybit.rest.BybitRest;
import ringside.adapters.bybit.rest.Credentials;
import ringside.adapters.bybit.rest.JsonValue;
import ringside.adapters.bybit.rest.RestAnswer;
import ringside.adapters.bybit.rest.RestClient;
import ringside.adapters.bybit.rest.RestRequest;
import ringside.adapters.bybit.rest.VenueListener;
import ringside.adapters.exchange.AccountKey;
import ringside.adapters.exchange.ExchangeConfig;
import ringside.adapters.exchange.Fault;
import ringside.adapters.exchange.FaultKind;
import ringside.adapters.exchange.LocalExchange;
import ringside.adapters.exchange.SocketStep;
import ringside.adapters.exchange.StreamKind;
import ringside.adapters.port.CommandHandler;
import ringside.adapters.port.ProcessClock;
import ringside.adapters.ws.StreamWatchdog;
import ringside.journal.codec.AmendOrderEncoder;
import ringside.journal.codec.CancelOrderEncoder;
import ringside.journal.codec.ExecutionDecoder;
import ringside.journal.codec.ForeignExposureDecoder;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.OrderUpdateDecoder;
import ringside.journal.codec.PlaceOrderEncoder;
import ringside.journal.codec.RecordHeaderEncoder;
import ringside.journal.codec.ReportEndDecoder;
import ringside.journal.codec.ReportKind;
import ringside.journal.codec.RequestReportEncoder;
import ringside.journal.codec.SetPositionModeEncoder;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.event.Decimals;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/** The gateway against the local exchange, which knows nothing of it. */
@Timeout(60)
class BybitOnLocalExchangeTest {
  private static final String SYMBOL = "BTCUSDT";
  private static final String OTHER = "ETHUSDT";
  private static final Set<String> BAD = Set.of("OPEN_ORDERS incomplete", "POSITIONS incomplete");
  private static final int INSTRUMENT = 0;

  private final CapturingSink sink = new CapturingSink();
  private final BlockingQueue<Throwable> faults = new ArrayBlockingQueue<>(100);
  private final StreamWatchdog watchdog =
      new StreamWatchdog(2_000_000, (where, fault) -> faults.add(fault)).start();
  private final ProcessClock clock = ProcessClock.startingAbove(0);
  private final RecordBuffer commands = new RecordBuffer(2048, 4096);
  private LocalExchange exchange;
  private BybitRest rest;
  private RestClient looker;
  private BybitOrderGateway gateway;
  private Thread flusher;
  private volatile boolean closed;
  private long tickE9;
  private long asked;
  private long askedAt;

  @BeforeEach
  void open() throws IOException {
    exchange =
        LocalExchange.start(
            ExchangeConfig.defaults().withSeed(7L).withSymbols(List.of(SYMBOL, OTHER)));
    AccountKey key = exchange.accounts().get(0);
    rest =
        BybitRest.of(
            BybitEnvironment.local(
                URI.create(exchange.restUrl()),
                URI.create(exchange.publicUrl()),
                URI.create(exchange.privateUrl()),
                Optional.of(URI.create(exchange.tradeUrl()))),
            clock,
            VenueListener.NONE);
    rest.measureClock().join();
    Credentials credentials = Credentials.of("test", key.apiKey(), key.secret());
    looker = rest.account("looker", credentials);
    tickE9 = exchange.instruments().get(SYMBOL).tickE9();
    AccountSettings settings =
        AccountSettings.of(
                "main",
                1,
                credentials,
                StreamSettings.of(URI.create(exchange.privateUrl()), 7),
                Optional.of(StreamSettings.of(URI.create(exchange.tradeUrl()), 8)),
                Map.of(SYMBOL, INSTRUMENT))
            .withRequestTimeoutNs(1_500_000_000L);
    gateway =
        new BybitOrderGateway(
            List.of(settings),
            new NoMarket(),
            new TradingServices(
                sink,
                clock,
                watchdog,
                (where, fault) -> faults.add(fault),
                new ConnectGovernor(),
                rest,
                VenueListener.NONE,
                () -> (attempts, reason, code, nanoTime) -> 50_000_000L));
    gateway.start();
    flusher = new Thread(this::flushAgainAndAgain, "test-gateway");
    flusher.setDaemon(true);
    flusher.start();
    sink.await("three reports", r -> reports().size() == 3);
    sink.await("the trade socket", r -> isUp(8));
    assertThat(reports()).allMatch(r -> r.endsWith(" complete"));
  }

  @AfterEach
  void close() throws InterruptedException {
    closed = true;
    gateway.close();
    flusher.join(10_000);
    rest.close();
    watchdog.close();
    exchange.close();
    assertThat(faults).isEmpty();
    assertThat(exchange.fault()).isNotDone();
  }

  @Test
  void anOrderLivesAndDiesAsTheVenueSays() {
    long price = bid() / 2 / tickE9 * tickE9;
    place(5, "c-5", Side.BUY, OrderType.LIMIT, price, Leg.ONE_WAY);
    assertThat(awaitAnswer(5)).isEqualTo("5 accepted");
    awaitStatus("c-5", OrderStatus.NEW);
    amend(6, "c-5", price - tickE9);
    assertThat(awaitAnswer(6)).isEqualTo("6 accepted");
    sink.await(
        "the new price",
        r -> orders("c-5").stream().anyMatch(o -> o.contains(Decimals.toStringE9(price - tickE9))));
    cancel(7, "c-5");
    assertThat(awaitAnswer(7)).isEqualTo("7 accepted");
    awaitStatus("c-5", OrderStatus.CANCELLED);
    cancel(8, "c-5");
    assertThat(awaitAnswer(8)).startsWith("8 rejected REFUSED 1100");
  }

  @Test
  void aFillIsToldWithItsFeeAndShowsInTheNextReport() {
    place(5, "c-5", Side.BUY, OrderType.MARKET, Decimals.INVALID, Leg.ONE_WAY);
    assertThat(awaitAnswer(5)).isEqualTo("5 accepted");
    awaitStatus("c-5", OrderStatus.FILLED);
    sink.await("the execution", r -> !executions().isEmpty());
    assertThat(executions()).allMatch(id -> !id.isEmpty());
    assertThat(executions()).containsExactlyInAnyOrderElementsOf(venueExecutions());
  }

  @Test
  void hedgeModeIsSetAndTheWrongLegIsRefused() {
    setHedge(5);
    assertThat(awaitAnswer(5)).isEqualTo("5 accepted");
    setHedge(6);
    assertThat(awaitAnswer(6)).isEqualTo("6 accepted");
    place(7, "c-7", Side.BUY, OrderType.MARKET, Decimals.INVALID, Leg.ONE_WAY);
    assertThat(awaitAnswer(7)).startsWith("7 rejected REFUSED");
    place(8, "c-8", Side.BUY, OrderType.MARKET, Decimals.INVALID, Leg.LONG);
    assertThat(awaitAnswer(8)).isEqualTo("8 accepted");
    awaitStatus("c-8", OrderStatus.FILLED);
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {"LATE_ANSWER", "DOUBLE_ANSWER", "NO_ANSWER", "FILL_BEFORE_ANSWER"})
  void howeverAPlacementIsAnsweredItIsThereOnceAndKnown(FaultKind kind) {
    inject(Fault.of(kind).on(StreamKind.TRADE).times(1).withDelayMs(2_500));
    place(5, "c-5", Side.BUY, OrderType.MARKET, Decimals.INVALID, Leg.ONE_WAY);
    String answer = awaitAnswer(5);
    assertThat(answer).isIn("5 accepted", "5 unresolved TIMED_OUT");
    awaitStatus("c-5", OrderStatus.FILLED);
    sink.await(
        "its executions",
        r -> !executions().isEmpty() && executions().containsAll(venueExecutions()));
    assertThat(answers().stream().filter(a -> a.startsWith("5 "))).hasSize(1);
    assertThat(venueOrders("c-5")).isEqualTo(1);
  }

  @Test
  void aPlacementThatTheVenueNeverTookIsProvenNotSent() {
    inject(Fault.of(FaultKind.TIME_OUT).on(StreamKind.TRADE).times(1));
    place(5, "c-5", Side.BUY, OrderType.MARKET, Decimals.INVALID, Leg.ONE_WAY);
    assertThat(awaitAnswer(5)).isEqualTo("5 unresolved TIMED_OUT");
    sink.await("the proof", r -> answers().size() == 2);
    assertThat(answers().get(1)).isEqualTo("5 rejected NOT_SENT");
    assertThat(venueOrders("c-5")).isZero();
  }

  @ParameterizedTest
  @EnumSource(SocketStep.class)
  void whereverThePrivateSocketIsCutTheAccountIsKnownAgain(SocketStep step) {
    if (step == SocketStep.NOW) {
      inject(Fault.of(FaultKind.DROP_SOCKET).on(StreamKind.PRIVATE).at(step));
    } else {
      inject(Fault.of(FaultKind.DROP_SOCKET).on(StreamKind.PRIVATE).at(step));
      inject(Fault.of(FaultKind.DROP_SOCKET).on(StreamKind.PRIVATE).at(SocketStep.NOW));
    }
    place(5, "c-5", Side.BUY, OrderType.MARKET, Decimals.INVALID, Leg.ONE_WAY);
    awaitAnswer(5);
    sink.await(
        "its executions",
        r -> !executions().isEmpty() && executions().containsAll(venueExecutions()));
    sink.await("reports anew", r -> reports().size() >= 7);
  }

  @Test
  void aTradeSocketThatIsCutWithAnOrderUnderWayLosesNothing() {
    inject(Fault.of(FaultKind.NO_ANSWER).on(StreamKind.TRADE));
    place(5, "c-5", Side.BUY, OrderType.MARKET, Decimals.INVALID, Leg.ONE_WAY);
    inject(Fault.of(FaultKind.DROP_SOCKET).on(StreamKind.TRADE).at(SocketStep.NOW));
    assertThat(awaitAnswer(5)).startsWith("5 unresolved");
    awaitStatus("c-5", OrderStatus.FILLED);
    assertThat(venueOrders("c-5")).isEqualTo(1);
  }

  @Test
  void afterARestartOfTheVenueEverythingIsKnownAgainAndOrdersGoOn() {
    place(5, "c-5", Side.BUY, OrderType.MARKET, Decimals.INVALID, Leg.ONE_WAY);
    awaitStatus("c-5", OrderStatus.FILLED);
    inject(Fault.of(FaultKind.RESTART));
    sink.await("reports anew", r -> reports().size() >= 7);
    place(6, "c-6", Side.SELL, OrderType.MARKET, Decimals.INVALID, Leg.ONE_WAY);
    awaitStatus("c-6", OrderStatus.FILLED);
    assertThat(executions()).containsAll(venueExecutions());
  }

  @Test
  void reportsThatFailedForLongAreThereSoonAfterTheVenueIsWellAgain() {
    for (String path : List.of("/v5/order/realtime", "/v5/position/list")) {
      inject(Fault.of(FaultKind.RET_CODE).on(StreamKind.REST).withPath(path).withCode(10016));
    }
    inject(Fault.of(FaultKind.DROP_SOCKET).on(StreamKind.PRIVATE).at(SocketStep.NOW));
    sink.await("reports that fail", r -> reports().stream().filter(BAD::contains).count() >= 3);
    exchange.faults().clear();
    long wellAt = System.nanoTime();
    int before = reports().size();
    awaitWithin(
        30,
        "complete reports",
        () -> {
          List<String> since = reports().subList(before, reports().size());
          return since.contains("OPEN_ORDERS complete") && since.contains("POSITIONS complete");
        });
    assertThat(System.nanoTime() - wellAt).isLessThan(25_000_000_000L);
  }

  @Test
  void whatSomebodyElseDoesAtASymbolOfNoConfigIsToldAndThatItIsOver() {
    Fault order = Fault.of(FaultKind.FOREIGN_ORDER).withAccount("account1");
    inject(order.with(OTHER, "Buy", 500_000_000L, 0));
    sink.await("the position", r -> foreign().contains(OTHER + " 0.5 0 0"));
    inject(Fault.of(FaultKind.MANUAL_CLOSE).withAccount("account1").with(OTHER, "", 0, 0));
    sink.await("nothing is left", r -> foreign().contains(OTHER + " 0 0 0"));
  }

  @Test
  @Tag("slow")
  void throughFaultsAtRandomNoOrderIsTwiceNoneIsLostAndAllExecutionsAreHeard() {
    long seed = Long.getLong("ringside.seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    int orders = 40;
    for (int i = 0; i < orders; i++) {
      if (i % 4 == 1) {
        inject(fault(random));
      }
      Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
      place(100 + i, "c-" + i, side, OrderType.MARKET, Decimals.INVALID, Leg.ONE_WAY);
      if (i % 8 == 7) {
        awaitAnswer(100 + i);
      }
    }
    exchange.faults().clear();
    // A message that was to come after the next one waits for it: somebody has to go last
    place(100 + orders, "last", Side.BUY, OrderType.MARKET, Decimals.INVALID, Leg.ONE_WAY);
    awaitWithin(
        30,
        "every order's fate, seed " + seed,
        () -> {
          for (int i = 0; i < orders; i++) {
            String id = "c-" + i;
            String prefix = (100 + i) + " ";
            boolean ended =
                answers().stream().anyMatch(a -> a.startsWith(prefix + "rejected"))
                    || orders(id).stream().anyMatch(o -> o.startsWith("FILLED "));
            if (!ended) {
              // What was told while the stream was down the core asks for by its name
              askFor(id);
              return false;
            }
          }
          return executions().containsAll(venueExecutions());
        });
    assertThat(venueExecutions()).as("seed %d", seed).containsAll(executions());
    Map<String, Integer> atVenue = new HashMap<>();
    for (JsonValue each :
        get("/v5/order/history", "category", "linear", "limit", "50").get("list").items()) {
      assertThat(each.get("orderStatus").text()).isEqualTo("Filled");
      atVenue.merge(each.get("orderLinkId").text(), 1, Integer::sum);
    }
    assertThat(atVenue.values()).as("seed %d: none twice", seed).containsOnly(1);
    for (int i = 0; i < orders; i++) {
      boolean filled = orders("c-" + i).stream().anyMatch(o -> o.startsWith("FILLED "));
      assertThat(atVenue.containsKey("c-" + i)).as("seed %d: order %d", seed, i).isEqualTo(filled);
    }
  }

  private static Fault fault(SplittableRandom random) {
    return switch (random.nextInt(9)) {
      case 0 -> Fault.of(FaultKind.DROP_SOCKET).on(StreamKind.PRIVATE).at(SocketStep.NOW);
      case 1 -> Fault.of(FaultKind.DROP_SOCKET).on(StreamKind.TRADE).at(SocketStep.NOW);
      case 2 -> Fault.of(FaultKind.NO_ANSWER).on(StreamKind.TRADE);
      case 3 -> Fault.of(FaultKind.LATE_ANSWER).on(StreamKind.TRADE).withDelayMs(2_000);
      case 4 -> Fault.of(FaultKind.DOUBLE_ANSWER).on(StreamKind.TRADE);
      case 5 -> Fault.of(FaultKind.FILL_BEFORE_ANSWER).on(StreamKind.TRADE);
      case 6 -> Fault.of(FaultKind.DUPLICATE_MESSAGE).on(StreamKind.PRIVATE);
      case 7 -> Fault.of(FaultKind.REORDER_MESSAGE).on(StreamKind.PRIVATE);
      default -> Fault.of(FaultKind.RET_CODE).on(StreamKind.TRADE).times(1).withCode(10016);
    };
  }

  private void awaitWithin(int seconds, String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + seconds * 1_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime())
          .as("%s: %s; at the venue %s, heard %s", what, answers(), venueExecutions(), executions())
          .isLessThan(deadline);
      LockSupport.parkNanos(100_000_000);
    }
  }

  private void inject(Fault fault) {
    assertThat(exchange.inject(fault).join()).isNotNull();
  }

  // ----- the venue's own record
  // --------------------------------------------------------------------

  private long bid() {
    JsonValue book =
        get("/v5/market/orderbook", "category", "linear", "symbol", SYMBOL, "limit", "1");
    return book.get("b").items().get(0).items().get(0).e9();
  }

  private Set<String> venueExecutions() {
    Set<String> ids = new LinkedHashSet<>();
    for (JsonValue each :
        get("/v5/execution/list", "category", "linear", "limit", "100").get("list").items()) {
      ids.add(each.get("execId").text());
    }
    return ids;
  }

  private int venueOrders(String clientOrderId) {
    Set<String> ids = new LinkedHashSet<>();
    for (String openOnly : List.of("0", "1")) {
      for (JsonValue each :
          get(
                  "/v5/order/realtime",
                  "category",
                  "linear",
                  "symbol",
                  SYMBOL,
                  "orderLinkId",
                  clientOrderId,
                  "openOnly",
                  openOnly)
              .get("list")
              .items()) {
        ids.add(each.get("orderId").text());
      }
    }
    return ids.size();
  }

  private JsonValue get(String path, String... parameters) {
    RestAnswer answer = looker.read(RestRequest.get(path, parameters)).join();
    assertThat(answer).as(answer.describe()).isInstanceOf(RestAnswer.Ok.class);
    return ((RestAnswer.Ok) answer).result();
  }

  // ----- what the engine heard
  // ---------------------------------------------------------------------

  private List<String> answers() {
    return sink.records().stream().map(TradingFixture::answer).filter(a -> a != null).toList();
  }

  private String awaitAnswer(long sequence) {
    sink.await(
        "an answer to " + sequence,
        r -> answers().stream().anyMatch(a -> a.startsWith(sequence + " ")));
    return answers().stream().filter(a -> a.startsWith(sequence + " ")).findFirst().orElseThrow();
  }

  private void awaitStatus(String clientOrderId, OrderStatus status) {
    sink.await(
        clientOrderId + " " + status + "; " + orders(clientOrderId),
        r -> orders(clientOrderId).stream().anyMatch(o -> o.startsWith(status + " ")));
  }

  /** Status and price of all that was said of an order. */
  private List<String> orders(String clientOrderId) {
    return sink.records(OrderUpdateDecoder.TEMPLATE_ID).stream()
        .map(
            r -> {
              OrderUpdateDecoder order = new OrderUpdateDecoder();
              order.wrap(r, RecordLayout.BLOCK_OFFSET, RecordLayout.blockLength(r, 0), 3);
              String price =
                  order.priceE9() == Decimals.INVALID ? "" : Decimals.toStringE9(order.priceE9());
              assertThat(order.orderId()).isNotEmpty();
              return order.clientOrderId().equals(clientOrderId)
                  ? order.status() + " " + price
                  : "";
            })
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private Set<String> executions() {
    Set<String> ids = new LinkedHashSet<>();
    for (UnsafeBuffer r : sink.records(ExecutionDecoder.TEMPLATE_ID)) {
      ExecutionDecoder execution = new ExecutionDecoder();
      execution.wrap(r, RecordLayout.BLOCK_OFFSET, RecordLayout.blockLength(r, 0), 3);
      assertThat(execution.feeE9()).isNotEqualTo(Decimals.INVALID);
      ids.add(execution.executionId());
    }
    return ids;
  }

  private List<String> reports() {
    return sink.records(ReportEndDecoder.TEMPLATE_ID).stream()
        .map(
            r -> {
              ReportEndDecoder end = new ReportEndDecoder();
              end.wrap(r, RecordLayout.BLOCK_OFFSET, RecordLayout.blockLength(r, 0), 3);
              return end.kind() + (end.complete() == 1 ? " complete" : " incomplete");
            })
        .toList();
  }

  private List<String> foreign() {
    return sink.records(ForeignExposureDecoder.TEMPLATE_ID).stream()
        .map(AccountReportsTest::foreign)
        .toList();
  }

  private boolean isUp(int source) {
    return sink.records().stream()
        .anyMatch(r -> RecordLayout.templateId(r, 0) == 50 && RecordLayout.source(r, 0) == source);
  }

  // ----- what the engine asks
  // ----------------------------------------------------------------------

  private void place(long sequence, String id, Side side, OrderType type, long priceE9, Leg leg) {
    PlaceOrderEncoder place = new PlaceOrderEncoder();
    command(
        sequence,
        PlaceOrderEncoder.TEMPLATE_ID,
        block -> {
          place.wrap(commands.buffer(), block);
          address(place.header(), sequence);
          place
              .priceE9(priceE9)
              .quantityE9(10_000_000L)
              .side(side)
              .leg(leg)
              .orderType(type)
              .timeInForce(type == OrderType.LIMIT ? TimeInForce.GTC : TimeInForce.IOC)
              .clientOrderId(id);
          return place.encodedLength();
        });
  }

  private void amend(long sequence, String id, long priceE9) {
    AmendOrderEncoder amend = new AmendOrderEncoder();
    command(
        sequence,
        AmendOrderEncoder.TEMPLATE_ID,
        block -> {
          amend.wrap(commands.buffer(), block);
          address(amend.header(), sequence);
          return amend.priceE9(priceE9).orderId("").clientOrderId(id).encodedLength();
        });
  }

  private void cancel(long sequence, String id) {
    CancelOrderEncoder cancel = new CancelOrderEncoder();
    command(
        sequence,
        CancelOrderEncoder.TEMPLATE_ID,
        block -> {
          cancel.wrap(commands.buffer(), block);
          address(cancel.header(), sequence);
          return cancel.orderId("").clientOrderId(id).encodedLength();
        });
  }

  private void askFor(String id) {
    if (asked > 0 && System.nanoTime() - askedAt < 2_000_000_000L) {
      return;
    }
    askedAt = System.nanoTime();
    long sequence = 10_000 + ++asked;
    RequestReportEncoder report = new RequestReportEncoder();
    command(
        sequence,
        RequestReportEncoder.TEMPLATE_ID,
        block -> {
          report.wrap(commands.buffer(), block);
          address(report.header(), sequence);
          return report
              .kind(ReportKind.ORDER)
              .sinceTimeNs(Decimals.INVALID)
              .clientOrderId(id)
              .encodedLength();
        });
  }

  private void setHedge(long sequence) {
    SetPositionModeEncoder set = new SetPositionModeEncoder();
    command(
        sequence,
        SetPositionModeEncoder.TEMPLATE_ID,
        block -> {
          set.wrap(commands.buffer(), block);
          address(set.header(), sequence);
          return set.hedge((short) 1).encodedLength();
        });
  }

  private void command(long sequence, int template, TradingFixture.Encoding encoding) {
    synchronized (commands) {
      commands.clear();
      commands.end(encoding.encode(commands.begin(template)));
      RecordLayout.sequence(commands.buffer(), 0, sequence);
      gateway.onCommand(commands.buffer(), 0);
      gateway.flush();
    }
  }

  private static void address(RecordHeaderEncoder header, long sequence) {
    header.sequence(sequence).ordinal(1).account(1).instrument(INSTRUMENT);
  }

  private void flushAgainAndAgain() {
    while (!closed) {
      synchronized (commands) {
        gateway.flush();
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

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
