package ringside.adapters.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.UnsafeBuffer;
import org.java_websocket.WebSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import ringside.journal.codec.ExecutionDecoder;
import ringside.journal.codec.ForeignExposureDecoder;
import ringside.journal.codec.OrderUpdateDecoder;
import ringside.journal.codec.ReportBeginDecoder;
import ringside.journal.codec.ReportKind;
import ringside.journal.codec.WalletUpdateDecoder;
import ringside.journal.event.Decimals;
import ringside.journal.event.RecordLayout;

/** Reports against a REST that gives them page by page, and in every wrong way. */
@Timeout(60)
class AccountReportsTest {
  private static final long NOTHING = Long.MIN_VALUE;
  private static final long DAY_NS = 86_400_000_000_000L;

  private TradingFixture fixture;

  @BeforeEach
  void open() throws InterruptedException {
    fixture = new TradingFixture();
    fixture.withTrade = false;
    fixture.ready();
  }

  @AfterEach
  void close() throws InterruptedException {
    fixture.close();
    assertThat(fixture.faults).isEmpty();
  }

  @Test
  void aReportIsReadPageAfterPageToTheEndAndSaysWhatItAnswers() {
    fixture.rest.on(
        "/v5/order/realtime",
        query ->
            query.contains("cursor=b%3D2")
                ? fixture.rest.page("", AccountMessages.order("c", "New"))
                : query.contains("cursor=a%3D1")
                    ? fixture.rest.page("b%3D2", AccountMessages.order("b", "New"))
                    : fixture.rest.page("a%3D1", AccountMessages.order("a", "New")));
    fixture.report(5, ReportKind.OPEN_ORDERS, "", NOTHING);
    assertThat(fixture.awaitAnswer(5)).isEqualTo("5 accepted");
    fixture.awaitReports(1);
    assertThat(fixture.reports()).containsExactly("OPEN_ORDERS 3 complete");
    ReportBeginDecoder begin =
        TradingFixture.begin(fixture.sink.records(ReportBeginDecoder.TEMPLATE_ID).get(0));
    assertThat(begin.commandSequence()).isEqualTo(5);
    assertThat(begin.commandOrdinal()).isEqualTo(1);
    assertThat(begin.askedTimeNs()).isPositive();
    List<UnsafeBuffer> orders = fixture.sink.records(OrderUpdateDecoder.TEMPLATE_ID);
    assertThat(orders).hasSize(3).allMatch(r -> order(r).reportId() == begin.reportId());
    assertThat(fixture.rest.asked("/v5/order/realtime"))
        .anyMatch(q -> q.endsWith("category=linear&settleCoin=USDT&openOnly=0&limit=50"));
  }

  @Test
  void pagesThatGoRoundInACircleMakeItIncomplete() {
    fixture.rest.on(
        "/v5/order/realtime",
        query -> fixture.rest.page("same", AccountMessages.order("a", "New")));
    fixture.report(5, ReportKind.OPEN_ORDERS, "", NOTHING);
    fixture.awaitReports(1);
    assertThat(fixture.reports()).containsExactly("OPEN_ORDERS 2 incomplete");
  }

  @Test
  void pagesWithoutEndAreCutAndMakeItIncomplete() {
    AtomicInteger page = new AtomicInteger();
    fixture.rest.on(
        "/v5/order/realtime",
        query ->
            fixture.rest.page("p" + page.incrementAndGet(), AccountMessages.order("a", "New")));
    fixture.report(5, ReportKind.OPEN_ORDERS, "", NOTHING);
    fixture.awaitReports(1);
    assertThat(fixture.reports()).containsExactly("OPEN_ORDERS 100 incomplete");
  }

  @Test
  void aPageThatFailsMakesItIncomplete() {
    fixture.rest.on(
        "/v5/order/realtime",
        query ->
            query.contains("cursor")
                ? fixture.rest.code(10001, "no", "{}")
                : fixture.rest.page("next", AccountMessages.order("a", "New")));
    fixture.report(5, ReportKind.OPEN_ORDERS, "", NOTHING);
    fixture.awaitReports(1);
    assertThat(fixture.reports()).containsExactly("OPEN_ORDERS 1 incomplete");
  }

