package ringside.engine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ringside.engine.testing.TestEvents.levels;

import java.nio.ByteOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ringside.engine.core.state.CandleState;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.InstrumentState;
import ringside.engine.testing.CoreHarness;
import ringside.engine.testing.TestEvents;
import ringside.journal.codec.RulesSource;
import ringside.journal.codec.Side;
import ringside.journal.codec.SpaceLevel;
import ringside.journal.codec.TradeEncoder;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;
import ringside.journal.event.UnknownRecordException;

class TradingCoreTest {
  private static final long START = 1_000_000_000_000L;
  private static final long NONE = Long.MIN_VALUE;

  private final CoreHarness core = new CoreHarness();
  private final TestEvents events = new TestEvents().at(START);

  @BeforeEach
  void startAndConnect() {
    core.feed(events.started().connected());
  }

  @Test
  void engineTimeIsTheLatestTimeSeen() {
    core.feed(events.at(START + 50).tick());
    core.feed(events.at(START + 20).trade(5, 1, Side.BUY, ""));

    assertThat(state().run.timeNs()).isEqualTo(START + 50);
    assertThat(state().instruments.find(0).lastTradeNs()).isEqualTo(START + 50);
  }

  @Test
  void tradesAreCountedAndTheLastIsKnown() {
    core.feed(events.trade(5, 1, Side.BUY, "a").trade(6, 2, Side.SELL, "b"));

    InstrumentState instrument = state().instruments.find(0);
    assertThat(instrument.trades()).isEqualTo(2);
    assertThat(instrument.lastTradePriceE9()).isEqualTo(6);
    assertThat(instrument.lastTradeQuantityE9()).isEqualTo(2);
    assertThat(instrument.lastTakerSide()).isEqualTo(Side.SELL);
  }

  @Test
  void aTickerDeltaChangesOnlyWhatItStatesAndASnapshotEverything() {
    core.feed(events.ticker(true, 10, 11, NONE, 13));
    core.feed(events.ticker(false, NONE, 21, 22, NONE));

    var ticker = state().instruments.find(0).ticker();
    assertThat(ticker.lastPriceE9()).isEqualTo(10);
    assertThat(ticker.markPriceE9()).isEqualTo(21);
    assertThat(ticker.fundingRateE9()).isEqualTo(22);
    assertThat(ticker.openInterestE4()).isEqualTo(13);

    core.feed(events.ticker(true, 30, NONE, NONE, NONE));
    assertThat(ticker.lastPriceE9()).isEqualTo(30);
    assertThat(ticker.markPriceE9()).isEqualTo(NONE);
    assertThat(ticker.openInterestE4()).isEqualTo(NONE);
  }

  @Test
  void candlesKeepTheNewestAndTheLastConfirmedPerInterval() {
    core.feed(events.candle(1, 60, 500, false).candle(1, 60, 501, true));
    core.feed(events.candle(1, 120, 510, false).candle(1, 60, 502, true).candle(5, 0, 7, false));

    CandleState minute = state().instruments.find(0).candles(1);
    assertThat(minute.startNs()).isEqualTo(120);
    assertThat(minute.closeE9()).isEqualTo(510);
    assertThat(minute.confirmedStartNs()).isEqualTo(60);
    assertThat(minute.confirmedCloseE9()).isEqualTo(502);
    assertThat(state().instruments.find(0).candles(5).closeE9()).isEqualTo(7);
    assertThat(state().instruments.find(0).candles(3)).isNull();
  }

  @Test
  void liquidationsAreCounted() {
    core.feed(events.liquidation(5, 1, Side.BUY).liquidation(5, 1, Side.BUY));

    assertThat(state().instruments.find(0).liquidations()).isEqualTo(2);
  }

  @Test
  void onlyRulesOfTheVenueAllowOrders() {
    core.feed(events.defined(10, 100, RulesSource.INFERRED));
    assertThat(state().instruments.find(0).orderable()).isFalse();

    core.feed(events.defined(20, 200, RulesSource.VENUE));
    assertThat(state().instruments.find(0).orderable()).isTrue();
    assertThat(state().instruments.find(0).tickE9()).isEqualTo(20);
    assertThat(state().instruments.find(0).lotE9()).isEqualTo(200);
  }

