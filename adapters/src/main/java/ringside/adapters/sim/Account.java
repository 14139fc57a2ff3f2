package ringside.adapters.sim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One account: its wallet, its legs and their sums, and its two lists of what happened. */
final class Account {
  /** The newest this many entries of a list are kept at least, twice as many at most. */
  static final int KEPT = 100_000;

  private static final int LEGS = 3;

  final int index;
  final VenueConfig.AccountSpec spec;

  /** By symbol, then by position index. */
  final Leg[][] legs;

  final boolean[] hedge;

  final long[] receivedE9 = new long[Books.Book.values().length];
  final Set<String> transfers = new HashSet<>();
  final ClosedPnlList closedPnl = new ClosedPnlList();

  long walletE9;
  long provenWalletE9;
  long unrealisedE9;
  long initialMarginE9;
  long maintenanceMarginE9;
  long orderMarginE9;
  int openLegs;
  boolean touched;

  private final List<LedgerEntry> ledger = new ArrayList<>();
  private final List<LedgerEntry> ledgerView = Collections.unmodifiableList(ledger);

  Account(int index, VenueConfig.AccountSpec spec, List<Instrument> instruments, long leverageE9) {
    this.index = index;
    this.spec = spec;
    int symbols = instruments.size();
    legs = new Leg[symbols][LEGS];
    hedge = new boolean[symbols];
    for (int symbol = 0; symbol < symbols; symbol++) {
      Instrument rules = instruments.get(symbol);
      for (int leg = 0; leg < LEGS; leg++) {
        long leverage = Math.min(leverageE9, rules.maxLeverageE9());
        legs[symbol][leg] = new Leg(this, symbol, leg, rules, leverage);
      }
    }
  }

  /** Reckons a leg anew at this mark price, and the account's sums with it. */
  void remark(Leg leg, long markE9) {
    unrealisedE9 -= leg.unrealisedE9;
    initialMarginE9 -= leg.initialMarginE9;
    maintenanceMarginE9 -= leg.maintenanceMarginE9;
    orderMarginE9 -= leg.orderMarginE9;
    leg.remark(markE9);
    unrealisedE9 = Math.addExact(unrealisedE9, leg.unrealisedE9);
    initialMarginE9 = Math.addExact(initialMarginE9, leg.initialMarginE9);
    maintenanceMarginE9 = Math.addExact(maintenanceMarginE9, leg.maintenanceMarginE9);
    orderMarginE9 = Math.addExact(orderMarginE9, leg.orderMarginE9);
  }

  /** Counts open orders of this side, or no longer for a negative value. */
  void addOrders(Leg leg, boolean buy, long valueE9) {
    if (buy) {
      leg.buysE9 = Math.addExact(leg.buysE9, valueE9);
    } else {
      leg.sellsE9 = Math.addExact(leg.sellsE9, valueE9);
    }
    orderMarginE9 -= leg.orderMarginE9;
    leg.orderMarginE9 = leg.orderMargin(leg.buysE9, leg.sellsE9);
    orderMarginE9 = Math.addExact(orderMarginE9, leg.orderMarginE9);
  }

  long equityE9() {
    return Math.addExact(walletE9, unrealisedE9);
  }

  /** Negative when positions and orders need more than there is. */
  long freeE9() {
    return equityE9() - initialMarginE9 - orderMarginE9;
  }

  /** What may be moved out: what is free, without unrealised gains. */
  long transferableE9() {
    return Math.max(0, freeE9() - Math.max(0, unrealisedE9));
  }

  boolean isBelowMaintenance() {
    return openLegs != 0 && equityE9() < maintenanceMarginE9;
  }

  void log(LedgerEntry entry) {
    if (ledger.size() == 2 * KEPT) {
      ledger.subList(0, KEPT).clear();
    }
    ledger.add(entry);
  }

  /** Of the newest entry of the log. */
  long balanceE9() {
    return ledger.isEmpty() ? 0 : ledger.get(ledger.size() - 1).balanceE9();
  }

  List<LedgerEntry> ledger() {
    return ledgerView;
  }

  @Override
  public String toString() {
    return "account " + index + " " + spec.name();
  }
}
