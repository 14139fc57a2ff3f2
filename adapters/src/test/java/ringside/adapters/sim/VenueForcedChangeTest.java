package ringside.adapters.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static ringside.adapters.sim.Bench.e9;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.Side;
import ringside.journal.codec.TriggerBy;

/** Mode and leverage change behind an account's back, whatever it has, and all stays consistent. */
class VenueForcedChangeTest {
  private final Bench bench = new Bench(FillModel.QUEUE).usual();

  private RetCode force(boolean hedge) {
    return bench.submit(new VenueRequest.ForceMode(0, 0, hedge)).code();
  }

  private Position leg(int index) {
    return bench.venue.accounts().position(0, 0, index);
  }

  private void audit() {
    bench.venue.accounts().audit(bench.venue.openOrders(0));
  }

  @Test
  void aPositionBecomesTheLegOfItsSideWithItsStopsAndOrders() {
    bench.order(0, Side.BUY, "3").takeProfit(Bench.at("104")).stopLoss(Bench.at("80")).place();
    VenueReply adds = bench.limit(0, Side.BUY, "1", "95");
    VenueReply sells = bench.limit(0, Side.SELL, "2", "105");
    VenueReply closes = bench.order(0, Side.SELL, "1").price("106").reduceOnly().place();
    long walletE9 = bench.venue.accounts().walletE9(0);
    long entryE9 = leg(0).entryValueE9();
    assertThat(force(true)).isEqualTo(RetCode.OK);
    audit();
    assertThat(leg(0).sizeE9()).isZero();
    assertThat(leg(1).sizeE9()).isEqualTo(e9("3"));
    assertThat(leg(1).entryValueE9()).isEqualTo(entryE9);
    assertThat(leg(1).takeProfitE9()).isEqualTo(e9("104"));
    assertThat(leg(0).takeProfitE9()).isZero();
    assertThat(bench.last(0, adds).positionIdx()).isEqualTo(1);
    assertThat(bench.last(0, sells).positionIdx()).isEqualTo(2);
    assertThat(bench.last(0, closes).positionIdx()).isEqualTo(1);
    assertThat(bench.venue.openOrders(0))
        .filteredOn(order -> order.stopOrderType().endsWith("Profit"))
        .allMatch(order -> order.positionIdx() == 1)
        .hasSize(1);
    assertThat(bench.venue.accounts().walletE9(0)).isEqualTo(walletE9);
    List<String> told = bench.log.lines;
    assertThat(told).anyMatch(line -> line.startsWith("position 0/0/0 null 0 "));
    bench.mark("104");
    bench.trade(Side.BUY, "104", "1");
    assertThat(leg(1).sizeE9()).isZero();
    audit();
  }

  @Test
  void theOnlyOpenLegBecomesThePosition() {
    bench.submit(new VenueRequest.SwitchMode(0, 0, true));
    bench.order(0, Side.SELL, "2").leg(2).place();
    VenueReply longer = bench.order(0, Side.BUY, "1").price("95").leg(1).place();
    VenueReply waits =
        bench
            .order(0, Side.BUY, "1")
            .leg(2)
            .trigger("130", Triggers.RISE, TriggerBy.LAST)
            .reduceOnly()
            .place();
    assertThat(longer.code()).isEqualTo(RetCode.OK);
    assertThat(waits.code()).isEqualTo(RetCode.OK);
    assertThat(force(false)).isEqualTo(RetCode.OK);
    audit();
    assertThat(leg(2).sizeE9()).isZero();
    assertThat(leg(0).sizeE9()).isEqualTo(e9("2"));
    assertThat(leg(0).side()).isEqualTo(Side.SELL);
    assertThat(bench.venue.openOrders(0)).hasSize(2).allMatch(order -> order.positionIdx() == 0);
    assertThat(bench.market(0, Side.BUY, "2").code()).isEqualTo(RetCode.OK);
    assertThat(leg(0).sizeE9()).isZero();
    audit();
  }

  @Test
  void twoOpenLegsCannotBecomeOne() {
    bench.submit(new VenueRequest.SwitchMode(0, 0, true));
    bench.order(0, Side.SELL, "2").leg(2).place();
    bench.order(0, Side.BUY, "1").leg(1).place();
    assertThat(force(false)).isEqualTo(RetCode.MODE_WITH_POSITION);
    assertThat(leg(1).sizeE9()).isEqualTo(e9("1"));
    audit();
  }