  @Test
  void aSilentStreamIsAlertedOnceAndOnceMoreWhenItSpeaks() {
    assertThat(core.feed(events.afterMs(9_999).tick())).isEmpty();
    assertThat(core.feed(events.afterMs(1).tick()))
        .containsExactly("Alert STREAM_STALE on", "StateDigest");
    assertThat(core.feed(events.afterMs(250).tick())).isEmpty();

    assertThat(core.feed(events.trade(5, 1, Side.BUY, "")))
        .containsExactly("Alert STREAM_STALE off");
    assertThat(core.feed(events.trade(5, 1, Side.BUY, ""))).isEmpty();
  }

  @Test
  void anEventOfAnOlderConnectionDoesNotEndTheSilence() {
    core.feed(events.from(1, 2).connected());
    core.feed(events.afterMs(10_000).tick());

    assertThat(core.feed(events.from(1, 1).trade(5, 1, Side.BUY, ""))).isEmpty();
    assertThat(state().streams.stale(1)).isTrue();
  }

  @Test
  void aStreamThatIsDownIsNotAlsoSilent() {
    core.feed(events.disconnected());

    assertThat(core.feed(events.afterMs(20_000).tick())).containsExactly("StateDigest");
  }

  @Test
  void aStreamThatTheFeedCallsStaleIsAlertedOnceToo() {
    assertThat(core.feed(events.afterMs(6_000).stale(6_000_000_000L)))
        .containsExactly("Alert STREAM_STALE on");
    assertThat(core.feed(events.afterMs(1).stale(6_001_000_000L))).isEmpty();
    assertThat(core.feed(events.afterMs(5_000).tick())).containsExactly("StateDigest");

    assertThat(core.feed(events.trade(5, 1, Side.BUY, "")))
        .containsExactly("Alert STREAM_STALE off");
  }

  @Test
  void whatAnOlderConnectionCallsStaleIsNot() {
    core.feed(events.from(1, 2).connected());

    assertThat(core.feed(events.from(1, 1).stale(1))).isEmpty();
    assertThat(state().streams.stale(1)).isFalse();
  }

  @Test
  void digestsFallOnTicksEveryTenSecondsAndAtTheStop() {
    events.disconnected();
    assertThat(core.feed(events.afterMs(9_999).tick())).isEmpty();
    assertThat(core.feed(events.afterMs(1).clockStep(5))).containsExactly("Alert CLOCK_STEPPED on");
    assertThat(core.feed(events.tick())).containsExactly("StateDigest");
    assertThat(core.feed(events.afterMs(9_999).tick())).isEmpty();
    assertThat(core.feed(events.afterMs(1).tick())).containsExactly("StateDigest");
    assertThat(core.feed(events.stopped())).containsExactly("StateDigest");
  }

  @Test
  void theDigestCoversTheStateAndNotTheRunsIdentity() {
    CoreHarness one = new CoreHarness();
    CoreHarness other = new CoreHarness();
    one.feed(new TestEvents().at(START).started(111, 8).connected());
    other.feed(new TestEvents().at(START).started(222, 8).connected());
    assertThat(one.core().digest()).isEqualTo(other.core().digest());

    one.feed(new TestEvents().at(START).snapshot(50, 1, levels(5, 1), levels()));
    other.feed(new TestEvents().at(START).snapshot(50, 1, levels(5, 2), levels()));
    assertThat(one.core().digest()).isNotEqualTo(other.core().digest());
  }

  @Test
  void anAccountEventThatCannotBeFoldedHaltsThatAccountOnce() {
    assertThat(core.feed(events.account(1).badOrder("a")))
        .containsExactly("AccountHalted a1 FOLD_FAULT");
    assertThat(core.feed(events.account(1).badOrder("b"))).isEmpty();
    assertThat(state().halts.halted(0)).isFalse();
    assertThat(core.feed(events.account(0).badOrder("c")))
        .containsExactly("AccountHalted a0 FOLD_FAULT");

    core.feed(events.account(1).resumed());
    assertThat(core.feed(events.account(1).badOrder("d")))
        .containsExactly("AccountHalted a1 FOLD_FAULT");
  }

