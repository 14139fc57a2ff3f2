package ringside.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.IdText;
import ringside.engine.core.state.OrderIds;
import ringside.engine.core.state.OrderPhase;
import ringside.engine.core.state.OrderState;
import ringside.engine.core.state.StateHash;
import ringside.engine.testing.AccountEvents;
import ringside.engine.testing.CoreHarness;
import ringside.engine.testing.RiskRig;
import ringside.engine.testing.TestEvents;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.RejectClass;
import ringside.journal.codec.ReportKind;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.event.Decimals;
import ringside.journal.event.RecordBuffer;

/** What becomes of an account's events, whatever the order they come in. */
class AccountRulesTest {
  private static final long START = 1_700_000_000_000_000_000L;
  private static final long SECOND = 1_000_000_000L;
  private static final String OURS = name(1);
  private static final String VENUE = "venue-1";
  private static final long NONE = Long.MIN_VALUE;

  private final CoreHarness core = new CoreHarness();
  private final TestEvents events = new TestEvents().at(START);
  private final AccountEvents account = new AccountEvents(events, 0, 0);

  private static String name(int ordinal) {
    byte[] bytes = new byte[OrderIds.MAX_LENGTH];
    int length = OrderIds.write(bytes, 1, 3, ordinal);
    return new String(bytes, 0, length, StandardCharsets.US_ASCII);
  }

  @Test
  void ofAStrategyThatTheConfigHasNoMoreEntriesAreCancelledAndExitsStay() {
    RiskRig rig = new RiskRig().begin();
    rig.position(0, 0, Leg.LONG, "5").position(0, 0, Leg.SHORT, "-5").feed();
    rig.wants(0, 0, AccountRulesTest::entryAndExits).wantsToBuy(1, 0, "3", "99");
    assertThat(rig.trade(0)).hasSize(4);
    rig.wantsNothing();
    OrderState entry = rig.account(0).orders.live(0);
    for (int i = 0; i < 3; i++) {
      OrderState order = rig.account(0).orders.live(i);
      String quantity = Decimals.toStringE9(order.quantityE9());
      rig.order(0, order, OrderStatus.NEW, quantity, "0");
    }
    rig.order(1, rig.account(1).orders.live(0), OrderStatus.NEW, "3", "0").feed();
    rig.gone(0, 0).begin();
    String cancel = "cancel a0 i0 v-" + entry.clientId();
    assertThat(rig.tick(250)).filteredOn(text -> text.startsWith("cancel")).containsExactly(cancel);
    assertThat(rig.tick(250)).as("it is under way").noneMatch(text -> text.startsWith("cancel"));
    rig.order(0, entry, OrderStatus.CANCELLED, "2", "0").feed();
    for (int i = 0; i < 8; i++) {
      assertThat(rig.tick(250)).noneMatch(text -> text.startsWith("cancel"));
    }
    assertThat(rig.account(0).orders.liveCount()).as("exits").isEqualTo(2);
    assertThat(rig.account(1).orders.liveCount()).as("of the other account").isEqualTo(1);
    assertThat(rig.restored().digest()).isEqualTo(rig.harness().core().digest());
  }

