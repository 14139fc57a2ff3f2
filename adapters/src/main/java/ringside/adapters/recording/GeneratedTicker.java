package ringside.adapters.recording;

import java.util.Arrays;
import java.util.List;

/** The ticker of a made-up market: all fields at first, then those that have changed. */
final class GeneratedTicker {
  private static final long HOURS_8_MS = 8 * 3_600_000L;
  private static final int AGGREGATE_DECIMALS = 4;
  private static final String[] TICK_DIRECTIONS = {
    "PlusTick", "ZeroPlusTick", "MinusTick", "ZeroMinusTick"
  };

  private enum Field {
    PRICE_24H_PCNT("price24hPcnt"),
    LAST_PRICE("lastPrice"),
    PREV_PRICE_24H("prevPrice24h"),
    HIGH_PRICE_24H("highPrice24h"),
    LOW_PRICE_24H("lowPrice24h"),
    PREV_PRICE_1H("prevPrice1h"),
    MARK_PRICE("markPrice"),
    INDEX_PRICE("indexPrice"),
    OPEN_INTEREST("openInterest"),
    OPEN_INTEREST_VALUE("openInterestValue"),
    TURNOVER_24H("turnover24h"),
    VOLUME_24H("volume24h"),
    NEXT_FUNDING_TIME("nextFundingTime"),
    FUNDING_RATE("fundingRate"),
    BID_1_PRICE("bid1Price"),
    BID_1_SIZE("bid1Size"),
    ASK_1_PRICE("ask1Price"),
    ASK_1_SIZE("ask1Size");

    private final String text;

    Field(String text) {
      this.text = text;
    }
  }

  private static final List<Field> FIELDS = List.of(Field.values());

  private final GeneratedInstrument instrument;
  private final long[] now = new long[FIELDS.size()];
  private final long[] sent = new long[FIELDS.size()];
  private final int[] decimals = new int[FIELDS.size()];
  private int tickDirection;
  private int sentTickDirection;
  private boolean started;

  GeneratedTicker(GeneratedInstrument instrument) {
    this.instrument = instrument;
    Arrays.fill(decimals, instrument.priceDecimals());
    setDecimals(Field.PRICE_24H_PCNT, 6);
    setDecimals(Field.OPEN_INTEREST, instrument.quantityDecimals());
    setDecimals(Field.OPEN_INTEREST_VALUE, AGGREGATE_DECIMALS);
    setDecimals(Field.TURNOVER_24H, AGGREGATE_DECIMALS);
    setDecimals(Field.VOLUME_24H, instrument.quantityDecimals());
    setDecimals(Field.NEXT_FUNDING_TIME, 0);
    setDecimals(Field.FUNDING_RATE, 8);
    setDecimals(Field.BID_1_SIZE, instrument.quantityDecimals());
    setDecimals(Field.ASK_1_SIZE, instrument.quantityDecimals());
    long start = instrument.startPriceTicks() * instrument.tickUnits();
    set(Field.PREV_PRICE_24H, start - onGrid(start / 600));
    set(Field.PREV_PRICE_1H, start - onGrid(start / 2000));
    set(Field.HIGH_PRICE_24H, start + onGrid(start / 400));
    set(Field.LOW_PRICE_24H, start - onGrid(start / 150));
    set(Field.OPEN_INTEREST, 50_000_000);
    set(Field.VOLUME_24H, 17_000_000);
    set(Field.TURNOVER_24H, aggregate(start, 17_000_000));
    set(Field.FUNDING_RATE, 10_000);
  }

  private long onGrid(long units) {
    return units - units % instrument.tickUnits();
  }

  private void setDecimals(Field field, int count) {
    decimals[field.ordinal()] = count;
  }

  private void set(Field field, long value) {
    now[field.ordinal()] = value;
  }

  private long get(Field field) {
    return now[field.ordinal()];
  }

