package ringside.adapters.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static ringside.adapters.sim.Bench.e9;

import org.junit.jupiter.api.Test;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.codec.TriggerBy;

class VenueOrderRulesTest {
  private final Bench bench = new Bench(FillModel.QUEUE).usual();

  private void refused(VenueReply reply, int code, String words) {
    assertThat(reply.code().code()).isEqualTo(code);
    assertThat(reply.message()).contains(words);
    assertThat(reply.orderId()).isZero();
  }

  @Test
  void pricesAndQuantitiesFitTheInstrument() {
    refused(bench.limit(0, Side.BUY, "1", "99.95"), 10001, "Price invalid");
    refused(bench.limit(0, Side.BUY, "0.15", "99.9"), 10001, "Qty invalid");
    refused(bench.limit(0, Side.BUY, "1000.1", "99.9"), 10001, "maximum limit");
    refused(bench.market(0, Side.BUY, "500.1"), 10001, "max_qty:500");
    assertThat(bench.venue.openOrders(0)).isEmpty();
  }

  @Test
  void anOrderOfTooLittleValueIsRefusedUnlessItCloses() {
    bench.market(0, Side.BUY, "1");
    refused(bench.limit(0, Side.BUY, "0.1", "40"), 110094, "minimum order value");
    assertThat(bench.order(0, Side.SELL, "0.1").reduceOnly().price("109.9").place().code())
        .isEqualTo(RetCode.OK);
    bench.mark("40");
    assertThat(bench.order(0, Side.SELL, "0.1").reduceOnly().place().code()).isEqualTo(RetCode.OK);
  }

  @Test
  void limitPricesKeepToTheRangeAroundTheMarkOnTheirBadSideOnly() {
    refused(bench.limit(0, Side.BUY, "1", "110.1"), 110003, "allowable range");
    refused(bench.limit(0, Side.SELL, "1", "89.9"), 110003, "allowable range");
    assertThat(bench.limit(0, Side.SELL, "1", "150").code()).isEqualTo(RetCode.OK);
    assertThat(bench.limit(0, Side.BUY, "1", "50").code()).isEqualTo(RetCode.OK);
  }

  @Test
  void aMarketOrderDoesNotTradeBeyondTheRangeAroundTheMark() {
    bench.level(Side.SELL, "112", "100");
    VenueOrder order = bench.last(0, bench.market(0, Side.BUY, "60"));
    assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
    assertThat(order.filledE9()).isEqualTo(e9("50"));
    assertThat(order.leavesE9()).isZero();
  }

  @Test
  void aMarketOrderWithNobodyThereIsCancelled() {
    bench.market(sink -> sink.clearBook(0));
    VenueOrder order = bench.last(0, bench.market(0, Side.BUY, "1"));
    assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
    assertThat(order.rejectReason()).isEqualTo("EC_NoImmediateQtyToFill");
  }

  @Test
  void whatAnImmediateOrderLeavesIsCancelled() {
    VenueReply reply = bench.order(0, Side.BUY, "15").price("100.1").force(TimeInForce.IOC).place();
    VenueOrder order = bench.last(0, reply);
    assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
    assertThat(order.filledE9()).isEqualTo(e9("10"));
    assertThat(bench.venue.openOrders(0)).isEmpty();
  }

  @Test
  void aFillOrKillOrderFillsWholeOrNotAtAll() {
    VenueReply all = bench.order(0, Side.BUY, "10").price("100.1").force(TimeInForce.FOK).place();
    assertThat(bench.last(0, all).status()).isEqualTo(OrderStatus.FILLED);
    VenueReply none = bench.order(0, Side.BUY, "11").price("100.2").force(TimeInForce.FOK).place();
    assertThat(bench.last(0, none).status()).isEqualTo(OrderStatus.CANCELLED);
    assertThat(bench.last(0, none).filledE9()).isZero();
  }

