package ringside.adapters.exchange;

import ringside.adapters.sim.Position;
import ringside.adapters.sim.Venue;
import ringside.adapters.sim.VenueExecution;
import ringside.adapters.sim.VenueListener;
import ringside.adapters.sim.VenueOrder;
import ringside.adapters.sim.VenueReply;
import ringside.adapters.sim.VenueRequest;
import ringside.adapters.sim.market.MarketHistory;
import ringside.journal.codec.Side;

/**
 * Hands what happens at the venue to its history and to the streams. Until these are there, while
 * the inputs of the past are replayed, to the history alone. The venue's thread.
 */
final class VenueEvents implements VenueListener, VenueThread.Ticker {
  private Venue venue;
  private MarketHistory history;
  private VenueThread thread;
  private PublicTopics publicTopics;
  private PrivateTopics privateTopics;

  /** From now on the history hears the market. Before the venue is asked for anything. */
  void attach(Venue itself, MarketHistory itsHistory) {
    venue = itself;
    history = itsHistory;
  }

  /** From now on everything is told. Before the thread is started. */
  void attach(VenueThread venueThread, PublicTopics forAll, PrivateTopics forOwners) {
    thread = venueThread;
    publicTopics = forAll;
    privateTopics = forOwners;
  }

  private boolean live() {
    return thread != null;
  }

  @Override
  public void onReply(long requestId, VenueRequest request, VenueReply reply) {
    if (live()) {
      thread.onReply(requestId, reply);
    }
  }

  @Override
  public void onOrder(VenueOrder order, long timeNs) {
    if (live()) {
      privateTopics.onOrder(order, timeNs);
    }
  }

  @Override
  public void onExecution(VenueExecution execution) {
    if (live()) {
      privateTopics.onExecution(execution);
    }
  }

  @Override
  public void onPosition(Position position, long timeNs) {
    if (live()) {
      privateTopics.onPosition(position, timeNs);
    }
  }

  @Override
  public void onWallet(int account, long timeNs) {
    if (live()) {
      privateTopics.onWallet(account, timeNs);
    }
  }

  @Override
  public void onBook(int symbol, long timeNs) {
    if (live()) {
      publicTopics.onBook(symbol, timeNs);
    }
  }

  @Override
  public void onTrade(
      int symbol, long timeNs, long sequence, Side takerSide, long priceE9, long quantityE9) {
    history.onTrade(symbol, timeNs, sequence, takerSide, priceE9, quantityE9);
    if (live()) {
      publicTopics.onTrade(symbol, timeNs, sequence, takerSide, priceE9, quantityE9);
    }
  }

  @Override
  public void onTicker(int symbol, long timeNs) {
    history.onTicker(
        symbol,
        timeNs,
        venue.markPriceE9(symbol),
        venue.indexPriceE9(symbol),
        venue.openInterestE9(symbol));
    if (live()) {
      publicTopics.onTicker(symbol);
    }
  }

  @Override
  public void onLiquidation(
      int symbol, long timeNs, Side positionSide, long priceE9, long quantityE9) {
    if (live()) {
      publicTopics.onLiquidation(
          symbol, new PublicLiquidation(timeNs, positionSide, priceE9, quantityE9));
    }
  }

  @Override
  public void onFunding(int symbol, long timeNs, long rateE9, long markE9) {
    history.onFunding(symbol, timeNs, rateE9);
    if (live()) {
      publicTopics.onTicker(symbol);
    }
  }

  @Override
  public void onTime(long nowNs) {
    history.advance(nowNs);
    publicTopics.onTime(nowNs);
  }

  @Override
  public long nextNs() {
    return publicTopics.nextNs();
  }
}
