package ringside.engine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static ringside.engine.testing.RiskRig.e9;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import ringside.engine.core.state.OrderState;
import ringside.engine.testing.RiskRig;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.ReportKind;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.codec.TriggerBy;
import ringside.journal.codec.TriggerDirection;
import ringside.journal.event.Decimals;

/** Every refusal says which rule, its limit and the value. */
class RiskGateTest {
  private final RiskRig rig = new RiskRig();

  @Test
  void aSymbolsExposureCountsPositionsRestingOrdersAndThoseInFlight() {
    // Trades go on at 100, below.
    rig.begin("limits.exposure.symbol", "1000", "limits.priceCollar", "0.2");
    rig.position(0, 0, Leg.LONG, "3").position(0, 0, Leg.SHORT, "-2").feed();
    rig.wantsToBuy(0, 0, "2", "99");
    assertThat(rig.trade(0)).containsExactly("place a0 i0 BUY LONG 2");
    assertThat(rig.trade(0)).containsExactly("place a0 i0 BUY LONG 2");
    assertThat(rig.trade(0)).containsExactly("refused exposure-symbol limit 1000 value 1100");
    rig.events.after(1);
    rig.mark("90").feed();
    rig.wantsToBuy(0, 0, "2", "90");
    assertThat(rig.trade(0))
        .as("as much, at a lower mark")
        .containsExactly("place a0 i0 BUY LONG 2");
  }

  @Test
  void whatOnlyReducesIsNotExposure() {
    rig.begin("limits.exposure.symbol", "1000");
    rig.position(0, 0, Leg.LONG, "9").feed();
    rig.wants(
        0,
        0,
        out ->
            out.place(Side.SELL, Leg.LONG, e9("9")).limit(e9("101"), TimeInForce.GTC).reduceOnly());
    assertThat(rig.trade(0)).containsExactly("place a0 i0 SELL LONG 9 reduce-only");
    rig.wantsToBuy(0, 0, "1", "99");
    assertThat(rig.trade(0)).containsExactly("place a0 i0 BUY LONG 1");
    assertThat(rig.trade(0)).containsExactly("refused exposure-symbol limit 1000 value 1100");
  }

  @Test
  void anAccountsExposureAddsUpItsSymbols() {
    rig.begin("limits.exposure.account", "1000");
    rig.position(0, 1, Leg.SHORT, "-9").position(1, 0, Leg.LONG, "50").feed();
    rig.wantsToBuy(0, 0, "1.5", "99");
    assertThat(rig.trade(0)).containsExactly("refused exposure-account limit 1000 value 1050");
    rig.wantsToBuy(0, 0, "1", "99");
    assertThat(rig.trade(0)).containsExactly("place a0 i0 BUY LONG 1");
  }

  @Test
  void theEnginesExposureAddsUpAllAccounts() {
    rig.begin("limits.exposure.engine", "1000");
    rig.position(0, 1, Leg.SHORT, "-4").position(1, 0, Leg.LONG, "5").feed();
    rig.wantsToBuy(0, 0, "1.5", "99");
    assertThat(rig.trade(0)).containsExactly("refused exposure-engine limit 1000 value 1050");
    rig.position(1, 0, Leg.LONG, "2").feed();
    assertThat(rig.trade(0)).containsExactly("place a0 i0 BUY LONG 1.5");
  }

  @Test
  void oneLegBothWaysCountsTheWorseOfTheTwo() {
    rig.begin("limits.exposure.symbol", "1000");
    rig.position(0, 0, Leg.ONE_WAY, "4").feed();
    rig.wants(
        0, 0, out -> out.place(Side.SELL, Leg.ONE_WAY, e9("9")).limit(e9("101"), TimeInForce.GTC));
    assertThat(rig.trade(0)).as("from 4 to -5").containsExactly("place a0 i0 SELL ONE_WAY 9");
    rig.wants(
        0, 0, out -> out.place(Side.BUY, Leg.ONE_WAY, e9("7")).limit(e9("99"), TimeInForce.GTC));
    assertThat(rig.trade(0))
        .as("from 4 to 11")
        .containsExactly("refused exposure-symbol limit 1000 value 1100");
  }

  @Test
  void anAmendCountsByWhatItAdds() {
    rig.begin("limits.exposure.symbol", "1000");
    rig.wantsToBuy(0, 0, "8", "99");
    rig.trade(0);
    OrderState order = rig.account(0).orders.live(0);
    rig.order(0, order, OrderStatus.NEW, "8", "0").feed();
    rig.wants(0, 0, out -> out.amend(rig.account(0).orders.live(0), StateView.UNKNOWN, e9("11")));
    assertThat(rig.trade(0)).containsExactly("refused exposure-symbol limit 1000 value 1100");
    rig.wants(0, 0, out -> out.amend(rig.account(0).orders.live(0), StateView.UNKNOWN, e9("10")));
    assertThat(rig.trade(0)).containsExactly("AmendOrder");
    rig.wantsToBuy(0, 0, "1", "99");
    assertThat(rig.trade(0))
        .as("an amend under way counts as done")
        .containsExactly("refused exposure-symbol limit 1000 value 1100");
  }

