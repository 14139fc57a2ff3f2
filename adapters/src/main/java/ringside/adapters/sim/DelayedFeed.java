package ringside.adapters.sim;

import java.util.ArrayDeque;
import java.util.SplittableRandom;
import ringside.journal.codec.Side;

/**
 * Tells a listener later what happened, in order. Orders, positions and books are told as they
 * were; what is asked of the venue besides is answered as of now.
 */
final class DelayedFeed implements VenueListener {
  private final VenueListener listener;
  private final LatencyModel latency;
  private final SplittableRandom random;
  private final ArrayDeque<Told> waiting = new ArrayDeque<>();
  private VenueState state;
  private PriceBook[] books;
  private long lastDueNs;

  private record Told(long dueNs, Runnable what) {}

  DelayedFeed(VenueListener listener, LatencyModel latency, SplittableRandom random) {
    this.listener = listener;
    this.latency = latency;
    this.random = random;
  }

  void bind(VenueState venueState) {
    state = venueState;
    books = new PriceBook[state.markets.length];
    for (int symbol = 0; symbol < books.length; symbol++) {
      books[symbol] = new BookCopy(state.markets[symbol].book);
    }
  }

  /** The book that was told last. */
  PriceBook book(int symbol) {
    return books[symbol];
  }

  /** When something is due next. */
  long nextNs() {
    return waiting.isEmpty() ? MarketSource.ENDED : waiting.peek().dueNs();
  }

  /** Tells what is due first. */
  void tell() {
    waiting.poll().what().run();
  }

  private void later(Runnable what) {
    lastDueNs = Math.max(lastDueNs, state.nowNs + latency.sampleNs(random));
    waiting.add(new Told(lastDueNs, what));
  }

  @Override
  public void onReply(long requestId, VenueRequest request, VenueReply reply) {
    later(() -> listener.onReply(requestId, request, reply));
  }

  @Override
  public void onOrder(VenueOrder order, long timeNs) {
    VenueOrder copy = order.copy();
    later(() -> listener.onOrder(copy, timeNs));
  }

  @Override
  public void onExecution(VenueExecution execution) {
    later(() -> listener.onExecution(execution));
  }

  @Override
  public void onPosition(Position position, long timeNs) {
    Position copy = position.copy();
    later(() -> listener.onPosition(copy, timeNs));
  }

  @Override
  public void onWallet(int account, long timeNs) {
    later(() -> listener.onWallet(account, timeNs));
  }

  @Override
  public void onBook(int symbol, long timeNs) {
    PriceBook copy = new BookCopy(state.markets[symbol].book);
    later(
        () -> {
          books[symbol] = copy;
          listener.onBook(symbol, timeNs);
        });
  }

  @Override
  public void onTrade(
      int symbol, long timeNs, long sequence, Side takerSide, long priceE9, long quantityE9) {
    later(() -> listener.onTrade(symbol, timeNs, sequence, takerSide, priceE9, quantityE9));
  }

  @Override
  public void onTicker(int symbol, long timeNs) {
    later(() -> listener.onTicker(symbol, timeNs));
  }

  @Override
  public void onLiquidation(
      int symbol, long timeNs, Side positionSide, long priceE9, long quantityE9) {
    later(() -> listener.onLiquidation(symbol, timeNs, positionSide, priceE9, quantityE9));
  }

  @Override
  public void onFunding(int symbol, long timeNs, long rateE9, long markE9) {
    later(() -> listener.onFunding(symbol, timeNs, rateE9, markE9));
  }
}