  @Test
  void anItemThatCannotBeReadOrAnAnswerWithoutAListMakesItIncomplete() {
    fixture.rest.on(
        "/v5/order/realtime",
        query ->
            fixture.rest.page("", AccountMessages.order("a", "New"), "{\"symbol\":\"BTCUSDT\"}"));
    fixture.rest.on("/v5/account/wallet-balance", query -> fixture.rest.ok("{}"));
    fixture.report(5, ReportKind.OPEN_ORDERS, "", NOTHING);
    fixture.report(6, ReportKind.WALLET, "", NOTHING);
    fixture.awaitReports(2);
    assertThat(fixture.reports())
        .containsExactly("OPEN_ORDERS 1 incomplete", "WALLET 0 incomplete");
  }

  @Test
  void aSymbolWithoutBothItsLegsIsNeverReadAsFlat() {
    fixture.rest.on(
        "/v5/position/list",
        query ->
            query.contains("ETHUSDT")
                ? fixture.rest.list(ScriptedRest.position(query, 0))
                : fixture.rest.list(ScriptedRest.position(query, 1)));
    fixture.report(5, ReportKind.POSITIONS, "", NOTHING);
    fixture.awaitReports(1);
    assertThat(fixture.reports()).containsExactly("POSITIONS 2 incomplete");
    fixture.rest.on("/v5/position/list", query -> fixture.rest.list());
    fixture.report(6, ReportKind.POSITIONS, "", NOTHING);
    fixture.awaitReports(2);
    assertThat(fixture.reports().get(1)).isEqualTo("POSITIONS 0 incomplete");
  }

  @Test
  void anOrderIsLookedForInOpenOrdersAndThenInHistory() {
    fixture.rest.on(
        "/v5/order/history", query -> fixture.rest.list(AccountMessages.order("c-9", "Cancelled")));
    fixture.report(5, ReportKind.ORDER, "c-9", NOTHING);
    fixture.awaitReports(1);
    assertThat(fixture.reports()).containsExactly("ORDER 1 complete");
    fixture.rest.on(
        "/v5/order/realtime", query -> fixture.rest.list(AccountMessages.order("c-9", "New")));
    int before = fixture.rest.asked("/v5/order/history").size();
    fixture.report(6, ReportKind.ORDER, "c-9", NOTHING);
    fixture.awaitReports(2);
    assertThat(fixture.reports().get(1)).isEqualTo("ORDER 1 complete");
    assertThat(fixture.rest.asked("/v5/order/history")).hasSize(before);
    fixture.report(7, ReportKind.ORDER, "", NOTHING);
    assertThat(fixture.awaitAnswer(7)).isEqualTo("7 rejected REFUSED");
  }

  @Test
  void transfersAreWhatTheAccountsLogSaysBesidesExecutions() {
    String line = "{\"id\":\"%s\",\"currency\":\"USDT\",\"type\":\"%s\",\"change\":\"%s\",";
    line += "\"transactionTime\":\"1672128000000\",\"symbol\":\"\",\"funding\":\"\"}";
    String in = String.format(Locale.ROOT, line, "t-1", "TRANSFER_IN", "100.5");
    String trade = String.format(Locale.ROOT, line, "t-2", "TRADE", "-1");
    String bonus = String.format(Locale.ROOT, line, "t-3", "BONUS", "3");
    String paid = String.format(Locale.ROOT, line, "t-4", "LIQUIDATION", "3.14");
    String traded =
        paid.replace("t-4", "t-5").replace("\"symbol\"", "\"orderId\":\"o-1\",\"symbol\"");
    fixture.rest.on(
        "/v5/account/transaction-log", q -> fixture.rest.list(in, trade, bonus, paid, traded));
    fixture.report(5, ReportKind.TRANSFERS, "", NOTHING);
    fixture.awaitReports(1);
    assertThat(fixture.reports()).containsExactly("TRANSFERS 3 complete");
  }

