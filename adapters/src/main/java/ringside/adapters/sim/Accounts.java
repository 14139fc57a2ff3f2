package ringside.adapters.sim;

import java.util.List;
import ringside.journal.codec.ExecutionType;

/**
 * The money side of the venue: wallets, positions, margin, fees, funding, liquidation, and the
 * ledger that balances to the last unit. Knows no book; {@link Venue} tells it of orders, fills,
 * mark prices and funding times, and asks before it lets an order in. The venue's thread only.
 */
public interface Accounts {
  /** Whether the account may have this order, given all its positions and open orders. */
  RetCode mayPlace(VenueOrder order);

  /** Whether the order may change to this price and quantity. */
  RetCode mayAmend(VenueOrder order, long priceE9, long quantityE9);

  /** The order counts for the account's margin from now on, with what is left of it. */
  void onOpened(VenueOrder order);

  /** What is left of the order, or its price, changed, or it ended: margin is reckoned anew. */
  void onChanged(VenueOrder order);

  /**
   * Books a fill: position, fee, realised PnL, wallet, ledger. The order's own sums are the
   * caller's to keep, before this call.
   *
   * @return the execution, complete
   */
  VenueExecution fill(
      VenueOrder order,
      long priceE9,
      long quantityE9,
      boolean maker,
      ExecutionType type,
      long sequence,
      long timeNs);

  /** How much a reduce-only order of this side and leg may still close; other orders apart. */
  long reducibleE9(int account, int symbol, int positionIdx, boolean buy);

  /** A new mark price: accounts below maintenance margin are told by {@link #toLiquidate}. */
  void onMark(int symbol, long markE9, long indexE9, long timeNs);

  /**
   * The positions that must be closed by the venue now, worst account first; empty nearly always.
   */
  List<Position> toLiquidate();

  /** Exchanges funding of a symbol between all positions and the venue. */
  List<VenueExecution> fund(int symbol, long rateE9, long sequence, long timeNs);

  /** Sets leverage by Bybit's rules. */
  RetCode setLeverage(VenueRequest.SetLeverage request, long timeNs);

  /** Changes the position mode by Bybit's rules. */
  RetCode switchMode(VenueRequest.SwitchMode request, boolean hasOrders, long timeNs);

  /** Moves money in or out; out only what is free. */
  RetCode transfer(VenueRequest.Transfer request, long timeNs);

  /** Whether the account is in hedge mode for this symbol. */
  boolean hedge(int account, int symbol);

  /** The position, never null: an empty one where there is none. */
  Position position(int account, int symbol, int positionIdx);

  /** All legs of the account that exist in its modes, empty ones too, in symbol order. */
  List<Position> positions(int account);

  /** Money in the wallet: deposits, realised PnL, fees and funding. */
  long walletE9(int account);

  /** Wallet and unrealised PnL at mark. */
  long equityE9(int account);

  /** What may be used for new orders. */
  long availableE9(int account);

  /** Initial margin of the positions. */
  long positionMarginE9(int account);

  /** Initial margin of the open orders. */
  long orderMarginE9(int account);

  /** Maintenance margin of all positions. */
  long maintenanceMarginE9(int account);

  /** Realised over all time, as the wallet page shows it. */
  long realisedE9(int account);

  long unrealisedE9(Position position);

  long initialMarginE9(Position position);

  long maintenanceMarginE9(Position position);

  /** The price at which the account would be liquidated, were all else unchanged; 0 for none. */
  long liquidationPriceE9(Position position);

  /** The price at which the account's money would be gone; 0 for none. */
  long bankruptcyPriceE9(Position position);

  /** The account's transaction log, oldest first. */
  List<LedgerEntry> ledger(int account);

  /** The account's closed PnL, oldest first. */
  List<ClosedPnl> closedPnl(int account);

  /**
   * Balances the books.
   *
   * @throws IllegalStateException when a unit is missing: which sum, what it is, what it should be
   */
  void checkConserved();
}
