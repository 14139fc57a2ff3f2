package ringside.engine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static ringside.journal.event.Decimals.ONE_E9;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.PositionState;
import ringside.engine.testing.AccountEvents;
import ringside.engine.testing.CoreHarness;
import ringside.engine.testing.TestEvents;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.Leg;
import ringside.journal.codec.ReportKind;
import ringside.journal.codec.RulesSource;
import ringside.journal.codec.Side;
import ringside.journal.event.RecordBuffer;

/** What executions add up to, and how it is compared with what the venue says. */
class PnlRulesTest {
  private static final long START = 1_700_000_000_000_000_000L;
  private static final long NONE = Long.MIN_VALUE;
  private static final long TICK = 100_000_000L;

  private final CoreHarness core = new CoreHarness();
  private final TestEvents events = new TestEvents().at(START);
  private final AccountEvents account = new AccountEvents(events, 0, 0);
  private long reports = 10;
  private long sequence = 100;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 50);
  }

  @BeforeEach
  void connect() {
    events.started();
    account.connected(1);
    events.from(1, 1).connected().defined(TICK, ONE_E9 / 1_000, RulesSource.VENUE);
    core.feed(events.afterMs(1));
    report(ReportKind.OPEN_ORDERS, 0, () -> {});
    report(
        ReportKind.POSITIONS,
        2,
        () -> {
          account.position(Leg.LONG, 0, 0, 7 * ONE_E9, sequence, reports);
          account.position(Leg.SHORT, 0, 0, 0, sequence, reports);
        });
    report(ReportKind.WALLET, 1, () -> account.wallet(1_000 * ONE_E9, events.timeNs(), reports));
    report(ReportKind.EXECUTIONS, 0, () -> {});
  }

  private List<String> report(ReportKind kind, int items, Runnable content) {
    events.afterMs(5);
    account.reportBegin(reports, kind, events.timeNs());
    content.run();
    account.reportEnd(reports, kind, items, true);
    reports++;
    return core.feed(events);
  }

  private void trade(Side side, Leg leg, long price, long quantity, long fee) {
    sequence++;
    events.afterMs(5);
    account.executed(
        "e" + sequence,
        ExecutionType.TRADE,
        side,
        leg,
        price,
        quantity,
        fee,
        sequence,
        events.timeNs());
    core.feed(events);
  }

  private List<String> venueSays(Leg leg, long size, long entry, long cumulative) {
    account.position(leg, size, entry, cumulative, sequence, NONE);
    core.feed(events);
    return report(ReportKind.EXECUTIONS, 0, () -> {});
  }

  private AccountState state() {
    return core.core().state().accounts.find(0);
  }

  private PositionState leg(Leg leg) {
    return state().positions.find(0, leg);
  }

  @Test
  void profitIsKeptInItsPartsAndAgreesWithTheVenue() {
    trade(Side.BUY, Leg.LONG, 100 * ONE_E9, 2 * ONE_E9, ONE_E9 / 10);
    trade(Side.BUY, Leg.LONG, 103 * ONE_E9, ONE_E9, ONE_E9 / 20);
    assertThat(leg(Leg.LONG).averageEntryE9()).isEqualTo(101 * ONE_E9);
    trade(Side.SELL, Leg.LONG, 104 * ONE_E9, ONE_E9, ONE_E9 / 25);
    assertThat(leg(Leg.LONG).averageEntryE9()).as("a closing").isEqualTo(101 * ONE_E9);
    assertThat(leg(Leg.LONG).grossE9()).isEqualTo(3 * ONE_E9);
    assertThat(leg(Leg.LONG).feesE9()).isEqualTo(190_000_000L);
    assertThat(leg(Leg.LONG).unrealisedAtE9(102 * ONE_E9)).isEqualTo(2 * ONE_E9);
    sequence++;
    account.executed(
        "f1",
        ExecutionType.FUNDING,
        Side.BUY,
        Leg.LONG,
        102 * ONE_E9,
        2 * ONE_E9,
        30_000_000L,
        sequence,
        events.timeNs());
    core.feed(events);
    assertThat(leg(Leg.LONG).fundingE9()).isEqualTo(30_000_000L);
    assertThat(leg(Leg.LONG).averageEntryE9()).as("funding").isEqualTo(101 * ONE_E9);
    long cumulative = 7 * ONE_E9 + 3 * ONE_E9 - 190_000_000L - 30_000_000L;
    assertThat(venueSays(Leg.LONG, 2 * ONE_E9, 101 * ONE_E9, cumulative)).isEmpty();
    assertThat(leg(Leg.LONG).unexplainedE9()).isZero();
    assertThat(state().grossE9()).isEqualTo(3 * ONE_E9);
  }

  @Test
  void whatTheVenueRealisedBeyondThatIsToldOnce() {
    trade(Side.BUY, Leg.LONG, 100 * ONE_E9, ONE_E9, 0);
    List<String> told = venueSays(Leg.LONG, ONE_E9, 100 * ONE_E9, 7 * ONE_E9 - 500_000_000L);
    assertThat(told).containsExactly("Alert PNL_DIFFERENCE on");
    assertThat(leg(Leg.LONG).unexplainedE9()).isEqualTo(-500_000_000L);
    assertThat(report(ReportKind.EXECUTIONS, 0, () -> {})).isEmpty();
    assertThat(venueSays(Leg.LONG, ONE_E9, 100 * ONE_E9, 7 * ONE_E9 - 500_000_000L)).isEmpty();
    assertThat(venueSays(Leg.LONG, ONE_E9, 100 * ONE_E9, 7 * ONE_E9))
        .containsExactly("Alert PNL_DIFFERENCE on");
    assertThat(leg(Leg.LONG).unexplainedE9()).isZero();
  }

  @Test
  void roundingIsNoDifference() {
    trade(Side.BUY, Leg.SHORT, 100 * ONE_E9, 0, 0);
    trade(Side.SELL, Leg.SHORT, 100 * ONE_E9, ONE_E9, 55_000_000L);
    assertThat(venueSays(Leg.SHORT, -ONE_E9, 100 * ONE_E9 + 7, -55_000_000L - 10)).isEmpty();
    assertThat(leg(Leg.SHORT).unexplainedE9()).isEqualTo(-10);
  }

  @Test
  void theVenuesEntryWinsBeyondATick() {
    trade(Side.BUY, Leg.LONG, 100 * ONE_E9, ONE_E9, 0);
    assertThat(venueSays(Leg.LONG, ONE_E9, 100 * ONE_E9 + TICK, 7 * ONE_E9)).isEmpty();
    assertThat(leg(Leg.LONG).averageEntryE9()).isEqualTo(100 * ONE_E9);
    assertThat(venueSays(Leg.LONG, ONE_E9, 100 * ONE_E9 + TICK + 1, 7 * ONE_E9))
        .containsExactly("CorrectionApplied", "Alert RECONCILIATION on");
    assertThat(leg(Leg.LONG).averageEntryE9()).isEqualTo(100 * ONE_E9 + TICK + 1);
    assertThat(state().corrections()).isEqualTo(1);
  }

  @Test
  void aFillThatNobodyHeardOfIsTakenFromTheVenueAndCountedOnceWhenItComesLate() {
    sequence += 3;
    assertThat(venueSays(Leg.LONG, ONE_E9, 90 * ONE_E9, 7 * ONE_E9))
        .containsExactly(
            "CorrectionApplied", "Alert RECONCILIATION on", "Alert FOREIGN_POSITION on");
    assertThat(leg(Leg.LONG).averageEntryE9()).isEqualTo(90 * ONE_E9);
    sequence -= 2;
    trade(Side.BUY, Leg.LONG, 90 * ONE_E9, ONE_E9, 0);
    assertThat(leg(Leg.LONG).executedSizeE9()).isEqualTo(ONE_E9);
    assertThat(leg(Leg.LONG).foreignE9()).isZero();
    sequence += 5;
    trade(Side.SELL, Leg.LONG, 95 * ONE_E9, ONE_E9, 0);
    assertThat(leg(Leg.LONG).grossE9()).isEqualTo(5 * ONE_E9);
    assertThat(leg(Leg.LONG).averageEntryE9()).isEqualTo(NONE);
  }

  @Test
  void aPositionThatIsAheadOfItsExecutionsIsNotCompared() {
    account.position(Leg.LONG, ONE_E9, 90 * ONE_E9, 7 * ONE_E9, sequence + 1, NONE);
    assertThat(core.feed(events)).isEmpty();
    trade(Side.BUY, Leg.LONG, 90 * ONE_E9, ONE_E9, 0);
    assertThat(report(ReportKind.EXECUTIONS, 0, () -> {})).isEmpty();
    trade(Side.BUY, Leg.LONG, 90 * ONE_E9, ONE_E9, 0);
    assertThat(report(ReportKind.EXECUTIONS, 0, () -> {})).as("the position is behind").isEmpty();
  }

  @Test
  void aBalanceThatMovedByItselfIsAskedForAndExplainedByATransfer() {
    events.afterMs(3_000);
    account.wallet(1_250 * ONE_E9, events.timeNs(), NONE);
    core.feed(events);
    assertThat(state().walletExplained()).isFalse();
    assertThat(core.feed(events.afterMs(1_000).tick())).isEmpty();
    assertThat(core.feed(events.afterMs(1_001).tick())).containsExactly("RequestReport");
    assertThat(core.feed(events.afterMs(250).tick())).isEmpty();
    long movedNs = events.timeNs() - 3_000_000_000L;
    assertThat(
            report(
                ReportKind.TRANSFERS,
                1,
                () -> account.transfer("t1", 250 * ONE_E9, movedNs, reports)))
        .isEmpty();
    assertThat(state().walletExplained()).isTrue();
    report(ReportKind.TRANSFERS, 1, () -> account.transfer("t1", 250 * ONE_E9, movedNs, reports));
    assertThat(state().walletExplained()).as("it came twice").isTrue();
    assertThat(state().wallet.at(0).transferredE9()).isEqualTo(250 * ONE_E9);
  }

  @Test
  void aBalanceThatNothingExplainsIsToldOnce() {
    events.afterMs(3_000);
    account.wallet(990 * ONE_E9, events.timeNs(), NONE);
    core.feed(events);
    core.feed(events.afterMs(2_000).tick());
    report(ReportKind.TRANSFERS, 0, () -> {});
    assertThat(core.feed(events.tick())).isEmpty();
    report(ReportKind.EXECUTIONS, 0, () -> {});
    assertThat(core.feed(events.tick())).containsExactly("Alert PNL_DIFFERENCE on");
    assertThat(core.feed(events.afterMs(250).tick())).isEmpty();
    assertThat(state().walletExplained()).isTrue();
    assertThat(state().wallet.at(0).unexplainedE9()).isEqualTo(-10 * ONE_E9);
  }

  @Test
  void aFillAndTheBalanceItChangesMayComeInEitherOrder() {
    events.afterMs(2_000);
    account.wallet(999 * ONE_E9, events.timeNs() + 10_000_000, NONE);
    core.feed(events);
    trade(Side.BUY, Leg.LONG, 100 * ONE_E9, 10 * ONE_E9, ONE_E9);
    assertThat(state().walletExplained()).isTrue();
    trade(Side.SELL, Leg.LONG, 101 * ONE_E9, 10 * ONE_E9, ONE_E9);
    assertThat(state().walletExplained()).isFalse();
    account.wallet(1_008 * ONE_E9, events.timeNs() + 1_000_000, NONE);
    core.feed(events);
    assertThat(state().walletExplained()).isTrue();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyTradesOfOneWayAddUpToWhatTheyMoved(long seed) {
    Random random = new Random(seed);
    long cash = 0;
    long size = 0;
    for (int i = 0; i < 200; i++) {
      long price = (90 + random.nextInt(20)) * ONE_E9 + random.nextInt(10) * TICK;
      long quantity = (1 + random.nextInt(2_000)) * ONE_E9 / 1_000;
      boolean buy = random.nextBoolean();
      trade(buy ? Side.BUY : Side.SELL, Leg.ONE_WAY, price, quantity, 0);
      long value = ringside.journal.event.Decimals.multiplyE9(price, quantity);
      cash += buy ? -value : value;
      size += buy ? quantity : -quantity;
      PositionState position = leg(Leg.ONE_WAY);
      assertThat(position.executedSizeE9()).isEqualTo(size);
      long worth = ringside.journal.event.Decimals.multiplyE9(100 * ONE_E9, size);
      long gained = position.grossE9() + position.unrealisedAtE9(100 * ONE_E9);
      assertThat(gained)
          .as("seed %d, trade %d", seed, i)
          .isBetween(cash + worth - 300, cash + worth + 300);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void fillsAddUpTheSameInWhicheverOrderTheyAreHeardOf(long seed) {
    Random random = new Random(seed);
    List<Integer> order = new ArrayList<>();
    long[] prices = new long[20];
    long[] quantities = new long[20];
    for (int i = 0; i < prices.length; i++) {
      prices[i] = (90 + random.nextInt(20)) * ONE_E9;
      quantities[i] = (1 + random.nextInt(9)) * (random.nextBoolean() ? ONE_E9 : -ONE_E9);
      order.add(i);
    }
    trades(order, prices, quantities, Leg.LONG);
    Collections.shuffle(order, random);
    trades(order, prices, quantities, Leg.SHORT);
    assertThat(leg(Leg.SHORT).executedSizeE9()).isEqualTo(leg(Leg.LONG).executedSizeE9());
    assertThat(leg(Leg.SHORT).averageEntryE9()).isEqualTo(leg(Leg.LONG).averageEntryE9());
    assertThat(leg(Leg.SHORT).grossE9()).as("seed %d", seed).isEqualTo(leg(Leg.LONG).grossE9());
  }

  private void trades(List<Integer> order, long[] prices, long[] quantities, Leg leg) {
    long first = sequence;
    for (int i : order) {
      sequence = first + i;
      Side side = quantities[i] > 0 ? Side.BUY : Side.SELL;
      trade(side, leg, prices[i], Math.abs(quantities[i]), 0);
    }
    sequence = first + prices.length;
  }

  @Test
  void aRestoredCoreKnowsTheSame() {
    trade(Side.BUY, Leg.LONG, 100 * ONE_E9, 2 * ONE_E9, ONE_E9 / 10);
    venueSays(Leg.LONG, 2 * ONE_E9, 102 * ONE_E9, 5 * ONE_E9);
    events.afterMs(3_000);
    account.wallet(990 * ONE_E9, events.timeNs(), NONE);
    core.feed(events);
    core.feed(events.afterMs(2_000).tick());
    report(ReportKind.TRANSFERS, 0, () -> {});
    report(ReportKind.EXECUTIONS, 0, () -> {});
    core.feed(events.tick());
    TradingCore restored = CoreHarness.newCore();
    RecordBuffer journal = core.journal();
    for (int at = 0; at < journal.length(); at = CoreHarness.next(journal, at)) {
      restored.restore(journal.buffer(), at);
    }
    assertThat(restored.digest()).isEqualTo(core.core().digest());
  }
}
