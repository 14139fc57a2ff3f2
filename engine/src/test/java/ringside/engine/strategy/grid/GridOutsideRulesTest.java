package ringside.engine.strategy.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import ringside.engine.core.state.IdText;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OperatorAction;
import ringside.journal.event.Decimals;

/** Rule by rule of docs/GRID.md: how cycles end, and what a leg does about what others do. */
class GridOutsideRulesTest extends GridRulesRig {
  @Test
  void rule13AFillAfterTheCloseBeginsACycleAtLevel0() {
    longOnly().start("1000");
    rig.orders();
    rig.events.after(1_000_000_000L);
    venue().price = GridRig.e9("990");
    venue().market();
    venue().feed();
    // The add is on its way; before it is heard of, the take-profit trades.
    GridVenue.Order profit = venue().live(GridLeg.PROFIT_TAG).get(0);
    var late = List.copyOf(venue().said);
    venue().said.clear();
    venue().size[0] -= GridRig.e9("0.02");
    venue().fill(profit, profit.price, profit.leaves(), 0);
    venue().settle();
    venue().size[0] = GridRig.e9("0.02");
    venue().cost[0] = GridRig.e9("19.8");
    venue().said.addAll(late);
    venue().position(0);
    venue().settle();
    assertThat(status(Leg.LONG, "levels")).isEqualTo("1");
    assertThat(status(Leg.LONG, "cycle")).isEqualTo("2");
    assertThat(status(Leg.LONG, "average")).isEqualTo("990");
    assertThat(rig.orders()).containsExactly("LONG level 1 0.02", "LONG tp 0.02 @ 995");
  }

  @Test
  void rule13DustIsReducedAtMarketOnce() {
    longOnly().start("1000");
    rig.orders();
    venue().cancel(venue().live(GridLeg.PROFIT_TAG).get(0));
    rig.define(GridRig.TICK, GridRig.LOT, GridRig.e9("0.02"), GridRig.e9("5"));
    venue().feed();
    venue().settle();
    assertThat(rig.pass(1).orders()).containsExactly("LONG close 0.01");
  }

  @Test
  void rule14ACycleEndsWithItsComponentsAndItsCooldown() {
    longOnly().given("cooldown", "30s").start("1000");
    venue().funding(Leg.LONG, GridRig.e9("0.001"));
    venue().settle();
    assertThat(status(Leg.LONG, "net")).isEqualTo("-0.0065");
    rig.orders();
    rig.price("1005");
    // 0.05 won, 0.0055 and 0.00201 fees, 0.001 funding.
    assertThat(rig.lastSignal()).isEqualTo("cycle 0.04149");
    rig.pass(29.5);
    assertThat(rig.orders()).isEmpty();
    rig.pass(1);
    assertThat(rig.orders()).contains("LONG level 0 0.01");
  }

  @Test
  void rule14AVenueWhoseClockIsAheadDoesNotProlongTheCooldown() {
    longOnly().given("cooldown", "30s").start("1000");
    venue().ahead(3_600_000_000_000L);
    rig.price("1005");
    assertThat(rig.lastSignal()).startsWith("cycle ");
    rig.orders();
    rig.pass(31);
    assertThat(rig.orders()).contains("LONG level 0 0.01");
  }

  @Test
  void rule14WithoutAutoCycleTheLegIsOffUntilResumed() {
    longOnly().given("autoCycle", "false").start("1000").price("1005").pass(5);
    assertThat(rig.orders()).hasSize(2);
    assertThat(entry(Leg.LONG)).isEqualTo("OFF");
    rig.operator(OperatorAction.RESUME, Leg.NULL_VAL);
    assertThat(rig.pass(1).orders()).contains("LONG level 0 0.01");
  }

  @Test
  void rule15WhatWouldExceedTheCapIsSkippedWhole() {
    longOnly().given("cap", "29").start("1000").price("990");
    assertThat(rig.orders()).noneMatch(order -> order.contains("level 1"));
    assertThat(rig.decided("SignalRaised")).isEqualTo(1);
    rig.price("966");
    assertThat(rig.orders()).contains("LONG level 1 0.02");
  }

