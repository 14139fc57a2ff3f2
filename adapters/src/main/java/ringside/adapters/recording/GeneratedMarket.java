package ringside.adapters.recording;

import java.util.SplittableRandom;
import ringside.adapters.recording.RecordedLine.Kind;

/**
 * One instrument's made-up market: what happens next and when, and the venue's message of it. Time
 * is virtual, and all of it follows from the random numbers handed in. One thread.
 */
final class GeneratedMarket {
  private static final long TICKER_INTERVAL_MS = 100;
  private static final long CANDLE_INTERVAL_MS = 1000;
  private static final int LIQUIDATION_INTERVAL_MS = 20_000;
  private static final int MAX_TRADES = 12;

  private enum Happening {
    TICKER,
    BOOK,
    CANDLE,
    TRADE,
    LIQUIDATION
  }

  private static final Happening[] HAPPENINGS = Happening.values();

  private final GeneratedInstrument instrument;
  private final GeneratorConfig config;
  private final SplittableRandom random;
  private final GeneratedBook book;
  private final GeneratedTicker ticker;
  private final GeneratedCandle candle;
  private final TextBuffer text = new TextBuffer();
  private final long[] dueMs = new long[HAPPENINGS.length];
  private final String bookTopic;
  private final String tickerTopic;
  private final String candleTopic;
  private final String tradeTopic;
  private final String liquidationTopic;

  private Happening next;
  private boolean bookStarted;
  private long updateId;
  private long sequence;
  private long lastPrice;
  private int tickDirection;

  GeneratedMarket(GeneratedInstrument instrument, GeneratorConfig config, SplittableRandom random) {
    this.instrument = instrument;
    this.config = config;
    this.random = random;
    String symbol = instrument.symbol();
    bookTopic = "orderbook." + config.bookDepth() + "." + symbol;
    tickerTopic = "tickers." + symbol;
    candleTopic = "kline.1." + symbol;
    tradeTopic = "publicTrade." + symbol;
    liquidationTopic = "allLiquidation." + symbol;
    book = new GeneratedBook(instrument, config.bookDepth(), random);
    ticker = new GeneratedTicker(instrument);
    lastPrice = units(book.bids().best());
    candle = new GeneratedCandle(instrument, config.startMs(), lastPrice);
    updateId = 10_000_000L + random.nextInt(10_000_000);
    sequence = 400_000_000_000L + random.nextInt(1_000_000_000);
    for (Happening each : HAPPENINGS) {
      dueMs[each.ordinal()] = config.startMs();
    }
    dueMs[Happening.TRADE.ordinal()] += 1L + random.nextInt(2 * config.tradeIntervalMs());
    dueMs[Happening.LIQUIDATION.ordinal()] += 1L + random.nextInt(LIQUIDATION_INTERVAL_MS);
    findNext();
  }

  private long units(long ticks) {
    return ticks * instrument.tickUnits();
  }

  private void findNext() {
    next = HAPPENINGS[0];
    for (Happening each : HAPPENINGS) {
      if (dueMs[each.ordinal()] < dueMs[next.ordinal()]) {
        next = each;
      }
    }
  }

  /** When the next thing happens. */
  long nextMs() {
    return dueMs[next.ordinal()];
  }

  /** Lets the next thing happen; returns its message, or null when there is nothing to say. */
  RecordedLine advance(long lineNumber) {
    Happening happening = next;
    long nowMs = nextMs();
    sequence += 1L + random.nextInt(3000);
    text.clear();
    RecordedLine line =
        switch (happening) {
          case TICKER -> ticker(lineNumber, nowMs);
          case BOOK -> book(lineNumber, nowMs);
          case CANDLE -> candle(lineNumber, nowMs);
          case TRADE -> trades(lineNumber, nowMs);
          case LIQUIDATION -> liquidation(lineNumber, nowMs);
        };
    findNext();
    return line;
  }

  private RecordedLine line(long number, String topic, long tsMs, Kind kind) {
    return new RecordedLine(number, text.toBytes(), topic, tsMs, kind);
  }

  private RecordedLine ticker(long number, long nowMs) {
    dueMs[Happening.TICKER.ordinal()] = nowMs + TICKER_INTERVAL_MS;
    ticker.update(book, nowMs);
    Kind kind = ticker.isStarted() ? Kind.DELTA : Kind.SNAPSHOT;
    text.add("{\"topic\":\"").add(tickerTopic);
    text.add(kind == Kind.DELTA ? "\",\"type\":\"delta\"" : "\",\"type\":\"snapshot\"");
    text.add(",\"data\":{\"symbol\":\"").add(instrument.symbol()).add('"');
    if (!ticker.write(text)) {
      return null;
    }
    long tsMs = nowMs + 3;
    text.add("},\"cs\":").add(sequence).add(",\"ts\":").add(tsMs).add('}');
    return line(number, tickerTopic, tsMs, kind);
  }

