package ringside.adapters.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static ringside.adapters.sim.Desk.BTC;
import static ringside.adapters.sim.Desk.ETH;
import static ringside.adapters.sim.Desk.e9;
import static ringside.adapters.sim.Desk.text;

import java.util.List;
import org.junit.jupiter.api.Test;
import ringside.journal.codec.Side;

class AccountLiquidationTest {
  private static Desk desk(String... balances) {
    Desk desk = new Desk(balances);
    desk.mark(BTC, "50000");
    desk.mark(ETH, "2000");
    return desk;
  }

  @Test
  void aLongIsLiquidatedWhereEquityFallsBelowMaintenanceMargin() {
    Desk desk = desk("1000");
    desk.trade(0, BTC, 0, Side.BUY, "0.1", "50000");
    Position position = desk.accounts.position(0, BTC, 0);
    // Wallet 997.25. Equity 997.25 + 0.1 (p - 50000) = 0.1 p x (0.005 + 0.9 x 0.00055)
    // => p = 4002.75 / (0.1 x 0.994505) = 40248.67..., the next tick below is 40248.6
    assertThat(text(desk.accounts.liquidationPriceE9(position))).isEqualTo("40248.6");
    // Money gone: 0.1 p = 4002.75
    assertThat(text(desk.accounts.bankruptcyPriceE9(position))).isEqualTo("40027.5");
    desk.mark(BTC, "40248.7");
    assertThat(desk.accounts.toLiquidate()).isEmpty();
    desk.mark(BTC, "40248.6");
    assertThat(desk.accounts.toLiquidate()).containsExactly(position);
    assertThat(text(desk.accounts.liquidationPriceE9(position))).isEqualTo("40248.6");
  }

  @Test
  void aShortIsLiquidatedAbove() {
    Desk desk = desk("1000");
    desk.trade(0, BTC, 0, Side.SELL, "0.1", "50000");
    Position position = desk.accounts.position(0, BTC, 0);
    // 997.25 + 0.1 (50000 - p) = 0.1 p x (0.005 + 1.1 x 0.00055) => p = 5997.25 / 0.1005605
    // = 59638.22..., the next tick above is 59638.3
    assertThat(text(desk.accounts.liquidationPriceE9(position))).isEqualTo("59638.3");
    assertThat(text(desk.accounts.bankruptcyPriceE9(position))).isEqualTo("59972.5");
    desk.mark(BTC, "59638.2");
    assertThat(desk.accounts.toLiquidate()).isEmpty();
    desk.mark(BTC, "59638.3");
    assertThat(desk.accounts.toLiquidate()).containsExactly(position);
  }

  @Test
  void aPositionThatCannotBeLiquidatedHasNoPrice() {
    Desk desk = desk("10000");
    desk.trade(0, BTC, 0, Side.BUY, "0.1", "50000");
    assertThat(desk.accounts.liquidationPriceE9(desk.accounts.position(0, BTC, 0))).isZero();
    assertThat(desk.accounts.bankruptcyPriceE9(desk.accounts.position(0, BTC, 0))).isZero();
    assertThat(desk.accounts.liquidationPriceE9(desk.accounts.position(0, ETH, 0))).isZero();
  }

  @Test
  void ofAHedgeTheLargerLegHasThePrice() {
    Desk desk = desk("2000");
    desk.mode(0, BTC, true);
    desk.trade(0, BTC, 1, Side.BUY, "0.3", "50000");
    desk.trade(0, BTC, 2, Side.SELL, "0.1", "50000");
    Position larger = desk.accounts.position(0, BTC, 1);
    assertThat(desk.accounts.liquidationPriceE9(desk.accounts.position(0, BTC, 2))).isZero();
    // Wallet 2000 - 11. 1989 + 0.2 (p - 50000) = p (0.3 x 0.005495 + 0.1 x 0.005605)
    // => p = 8011 / (0.2 - 0.002209) = 40502.34...
    assertThat(text(desk.accounts.liquidationPriceE9(larger))).isEqualTo("40502.3");
  }

  @Test
  void gainsElsewhereHoldALosingPosition() {
    Desk desk = desk("1000");
    desk.trade(0, BTC, 0, Side.BUY, "0.1", "50000");
    desk.trade(0, ETH, 0, Side.SELL, "2", "2000");
    desk.mark(ETH, "1500");
    desk.mark(BTC, "40000");
    assertThat(desk.accounts.toLiquidate()).isEmpty();
    desk.mark(ETH, "2000");
    // The larger loss goes first
    List<Position> positions = desk.accounts.toLiquidate();
    assertThat(positions).extracting(Position::symbol).containsExactly(BTC, ETH);
    positions.get(0).liquidating = true;
    assertThat(desk.accounts.toLiquidate()).extracting(Position::symbol).containsExactly(ETH);
  }