  /** Price times quantity, each in its own units, at the decimals of an aggregate. */
  private long aggregate(long priceUnits, long lots) {
    return RecordingGenerator.rescale(
        priceUnits * lots,
        instrument.priceDecimals() + instrument.quantityDecimals(),
        AGGREGATE_DECIMALS);
  }

  void onTrade(long priceUnits, long lots, int direction) {
    set(Field.LAST_PRICE, priceUnits);
    set(Field.HIGH_PRICE_24H, Math.max(get(Field.HIGH_PRICE_24H), priceUnits));
    set(Field.LOW_PRICE_24H, Math.min(get(Field.LOW_PRICE_24H), priceUnits));
    set(Field.VOLUME_24H, get(Field.VOLUME_24H) + lots);
    set(Field.TURNOVER_24H, get(Field.TURNOVER_24H) + aggregate(priceUnits, lots));
    set(Field.OPEN_INTEREST, get(Field.OPEN_INTEREST) + (direction < 2 ? lots : -lots) / 2);
    tickDirection = direction;
  }

  /** Takes over what the market is like now. The index is a little off the book, as it is. */
  void update(GeneratedBook book, long nowMs) {
    long bid = book.bids().best() * instrument.tickUnits();
    long ask = book.asks().best() * instrument.tickUnits();
    long middle = (bid + ask) / 2;
    set(Field.BID_1_PRICE, bid);
    set(Field.BID_1_SIZE, book.bids().bestQuantity());
    set(Field.ASK_1_PRICE, ask);
    set(Field.ASK_1_SIZE, book.asks().bestQuantity());
    set(Field.MARK_PRICE, middle + 3);
    set(Field.INDEX_PRICE, middle + middle / 3000);
    long last = get(Field.LAST_PRICE) == 0 ? bid : get(Field.LAST_PRICE);
    set(Field.LAST_PRICE, last);
    long before = get(Field.PREV_PRICE_24H);
    set(Field.PRICE_24H_PCNT, (last - before) * 1_000_000 / before);
    set(Field.OPEN_INTEREST_VALUE, aggregate(middle + 3, get(Field.OPEN_INTEREST)));
    set(Field.NEXT_FUNDING_TIME, (nowMs / HOURS_8_MS + 1) * HOURS_8_MS);
  }

  /**
   * @param direction 0 plus, 1 zero plus, 2 minus, 3 zero minus
   */
  static String tickDirection(int direction) {
    return TICK_DIRECTIONS[direction];
  }

  boolean isStarted() {
    return started;
  }

  /** Writes the fields of the data object after the symbol; returns whether there are any. */
  boolean write(TextBuffer text) {
    boolean any = !started || tickDirection != sentTickDirection;
    if (any) {
      text.add(",\"tickDirection\":\"").add(TICK_DIRECTIONS[tickDirection]).add('"');
    }
    for (Field field : FIELDS) {
      int i = field.ordinal();
      if (!started || isChanged(field)) {
        any = true;
        text.add(",\"").add(field.text).add("\":\"");
        text.addDecimal(now[i], decimals[i]).add('"');
      }
    }
    if (!started) {
      text.add(",\"fundingIntervalHour\":\"8\",\"fundingCap\":\"0.005\",\"preOpenPrice\":\"\"");
      text.add(",\"preQty\":\"\",\"curPreListingPhase\":\"\"");
    }
    System.arraycopy(now, 0, sent, 0, now.length);
    sentTickDirection = tickDirection;
    started = true;
    return any;
  }

  /** The venue states price and size of the best level together. */
  private boolean isChanged(Field field) {
    return switch (field) {
      case BID_1_PRICE, BID_1_SIZE -> differs(Field.BID_1_PRICE) || differs(Field.BID_1_SIZE);
      case ASK_1_PRICE, ASK_1_SIZE -> differs(Field.ASK_1_PRICE) || differs(Field.ASK_1_SIZE);
      default -> differs(field);
    };
  }

  private boolean differs(Field field) {
    return now[field.ordinal()] != sent[field.ordinal()];
  }
}
