package ringside.adapters.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static ringside.adapters.sim.Bench.e9;

import org.junit.jupiter.api.Test;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;

class VenueMatchingTest {
  private final Bench bench = new Bench(FillModel.QUEUE).usual();

  @Test
  void aMarketOrderWalksTheBookAndWhatItTookStaysTaken() {
    VenueReply reply = bench.market(0, Side.BUY, "15");
    VenueOrder order = bench.last(0, reply);
    assertThat(order.status()).isEqualTo(OrderStatus.FILLED);
    assertThat(order.filledValueE9()).isEqualTo(e9("1502"));
    assertThat(bench.position(0).sizeE9()).isEqualTo(e9("15"));
    PriceBook book = bench.venue.book(0);
    assertThat(book.askPriceE9(0)).isEqualTo(e9("100.2"));
    assertThat(book.askQuantityE9(0)).isEqualTo(e9("5"));
  }

  @Test
  void aRestingOrderIsCancelledByItsId() {
    VenueReply reply = bench.limit(0, Side.BUY, "1", "99.5");
    assertThat(bench.last(0, reply).status()).isEqualTo(OrderStatus.NEW);
    assertThat(bench.venue.openOrders(0)).hasSize(1);
    assertThat(bench.venue.book(0).bidQuantityE9(4)).isEqualTo(e9("11"));
    assertThat(bench.cancel(0, reply.orderId()).code()).isEqualTo(RetCode.OK);
    assertThat(bench.last(0, reply).rejectReason()).isEqualTo("EC_PerCancelRequest");
    assertThat(bench.venue.openOrders(0)).isEmpty();
    assertThat(bench.venue.book(0).bidQuantityE9(4)).isEqualTo(e9("10"));
    assertThat(bench.cancel(0, reply.orderId()).code()).isEqualTo(RetCode.ORDER_CANCELLED);
    assertThat(bench.cancel(0, 99).code()).isEqualTo(RetCode.ORDER_NOT_FOUND);
  }

  @Test
  void aCrossingPostOnlyOrderIsTakenAndThenCancelled() {
    VenueReply reply =
        bench.order(0, Side.BUY, "1").price("100.1").force(TimeInForce.POST_ONLY).place();
    assertThat(reply.code()).isEqualTo(RetCode.OK);
    VenueOrder order = bench.last(0, reply);
    assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
    assertThat(order.rejectReason()).isEqualTo("EC_PostOnlyWillTakeLiquidity");
    assertThat(order.filledE9()).isZero();
  }

  @Test
  void accountsTradeWithEachOtherInTheOrderOfTime() {
    VenueReply first = bench.limit(0, Side.SELL, "1", "100");
    VenueReply second = bench.limit(1, Side.SELL, "1", "100");
    bench.market(2, Side.BUY, "1.5");
    assertThat(bench.last(0, first).status()).isEqualTo(OrderStatus.FILLED);
    assertThat(bench.last(1, second).status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
    assertThat(bench.last(1, second).filledE9()).isEqualTo(e9("0.5"));
  }

  @Test
  void aRestingOrderWaitsForWhatStoodBeforeIt() {
    VenueReply reply = bench.limit(0, Side.BUY, "2", "99.9");
    bench.trade(Side.SELL, "99.9", "9");
    assertThat(bench.last(0, reply).filledE9()).isZero();
    bench.trade(Side.SELL, "99.9", "2");
    assertThat(bench.last(0, reply).filledE9()).isEqualTo(e9("1"));
    assertThat(bench.log.executions.get(0).maker()).isTrue();
  }
}
