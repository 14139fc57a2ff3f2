package ringside.engine.core.state;

import java.util.Arrays;
import ringside.journal.codec.TickerDecoder;

/**
 * The latest ticker of an instrument: a snapshot sets everything, a delta only what it states. Null
 * is {@link Long#MIN_VALUE}. Engine thread only.
 */
public final class TickerState implements StateTable {
  private static final long UNKNOWN = TickerDecoder.lastPriceE9NullValue();
  private static final int LAST = 0;
  private static final int MARK = 1;
  private static final int INDEX = 2;
  private static final int BID = 3;
  private static final int BID_QUANTITY = 4;
  private static final int ASK = 5;
  private static final int ASK_QUANTITY = 6;
  private static final int FUNDING_RATE = 7;
  private static final int NEXT_FUNDING = 8;
  private static final int FUNDING_INTERVAL = 9;
  private static final int FUNDING_CAP = 10;
  private static final int OPEN_INTEREST = 11;
  private static final int OPEN_INTEREST_VALUE = 12;
  private static final int TURNOVER = 13;
  private static final int VOLUME = 14;
  private static final int HIGH = 15;
  private static final int LOW = 16;
  private static final int PREVIOUS_24H = 17;
  private static final int PREVIOUS_1H = 18;
  private static final int CHANGE_24H = 19;
  private static final int FIELDS = 20;

  private final long[] values = new long[FIELDS];
  private long updatedNs = OrderBook.NEVER;

  TickerState() {
    Arrays.fill(values, UNKNOWN);
  }

  public long lastPriceE9() {
    return values[LAST];
  }

  public long markPriceE9() {
    return values[MARK];
  }

  public long indexPriceE9() {
    return values[INDEX];
  }

  public long fundingRateE9() {
    return values[FUNDING_RATE];
  }

  public long nextFundingTimeNs() {
    return values[NEXT_FUNDING];
  }

  public long openInterestE4() {
    return values[OPEN_INTEREST];
  }

  /** Engine time of the last update, or {@link OrderBook#NEVER}. */
  public long updatedNs() {
    return updatedNs;
  }

  public void fold(TickerDecoder ticker, long nowNs) {
    boolean whole = ticker.snapshot() == 1;
    set(whole, LAST, ticker.lastPriceE9());
    set(whole, MARK, ticker.markPriceE9());
    set(whole, INDEX, ticker.indexPriceE9());
    set(whole, BID, ticker.bidPriceE9());
    set(whole, BID_QUANTITY, ticker.bidQuantityE9());
    set(whole, ASK, ticker.askPriceE9());
    set(whole, ASK_QUANTITY, ticker.askQuantityE9());
    set(whole, FUNDING_RATE, ticker.fundingRateE9());
    set(whole, NEXT_FUNDING, ticker.nextFundingTimeNs());
    int interval = ticker.fundingIntervalMinutes();
    set(
        whole,
        FUNDING_INTERVAL,
        interval == TickerDecoder.fundingIntervalMinutesNullValue() ? UNKNOWN : interval);
    set(whole, FUNDING_CAP, ticker.fundingCapE9());
    set(whole, OPEN_INTEREST, ticker.openInterestE4());
    set(whole, OPEN_INTEREST_VALUE, ticker.openInterestValueE4());
    set(whole, TURNOVER, ticker.turnover24hE4());
    set(whole, VOLUME, ticker.volume24hE4());
    set(whole, HIGH, ticker.highPrice24hE9());
    set(whole, LOW, ticker.lowPrice24hE9());
    set(whole, PREVIOUS_24H, ticker.previousPrice24hE9());
    set(whole, PREVIOUS_1H, ticker.previousPrice1hE9());
    set(whole, CHANGE_24H, ticker.priceChange24hE9());
    updatedNs = nowNs;
  }

  @Override
  public void describe(StateSink sink) {
    for (long value : values) {
      sink.putLong(value);
    }
    sink.putLong(updatedNs);
  }

  private void set(boolean whole, int field, long value) {
    if (whole || value != UNKNOWN) {
      values[field] = value;
    }
  }
}
