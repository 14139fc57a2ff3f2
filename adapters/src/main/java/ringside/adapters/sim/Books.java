package ringside.adapters.sim;

import ringside.journal.event.Decimals;

/**
 * The venue's own side of every payment. Money is never made: what a wallet gets, one of these
 * gives, so that all wallets and all of these are 0 together, always.
 */
final class Books {
  /** Who an account's money comes from, or goes to. */
  enum Book {
    /** The other side of all trades. */
    HOUSE,
    /** Takes trading fees, gives rebates. */
    FEES,
    /** Between those who pay and those who receive funding. */
    FUNDING,
    /** Takes what liquidations lose beyond an account's money. */
    INSURANCE,
    /** The world, whence deposits come and whither withdrawals go. */
    OUTSIDE
  }

  private static final Book[] BOOKS = Book.values();

  final long[] balancesE9 = new long[BOOKS.length];

  /** Sum of the wallets as they were last proven, account by account. */
  private long provenWalletsE9;

  /** Pays from a book to an account, or takes for a negative amount. */
  void pay(Book from, Account to, long amountE9) {
    if (amountE9 == 0) {
      return;
    }
    int book = from.ordinal();
    balancesE9[book] = Math.subtractExact(balancesE9[book], amountE9);
    to.receivedE9[book] = Math.addExact(to.receivedE9[book], amountE9);
    to.walletE9 = Math.addExact(to.walletE9, amountE9);
  }

  long balanceE9(Book book) {
    return balancesE9[book.ordinal()];
  }

  /** Proves one wallet by what it received from where, and takes it into the total. */
  void checkWallet(Account account) {
    long received = 0;
    for (long amountE9 : account.receivedE9) {
      received += amountE9;
    }
    require(account.walletE9, received, account, "wallet is all it received");
    require(account.walletE9, account.balanceE9(), account, "wallet is the log's last balance");
    provenWalletsE9 += account.walletE9 - account.provenWalletE9;
    account.provenWalletE9 = account.walletE9;
  }

  /** Proves that all wallets and books together are 0. */
  void checkTotal() {
    long sum = provenWalletsE9;
    for (long balanceE9 : balancesE9) {
      sum += balanceE9;
    }
    require(sum, 0, this, "all wallets and the venue's own books together");
  }

  /** Refuses a sum that is not what it should be. */
  static void require(long isE9, long shouldBeE9, Object whose, String sum) {
    if (isE9 != shouldBeE9) {
      throw new IllegalStateException(
          whose
              + ": "
              + sum
              + ": is "
              + Decimals.toStringE9(isE9)
              + ", should be "
              + Decimals.toStringE9(shouldBeE9));
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("books");
    for (Book book : BOOKS) {
      text.append(' ').append(book).append(' ');
      Decimals.appendE9(text, balancesE9[book.ordinal()]);
    }
    return text.toString();
  }
}
