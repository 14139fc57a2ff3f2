package ringside.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ringside.engine.core.state.BracketTable;
import ringside.engine.core.state.StateSink;
import ringside.engine.testing.AccountEvents;
import ringside.engine.testing.CoreHarness;
import ringside.engine.testing.TestEvents;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.RulesSource;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.event.ConfigRecords.Entry;
import ringside.journal.event.RecordBuffer;

/** Brackets at a venue that answers, fills and forgets in any order. */
class BracketRulesTest {
  private static final long START = 1_700_000_000_000_000_000L;
  private static final long NONE = Long.MIN_VALUE;
  private static final long SIZE = 100;

  private final CoreHarness core = new CoreHarness(newCore());
  private final TestEvents events = new TestEvents().at(START);
  private final AccountEvents account = new AccountEvents(events, 0, 0);

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 400);
  }

  private static TradingCore newCore() {
    return new TradingCore(42, (kind, parameters, seat) -> new Once());
  }

  /** Buys once, at the first trade, with a bracket. */
  private static final class Once implements Strategy {
    private boolean trade;
    private boolean placed;

    @Override
    public void fold(Happening happening, StateView view) {
      trade = happening.kind() == Happening.Kind.MARKET;
      placed |= happening.kind() == Happening.Kind.PLACED;
    }

    @Override
    public void propose(StateView view, Proposals out) {
      if (trade && !placed) {
        out.place(Side.BUY, Leg.ONE_WAY, SIZE).limit(1_000, TimeInForce.GTC).bracket(1_020, 980);
      }
    }

    @Override
    public void describe(StateSink sink) {
      sink.putFlag(trade);
      sink.putFlag(placed);
    }
  }

  private BracketVenue begin(long seed) {
    start(1);
    account.position(Leg.ONE_WAY, 0, 0, NONE, 1, NONE);
    account.emptyReports(10);
    core.feed(events);
    assertThat(core.feed(events.trade(1_000, 1, Side.BUY, ""))).containsExactly("PlaceOrder");
    BracketVenue venue = new BracketVenue(core, events, account, new Random(seed));
    venue.read();
    return venue;
  }

  private void start(long run) {
    events.started(run, 64);
    account.connected(run);
    events.from(1, run).connected().defined(10, 10, RulesSource.VENUE);
    events.snapshot(50, 1, new long[] {1_000, 50}, new long[] {1_010, 50});
    events.ticker(true, 1_000, 1_000, 0, 0);
    AccountEvents.config(
        events,
        List.of(
            new Entry("strategies.s.kind", "once"),
            new Entry("strategies.s.index", "0"),
            new Entry("strategies.s.accountIndex", "0"),
            new Entry("strategies.s.instrumentIndex", "0")));
    core.feed(events.afterMs(1));
  }

  private BracketTable brackets() {
    return core.core().state().accounts.find(0).orders.brackets();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void exitsAreNeverLargerThanWhatIsOpenAndEndWithIt(long seed) {
    BracketVenue venue = begin(seed);
    Random random = new Random(-seed);
    for (int round = 0; round < 4; round++) {
      for (int i = 0; i < 10 + random.nextInt(40); i++) {
        if (random.nextInt(4) == 0 && venue.entry() != null) {
          venue.trade();
        }
        venue.step();
      }
      if (round == 3) {
        venue.endEntry();
      }
      if (seed % 2 == 0 && round < 3) {
        venue.engineDied();
        start(2L + round);
      }
      venue.drain();
      check(venue, seed, round);
    }
    TradingCore restored = newCore();
    RecordBuffer journal = core.journal();
    for (int at = 0; at < journal.length(); at = CoreHarness.next(journal, at)) {
      restored.restore(journal.buffer(), at);
    }
    assertThat(restored.digest()).as("seed %d", seed).isEqualTo(core.core().digest());
  }

  /** Nothing is on its way. */
  private void check(BracketVenue venue, long seed, int round) {
    String when = "seed " + seed + ", round " + round;
    long open = venue.entry() == null ? 0 : venue.entry().filled;
    open -= venue.filled(true) + venue.filled(false);
    assertThat(open).as("open at the venue, " + when).isEqualTo(venue.size());
    BracketVenue.Order profit = venue.exit(true);
    BracketVenue.Order stop = venue.exit(false);
    if (open == 0) {
      assertThat(profit).as("profit, " + when).isNull();
      assertThat(stop).as("stop, " + when).isNull();
    } else {
      assertThat(profit.quantity - profit.filled).as("profit, " + when).isEqualTo(open);
      if (stop.status == OrderStatus.UNTRIGGERED) {
        assertThat(stop.quantity - stop.filled).as("stop, " + when).isEqualTo(open);
      }
    }
    boolean over = open == 0 && round == 3;
    assertThat(brackets().activeCount() == 0)
        .as("at its end, " + when)
        .isEqualTo(over || ended(venue));
  }

  private static boolean ended(BracketVenue venue) {
    return venue.size() == 0 && (venue.entry() == null || !venue.entry().live());
  }

  @Test
  void aWholeFillGivesTwoExitsAndTheEndOfOneTakesTheOtherBack() {
    BracketVenue venue = begin(1);
    venue.drain();
    assertThat(venue.exit(true)).as("before anything filled").isNull();
    venue.fillEntry(SIZE);
    venue.drain();
    assertThat(venue.exit(true).price).isEqualTo(1_020);
    assertThat(venue.exit(true).side).isEqualTo(Side.SELL);
    assertThat(venue.exit(false).trigger).isEqualTo(980);
    venue.fillExit(true, 40);
    venue.drain();
    assertThat(venue.exit(false).quantity).isEqualTo(60);
    venue.fillExit(true, 60);
    venue.drain();
    assertThat(venue.exit(false)).isNull();
    assertThat(brackets().activeCount()).isZero();
  }

  @Test
  void anAmendThatIsRefusedIsRepeatedAfterAPause() {
    BracketVenue venue = begin(1);
    venue.drain();
    venue.fillEntry(40);
    venue.drain();
    venue.limitAmends(6);
    venue.fillEntry(60);
    venue.drain();
    assertThat(venue.exit(true).quantity).isEqualTo(SIZE);
    assertThat(venue.exit(false).quantity).isEqualTo(SIZE);
    assertThat(venue.amendedNs()).hasSize(2);
    for (List<Long> sent : venue.amendedNs().values()) {
      assertThat(sent).hasSize(4);
      for (int i = 1; i < sent.size(); i++) {
        assertThat(sent.get(i) - sent.get(i - 1)).isGreaterThanOrEqualTo(BracketRules.RETRY_NS);
      }
    }
  }

  @Test
  void exitsDoNotGrowBeforeThePositionHas() {
    BracketVenue venue = begin(1);
    venue.drain();
    venue.fillEntry(40);
    venue.drain();
    BracketVenue.Order entry = venue.entry();
    long updatedNs = events.timeNs() + 1_000_000;
    account.orderOf(
        Side.BUY,
        entry.clientId,
        entry.venueId,
        OrderStatus.FILLED,
        SIZE,
        SIZE,
        1_000,
        NONE,
        updatedNs,
        NONE);
    assertThat(core.feed(events)).doesNotContain("AmendOrder");
    account.execution("late", entry.clientId, entry.venueId, Side.BUY, 60, 1_000_000);
    assertThat(core.feed(events)).contains("AmendOrder");
  }

  @Test
  void whatSomebodyElseClosedHasNoExitsAnyMore() {
    BracketVenue venue = begin(1);
    venue.drain();
    venue.fillEntry(SIZE);
    venue.drain();
    venue.closeByHand();
    venue.drain();
    assertThat(venue.exit(true)).isNull();
    assertThat(venue.exit(false)).isNull();
    assertThat(brackets().activeCount()).isZero();
  }

  @Test
  void aStopWhosePriceIsThereAlreadyGoesAtMarket() {
    BracketVenue venue = begin(1);
    venue.drain();
    core.feed(events.trade(970, 1, Side.SELL, ""));
    venue.fillEntry(SIZE);
    venue.drain();
    assertThat(venue.orders.values())
        .anyMatch(order -> order.reduceOnly && !order.profit && order.trigger == NONE);
  }
}