  @Test
  void rule16FundingBlocksTheSideThatPaysAndTheUnknownBlocksBoth() {
    rig.given("maxFundingRate", "0.0001");
    venue().funding = GridRig.e9("0.0002");
    rig.start("1000");
    assertThat(rig.orders()).containsExactly("SHORT level 0 0.01", "SHORT tp 0.01 @ 995");
    venue().funding = GridRig.e9("0.0001");
    rig.price("1000.1");
    assertThat(rig.orders()).contains("LONG level 0 0.01");
    venue().funding = GridRig.e9("0.0002");
    rig.price("990");
    assertThat(rig.orders()).contains("LONG level 1 0.02");
  }

  @Test
  void rule16FundingThatIsNotKnownBlocks() {
    longOnly().given("maxFundingRate", "0.01");
    venue().funding = Long.MIN_VALUE;
    assertThat(rig.start("1000").orders()).isEmpty();
  }

  @Test
  void rule17TheVenuesStopMovesWithTheAverage() {
    longOnly().given("stopLossPercent", "5").start("1000");
    assertThat(rig.orders())
        .containsExactly("LONG level 0 0.01", "LONG tp 0.01 @ 1005", "LONG stop 950");
    rig.price("990");
    assertThat(rig.pass(2).orders())
        .containsExactly("LONG level 1 0.02", "LONG amend @ 998.3 total 0.03", "LONG stop 943.7");
    rig.price("980").pass(2).price("970").pass(2);
    assertThat(rig.orders()).filteredOn(order -> order.contains("stop")).hasSize(2);
    assertThat(rig.decided("AlertRaised")).as("stops that stand are no failures").isZero();
  }

  @Test
  void rule17ACycleThatLostTooMuchIsClosed() {
    longOnly().given("maxCycleLoss", "1").start("1000").price("990").price("980");
    rig.orders();
    // 0.07 at 985.714285714; a loss of 1 in all is passed below 972.3.
    rig.price("972.4");
    assertThat(rig.orders()).isEmpty();
    rig.price("971.4");
    assertThat(rig.orders())
        .startsWith("LONG cancel 1000", "LONG close 0.07")
        .contains("LONG level 0 0.01");
    assertThat(status(Leg.LONG, "cycle")).isEqualTo("2");
  }

  @Test
  void rule18ALiquidationEndsTheCycleAndLatches() {
    longOnly().start("1000");
    rig.orders();
    rig.price("950");
    rig.orders();
    venue().liquidate(Leg.LONG, venue().size[0], ExecutionType.LIQUIDATION);
    venue().settle();
    rig.price("900").pass(60);
    assertThat(rig.orders()).noneMatch(order -> order.contains("level"));
    assertThat(entry(Leg.LONG)).isEqualTo("HALTED");
    assertThat(rig.decided("RiskChanged")).isPositive();
    rig.operator(OperatorAction.CLEAR, Leg.NULL_VAL);
    assertThat(rig.pass(1).orders()).contains("LONG level 0 0.01");
  }

  @Test
  void aRuleThatReturnsToNormalDoesNotEndAnothersLatch() {
    longOnly().start("1000");
    rig.operator(OperatorAction.STOP, Leg.LONG);
    assertThat(entry(Leg.LONG)).isEqualTo("HALTED");
    int before = rig.decided("RiskChanged");
    rig.marginRate("0.6");
    assertThat(rig.decided("RiskChanged")).as("a warning").isEqualTo(before + 1);
    assertThat(entry(Leg.LONG)).isEqualTo("HALTED");
    rig.marginRate("0.1");
    assertThat(entry(Leg.LONG)).isEqualTo("HALTED");
    rig.operator(OperatorAction.CLEAR, Leg.NULL_VAL);
    assertThat(entry(Leg.LONG)).isNotEqualTo("HALTED");
  }