  @Test
  void theWorstAccountIsLiquidatedFirst() {
    Desk desk = desk("1000", "900", "5000");
    for (int account = 0; account < 3; account++) {
      desk.trade(account, BTC, 0, Side.BUY, "0.1", "50000");
    }
    desk.mark(BTC, "40000");
    assertThat(desk.accounts.toLiquidate()).extracting(Position::account).containsExactly(1, 0);
  }

  @Test
  void theInsuranceFundTakesTheLossBeyondAllMoney() {
    Desk desk = desk("1000");
    desk.trade(0, BTC, 0, Side.BUY, "0.1", "50000");
    desk.mark(BTC, "39000");
    VenueExecution fill = desk.liquidate(desk.accounts.position(0, BTC, 0), "39000");
    // Loss 1100, fee 3900 x 0.00055 = 2.145: 997.25 - 1102.145 = -104.895
    assertThat(text(fill.realisedPnlE9())).isEqualTo("-1100");
    assertThat(desk.accounts.walletE9(0)).isZero();
    assertThat(text(desk.accounts.insuredE9(0))).isEqualTo("104.895");
    List<LedgerEntry> ledger = desk.accounts.ledger(0);
    LedgerEntry trade = ledger.get(ledger.size() - 2);
    LedgerEntry cover = ledger.get(ledger.size() - 1);
    assertThat(trade.kind()).isEqualTo(LedgerEntry.Kind.LIQUIDATION);
    assertThat(text(trade.balanceE9())).isEqualTo("-104.895");
    assertThat(cover.kind()).isEqualTo(LedgerEntry.Kind.LIQUIDATION);
    assertThat(text(cover.cashFlowE9())).isEqualTo("104.895");
    assertThat(desk.accounts.closedPnl(0).get(0).execType()).isEqualTo("BustTrade");
    assertThat(desk.accounts.position(0, BTC, 0).liquidating()).isFalse();
    assertThat(desk.accounts.toLiquidate()).isEmpty();
  }

  @Test
  void theFundWaitsUntilThereIsNothingLeftToClose() {
    Desk desk = desk("1000");
    desk.trade(0, BTC, 0, Side.BUY, "0.1", "50000");
    desk.trade(0, ETH, 0, Side.SELL, "1", "2000");
    desk.mark(ETH, "1990");
    desk.mark(BTC, "39000");
    desk.liquidate(desk.accounts.position(0, BTC, 0), "39000");
    assertThat(desk.accounts.walletE9(0)).isNegative();
    assertThat(desk.accounts.insuredE9(0)).isZero();
    desk.liquidate(desk.accounts.position(0, ETH, 0), "1990");
    // 997.25 - 1102.145 - 1.1 (ETH opened) + 10 - 1990 x 0.00055 = 1.0945: -97.0895
    assertThat(text(desk.accounts.insuredE9(0))).isEqualTo("97.0895");
    assertThat(desk.accounts.walletE9(0)).isZero();
  }

  @Test
  void moneyThatIsLeftAfterALiquidationStaysWithTheAccount() {
    Desk desk = desk("1000");
    desk.trade(0, BTC, 0, Side.BUY, "0.1", "50000");
    desk.mark(BTC, "40200");
    desk.liquidate(desk.accounts.position(0, BTC, 0), "40200");
    // 997.25 - 980 - 4020 x 0.00055 = 2.211
    assertThat(text(desk.accounts.walletE9(0))).isEqualTo("15.039");
    assertThat(desk.accounts.insuredE9(0)).isZero();
  }

  @Test
  void aVeryLargePositionHasItsPriceToo() {
    Desk desk = desk("40000000");
    desk.trade(0, BTC, 0, Side.SELL, "8000", "50000");
    Position position = desk.accounts.position(0, BTC, 0);
    long price = desk.accounts.liquidationPriceE9(position);
    assertThat(price).isGreaterThan(0);
    desk.accounts.onMark(BTC, price - e9("0.1"), 0, 1);
    boolean before = desk.accounts.toLiquidate().isEmpty();
    desk.accounts.onMark(BTC, price, 0, 1);
    assertThat(desk.accounts.toLiquidate()).containsExactly(position);
    assertThat(before || price == e9("50000")).isTrue();
  }
}
