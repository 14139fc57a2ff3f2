package ringside.adapters.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static ringside.adapters.sim.Desk.BTC;
import static ringside.adapters.sim.Desk.ETH;
import static ringside.adapters.sim.Desk.e9;
import static ringside.adapters.sim.Desk.text;

import java.util.List;
import org.junit.jupiter.api.Test;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.Side;

/** Funding, transfers, and the proof that nothing is lost. */
class AccountMoneyTest {
  private final Desk desk = new Desk("10000", "10000");

  AccountMoneyTest() {
    desk.mark(BTC, "50000");
    desk.mark(ETH, "2000");
  }

  private String wallet(int account) {
    return text(desk.accounts.walletE9(account));
  }

  private LedgerEntry last(int account) {
    List<LedgerEntry> ledger = desk.accounts.ledger(account);
    return ledger.get(ledger.size() - 1);
  }

  @Test
  void longsPayShortsWhenTheRateIsPositive() {
    desk.trade(0, BTC, 0, Side.BUY, "0.1", "50000");
    desk.trade(1, BTC, 0, Side.SELL, "0.1", "50000");
    desk.mark(BTC, "60000");
    List<VenueExecution> paid = desk.fund(BTC, "0.0001");
    // 0.1 x 60000 x 0.0001 = 0.6 on top of the opening fee of 2.75
    assertThat(paid).hasSize(2);
    assertThat(paid.get(0).type()).isEqualTo(ExecutionType.FUNDING);
    assertThat(text(paid.get(0).feeE9())).isEqualTo("0.6");
    assertThat(text(paid.get(1).feeE9())).isEqualTo("-0.6");
    assertThat(text(paid.get(1).feeRateE9())).isEqualTo("-0.0001");
    assertThat(text(paid.get(0).priceE9())).isEqualTo("60000");
    assertThat(text(paid.get(0).valueE9())).isEqualTo("6000");
    assertThat(wallet(0)).isEqualTo("9996.65");
    assertThat(wallet(1)).isEqualTo("9997.85");
    LedgerEntry line = last(0);
    assertThat(line.kind()).isEqualTo(LedgerEntry.Kind.SETTLEMENT);
    assertThat(text(line.fundingE9())).isEqualTo("-0.6");
    assertThat(line.feeE9()).isZero();
    assertThat(text(line.changeE9())).isEqualTo("-0.6");
    Position position = desk.accounts.position(0, BTC, 0);
    assertThat(text(position.realisedPnlE9())).isEqualTo("-3.35");
    assertThat(position.entryValueE9()).isEqualTo(e9("5000"));
  }

  @Test
  void shortsPayLongsWhenItIsNegative() {
    desk.trade(0, BTC, 0, Side.BUY, "0.1", "50000");
    desk.trade(1, BTC, 0, Side.SELL, "0.1", "50000");
    List<VenueExecution> paid = desk.fund(BTC, "-0.0002");
    assertThat(text(paid.get(0).feeE9())).isEqualTo("-1");
    assertThat(text(paid.get(1).feeE9())).isEqualTo("1");
  }

  @Test
  void bothLegsOfAHedgeAreFundedAndFlatOnesAreNot() {
    desk.mode(0, BTC, true);
    desk.trade(0, BTC, 1, Side.BUY, "0.2", "50000");
    desk.trade(0, BTC, 2, Side.SELL, "0.1", "50000");
    desk.trade(1, ETH, 0, Side.SELL, "1", "2000");
    List<VenueExecution> paid = desk.fund(BTC, "0.0001");
    assertThat(paid).extracting(VenueExecution::positionIdx).containsExactly(1, 2);
    assertThat(text(paid.get(0).feeE9())).isEqualTo("1");
    assertThat(text(paid.get(1).feeE9())).isEqualTo("-0.5");
  }

  @Test
  void moneyIsMovedInAndOutAsFarAsItIsFree() {
    assertThat(desk.transfer(0, "500", "t1")).isEqualTo(RetCode.OK);
    assertThat(wallet(0)).isEqualTo("10500");
    // Position 5000 ties up 500 + 5000 x 0.9 x 0.00055 = 2.475; free 10500 - 2.75 - 502.475
    desk.trade(0, BTC, 0, Side.BUY, "0.1", "50000");
    assertThat(desk.transfer(0, "-9994.775000001", "t2")).isEqualTo(RetCode.TRANSFER_INSUFFICIENT);
    assertThat(desk.transfer(0, "-9994.775", "t3")).isEqualTo(RetCode.OK);
    assertThat(wallet(0)).isEqualTo("502.475");
    assertThat(last(0).kind()).isEqualTo(LedgerEntry.Kind.TRANSFER_OUT);
    desk.mark(BTC, "60000");
    assertThat(desk.transfer(0, "-400", "t4")).isEqualTo(RetCode.TRANSFER_INSUFFICIENT);
    assertThat(desk.transfer(0, "0", "t5")).isEqualTo(RetCode.TRANSFER_AMOUNT);
  }

