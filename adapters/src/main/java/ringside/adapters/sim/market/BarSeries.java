package ringside.adapters.sim.market;

import java.util.ArrayList;
import java.util.List;

/**
 * The newest candles of one interval, without a gap: where nothing happened a candle stands flat at
 * the close before. The last is the forming one. One thread.
 */
final class BarSeries {
  private static final int FIELDS = 7;
  private static final int OPEN = 0;
  private static final int HIGH = 1;
  private static final int LOW = 2;
  private static final int CLOSE = 3;
  private static final int VOLUME = 4;
  private static final int TURNOVER = 5;
  private static final int LAST = 6;

  private final BarInterval interval;
  private final int capacity;
  private final long[] values;
  private long firstOrdinal;
  private long lastOrdinal;
  private long endNs;
  private boolean empty = true;

  BarSeries(BarInterval interval, int capacity) {
    this.interval = interval;
    this.capacity = capacity;
    values = new long[capacity * FIELDS];
  }

  boolean isEmpty() {
    return empty;
  }

  BarInterval interval() {
    return interval;
  }

  private int at(long ordinal) {
    return (int) Math.floorMod(ordinal, (long) capacity) * FIELDS;
  }

  /** A trade, or a price where nothing was traded. */
  void add(long timeNs, long priceE9, long quantityE9, long turnoverE4) {
    add(timeNs, priceE9, priceE9, priceE9, priceE9, quantityE9, turnoverE4, timeNs);
  }

  /** What happened in a stretch of time that begins there and lies in one candle. */
  void add(
      long timeNs,
      long openE9,
      long highE9,
      long lowE9,
      long closeE9,
      long volumeE9,
      long turnoverE4,
      long lastNs) {
    if (empty) {
      begin(interval.ordinalOf(timeNs), openE9);
    } else {
      advance(timeNs);
    }
    int at = at(lastOrdinal);
    values[at + HIGH] = Math.max(values[at + HIGH], highE9);
    values[at + LOW] = Math.min(values[at + LOW], lowE9);
    values[at + CLOSE] = closeE9;
    values[at + VOLUME] = saturated(values[at + VOLUME], volumeE9);
    values[at + TURNOVER] = saturated(values[at + TURNOVER], turnoverE4);
    values[at + LAST] = lastNs;
  }

  private static long saturated(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  private void begin(long ordinal, long priceE9) {
    empty = false;
    firstOrdinal = ordinal;
    lastOrdinal = ordinal;
    endNs = interval.startAt(ordinal + 1);
    lie(ordinal, priceE9);
  }

  /** A candle in which nothing happened yet. */
  private void lie(long ordinal, long priceE9) {
    int at = at(ordinal);
    for (int field = OPEN; field <= CLOSE; field++) {
      values[at + field] = priceE9;
    }
    values[at + VOLUME] = 0;
    values[at + TURNOVER] = 0;
    values[at + LAST] = interval.startAt(ordinal);
  }

  /** Time went on to here: candles that are over are closed. */
  void advance(long timeNs) {
    if (empty || timeNs < endNs) {
      return;
    }
    long ordinal = interval.ordinalOf(timeNs);
    long closeE9 = values[at(lastOrdinal) + CLOSE];
    for (long each = Math.max(lastOrdinal, ordinal - capacity) + 1; each <= ordinal; each++) {
      lie(each, closeE9);
    }
    lastOrdinal = ordinal;
    firstOrdinal = Math.max(firstOrdinal, ordinal - capacity + 1);
    endNs = interval.startAt(ordinal + 1);
  }

  Bar forming() {
    return empty ? null : bar(lastOrdinal);
  }

  /** Of the candles that begin in this range of time the newest, at most so many, newest first. */
  List<Bar> newestFirst(long fromNs, long toNs, int limit) {
    List<Bar> bars = new ArrayList<>();
    if (empty) {
      return bars;
    }
    boolean toNewest = toNs >= interval.startAt(lastOrdinal);
    long newest = toNewest ? lastOrdinal : interval.ordinalOf(toNs);
    for (long each = newest; each >= firstOrdinal && bars.size() < limit; each--) {
      if (interval.startAt(each) < fromNs) {
        break;
      }
      bars.add(bar(each));
    }
    return bars;
  }

  private Bar bar(long ordinal) {
    int at = at(ordinal);
    long startNs = interval.startAt(ordinal);
    return new Bar(
        startNs,
        interval.startAt(ordinal + 1),
        values[at + OPEN],
        values[at + HIGH],
        values[at + LOW],
        values[at + CLOSE],
        values[at + VOLUME],
        values[at + TURNOVER],
        values[at + LAST]);
  }

  /** High, low, volume, turnover of so many closed candles before the forming one. */
  void sumClosed(int candles, long[] into) {
    into[0] = Long.MIN_VALUE;
    into[1] = Long.MAX_VALUE;
    into[2] = 0;
    into[3] = 0;
    long from = Math.max(firstOrdinal, lastOrdinal - candles);
    for (long each = from; each < lastOrdinal; each++) {
      int at = at(each);
      into[0] = Math.max(into[0], values[at + HIGH]);
      into[1] = Math.min(into[1], values[at + LOW]);
      into[2] = saturated(into[2], values[at + VOLUME]);
      into[3] = saturated(into[3], values[at + TURNOVER]);
    }
  }

  /** The price so many candles ago: where that one opened, or the oldest known. */
  long openAgo(int candles) {
    return values[at(Math.max(firstOrdinal, lastOrdinal - candles)) + OPEN];
  }
}