  @Test
  void aLatchOfAnotherRuleDoesNotSayWhatTheLegHasToSay() {
    GridTells tells = new GridTells();
    tells.tell(GridTells.EXHAUSTED);
    tells.tell(GridTells.PROFIT_LOST);
    tells.latched(name("margin-rate"));
    assertThat(tells.due(GridTells.EXHAUSTED)).isTrue();
    tells.latched(name("entries-failed"));
    assertThat(tells.due(GridTells.EXHAUSTED)).isFalse();
    assertThat(tells.due(GridTells.PROFIT_LOST)).isTrue();
    tells.latched(name("take-profit-lost"));
    assertThat(tells.any()).isFalse();
  }

  private static IdText name(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    IdText name = new IdText();
    name.set(new UnsafeBuffer(bytes), 0, bytes.length);
    return name;
  }

  @Test
  void rule19WhatHasClosedTheLegWhileNobodyListenedIsFoundAndNotClosedAgain() {
    longOnly().given("stopLossPercent", "5").start("1000");
    rig.orders();
    rig.stop();
    venue().byHand(Leg.LONG, false, GridRig.e9("0.01"));
    rig.restart("940");
    assertThat(rig.orders()).isEmpty();
    rig.reconcile();
    assertThat(rig.pass(40).orders()).isEmpty();
    assertThat(venue().live(GridLeg.PROFIT_TAG)).isEmpty();
    assertThat(venue().size[0]).isZero();
    assertThat(entry(Leg.LONG)).isEqualTo("OFF");
  }

  @Test
  void rule19NothingIsOpenedBeforeReconciliationAndProfitsAreMendedFirst() {
    longOnly().start("1000");
    rig.orders();
    GridVenue.Order profit = venue().live(GridLeg.PROFIT_TAG).get(0);
    rig.stop();
    venue().cancel(profit);
    rig.restart("985");
    assertThat(rig.orders()).isEmpty();
    rig.reconcile();
    assertThat(rig.pass(2).orders())
        .containsExactlyInAnyOrder(
            "LONG level 1 0.02", "LONG tp 0.01 @ 1005", "LONG amend @ 995 total 0.03");
  }

  @Test
  void rule20ASizeChangedByHandPausesAddsUntilResumed() {
    longOnly().start("1000");
    rig.orders();
    venue().byHand(Leg.LONG, true, GridRig.e9("0.01"));
    venue().settle();
    assertThat(rig.orders()).containsExactly("LONG amend total 0.02");
    rig.price("985").pass(5);
    assertThat(rig.orders()).isEmpty();
    rig.operator(OperatorAction.RESUME, Leg.LONG);
    assertThat(rig.pass(1).orders()).contains("LONG level 1 0.02");
  }

  @Test
  void rule20ALegClosedByHandBeginsNoCycleUntilResumed() {
    longOnly().start("1000");
    rig.orders();
    venue().byHand(Leg.LONG, false, GridRig.e9("0.01"));
    venue().settle();
    rig.pass(60);
    assertThat(rig.orders()).isEmpty();
    assertThat(venue().live(GridLeg.PROFIT_TAG)).isEmpty();
    assertThat(entry(Leg.LONG)).isEqualTo("OFF");
    rig.operator(OperatorAction.RESUME, Leg.NULL_VAL);
    assertThat(rig.pass(1).orders()).contains("LONG level 0 0.01");
  }

  @Test
  void rule20AProfitCancelledByHandIsPlacedThreeTimesAndThenTheLegHalts() {
    longOnly().start("1000");
    rig.orders();
    for (int i = 0; i < 3; i++) {
      venue().cancel(venue().live(GridLeg.PROFIT_TAG).get(0));
      venue().settle();
      assertThat(rig.pass(2).orders()).containsExactly("LONG tp 0.01 @ 1005");
    }
    venue().cancel(venue().live(GridLeg.PROFIT_TAG).get(0));
    venue().settle();
    assertThat(rig.pass(10).orders()).isEmpty();
    assertThat(entry(Leg.LONG)).isEqualTo("HALTED");
  }

