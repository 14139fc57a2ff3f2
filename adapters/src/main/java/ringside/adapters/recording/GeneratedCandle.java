package ringside.adapters.recording;

/** The one-minute candle of a made-up market. One thread. */
final class GeneratedCandle {
  static final long MINUTE_MS = 60_000;
  private static final int TURNOVER_DECIMALS = 4;

  private final GeneratedInstrument instrument;
  private long startMs;
  private long open;
  private long high;
  private long low;
  private long close;
  private long volume;
  private long turnover;
  private long lastTradeMs;
  private boolean changed = true;

  /**
   * @param price in units of the last decimal written, as all prices here
   */
  GeneratedCandle(GeneratedInstrument instrument, long nowMs, long price) {
    this.instrument = instrument;
    begin(nowMs - nowMs % MINUTE_MS, price);
    lastTradeMs = nowMs;
  }

  private void begin(long minuteMs, long price) {
    startMs = minuteMs;
    open = price;
    high = price;
    low = price;
    close = price;
    volume = 0;
    turnover = 0;
  }

  void onTrade(long price, long lots, long atMs) {
    high = Math.max(high, price);
    low = Math.min(low, price);
    close = price;
    volume += lots;
    turnover += price * lots;
    lastTradeMs = atMs;
    changed = true;
  }

  long endMs() {
    return startMs + MINUTE_MS;
  }

  boolean isChanged() {
    return changed;
  }

  /** Goes on with the next minute. */
  void roll() {
    begin(endMs(), close);
    changed = true;
  }

  void write(TextBuffer text, long atMs, boolean confirmed) {
    int decimals = instrument.priceDecimals();
    text.add("{\"start\":").add(startMs).add(",\"end\":").add(endMs() - 1);
    text.add(",\"interval\":\"1\",\"open\":\"").addTrimmed(open, decimals);
    text.add("\",\"close\":\"").addTrimmed(close, decimals);
    text.add("\",\"high\":\"").addTrimmed(high, decimals);
    text.add("\",\"low\":\"").addTrimmed(low, decimals);
    text.add("\",\"volume\":\"").addTrimmed(volume, instrument.quantityDecimals());
    text.add("\",\"turnover\":\"");
    int fine = decimals + instrument.quantityDecimals();
    text.addTrimmed(
        RecordingGenerator.rescale(turnover, fine, TURNOVER_DECIMALS), TURNOVER_DECIMALS);
    text.add("\",\"confirm\":").add(confirmed ? "true" : "false");
    text.add(",\"timestamp\":").add(Math.min(atMs, Math.max(startMs, lastTradeMs))).add('}');
    changed = false;
  }
}