  private RecordedLine book(long number, long nowMs) {
    dueMs[Happening.BOOK.ordinal()] = nowMs + config.bookIntervalMs();
    Kind kind = bookStarted ? Kind.DELTA : Kind.SNAPSHOT;
    if (bookStarted) {
      book.evolve();
    }
    long tsMs = nowMs + 1L + random.nextInt(Math.min(3, config.bookIntervalMs()));
    text.add("{\"topic\":\"").add(bookTopic);
    text.add(
        kind == Kind.DELTA ? "\",\"type\":\"delta\",\"ts\":" : "\",\"type\":\"snapshot\",\"ts\":");
    text.add(tsMs).add(",\"data\":{\"s\":\"").add(instrument.symbol()).add("\",");
    if (!bookStarted) {
      book.writeAll(text);
    } else if (book.writeChanges(text) == 0) {
      return null;
    }
    bookStarted = true;
    updateId++;
    text.add(",\"u\":").add(updateId).add(",\"seq\":").add(sequence);
    text.add("},\"cts\":").add(nowMs).add('}');
    return line(number, bookTopic, tsMs, kind);
  }

  private RecordedLine candle(long number, long nowMs) {
    boolean confirmed = nowMs >= candle.endMs();
    if (!confirmed && !candle.isChanged()) {
      planCandle(nowMs);
      return null;
    }
    text.add("{\"topic\":\"").add(candleTopic).add("\",\"data\":[");
    candle.write(text, nowMs, confirmed);
    text.add("],\"ts\":").add(nowMs).add(",\"type\":\"snapshot\"}");
    if (confirmed) {
      candle.roll();
    }
    planCandle(nowMs);
    return line(number, candleTopic, nowMs, Kind.SNAPSHOT);
  }

  /** Once a second, and exactly when the minute ends. */
  private void planCandle(long nowMs) {
    dueMs[Happening.CANDLE.ordinal()] = Math.min(nowMs + CANDLE_INTERVAL_MS, candle.endMs());
  }

  private RecordedLine trades(long number, long nowMs) {
    dueMs[Happening.TRADE.ordinal()] = nowMs + 1L + random.nextInt(2 * config.tradeIntervalMs());
    boolean buy = random.nextBoolean();
    GeneratedSide side = buy ? book.asks() : book.bids();
    int count = 1 + (random.nextInt(3) == 0 ? random.nextInt(MAX_TRADES) : 0);
    long tsMs = nowMs + 1;
    text.add("{\"topic\":\"").add(tradeTopic).add("\",\"type\":\"snapshot\",\"ts\":").add(tsMs);
    text.add(",\"data\":[");
    for (int i = 0; i < count; i++) {
      long price = units(side.best());
      long lots = Math.min(side.quantity(), side.bestQuantity());
      side.take(lots);
      if (price != lastPrice) {
        tickDirection = price > lastPrice ? 0 : 2;
      } else {
        tickDirection |= 1;
      }
      lastPrice = price;
      ticker.onTrade(price, lots, tickDirection);
      candle.onTrade(price, lots, nowMs);
      text.add("{\"T\":").add(nowMs).add(",\"s\":\"").add(instrument.symbol());
      text.add(buy ? "\",\"S\":\"Buy\",\"v\":\"" : "\",\"S\":\"Sell\",\"v\":\"");
      text.addDecimal(lots, instrument.quantityDecimals()).add("\",\"p\":\"");
      text.addDecimal(price, instrument.priceDecimals()).add("\",\"L\":\"");
      text.add(GeneratedTicker.tickDirection(tickDirection)).add("\",\"i\":\"");
      writeTradeId();
      text.add("\",\"BT\":false,\"RPI\":false,\"seq\":").add(sequence).add("},");
    }
    text.dropLast(',').add("]}");
    return line(number, tradeTopic, tsMs, Kind.SNAPSHOT);
  }

  private void writeTradeId() {
    long high = random.nextLong();
    long low = random.nextLong();
    text.addHex(high >>> 32, 8).add('-').addHex(high >>> 16, 4).add("-5").addHex(high, 3);
    text.add('-').addHex(0x8000 | (low >>> 48 & 0x3fff), 4).add('-').addHex(low, 12);
  }

  private RecordedLine liquidation(long number, long nowMs) {
    dueMs[Happening.LIQUIDATION.ordinal()] =
        nowMs + 1L + random.nextInt(2 * LIQUIDATION_INTERVAL_MS);
    boolean buy = random.nextBoolean();
    long ticks = (buy ? book.bids() : book.asks()).best();
    long bankrupt = ticks + (buy ? -1 : 1) * (ticks / 200);
    long tsMs = nowMs + 2;
    text.add("{\"topic\":\"").add(liquidationTopic).add("\",\"type\":\"snapshot\",\"ts\":");
    text.add(tsMs).add(",\"data\":[{\"T\":").add(nowMs).add(",\"s\":\"").add(instrument.symbol());
    text.add(buy ? "\",\"S\":\"Buy\",\"v\":\"" : "\",\"S\":\"Sell\",\"v\":\"");
    text.addDecimal(book.bids().quantity(), instrument.quantityDecimals()).add("\",\"p\":\"");
    text.addDecimal(units(bankrupt), instrument.priceDecimals()).add("\"}]}");
    return line(number, liquidationTopic, tsMs, Kind.SNAPSHOT);
  }
}