  /** In hedge mode what closes a leg need not say that it only reduces. */
  private static void entryAndExits(Proposals out) {
    out.place(Side.BUY, Leg.LONG, RiskRig.e9("2")).limit(RiskRig.e9("99"), TimeInForce.GTC);
    out.place(Side.SELL, Leg.LONG, RiskRig.e9("5"))
        .limit(RiskRig.e9("101"), TimeInForce.GTC)
        .reduceOnly();
    out.place(Side.BUY, Leg.SHORT, RiskRig.e9("5")).limit(RiskRig.e9("98"), TimeInForce.GTC);
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsKnownOfAnOrderDoesNotDependOnTheOrderInWhichItWasHeard(long seed) {
    Random random = new Random(seed);
    List<Consumer<AccountEvents>> facts = new ArrayList<>(story(random));
    CoreHarness told = tell(facts);
    List<Consumer<AccountEvents>> shuffled = new ArrayList<>(facts);
    for (int i = random.nextInt(4); i > 0; i--) {
      shuffled.add(facts.get(random.nextInt(facts.size())));
    }
    Collections.shuffle(shuffled, random);
    CoreHarness heard = tell(shuffled);
    assertThat(describe(heard)).isEqualTo(describe(told));
    assertThat(account(heard).position(0, Leg.ONE_WAY).sizeE9())
        .isEqualTo(account(told).position(0, Leg.ONE_WAY).sizeE9());
    assertThat(account(heard).executions.size()).isEqualTo(account(told).executions.size());
  }

  /** A life of an order as the venue may tell it; every fact may come twice. */
  private static List<Consumer<AccountEvents>> story(Random random) {
    List<Consumer<AccountEvents>> facts = new ArrayList<>();
    facts.add(a -> a.accepted(2, 1, VENUE, OURS));
    facts.add(a -> a.order(OURS, VENUE, OrderStatus.NEW, 100, 0, 1_000, START + 1));
    long filled = 0;
    int fills = random.nextInt(5);
    for (int i = 1; i <= fills; i++) {
      long more = i == fills && random.nextBoolean() ? 100 - filled : 10L + random.nextInt(10);
      filled += more;
      String id = "execution-" + i;
      long sequence = 10L + i;
      long now = filled;
      facts.add(a -> a.execution(id, OURS, VENUE, Side.BUY, more, sequence));
      if (now < 100) {
        facts.add(
            a ->
                a.order(
                    OURS, VENUE, OrderStatus.PARTIALLY_FILLED, 100, now, 1_000, START + sequence));
      }
    }
    long total = filled;
    if (total == 100) {
      facts.add(a -> a.order(OURS, VENUE, OrderStatus.FILLED, 100, 100, 1_000, START + 90));
      if (random.nextBoolean()) {
        facts.add(a -> a.order(OURS, VENUE, OrderStatus.CANCELLED, 100, total, 1_000, START + 80));
      }
    } else if (random.nextBoolean()) {
      facts.add(a -> a.order(OURS, VENUE, OrderStatus.CANCELLED, 100, total, 1_000, START + 90));
    }
    if (random.nextBoolean()) {
      facts.add(a -> a.unresolved(2, 1, OURS));
    }
    return facts;
  }

  private static CoreHarness tell(List<Consumer<AccountEvents>> facts) {
    CoreHarness core = new CoreHarness();
    TestEvents events = new TestEvents().at(START);
    AccountEvents account = new AccountEvents(events, 0, 0);
    place(core, events, account, OURS, 1);
    facts.forEach(fact -> fact.accept(account));
    account.position(Leg.ONE_WAY, 0, 1, NONE);
    core.feed(events);
    return core;
  }

  /** The order is a decision of the second event. */
  private static void place(
      CoreHarness core, TestEvents events, AccountEvents account, String id, int ordinal) {
    if (core.core().lastSequence() == 0) {
      events.started();
      account.connected(1);
      core.feed(events);
    }
    account.placed(id, Side.BUY, 100, 1_000, 2, ordinal);
    RecordBuffer records = events.records();
    core.core().restore(records.buffer(), 0);
    records.clear();
  }

  private static long describe(CoreHarness core) {
    StateHash hash = new StateHash();
    account(core).orders.describe(hash);
    return hash.value();
  }

  private static AccountState account(CoreHarness core) {
    return core.core().state().accounts.find(0);
  }

  private OrderState order() {
    return account(core).orders.byClientId(id(OURS));
  }

  private static IdText id(String text) {
    IdText id = new IdText();
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    id.set(new UnsafeBuffer(bytes), 0, bytes.length);
    return id;
  }

  @Test
  void anOrderGoesFromPendingOverAcceptedToWorkingAndFilled() {
    place(core, events, account, OURS, 1);
    assertThat(order().phase()).isEqualTo(OrderPhase.PENDING);
    account.accepted(2, 1, VENUE, OURS);
    core.feed(events);
    assertThat(order().phase()).isEqualTo(OrderPhase.ACCEPTED);
    account.order(OURS, VENUE, OrderStatus.NEW, 100, 0, 1_000, START);
    core.feed(events);
    assertThat(order().phase()).isEqualTo(OrderPhase.WORKING);
    assertThat(order().leavesE9()).isEqualTo(100);
    account.order(OURS, VENUE, OrderStatus.FILLED, 100, 100, 1_000, START + 1);
    core.feed(events);
    assertThat(order().phase()).isEqualTo(OrderPhase.FILLED);
    assertThat(account(core).liveOrders()).isZero();
  }

  @Test
  void whatTheVenueSaysOfTheOrderOutweighsEveryAnswer() {
    place(core, events, account, OURS, 1);
    account.rejected(2, 1, RejectClass.REFUSED, OURS);
    core.feed(events);
    assertThat(order().phase()).isEqualTo(OrderPhase.REJECTED);
    account.order(OURS, VENUE, OrderStatus.NEW, 100, 0, 1_000, START);
    core.feed(events);
    assertThat(order().phase()).isEqualTo(OrderPhase.WORKING);
    assertThat(account(core).liveOrders()).isEqualTo(1);
  }

  @Test
  void anExecutionThatCameBeforeIsTakenOnce() {
    place(core, events, account, OURS, 1);
    for (int i = 0; i < 3; i++) {
      account.execution("e", OURS, VENUE, Side.BUY, 30, 10);
    }
    account.execution("e", OURS, VENUE, Side.BUY, 30, 10, ExecutionType.TRADE, 77);
    core.feed(events);
    assertThat(order().executedE9()).isEqualTo(30);
    assertThat(account(core).position(0, Leg.ONE_WAY).sizeE9()).isEqualTo(30);
  }

  @Test
  void aPositionIsTheVenuesWordPlusWhatWasExecutedSince() {
    events.started();
    account.connected(1);
    core.feed(events);
    account.execution("e1", "", "x", Side.BUY, 30, 10);
    account.execution("e2", "", "x", Side.SELL, 5, 12);
    core.feed(events);
    assertThat(account(core).position(0, Leg.ONE_WAY).sizeE9()).isEqualTo(25);
    account.position(Leg.ONE_WAY, 130, 10, NONE);
    core.feed(events);
    assertThat(account(core).position(0, Leg.ONE_WAY).sizeE9()).isEqualTo(125);
    account.position(Leg.ONE_WAY, 125, 12, NONE).position(Leg.ONE_WAY, 130, 10, NONE);
    core.feed(events);
    assertThat(account(core).position(0, Leg.ONE_WAY).sizeE9()).isEqualTo(125);
  }

  @Test
  void moreThanWasOrderedHaltsTheAccount() {
    place(core, events, account, OURS, 1);
    account.execution("e", OURS, VENUE, Side.BUY, 101, 10);
    assertThat(core.feed(events)).contains("Alert ORDER on", "AccountHalted a0 RISK");
  }

  @Test
  void anOrderThatNobodyHereMadeIsAlertedOnce() {
    events.started();
    account.connected(1);
    core.feed(events);
    account.order("by-hand", "x", OrderStatus.NEW, 100, 0, 1_000, START);
    assertThat(core.feed(events)).containsExactly("Alert FOREIGN_ORDER on");
    account.order("by-hand", "x", OrderStatus.FILLED, 100, 100, 1_000, START + 1);
    assertThat(core.feed(events)).isEmpty();
  }

  @Test
  void anAccountIsReconciledByCompleteReportsOnly() {
    events.started();
    account.connected(1);
    core.feed(events);
    account(core);
    assertThat(account(core).reconciled()).isFalse();
    events.afterMs(1);
    account.emptyReports(10);
    core.feed(events);
    assertThat(account(core).reconciled()).isTrue();
    account.disconnected();
    core.feed(events);
    assertThat(account(core).reconciled()).isFalse();
    events.afterMs(1);
    account.connected(2).reportBegin(20, ReportKind.OPEN_ORDERS, events.timeNs());
    account.reportEnd(20, ReportKind.OPEN_ORDERS, 0, false);
    account.reportBegin(21, ReportKind.POSITIONS, events.timeNs());
    account.reportEnd(21, ReportKind.POSITIONS, 1, true);
    account.reportBegin(22, ReportKind.WALLET, events.timeNs() - SECOND);
    account.reportEnd(22, ReportKind.WALLET, 0, true);
    core.feed(events);
    assertThat(account(core).reports.wanted(ReportKind.OPEN_ORDERS)).as("incomplete").isTrue();
    assertThat(account(core).reports.wanted(ReportKind.POSITIONS)).as("an item lost").isTrue();
    assertThat(account(core).reports.wanted(ReportKind.WALLET)).as("of before").isTrue();
  }

  @Test
  void aVenueWhoseClockStepsBackFreezesNoWalletBeyondTheNextReport() {
    events.started();
    account.connected(1);
    long before = events.timeNs() + 60 * SECOND;
    account.wallet(100, before, NONE);
    core.feed(events.afterMs(10));
    assertThat(balance()).isEqualTo(100);
    account.wallet(90, before - 60 * SECOND, NONE);
    core.feed(events.afterMs(10));
    assertThat(balance()).as("older, as far as the stream can tell").isEqualTo(100);
    account.reportBegin(5, ReportKind.WALLET, events.timeNs());
    account.wallet(80, before - 59 * SECOND, 5).reportEnd(5, ReportKind.WALLET, 1, true);
    core.feed(events.afterMs(10));
    assertThat(balance()).as("asked for after all that was heard").isEqualTo(80);
    account.wallet(70, before - 58 * SECOND, NONE);
    core.feed(events.afterMs(10));
    assertThat(balance()).isEqualTo(70);
  }

  @Test
  void aReportThatWasAskedForBeforeTheStreamSpokeDoesNotOutweighIt() {
    events.started();
    account.connected(1);
    core.feed(events.afterMs(10));
    long askedNs = events.timeNs();
    account.wallet(100, askedNs + SECOND, NONE);
    core.feed(events.afterMs(10));
    account.reportBegin(5, ReportKind.WALLET, askedNs);
    account.wallet(80, askedNs, 5).reportEnd(5, ReportKind.WALLET, 1, true);
    core.feed(events.afterMs(10));
    assertThat(balance()).isEqualTo(100);
  }

  private long balance() {
    return account(core).wallet.at(0).balanceE9();
  }

  @Test
  void whatTheAdapterDoesNotReportIsAskedForUntilItComes() {
    events.started();
    account.connected(1);
    core.feed(events);
    assertThat(core.feed(events.afterMs(2_900).tick())).isEmpty();
    assertThat(core.feed(events.afterMs(200).tick()))
        .containsExactly("RequestReport", "RequestReport", "RequestReport");
    account.rejected(core.core().lastSequence(), 1, RejectClass.NOT_SENT, "");
    core.feed(events);
    assertThat(core.feed(events.afterMs(1_000).tick())).isEmpty();
    assertThat(core.feed(events.afterMs(1_100).tick())).containsExactly("RequestReport");
  }

  @Test
  void whatAStreamLostWithoutAWordIsAskedForEveryHalfMinute() {
    events.started();
    account.connected(1);
    core.feed(events.afterMs(1));
    account.emptyReports(10);
    core.feed(events);
    assertThat(core.feed(events.afterMs(29_000).tick())).doesNotContain("RequestReport");
    assertThat(core.feed(events.afterMs(1_100).tick()))
        .filteredOn("RequestReport"::equals)
        .hasSize(4);
    assertThat(account(core).reconciled()).as("entries go on").isTrue();
    assertThat(core.feed(events.afterMs(29_000).tick())).doesNotContain("RequestReport");
    account.emptyReports(20);
    core.feed(events);
    assertThat(core.feed(events.afterMs(29_000).tick())).doesNotContain("RequestReport");
    assertThat(core.feed(events.afterMs(1_100).tick())).contains("RequestReport");
  }

  @Test
  void anOrderThatACompleteReportDoesNotHaveIsAskedForAndThenClosed() {
    place(core, events, account, OURS, 1);
    account.order(OURS, VENUE, OrderStatus.NEW, 100, 0, 1_000, START);
    core.feed(events.afterMs(10_000));
    account.emptyReports(10);
    assertThat(core.feed(events)).containsExactly("CorrectionApplied", "Alert RECONCILIATION news");
    assertThat(order().phase()).isEqualTo(OrderPhase.WORKING);
    assertThat(order().missing()).isTrue();
    assertThat(core.feed(events.afterMs(10).tick())).contains("RequestReport");
    account.reportBegin(20, ReportKind.ORDER, events.timeNs());
    account.reportEnd(20, ReportKind.ORDER, 0, true);
    assertThat(core.feed(events)).contains("CorrectionApplied");
    assertThat(order().phase()).isEqualTo(OrderPhase.VANISHED);
  }

  @Test
  void anOrderThatHasTradedWholeAndIsNotToldToHaveEndedIsAskedFor() {
    place(core, events, account, OURS, 1);
    account.accepted(2, 1, VENUE, OURS);
    account.emptyReports(10);
    account.execution("execution-1", OURS, VENUE, Side.BUY, 60, 11);
    core.feed(events);
    assertThat(core.feed(events.afterMs(5_100).tick())).doesNotContain("RequestReport");
    account.execution("execution-2", OURS, VENUE, Side.BUY, 40, 12);
    core.feed(events);
    assertThat(order().phase()).isEqualTo(OrderPhase.WORKING);
    assertThat(core.feed(events.afterMs(4_900).tick())).doesNotContain("RequestReport");
    assertThat(core.feed(events.afterMs(200).tick())).contains("RequestReport");
  }

  @Test
  void anIncompleteReportProvesNothing() {
    place(core, events, account, OURS, 1);
    account.order(OURS, VENUE, OrderStatus.NEW, 100, 0, 1_000, START);
    account.position(Leg.ONE_WAY, 50, 5, NONE);
    core.feed(events.afterMs(10_000));
    account.reportBegin(10, ReportKind.OPEN_ORDERS, events.timeNs());
    account.reportEnd(10, ReportKind.OPEN_ORDERS, 0, false);
    account.reportBegin(11, ReportKind.POSITIONS, events.timeNs());
    account.reportEnd(11, ReportKind.POSITIONS, 0, false);
    assertThat(core.feed(events)).isEmpty();
    assertThat(order().missing()).isFalse();
    assertThat(account(core).position(0, Leg.ONE_WAY).sizeE9()).isEqualTo(50);
  }

  @Test
  void aReportAskedForBeforeAnOrderWasShownSaysNothingOfIt() {
    place(core, events, account, OURS, 1);
    account.reportBegin(10, ReportKind.OPEN_ORDERS, START - 1);
    account.order(OURS, VENUE, OrderStatus.NEW, 100, 0, 1_000, START);
    account.reportEnd(10, ReportKind.OPEN_ORDERS, 0, true);
    assertThat(core.feed(events)).isEmpty();
    assertThat(order().missing()).isFalse();
  }

  @Test
  void thePositionThatTheVenueReportsWins() {
    events.started();
    account.connected(1);
    core.feed(events);
    account.position(Leg.ONE_WAY, 50, 5, NONE);
    core.feed(events.afterMs(10));
    account.reportBegin(11, ReportKind.POSITIONS, events.timeNs());
    account.position(Leg.ONE_WAY, 40, 6, 11);
    account.reportEnd(11, ReportKind.POSITIONS, 1, true);
    assertThat(core.feed(events))
        .as("what was while nobody listened is news")
        .containsExactly("CorrectionApplied", "Alert RECONCILIATION news");
    assertThat(account(core).position(0, Leg.ONE_WAY).sizeE9()).isEqualTo(40);
    core.feed(events.afterMs(10));
    account.reportBegin(12, ReportKind.POSITIONS, events.timeNs());
    account.reportEnd(12, ReportKind.POSITIONS, 0, true);
    assertThat(core.feed(events))
        .as("what a live stream has not said is trouble")
        .containsExactly("CorrectionApplied", "Alert RECONCILIATION on");
    assertThat(account(core).position(0, Leg.ONE_WAY).sizeE9()).isZero();
  }

  @Test
  void whatWasUnderWayWhenTheRunEndedIsAskedForByItsName() {
    place(core, events, account, OURS, 1);
    core.feed(events.afterMs(1_000).stopped().started());
    assertThat(order().phase()).isEqualTo(OrderPhase.UNRESOLVED);
    account.connected(2);
    core.feed(events.afterMs(1_000));
    account.emptyReports(30);
    core.feed(events);
    assertThat(core.feed(events.afterMs(10).tick())).contains("RequestReport");
    account.reportBegin(40, ReportKind.ORDER, events.timeNs());
    account.reportEnd(40, ReportKind.ORDER, 0, true);
    assertThat(core.feed(events)).as("a request may still be on its way").isEmpty();
    core.feed(events.afterMs(9_000).tick());
    account.reportBegin(41, ReportKind.ORDER, events.timeNs());
    account.reportEnd(41, ReportKind.ORDER, 0, true);
    assertThat(core.feed(events)).contains("CorrectionApplied");
    assertThat(order().phase()).isEqualTo(OrderPhase.VANISHED);
  }

  @Test
  void aFaultInOneAccountHaltsNoOther() {
    events.started();
    account.connected(1);
    new AccountEvents(events, 1, 0).connected(1);
    core.feed(events);
    account.order("", "", OrderStatus.NEW, 100, 0, 1_000, START);
    assertThat(core.feed(events)).containsExactly("AccountHalted a0 FOLD_FAULT");
    new AccountEvents(events, 1, 0).position(Leg.ONE_WAY, 5, 5, NONE);
    assertThat(core.feed(events)).isEmpty();
    assertThat(core.core().state().halts.halted(1)).isFalse();
  }
}
