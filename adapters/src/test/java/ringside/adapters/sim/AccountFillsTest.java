package ringside.adapters.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ringside.adapters.sim.Desk.BTC;
import static ringside.adapters.sim.Desk.ETH;
import static ringside.adapters.sim.Desk.e9;
import static ringside.adapters.sim.Desk.text;

import org.junit.jupiter.api.Test;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.Side;

class AccountFillsTest {
  private final Desk desk = new Desk("10000", "5000");

  private Position position(int index) {
    return desk.accounts.position(0, BTC, index);
  }

  private String wallet() {
    return text(desk.accounts.walletE9(0));
  }

  @Test
  void anAccountStartsWithItsMoneyAsATransfer() {
    assertThat(wallet()).isEqualTo("10000");
    assertThat(desk.accounts.ledger(0)).hasSize(1);
    assertThat(desk.accounts.ledger(0).get(0).kind()).isEqualTo(LedgerEntry.Kind.TRANSFER_IN);
    assertThat(desk.accounts.ledger(0).get(0).balanceE9()).isEqualTo(e9("10000"));
  }

  @Test
  void anOpeningFillCostsItsFeeAndRealisesNothing() {
    VenueExecution opening = desk.trade(0, BTC, 0, Side.BUY, "0.5", "50000");
    // Notional 25000, taker 0.00055: 13.75
    assertThat(text(opening.valueE9())).isEqualTo("25000");
    assertThat(text(opening.feeE9())).isEqualTo("13.75");
    assertThat(text(opening.feeRateE9())).isEqualTo("0.00055");
    assertThat(opening.closedE9()).isZero();
    assertThat(opening.realisedPnlE9()).isZero();
    assertThat(opening.leavesE9()).isZero();
    assertThat(wallet()).isEqualTo("9986.25");
    assertThat(text(position(0).realisedPnlE9())).isEqualTo("-13.75");
    assertThat(text(position(0).openFeeE9())).isEqualTo("13.75");
    assertThat(desk.accounts.closedPnl(0)).isEmpty();
  }

  @Test
  void aMakerPaysTheMakersRate() {
    VenueOrder order = desk.order(0, BTC, 0, Side.SELL, "0.5", "50000");
    VenueExecution fill =
        desk.fill(order, order.quantityE9, order.priceE9, true, ExecutionType.TRADE);
    // 25000 x 0.0002 = 5
    assertThat(text(fill.feeE9())).isEqualTo("5");
    assertThat(fill.maker()).isTrue();
  }

  @Test
  void aPartialCloseTakesItsShareOfTheEntryValueAndLeavesTheRest() {
    // Bought 1 at 50000 and 2 at 50001: entry value 50000 + 100002 = 150002, average
    // 50000.666666667
    desk.trade(0, BTC, 0, Side.BUY, "1", "50000");
    desk.trade(0, BTC, 0, Side.BUY, "2", "50001");
    assertThat(text(position(0).averageEntryE9())).isEqualTo("50000.666666667");
    // Sells 1 at 50010: share 150002 / 3 = 50000.666666667, gross 9.333333333
    VenueExecution closing = desk.trade(0, BTC, 0, Side.SELL, "1", "50010");
    assertThat(text(closing.closedE9())).isEqualTo("1");
    assertThat(text(closing.realisedPnlE9())).isEqualTo("9.333333333");
    assertThat(text(position(0).entryValueE9())).isEqualTo("100001.333333333");
    // Fees: (50000 + 100002 + 50010) x 0.00055 = 110.0066; 10000 + 9.333333333 - 110.0066
    assertThat(wallet()).isEqualTo("9899.326733333");
    // Sells 2 at 50010: 100020 - 100001.333333333 = 18.666666667; 28 in all, not a unit less
    VenueExecution last = desk.trade(0, BTC, 0, Side.SELL, "2", "50010");
    assertThat(text(last.realisedPnlE9())).isEqualTo("18.666666667");
    assertThat(position(0).entryValueE9()).isZero();
    assertThat(position(0).openFeeE9()).isZero();
    assertThat(position(0).side()).isNull();
  }

