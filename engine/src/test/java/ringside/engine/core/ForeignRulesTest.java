package ringside.engine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static ringside.journal.event.Decimals.ONE_E9;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.OrderIds;
import ringside.engine.core.state.OrderState;
import ringside.engine.core.state.PositionState;
import ringside.engine.testing.AccountEvents;
import ringside.engine.testing.CoreHarness;
import ringside.engine.testing.TestEvents;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.ReportKind;
import ringside.journal.codec.RulesSource;
import ringside.journal.codec.Side;
import ringside.journal.event.ConfigRecords.Entry;
import ringside.journal.event.RecordBuffer;

/** What others do with an account of ours. */
class ForeignRulesTest {
  private static final long START = 1_700_000_000_000_000_000L;
  private static final long NONE = Long.MIN_VALUE;
  private static final String OURS = name();

  private final CoreHarness core = new CoreHarness();
  private final TestEvents events = new TestEvents().at(START);
  private final AccountEvents account = new AccountEvents(events, 0, 0);
  private long reports = 50;

  private static String name() {
    byte[] bytes = new byte[OrderIds.MAX_LENGTH];
    int length = OrderIds.write(bytes, 1, 3, 1);
    return new String(bytes, 0, length, StandardCharsets.US_ASCII);
  }

  @BeforeEach
  void connect() {
    events.started();
    account.connected(1);
    events.from(1, 1).connected().defined(10, 10, RulesSource.VENUE);
    events.afterMs(1);
    account.position(Leg.ONE_WAY, 0, 5, NONE);
    account.emptyReports(10);
    core.feed(events);
  }

