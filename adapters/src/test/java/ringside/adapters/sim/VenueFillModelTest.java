package ringside.adapters.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static ringside.adapters.sim.Bench.e9;

import org.junit.jupiter.api.Test;
import ringside.journal.codec.Side;

class VenueFillModelTest {
  private final Bench queue = new Bench(FillModel.QUEUE).usual();
  private final Bench optimist = new Bench(FillModel.OPTIMISTIC).usual();
  private final Bench pessimist = new Bench(FillModel.PESSIMISTIC).usual();

  private static long filled(Bench bench, VenueReply reply) {
    return bench.last(0, reply).filledE9();
  }

  @Test
  void anOptimistIsFilledWholeWhenItsPriceIsTouched() {
    VenueReply bid = optimist.limit(0, Side.BUY, "50", "99.9");
    optimist.trade(Side.SELL, "99.9", "0.1");
    assertThat(filled(optimist, bid)).isEqualTo(e9("50"));
  }

  @Test
  void anOptimistIsFilledWholeWhenTheBookComesToItsPrice() {
    VenueReply bid = optimist.limit(0, Side.BUY, "50", "100");
    optimist.level(Side.SELL, "100", "1");
    assertThat(filled(optimist, bid)).isEqualTo(e9("50"));
    assertThat(optimist.venue.book(0).askPriceE9(0)).isEqualTo(e9("100.1"));
  }

  @Test
  void aPessimistIsNotFilledByTradesAtItsPrice() {
    VenueReply bid = pessimist.limit(0, Side.BUY, "2", "99.9");
    pessimist.trade(Side.SELL, "99.9", "1000");
    assertThat(filled(pessimist, bid)).isZero();
    pessimist.trade(Side.SELL, "99.8", "1.5");
    assertThat(filled(pessimist, bid)).isEqualTo(e9("1.5"));
  }

  @Test
  void aPessimistIsNotFilledByABookThatOnlyComesToItsPriceAndTheBookIsNotLockedByThat() {
    VenueReply bid = pessimist.limit(0, Side.BUY, "2", "100");
    pessimist.level(Side.SELL, "100", "5");
    assertThat(filled(pessimist, bid)).isZero();
    assertThat(pessimist.venue.book(0).askPriceE9(0)).isEqualTo(e9("100.1"));
    pessimist.level(Side.SELL, "99.95", "0");
    pessimist.level(Side.SELL, "99.9", "5");
    assertThat(filled(pessimist, bid)).isEqualTo(e9("2"));
    assertThat(pessimist.log.executions.get(0).priceE9()).isEqualTo(e9("100"));
  }

  @Test
  void tradesAtThePriceMoveTheQueueUpAndFillWithWhatExceedsIt() {
    VenueReply bid = queue.limit(0, Side.BUY, "2", "99.9");
    queue.trade(Side.SELL, "99.9", "4");
    queue.trade(Side.SELL, "99.9", "5");
    assertThat(filled(queue, bid)).isZero();
    queue.trade(Side.SELL, "99.9", "1.5");
    assertThat(filled(queue, bid)).isEqualTo(e9("0.5"));
  }

  @Test
  void tradesOfTheSameSideDoNotMoveTheQueueUp() {
    VenueReply bid = queue.limit(0, Side.BUY, "2", "99.9");
    queue.trade(Side.BUY, "99.9", "100");
    assertThat(filled(queue, bid)).isZero();
  }

  @Test
  void aLevelThatShrinksCapsTheQueue() {
    VenueReply bid = queue.limit(0, Side.BUY, "2", "99.9");
    queue.level(Side.BUY, "99.9", "3");
    queue.venue.advance(queue.venue.nowNs() + 2_000_000_000L);
    queue.trade(Side.SELL, "99.9", "4");
    assertThat(filled(queue, bid)).isEqualTo(e9("1"));
  }

  @Test
  void aTradeToldAfterTheLevelItShrankDoesNotMoveTheQueueUpTwice() {
    VenueReply bid = queue.limit(0, Side.BUY, "2", "99.9");
    queue.level(Side.BUY, "99.9", "3");
    queue.trade(Side.SELL, "99.9", "7");
    assertThat(filled(queue, bid)).isZero();
    queue.trade(Side.SELL, "99.9", "4");
    assertThat(filled(queue, bid)).isEqualTo(e9("1"));
  }

  @Test
  void aTradeThroughThePriceFillsAtTheOrdersOwnPriceWithoutWaiting() {
    VenueReply bid = queue.limit(0, Side.BUY, "2", "99.9");
    queue.trade(Side.SELL, "99.8", "1.5");
    assertThat(filled(queue, bid)).isEqualTo(e9("1.5"));
    assertThat(queue.log.executions.get(0).priceE9()).isEqualTo(e9("99.9"));
  }

  @Test
  void aBookThatMovesThroughThePriceFillsWithWhatCameAndConsumesIt() {
    VenueReply bid = queue.limit(0, Side.BUY, "8", "100");
    queue.level(Side.SELL, "99.9", "5");
    assertThat(filled(queue, bid)).isEqualTo(e9("5"));
    assertThat(queue.log.executions.get(0).priceE9()).isEqualTo(e9("100"));
    assertThat(queue.venue.book(0).askPriceE9(0)).isEqualTo(e9("100.1"));
    queue.level(Side.SELL, "99.9", "6");
    assertThat(filled(queue, bid)).isEqualTo(e9("6"));
  }

  @Test
  void twoOrdersShareOneTradesQuantity() {
    VenueReply first = queue.limit(0, Side.BUY, "3", "100");
    VenueReply second = queue.limit(0, Side.BUY, "3", "100");
    queue.trade(Side.SELL, "100", "4");
    assertThat(filled(queue, first)).isEqualTo(e9("3"));
    assertThat(filled(queue, second)).isEqualTo(e9("1"));
  }

  @Test
  void anOrderThatCameLaterWaitsAlsoForTheOutsideInterestInBetween() {
    VenueReply first = queue.limit(0, Side.BUY, "1", "99.9");
    queue.level(Side.BUY, "99.9", "14");
    VenueReply second = queue.limit(0, Side.BUY, "1", "99.9");
    queue.trade(Side.SELL, "99.9", "14.5");
    assertThat(filled(queue, first)).isEqualTo(e9("1"));
    assertThat(filled(queue, second)).isZero();
    queue.trade(Side.SELL, "99.9", "1");
    assertThat(filled(queue, second)).isEqualTo(e9("0.5"));
  }

  @Test
  void accountsTakersComeToARestingOrderAfterTheOutsideInterestBeforeIt() {
    VenueReply bid = queue.limit(0, Side.BUY, "2", "99.9");
    queue.market(1, Side.SELL, "9");
    assertThat(filled(queue, bid)).isZero();
    queue.market(1, Side.SELL, "2");
    assertThat(filled(queue, bid)).isEqualTo(e9("1"));
  }

  @Test
  void whatWasTakenIsGivenBackWhenTheSourceTakesTheLevelAway() {
    queue.market(0, Side.BUY, "10");
    queue.level(Side.SELL, "100.1", "4");
    assertThat(queue.venue.book(0).askPriceE9(0)).isEqualTo(e9("100.2"));
    queue.level(Side.SELL, "100.1", "6");
    assertThat(queue.venue.book(0).askQuantityE9(0)).isEqualTo(e9("2"));
    queue.level(Side.SELL, "100.1", "0");
    queue.level(Side.SELL, "100.1", "6");
    assertThat(queue.venue.book(0).askQuantityE9(0)).isEqualTo(e9("6"));
  }
}
