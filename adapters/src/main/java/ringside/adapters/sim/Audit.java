package ringside.adapters.sim;

import static ringside.adapters.sim.Books.require;

import java.util.Collection;
import java.util.List;
import ringside.adapters.sim.Books.Book;
import ringside.journal.codec.Side;

/** Reckons all sums of the accounts anew, from the single things they are the sums of. */
final class Audit {
  private final Account[] accounts;
  private final Books books;
  private final long[] marksE9;

  Audit(Account[] accounts, Books books, long[] marksE9) {
    this.accounts = accounts;
    this.books = books;
    this.marksE9 = marksE9;
  }

  void run(Collection<VenueOrder> open) {
    long wallets = 0;
    long[] received = new long[Book.values().length];
    for (Account account : accounts) {
      checkMoney(account);
      checkMargin(account);
      checkLog(account);
      wallets += account.walletE9;
      for (int book = 0; book < received.length; book++) {
        received[book] += account.receivedE9[book];
      }
    }
    long all = wallets;
    for (Book book : Book.values()) {
      long balance = books.balanceE9(book);
      require(balance, -received[book.ordinal()], books, "what " + book + " gave and took");
      all += balance;
    }
    require(all, 0, books, "all wallets and the venue's own books together");
    checkOrders(open);
  }

  private static void checkMoney(Account account) {
    long gross = 0;
    long fees = 0;
    long funding = 0;
    int open = 0;
    for (Leg[] legs : account.legs) {
      for (Leg leg : legs) {
        leg.check();
        gross += leg.grossE9;
        fees += leg.feesE9;
        funding += leg.fundingE9;
        open += leg.position.sizeE9 != 0 ? 1 : 0;
      }
    }
    require(account.openLegs, open, account, "count of open legs");
    require(received(account, Book.HOUSE), gross, account, "realised PnL of all legs");
    require(received(account, Book.FEES), -fees, account, "fees of all legs");
    require(received(account, Book.FUNDING), funding, account, "funding of all legs");
    long wallet =
        received(account, Book.OUTSIDE)
            + received(account, Book.INSURANCE)
            + gross
            - fees
            + funding;
    require(account.walletE9, wallet, account, "wallet is deposits, realised, fees and funding");
  }

  private static long received(Account account, Book book) {
    return account.receivedE9[book.ordinal()];
  }

  private void checkMargin(Account account) {
    long unrealised = 0;
    long initial = 0;
    long maintenance = 0;
    long orders = 0;
    for (int symbol = 0; symbol < marksE9.length; symbol++) {
      for (Leg leg : account.legs[symbol]) {
        long initialWas = leg.initialMarginE9;
        long ordersWas = leg.orderMarginE9;
        leg.remark(marksE9[symbol]);
        require(initialWas, leg.initialMarginE9, leg, "initial margin at the present mark price");
        require(ordersWas, leg.orderMarginE9, leg, "order margin at the present mark price");
        unrealised += leg.unrealisedE9;
        initial += leg.initialMarginE9;
        maintenance += leg.maintenanceMarginE9;
        orders += leg.orderMarginE9;
      }
    }
    require(account.unrealisedE9, unrealised, account, "unrealised PnL");
    require(account.initialMarginE9, initial, account, "initial margin");
    require(account.maintenanceMarginE9, maintenance, account, "maintenance margin");
    require(account.orderMarginE9, orders, account, "order margin");
  }

  private static void checkLog(Account account) {
    List<LedgerEntry> log = account.ledger();
    for (int i = 0; i < log.size(); i++) {
      LedgerEntry entry = log.get(i);
      long change = entry.cashFlowE9() + entry.fundingE9() - entry.feeE9();
      require(entry.changeE9(), change, account, "change of log line " + entry.id());
      if (i > 0) {
        long before = log.get(i - 1).balanceE9();
        require(entry.balanceE9(), before + change, account, "balance of log line " + entry.id());
      }
    }
    require(account.walletE9, account.balanceE9(), account, "wallet is the log's last balance");
  }

  private void checkOrders(Collection<VenueOrder> open) {
    long[][][] values = new long[accounts.length][marksE9.length * 3][2];
    for (VenueOrder order : open) {
      int leg = order.symbol * 3 + order.positionIdx;
      int side = order.side == Side.BUY ? 0 : 1;
      values[order.account][leg][side] += order.knownValueE9;
    }
    for (Account account : accounts) {
      for (int symbol = 0; symbol < marksE9.length; symbol++) {
        for (Leg leg : account.legs[symbol]) {
          long[] sums = values[account.index][symbol * 3 + leg.position.index];
          require(leg.buysE9, sums[0], leg, "value of open buys");
          require(leg.sellsE9, sums[1], leg, "value of open sells");
        }
      }
    }
  }
}