  @Test
  void whatALimitOrderDoesNotTakeRests() {
    VenueOrder order = bench.last(0, bench.limit(0, Side.BUY, "15", "100.1"));
    assertThat(order.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
    assertThat(order.leavesE9()).isEqualTo(e9("5"));
    assertThat(bench.venue.book(0).bidPriceE9(0)).isEqualTo(e9("100.1"));
    assertThat(bench.venue.book(0).askPriceE9(0)).isEqualTo(e9("100.2"));
  }

  @Test
  void aClientIdIsTakenOnceAlsoWhenItsOrderHasEnded() {
    VenueReply first = bench.order(0, Side.BUY, "1").price("99").link("a").place();
    refused(bench.order(0, Side.BUY, "1").price("99").link("a").place(), 110072, "duplicate");
    bench.cancel(0, first.orderId());
    refused(bench.order(0, Side.BUY, "1").price("99").link("a").place(), 110072, "duplicate");
    assertThat(bench.order(1, Side.BUY, "1").price("99").link("a").place().code())
        .isEqualTo(RetCode.OK);
  }

  @Test
  void aRefusedOrderLeavesItsClientIdFree() {
    refused(bench.order(0, Side.BUY, "1").price("99.95").link("a").place(), 10001, "Price");
    assertThat(bench.order(0, Side.BUY, "1").price("99").link("a").place().code())
        .isEqualTo(RetCode.OK);
  }

  @Test
  void theLegFitsThePositionMode() {
    refused(bench.order(0, Side.BUY, "1").leg(1).place(), 10001, "position idx not match");
    bench.submit(new VenueRequest.SwitchMode(0, 0, true));
    refused(bench.order(0, Side.BUY, "1").place(), 10001, "position idx not match");
    assertThat(bench.order(0, Side.BUY, "1").leg(1).place().code()).isEqualTo(RetCode.OK);
  }

  @Test
  void inHedgeModeALegsOtherSideClosesItAndNeverTurnsIt() {
    bench.submit(new VenueRequest.SwitchMode(0, 0, true));
    refused(bench.order(0, Side.SELL, "1").leg(1).place(), 110017, "reduce-only");
    bench.order(0, Side.BUY, "2").leg(1).place();
    bench.order(0, Side.SELL, "3").leg(2).place();
    VenueReply close = bench.order(0, Side.SELL, "5").leg(1).place();
    assertThat(bench.last(0, close).filledE9()).isEqualTo(e9("2"));
    assertThat(bench.venue.accounts().position(0, 0, 1).sizeE9()).isZero();
    assertThat(bench.venue.accounts().position(0, 0, 2).sizeE9()).isEqualTo(e9("3"));
  }

  @Test
  void anOversizedReduceOnlyOrderIsCutDownAndOneWithNothingToReduceRefused() {
    refused(bench.order(0, Side.SELL, "1").reduceOnly().place(), 110017, "reduce-only");
    bench.market(0, Side.BUY, "2");
    refused(bench.order(0, Side.BUY, "1").reduceOnly().place(), 110017, "reduce-only");
    VenueReply reply = bench.order(0, Side.SELL, "5").price("101").reduceOnly().place();
    assertThat(bench.last(0, reply).quantityE9()).isEqualTo(e9("2"));
  }

  @Test
  void aReduceOnlyOrderShrinksWithThePositionAndGoesWithIt() {
    bench.market(0, Side.BUY, "5");
    VenueReply reply = bench.order(0, Side.SELL, "5").price("101").reduceOnly().place();
    bench.market(0, Side.SELL, "2");
    assertThat(bench.last(0, reply).leavesE9()).isEqualTo(e9("3"));
    bench.market(0, Side.SELL, "3");
    assertThat(bench.last(0, reply).status()).isEqualTo(OrderStatus.CANCELLED);
    assertThat(bench.last(0, reply).cancelType()).isEqualTo("CancelByReduceOnly");
  }

  @Test
  void aTakerThatSweepsSeveralReduceOnlyOrdersTakesNoMoreThanThePosition() {
    bench.market(0, Side.BUY, "3");
    bench.order(0, Side.SELL, "3").price("100.1").reduceOnly().place();
    bench.order(0, Side.SELL, "3").price("100.1").reduceOnly().place();
    bench.level(Side.SELL, "100.1", "0");
    bench.market(1, Side.BUY, "5");
    assertThat(bench.position(0).sizeE9()).isZero();
    assertThat(bench.venue.openOrders(0)).isEmpty();
    assertThat(bench.position(1).sizeE9()).isEqualTo(e9("5"));
  }

  @Test
  void quantityZeroWithReduceOnlyAndCloseOnTriggerClosesAll() {
    bench.market(0, Side.BUY, "3");
    bench.order(0, Side.SELL, "0").reduceOnly().closeOnTrigger().place();
    assertThat(bench.position(0).sizeE9()).isZero();
  }

  @Test
  void anOrderWithoutTheMoneyForItIsRefused() {
    refused(bench.limit(2, Side.BUY, "20", "99"), 110007, "not enough");
  }

  @Test
  void noMoreThanFiveHundredOrdersAreActiveInASymbol() {
    for (int i = 0; i < 500; i++) {
      assertThat(bench.limit(0, Side.BUY, "0.1", "90").code()).isEqualTo(RetCode.OK);
    }
    refused(bench.limit(0, Side.BUY, "0.1", "90"), 110020, "500 active");
  }

  @Test
  void noMoreThanTenConditionalOrdersWaitInASymbol() {
    for (int i = 0; i < 10; i++) {
      assertThat(stop().code()).isEqualTo(RetCode.OK);
    }
    refused(stop(), 110009, "stop orders");
  }

  private VenueReply stop() {
    return bench.order(0, Side.BUY, "1").trigger("105", 1, TriggerBy.LAST).place();
  }

  @Test
  void anAmendmentSaysTheWholeQuantityWithWhatIsFilled() {
    VenueReply reply = bench.limit(0, Side.BUY, "15", "100.1");
    refused2(bench.amend(0, reply.orderId(), null, "10"), 110064);
    assertThat(bench.amend(0, reply.orderId(), null, "12").code()).isEqualTo(RetCode.OK);
    assertThat(bench.last(0, reply).leavesE9()).isEqualTo(e9("2"));
    refused2(bench.amend(0, reply.orderId(), null, "12"), 10001);
    assertThat(bench.log.lastReply().message()).isEqualTo("order not modified");
  }

  private void refused2(VenueReply reply, int code) {
    assertThat(reply.code().code()).isEqualTo(code);
  }

  @Test
  void anAmendmentKeepsThePlaceInLineWhenItOnlyMakesSmaller() {
    VenueReply first = bench.limit(0, Side.BUY, "3", "100");
    VenueReply second = bench.limit(1, Side.BUY, "3", "100");
    bench.amend(0, first.orderId(), null, "2");
    bench.market(2, Side.SELL, "1");
    assertThat(bench.last(0, first).filledE9()).isEqualTo(e9("1"));
    bench.amend(0, first.orderId(), null, "4");
    bench.market(2, Side.SELL, "1");
    assertThat(bench.last(1, second).filledE9()).isEqualTo(e9("1"));
  }

  @Test
  void anAmendedReduceOnlyOrderIsCutDownToo() {
    bench.market(0, Side.BUY, "3");
    VenueReply reply = bench.order(0, Side.SELL, "1").price("101").reduceOnly().place();
    bench.amend(0, reply.orderId(), null, "5");
    assertThat(bench.last(0, reply).quantityE9()).isEqualTo(e9("3"));
  }

  @Test
  void anAmendedPriceThatCrossesTakes() {
    VenueReply reply = bench.limit(0, Side.BUY, "3", "99");
    bench.amend(0, reply.orderId(), "100.1", null);
    assertThat(bench.last(0, reply).status()).isEqualTo(OrderStatus.FILLED);
  }

  @Test
  void anAmendedPostOnlyOrderThatWouldTakeIsCancelled() {
    VenueReply reply =
        bench.order(0, Side.BUY, "3").price("99").force(TimeInForce.POST_ONLY).place();
    bench.amend(0, reply.orderId(), "100.1", null);
    assertThat(bench.last(0, reply).rejectReason()).isEqualTo("EC_PostOnlyWillTakeLiquidity");
    assertThat(bench.position(0).sizeE9()).isZero();
  }

  @Test
  void whatHasEndedIsNeitherAmendedNorCancelled() {
    VenueReply filled = bench.market(0, Side.BUY, "1");
    refused2(bench.cancel(0, filled.orderId()), 110008);
    refused2(bench.amend(0, filled.orderId(), "99", null), 110008);
    VenueReply cancelled = bench.limit(0, Side.BUY, "1", "99");
    bench.cancel(0, cancelled.orderId());
    refused2(bench.amend(0, cancelled.orderId(), "98", null), 110010);
    refused2(bench.amend(0, 12345, "98", null), 110001);
    refused2(bench.cancel(1, cancelled.orderId()), 110001);
  }

  @Test
  void cancelAllTakesBackWhatItsFilterMeans() {
    bench.limit(0, Side.BUY, "1", "99");
    bench.limit(0, Side.BUY, "1", "98");
    stop();
    VenueReply reply =
        bench.submit(new VenueRequest.CancelAll(0, 0, VenueRequest.Filter.ORDERS, ""));
    assertThat(reply.orders()).hasSize(2);
    assertThat(bench.venue.openOrders(0)).hasSize(1);
    reply =
        bench.submit(new VenueRequest.CancelAll(0, -1, VenueRequest.Filter.STOP_ORDERS, "Stop"));
    assertThat(reply.orders()).hasSize(1);
    assertThat(bench.venue.openOrders(0)).isEmpty();
    assertThat(bench.venue.closedOrders(0)).hasSize(3);
  }

  @Test
  void ordersAreFoundByIdAndByClientIdOfTheirAccountOnly() {
    VenueReply reply = bench.order(0, Side.BUY, "1").price("99").link("mine").place();
    assertThat(bench.venue.orderByLink(0, "mine").id()).isEqualTo(reply.orderId());
    assertThat(bench.venue.order(1, reply.orderId())).isNull();
    assertThat(bench.venue.orderByLink(1, "mine")).isNull();
  }
}
