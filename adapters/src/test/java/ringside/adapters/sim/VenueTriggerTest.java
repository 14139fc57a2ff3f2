package ringside.adapters.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static ringside.adapters.sim.Bench.at;
import static ringside.adapters.sim.Bench.e9;

import java.util.List;
import org.junit.jupiter.api.Test;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.Side;
import ringside.journal.codec.TriggerBy;

class VenueTriggerTest {
  private final Bench bench = new Bench(FillModel.QUEUE).usual();

  private VenueOrder waiting(String stopType) {
    return bench.venue.openOrders(0).stream()
        .filter(order -> order.stopOrderType().equals(stopType))
        .findFirst()
        .orElse(null);
  }

  private List<OrderStatus> statesOf(long id) {
    return bench.log.orders.stream().filter(o -> o.id() == id).map(VenueOrder::status).toList();
  }

  @Test
  void aConditionalOrderWaitsForTheLastPriceAndThenTrades() {
    VenueReply reply = bench.order(0, Side.BUY, "1").trigger("101", 1, TriggerBy.LAST).place();
    bench.trade(Side.BUY, "100.9", "1");
    assertThat(bench.last(0, reply).status()).isEqualTo(OrderStatus.UNTRIGGERED);
    bench.trade(Side.BUY, "101", "1");
    assertThat(statesOf(reply.orderId()))
        .containsExactly(OrderStatus.UNTRIGGERED, OrderStatus.TRIGGERED, OrderStatus.FILLED);
  }

  @Test
  void aConditionalOrderMayWaitForTheMarkOrTheIndex() {
    VenueReply mark = bench.order(0, Side.BUY, "1").trigger("101", 1, TriggerBy.MARK).place();
    VenueReply index = bench.order(0, Side.SELL, "1").trigger("98", 2, TriggerBy.INDEX).place();
    bench.trade(Side.BUY, "103", "1");
    assertThat(bench.last(0, mark).status()).isEqualTo(OrderStatus.UNTRIGGERED);
    bench.market(sink -> sink.prices(0, e9("101.5"), e9("97.5")));
    assertThat(bench.last(0, mark).status()).isEqualTo(OrderStatus.FILLED);
    assertThat(bench.last(0, index).status()).isEqualTo(OrderStatus.FILLED);
  }

  @Test
  void aTriggeredLimitOrderRests() {
    VenueReply reply =
        bench.order(0, Side.BUY, "1").price("99").trigger("101", 1, TriggerBy.LAST).place();
    assertThat(bench.venue.book(0).bidCount()).isEqualTo(5);
    bench.trade(Side.BUY, "101", "1");
    assertThat(bench.last(0, reply).status()).isEqualTo(OrderStatus.NEW);
    assertThat(bench.venue.book(0).bidCount()).isEqualTo(6);
  }

  @Test
  void aDirectionThatContradictsThePriceIsRefused() {
    VenueReply up = bench.order(0, Side.BUY, "1").trigger("99", 1, TriggerBy.LAST).place();
    assertThat(up.code().code()).isEqualTo(110092);
    assertThat(up.message()).contains("expect Rising, but trigger_price[99] <= current[100]");
    VenueReply down = bench.order(0, Side.BUY, "1").trigger("101", 2, TriggerBy.LAST).place();
    assertThat(down.code().code()).isEqualTo(110093);
  }

  @Test
  void aConditionalOrderTakesNoMarginUntilItIsTriggeredAndIsCancelledThenWithoutIt() {
    VenueReply reply = bench.order(2, Side.BUY, "20").trigger("101", 1, TriggerBy.LAST).place();
    assertThat(reply.code()).isEqualTo(RetCode.OK);
    bench.trade(Side.BUY, "101", "1");
    assertThat(bench.last(2, reply).status()).isEqualTo(OrderStatus.CANCELLED);
    assertThat(bench.position(2).sizeE9()).isZero();
  }

  @Test
  void aReduceOnlyStopWithNothingLeftToReduceIsCancelledWhenTriggered() {
    bench.market(0, Side.BUY, "1");
    VenueReply stop =
        bench.order(0, Side.SELL, "1").reduceOnly().trigger("98", 2, TriggerBy.LAST).place();
    bench.market(0, Side.SELL, "1");
    bench.trade(Side.SELL, "98", "1");
    assertThat(bench.last(0, stop).cancelType()).isEqualTo("CancelByReduceOnly");
    assertThat(bench.position(0).sizeE9()).isZero();
  }

  @Test
  void oneStopsTradesMayTriggerTheNext() {
    bench.order(1, Side.SELL, "1").trigger("99.7", 2, TriggerBy.LAST).place();
    bench.order(0, Side.SELL, "25").trigger("99.9", 2, TriggerBy.LAST).place();
    bench.market(2, Side.SELL, "0.1");
    assertThat(bench.position(0).sizeE9()).isEqualTo(e9("25"));
    assertThat(bench.position(1).sizeE9()).isEqualTo(e9("1"));
  }