  @Test
  void theModeGoesToAndFroAnyNumberOfTimes() {
    bench.market(0, Side.BUY, "1.5");
    bench.limit(0, Side.SELL, "1", "105");
    for (int i = 0; i < 6; i++) {
      assertThat(force(i % 2 == 0)).isEqualTo(RetCode.OK);
      audit();
      bench.order(0, Side.BUY, "0.5").leg(i % 2 == 0 ? 1 : 0).place();
      audit();
    }
    assertThat(leg(0).sizeE9()).isEqualTo(e9("4.5"));
  }

  @Test
  void theLeverageChangesWhateverIsOpen() {
    bench.submit(new VenueRequest.SetLeverage(2, 0, e9("100"), e9("100")));
    bench.market(2, Side.BUY, "40");
    assertThat(bench.submit(new VenueRequest.SetLeverage(2, 0, e9("1"), e9("1"))).code())
        .isEqualTo(RetCode.MARGIN_INSUFFICIENT);
    assertThat(bench.submit(new VenueRequest.ForceLeverage(2, 0, e9("2"))).code())
        .isEqualTo(RetCode.OK);
    assertThat(bench.position(2).leverageE9()).isEqualTo(e9("2"));
    assertThat(bench.venue.accounts().availableE9(2)).isZero();
    assertThat(bench.submit(new VenueRequest.ForceLeverage(2, 0, e9("101"))).code())
        .isEqualTo(RetCode.MAX_LEVERAGE);
    bench.venue.accounts().audit(bench.venue.openOrders(2));
  }

  @Test
  void anAccountIsLookedAtAfterItsOwnFill() {
    bench.submit(new VenueRequest.SetLeverage(2, 0, e9("100"), e9("100")));
    bench.market(2, Side.BUY, "9.9");
    bench.market(
        sink -> {
          sink.level(0, Side.SELL, e9("100.1"), 0);
          sink.level(0, Side.SELL, e9("100.2"), 0);
          sink.level(0, Side.SELL, e9("100.3"), 0);
          sink.level(0, Side.SELL, e9("100.4"), 0);
          sink.level(0, Side.SELL, e9("100.5"), 0);
          sink.level(0, Side.SELL, e9("104.9"), e9("100"));
          sink.bookComplete(0);
        });
    // Bought far above mark: the fill itself loses what the account has.
    assertThat(bench.market(2, Side.BUY, "50").code()).isEqualTo(RetCode.OK);
    assertThat(bench.position(2).sizeE9()).isZero();
    assertThat(bench.log.executions)
        .anyMatch(execution -> execution.type() == ExecutionType.LIQUIDATION);
  }

  @Property(tries = 60)
  void whateverTradersDoMeanwhileTheBooksBalanceAndPositionsAreTheirExecutions(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 2) int model) {
    Bench traded = new Bench(FillModel.values()[model]);
    RandomTraders traders = new RandomTraders(traded, seed).forced();
    for (int i = 0; i < 400; i++) {
      traders.step();
      List<VenueOrder> open = new ArrayList<>();
      for (int account = 0; account < 3; account++) {
        open.addAll(traded.venue.openOrders(account));
      }
      traded.venue.accounts().audit(open);
      for (VenueOrder order : open) {
        boolean hedge = traded.venue.accounts().hedge(order.account(), 0);
        assertThat(order.positionIdx() != 0).isEqualTo(hedge);
      }
    }
    for (int account = 0; account < 3; account++) {
      assertThat(held(traded, account)).isEqualTo(executed(traded, account));
    }
  }

  private static long held(Bench traded, int account) {
    long held = 0;
    for (int leg = 0; leg <= 2; leg++) {
      Position position = traded.venue.accounts().position(account, 0, leg);
      boolean inMode = traded.venue.accounts().hedge(account, 0) == (leg != 0);
      assertThat(position.sizeE9() == 0 || inMode).isTrue();
      held += position.side() == Side.SELL ? -position.sizeE9() : position.sizeE9();
    }
    return held;
  }

  private static long executed(Bench traded, int account) {
    long executed = 0;
    for (VenueExecution execution : traded.venue.executions(account)) {
      if (execution.type() != ExecutionType.FUNDING) {
        executed += execution.side() == Side.BUY ? execution.quantityE9() : -execution.quantityE9();
      }
    }
    return executed;
  }
}