  @Test
  void rule20AProfitThatTheVenueDoesNotTakeIsTriedUntilItDoes() {
    longOnly().start("1000");
    rig.orders();
    venue().refuses = 8;
    venue().cancel(venue().live(GridLeg.PROFIT_TAG).get(0));
    venue().settle();
    rig.pass(20);
    assertThat(entry(Leg.LONG)).isEqualTo("HOLDING");
    assertThat(venue().live(GridLeg.PROFIT_TAG)).isEmpty();
    assertThat(venue().signals).containsExactly("profit-missing 0.01");
    rig.pass(20);
    assertThat(venue().live(GridLeg.PROFIT_TAG)).hasSize(1);
    assertThat(entry(Leg.LONG)).isEqualTo("HOLDING");
  }

  @Test
  void rule20AnotherLeverageThanTheConfigsStopsOpening() {
    longOnly();
    rig.leverage = "10";
    venue().leverage = 10 * Decimals.ONE_E9;
    rig.start("1000");
    assertThat(rig.orders()).hasSize(2);
    venue().leverage = 20 * Decimals.ONE_E9;
    venue().position(0);
    venue().settle();
    assertThat(rig.price("985").orders()).isEmpty();
    venue().leverage = 10 * Decimals.ONE_E9;
    venue().position(0);
    venue().settle();
    assertThat(rig.price("985").orders()).contains("LONG level 1 0.02");
  }

  private void somebodyOpened() {
    venue().price = GridRig.e9("1010");
    venue().tick = GridRig.TICK;
    venue().size[0] = GridRig.e9("0.03");
    venue().cost[0] = GridRig.e9("30.3");
    venue().position(0);
  }

  @Test
  void rule21ALegThatOthersOpenedIsHeldByDefault() {
    longOnly();
    somebodyOpened();
    rig.start("1000").pass(60);
    assertThat(rig.orders()).isEmpty();
    assertThat(entry(Leg.LONG)).isEqualTo("UNRECONCILED");
    assertThat(rig.lastSignal()).isEqualTo("held 0.03");
  }

  @Test
  void rule21ALegThatOthersOpenedIsAdoptedAsOneLevel() {
    longOnly().given("adoption", "adopt");
    somebodyOpened();
    rig.start("1000").pass(6);
    assertThat(rig.orders()).containsExactly("LONG tp 0.03 @ 1015.1");
    assertThat(status(Leg.LONG, "levels")).isEqualTo("1");
    rig.price("990");
    assertThat(rig.orders()).as("adds only where the config says so").isEmpty();
    rig.price("1015.1");
    assertThat(rig.orders()).contains("LONG level 0 0.01");
  }

  @Test
  void rule21AnAdoptedLegGetsLevelsWhereTheConfigSaysSo() {
    longOnly().given("adoption", "adopt", "adoptedAdds", "true");
    somebodyOpened();
    rig.start("1000").pass(6).price("999.9");
    assertThat(rig.orders()).contains("LONG level 1 0.02");
  }

  @Test
  void rule21ALegThatOthersOpenedIsClosedWhereTheConfigSaysSo() {
    longOnly().given("adoption", "close");
    somebodyOpened();
    rig.start("1000").pass(6);
    assertThat(rig.orders()).startsWith("LONG close 0.03");
  }

  @Test
  void rule22ParametersAreFrozenForTheCycleButForProfitCapAndStops() {
    longOnly().start("1000");
    rig.orders();
    rig.given("quantity", "0.05", "stepPercent", "2", "takeProfitPercent", "1", "levels", "9");
    rig.stop();
    rig.restart("1000").reconcile();
    assertThat(rig.pass(1).orders()).containsExactly("LONG amend @ 1010");
    rig.price("990");
    assertThat(rig.orders()).contains("LONG level 1 0.02");
    rig.price("1003.3");
    assertThat(rig.orders()).contains("LONG level 0 0.05");
    rig.price("990");
    assertThat(rig.orders()).isEmpty();
  }
}