  @Test
  void executionsAreAskedForInWindowsOfSevenDaysOldestFirst() {
    long nowNs = fixture.rest.venueMs() * 1_000_000L;
    fixture.rest.on(
        "/v5/execution/list",
        query -> fixture.rest.list(AccountMessages.execution("e-" + query.hashCode())));
    fixture.report(5, ReportKind.EXECUTIONS, "", nowNs - 15 * DAY_NS);
    fixture.awaitReports(1);
    assertThat(fixture.reports()).containsExactly("EXECUTIONS 3 complete");
    List<String> asked = fixture.rest.asked("/v5/execution/list");
    assertThat(asked).hasSize(3);
    long[] starts = asked.stream().mapToLong(q -> number(q, "startTime")).toArray();
    long[] ends = asked.stream().mapToLong(q -> number(q, "endTime")).toArray();
    assertThat(starts[1]).isEqualTo(ends[0] + 1);
    assertThat(starts[2]).isEqualTo(ends[1] + 1);
    assertThat(ends[0] - starts[0]).isLessThan(7 * DAY_NS / 1_000_000);
    assertThat(ends[2]).isGreaterThanOrEqualTo(fixture.rest.venueMs() - 10_000);
  }

  @Test
  void executionsAreToldOldestFirstThoughTheVenueListsThemNewestFirst() {
    fixture.rest.on(
        "/v5/execution/list",
        query ->
            query.contains("cursor=older")
                ? fixture.rest.page(
                    "", AccountMessages.execution("e-2"), AccountMessages.execution("e-1"))
                : fixture.rest.page(
                    "older", AccountMessages.execution("e-4"), AccountMessages.execution("e-3")));
    fixture.report(5, ReportKind.EXECUTIONS, "", NOTHING);
    fixture.awaitReports(1);
    assertThat(fixture.reports()).containsExactly("EXECUTIONS 4 complete");
    assertThat(fixture.sink.records(ExecutionDecoder.TEMPLATE_ID))
        .extracting(record -> execution(record).executionId())
        .containsExactly("e-1", "e-2", "e-3", "e-4");
  }

  @Test
  void whatAGapMissedIsAskedForUntilItComesWhateverOtherGapsFollow() {
    fixture.rest.on("/v5/execution/list", query -> fixture.rest.code(10001, "no", "{}"));
    for (int gap = 1; gap <= 2; gap++) {
      int reports = 4 * gap;
      fixture.privateVenue.connections().get(0).closeConnection(1006, "cut");
      fixture.sink.await("the reports of a reconnect", r -> fixture.reports().size() >= reports);
    }
    List<String> asked = fixture.rest.asked("/v5/execution/list");
    assertThat(asked).hasSizeGreaterThan(1);
    assertThat(asked.stream().mapToLong(q -> number(q, "startTime")).distinct().toArray())
        .as("from the first gap's beginning: %s", asked)
        .hasSize(1);
  }

  @Test
  void aWalletIsNoNewerThanTheQuestionForIt() {
    fixture.rest.on(
        "/v5/account/wallet-balance",
        query -> {
          java.util.concurrent.locks.LockSupport.parkNanos(200_000_000);
          return fixture.rest.list(AccountMessages.WALLET);
        });
    long beforeMs = fixture.rest.venueMs();
    fixture.report(5, ReportKind.WALLET, "", NOTHING);
    fixture.awaitReports(1);
    List<UnsafeBuffer> wallets = fixture.sink.records(WalletUpdateDecoder.TEMPLATE_ID);
    assertThat(wallets).isNotEmpty();
    long saidNs =
        new WalletUpdateDecoder()
            .wrap(
                wallets.get(0),
                RecordLayout.BLOCK_OFFSET,
                RecordLayout.blockLength(wallets.get(0), 0),
                3)
            .header()
            .venueTimeNs();
    assertThat(saidNs / 1_000_000).isLessThan(beforeMs + 190);
  }

