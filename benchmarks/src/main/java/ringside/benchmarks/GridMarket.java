package ringside.benchmarks;

import java.util.List;
import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.MarketSink;
import ringside.adapters.sim.MarketSource;
import ringside.journal.codec.BookDeltaEncoder;
import ringside.journal.codec.BookSnapshotEncoder;
import ringside.journal.codec.RecordHeaderEncoder;
import ringside.journal.codec.Side;
import ringside.journal.codec.TickDirection;
import ringside.journal.codec.TickerEncoder;
import ringside.journal.codec.TradeEncoder;
import ringside.journal.event.Decimals;
import ringside.journal.event.RecordBuffer;

/**
 * Ten symbols whose prices go down and up by two percent within twenty seconds at 50,000 events a
 * second, none at the same time as another: as records for the engine, of which four in ten are
 * changes of books, four trades and two tickers, and as the outside market of the venue that fills
 * what is ordered. Longs are paid by shorts. One thread at a time.
 */
final class GridMarket implements MarketSource {
  static final int SYMBOLS = GridConfig.SYMBOLS;

  /** Between two events: 50,000 a second. */
  static final long EVERY_NS = 20_000;

  static final int SOURCE = 0;
  static final long GENERATION = 1;

  private static final int DEPTH = 50;
  private static final int LEVELS = 12;

  /** Events from one peak of a price to the next. */
  static final int WAVE = 1_000_000;

  /** Steps of 0.01 percent from the lowest price to the highest. */
  private static final int HEIGHT = 200;

  private static final long FUNDING_E9 = -100_000;
  private static final long ENOUGH_E9 = 1_000_000_000L * Decimals.ONE_E9;
  private static final String[] PRICES = {
    "65000", "3500", "150", "0.5", "600", "0.15", "0.5", "15", "30", "80"
  };

  private final List<Instrument> instruments;
  private final long[] lowestE9 = new long[SYMBOLS];
  private final long[] stepE9 = new long[SYMBOLS];
  private final int[] steps = new int[SYMBOLS];
  private final int[] told = new int[SYMBOLS];
  private final long[] updateIds = new long[SYMBOLS];
  private final BookSnapshotEncoder snapshot = new BookSnapshotEncoder();
  private final BookDeltaEncoder delta = new BookDeltaEncoder();
  private final TradeEncoder trade = new TradeEncoder();
  private final TickerEncoder ticker = new TickerEncoder();
  private boolean moved = true;

  GridMarket() {
    instruments = GridConfig.instruments();
    for (int symbol = 0; symbol < SYMBOLS; symbol++) {
      long tickE9 = instruments.get(symbol).tickE9();
      long middleE9 = Decimals.parseE9(PRICES[symbol]);
      stepE9[symbol] = Math.max(tickE9, middleE9 / 10_000 / tickE9 * tickE9);
      lowestE9[symbol] = middleE9 / tickE9 * tickE9 - HEIGHT / 2 * stepE9[symbol];
      steps[symbol] = step(0, symbol);
      told[symbol] = -1;
    }
  }

  /** The books as they are at the start. */
  void snapshots(long timeNs, RecordBuffer into) {
    for (int symbol = 0; symbol < SYMBOLS; symbol++) {
      snapshot.wrap(into.buffer(), into.begin(BookSnapshotEncoder.TEMPLATE_ID));
      stamp(snapshot.header(), symbol, timeNs);
      snapshot.updateId(++updateIds[symbol]).depth(DEPTH).chunk(0).last((short) 1);
      BookSnapshotEncoder.BidsEncoder bids = snapshot.bidsCount(LEVELS);
      for (int i = 1; i <= LEVELS; i++) {
        bids.next().priceE9(priceE9(symbol, -i)).quantityE9(ENOUGH_E9);
      }
      BookSnapshotEncoder.AsksEncoder asks = snapshot.asksCount(LEVELS);
      for (int i = 1; i <= LEVELS; i++) {
        asks.next().priceE9(priceE9(symbol, i)).quantityE9(ENOUGH_E9);
      }
      into.end(snapshot.encodedLength());
      ticker(symbol, timeNs, into);
    }
  }

  /**
   * The event of this number.
   *
   * @return whether a price moved, which the venue is to hear of
   */
  boolean next(long number, long timeNs, RecordBuffer into) {
    int symbol = (int) (number % SYMBOLS);
    int turn = (int) (number / SYMBOLS % 10);
    if (turn % 5 == 4) {
      ticker(symbol, timeNs, into);
    } else if (turn % 2 == 0) {
      return delta(number, symbol, timeNs, into);
    } else {
      trade(number, symbol, timeNs, into);
    }
    return false;
  }

