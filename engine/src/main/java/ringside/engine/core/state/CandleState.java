package ringside.engine.core.state;

import ringside.journal.codec.CandleDecoder;

/**
 * The candles of one instrument and interval: the newest one as it forms, and the last confirmed
 * one. An update of an older candle than the newest does not touch the newest. Engine thread only.
 */
public final class CandleState implements StateTable {
  private static final int START = 0;
  private static final int OPEN = 1;
  private static final int HIGH = 2;
  private static final int LOW = 3;
  private static final int CLOSE = 4;
  private static final int VOLUME = 5;
  private static final int TURNOVER = 6;
  private static final int FIELDS = 7;

  private final int intervalMinutes;
  private final long[] newest = new long[FIELDS];
  private final long[] confirmed = new long[FIELDS];

  CandleState(int intervalMinutes) {
    this.intervalMinutes = intervalMinutes;
    newest[START] = OrderBook.NEVER;
    confirmed[START] = OrderBook.NEVER;
  }

  public int intervalMinutes() {
    return intervalMinutes;
  }

  /** Start of the newest candle, ns since the epoch. */
  public long startNs() {
    return newest[START];
  }

  public long closeE9() {
    return newest[CLOSE];
  }

  /** Start of the last confirmed candle, or {@link OrderBook#NEVER}. */
  public long confirmedStartNs() {
    return confirmed[START];
  }

  public long confirmedCloseE9() {
    return confirmed[CLOSE];
  }

  void fold(CandleDecoder candle) {
    if (candle.startNs() >= newest[START]) {
      copy(candle, newest);
    }
    if (candle.confirmed() == 1 && candle.startNs() >= confirmed[START]) {
      copy(candle, confirmed);
    }
  }

  @Override
  public void describe(StateSink sink) {
    sink.putLong(intervalMinutes);
    for (int i = 0; i < FIELDS; i++) {
      sink.putLong(newest[i]);
      sink.putLong(confirmed[i]);
    }
  }

  private static void copy(CandleDecoder candle, long[] into) {
    into[START] = candle.startNs();
    into[OPEN] = candle.openE9();
    into[HIGH] = candle.highE9();
    into[LOW] = candle.lowE9();
    into[CLOSE] = candle.closeE9();
    into[VOLUME] = candle.volumeE4();
    into[TURNOVER] = candle.turnoverE4();
  }
}
