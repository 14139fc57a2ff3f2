package ringside.adapters.sim;

import static ringside.journal.event.Decimals.ONE_E9;
import static ringside.journal.event.Decimals.multiplyE9;

import java.util.ArrayList;
import java.util.List;
import ringside.adapters.sim.Books.Book;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.Side;

/**
 * Everything that moves money goes through here: it changes leg, wallet and books together, writes
 * the line of the account's log, and remembers whose sums are to be proven.
 */
final class Ledger {
  /** All money that may be in the venue: far enough from the end of a long for every sum of it. */
  private static final long MOST_MONEY_E9 = 4_000_000_000L * ONE_E9;

  final Books books = new Books();
  private final Booking booking = new Booking();
  private final long[] marksE9;
  private final long[] indicesE9;
  private final List<Leg> touchedLegs = new ArrayList<>();
  private final List<Account> touchedAccounts = new ArrayList<>();
  private long executions;
  private long lines;

  Ledger(long[] marksE9, long[] indicesE9) {
    this.marksE9 = marksE9;
    this.indicesE9 = indicesE9;
  }

  VenueExecution trade(
      Leg leg,
      VenueOrder order,
      long priceE9,
      long quantityE9,
      boolean maker,
      ExecutionType type,
      long sequence,
      long timeNs) {
    Account account = leg.account;
    Position position = leg.position;
    long valueE9 = multiplyE9(priceE9, quantityE9);
    long rateE9 = maker ? leg.rules.makerFeeE9() : leg.rules.takerFeeE9();
    long feeE9 = multiplyE9(valueE9, rateE9);
    boolean wasOpen = position.sizeE9 != 0;
    leg.book(order.side == Side.BUY, priceE9, quantityE9, feeE9, booking);
    account.openLegs += (position.sizeE9 != 0 ? 1 : 0) - (wasOpen ? 1 : 0);
    books.pay(Book.HOUSE, account, booking.realisedE9);
    books.pay(Book.FEES, account, -feeE9);
    account.remark(leg, marksE9[order.symbol]);
    stamp(leg, sequence, timeNs);

    VenueExecution execution =
        new VenueExecution(
            ++executions,
            sequence,
            timeNs,
            order.account,
            order.symbol,
            type,
            order.id,
            order.linkId,
            order.side,
            order.positionIdx,
            order.type,
            order.stopOrderType,
            order.createType,
            order.priceE9,
            order.quantityE9,
            order.leavesE9,
            priceE9,
            quantityE9,
            valueE9,
            feeE9,
            rateE9,
            maker,
            booking.closedE9,
            booking.realisedE9,
            marksE9[order.symbol],
            indicesE9[order.symbol]);
    boolean liquidation = type == ExecutionType.LIQUIDATION;
    log(leg, execution, liquidation ? LedgerEntry.Kind.LIQUIDATION : LedgerEntry.Kind.TRADE);
    if (booking.closedE9 != 0) {
      account.closedPnl.add(order, position, booking, liquidation ? "BustTrade" : "Trade", timeNs);
    }
    if (liquidation && account.openLegs == 0 && account.walletE9 < 0) {
      insure(account, timeNs);
    }
    return execution;
  }

  VenueExecution fund(Leg leg, long marketRateE9, long sequence, long timeNs) {
    Account account = leg.account;
    Position position = leg.position;
    long rateE9 = leg.isLong() ? marketRateE9 : -marketRateE9;
    long paidE9 = multiplyE9(leg.valueE9, rateE9);
    leg.fund(-paidE9);
    books.pay(Book.FUNDING, account, -paidE9);
    stamp(leg, sequence, timeNs);
    VenueExecution execution =
        new VenueExecution(
            ++executions,
            sequence,
            timeNs,
            account.index,
            position.symbol,
            ExecutionType.FUNDING,
            0,
            "",
            position.side,
            position.index,
            OrderType.MARKET,
            "",
            "",
            0,
            0,
            0,
            marksE9[position.symbol],
            position.sizeE9,
            leg.valueE9,
            paidE9,
            rateE9,
            false,
            0,
            0,
            marksE9[position.symbol],
            indicesE9[position.symbol]);
    log(leg, execution, LedgerEntry.Kind.SETTLEMENT);
    return execution;
  }

  /** How much more money may come into the venue. */
  long roomE9() {
    return MOST_MONEY_E9 + books.balanceE9(Book.OUTSIDE);
  }

  /** Deposits, or withdraws a negative amount. */
  void move(Account account, long amountE9, String transferId, long timeNs) {
    books.pay(Book.OUTSIDE, account, amountE9);
    boolean in = amountE9 > 0;
    logFlow(
        account,
        in ? LedgerEntry.Kind.TRANSFER_IN : LedgerEntry.Kind.TRANSFER_OUT,
        amountE9,
        transferId,
        timeNs);
    touch(account);
  }

  /** The insurance fund pays what a liquidated account owes beyond all it had. */
  private void insure(Account account, long timeNs) {
    long owedE9 = -account.walletE9;
    books.pay(Book.INSURANCE, account, owedE9);
    logFlow(account, LedgerEntry.Kind.LIQUIDATION, owedE9, "", timeNs);
  }

  private void log(Leg leg, VenueExecution execution, LedgerEntry.Kind kind) {
    boolean settlement = kind == LedgerEntry.Kind.SETTLEMENT;
    long fundingE9 = settlement ? -execution.feeE9() : 0;
    long feeE9 = settlement ? 0 : execution.feeE9();
    leg.account.log(
        new LedgerEntry(
            ++lines,
            execution.timeNs(),
            execution.account(),
            execution.symbol(),
            kind,
            execution.side(),
            execution.priceE9(),
            execution.quantityE9(),
            leg.signedSizeE9(),
            execution.realisedPnlE9(),
            fundingE9,
            feeE9,
            execution.feeRateE9(),
            execution.realisedPnlE9() + fundingE9 - feeE9,
            leg.account.walletE9,
            execution.orderId(),
            execution.linkId(),
            Long.toString(execution.id())));
  }

  private void logFlow(
      Account account, LedgerEntry.Kind kind, long amountE9, String linkId, long timeNs) {
    account.log(
        new LedgerEntry(
            ++lines,
            timeNs,
            account.index,
            -1,
            kind,
            null,
            0,
            0,
            0,
            amountE9,
            0,
            0,
            0,
            amountE9,
            account.walletE9,
            0,
            linkId,
            ""));
  }

  /** A leg changed: it is to be proven. */
  void stamp(Leg leg, long sequence, long timeNs) {
    Position position = leg.position;
    position.sequence = sequence;
    position.updatedNs = timeNs;
    if (position.createdNs == 0) {
      position.createdNs = timeNs;
    }
    if (position.openedNs == 0 && position.sizeE9 != 0) {
      position.openedNs = timeNs;
    }
    if (!leg.touched) {
      leg.touched = true;
      touchedLegs.add(leg);
    }
    touch(leg.account);
  }

  private void touch(Account account) {
    if (!account.touched) {
      account.touched = true;
      touchedAccounts.add(account);
    }
  }

  /** Proves every position and wallet that changed since the last time, and the total. */
  void checkConserved() {
    if (touchedAccounts.isEmpty()) {
      return;
    }
    for (Leg leg : touchedLegs) {
      leg.check();
      leg.touched = false;
    }
    touchedLegs.clear();
    for (Account account : touchedAccounts) {
      books.checkWallet(account);
      account.touched = false;
    }
    touchedAccounts.clear();
    books.checkTotal();
  }
}
