package ringside.adapters.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static ringside.adapters.sim.Bench.e9;

import org.junit.jupiter.api.Test;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.Side;

class VenueLiquidationTest {
  private final Bench bench = new Bench(FillModel.QUEUE).usual();

  @Test
  void aPositionThatTheAccountCannotCarryIsClosedAfterItsOrders() {
    bench.market(2, Side.BUY, "9");
    VenueReply resting = bench.limit(2, Side.BUY, "0.1", "90");
    assertThat(resting.code()).isEqualTo(RetCode.OK);
    bench.mark("89");
    assertThat(bench.last(2, resting).status()).isEqualTo(OrderStatus.CANCELLED);
    assertThat(bench.last(2, resting).cancelType()).isEqualTo("CancelAllBeforeLiq");
    assertThat(bench.position(2).sizeE9()).isZero();
    VenueExecution last = bench.log.executions.get(bench.log.executions.size() - 1);
    assertThat(last.type()).isEqualTo(ExecutionType.LIQUIDATION);
    assertThat(last.createType()).isEqualTo("CreateByLiq");
    assertThat(bench.log.lines).anyMatch(line -> line.startsWith("liquidation 0 BUY"));
  }

  @Test
  void whatTheBookDoesNotTakeIsTakenOverAtTheBankruptcyPrice() {
    bench.market(2, Side.BUY, "9");
    bench.market(
        sink -> {
          sink.clearBook(0);
          sink.level(0, Side.BUY, e9("80"), e9("100"));
          sink.level(0, Side.BUY, e9("89.9"), e9("1"));
          sink.bookComplete(0);
        });
    bench.mark("89");
    assertThat(bench.position(2).sizeE9()).isZero();
    assertThat(bench.venue.accounts().walletE9(2)).isGreaterThanOrEqualTo(0);
    assertThat(bench.venue.book(0).bidPriceE9(0)).isEqualTo(e9("80"));
    assertThat(bench.log.executions.stream().filter(e -> e.type() == ExecutionType.LIQUIDATION))
        .hasSize(2);
  }

  @Test
  void aLiquidationTakesPositionsStopsWithIt() {
    bench.order(2, Side.BUY, "9").takeProfit(Bench.at("120")).stopLoss(Bench.at("50")).place();
    bench.mark("89");
    assertThat(bench.venue.openOrders(2)).isEmpty();
    assertThat(bench.position(2).stopLossE9()).isZero();
  }
}
