package ringside.adapters.recording;

/**
 * An instrument whose market a {@link RecordingGenerator} makes up.
 *
 * @param priceDecimals how many the venue writes; may be more than the tick needs
 * @param tickUnits the tick in units of the last decimal written
 * @param quantityDecimals how many the venue writes; one unit of the last is the lot
 * @param startPriceTicks where the price starts, and what it comes back to, in ticks
 */
public record GeneratedInstrument(
    String symbol, int priceDecimals, int tickUnits, int quantityDecimals, long startPriceTicks) {
  private static final int MAX_DECIMALS = 6;
  private static final long MIN_START_TICKS = 10_000;
  private static final long MAX_START_UNITS = 10_000_000_000L;

  /**
   * @throws IllegalArgumentException for what no market could be made of
   */
  public GeneratedInstrument {
    if (RecordedTopic.parse("tickers." + symbol) == null) {
      throw new IllegalArgumentException("symbol \"" + symbol + "\": capitals and digits");
    }
    if (priceDecimals < 0
        || priceDecimals > MAX_DECIMALS
        || quantityDecimals < 0
        || quantityDecimals > MAX_DECIMALS
        || tickUnits < 1) {
      throw new IllegalArgumentException(
          symbol + ": decimals are 0 to 6, the tick at least 1 unit");
    }
    if (startPriceTicks < MIN_START_TICKS || startPriceTicks > MAX_START_UNITS / tickUnits) {
      throw new IllegalArgumentException(
          symbol + ": the price starts at 10^4 ticks or more, up to 10^10 units");
    }
  }

  /** One that looks like the well-known contract of this name, or like a small coin. */
  public static GeneratedInstrument of(String symbol) {
    return switch (symbol) {
      case "BTCUSDT" -> new GeneratedInstrument(symbol, 2, 10, 3, 651_140);
      case "ETHUSDT" -> new GeneratedInstrument(symbol, 2, 1, 2, 192_250);
      default -> new GeneratedInstrument(symbol, 4, 1, 0, 19_530);
    };
  }
}