  @Test
  void moreReportsThanCanWaitAreRejected() {
    fixture.rest.on(
        "/v5/account/wallet-balance",
        query -> {
          java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
          return fixture.rest.list(AccountMessages.WALLET);
        });
    for (int i = 0; i < 70; i++) {
      fixture.report(100 + i, ReportKind.WALLET, "", NOTHING);
    }
    fixture.sink.await("all answers", r -> fixture.answers().size() == 70);
    assertThat(fixture.answers()).contains("169 rejected NOT_SENT", "100 accepted");
  }

  @Test
  void whatTheAccountHasWhereNobodyTradesIsToldWhenItChangesAndWhenItIsGone() {
    String order = AccountMessages.order("x", "New").replace("BTCUSDT", "DOGEUSDT");
    String ended = AccountMessages.order("y", "Filled").replace("BTCUSDT", "DOGEUSDT");
    String spot = order.replace("\"linear\"", "\"spot\"");
    fixture.rest.on(
        "/v5/order/realtime",
        query -> fixture.rest.list(order, ended, spot, AccountMessages.ORDER));
    fixture.report(5, ReportKind.OPEN_ORDERS, "", NOTHING);
    fixture.awaitReports(1);
    assertThat(foreign()).containsExactly("DOGEUSDT 0 0 1");
    fixture.report(6, ReportKind.OPEN_ORDERS, "", NOTHING);
    fixture.awaitReports(2);
    assertThat(foreign()).as("nothing is new").hasSize(1);

    String small = AccountMessages.POSITION.replace("BTCUSDT", "DOGEUSDT");
    String large =
        small.replace("\"positionIdx\":2,\"side\":\"Sell\"", "\"positionIdx\":1,\"side\":\"Buy\"");
    positions(small, large.replace("0.3", "2.5"), AccountMessages.POSITION);
    fixture.report(7, ReportKind.POSITIONS, "", NOTHING);
    fixture.awaitReports(3);
    assertThat(foreign()).last().isEqualTo("DOGEUSDT 2.5 0.3 1");
    assertThat(fixture.reports()).last().isEqualTo("POSITIONS 4 complete");

    fixture.rest.on("/v5/order/realtime", query -> fixture.rest.list());
    fixture.report(8, ReportKind.OPEN_ORDERS, "", NOTHING);
    fixture.awaitReports(4);
    assertThat(foreign()).last().isEqualTo("DOGEUSDT 2.5 0.3 0");
    positions();
    fixture.report(9, ReportKind.POSITIONS, "", NOTHING);
    fixture.awaitReports(5);
    assertThat(foreign()).hasSize(4).last().isEqualTo("DOGEUSDT 0 0 0");
  }

  @Test
  void aMessageOfAVenueWhoseClockWentBackHasEverythingAskedForAnew() {
    WebSocket stream = fixture.privateVenue.connections().get(0);
    String message = AccountMessages.message("wallet", AccountMessages.WALLET);
    stream.send(message);
    stream.send(message.replace("1672364262474", "1672364261900"));
    stream.send(message.replace("1672364262474", "1672364261300"));
    fixture.awaitReports(4);
    assertThat(fixture.reports()).hasSize(4).contains("WALLET 2 complete");
  }

  @Test
  void whatEarlierRunsKnewIsToldToBeGoneWhenItIs() throws InterruptedException {
    fixture.close();
    fixture = new TradingFixture();
    fixture.withTrade = false;
    fixture.foreign =
        Map.of(
            "DOGEUSDT", new ForeignExposure(2_500_000_000L, 0, 1),
            "XRPUSDT", new ForeignExposure(0, 300_000_000L, 0));
    fixture.start();
    fixture.awaitReports(3);

    assertThat(foreign())
        .containsExactlyInAnyOrder("DOGEUSDT 2.5 0 0", "DOGEUSDT 0 0 0", "XRPUSDT 0 0 0");
  }

