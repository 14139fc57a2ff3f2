package ringside.engine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static ringside.journal.event.Decimals.ONE_E9;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ringside.engine.core.state.SettingTable.Setting;
import ringside.engine.testing.AccountEvents;
import ringside.engine.testing.CoreHarness;
import ringside.engine.testing.TestEvents;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.RulesSource;
import ringside.journal.codec.Side;
import ringside.journal.event.ConfigRecords.Entry;
import ringside.journal.event.RecordBuffer;

/** Position mode and leverage: set where nothing is open, and told where they cannot be. */
class SettingRulesTest {
  private static final long START = 1_700_000_000_000_000_000L;
  private static final long NONE = Long.MIN_VALUE;

  private final CoreHarness core = new CoreHarness(new TradingCore(42, (k, p, s) -> proposer()));
  private final TestEvents events = new TestEvents().at(START);
  private final AccountEvents account = new AccountEvents(events, 0, 0);

  /** Wants to buy at each trade. */
  private static Strategy proposer() {
    return new Strategy() {
      private boolean trade;

      @Override
      public void fold(Happening happening, StateView view) {
        trade = happening.kind() == Happening.Kind.MARKET;
      }

      @Override
      public void propose(StateView view, Proposals out) {
        if (trade) {
          out.place(Side.BUY, Leg.LONG, 10);
        }
      }

      @Override
      public void describe(ringside.engine.core.state.StateSink sink) {
        sink.putFlag(trade);
      }
    };
  }

  @BeforeEach
  void connect() {
    events.started();
    account.connected(1);
    events.from(1, 1).connected().defined(10, 10, RulesSource.VENUE);
    events.snapshot(50, 1, new long[] {1_000, 50}, new long[] {1_010, 50});
    events.ticker(true, 1_000, 1_000, 0, 0);
    AccountEvents.config(
        events,
        List.of(
            new Entry("strategies.s.kind", "any"),
            new Entry("strategies.s.leverage", "10"),
            new Entry("strategies.s.mode", "hedge"),
            new Entry("strategies.s.index", "0"),
            new Entry("strategies.s.accountIndex", "0"),
            new Entry("strategies.s.instrumentIndex", "0")));
    core.feed(events.afterMs(1));
  }

  private void reconcile(long size) {
    account.levered(Leg.ONE_WAY, size, 5 * ONE_E9, 5, NONE);
    account.emptyReports(10);
    core.feed(events);
  }

  private List<String> tick(long ms) {
    return core.feed(events.afterMs(ms).tick());
  }

  private List<String> trade() {
    return core.feed(events.afterMs(1).trade(1_000, 1, Side.BUY, ""));
  }

  private Setting setting() {
    return core.core().state().settings.at(0);
  }

  private void legs(long leverage, long sequence) {
    account.levered(Leg.LONG, 0, leverage, sequence, NONE);
    account.levered(Leg.SHORT, 0, leverage, sequence, NONE);
    core.feed(events);
  }

  @Test
  void modeAndThenLeverageAreSetAndVerified() {
    assertThat(tick(250)).as("unreconciled").doesNotContain("SetPositionMode");
    reconcile(0);
    assertThat(tick(250)).containsExactly("SetPositionMode");
    assertThat(tick(250)).isEmpty();
    assertThat(trade()).containsExactly("OrderRefused position-mode");
    legs(5 * ONE_E9, 6);
    assertThat(trade()).contains("OrderRefused leverage");
    assertThat(tick(250)).containsExactly("SetLeverage");
    assertThat(tick(4_000)).isEmpty();
    legs(10 * ONE_E9, 7);
    assertThat(setting().fitted()).isTrue();
    assertThat(trade()).containsExactly("PlaceOrder");
  }

  @Test
  void whatThePositionHoldsIsNotChangedButTold() {
    reconcile(20);
    assertThat(tick(250)).containsExactly("Alert POSITION_SETTINGS on");
    assertThat(tick(10_000)).doesNotContain("SetPositionMode", "Alert POSITION_SETTINGS on");
    account.levered(Leg.ONE_WAY, 0, 5 * ONE_E9, 6, NONE);
    core.feed(events);
    assertThat(tick(250)).containsExactly("SetPositionMode");
    legs(10 * ONE_E9, 7);
    assertThat(tick(250)).containsExactly("Alert POSITION_SETTINGS off");
  }

  @Test
  void anOpenOrderHoldsItBackToo() {
    reconcile(0);
    account.order("", "v1", OrderStatus.NEW, 10, 0, 1_000, START);
    core.feed(events);
    assertThat(tick(250)).containsExactly("Alert POSITION_SETTINGS on");
  }

  @Test
  void whatTheVenueDoesNotDoIsToldAfterThreeTimes() {
    reconcile(0);
    int sent = 0;
    int told = 0;
    for (int i = 0; i < 40; i++) {
      List<String> decided = tick(1_000);
      sent += decided.contains("SetPositionMode") ? 1 : 0;
      told += decided.contains("Alert POSITION_SETTINGS on") ? 1 : 0;
    }
    assertThat(sent).isEqualTo(3);
    assertThat(told).isEqualTo(1);
  }

  @Test
  void whoeverChangesItLaterMeansIt() {
    reconcile(0);
    tick(250);
    legs(10 * ONE_E9, 6);
    legs(20 * ONE_E9, 7);
    assertThat(tick(6_000)).containsExactly("Alert POSITION_SETTINGS on");
    assertThat(trade()).containsExactly("OrderRefused leverage");
    assertThat(tick(6_000)).doesNotContain("SetLeverage");
    legs(10 * ONE_E9, 8);
    assertThat(tick(250)).contains("Alert POSITION_SETTINGS off");
    core.feed(events.ticker(true, 1_000, 1_000, 0, 0));
    assertThat(trade()).containsExactly("PlaceOrder");
    TradingCore restored = new TradingCore(42, (k, p, s) -> proposer());
    RecordBuffer journal = core.journal();
    for (int at = 0; at < journal.length(); at = CoreHarness.next(journal, at)) {
      restored.restore(journal.buffer(), at);
    }
    assertThat(restored.digest()).isEqualTo(core.core().digest());
  }
}
