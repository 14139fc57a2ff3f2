package ringside.engine.boot;

import java.util.LinkedHashMap;
import java.util.Map;
import ringside.adapters.recording.RecordingScan;
import ringside.journal.codec.InstrumentDefinedEncoder;
import ringside.journal.codec.InstrumentStatus;
import ringside.journal.codec.RulesSource;
import ringside.journal.event.Catalog;
import ringside.journal.event.RecordBuffer;

/**
 * The instruments of a recording: as its topics name them, with rules read off its prices and
 * quantities, and marked so. Good for looking; no real order is ever sent by such rules.
 */
public final class RecordedInstruments {
  /** The venue that recordings are of. */
  public static final String VENUE = "bybit";

  /** What the catalog calls the stream that they come by. */
  public static final String SOURCE = "bybit-linear-public";

  private static final long SMALLEST = 1;

  private RecordedInstruments() {}

  /** Gives each symbol its index in the catalog, in order of first appearance. */
  public static Map<String, Integer> register(RecordingScan scan, Catalog catalog) {
    Map<String, Integer> indices = new LinkedHashMap<>();
    for (String symbol : scan.symbols()) {
      indices.put(symbol, catalog.instrument(VENUE, symbol));
    }
    return indices;
  }

  /** Writes an InstrumentDefined for each symbol. */
  public static void define(
      RecordingScan scan, Map<String, Integer> indices, int source, long timeNs, RecordBuffer out) {
    InstrumentDefinedEncoder defined = new InstrumentDefinedEncoder();
    for (String symbol : scan.symbols()) {
      RecordingScan.InferredRules rules = scan.rules().get(symbol);
      defined.wrap(out.buffer(), out.begin(InstrumentDefinedEncoder.TEMPLATE_ID));
      defined.header().timeNs(timeNs).source(source).instrument(indices.get(symbol));
      defined
          .tickE9(rules == null ? SMALLEST : rules.tickE9())
          .lotE9(rules == null ? SMALLEST : rules.lotE9())
          .status(InstrumentStatus.TRADING)
          .rules(RulesSource.INFERRED)
          .symbol(symbol)
          .baseCoin("")
          .quoteCoin("")
          .settleCoin("");
      out.end(defined.encodedLength());
    }
  }
}
