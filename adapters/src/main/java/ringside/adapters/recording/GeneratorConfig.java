package ringside.adapters.recording;

import java.util.List;

/**
 * What a {@link RecordingGenerator} makes. Immutable; the same values give the same bytes, always.
 *
 * @param startMs venue time of the first message, epoch ms
 * @param durationMs of venue time
 * @param bookIntervalMs between two messages of one book; the venue's own is 20 for 50 levels
 * @param bookDepth levels a side: 50, 200, 500 or 1000
 * @param tradeIntervalMs on average between two trade messages of one instrument
 */
public record GeneratorConfig(
    long seed,
    List<GeneratedInstrument> instruments,
    long startMs,
    long durationMs,
    int bookIntervalMs,
    int bookDepth,
    int tradeIntervalMs) {
  private static final long DEFAULT_START_MS = 1_767_225_600_000L;
  private static final int DEFAULT_DURATION_MS = 30_000;

  /**
   * @throws IllegalArgumentException for values without a market
   */
  public GeneratorConfig {
    instruments = List.copyOf(instruments);
    if (instruments.isEmpty()
        || instruments.stream().map(GeneratedInstrument::symbol).distinct().count()
            != instruments.size()) {
      throw new IllegalArgumentException("instruments: at least one, each symbol once");
    }
    if (startMs < 0 || durationMs < 1 || bookIntervalMs < 1 || tradeIntervalMs < 1) {
      throw new IllegalArgumentException("start is epoch ms; duration and intervals are above 0");
    }
    if (bookDepth == 1 || RecordedTopic.parse("orderbook." + bookDepth + ".X") == null) {
      throw new IllegalArgumentException("book depth " + bookDepth + ": 50, 200, 500 or 1000");
    }
  }

  /** Half a minute of BTCUSDT and ETHUSDT, from the first instant of 2026, at the venue's rates. */
  public static GeneratorConfig defaults() {
    return new GeneratorConfig(
        1,
        List.of(GeneratedInstrument.of("BTCUSDT"), GeneratedInstrument.of("ETHUSDT")),
        DEFAULT_START_MS,
        DEFAULT_DURATION_MS,
        20,
        50,
        300);
  }

  public GeneratorConfig withSeed(long other) {
    return new GeneratorConfig(
        other, instruments, startMs, durationMs, bookIntervalMs, bookDepth, tradeIntervalMs);
  }

  /** Of these symbols, as {@link GeneratedInstrument#of} has them. */
  public GeneratorConfig withSymbols(List<String> symbols) {
    return new GeneratorConfig(
        seed,
        symbols.stream().map(GeneratedInstrument::of).toList(),
        startMs,
        durationMs,
        bookIntervalMs,
        bookDepth,
        tradeIntervalMs);
  }

  public GeneratorConfig withStartMs(long other) {
    return new GeneratorConfig(
        seed, instruments, other, durationMs, bookIntervalMs, bookDepth, tradeIntervalMs);
  }

  public GeneratorConfig withDurationMs(long other) {
    return new GeneratorConfig(
        seed, instruments, startMs, other, bookIntervalMs, bookDepth, tradeIntervalMs);
  }

  /** This many levels a side, a message every so many ms. */
  public GeneratorConfig withBook(int depth, int intervalMs) {
    return new GeneratorConfig(
        seed, instruments, startMs, durationMs, intervalMs, depth, tradeIntervalMs);
  }

  public GeneratorConfig withTradeIntervalMs(int other) {
    return new GeneratorConfig(
        seed, instruments, startMs, durationMs, bookIntervalMs, bookDepth, other);
  }
}
