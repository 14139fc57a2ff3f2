package ringside.adapters.sim;

import static ringside.journal.event.Decimals.ONE_E9;
import static ringside.journal.event.Decimals.divideE9;
import static ringside.journal.event.Decimals.multiplyE9;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import ringside.adapters.sim.Books.Book;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.Side;

/**
 * The money side of the venue: wallets, positions, margin, fees, funding, liquidation, and the
 * ledger that balances to the last unit. Knows no book; {@link Venue} tells it of orders, fills,
 * mark prices and funding times, and asks before it lets an order in. The venue's thread only.
 *
 * <p>Cross margin in one coin: an account's wallet and what its positions have gained at mark price
 * stand for all its positions and orders; how much each ties up is told at {@link Leg}. All sums
 * are kept up to date as things happen, so that no answer walks over orders or positions of other
 * symbols. A sum that leaves the range of a long is an ArithmeticException, never a wrong number.
 *
 * <p>What is simpler than at the venue: orders are reckoned with the taker's fee, also where they
 * will make; a market order at the mark price; an order's loss against mark is not taken off the
 * margin before it fills; open orders need no maintenance margin; the two legs of a hedge each need
 * their own.
 */
public final class Accounts {
  private static final long DEFAULT_LEVERAGE_E9 = 10 * ONE_E9;

  private final List<Instrument> instruments;
  private final Account[] accounts;
  private final Ledger ledger;
  private final long[] marksE9;
  private final long[] indicesE9;

  /** What orders tie up. */
  final OrderMargin orders;

  /** What accounts change by request. */
  final AccountSettings settings;

  public Accounts(VenueConfig config, List<Instrument> instruments) {
    this.instruments = List.copyOf(instruments);
    marksE9 = new long[instruments.size()];
    indicesE9 = new long[instruments.size()];
    ledger = new Ledger(marksE9, indicesE9);
    accounts = new Account[config.accounts().size()];
    for (int i = 0; i < accounts.length; i++) {
      VenueConfig.AccountSpec spec = config.accounts().get(i);
      accounts[i] = new Account(i, spec, this.instruments, DEFAULT_LEVERAGE_E9);
      if (spec.balanceE9() < 0) {
        throw new IllegalArgumentException("account " + spec.name() + " starts below zero");
      }
      if (spec.balanceE9() > ledger.roomE9()) {
        throw new IllegalArgumentException(
            "account " + spec.name() + " makes it more than 4000000000 of money in the venue");
      }
      if (spec.balanceE9() > 0) {
        ledger.move(accounts[i], spec.balanceE9(), "", config.startNs());
      }
    }
    orders = new OrderMargin(accounts, marksE9);
    settings = new AccountSettings(accounts, this.instruments, ledger, marksE9);
  }

  /**
   * Books a fill: position, fee, realised PnL, wallet, ledger. The order's own sums are the
   * caller's to keep, before this call. A fill that turns a one-way position round is one execution
   * that closed a part and opened the rest. One of a liquidation that leaves the account without
   * any position and its wallet below zero is followed by a payment of the insurance fund that
   * makes it zero.
   *
   * @return the execution, complete
   * @throws IllegalStateException when the fill would close more of a hedge leg than there is
   */
  public VenueExecution fill(
      VenueOrder order,
      long priceE9,
      long quantityE9,
      boolean maker,
      ExecutionType type,
      long sequence,
      long timeNs) {
    if (marksE9[order.symbol] == 0) {
      marksE9[order.symbol] = priceE9;
    }
    return ledger.trade(leg(order), order, priceE9, quantityE9, maker, type, sequence, timeNs);
  }

  /** How much a reduce-only order of this side and leg may still close; other orders apart. */
  public long reducibleE9(int account, int symbol, int positionIdx, boolean buy) {
    Position position = position(account, symbol, positionIdx);
    return position.sizeE9 != 0 && (position.side == Side.SELL) == buy ? position.sizeE9 : 0;
  }

  /** A new mark price: accounts below maintenance margin are told by {@link #toLiquidate}. */
  public void onMark(int symbol, long markE9, long indexE9, long timeNs) {
    indicesE9[symbol] = indexE9;
    if (markE9 == marksE9[symbol]) {
      return;
    }
    marksE9[symbol] = markE9;
    for (Account account : accounts) {
      if (account.openLegs != 0) {
        for (Leg leg : account.legs[symbol]) {
          if (leg.position.sizeE9 != 0) {
            account.remark(leg, markE9);
          }
        }
      }
    }
  }

  /**
   * The positions that must be closed by the venue now; empty nearly always. All positions of
   * accounts whose equity is below their maintenance margin, worst account first and in it the
   * largest loss first, but for those that are being liquidated already ({@link
   * Position#liquidating}, set by the venue, taken back here when the position is closed). An
   * account may be out of danger again before all of them are closed: ask again after each.
   */
  public List<Position> toLiquidate() {
    List<Account> below = null;
    for (Account account : accounts) {
      if (account.isBelowMaintenance()) {
        below = below == null ? new ArrayList<>() : below;
        below.add(account);
      }
    }
    if (below == null) {
      return List.of();
    }
    below.sort(Comparator.comparingLong(a -> a.equityE9() - a.maintenanceMarginE9));
    List<Position> positions = new ArrayList<>();
    for (Account account : below) {
      List<Leg> legs = new ArrayList<>();
      for (Leg[] ofSymbol : account.legs) {
        for (Leg leg : ofSymbol) {
          if (leg.position.sizeE9 != 0 && !leg.position.liquidating) {
            legs.add(leg);
          }
        }
      }
      legs.sort(Comparator.comparingLong(leg -> leg.unrealisedE9));
      legs.forEach(leg -> positions.add(leg.position));
    }
    return positions;
  }

