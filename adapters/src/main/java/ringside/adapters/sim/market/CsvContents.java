package ringside.adapters.sim.market;

import java.nio.file.Path;
import ringside.adapters.sim.Instrument;

/** What a CSV market holds, found in one pass that reads every line. Immutable. */
final class CsvContents {
  private static final long LEAST_LOTS = 1_000;
  private static final int ROWS_A_LEVEL = 2;

  private final boolean candles;
  private final long firstNs;
  private final long lastNs;
  private final long candleNs;
  private final long meanVolumeE9;
  private final Instrument instrument;

  private CsvContents(
      boolean candles,
      long firstNs,
      long lastNs,
      long candleNs,
      long meanVolumeE9,
      Instrument instrument) {
    this.candles = candles;
    this.firstNs = firstNs;
    this.lastNs = lastNs;
    this.candleNs = candleNs;
    this.meanVolumeE9 = meanVolumeE9;
    this.instrument = instrument;
  }

  static CsvContents of(Path file, CsvColumns columns, String namedSymbol) {
    try (CsvRows rows = CsvRows.open(file, columns)) {
      CsvRow first = rows.next();
      if (first == null) {
        throw new MarketException(rows.where() + ": no line after the header");
      }
      boolean candles = rows.columns().areCandles();
      String symbol = first.symbol().isEmpty() ? namedSymbol : first.symbol();
      InferredInstrument inferred = new InferredInstrument(symbol);
      CsvRow before = null;
      CsvRow last = first;
      long candleNs = Long.MAX_VALUE;
      long count = 0;
      double volume = 0;
      for (CsvRow row = first; row != null; row = rows.next()) {
        if (!row.symbol().equals(first.symbol())) {
          throw new MarketException(
              rows.where()
                  + ": symbol "
                  + row.symbol()
                  + " after "
                  + first.symbol()
                  + "; a file has one symbol");
        }
        for (long priceE9 :
            new long[] {Math.max(0, row.openE9()), row.highE9(), row.lowE9(), row.closeE9()}) {
          inferred.price(priceE9);
        }
        if (!candles) {
          inferred.quantity(row.volumeE9());
        }
        if (before != null) {
          candleNs = Math.min(candleNs, row.timeNs() - before.timeNs());
        }
        volume += Math.max(0, row.volumeE9());
        count++;
        before = row;
        last = row;
      }
      return new CsvContents(
          candles,
          first.timeNs(),
          last.timeNs(),
          candleNs == Long.MAX_VALUE ? 60_000_000_000L : candleNs,
          (long) (volume / count),
          inferred.instrument());
    }
  }

  long firstNs() {
    return firstNs;
  }

  /** How long a candle is: the least difference of two times. */
  long candleNs() {
    return candleNs;
  }

  /** How long one pass is. */
  long lengthNs() {
    return lastNs - firstNs + (candles ? candleNs : 1_000_000_000L);
  }

  Instrument instrument() {
    return instrument;
  }

  /** The size of a level of the synthetic book: half of what a line trades on average. */
  long levelE9(Instrument of) {
    return Math.max(LEAST_LOTS, meanVolumeE9 / ROWS_A_LEVEL / of.lotE9()) * of.lotE9();
  }
}
