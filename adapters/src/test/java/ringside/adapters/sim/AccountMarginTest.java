package ringside.adapters.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static ringside.adapters.sim.Desk.BTC;
import static ringside.adapters.sim.Desk.ETH;
import static ringside.adapters.sim.Desk.e9;
import static ringside.adapters.sim.Desk.text;

import org.junit.jupiter.api.Test;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.Side;

/** Margin by hand. Leverage is 10 where a test says nothing else, taker 0.055 %. */
class AccountMarginTest {
  private static Desk desk(String balance) {
    Desk desk = new Desk(balance);
    desk.mark(BTC, "50000");
    desk.mark(ETH, "2000");
    return desk;
  }

  private static String orderMargin(Desk desk) {
    return text(desk.accounts.orderMarginE9(0));
  }

  @Test
  void anOrderTiesUpItsValueByLeverageAndBothFees() {
    Desk desk = desk("1110");
    // 0.2 at 50000 = 10000; 1000 + open 5.5 + close 10000 x 0.9 x 0.00055 = 4.95
    VenueOrder order = desk.order(0, BTC, 0, Side.BUY, "0.2", "50000");
    assertThat(desk.place(order)).isEqualTo(RetCode.OK);
    assertThat(orderMargin(desk)).isEqualTo("1010.45");
    assertThat(text(desk.accounts.availableE9(0))).isEqualTo("99.55");
    desk.cancel(order);
    assertThat(text(desk.accounts.availableE9(0))).isEqualTo("1110");
  }

  @Test
  void aSellPaysMoreToCloseThanABuy() {
    Desk desk = desk("2000");
    // 1000 + 5.5 + 10000 x 1.1 x 0.00055 = 6.05
    desk.place(desk.order(0, BTC, 0, Side.SELL, "0.2", "50000"));
    assertThat(orderMargin(desk)).isEqualTo("1011.55");
  }

  @Test
  void anOrderIsRefusedByTheLastUnitMissing() {
    Desk enough = desk("1010.45");
    assertThat(enough.place(enough.order(0, BTC, 0, Side.BUY, "0.2", "50000")))
        .isEqualTo(RetCode.OK);
    Desk short1 = desk("1010.449999999");
    assertThat(short1.place(short1.order(0, BTC, 0, Side.BUY, "0.2", "50000")))
        .isEqualTo(RetCode.AVAILABLE_INSUFFICIENT);
    assertThat(RetCode.AVAILABLE_INSUFFICIENT.code()).isEqualTo(110007);
  }

  @Test
  void ofBuysAndSellsOnlyTheWorseSideCounts() {
    Desk desk = desk("5000");
    desk.place(desk.order(0, BTC, 0, Side.BUY, "0.2", "50000"));
    VenueOrder sell = desk.order(0, BTC, 0, Side.SELL, "0.1", "50000");
    desk.place(sell);
    assertThat(orderMargin(desk)).isEqualTo("1010.45");
    VenueOrder larger = desk.order(0, BTC, 0, Side.SELL, "0.2", "50000");
    desk.place(larger);
    // Sells are 15000 now: 15000 x (0.1 + 0.00055 + 1.1 x 0.00055) = 15000 x 0.101155
    assertThat(orderMargin(desk)).isEqualTo("1517.325");
    desk.cancel(sell);
    assertThat(orderMargin(desk)).isEqualTo("1011.55");
  }

  @Test
  void symbolsAddUp() {
    Desk desk = desk("5000");
    desk.place(desk.order(0, BTC, 0, Side.BUY, "0.2", "50000"));
    // 1 at 2000: 2000 x (0.1 + 0.00055 + 0.9 x 0.00055) = 2000 x 0.101045 = 202.09
    desk.place(desk.order(0, ETH, 0, Side.BUY, "1", "2000"));
    assertThat(orderMargin(desk)).isEqualTo("1212.54");
  }