  /**
   * Exchanges funding of a symbol between all positions and the venue: value at mark times rate,
   * longs pay shorts when it is positive. Its executions have no order, the position's side, and as
   * fee what was paid.
   */
  public List<VenueExecution> fund(int symbol, long rateE9, long sequence, long timeNs) {
    List<VenueExecution> payments = new ArrayList<>();
    for (Account account : accounts) {
      for (Leg leg : account.legs[symbol]) {
        if (leg.position.sizeE9 != 0) {
          payments.add(ledger.fund(leg, rateE9, sequence, timeNs));
        }
      }
    }
    return payments;
  }

  /** Whether the account is in hedge mode for this symbol. */
  public boolean hedge(int account, int symbol) {
    return accounts[account].hedge[symbol];
  }

  /** The position, never null: an empty one where there is none. */
  public Position position(int account, int symbol, int positionIdx) {
    return accounts[account].legs[symbol][positionIdx].position;
  }

  /** All legs of the account that exist in its modes, empty ones too, in symbol order. */
  public List<Position> positions(int account) {
    List<Position> positions = new ArrayList<>();
    Account owner = accounts[account];
    for (int symbol = 0; symbol < instruments.size(); symbol++) {
      Leg[] legs = owner.legs[symbol];
      if (owner.hedge[symbol]) {
        positions.add(legs[1].position);
        positions.add(legs[2].position);
      } else {
        positions.add(legs[0].position);
      }
    }
    return positions;
  }

  /** Money in the wallet: deposits, realised PnL, fees and funding. */
  public long walletE9(int account) {
    return accounts[account].walletE9;
  }

  /** Wallet and unrealised PnL at mark. */
  public long equityE9(int account) {
    return accounts[account].equityE9();
  }

  /** Unrealised PnL of all positions at mark. */
  public long unrealisedE9(int account) {
    return accounts[account].unrealisedE9;
  }

  /** What may be used for new orders; never negative. */
  public long availableE9(int account) {
    return Math.max(0, accounts[account].freeE9());
  }

  /** What may be moved out: as available, without unrealised gains. */
  public long transferableE9(int account) {
    return accounts[account].transferableE9();
  }

  /** Initial margin of the positions. */
  public long positionMarginE9(int account) {
    return accounts[account].initialMarginE9;
  }

  /** Initial margin of the open orders. */
  public long orderMarginE9(int account) {
    return accounts[account].orderMarginE9;
  }

  /** Maintenance margin of all positions. */
  public long maintenanceMarginE9(int account) {
    return accounts[account].maintenanceMarginE9;
  }

  /** Realised over all time, as the wallet page shows it: fees and funding included. */
  public long realisedE9(int account) {
    long[] received = accounts[account].receivedE9;
    return received[Book.HOUSE.ordinal()]
        + received[Book.FEES.ordinal()]
        + received[Book.FUNDING.ordinal()];
  }

  /** Paid to the account by the insurance fund. */
  public long insuredE9(int account) {
    return accounts[account].receivedE9[Book.INSURANCE.ordinal()];
  }

  /** Size at mark price; 0 when flat. */
  public long valueE9(Position position) {
    return leg(position).valueE9;
  }

  public long unrealisedE9(Position position) {
    return leg(position).unrealisedE9;
  }

  public long initialMarginE9(Position position) {
    return leg(position).initialMarginE9;
  }

  public long maintenanceMarginE9(Position position) {
    return leg(position).maintenanceMarginE9;
  }

  /** The price at which the account would be liquidated, were all else unchanged; 0 for none. */
  public long liquidationPriceE9(Position position) {
    return CriticalPrice.ofLiquidation(leg(position), marksE9[position.symbol]);
  }

  /** The price at which the account's money would be gone; 0 for none. */
  public long bankruptcyPriceE9(Position position) {
    return CriticalPrice.ofBankruptcy(leg(position), marksE9[position.symbol]);
  }

  /**
   * The price at which closing the position by a taker order would leave nothing won or lost since
   * it was opened; 0 when flat. After the venue's page docs/v5/position.
   */
  public long breakEvenPriceE9(Position position) {
    if (position.sizeE9 == 0) {
      return 0;
    }
    long fee = Math.max(instruments.get(position.symbol).takerFeeE9(), 550_000);
    boolean isLong = position.side == Side.BUY;
    long gone = isLong ? -position.realisedPnlE9 : position.realisedPnlE9;
    long size = multiplyE9(position.sizeE9, isLong ? ONE_E9 - fee : ONE_E9 + fee);
    return size == 0 ? 0 : Math.max(0, divideE9(position.entryValueE9 + gone, size));
  }

  /** The newest lines of the account's transaction log, oldest first; live. */
  public List<LedgerEntry> ledger(int account) {
    return accounts[account].ledger();
  }

  /** The newest lines of the account's closed PnL, oldest first; live. */
  public List<ClosedPnl> closedPnl(int account) {
    return accounts[account].closedPnl.view();
  }

  /**
   * Balances the books: everything that changed since this was last called.
   *
   * @throws IllegalStateException when a unit is missing: which sum, what it is, what it should be
   */
  public void checkConserved() {
    ledger.checkConserved();
  }

  /**
   * Reckons every sum there is anew and compares: all that {@link #checkConserved} does for all
   * accounts and positions, and the sums of margin at the present mark prices.
   *
   * @param open all open orders of all accounts
   * @throws IllegalStateException as there
   */
  public void audit(Collection<VenueOrder> open) {
    new Audit(accounts, ledger.books, marksE9).run(open);
    checkConserved();
  }

  private Leg leg(VenueOrder order) {
    return accounts[order.account].legs[order.symbol][order.positionIdx];
  }

  private Leg leg(Position position) {
    return accounts[position.account].legs[position.symbol][position.index];
  }
}
