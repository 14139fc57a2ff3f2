package ringside.adapters.sim;

import ringside.journal.codec.Side;

/**
 * Hears what happens at a venue, in order, with its time, on the thread that drives it. Objects are
 * the venue's own: read them, keep none that is not immutable.
 */
public interface VenueListener {
  /** A request given to {@link Venue#submit} was taken or refused. */
  void onReply(long requestId, VenueRequest request, VenueReply reply);

  /** An order changed, or came to be. */
  void onOrder(VenueOrder order, long timeNs);

  /** An account's order was filled, or funding was paid. */
  void onExecution(VenueExecution execution);

  /** A position changed, or an order touched it. */
  void onPosition(Position position, long timeNs);

  /** An account's wallet changed. */
  void onWallet(int account, long timeNs);

  /** The public book of a symbol changed; which levels: {@link Venue#book}. */
  void onBook(int symbol, long timeNs);

  /** A public trade. */
  void onTrade(
      int symbol, long timeNs, long sequence, Side takerSide, long priceE9, long quantityE9);

  /** Mark, index, funding rate, open interest or another ticker value changed. */
  void onTicker(int symbol, long timeNs);

  /** A position was liquidated, ours or somebody else's. */
  void onLiquidation(int symbol, long timeNs, Side positionSide, long priceE9, long quantityE9);

  /** Funding was exchanged. */
  void onFunding(int symbol, long timeNs, long rateE9, long markE9);
}
