package ringside.adapters.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static ringside.adapters.sim.Desk.BTC;
import static ringside.adapters.sim.Desk.ETH;
import static ringside.adapters.sim.Desk.e9;
import static ringside.adapters.sim.Desk.text;

import org.junit.jupiter.api.Test;
import ringside.journal.codec.Side;

class AccountsTest {
  @Test
  void anAccountStartsWithItsMoneyAsATransfer() {
    Desk desk = new Desk("10000");
    assertThat(text(desk.accounts.walletE9(0))).isEqualTo("10000");
    assertThat(desk.accounts.ledger(0)).hasSize(1);
    assertThat(desk.accounts.ledger(0).get(0).kind()).isEqualTo(LedgerEntry.Kind.TRANSFER_IN);
  }

  @Test
  void aPartialCloseTakesItsShareOfTheEntryValue() {
    Desk desk = new Desk("10000");
    // Bought 1 at 50000 and 2 at 50001: entry value 50000 + 100002 = 150002, average
    // 50000.666666667
    desk.trade(0, BTC, 0, Side.BUY, "1", "50000");
    desk.trade(0, BTC, 0, Side.BUY, "2", "50001");
    // Sells 1 at 50010: share 150002 / 3 = 50000.666666667, gross 9.333333333
    VenueExecution closing = desk.trade(0, BTC, 0, Side.SELL, "1", "50010");
    assertThat(text(closing.closedE9())).isEqualTo("1");
    assertThat(text(closing.realisedPnlE9())).isEqualTo("9.333333333");
    Position position = desk.accounts.position(0, BTC, 0);
    assertThat(text(position.entryValueE9())).isEqualTo("100001.333333333");
    // Fees: (50000 + 100002 + 50010) x 0.00055 = 110.0066
    assertThat(text(desk.accounts.walletE9(0))).isEqualTo("9899.326733333");
    // Sells 2 at 50010: 100020 - 100001.333333333 = 18.666666667; 28 in all
    VenueExecution last = desk.trade(0, BTC, 0, Side.SELL, "2", "50010");
    assertThat(text(last.realisedPnlE9())).isEqualTo("18.666666667");
  }

  @Test
  void marginIsRequiredByLeverageAndFees() {
    Desk desk = new Desk("1110");
    desk.mark(BTC, "50000");
    // 0.2 at 50000 = 10000; 10 x: 1000; open fee 5.5; close fee 10000 x 0.9 x 0.00055 = 4.95
    VenueOrder order = desk.order(0, BTC, 0, Side.BUY, "0.2", "50000");
    assertThat(desk.place(order)).isEqualTo(RetCode.OK);
    assertThat(text(desk.accounts.orderMarginE9(0))).isEqualTo("1010.45");
    assertThat(desk.place(desk.order(0, ETH, 0, Side.BUY, "1", "2000")))
        .isEqualTo(RetCode.AVAILABLE_INSUFFICIENT);
    desk.cancel(order);
    assertThat(desk.accounts.availableE9(0)).isEqualTo(e9("1110"));
  }
}
