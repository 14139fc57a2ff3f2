package ringside.engine.strategy.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import ringside.journal.codec.Leg;

/** Rule by rule of docs/GRID.md: how a leg enters, adds and takes its profit. */
class GridRulesTest extends GridRulesRig {
  @Test
  void itEntersAddsTakesItsProfitAndBeginsAgain() {
    longOnly().start("1000");
    assertThat(rig.orders()).containsExactly("LONG level 0 0.01", "LONG tp 0.01 @ 1005");
    rig.price("990.1");
    assertThat(rig.orders()).isEmpty();
    rig.price("990");
    assertThat(rig.orders()).containsExactly("LONG level 1 0.02", "LONG amend @ 998.3 total 0.03");
    rig.price("998.3");
    assertThat(rig.orders()).containsExactly("LONG level 0 0.01", "LONG tp 0.01 @ 1003.3");
  }

  @Test
  void rule2StatesFollowFromWhatIsKnown() {
    rig.given("long.cooldown", "1m", "short.autoCycle", "false").start("1000");
    assertThat(entry(Leg.LONG)).isEqualTo("HOLDING");
    assertThat(status(Leg.LONG, "takeProfit")).isEqualTo("WORKING");
    rig.price("1005");
    assertThat(entry(Leg.LONG)).isEqualTo("COOLDOWN");
    rig.price("995");
    assertThat(entry(Leg.SHORT)).isEqualTo("OFF");
    rig.pass(60);
    assertThat(entry(Leg.LONG)).isEqualTo("HOLDING");
  }

  @Test
  void rule3ProfitsComeBeforeEntriesAndLongBeforeShort() {
    rig.start("1000");
    assertThat(rig.orders())
        .containsExactly(
            "LONG level 0 0.01",
            "SHORT level 0 0.01",
            "LONG tp 0.01 @ 1005",
            "SHORT tp 0.01 @ 995");
  }

  @Test
  void rule4TheLevelsCountTheFirstOrder() {
    longOnly().given("levels", "2").start("1000").price("990").price("900");
    assertThat(rig.orders()).filteredOn(order -> order.contains("level")).hasSize(2);
    assertThat(status(Leg.LONG, "trigger")).isEqualTo("-");
  }

  @Test
  void rule4TriggersLookAtTheNamedPrice() {
    longOnly().given("price", "touch").start("1000");
    assertThat(rig.orders()).hasSize(2);
    // The ask is a tick above the last price.
    rig.price("990");
    assertThat(rig.orders()).isEmpty();
    rig.price("989.9");
    assertThat(rig.orders()).contains("LONG level 1 0.02");
  }

  @Test
  void rule5TheFirstQuantityIsFixedWhenTheCycleBegins() {
    longOnly().given("multiplier", "1.5").given.remove("quantity");
    rig.given("quote", "10").start("999");
    // 10 / 999 = 0.010010010; times 1.5 and 2.25, down to the lot.
    rig.price("989").price("979");
    assertThat(rig.orders())
        .filteredOn(order -> order.contains("level"))
        .containsExactly("LONG level 0 0.01", "LONG level 1 0.015", "LONG level 2 0.022");
  }

  @Test
  void rule5WhatIsBelowTheMinimumIsSkippedAndNeverRoundedUp() {
    longOnly().given("quantity", "0.004").start("1000");
    assertThat(rig.orders()).isEmpty();
    assertThat(rig.decided("SignalRaised")).isEqualTo(1);
    rig.price("1001").price("1000");
    assertThat(rig.decided("SignalRaised")).as("said again only after a while").isEqualTo(1);
    rig.pass(901);
    assertThat(rig.decided("SignalRaised")).isEqualTo(2);
    assertThat(rig.price("1300").orders()).contains("LONG level 0 0.004");
  }

  @Test
  void rule6AGapThroughSeveralLevelsTakesOneAndItsFillIsTheNextReference() {
    longOnly().start("1000").price("950");
    assertThat(rig.orders()).filteredOn(order -> order.contains("level")).hasSize(2);
    rig.price("940.6");
    assertThat(rig.orders()).noneMatch(order -> order.contains("level"));
    rig.price("940.5");
    assertThat(rig.orders()).contains("LONG level 2 0.04");
  }

  @Test
  void rule6StepsGrowByTheirScaleAndShortsGoUp() {
    rig.given("long.enabled", "false", "stepScale", "2").start("1000").price("1010");
    assertThat(rig.orders()).contains("SHORT level 1 0.02");
    rig.price("1030.1");
    assertThat(rig.orders()).isEmpty();
    rig.price("1030.2");
    assertThat(rig.orders()).contains("SHORT level 2 0.04");
  }