  @Test
  void haltsOutliveRuns() {
    core.feed(events.account(1).badOrder("a"));

    core.feed(events.started());

    assertThat(state().halts.halted(1)).isTrue();
  }

  @Test
  void aSuspectEventOfAnAccountIsLeftOutAndHaltsIt() {
    TestEvents again = new TestEvents().account(3).from(1, 7);
    again.order("killer");
    long fingerprint = Fingerprint.of(again.records().buffer(), 0);
    core.feed(events.suspected(fingerprint, 20));

    assertThat(core.feed(events.account(3).order("killer")))
        .as("the same event by another connection and at another time")
        .containsExactly("AccountHalted a3 SUSPECT_EVENT");
    assertThat(core.feed(events.account(2).order("killer")))
        .as("what it says of another account is another event")
        .containsExactly("Alert FOREIGN_ORDER on");
  }

  @Test
  void aSuspectMarketEventIsLeftOutWithAnAlert() {
    TestEvents again = new TestEvents().at(9);
    again.trade(5, 1, Side.BUY, "killer");
    long fingerprint = Fingerprint.of(again.records().buffer(), 0);
    core.feed(events.suspected(fingerprint, TradeEncoder.TEMPLATE_ID));

    assertThat(core.feed(events.trade(5, 1, Side.BUY, "killer"))).containsExactly("Alert OTHER on");
    assertThat(state().instruments.find(0)).isNull();
    assertThat(core.feed(events.trade(5, 1, Side.BUY, "other"))).isEmpty();
    assertThat(state().instruments.find(0).trades()).isEqualTo(1);
  }

  @Test
  void theRoomOnTheDiskIsAlerted() {
    assertThat(core.feed(events.space(SpaceLevel.LOW))).containsExactly("Alert SPACE_LOW on");
    assertThat(state().run.space()).isEqualTo(SpaceLevel.LOW);
    assertThat(core.feed(events.space(SpaceLevel.ENOUGH))).containsExactly("Alert SPACE_LOW off");
  }

  @Test
  void aFaultInSharedStateGoesToTheCaller() {
    events.defined(0, 1, RulesSource.VENUE);

    assertThatThrownBy(() -> core.feed(events)).isInstanceOf(IllegalArgumentException.class);
    assertThat(state().instruments.find(0).defined()).isFalse();
  }

  @Test
  void anUnknownTemplateIsFatalEvenForAnAccount() {
    events.account(1).order("a");
    int templateAt = RecordLayout.FRAME_LENGTH + 2;
    events.records().buffer().putShort(templateAt, (short) 119, ByteOrder.LITTLE_ENDIAN);

    assertThatThrownBy(() -> core.feed(events)).isInstanceOf(UnknownRecordException.class);
  }

  @Test
  void sequencesThatAreNotDenseAreRefused() {
    RecordBuffer out = new RecordBuffer(4096, 4096);
    RecordBuffer record = events.tick().records();
    for (long wrong : new long[] {0, 2, 4}) {
      RecordLayout.sequence(record.buffer(), 0, wrong);
      assertThatThrownBy(() -> core.core().decide(record.buffer(), 0, out))
          .hasMessageContaining("event " + wrong + " came after event 2");
      assertThatThrownBy(() -> core.core().restore(record.buffer(), 0))
          .hasMessageContaining("event " + wrong + " came after event 2");
    }
  }

  @Test
  void decisionsAreNumberedUnderTheirCauseAndCarryEngineTime() {
    core.feed(events.snapshot(50, 10, levels(100, 1), levels(101, 1)));
    events.afterMs(5).tick();
    core.feed(events);
    events.at(START).delta(50, 12, levels(), levels());
    RecordBuffer decided = core.feed(events.records().buffer(), 0);

    int second = CoreHarness.next(decided, 0);
    for (int at : new int[] {0, second}) {
      assertThat(RecordLayout.sequence(decided.buffer(), at)).isEqualTo(core.core().lastSequence());
      assertThat(RecordLayout.timeNs(decided.buffer(), at)).isEqualTo(START + 5_000_000);
    }
    assertThat(RecordLayout.ordinal(decided.buffer(), 0)).isEqualTo(1);
    assertThat(RecordLayout.ordinal(decided.buffer(), second)).isEqualTo(2);
  }

  private CoreState state() {
    return core.core().state();
  }
}