  @Test
  void anOppositeOrderIsFreeUpToTwiceThePosition() {
    Desk desk = desk("2000");
    desk.trade(0, BTC, 0, Side.BUY, "0.1", "50000");
    // Closes 0.1 and opens 0.1 short, which needs the margin set free
    VenueOrder twice = desk.order(0, BTC, 0, Side.SELL, "0.2", "50000");
    assertThat(desk.place(twice)).isEqualTo(RetCode.OK);
    assertThat(orderMargin(desk)).isEqualTo("0");
    // 0.1 more: 5000 x 0.101155
    desk.place(desk.order(0, BTC, 0, Side.SELL, "0.1", "50000"));
    assertThat(orderMargin(desk)).isEqualTo("505.775");
    // The mark falls by a tenth: the position is worth 4500, of 15000 are 15000 - 9000 = 6000 left
    desk.mark(BTC, "45000");
    assertThat(orderMargin(desk)).isEqualTo("606.93");
  }

  @Test
  void anAccountWithoutMoneyLeftMayStillClose() {
    Desk desk = desk("1000");
    desk.trade(0, BTC, 0, Side.BUY, "0.15", "50000");
    desk.mark(BTC, "46000");
    assertThat(desk.accounts.availableE9(0)).isZero();
    assertThat(desk.place(desk.order(0, BTC, 0, Side.SELL, "0.15", "46000"))).isEqualTo(RetCode.OK);
    assertThat(desk.place(desk.order(0, BTC, 0, Side.BUY, "0.001", "46000")))
        .isEqualTo(RetCode.AVAILABLE_INSUFFICIENT);
  }

  @Test
  void reduceOnlyCloseOnTriggerAndWaitingOrdersNeedNothing() {
    Desk desk = desk("10");
    VenueOrder reduce = desk.order(0, BTC, 0, Side.SELL, "1", "50000");
    reduce.reduceOnly = true;
    assertThat(desk.place(reduce)).isEqualTo(RetCode.OK);
    VenueOrder close = desk.order(0, BTC, 0, Side.SELL, "1", "50000");
    close.closeOnTrigger = true;
    assertThat(desk.place(close)).isEqualTo(RetCode.OK);
    VenueOrder waiting = desk.order(0, BTC, 0, Side.BUY, "1", "50000");
    waiting.triggerPriceE9 = e9("51000");
    waiting.status = OrderStatus.UNTRIGGERED;
    assertThat(desk.place(waiting)).isEqualTo(RetCode.OK);
    assertThat(orderMargin(desk)).isEqualTo("0");
    waiting.status = OrderStatus.TRIGGERED;
    assertThat(desk.accounts.orders.mayPlace(waiting)).isEqualTo(RetCode.AVAILABLE_INSUFFICIENT);
    desk.changed(waiting);
    assertThat(orderMargin(desk)).isEqualTo("5052.25");
  }

  @Test
  void aMarketOrderIsReckonedAtMark() {
    Desk desk = desk("1010");
    assertThat(desk.accounts.orders.mayPlace(desk.order(0, BTC, 0, Side.BUY, "0.2", "0")))
        .isEqualTo(RetCode.AVAILABLE_INSUFFICIENT);
    assertThat(desk.accounts.orders.mayPlace(desk.order(0, BTC, 0, Side.BUY, "0.199", "0")))
        .isEqualTo(RetCode.OK);
  }

  @Test
  void anAmendmentNeedsOnlyWhatItAdds() {
    Desk desk = desk("1500");
    VenueOrder order = desk.order(0, BTC, 0, Side.BUY, "0.2", "50000");
    desk.place(order);
    // 15000 x 0.101045 = 1515.675
    assertThat(desk.accounts.orders.mayAmend(order, e9("50000"), e9("0.3")))
        .isEqualTo(RetCode.BALANCE_INSUFFICIENT);
    // 14500 x 0.101045 = 1465.1525
    assertThat(desk.accounts.orders.mayAmend(order, e9("50000"), e9("0.29"))).isEqualTo(RetCode.OK);
    assertThat(desk.accounts.orders.mayAmend(order, e9("49000"), e9("0.2"))).isEqualTo(RetCode.OK);
    order.quantityE9 = e9("0.29");
    order.leavesE9 = e9("0.29");
    desk.changed(order);
    assertThat(orderMargin(desk)).isEqualTo("1465.1525");
  }

