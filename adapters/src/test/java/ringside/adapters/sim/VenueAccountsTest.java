package ringside.adapters.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static ringside.adapters.sim.Bench.e9;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.Side;
import ringside.journal.codec.TriggerBy;
import ringside.journal.event.Decimals;

/** Accounts as the whole venue moves them, by hand-reckoned numbers. */
class VenueAccountsTest {
  private static final int POOR = 2;

  private final Bench bench = new Bench(FillModel.QUEUE);
  private final Accounts accounts = bench.venue.accounts();

  @BeforeEach
  void quote() {
    bench.usual();
  }

  private RetCode switchAll(boolean hedge) {
    return bench.submit(new VenueRequest.SwitchMode(0, -1, hedge)).code();
  }

  private String wallet() {
    return Decimals.toStringE9(accounts.walletE9(POOR));
  }

  private void crash(String bid) {
    bench.market(
        sink -> {
          sink.clearBook(0);
          if (!bid.isEmpty()) {
            sink.level(0, Side.BUY, e9(bid), e9("100"));
          }
          sink.prices(0, e9("89.2"), e9("89.2"));
          sink.bookComplete(0);
        });
  }

  @Test
  void aWaitingOrderKeepsItsSymbolFromChangingItsModeWithTheOthers() {
    VenueReply waiting = bench.order(0, Side.BUY, "1").trigger("105", 1, TriggerBy.MARK).place();
    assertThat(switchAll(true)).isEqualTo(RetCode.MODE_WITH_ORDERS);
    bench.cancel(0, waiting.orderId());
    assertThat(switchAll(true)).isEqualTo(RetCode.OK);
    assertThat(switchAll(true)).isEqualTo(RetCode.MODE_NOT_MODIFIED);
    assertThat(switchAll(false)).isEqualTo(RetCode.OK);
  }

  @Test
  void aLiquidationTakesTheBookWhileItIsBetterThanBankruptcy() {
    // 9 at 100.1 = 900.9, fee 0.495495: wallet 99.504505; all gone at 801.395495 / 9 = 89.04...
    bench.market(POOR, Side.BUY, "9");
    VenueReply resting = bench.limit(POOR, Side.SELL, "1", "101");
    // At 89.2: 99.504505 - 98.1 = 1.404505 left, needed 802.8 x (0.005 + 0.9 x 0.00055) = 4.41...
    crash("89.1");
    List<VenueExecution> executions = bench.venue.executions(POOR);
    VenueExecution last = executions.get(executions.size() - 1);
    assertThat(last.type()).isEqualTo(ExecutionType.LIQUIDATION);
    assertThat(last.createType()).isEqualTo("CreateByLiq");
    assertThat(last.priceE9()).isEqualTo(e9("89.1"));
    // 801.9 - 900.9 = -99, fee 0.441045
    assertThat(wallet()).isEqualTo("0.06346");
    assertThat(accounts.insuredE9(POOR)).isZero();
    assertThat(bench.last(POOR, resting).isOpen()).isFalse();
    assertThat(accounts.orderMarginE9(POOR)).isZero();
  }

  @Test
  void withoutABookTheVenueTakesOverAndTheFundPays() {
    bench.market(POOR, Side.BUY, "9");
    crash("");
    // Taken over at 89, the first tick with nothing left: -99.9 and fee 0.44055 against 99.504505
    assertThat(wallet()).isEqualTo("0");
    assertThat(Decimals.toStringE9(accounts.insuredE9(POOR))).isEqualTo("0.836045");
    List<LedgerEntry> ledger = accounts.ledger(POOR);
    assertThat(Decimals.toStringE9(ledger.get(ledger.size() - 2).balanceE9()))
        .isEqualTo("-0.836045");
    assertThat(ledger.get(ledger.size() - 1).kind()).isEqualTo(LedgerEntry.Kind.LIQUIDATION);
    assertThat(accounts.position(POOR, 0, 0).sizeE9()).isZero();
  }

  @Test
  void fundingIsPaidAtItsTimeAndCanLiquidate() {
    // Short 9 at 99.9 = 899.1, fee 0.494505: wallet 99.505495
    bench.market(POOR, Side.SELL, "9");
    bench.market(sink -> sink.fundingRate(0, e9("-0.01")));
    bench.market(
        sink -> {
          sink.clearBook(0);
          sink.level(0, Side.SELL, e9("110"), e9("100"));
          sink.prices(0, e9("109.5"), e9("109.5"));
          sink.bookComplete(0);
        });
    // 99.505495 - (985.5 - 899.1) = 13.1 left, needed 985.5 x (0.005 + 1.1 x 0.00055) = 5.5
    assertThat(bench.position(POOR).sizeE9()).isEqualTo(e9("9"));
    bench.venue.advance(bench.venue.nextFundingNs(0));
    // Paid 9.855; then 3.25 is less than 5.5. Nothing is left from (89.650495 + 899.1) / 9 =
    // 109.86... on: 110 is worse than that, so it is taken over at 109.9
    List<VenueExecution> executions = bench.venue.executions(POOR);
    assertThat(executions)
        .extracting(VenueExecution::type)
        .containsExactly(ExecutionType.TRADE, ExecutionType.FUNDING, ExecutionType.LIQUIDATION);
    assertThat(Decimals.toStringE9(executions.get(1).feeE9())).isEqualTo("9.855");
    // 89.650495 - (989.1 - 899.1) - 989.1 x 0.00055 = -0.89351
    assertThat(wallet()).isEqualTo("0");
    assertThat(Decimals.toStringE9(accounts.insuredE9(POOR))).isEqualTo("0.89351");
  }
}