  private void configure(String policy, boolean strategy) {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry("accounts.main.index", "0"));
    entries.add(new Entry("accounts.main.foreignOrders", policy));
    if (strategy) {
      entries.add(new Entry("strategies.s.kind", "quotes"));
      entries.add(new Entry("strategies.s.index", "0"));
      entries.add(new Entry("strategies.s.accountIndex", "0"));
      entries.add(new Entry("strategies.s.instrumentIndex", "0"));
      entries.add(new Entry("strategies.s.parameters.quantity", "10"));
      entries.add(new Entry("strategies.s.parameters.maxPosition", "100"));
      entries.add(new Entry("strategies.s.parameters.distance", "0.001"));
      entries.add(new Entry("strategies.s.parameters.drift", "0.001"));
      entries.add(new Entry("strategies.s.parameters.mode", "one-way"));
      entries.add(new Entry("strategies.s.parameters.style", "rest"));
    }
    AccountEvents.config(events, entries);
    core.feed(events);
  }

  private List<String> executionsAreIn() {
    events.afterMs(5);
    account.reportBegin(++reports, ReportKind.EXECUTIONS, events.timeNs());
    account.reportEnd(reports, ReportKind.EXECUTIONS, 0, true);
    return core.feed(events);
  }

  private AccountState state() {
    return core.core().state().accounts.find(0);
  }

  private List<String> foreignOrder(String venueId) {
    account.order("", venueId, OrderStatus.NEW, 10, 0, 1_000, events.timeNs());
    return core.feed(events);
  }

  @Test
  void whatNoConfigNamesIsToldWhenItChanges() {
    account.foreign("DOGEUSDT", 500, 0, 2);
    assertThat(core.feed(events))
        .containsExactly("Alert FOREIGN_POSITION on", "Alert FOREIGN_ORDER on");
    account.foreign("DOGEUSDT", 500, 0, 2);
    assertThat(core.feed(events)).isEmpty();
    account.foreign("DOGEUSDT", 0, 0, 2);
    assertThat(core.feed(events)).containsExactly("Alert FOREIGN_POSITION off");
    assertThat(state().foreign.size()).isEqualTo(1);
  }

  @Test
  void byDefaultAForeignOrderIsToldAndLeftAlone() {
    assertThat(foreignOrder("v1")).containsExactly("Alert FOREIGN_ORDER on");
    assertThat(state().orders.live(0).foreign()).isTrue();
    assertThat(foreignOrder("v1")).isEmpty();
  }

  @Test
  void anAdoptedOneIsCancelledWithOurs() {
    configure("adopt", true);
    assertThat(foreignOrder("v1")).containsExactly("Alert FOREIGN_ORDER on");
    assertThat(state().orders.live(0).foreign()).isFalse();
    core.core().state().halts.halt(0);
    assertThat(core.feed(events.afterMs(250).tick())).contains("CancelOrder");
  }

  @Test
  void oneThatWasMetBeforeThePolicyChangesIsAdoptedToo() {
    foreignOrder("v1");
    configure("adopt", true);
    assertThat(state().orders.live(0).foreign()).isFalse();
    configure("leave", true);
    assertThat(state().orders.live(0).foreign()).isTrue();
  }

  @Test
  void whereThePolicySaysSoTheAccountHalts() {
    configure("halt", true);
    assertThat(foreignOrder("v1"))
        .containsExactly("Alert FOREIGN_ORDER on", "AccountHalted a0 RISK");
    assertThat(foreignOrder("v2")).containsExactly("Alert FOREIGN_ORDER on");
  }

  @Test
  void theVenuesOwnOrdersForAPositionAreNotForeignButSomebodysStopIs() {
    account.stopOrder("v1", "TakeProfit", 1_100);
    account.stopOrder("v2", "StopLoss", 900);
    account.stopOrder("v3", "TrailingStop", 900);
    assertThat(core.feed(events)).isEmpty();
    account.stopOrder("v4", "Stop", 900);
    assertThat(core.feed(events)).containsExactly("Alert FOREIGN_ORDER on");
    assertThat(state().orders.live(1).triggerPriceE9()).isEqualTo(900);
  }

  @Test
  void whatOurOrdersDidNotOpenIsToldOnceAndAgainWhenItGrows() {
    account.execution("e1", OURS, "v1", Side.BUY, 30 * ONE_E9, 6);
    account.execution("e2", "", "v9", Side.BUY, 20 * ONE_E9, 7);
    account.position(Leg.ONE_WAY, 50 * ONE_E9, 7, NONE);
    core.feed(events);
    PositionState position = state().positions.find(0, Leg.ONE_WAY);
    assertThat(position.foreignE9()).isEqualTo(20 * ONE_E9);
    assertThat(executionsAreIn()).contains("Alert FOREIGN_POSITION on");
    assertThat(executionsAreIn()).isEmpty();
    account.execution("e3", OURS, "v1", Side.SELL, 30 * ONE_E9, 8);
    account.execution("e4", "", "v9", Side.SELL, 5 * ONE_E9, 9);
    account.position(Leg.ONE_WAY, 15 * ONE_E9, 9, NONE);
    core.feed(events);
    assertThat(position.foreignE9()).isEqualTo(15 * ONE_E9);
    assertThat(executionsAreIn()).as("less of it").isEmpty();
    account.execution("e5", "", "v9", Side.SELL, 15 * ONE_E9, 10);
    account.position(Leg.ONE_WAY, 0, 10, NONE);
    core.feed(events);
    assertThat(executionsAreIn()).containsExactly("Alert FOREIGN_POSITION off");
  }

  @Test
  void aPositionThatIsAheadOfItsExecutionsAfterAReconnectIsNotTakenForOthers() {
    account.execution("e1", OURS, "v1", Side.BUY, 10 * ONE_E9, 6);
    account.position(Leg.ONE_WAY, 10 * ONE_E9, 6, NONE);
    core.feed(events);
    assertThat(executionsAreIn()).isEmpty();
    // Unheard: a level of 5 is added, 8 are taken by the profit, and reports say positions first.
    events.afterMs(5);
    account.position(Leg.ONE_WAY, 7 * ONE_E9, 8, NONE);
    core.feed(events);
    PositionState position = state().positions.find(0, Leg.ONE_WAY);
    assertThat(position.foreignE9()).isZero();
    events.afterMs(5);
    account.reportBegin(++reports, ReportKind.EXECUTIONS, events.timeNs());
    account.execution("e2", OURS, "v2", Side.BUY, 5 * ONE_E9, 7);
    account.execution("e3", OURS, "v1", Side.SELL, 8 * ONE_E9, 8);
    account.reportEnd(reports, ReportKind.EXECUTIONS, 0, true);
    assertThat(core.feed(events)).isEmpty();
    assertThat(position.openedE9()).isEqualTo(7 * ONE_E9);
    assertThat(position.foreignE9()).isZero();
  }

  @Test
  void aCloseThatIsHeardOfAfterTheVenuesSizeWasTakenOverLeavesTheRestOurs() {
    account.execution("e1", OURS, "v1", Side.BUY, 10 * ONE_E9, 6);
    account.position(Leg.ONE_WAY, 10 * ONE_E9, 6, NONE);
    core.feed(events);
    assertThat(executionsAreIn()).isEmpty();
    events.afterMs(5);
    account.position(Leg.ONE_WAY, 6 * ONE_E9, 8, NONE);
    core.feed(events);
    // The venue's list of executions is behind its positions.
    assertThat(executionsAreIn()).anyMatch(text -> text.startsWith("CorrectionApplied"));
    PositionState position = state().positions.find(0, Leg.ONE_WAY);
    account.execution("e2", OURS, "v1", Side.SELL, 4 * ONE_E9, 8);
    core.feed(events);
    assertThat(position.openedE9()).isEqualTo(6 * ONE_E9);
    assertThat(executionsAreIn()).isEmpty();
  }

  @Test
  void aCloseThatIsHeardOfAfterAFlatLegWasTakenOverTakesNothingFromTheNextCycle() {
    account.execution("e1", OURS, "v1", Side.BUY, 10 * ONE_E9, 6);
    account.position(Leg.ONE_WAY, 10 * ONE_E9, 6, NONE);
    core.feed(events);
    events.afterMs(5);
    account.position(Leg.ONE_WAY, 0, 8, NONE);
    core.feed(events);
    assertThat(executionsAreIn()).anyMatch(text -> text.startsWith("CorrectionApplied"));
    account.execution("e2", OURS, "v1", Side.SELL, 10 * ONE_E9, 8);
    account.execution("e3", OURS, "v2", Side.BUY, 3 * ONE_E9, 9);
    account.position(Leg.ONE_WAY, 3 * ONE_E9, 9, NONE);
    core.feed(events);
    assertThat(state().positions.find(0, Leg.ONE_WAY).openedE9()).isEqualTo(3 * ONE_E9);
    assertThat(executionsAreIn()).isEmpty();
  }

  @Test
  void aPositionOfOursWithoutAStrategyIsToldAndListed() {
    configure("leave", false);
    account.execution("e1", OURS, "v1", Side.BUY, 30 * ONE_E9, 6);
    account.position(Leg.ONE_WAY, 30 * ONE_E9, 6, NONE);
    core.feed(events);
    assertThat(executionsAreIn()).containsExactly("Alert CONFIG_CHANGED on");
    assertThat(executionsAreIn()).isEmpty();
    assertThat(Orphan.of(core.core().state(), List.of()))
        .containsExactly(new Orphan(0, 0, Leg.ONE_WAY, 30 * ONE_E9, OrderState.NO_STRATEGY, null));
    List<Entry> held =
        List.of(
            new Entry("strategies.a.accountIndex", "0"),
            new Entry("strategies.a.instrumentIndex", "0"));
    assertThat(Orphan.of(core.core().state(), held)).isEmpty();
    configure("leave", true);
    assertThat(executionsAreIn()).containsExactly("Alert CONFIG_CHANGED off");
  }

  @Test
  void aRestoredCoreKnowsTheSame() {
    whatOurOrdersDidNotOpenIsToldOnceAndAgainWhenItGrows();
    configure("halt", true);
    foreignOrder("v77");
    account.foreign("DOGEUSDT", 500, 0, 2);
    core.feed(events);
    TradingCore restored = CoreHarness.newCore();
    RecordBuffer journal = core.journal();
    for (int at = 0; at < journal.length(); at = CoreHarness.next(journal, at)) {
      restored.restore(journal.buffer(), at);
    }
    assertThat(restored.digest()).isEqualTo(core.core().digest());
  }
}
