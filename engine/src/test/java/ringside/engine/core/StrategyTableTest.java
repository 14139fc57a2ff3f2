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
import ringside.journal.codec.OperatorAction;
import ringside.journal.codec.RulesSource;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.event.ConfigRecords;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/** Which strategies there are, from run to run and from one operator's word to the next. */
class StrategyTableTest {
  private static final long START = 1_700_000_000_000_000_000L;

  private final CoreHarness core = new CoreHarness(new TradingCore(42, this::make));
  private final TestEvents events = new TestEvents().at(START);
  private final AccountEvents account = new AccountEvents(events, 0, 0);
  private final List<Integer> asked = new ArrayList<>();
  private int made;
  private boolean throwing;

  private Strategy make(String kind, Map<String, String> parameters, Seat seat) {
    int number = made++;
    return new Strategy() {
      private boolean trade;

      @Override
      public void fold(Happening happening, StateView view) {
        trade = happening.kind() == Happening.Kind.MARKET;
        if (trade && throwing) {
          throw new IllegalStateException("on purpose");
        }
      }

      @Override
      public void propose(StateView view, Proposals out) {
        asked.add(number);
        if (trade) {
          out.place(Side.BUY, Leg.ONE_WAY, 10).limit(1_000, TimeInForce.GTC);
        }
      }

      @Override
      public void describe(StateSink sink) {
        sink.putLong(number);
      }
    };
  }

  @BeforeEach
  void begin() {
    events.started();
    account.connected(1);
    configure("s0");
    events.from(1, 1).connected().defined(10, 10, RulesSource.VENUE);
    events.snapshot(50, 1, new long[] {1_000, 50}, new long[] {1_010, 50});
    events.ticker(true, 1_000, 1_000, 0, 0);
    events.afterMs(1);
    account.emptyReports(10);
    core.feed(events);
  }

  private void configure(String name) {
    String path = "strategies." + name + ".";
    int index = name.charAt(1) - '0';
    AccountEvents.config(
        events,
        List.of(
            new ConfigRecords.Entry(path + "kind", "test"),
            new ConfigRecords.Entry(path + "index", Integer.toString(index)),
            new ConfigRecords.Entry(path + "accountIndex", "0"),
            new ConfigRecords.Entry(path + "instrumentIndex", Integer.toString(index))));
  }

  private List<String> trade() {
    return core.feed(events.afterMs(200).from(1, 1).trade(1_000, 1, Side.BUY, ""));
  }

  @Test
  void aRunThatWasKilledBeforeItsConfigWasKnownCostsNobodyHisState() {
    events.afterMs(1).started(2, 64);
    events.afterMs(1).started(3, 64);
    configure("s0");
    core.feed(events);
    assertThat(made).isEqualTo(1);
  }

  @Test
  void oneThatThrewInAnEventWhoseDecisionsWereLostIsHaltedInTheNextRun() {
    throwing = true;
    RecordBuffer last = events.afterMs(200).from(1, 1).trade(1_000, 1, Side.BUY, "").records();
    RecordLayout.sequence(last.buffer(), 0, core.core().lastSequence() + 1);
    core.core().restore(last.buffer(), 0);
    last.clear();
    throwing = false;
    events.afterMs(1).started(2, 64);
    configure("s0");
    assertThat(core.feed(events)).contains("StrategyHalted");
  }

  @Test
  void whatAnOperatorBeginsAnewDoesNotSpeakByItsOldSelf() {
    throwing = true;
    assertThat(trade()).containsExactly("StrategyHalted");
    throwing = false;
    asked.clear();
    core.feed(events.operator(OperatorAction.CLEAR, 0, TestEvents.NO_INDEX, Leg.NULL_VAL));
    assertThat(asked).isNotEmpty().doesNotContain(0);
    assertThat(trade()).containsExactly("PlaceOrder");
    assertThat(asked).doesNotContain(0);
  }

  @Test
  void oneThatThrowsWhileTheRunEndsIsHaltedForTheNextToo() {
    core.feed(
        events.operator(
            OperatorAction.STOP, TestEvents.NO_INDEX, TestEvents.NO_INDEX, Leg.NULL_VAL));
    assertThat(trade()).isEmpty();
    throwing = true;
    assertThat(trade()).containsExactly("StrategyHalted");
  }
}
