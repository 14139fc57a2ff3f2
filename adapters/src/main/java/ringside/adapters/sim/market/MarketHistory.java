package ringside.adapters.sim.market;

import java.util.List;
import ringside.adapters.sim.MarketSource;
import ringside.journal.codec.Side;

/**
 * What a venue remembers of its public market, to show it: candles of last, mark and index price,
 * recent trades, funding, open interest, the last 24 hours. Fed from the public calls of {@link
 * ringside.adapters.sim.VenueListener} and asked on the same thread; memory is bounded. Times are
 * venue time, epoch ns, and never step back. Symbols are the source's indices.
 *
 * <p>A market with a past (a generated one) has it in here from the start. Candles have no gaps:
 * where nothing was traded one stands flat at the close before, as Bybit shows it.
 */
public final class MarketHistory {
  /** Which price a candle is of. */
  public enum Price {
    LAST,
    MARK,
    INDEX,
    /** Of mark over index, a fraction of the index to 1e-6; may be negative. */
    PREMIUM
  }

  private final SymbolHistory[] symbols;
  private long nowNs;

  /**
   * @param source whose instruments these are, and whose past if it is a {@link MarketPast}
   * @param startNs venue time of the source's time 0
   */
  public MarketHistory(MarketSource source, long startNs) {
    nowNs = startNs;
    symbols = new SymbolHistory[source.instruments().size()];
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = new SymbolHistory();
      if (source instanceof MarketPast past) {
        past.tellPast(i, startNs, symbols[i]);
      }
    }
  }

  /** A public trade. */
  public void onTrade(
      int symbol, long timeNs, long sequence, Side takerSide, long priceE9, long quantityE9) {
    advance(timeNs);
    symbols[symbol].onTrade(timeNs, sequence, takerSide, priceE9, quantityE9);
  }

  /** The values of a ticker; 0 for what is not known yet. */
  public void onTicker(int symbol, long timeNs, long markE9, long indexE9, long openInterestE9) {
    advance(timeNs);
    symbols[symbol].onTicker(timeNs, markE9, indexE9, openInterestE9);
  }

  /** Funding was exchanged at this rate. */
  public void onFunding(int symbol, long timeNs, long rateE9) {
    advance(timeNs);
    symbols[symbol].funding(timeNs, rateE9);
  }

  /** Time went on; candles that are over are closed. A time before the last one changes nothing. */
  public void advance(long timeNs) {
    nowNs = Math.max(nowNs, timeNs);
  }

  /**
   * Of the candles that begin in a range of time the newest, newest first; the forming one is among
   * them.
   *
   * @param fromNs earliest start
   * @param toNs latest start
   * @param limit at most so many
   */
  public List<Bar> candles(
      int symbol, Price price, BarInterval interval, long fromNs, long toNs, int limit) {
    return series(symbol, price, interval).newestFirst(fromNs, toNs, limit);
  }

  /** The candle that is not over yet; null before the first price. */
  public Bar forming(int symbol, Price price, BarInterval interval) {
    return series(symbol, price, interval).forming();
  }

  private BarSeries series(int symbol, Price price, BarInterval interval) {
    BarSeries series = symbols[symbol].series(price, interval);
    series.advance(nowNs);
    return series;
  }

  /** The newest trades, newest first; 1,000 are kept. */
  public List<PublicTrade> recentTrades(int symbol, int limit) {
    return symbols[symbol].recentTrades(limit);
  }

  /** Of the funding rates paid in a range of time the newest, newest first. */
  public List<Sample> fundingHistory(int symbol, long fromNs, long toNs, int limit) {
    return symbols[symbol].fundingHistory().newestFirst(fromNs, toNs, limit);
  }

  /** Of the open interest at full periods in a range of time the newest, newest first. */
  public List<Sample> openInterest(
      int symbol, OpenInterestPeriod period, long fromNs, long toNs, int limit) {
    return symbols[symbol].openInterest(period, nowNs).newestFirst(fromNs, toNs, limit);
  }

  /** The last 24 hours. */
  public DayStatistics day(int symbol) {
    BarSeries minutes = series(symbol, Price.LAST, BarInterval.M1);
    if (minutes.isEmpty()) {
      return new DayStatistics(0, 0, 0, 0, 0, 0, 0, 0);
    }
    return symbols[symbol].day(minutes);
  }
}
