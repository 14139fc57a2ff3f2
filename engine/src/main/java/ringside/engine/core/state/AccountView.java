package ringside.engine.core.state;

import ringside.journal.codec.Leg;

/** One account, to look at. Money, prices and quantities at 1e-9. */
public interface AccountView {
  int account();

  /** Whether orders, positions and wallet were compared with the venue since the last connect. */
  boolean reconciled();

  /** Whether the venue holds two legs for this instrument, as far as it has said. */
  boolean hedge(int instrument);

  /** Whether the venue has said in which mode the instrument is. */
  boolean modeKnown(int instrument);

  /** The leg, or null where nothing is known of it: it is flat as far as we know. */
  PositionView position(int instrument, Leg leg);

  /** How many legs are known. */
  int positions();

  /** One of them, in the order in which they were first heard of. */
  PositionView position(int place);

  /** Realised by what all legs closed, without fees and funding, of the executions heard of. */
  long grossE9();

  /** Fees of all legs; positive: paid. */
  long feesE9();

  /** Funding of all legs; positive: paid. */
  long fundingE9();

  /**
   * Whether executions and transfers explain the wallet's balance; while they do not, money may
   * have been moved by somebody.
   */
  boolean walletExplained();

  /** How many orders may still trade. */
  int liveOrders();

  /** One of them, in the order in which they were heard of. */
  OrderView liveOrder(int place);

  /** The account's equity in its own currency, or null. */
  long totalEquityE9();

  /** What the account can still use, or null. */
  long totalAvailableE9();
}