  @Test
  void aShortGainsWhenThePriceFalls() {
    desk.trade(0, BTC, 0, Side.SELL, "0.1", "50000");
    assertThat(position(0).side()).isEqualTo(Side.SELL);
    // Bought back at 49000: 0.1 x 1000 = 100
    VenueExecution closing = desk.trade(0, BTC, 0, Side.BUY, "0.1", "49000");
    assertThat(text(closing.realisedPnlE9())).isEqualTo("100");
    // Fees 5000 x 0.00055 + 4900 x 0.00055 = 2.75 + 2.695
    assertThat(wallet()).isEqualTo("10094.555");
    assertThat(text(position(0).cumulativePnlE9())).isEqualTo("94.555");
  }

  @Test
  void aFillBeyondTheSizeTurnsAOneWayPositionRound() {
    desk.trade(0, BTC, 0, Side.BUY, "0.1", "50000");
    VenueExecution turn = desk.trade(0, BTC, 0, Side.SELL, "0.3", "51000");
    assertThat(text(turn.closedE9())).isEqualTo("0.1");
    // Closed 0.1 x (51000 - 50000)
    assertThat(text(turn.realisedPnlE9())).isEqualTo("100");
    // One fee for all: 15300 x 0.00055 = 8.415, of which a third closes: 2.805
    assertThat(text(turn.feeE9())).isEqualTo("8.415");
    assertThat(position(0).side()).isEqualTo(Side.SELL);
    assertThat(text(position(0).sizeE9())).isEqualTo("0.2");
    assertThat(text(position(0).entryValueE9())).isEqualTo("10200");
    assertThat(text(position(0).openFeeE9())).isEqualTo("5.61");
    // The new position has cost its opening fee; over all time 100 - 2.75 - 8.415
    assertThat(text(position(0).realisedPnlE9())).isEqualTo("-5.61");
    assertThat(text(position(0).cumulativePnlE9())).isEqualTo("88.835");
    ClosedPnl closed = desk.accounts.closedPnl(0).get(0);
    assertThat(text(closed.openFeeE9())).isEqualTo("2.75");
    assertThat(text(closed.closeFeeE9())).isEqualTo("2.805");
    assertThat(text(closed.closedPnlE9())).isEqualTo("94.445");
    LedgerEntry line = desk.accounts.ledger(0).get(2);
    assertThat(text(line.sizeE9())).isEqualTo("-0.2");
    assertThat(text(line.cashFlowE9())).isEqualTo("100");
    assertThat(text(line.changeE9())).isEqualTo("91.585");
  }

  @Test
  void theFillsOfAClosingOrderMakeOneLineOfClosedPnl() {
    desk.trade(0, BTC, 0, Side.BUY, "0.4", "50000");
    VenueOrder closing = desk.order(0, BTC, 0, Side.SELL, "0.3", "50100");
    closing.reduceOnly = true;
    desk.fill(closing, "0.1", "50100");
    VenueExecution second = desk.fill(closing, "0.2", "50200");
    assertThat(text(second.leavesE9())).isEqualTo("0");
    assertThat(desk.accounts.closedPnl(0)).hasSize(1);
    ClosedPnl line = desk.accounts.closedPnl(0).get(0);
    assertThat(line.fills()).isEqualTo(2);
    assertThat(text(line.closedSizeE9())).isEqualTo("0.3");
    assertThat(text(line.entryValueE9())).isEqualTo("15000");
    // 0.1 x 50100 + 0.2 x 50200 = 5010 + 10040 = 15050; average 50166.666666667
    assertThat(text(line.exitValueE9())).isEqualTo("15050");
    assertThat(text(line.averageExitE9())).isEqualTo("50166.666666667");
    // 50 - 15000 x 0.00055 - 15050 x 0.00055 = 50 - 8.25 - 8.2775
    assertThat(text(line.closedPnlE9())).isEqualTo("33.4725");
    assertThat(line.side()).isEqualTo(Side.SELL);
    assertThat(line.createdNs()).isLessThan(line.updatedNs());
    desk.trade(0, BTC, 0, Side.SELL, "0.1", "50000");
    assertThat(desk.accounts.closedPnl(0)).hasSize(2);
  }