  @Test
  void aConditionalOrderThatIsCancelledWhileItWaitsIsDeactivated() {
    VenueReply reply = bench.order(0, Side.BUY, "1").trigger("101", 1, TriggerBy.LAST).place();
    bench.cancel(0, reply.orderId());
    assertThat(bench.last(0, reply).status()).isEqualTo(OrderStatus.DEACTIVATED);
    assertThat(bench.last(0, reply).cancelType()).isEqualTo("CancelByUser");
    bench.trade(Side.BUY, "102", "1");
    assertThat(bench.position(0).sizeE9()).isZero();
  }

  @Test
  void anAmendedTriggerPriceCounts() {
    VenueReply reply = bench.order(0, Side.BUY, "1").trigger("101", 1, TriggerBy.LAST).place();
    bench.submit(
        new VenueRequest.Amend(
            0,
            0,
            reply.orderId(),
            "",
            TriggerSpec.KEEP,
            TriggerSpec.KEEP,
            e9("102"),
            TriggerSpec.NONE,
            TriggerSpec.NONE));
    bench.trade(Side.BUY, "101.5", "1");
    assertThat(bench.last(0, reply).status()).isEqualTo(OrderStatus.UNTRIGGERED);
    bench.trade(Side.BUY, "102", "1");
    assertThat(bench.last(0, reply).status()).isEqualTo(OrderStatus.FILLED);
  }

  @Test
  void anOrdersTakeProfitAndStopLossBecomeThoseOfItsPosition() {
    bench.order(0, Side.BUY, "2").takeProfit(at("105")).stopLoss(at("95")).link("p").place();
    assertThat(bench.position(0).takeProfitE9()).isEqualTo(e9("105"));
    assertThat(bench.position(0).stopLossE9()).isEqualTo(e9("95"));
    assertThat(waiting("TakeProfit").quantityE9()).isEqualTo(e9("2"));
    assertThat(waiting("TakeProfit").parentLinkId()).isEqualTo("p");
    bench.market(0, Side.BUY, "1");
    assertThat(waiting("StopLoss").quantityE9()).isEqualTo(e9("3"));
    bench.trade(Side.SELL, "95", "1");
    assertThat(bench.position(0).sizeE9()).isZero();
    assertThat(bench.position(0).takeProfitE9()).isZero();
    assertThat(bench.venue.openOrders(0)).isEmpty();
    assertThat(bench.log.orders.stream().map(VenueOrder::cancelType))
        .contains("CancelByTpSlTsClear");
    assertThat(bench.log.executions.get(bench.log.executions.size() - 1).createType())
        .isEqualTo("CreateByStopLoss");
  }

  @Test
  void takeProfitAndStopLossStandOnTheRightSideOfThePrice() {
    VenueReply tp = bench.order(0, Side.BUY, "2").price("99").takeProfit(at("98")).place();
    assertThat(tp.code().code()).isEqualTo(10001);
    assertThat(tp.message())
        .isEqualTo(
            "TakeProfit:98 set for Buy position should be higher than base_price:99??LastPrice");
    VenueReply sl = bench.order(0, Side.SELL, "2").stopLoss(at("99")).place();
    assertThat(sl.message()).startsWith("StopLoss:99 set for Sell position should be higher");
  }

  @Test
  void theBracketOfAnOrderIsAmendedUntilItsFirstFill() {
    VenueReply reply = bench.order(0, Side.BUY, "2").price("100").takeProfit(at("105")).place();
    assertThat(amendTakeProfit(reply, "106").code()).isEqualTo(RetCode.OK);
    bench.trade(Side.SELL, "100", "1");
    assertThat(bench.position(0).takeProfitE9()).isEqualTo(e9("106"));
    assertThat(amendTakeProfit(reply, "107").code().code()).isEqualTo(110059);
  }

  private VenueReply amendTakeProfit(VenueReply order, String price) {
    return bench.submit(
        new VenueRequest.Amend(
            0,
            0,
            order.orderId(),
            "",
            TriggerSpec.KEEP,
            TriggerSpec.KEEP,
            TriggerSpec.KEEP,
            at(price),
            TriggerSpec.NONE));
  }

  @Test
  void partialTakeProfitAndStopLossArePairedAndOneCancelsTheOther() {
    bench.order(0, Side.BUY, "2").partial().takeProfit(at("103")).stopLoss(at("97")).place();
    assertThat(waiting("PartialTakeProfit").quantityE9()).isEqualTo(e9("2"));
    bench.market(0, Side.BUY, "1");
    assertThat(waiting("PartialStopLoss").quantityE9()).isEqualTo(e9("2"));
    VenueOrder stop = waiting("PartialStopLoss");
    bench.trade(Side.BUY, "103", "1");
    assertThat(bench.position(0).sizeE9()).isEqualTo(e9("1"));
    assertThat(stop.status()).isEqualTo(OrderStatus.DEACTIVATED);
    assertThat(stop.cancelType()).isEqualTo("CancelByOCOSlCanceledByTpTriggered");
  }