  @Test
  void aTransferIsDoneOnceForItsId() {
    desk.transfer(0, "500", "same");
    assertThat(desk.transfer(0, "500", "same")).isEqualTo(RetCode.OK);
    assertThat(wallet(0)).isEqualTo("10500");
    desk.transfer(1, "500", "same");
    assertThat(wallet(1)).isEqualTo("10500");
    desk.transfer(1, "500", "");
    desk.transfer(1, "500", "");
    assertThat(wallet(1)).isEqualTo("11500");
  }

  @Test
  void aRefusedTransferMayBeTriedAgainWithItsId() {
    assertThat(desk.transfer(0, "-10001", "id")).isEqualTo(RetCode.TRANSFER_INSUFFICIENT);
    desk.transfer(0, "1", "more");
    assertThat(desk.transfer(0, "-10001", "id")).isEqualTo(RetCode.OK);
    assertThat(wallet(0)).isEqualTo("0");
  }

  @Test
  void aMissingUnitInAnEntryValueIsNamed() {
    desk.trade(0, BTC, 0, Side.BUY, "0.1", "50000");
    desk.accounts.position(0, BTC, 0).entryValueE9--;
    assertThatThrownBy(() -> desk.trade(0, BTC, 0, Side.BUY, "0.1", "50000"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "account 0 BTCUSDT leg 0: value bought less sold is entry value less gross: is 10000,"
                + " should be 9999.999999999");
  }

  @Test
  void aMissingUnitInASizeIsNamed() {
    desk.trade(0, BTC, 0, Side.BUY, "0.1", "50000");
    desk.accounts.position(0, BTC, 0).sizeE9++;
    assertThatThrownBy(desk::audit).hasMessageContaining("bought less sold is the size");
  }

  @Test
  void aSumOfMarginThatWasNotKeptIsNamed() {
    VenueOrder order = desk.order(0, BTC, 0, Side.BUY, "0.1", "50000");
    desk.place(order);
    order.knownValueE9--;
    assertThatThrownBy(desk::audit)
        .hasMessage(
            "account 0 BTCUSDT leg 0: value of open buys: is 5000, should be 4999.999999999");
  }

  @Test
  void moneyTheVenueCannotCountIsRefused() {
    Desk rich = new Desk("3000000000", "500000000");
    assertThat(rich.transfer(0, "500000000.000000001", "t")).isEqualTo(RetCode.TRANSFER_AMOUNT);
    assertThat(rich.transfer(0, "500000000", "t")).isEqualTo(RetCode.OK);
    assertThatThrownBy(() -> new Desk("3000000000", "1000000000.1"))
        .hasMessage("account a1 makes it more than 4000000000 of money in the venue");
  }

  @Test
  void aValueBeyondAllNumbersIsAnErrorNotAWrap() {
    Desk rich = new Desk("1000");
    assertThatThrownBy(() -> rich.trade(0, BTC, 0, Side.BUY, "9000000000", "2"))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void ofVeryLongListsTheNewestLinesStay() {
    Accounts accounts = desk.accounts;
    VenueOrder buy = desk.order(0, BTC, 0, Side.BUY, "0.001", "50000");
    for (int i = 0; i < 2 * Account.KEPT + 10; i++) {
      VenueOrder sell = desk.order(0, BTC, 0, Side.SELL, "0.001", "50000");
      fill(accounts, buy);
      fill(accounts, sell);
    }
    accounts.checkConserved();
    assertThat(accounts.ledger(0)).hasSizeBetween(Account.KEPT, 2 * Account.KEPT);
    assertThat(last(0).balanceE9()).isEqualTo(accounts.walletE9(0));
    assertThat(accounts.closedPnl(0)).hasSize(Account.KEPT + 10);
    assertThat(accounts.closedPnl(0).get(0).orderId()).isEqualTo(buy.id() + Account.KEPT + 1);
    desk.audit();
  }

  private static void fill(Accounts accounts, VenueOrder order) {
    accounts.fill(order, order.priceE9, order.quantityE9, true, ExecutionType.TRADE, 1, 1);
  }

  @Test
  void aStartBelowZeroIsRefused() {
    assertThatThrownBy(() -> new Desk("-1")).hasMessage("account a0 starts below zero");
  }
}