  @Test
  void whatAFillTakesFromAnOrderTiesUpThePosition() {
    Desk desk = desk("5000");
    VenueOrder order = desk.order(0, BTC, 0, Side.BUY, "0.2", "50000");
    desk.place(order);
    desk.fill(order, "0.15", "50000");
    // Left 2500 x 0.101045; position 7500 x 0.1 + 7500 x 0.9 x 0.00055
    assertThat(orderMargin(desk)).isEqualTo("252.6125");
    assertThat(text(desk.accounts.positionMarginE9(0))).isEqualTo("753.7125");
    // Maintenance 7500 x 0.005 + 3.7125
    assertThat(text(desk.accounts.maintenanceMarginE9(0))).isEqualTo("41.2125");
  }

  @Test
  void unrealisedGainsMayBeUsedAndLossesMayNot() {
    Desk desk = desk("2000");
    desk.trade(0, BTC, 0, Side.BUY, "0.1", "50000");
    desk.mark(BTC, "52000");
    Position position = desk.accounts.position(0, BTC, 0);
    assertThat(text(desk.accounts.unrealisedE9(position))).isEqualTo("200");
    // 2000 - 2.75 + 200; margin of 5200: 520 + 5200 x 0.9 x 0.00055 = 2.574
    assertThat(text(desk.accounts.equityE9(0))).isEqualTo("2197.25");
    assertThat(text(desk.accounts.initialMarginE9(position))).isEqualTo("522.574");
    assertThat(text(desk.accounts.availableE9(0))).isEqualTo("1674.676");
    assertThat(text(desk.accounts.transferableE9(0))).isEqualTo("1474.676");
    desk.mark(BTC, "49000");
    assertThat(text(desk.accounts.unrealisedE9(position))).isEqualTo("-100");
    assertThat(desk.accounts.transferableE9(0)).isEqualTo(desk.accounts.availableE9(0));
  }

  @Test
  void theTierRisesWithTheValueAndItsDeductionMakesMarginContinuous() {
    Desk desk = desk("2000000");
    desk.trade(0, BTC, 0, Side.BUY, "50", "50000");
    Position position = desk.accounts.position(0, BTC, 0);
    // 2.5 M is in the second tier: 1 % less 2 M x (1 % - 0.5 %) = 10000: 25000 - 10000, and to
    // close
    // 2.5 M x 0.9 x 0.00055 = 1237.5
    assertThat(position.tier()).isEqualTo(1);
    assertThat(text(desk.accounts.maintenanceMarginE9(position))).isEqualTo("16237.5");
    desk.mark(BTC, "40000");
    // 2 M is the end of the first: 0.5 % = 10000, and 990
    assertThat(position.tier()).isZero();
    assertThat(text(desk.accounts.maintenanceMarginE9(position))).isEqualTo("10990");
  }

  @Test
  void leverageLimitsHowLargeAPositionMayBecome() {
    Desk desk = desk("100000000");
    assertThat(desk.leverage(0, BTC, "60")).isEqualTo(RetCode.OK);
    // 60 x is allowed up to 2 M: 40 at 50000
    assertThat(desk.place(desk.order(0, BTC, 0, Side.BUY, "40.001", "50000")))
        .isEqualTo(RetCode.POSITION_LIMIT);
    assertThat(RetCode.POSITION_LIMIT.code()).isEqualTo(110090);
    assertThat(desk.place(desk.order(0, BTC, 0, Side.BUY, "30", "50000"))).isEqualTo(RetCode.OK);
    assertThat(desk.place(desk.order(0, BTC, 0, Side.BUY, "10.001", "50000")))
        .isEqualTo(RetCode.POSITION_LIMIT);
    assertThat(desk.place(desk.order(0, BTC, 0, Side.BUY, "10", "50000"))).isEqualTo(RetCode.OK);
    // The other side has its own room, and what closes adds to it
    desk.trade(0, BTC, 0, Side.BUY, "20", "50000");
    assertThat(desk.place(desk.order(0, BTC, 0, Side.SELL, "60", "50000"))).isEqualTo(RetCode.OK);
    assertThat(desk.place(desk.order(0, BTC, 0, Side.SELL, "0.001", "50000")))
        .isEqualTo(RetCode.POSITION_LIMIT);
  }

  @Test
  void anOrderBeyondAllNumbersIsRefusedNotWrapped() {
    Desk desk = desk("1000");
    VenueOrder order = desk.order(0, BTC, 0, Side.BUY, "9000000000", "9000000000");
    assertThat(desk.accounts.orders.mayPlace(order)).isEqualTo(RetCode.POSITION_LIMIT);
  }