  @Test
  void theLegsOfAHedgeAreApart() {
    assertThat(desk.mode(0, BTC, true)).isEqualTo(RetCode.OK);
    desk.trade(0, BTC, 1, Side.BUY, "0.2", "50000");
    desk.trade(0, BTC, 2, Side.SELL, "0.1", "50500");
    assertThat(text(position(1).sizeE9())).isEqualTo("0.2");
    assertThat(text(position(2).sizeE9())).isEqualTo("0.1");
    VenueExecution closing = desk.trade(0, BTC, 1, Side.SELL, "0.2", "50600");
    // 0.2 x 600
    assertThat(text(closing.realisedPnlE9())).isEqualTo("120");
    assertThat(text(position(2).sizeE9())).isEqualTo("0.1");
    assertThat(position(1).side()).isEqualTo(Side.BUY);
    assertThat(desk.accounts.positions(0)).hasSize(5);
  }

  @Test
  void aHedgeLegIsNeverTurnedRound() {
    desk.mode(0, BTC, true);
    desk.trade(0, BTC, 1, Side.BUY, "0.2", "50000");
    assertThatThrownBy(() -> desk.trade(0, BTC, 1, Side.SELL, "0.3", "50000"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("leg 1 of BTCUSDT");
  }

  @Test
  void accountsAndSymbolsAreApart() {
    desk.trade(0, BTC, 0, Side.BUY, "0.1", "50000");
    desk.trade(1, ETH, 0, Side.BUY, "1", "2000");
    assertThat(wallet()).isEqualTo("9997.25");
    // 2000 x 0.00055 = 1.1
    assertThat(text(desk.accounts.walletE9(1))).isEqualTo("4998.9");
    assertThat(desk.executions.get(1).id()).isEqualTo(2);
    assertThat(desk.accounts.ledger(1).get(1).id()).isEqualTo(4);
  }

  @Test
  void realisedPnlStartsAnewWithEveryPosition() {
    desk.trade(0, BTC, 0, Side.BUY, "0.1", "50000");
    desk.trade(0, BTC, 0, Side.SELL, "0.1", "50000");
    // Two fees of 2.75
    assertThat(text(position(0).realisedPnlE9())).isEqualTo("-5.5");
    desk.trade(0, BTC, 0, Side.BUY, "0.1", "50000");
    assertThat(text(position(0).realisedPnlE9())).isEqualTo("-2.75");
    assertThat(text(position(0).cumulativePnlE9())).isEqualTo("-8.25");
    assertThat(text(desk.accounts.realisedE9(0))).isEqualTo("-8.25");
  }

  @Test
  void aLegKnowsWhenItWasFirstTradedAndWhenItWasOpened() {
    desk.trade(0, BTC, 0, Side.BUY, "0.1", "50000");
    long first = position(0).createdNs();
    assertThat(position(0).openedNs()).isEqualTo(first);
    desk.trade(0, BTC, 0, Side.BUY, "0.1", "50000");
    assertThat(position(0).openedNs()).isEqualTo(first);
    desk.trade(0, BTC, 0, Side.SELL, "0.3", "50000");
    assertThat(position(0).createdNs()).isEqualTo(first);
    assertThat(position(0).openedNs()).isEqualTo(position(0).updatedNs()).isGreaterThan(first);
    desk.trade(0, BTC, 0, Side.BUY, "0.1", "50000");
    assertThat(position(0).openedNs()).isZero();
  }

  @Test
  void breakingEvenCountsWhatWasPaidAndTheFeeToClose() {
    desk.trade(0, BTC, 0, Side.BUY, "1", "50000");
    // (50000 + 27.5) / (1 - 0.00055) = 50055.030266647
    assertThat(text(desk.accounts.breakEvenPriceE9(position(0)))).isEqualTo("50055.030266647");
    desk.trade(0, BTC, 0, Side.SELL, "1", "50000");
    assertThat(desk.accounts.breakEvenPriceE9(position(0))).isZero();
    desk.trade(0, BTC, 0, Side.SELL, "1", "50000");
    // Short: (50000 - 27.5) / (1 + 0.00055) = 49945.030233372
    assertThat(text(desk.accounts.breakEvenPriceE9(position(0)))).isEqualTo("49945.030233372");
  }

  @Test
  void reducibleIsWhatTheOtherSideHolds() {
    desk.trade(0, BTC, 0, Side.BUY, "0.3", "50000");
    assertThat(text(desk.accounts.reducibleE9(0, BTC, 0, false))).isEqualTo("0.3");
    assertThat(desk.accounts.reducibleE9(0, BTC, 0, true)).isZero();
    assertThat(desk.accounts.reducibleE9(0, ETH, 0, false)).isZero();
  }
}