  private boolean delta(long number, int symbol, long timeNs, RecordBuffer into) {
    int before = steps[symbol];
    int step = before + Integer.signum(step(number, symbol) - before);
    delta.wrap(into.buffer(), into.begin(BookDeltaEncoder.TEMPLATE_ID));
    stamp(delta.header(), symbol, timeNs);
    delta.updateId(++updateIds[symbol]).depth(DEPTH).chunk(0).last((short) 1);
    if (step == before) {
      int level = (int) (number / SYMBOLS % LEVELS) + 1;
      long quantityE9 = ENOUGH_E9 - number % 7 * Decimals.ONE_E9;
      delta.bidsCount(1).next().priceE9(priceE9(symbol, -level)).quantityE9(quantityE9);
      delta.asksCount(1).next().priceE9(priceE9(symbol, level)).quantityE9(quantityE9);
    } else {
      shift(symbol, step > before);
      steps[symbol] = step;
      moved = true;
    }
    into.end(delta.encodedLength());
    return step != before;
  }

  /** The book a step higher or lower, as levels that come and go. */
  private void shift(int symbol, boolean up) {
    BookDeltaEncoder.BidsEncoder bids = delta.bidsCount(2);
    bids.next().priceE9(priceE9(symbol, up ? 0 : -1)).quantityE9(up ? ENOUGH_E9 : 0);
    bids.next().priceE9(priceE9(symbol, up ? -LEVELS : -LEVELS - 1)).quantityE9(up ? 0 : ENOUGH_E9);
    BookDeltaEncoder.AsksEncoder asks = delta.asksCount(2);
    asks.next().priceE9(priceE9(symbol, up ? 1 : 0)).quantityE9(up ? 0 : ENOUGH_E9);
    asks.next().priceE9(priceE9(symbol, up ? LEVELS + 1 : LEVELS)).quantityE9(up ? ENOUGH_E9 : 0);
  }

  private void trade(long number, int symbol, long timeNs, RecordBuffer into) {
    trade.wrap(into.buffer(), into.begin(TradeEncoder.TEMPLATE_ID));
    stamp(trade.header(), symbol, timeNs);
    trade
        .priceE9(priceE9(symbol, 0))
        .quantityE9(instruments.get(symbol).lotE9())
        .crossSequence(number)
        .takerSide((number & 1) == 0 ? Side.BUY : Side.SELL)
        .tickDirection(TickDirection.NULL_VAL)
        .tradeId("01234567-89ab-cdef-0123-456789abcdef");
    into.end(trade.encodedLength());
  }

  private void ticker(int symbol, long timeNs, RecordBuffer into) {
    long priceE9 = priceE9(symbol, 0);
    ticker.wrap(into.buffer(), into.begin(TickerEncoder.TEMPLATE_ID));
    stamp(ticker.header(), symbol, timeNs);
    ticker
        .lastPriceE9(priceE9)
        .markPriceE9(priceE9)
        .indexPriceE9(priceE9)
        .bidPriceE9(priceE9(symbol, -1))
        .askPriceE9(priceE9(symbol, 1))
        .fundingRateE9(FUNDING_E9)
        .fundingCapE9(instruments.get(symbol).fundingCapE9())
        .fundingIntervalMinutes(instruments.get(symbol).fundingIntervalMinutes())
        .nextFundingTimeNs(timeNs + 3_600_000_000_000L)
        .tickDirection(TickDirection.NULL_VAL)
        .snapshot((short) 1);
    into.end(ticker.encodedLength());
  }

  private static void stamp(RecordHeaderEncoder header, int symbol, long timeNs) {
    header
        .timeNs(timeNs)
        .venueTimeNs(timeNs)
        .generation(GENERATION)
        .source(SOURCE)
        .instrument(symbol);
  }

  private long priceE9(int symbol, int away) {
    return lowestE9[symbol] + (steps[symbol] + away) * stepE9[symbol];
  }

  private static int step(long number, int symbol) {
    long at = (number + (long) symbol * (WAVE / SYMBOLS)) % WAVE;
    long half = WAVE / 2;
    return (int) ((at < half ? at : WAVE - at) * HEIGHT / half);
  }

  @Override
  public List<Instrument> instruments() {
    return instruments;
  }

  @Override
  public long nextNs() {
    return moved ? 0 : ENDED;
  }

  @Override
  public void advance(MarketSink sink) {
    moved = false;
    for (int symbol = 0; symbol < SYMBOLS; symbol++) {
      if (told[symbol] != steps[symbol]) {
        tell(symbol, sink);
      }
    }
  }

  /** At one price as much as anyone wants, to buy and to sell. */
  private void tell(int symbol, MarketSink sink) {
    long priceE9 = priceE9(symbol, 0);
    if (told[symbol] >= 0) {
      long beforeE9 = lowestE9[symbol] + told[symbol] * stepE9[symbol];
      sink.level(symbol, Side.BUY, beforeE9, 0);
      sink.level(symbol, Side.SELL, beforeE9, 0);
    }
    Side side = told[symbol] < steps[symbol] ? Side.BUY : Side.SELL;
    sink.trade(symbol, side, priceE9, instruments.get(symbol).lotE9());
    sink.level(symbol, Side.BUY, priceE9, ENOUGH_E9);
    sink.level(symbol, Side.SELL, priceE9, ENOUGH_E9);
    sink.bookComplete(symbol);
    sink.prices(symbol, priceE9, priceE9);
    told[symbol] = steps[symbol];
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