  @Test
  void hedgeLegsTieUpMarginEachAndClosingOrdersNone() {
    Desk desk = desk("5000");
    desk.mode(0, BTC, true);
    desk.place(desk.order(0, BTC, 1, Side.BUY, "0.2", "50000"));
    desk.place(desk.order(0, BTC, 2, Side.SELL, "0.2", "50000"));
    // 1010.45 + 1011.55
    assertThat(orderMargin(desk)).isEqualTo("2022");
    desk.trade(0, BTC, 1, Side.BUY, "0.1", "50000");
    desk.place(desk.order(0, BTC, 1, Side.SELL, "0.1", "51000"));
    assertThat(orderMargin(desk)).isEqualTo("2022");
  }

  @Test
  void leverageIsSetByTheVenuesRules() {
    Desk desk = desk("1200");
    assertThat(desk.leverage(0, BTC, "10")).isEqualTo(RetCode.LEVERAGE_NOT_MODIFIED);
    assertThat(desk.leverage(0, BTC, "100.01")).isEqualTo(RetCode.MAX_LEVERAGE);
    assertThat(desk.leverage(0, BTC, "0.99")).isEqualTo(RetCode.PARAMETERS);
    assertThat(desk.leverage(0, BTC, "5.001")).isEqualTo(RetCode.PARAMETERS);
    VenueRequest.SetLeverage apart = new VenueRequest.SetLeverage(0, BTC, e9("5"), e9("6"));
    assertThat(desk.accounts.settings.setLeverage(apart, 1)).isEqualTo(RetCode.PARAMETERS);
    desk.place(desk.order(0, BTC, 0, Side.BUY, "0.2", "50000"));
    // At 5 x: 10000 x (0.2 + 0.00055 + 0.8 x 0.00055) = 2009.9
    assertThat(desk.leverage(0, BTC, "5")).isEqualTo(RetCode.MARGIN_INSUFFICIENT);
    assertThat(orderMargin(desk)).isEqualTo("1010.45");
    assertThat(desk.leverage(0, BTC, "20")).isEqualTo(RetCode.OK);
    // 10000 x (0.05 + 0.00055 + 0.95 x 0.00055)
    assertThat(orderMargin(desk)).isEqualTo("510.725");
    assertThat(text(desk.accounts.position(0, BTC, 2).leverageE9())).isEqualTo("20");
    assertThat(text(desk.accounts.position(0, ETH, 0).leverageE9())).isEqualTo("10");
  }

  @Test
  void aPositionTooLargeForALeverageKeepsItsOwn() {
    Desk desk = desk("1000000");
    desk.trade(0, BTC, 0, Side.BUY, "41", "50000");
    // 2.05 M is beyond the 2 M of the tier that 60 x needs, and within the 8 M of 50 x
    assertThat(desk.leverage(0, BTC, "60")).isEqualTo(RetCode.RISK_LIMIT);
    assertThat(RetCode.RISK_LIMIT.code()).isEqualTo(110013);
    assertThat(desk.leverage(0, BTC, "50")).isEqualTo(RetCode.OK);
  }

  @Test
  void thePositionModeIsChangedByTheVenuesRules() {
    Desk desk = desk("5000");
    assertThat(desk.mode(0, BTC, false)).isEqualTo(RetCode.MODE_NOT_MODIFIED);
    VenueOrder order = desk.order(0, BTC, 0, Side.BUY, "0.01", "50000");
    desk.place(order);
    assertThat(desk.mode(0, BTC, true)).isEqualTo(RetCode.MODE_WITH_ORDERS);
    desk.fill(order, "0.01", "50000");
    assertThat(desk.mode(0, BTC, true)).isEqualTo(RetCode.MODE_WITH_POSITION);
    assertThat(desk.mode(0, ETH, true)).isEqualTo(RetCode.OK);
    assertThat(desk.accounts.hedge(0, ETH)).isTrue();
    assertThat(desk.accounts.hedge(0, BTC)).isFalse();
    desk.trade(0, BTC, 0, Side.SELL, "0.01", "50000");
    assertThat(desk.mode(0, BTC, true)).isEqualTo(RetCode.OK);
  }
}