  @Test
  void aPartialBracketGrowsWithTheFillsOfItsOrder() {
    bench
        .order(0, Side.BUY, "2")
        .price("100")
        .partial()
        .takeProfit(at("103"))
        .stopLoss(at("97"))
        .place();
    assertThat(waiting("PartialTakeProfit")).isNull();
    bench.trade(Side.SELL, "100", "0.5");
    assertThat(waiting("PartialTakeProfit").quantityE9()).isEqualTo(e9("0.5"));
    bench.trade(Side.SELL, "100", "5");
    assertThat(waiting("PartialTakeProfit").quantityE9()).isEqualTo(e9("2"));
    assertThat(bench.venue.openOrders(0)).hasSize(2);
  }

  @Test
  void aPartialTakeProfitMayBeALimitOrder() {
    TriggerSpec limit = new TriggerSpec(e9("103"), TriggerBy.LAST, OrderType.LIMIT, e9("102.5"));
    bench.order(0, Side.BUY, "2").partial().takeProfit(limit).place();
    VenueOrder profit = waiting("PartialTakeProfit");
    bench.level(Side.BUY, "99.9", "0");
    bench.level(Side.BUY, "99.8", "0");
    bench.trade(Side.BUY, "103", "1");
    assertThat(profit.status()).isEqualTo(OrderStatus.NEW);
    assertThat(profit.reduceOnly()).isTrue();
    bench.trade(Side.BUY, "102.6", "5");
    assertThat(profit.status()).isEqualTo(OrderStatus.FILLED);
    assertThat(bench.position(0).sizeE9()).isZero();
  }

  private VenueReply tradingStop(boolean full, TriggerSpec tp, TriggerSpec sl, String trail) {
    return bench.submit(
        new VenueRequest.SetTradingStop(
            0,
            0,
            0,
            full,
            tp,
            sl,
            trail == null ? TriggerSpec.KEEP : e9(trail),
            0,
            full ? 0 : e9("1"),
            full ? 0 : e9("1")));
  }

  @Test
  void aPositionsStopsAreSetMovedAndRemoved() {
    assertThat(tradingStop(true, at("105"), TriggerSpec.NONE, null).message())
        .contains("zero position");
    bench.market(0, Side.BUY, "2");
    tradingStop(true, at("105"), at("95"), null);
    VenueOrder stop = waiting("StopLoss");
    assertThat(tradingStop(true, at("105"), TriggerSpec.NONE, null).code().code()).isEqualTo(34040);
    tradingStop(true, TriggerSpec.NONE, at("96"), null);
    assertThat(stop.triggerPriceE9()).isEqualTo(e9("96"));
    tradingStop(true, at("0"), TriggerSpec.NONE, null);
    assertThat(waiting("TakeProfit")).isNull();
    assertThat(bench.position(0).takeProfitE9()).isZero();
    bench.cancel(0, stop.id());
    assertThat(bench.position(0).stopLossE9()).isZero();
  }

  @Test
  void aPositionHasAtMostTwentyPartialStops() {
    bench.market(0, Side.BUY, "2");
    for (int i = 0; i < 20; i++) {
      assertThat(tradingStop(false, at("105"), TriggerSpec.NONE, null).code())
          .isEqualTo(RetCode.OK);
    }
    assertThat(tradingStop(false, at("105"), TriggerSpec.NONE, null).code().code())
        .isEqualTo(110061);
  }

  @Test
  void aTrailingStopFollowsTheBestPriceAndClosesWhenItGivesWay() {
    bench.market(0, Side.BUY, "2");
    tradingStop(true, TriggerSpec.NONE, TriggerSpec.NONE, "2");
    bench.trade(Side.BUY, "104", "1");
    bench.trade(Side.SELL, "102.1", "1");
    assertThat(bench.position(0).sizeE9()).isEqualTo(e9("2"));
    bench.trade(Side.SELL, "102", "1");
    assertThat(bench.position(0).sizeE9()).isZero();
    assertThat(bench.position(0).trailingStopE9()).isZero();
  }

  @Test
  void aTrailingStopSleepsUntilItsActivePriceIsReached() {
    bench.market(0, Side.BUY, "2");
    bench.submit(
        new VenueRequest.SetTradingStop(
            0, 0, 0, true, TriggerSpec.NONE, TriggerSpec.NONE, e9("2"), e9("103"), 0, 0));
    bench.trade(Side.SELL, "97", "1");
    assertThat(bench.position(0).sizeE9()).isEqualTo(e9("2"));
    bench.trade(Side.BUY, "103", "1");
    bench.trade(Side.SELL, "101", "1");
    assertThat(bench.position(0).sizeE9()).isZero();
  }

  @Test
  void aTurnedPositionLosesItsStops() {
    bench.order(0, Side.BUY, "2").takeProfit(at("105")).stopLoss(at("95")).place();
    bench.market(0, Side.SELL, "5");
    assertThat(bench.position(0).side()).isEqualTo(Side.SELL);
    assertThat(bench.venue.openOrders(0)).isEmpty();
    assertThat(bench.position(0).stopLossE9()).isZero();
  }
}
