package ringside.adapters.sim.market;

import ringside.adapters.sim.MarketSink;
import ringside.journal.codec.Side;

/** Feeds a history straight from a source, without a venue between them. */
final class HistoryFeed implements MarketSink {
  private final MarketHistory history;
  private final long startNs;
  private long nowNs;

  HistoryFeed(MarketHistory history, long startNs) {
    this.history = history;
    this.startNs = startNs;
  }

  void at(long sourceNs) {
    nowNs = startNs + sourceNs;
    history.advance(nowNs);
  }

  @Override
  public void clearBook(int symbol) {}

  @Override
  public void level(int symbol, Side side, long priceE9, long quantityE9) {}

  @Override
  public void bookComplete(int symbol) {}

  @Override
  public void trade(int symbol, Side takerSide, long priceE9, long quantityE9) {
    history.onTrade(symbol, nowNs, 0, takerSide, priceE9, quantityE9);
  }

  @Override
  public void prices(int symbol, long markE9, long indexE9) {
    history.onTicker(symbol, nowNs, markE9, indexE9, 0);
  }

  @Override
  public void fundingRate(int symbol, long rateE9) {}

  @Override
  public void openInterest(int symbol, long contractsE9) {
    history.onTicker(symbol, nowNs, 0, 0, contractsE9);
  }

  @Override
  public void liquidation(int symbol, Side positionSide, long priceE9, long quantityE9) {}
}
