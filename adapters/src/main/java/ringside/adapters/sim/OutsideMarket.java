package ringside.adapters.sim;

import ringside.journal.codec.Side;
import ringside.journal.codec.TriggerBy;

/** What the market source tells, carried into the venue. */
final class OutsideMarket implements MarketSink {
  private final VenueState state;
  private final Matcher matcher;

  OutsideMarket(VenueState state, Matcher matcher) {
    this.state = state;
    this.matcher = matcher;
  }

  @Override
  public void clearBook(int symbol) {
    Book book = state.markets[symbol].book;
    book.bids.clearOutside(state.nowNs);
    book.asks.clearOutside(state.nowNs);
    book.dirty = true;
  }

  @Override
  public void level(int symbol, Side side, long priceE9, long quantityE9) {
    Book book = state.markets[symbol].book;
    BookSide bookSide = book.side(side);
    Level level = bookSide.level(priceE9);
    level.outside(quantityE9, state.nowNs);
    bookSide.refresh(level);
    book.dirty = true;
  }

  @Override
  public void bookComplete(int symbol) {
    matcher.uncross(state.markets[symbol]);
  }

  @Override
  public void trade(int symbol, Side takerSide, long priceE9, long quantityE9) {
    matcher.onOutsideTrade(state.markets[symbol], takerSide, priceE9, quantityE9);
  }

  @Override
  public void prices(int symbol, long markE9, long indexE9) {
    SymbolMarket market = state.markets[symbol];
    market.markE9 = markE9;
    market.indexE9 = indexE9;
    market.tickerDirty = true;
    state.accounts.onMark(symbol, markE9, indexE9, state.nowNs);
    market.triggers.onPrice(TriggerBy.MARK, markE9, state.triggered);
    market.triggers.onPrice(TriggerBy.INDEX, indexE9, state.triggered);
    state.marginMoved = true;
  }

  @Override
  public void fundingRate(int symbol, long rateE9) {
    state.markets[symbol].fundingRateE9 = rateE9;
    state.markets[symbol].tickerDirty = true;
  }

  @Override
  public void openInterest(int symbol, long contractsE9) {
    state.markets[symbol].openInterestE9 = contractsE9;
    state.markets[symbol].tickerDirty = true;
  }

  @Override
  public void liquidation(int symbol, Side positionSide, long priceE9, long quantityE9) {
    state.feed.onLiquidation(symbol, state.nowNs, positionSide, priceE9, quantityE9);
  }
}
