package ringside.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ringside.engine.core.StrategyFactory.Seat;
import ringside.engine.core.state.StateSink;
import ringside.engine.testing.AccountEvents;
import ringside.engine.testing.CoreHarness;
import ringside.engine.testing.TestEvents;
import ringside.journal.codec.Leg;
import ringside.journal.codec.RulesSource;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.event.ConfigRecords;
import ringside.journal.event.RecordBuffer;

class StrategyRoundsTest {
  private static final long START = 1_700_000_000_000_000_000L;
  private static final long[] NOTHING = {};

  private final List<String> calls = new ArrayList<>();
  private final CoreHarness core = new CoreHarness(new TradingCore(42, this::make));
  private final TestEvents events = new TestEvents().at(START);
  private final AccountEvents account = new AccountEvents(events, 0, 0);
  private long price = 1_000;
  private long quantity = 10;

  /** {@code throws}: when it folds a trade; {@code proposes}: at each trade; else it looks on. */
  private Strategy make(String kind, Map<String, String> parameters, Seat seat) {
    return new Strategy() {
      private boolean trade;

      @Override
      public void fold(Happening happening, StateView view) {
        trade = happening.kind() == Happening.Kind.MARKET;
        if (trade && kind.equals("throws")) {
          throw new IllegalStateException("on purpose");
        }
      }

      @Override
      public void propose(StateView view, Proposals out) {
        calls.add(seat.strategy() + " sees " + view.account(0).liveOrders());
        if (trade && !kind.equals("looks")) {
          out.place(Side.BUY, Leg.ONE_WAY, quantity).limit(price, TimeInForce.GTC);
        }
        if (trade && kind.equals("throws-late")) {
          throw new IllegalArgumentException("after it has proposed");
        }
      }

      @Override
      public void describe(StateSink sink) {
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
    events.afterMs(1);
    account.emptyReports(10);
    core.feed(events);
  }

  private void configure(String... kinds) {
    List<ConfigRecords.Entry> entries = new ArrayList<>();
    for (int i = 0; i < kinds.length; i++) {
      String path = "strategies.s" + i + ".";
      entries.add(new ConfigRecords.Entry(path + "kind", kinds[i]));
      entries.add(new ConfigRecords.Entry(path + "index", Integer.toString(i)));
      entries.add(new ConfigRecords.Entry(path + "accountIndex", "0"));
      entries.add(new ConfigRecords.Entry(path + "instrumentIndex", "0"));
    }
    AccountEvents.config(events, entries);
    core.feed(events);
    calls.clear();
  }

  private List<String> trade() {
    return core.feed(events.afterMs(200).trade(1_000, 1, Side.BUY, ""));
  }

  @Test
  void eachSeesWhatWasApprovedBeforeItInConfigOrder() {
    configure("proposes", "looks", "proposes", "looks");
    assertThat(trade()).containsExactly("PlaceOrder", "PlaceOrder");
    assertThat(calls).containsExactly("0 sees 0", "1 sees 1", "2 sees 1", "3 sees 2");
  }

  @Test
  void oneThatThrowsWhenItFoldsIsHaltedAndTheOthersGoOn() {
    configure("throws", "proposes");
    assertThat(trade()).containsExactly("StrategyHalted", "PlaceOrder");
    assertThat(trade()).containsExactly("PlaceOrder");
    assertThat(core.core().state().halts.strategyHalted(0)).isTrue();
    assertThat(core.core().state().halts.strategyHalted(1)).isFalse();
    assertThat(core.core().state().halts.halted(0)).isFalse();
  }

  @Test
  void oneThatThrowsWhenItProposesLosesItsDecisionsOfThisEvent() {
    configure("throws-late", "proposes");
    assertThat(trade()).containsExactly("StrategyHalted", "PlaceOrder");
    assertThat(trade()).containsExactly("PlaceOrder");
  }

  @Test
  void aHaltedStrategyIsRestoredAsHalted() {
    configure("throws", "proposes");
    trade();
    trade();
    TradingCore restored = new TradingCore(42, this::make);
    RecordBuffer journal = core.journal();
    for (int at = 0; at < journal.length(); at = CoreHarness.next(journal, at)) {
      restored.restore(journal.buffer(), at);
    }
    assertThat(restored.digest()).isEqualTo(core.core().digest());
    assertThat(restored.state().halts.strategyHalted(0)).isTrue();
  }

  @Test
  void theSameRefusalIsRecordedOnceUntilTheAnswerChanges() {
    configure("proposes");
    price = 2_000;
    assertThat(trade()).containsExactly("OrderRefused price-collar");
    assertThat(trade()).isEmpty();
    price = 1_005;
    assertThat(trade()).containsExactly("OrderRefused price");
    price = 1_000;
    assertThat(trade()).containsExactly("PlaceOrder");
    price = 1_005;
    assertThat(trade()).containsExactly("OrderRefused price");
    quantity = 5;
    price = 1_000;
    assertThat(trade()).containsExactly("OrderRefused quantity");
  }

  @Test
  void anAccountThatIsNotReconciledOpensNothing() {
    configure("proposes");
    account.disconnected();
    core.feed(events);
    assertThat(trade()).containsExactly("OrderRefused unreconciled");
    account.connected(2);
    core.feed(events);
    assertThat(trade()).isEmpty();
    events.afterMs(1);
    account.emptyReports(20);
    core.feed(events);
    assertThat(trade()).containsExactly("PlaceOrder");
  }

  @Test
  void aMarketThatIsNotKnownOpensNothing() {
    configure("proposes");
    core.feed(events.disconnected());
    assertThat(trade()).containsExactly("OrderRefused stale-market");
    core.feed(events.from(1, 2).connected());
    assertThat(trade()).isEmpty();
    core.feed(events.snapshot(50, 9, new long[] {1_000, 50}, new long[] {1_010, 50}));
    assertThat(trade()).containsExactly("PlaceOrder");
    core.feed(events.delta(50, 10, new long[] {1_020, 5}, NOTHING));
    assertThat(trade()).contains("OrderRefused stale-market");
  }

  @Test
  void aTradeFarFromMarkHoldsBackWhatOpensForASecond() {
    configure("proposes");
    assertThat(trade()).containsExactly("PlaceOrder");
    assertThat(core.feed(events.trade(1_070, 1, Side.BUY, "")))
        .containsExactly("OrderRefused price-jump");
    for (int i = 0; i < 4; i++) {
      core.feed(events.afterMs(250).tick());
      assertThat(core.feed(events.trade(1_000, 1, Side.BUY, ""))).doesNotContain("PlaceOrder");
    }
    core.feed(events.afterMs(250).tick());
    assertThat(core.feed(events.trade(1_000, 1, Side.BUY, ""))).containsExactly("PlaceOrder");
  }

  @Test
  void noMoreOrdersThanTheRateAllows() {
    configure("proposes");
    int placed = 0;
    for (int i = 0; i < 12; i++) {
      placed += core.feed(events.trade(1_000, 1, Side.BUY, "")).contains("PlaceOrder") ? 1 : 0;
      account.accepted(core.core().lastSequence(), 1, "v" + i, "");
      core.feed(events);
    }
    assertThat(placed).isEqualTo(10);
  }

  @Test
  void someCommandsAreKeptForCancelsAndReductions() {
    configure("proposes");
    int placed = 0;
    for (int i = 0; i < 12; i++) {
      placed += trade().contains("PlaceOrder") ? 1 : 0;
    }
    assertThat(placed).isEqualTo(TestEvents.DEFAULT_CAPACITY - 1);
  }

  @Test
  void theNamesOfOrdersComeFromTheirCause() {
    configure("proposes");
    trade();
    String id = core.core().state().accounts.find(0).orders.live(0).clientId().toString();
    assertThat(id)
        .startsWith("rs0000000000001-")
        .endsWith("-1")
        .hasSizeLessThanOrEqualTo(36)
        .contains("-" + Long.toString(core.core().lastSequence(), 36) + "-");
  }
}