  @Test
  void onlyAnAccountsOwnSymbolsAreAskedForOneByOneAndOthersAreReadFromTheList()
      throws InterruptedException {
    fixture.close();
    fixture = new TradingFixture();
    fixture.withTrade = false;
    fixture.own = Set.of("BTCUSDT");
    fixture.ready();
    positions(AccountMessages.POSITION.replace("BTCUSDT", "ETHUSDT"), AccountMessages.POSITION);
    int before = fixture.rest.asked("/v5/position/list").size();
    fixture.report(7, ReportKind.POSITIONS, "", NOTHING);
    fixture.awaitReports(1);

    assertThat(fixture.reports()).containsExactly("POSITIONS 3 complete");
    assertThat(fixture.rest.asked("/v5/position/list").subList(before, before + 2))
        .hasSize(2)
        .noneMatch(query -> query.contains("symbol=ETHUSDT"));
    assertThat(foreign()).as("it is an instrument of this engine").isEmpty();
  }

  @Test
  void anIncompleteReportTellsNothingOfWhatIsForeign() {
    String order = AccountMessages.order("x", "New").replace("BTCUSDT", "DOGEUSDT");
    fixture.rest.on("/v5/order/realtime", query -> fixture.rest.page("same", order));
    fixture.report(5, ReportKind.OPEN_ORDERS, "", NOTHING);
    fixture.awaitReports(1);
    assertThat(foreign()).isEmpty();
  }

  @Test
  void aMessageOnASymbolThatNobodyTradesHasTheAccountAskedForAnew() {
    String order = AccountMessages.order("x", "New").replace("BTCUSDT", "DOGEUSDT");
    fixture.rest.on("/v5/order/realtime", query -> fixture.rest.list(order));
    WebSocket stream = fixture.privateVenue.connections().get(0);
    stream.send(AccountMessages.message("order", order));
    stream.send(AccountMessages.message("order", order));
    fixture.awaitReports(2);
    assertThat(fixture.reports()).containsExactly("OPEN_ORDERS 0 complete", "POSITIONS 4 complete");
    assertThat(foreign()).containsExactly("DOGEUSDT 0 0 1");
  }

  private void positions(String... ofAnySymbol) {
    fixture.rest.on(
        "/v5/position/list",
        query ->
            query.contains("symbol=")
                ? fixture.rest.list(
                    ScriptedRest.position(query, 1), ScriptedRest.position(query, 2))
                : fixture.rest.list(ofAnySymbol));
  }

  private List<String> foreign() {
    return fixture.sink.records(ForeignExposureDecoder.TEMPLATE_ID).stream()
        .map(AccountReportsTest::foreign)
        .toList();
  }

  /** {@code DOGEUSDT 2.5 0.3 1}: symbol, long, short, open orders. */
  static String foreign(UnsafeBuffer r) {
    ForeignExposureDecoder told = new ForeignExposureDecoder();
    told.wrap(
        r, RecordLayout.BLOCK_OFFSET, RecordLayout.blockLength(r, 0), RecordLayout.version(r, 0));
    assertThat(told.header().account()).isEqualTo(TradingFixture.ACCOUNT);
    long openOrders = told.openOrders();
    String position =
        Decimals.toStringE9(told.longE9()) + " " + Decimals.toStringE9(told.shortE9());
    return told.symbol() + " " + position + " " + openOrders;
  }

  private static long number(String query, String name) {
    return Long.parseLong(query.replaceAll(".*" + name + "=(\\d+).*", "$1"));
  }

  private static ExecutionDecoder execution(UnsafeBuffer r) {
    return new ExecutionDecoder()
        .wrap(r, RecordLayout.BLOCK_OFFSET, RecordLayout.blockLength(r, 0), 3);
  }

  private static OrderUpdateDecoder order(UnsafeBuffer r) {
    return new OrderUpdateDecoder()
        .wrap(r, RecordLayout.BLOCK_OFFSET, RecordLayout.blockLength(r, 0), 3);
  }
}