  @Test
  void rule7ATouchRestsAtTheBestPriceFollowsItAndIsGivenUp() {
    longOnly().given("entry", "touch", "touchTries", "3", "touchThen", "market").start("1000");
    assertThat(rig.orders()).containsExactly("LONG level 0 0.01 @ 999.9");
    rig.price("1000.5");
    assertThat(rig.orders()).as("not before the interval is over").isEmpty();
    rig.pass(1);
    assertThat(rig.orders()).containsExactly("LONG amend @ 1000.4");
    rig.price("1001").pass(2);
    assertThat(rig.orders()).containsExactly("LONG amend @ 1000.9");
    rig.price("1001.5").pass(2);
    assertThat(rig.orders())
        .containsExactly("LONG cancel 0", "LONG level 0 0.01", "LONG tp 0.01 @ 1006.6");
  }

  @Test
  void rule7ATouchThatDriftedAwayIsSkippedForAWhile() {
    longOnly().given("entry", "touch", "touchDriftPercent", "0.1").start("1000");
    rig.orders();
    rig.price("1002").pass(2);
    assertThat(rig.orders()).containsExactly("LONG cancel 0");
    rig.pass(3.5);
    assertThat(rig.orders()).isEmpty();
    rig.pass(1.5);
    assertThat(rig.orders()).containsExactly("LONG level 0 0.01 @ 1001.9");
    GridVenue.Order quote = venue().live(0).get(0);
    venue().fill(quote, quote.price, quote.leaves(), 0);
    venue().settle();
    assertThat(rig.orders()).containsExactly("LONG tp 0.01 @ 1007");
  }

  @Test
  void rule7ATouchIsGivenUpWhenItsLegHasBecomeFlat() {
    longOnly()
        .given("entry", "touch", "touchThen", "market", "cooldown", "60s", "touchRequote", "60s")
        .start("1000");
    GridVenue.Order first = venue().live(0).get(0);
    venue().fill(first, first.price, first.leaves(), 0);
    venue().settle();
    rig.price("989");
    assertThat(rig.orders()).contains("LONG level 1 0.02 @ 988.9");
    GridVenue.Order profit = venue().live(GridLeg.PROFIT_TAG).get(0);
    venue().fill(profit, profit.price, profit.leaves(), 0);
    venue().settle();
    rig.price("989");
    assertThat(rig.orders()).containsExactly("LONG cancel 1");
    rig.pass(30);
    assertThat(rig.orders()).as("not at market either").isEmpty();
    rig.pass(31);
    assertThat(rig.orders()).containsExactly("LONG level 0 0.01 @ 988.9");
  }

  @Test
  void rule7AQuoteThatTheVenueRefusesForCrossingIsAnotherTry() {
    longOnly().given("entry", "touch").start("1000");
    rig.orders();
    venue().cancel(venue().live(0).get(0));
    venue().settle();
    rig.pass(2.5);
    assertThat(rig.orders()).containsExactly("LONG level 0 0.01 @ 999.9");
  }

  @Test
  void rule8TheAverageIsOfWhatIsHeldAndClosingsLeaveItAlone() {
    longOnly().start("1000").price("990");
    assertThat(status(Leg.LONG, "average")).isEqualTo("993.333333333");
    GridVenue.Order profit = venue().live(GridLeg.PROFIT_TAG).get(0);
    venue().fill(profit, profit.price, GridRig.e9("0.02"), 0);
    venue().settle();
    assertThat(status(Leg.LONG, "average")).isEqualTo("993.333333333");
    rig.price("980");
    // 0.01 at 993.333333333 cost 9.933333333; with 0.04 at 980 that is 49.133333333 for 0.05.
    assertThat(status(Leg.LONG, "average")).isEqualTo("982.66666666");
  }

  @Test
  void rule8AtReconciliationTheVenuesAverageWinsBeyondATick() {
    longOnly().start("1000");
    rig.orders();
    venue().cost[0] = GridRig.e9("10.0005");
    venue().position(0);
    venue().settle();
    rig.reconcile();
    assertThat(status(Leg.LONG, "average")).isEqualTo("1000");
    venue().cost[0] = GridRig.e9("10.002");
    venue().position(0);
    venue().settle();
    rig.reconcile();
    assertThat(status(Leg.LONG, "average")).isEqualTo("1000.2");
    assertThat(rig.orders()).containsExactly("LONG amend @ 1005.3");
  }

  @Test
  void rule9ProfitsOfLongsAreRoundedUpAndOfShortsDown() {
    rig.given("takeProfitPercent", "0.333").start("1000");
    assertThat(rig.orders()).contains("LONG tp 0.01 @ 1003.4", "SHORT tp 0.01 @ 996.6");
  }