  @Test
  void whatTheVenueSaysIsFilledCountsBeforeItsExecutionIsIn() {
    rig.begin("limits.exposure.symbol", "1000");
    rig.wantsToBuy(0, 0, "8", "99");
    rig.trade(0);
    OrderState order = rig.account(0).orders.live(0);
    rig.wantsToBuy(0, 0, "3", "99");
    rig.order(0, order, OrderStatus.PARTIALLY_FILLED, "8", "6").feed();
    assertThat(rig.trade(0)).containsExactly("refused exposure-symbol limit 1000 value 1100");
    rig.order(0, order, OrderStatus.FILLED, "8", "8").feed();
    rig.wantsToBuy(0, 0, "3.5", "99");
    assertThat(exposure(Leg.LONG)).isEqualTo("800");
    rig.execution(0, order, "6", ExecutionType.TRADE, "99").feed();
    assertThat(exposure(Leg.LONG)).isEqualTo("800");
    rig.execution(0, order, "2", ExecutionType.TRADE, "99").feed();
    assertThat(exposure(Leg.LONG)).isEqualTo("800");
    assertThat(rig.account(0).position(0, Leg.LONG).sizeE9()).isEqualTo(e9("8"));
  }

  @Test
  void whatACancelledOrderHadFilledCountsUntilPositionsAreReported() {
    rig.begin("limits.exposure.symbol", "1000");
    rig.wantsToBuy(0, 0, "8", "99");
    rig.trade(0);
    OrderState order = rig.account(0).orders.live(0);
    rig.order(0, order, OrderStatus.CANCELLED, "8", "5").feed();
    rig.report(0, ReportKind.POSITIONS).feed();
    assertThat(exposure(Leg.LONG)).as("a report of the same moment").isEqualTo("500");
    rig.wantsNothing();
    List<String> decisions = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      decisions.addAll(rig.tick(250));
    }
    assertThat(decisions).as("asked for before the audit of 30 s").contains("ask a0 POSITIONS");
    assertThat(exposure(Leg.LONG)).isEqualTo("500");
    rig.report(0, ReportKind.POSITIONS).feed();
    assertThat(exposure(Leg.LONG)).as("the venue has no position").isEqualTo("0");
    assertThat(rig.restored().digest()).isEqualTo(rig.harness().core().digest());
    rig.execution(0, order, "5", ExecutionType.TRADE, "99").feed();
    assertThat(exposure(Leg.LONG)).as("it comes after all").isEqualTo("500");
  }

  private String exposure(Leg leg) {
    var exposures = rig.harness().core().state().exposure;
    return Decimals.toStringE9(exposures.symbolE9(0, 0, leg, Side.BUY, 0));
  }

  @Test
  void noMoreOrdersAreOpenThanTheAccountMayHave() {
    rig.begin("limits.openOrders", "50", "accounts.a0.limits.openOrders", "2");
    rig.wantsToBuy(0, 0, "1", "99");
    rig.wantsToBuy(1, 0, "1", "99");
    for (int i = 0; i < 2; i++) {
      assertThat(rig.trade(0)).containsExactly("place a0 i0 BUY LONG 1", "place a1 i0 BUY LONG 1");
    }
    assertThat(rig.trade(0))
        .containsExactly("refused open-orders limit 2 value 2", "place a1 i0 BUY LONG 1");
  }

  @Test
  void aSymbolThatNobodySpeaksOfIsStaleThoughItsStreamLives() {
    rig.begin("limits.staleMarket", "5s");
    rig.wantsToBuy(0, 0, "1", "99");
    for (int i = 0; i < 5; i++) {
      rig.events.afterMs(1_000).instrument(1);
      rig.mark("100").feed();
    }
    assertThat(rig.trade(0)).containsExactly("refused stale-market limit 5 value 5.201");
    rig.events.instrument(0);
    rig.mark("100").feed();
    assertThat(rig.trade(0)).containsExactly("place a0 i0 BUY LONG 1");
  }

  @Test
  void theCollarIsTheAccounts() {
    rig.begin("limits.priceCollar", "0.05", "accounts.a1.limits.priceCollar", "0.2");
    rig.wantsToBuy(0, 0, "1", "90");
    rig.wantsToBuy(1, 0, "1", "90");
    assertThat(rig.trade(0))
        .containsExactly("refused price-collar limit 0.05 value 0.1", "place a1 i0 BUY LONG 1");
  }

  @Test
  void anExitBeyondTheCollarIsPlacedAtTheCollar() {
    rig.begin("limits.priceCollar", "0.05");
    rig.position(0, 0, Leg.LONG, "2").position(0, 0, Leg.SHORT, "-2").feed();
    rig.mark("111").feed();
    rig.wants(
        0,
        0,
        out ->
            out.place(Side.SELL, Leg.LONG, e9("2")).limit(e9("101"), TimeInForce.GTC).reduceOnly());
    assertThat(rig.trade(0)).containsExactly("place a0 i0 SELL LONG 2 reduce-only");
    assertThat(price(0)).as("5 % below 111, up to the tick").isEqualTo("105.5");
    rig.mark("90").feed();
    rig.wants(
        0,
        0,
        out ->
            out.place(Side.BUY, Leg.SHORT, e9("2")).limit(e9("99"), TimeInForce.GTC).reduceOnly());
    assertThat(rig.trade(0)).containsExactly("place a0 i0 BUY SHORT 2 reduce-only");
    assertThat(price(1)).isEqualTo("94.5");
  }

  @Test
  void anExitThatRestsAtTheCollarIsNotAmendedToWhereItIs() {
    rig.begin("limits.priceCollar", "0.01");
    rig.position(0, 0, Leg.LONG, "2").feed();
    rig.wants(
        0,
        0,
        out ->
            out.place(Side.SELL, Leg.LONG, e9("2")).limit(e9("98"), TimeInForce.GTC).reduceOnly());
    rig.trade(0);
    OrderState order = rig.account(0).orders.live(0);
    rig.order(0, order, OrderStatus.NEW, "2", "0").feed();
    assertThat(price(0)).isEqualTo("99");
    rig.wants(0, 0, out -> out.amend(order, e9("98"), StateView.UNKNOWN));
    assertThat(rig.trade(0)).containsExactly("refused price-collar limit 0.01 value 0.02");
    rig.wants(0, 0, out -> out.amend(order, e9("98"), e9("1")));
    assertThat(rig.trade(0)).containsExactly("AmendOrder");
  }

  @Test
  void anExitThatWaitsForATriggerKeepsItsPrice() {
    rig.begin("limits.priceCollar", "0.05");
    rig.position(0, 0, Leg.LONG, "2").feed();
    rig.wants(
        0,
        0,
        out ->
            out.place(Side.SELL, Leg.LONG, e9("2"))
                .limit(e9("89"), TimeInForce.GTC)
                .trigger(e9("90"), TriggerBy.MARK, TriggerDirection.FALL)
                .reduceOnly());
    assertThat(rig.trade(0)).containsExactly("place a0 i0 SELL LONG 2 reduce-only");
    assertThat(price(0)).isEqualTo("89");
  }

  private String price(int place) {
    return Decimals.toStringE9(rig.account(0).orders.live(place).priceE9());
  }

  @Test
  void theSameRefusalIsRecordedAgainWithItsCountAfterAWhile() {
    rig.begin();
    rig.wantsToBuy(0, 0, "1", "90");
    assertThat(rig.trade(0)).containsExactly("refused price-collar limit 0.05 value 0.1");
    List<String> later = List.of();
    int trades = 0;
    while (later.isEmpty() && trades < 400) {
      rig.events.afterMs(800);
      rig.book().mark("100").feed();
      later = rig.trade(0);
      trades++;
    }
    assertThat(later).containsExactly("refused price-collar limit 0.05 value 0.1 x" + trades);
    assertThat(trades).isEqualTo(300);
  }

  @Test
  void everyRuleIsInTheDocumentsTable() throws IOException {
    String text = Files.readString(Path.of("..", "docs", "RISK.md"));
    String table =
        text.substring(text.indexOf("| rule | refuses"), text.indexOf("*An exit is not"));
    for (RiskRule rule : RiskRule.values()) {
      assertThat(table).contains("`" + rule.text() + "`");
    }
  }

  @Test
  void marginRateHoldsBackWhatOpensAndSaysTheRate() {
    rig.begin();
    rig.position(0, 0, Leg.LONG, "1").wallet(0, "1000", "0", "0.75").feed();
    rig.wantsToBuy(0, 0, "1", "99");
    assertThat(rig.trade(0)).containsExactly("refused margin-rate limit 0.7 value 0.75");
    rig.wants(
        0,
        0,
        out ->
            out.place(Side.SELL, Leg.LONG, e9("1")).limit(e9("101"), TimeInForce.GTC).reduceOnly());
    assertThat(rig.trade(0)).containsExactly("place a0 i0 SELL LONG 1 reduce-only");
  }
}
