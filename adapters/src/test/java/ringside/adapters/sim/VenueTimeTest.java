package ringside.adapters.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ringside.adapters.sim.Bench.START_NS;
import static ringside.adapters.sim.Bench.e9;

import org.junit.jupiter.api.Test;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.Side;

class VenueTimeTest {
  private static final LatencyModel FIVE = new LatencyModel(5, 0, 0);
  private static final LatencyModel RANDOM = new LatencyModel(1000, 50_000, e9("0.8"));
  private static final long HOUR_NS = 3_600_000_000_000L;

  @Test
  void anOrderReachesTheBookAfterItsLatency() {
    Bench bench = new Bench(FillModel.QUEUE, FIVE, LatencyModel.NONE).usual();
    assertThat(bench.market(0, Side.BUY, "1")).isNull();
    assertThat(bench.venue.nextNs()).isEqualTo(START_NS + 5);
    bench.venue.advance(START_NS + 4);
    assertThat(bench.log.replies).isEmpty();
    bench.venue.advance(START_NS + 5);
    assertThat(bench.log.lastReply().timeNs()).isEqualTo(START_NS + 5);
    assertThat(bench.position(0).sizeE9()).isEqualTo(e9("1"));
  }

  @Test
  void whatHappensIsToldAfterTheFeedsLatencyAsItWas() {
    Bench bench = new Bench(FillModel.QUEUE, LatencyModel.NONE, FIVE).usual();
    bench.venue.advance(START_NS + 100);
    bench.log.lines.clear();
    bench.limit(0, Side.BUY, "1", "99.9");
    bench.venue.advance(START_NS + 102);
    bench.trade(Side.SELL, "99.8", "20");
    assertThat(bench.position(0).sizeE9()).isEqualTo(e9("1"));
    assertThat(bench.log.lines).isEmpty();
    assertThat(bench.venue.book(0).bidQuantityE9(0)).isEqualTo(e9("10"));
    bench.venue.advance(START_NS + 105);
    assertThat(bench.log.orders).hasSize(1);
    assertThat(bench.log.orders.get(0).status()).isEqualTo(OrderStatus.NEW);
    assertThat(bench.venue.book(0).bidQuantityE9(0)).isEqualTo(e9("11"));
    bench.venue.advance(START_NS + 107);
    assertThat(bench.log.orders.get(1).status()).isEqualTo(OrderStatus.FILLED);
  }

  @Test
  void requestsOfAnAccountArriveInTheOrderTheyWereSent() {
    Bench bench = new Bench(FillModel.QUEUE, RANDOM, RANDOM).usual();
    for (int i = 0; i < 50; i++) {
      bench.order(0, Side.BUY, "0.1").price("99").link("n" + i).place();
    }
    bench.venue.advance(START_NS + HOUR_NS);
    assertThat(bench.log.replies).hasSize(50);
    for (int i = 0; i < 50; i++) {
      assertThat(bench.log.replies.get(i).linkId()).isEqualTo("n" + i);
    }
    assertThat(bench.log.replies.get(49).timeNs()).isGreaterThan(START_NS + 1000);
  }

  @Test
  void timeDoesNotRunBackwards() {
    Bench bench = new Bench(FillModel.QUEUE).usual();
    bench.venue.advance(START_NS + 10);
    assertThatThrownBy(() -> bench.venue.advance(START_NS + 9))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void fundingIsPaidAtItsTimes() {
    Bench bench = new Bench(FillModel.QUEUE).usual();
    bench.market(sink -> sink.fundingRate(0, e9("0.001")));
    bench.market(0, Side.BUY, "10");
    long due = bench.venue.nextFundingNs(0);
    assertThat(due % (8 * HOUR_NS)).isZero();
    assertThat(due - START_NS).isBetween(1L, 8 * HOUR_NS);
    bench.venue.advance(due - 1);
    int before = bench.log.executions.size();
    long wallet = bench.venue.accounts().walletE9(0);
    bench.venue.advance(due);
    assertThat(bench.log.executions).hasSize(before + 1);
    VenueExecution paid = bench.log.executions.get(before);
    assertThat(paid.type()).isEqualTo(ExecutionType.FUNDING);
    assertThat(bench.venue.accounts().walletE9(0)).isEqualTo(wallet - e9("1"));
    assertThat(bench.venue.executions(0)).contains(paid);
    assertThat(bench.venue.nextFundingNs(0)).isEqualTo(due + 8 * HOUR_NS);
  }

  @Test
  void aVenueThatStoodStillGoesOnWhereItsMarketWas() {
    Bench bench = new Bench(FillModel.QUEUE).usual();
    bench.market.at(1000, sink -> sink.trade(0, Side.BUY, e9("101"), e9("1")));
    bench.venue.submit(START_NS + HOUR_NS, 1, new VenueRequest.Resume(0));
    assertThat(bench.venue.lastPriceE9(0)).isEqualTo(e9("100"));
    assertThat(bench.venue.nextNs()).isEqualTo(START_NS + HOUR_NS + 1000);
    assertThat(bench.venue.resumedNs()).isEqualTo(START_NS + HOUR_NS);
    bench.venue.advance(START_NS + HOUR_NS + 1000);
    assertThat(bench.venue.lastPriceE9(0)).isEqualTo(e9("101"));
  }
}