  @Test
  void rule11AProfitIsPlacedForAPartAndTheRestIsNotChased() {
    longOnly().start("1000");
    rig.orders();
    venue().partials.add(GridRig.e9("0.005"));
    rig.price("990");
    assertThat(rig.orders())
        .containsExactly("LONG level 1 0.02", "LONG amend @ 1001.7 total 0.015");
    rig.price("989");
    assertThat(rig.orders()).isEmpty();
    rig.price("980.1");
    assertThat(rig.orders()).contains("LONG level 2 0.04");
  }

  @Test
  void rule11AnEntryThatCameToNothingIsTriedAgainAndThenTheLegStops() {
    longOnly().given("retries", "2").start("1000");
    rig.orders();
    venue().partials.addAll(List.of(0L, 0L, 0L, 0L));
    rig.price("990");
    assertThat(rig.orders()).containsExactly("LONG level 1 0.02");
    rig.pass(4.5);
    assertThat(rig.orders()).isEmpty();
    rig.pass(0.5);
    assertThat(rig.orders()).containsExactly("LONG level 1 0.02");
    rig.pass(30);
    assertThat(rig.orders()).containsExactly("LONG level 1 0.02");
    assertThat(entry(Leg.LONG)).isEqualTo("HALTED");
    assertThat(rig.decided("RiskChanged")).isPositive();
    assertThat(venue().live(GridLeg.PROFIT_TAG)).hasSize(1);
  }

  @Test
  void rule11AnEntryThatTheVenueRefusesCountsTheSame() {
    longOnly().given("retries", "0");
    venue().refuses = 1;
    rig.start("1000").pass(10);
    assertThat(rig.orders()).containsExactly("LONG level 0 0.01");
    assertThat(entry(Leg.LONG)).isEqualTo("HALTED");
  }

  @Test
  void rule12APartOfAProfitIsNoClose() {
    longOnly().start("1000").price("990");
    rig.orders();
    GridVenue.Order profit = venue().live(GridLeg.PROFIT_TAG).get(0);
    venue().fill(profit, profit.price, GridRig.e9("0.01"), 0);
    venue().settle();
    assertThat(rig.orders()).isEmpty();
    assertThat(status(Leg.LONG, "levels")).isEqualTo("2");
    assertThat(status(Leg.LONG, "before")).isEqualTo("990");
    rig.price("980.1");
    assertThat(rig.orders()).containsExactly("LONG level 2 0.04", "LONG amend @ 989.5 total 0.07");
  }

  @Test
  void aProfitThatThePriceHasLeftFarBehindTradesAtOnce() {
    longOnly().given("long.autoCycle", "false").start("1000");
    rig.orders();
    GridVenue.Order profit = venue().live(GridLeg.PROFIT_TAG).get(0);
    rig.stop();
    venue().cancel(profit);
    rig.restart("1100");
    rig.reconcile();
    assertThat(rig.pass(2).orders()).containsExactly("LONG tp 0.01 @ 1045");
    assertThat(venue().size[0]).isZero();
    assertThat(status(Leg.LONG, "cycle")).isEqualTo("1");
  }

  @Test
  void rule10NoLevelMakesTheLegLargerThanTheOneProfitMayBe() {
    rig.mostQuantity = "0.05";
    longOnly().start("1000").price("990");
    rig.orders();
    assertThat(rig.price("980").pass(5).orders()).as("0.07 in all").isEmpty();
    assertThat(venue().signals).containsExactly("skipped 2");
    assertThat(rig.price("998.3").orders()).contains("LONG level 0 0.01");
  }

  @Test
  void rule12AProfitWhoseWholeWouldBeAboveTheLargestOrderIsPlacedAnew() {
    rig.mostQuantity = "0.06";
    longOnly().start("1000").price("990");
    GridVenue.Order profit = venue().live(Leg.LONG, true).get(0);
    venue().fill(profit, profit.price, GridRig.e9("0.02"), 0);
    venue().settle();
    rig.orders();
    rig.price("980").pass(3);
    assertThat(venue().size[0]).isEqualTo(GridRig.e9("0.05"));
    assertThat(venue().live(Leg.LONG, true)).hasSize(1);
    assertThat(venue().live(Leg.LONG, true).get(0).leaves()).isEqualTo(GridRig.e9("0.05"));
    assertThat(rig.orders().toString()).contains("LONG tp 0.05 @ ");
  }

  @Test
  void rule10WhereOthersMadeTheLegLargerThanThatItIsTold() {
    rig.mostQuantity = "0.05";
    longOnly().start("1000");
    rig.orders();
    venue().byHand(Leg.LONG, true, GridRig.e9("0.06"));
    venue().settle();
    assertThat(rig.pass(30).orders()).containsExactly("LONG amend total 0.05");
    assertThat(venue().signals).containsExactlyInAnyOrder("external 0.07", "uncovered 0.02");
    assertThat(rig.price("1005").pass(1).orders()).contains("LONG tp 0.02 @ 1005");
  }
}
