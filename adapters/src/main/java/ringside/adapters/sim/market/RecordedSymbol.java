package ringside.adapters.sim.market;

import java.util.Map;
import java.util.TreeMap;
import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.MarketSink;
import ringside.journal.codec.Side;
import ringside.journal.event.Decimals;

/**
 * One symbol of a recorded market: its book as the recording has it so far, and what is put in
 * where the recording says nothing. One thread.
 */
final class RecordedSymbol {
  private static final long PRICES_EVERY_NS = 1_000_000_000L;

  private final int symbol;
  private final Instrument instrument;
  private final int depth;
  private final boolean hasTrades;
  private final boolean hasMark;
  private final boolean hasIndex;
  private final TreeMap<Long, Long> bids = new TreeMap<>();
  private final TreeMap<Long, Long> asks = new TreeMap<>();
  private boolean known;
  private long markE9;
  private long indexE9;
  private long pricesNs = Long.MIN_VALUE;
  private long touchedE9;
  private long uncrossed;

  /**
   * @param depth of the book topic that is used
   */
  RecordedSymbol(
      int symbol,
      Instrument instrument,
      int depth,
      boolean hasTrades,
      boolean hasMark,
      boolean hasIndex) {
    this.symbol = symbol;
    this.instrument = instrument;
    this.depth = depth;
    this.hasTrades = hasTrades;
    this.hasMark = hasMark;
    this.hasIndex = hasIndex;
  }

  /** The recording begins anew: the book stands until the first snapshot replaces it. */
  void restart() {
    known = false;
  }

  /** How often the recorded book was crossed, and was mended. */
  long uncrossed() {
    return uncrossed;
  }

  void apply(RecordedMessage message, long nowNs, MarketSink sink) {
    switch (message.kind) {
      case BOOK -> book(message, nowNs, sink);
      case TRADES -> {
        for (int i = 0; i < message.rows; i++) {
          if (message.quantitiesE9[i] > 0) {
            sink.trade(symbol, message.sides[i], message.pricesE9[i], message.quantitiesE9[i]);
          }
        }
      }
      case LIQUIDATIONS -> {
        for (int i = 0; i < message.rows; i++) {
          sink.liquidation(symbol, message.sides[i], message.pricesE9[i], message.quantitiesE9[i]);
        }
      }
      case TICKER -> ticker(message, sink);
      default -> {}
    }
  }

  private void book(RecordedMessage message, long nowNs, MarketSink sink) {
    if (message.depth != depth || !(known || message.snapshot)) {
      return;
    }
    if (message.snapshot) {
      known = true;
      bids.clear();
      asks.clear();
      sink.clearBook(symbol);
    }
    boolean bidsChanged = false;
    for (int i = 0; i < message.rows; i++) {
      Side side = message.sides[i];
      set(side, message.pricesE9[i], message.quantitiesE9[i], sink);
      bidsChanged |= side == Side.BUY && message.quantitiesE9[i] > 0;
    }
    uncross(bidsChanged, sink);
    sink.bookComplete(symbol);
    fillIn(nowNs, sink);
  }

  private void set(Side side, long priceE9, long quantityE9, MarketSink sink) {
    TreeMap<Long, Long> levels = side == Side.BUY ? bids : asks;
    Long before = quantityE9 == 0 ? levels.remove(priceE9) : levels.put(priceE9, quantityE9);
    if (before == null ? quantityE9 != 0 : before != quantityE9) {
      sink.level(symbol, side, priceE9, quantityE9);
    }
  }

  /** A recording with a hole can leave levels behind; the side that did not change gives way. */
  private void uncross(boolean bidsAreNew, MarketSink sink) {
    while (!bids.isEmpty() && !asks.isEmpty() && bids.lastKey() >= asks.firstKey()) {
      uncrossed++;
      if (bidsAreNew) {
        set(Side.SELL, asks.firstKey(), 0, sink);
      } else {
        set(Side.BUY, bids.lastKey(), 0, sink);
      }
    }
  }

  private void ticker(RecordedMessage message, MarketSink sink) {
    if (message.openInterestE9 > 0) {
      sink.openInterest(symbol, message.openInterestE9);
    }
    if (message.fundingE9 != Decimals.INVALID) {
      sink.fundingRate(symbol, message.fundingE9);
    }
    if (message.markE9 > 0 || message.indexE9 > 0) {
      markE9 = message.markE9 > 0 ? message.markE9 : markE9;
      indexE9 = message.indexE9 > 0 ? message.indexE9 : indexE9;
      tellPrices(sink);
    }
  }

  private void tellPrices(MarketSink sink) {
    long mark = markE9 > 0 ? markE9 : indexE9;
    long index = indexE9 > 0 ? indexE9 : markE9;
    sink.prices(symbol, mark, index);
  }

  /** What the recording never states follows the book. */
  private void fillIn(long nowNs, MarketSink sink) {
    Map.Entry<Long, Long> bid = bids.lastEntry();
    Map.Entry<Long, Long> ask = asks.firstEntry();
    if (bid == null || ask == null) {
      return;
    }
    if (!hasTrades && bid.getKey() != touchedE9) {
      boolean up = bid.getKey() > touchedE9;
      sink.trade(
          symbol, up ? Side.BUY : Side.SELL, up ? ask.getKey() : bid.getKey(), instrument.lotE9());
      touchedE9 = bid.getKey();
    }
    if (!(hasMark || hasIndex)
        && (pricesNs == Long.MIN_VALUE || nowNs - pricesNs >= PRICES_EVERY_NS)) {
      pricesNs = nowNs;
      long middleE9 = bid.getKey() + (ask.getKey() - bid.getKey()) / 2;
      markE9 = middleE9 - middleE9 % instrument.tickE9();
      indexE9 = markE9;
      tellPrices(sink);
    }
  }
}
