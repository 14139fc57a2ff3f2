package ringside.adapters.sim.market;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ringside.adapters.recording.RecordedLine;
import ringside.adapters.recording.RecordedLines;
import ringside.adapters.recording.RecordingSource;
import ringside.adapters.sim.Instrument;

/** What a recording holds, found in one pass over all of it. */
final class RecordedContents {
  private final String name;
  private final Map<String, Found> found = new LinkedHashMap<>();
  private final List<String> warnings = new ArrayList<>();
  private long firstMs = Long.MAX_VALUE;
  private long bad;
  private long firstBad;

  private RecordedContents(String name) {
    this.name = name;
  }

  static RecordedContents of(RecordingSource recording) {
    RecordedContents contents = new RecordedContents(recording.name());
    RecordedMessage message = new RecordedMessage();
    try (RecordedLines lines = recording.open()) {
      for (RecordedLine line = lines.next(); line != null; line = lines.next()) {
        message.read(line);
        contents.add(message, line.number());
      }
      if (lines.warning() != null) {
        contents.warnings.add(lines.warning());
      }
    }
    contents.judge();
    return contents;
  }

  private void add(RecordedMessage message, long number) {
    if (message.kind == RecordedMessage.Kind.BAD) {
      bad++;
      firstBad = firstBad == 0 ? number : firstBad;
    } else if (message.kind.isUsed()) {
      firstMs = Math.min(firstMs, message.timeMs);
      found.computeIfAbsent(message.symbol, Found::new).add(message);
    }
  }

  private void judge() {
    if (bad > 0) {
      warnings.add(
          name
              + ": "
              + bad
              + " messages cannot be read and are left out, the first is line "
              + firstBad);
    }
    for (Found each : found.values()) {
      each.judge(name, warnings);
    }
  }

  List<String> warnings() {
    return warnings;
  }

  long firstMs() {
    return firstMs;
  }

  List<Found> usable() {
    return found.values().stream().filter(each -> each.depth > 0).toList();
  }

  /** What there is of one symbol. */
  static final class Found {
    private final String symbol;
    private final InferredInstrument inferred;
    private int depth;
    private boolean hasTrades;
    private boolean hasMark;
    private boolean hasIndex;

    Found(String symbol) {
      this.symbol = symbol;
      inferred = new InferredInstrument(symbol);
    }

    private void add(RecordedMessage message) {
      switch (message.kind) {
        case BOOK -> {
          if (message.snapshot && message.rows > 0) {
            depth = Math.max(depth, message.depth);
          }
        }
        case TRADES -> hasTrades = true;
        case TICKER -> {
          hasMark |= message.markE9 > 0;
          hasIndex |= message.indexE9 > 0;
        }
        default -> {}
      }
      if (message.kind == RecordedMessage.Kind.BOOK
          || message.kind == RecordedMessage.Kind.TRADES) {
        for (int i = 0; i < message.rows; i++) {
          inferred.price(message.pricesE9[i]);
          inferred.quantity(message.quantitiesE9[i]);
        }
      }
    }

    private void judge(String name, List<String> warnings) {
      String who = name + ": " + symbol + ": ";
      if (depth == 0) {
        warnings.add(who + "no snapshot of its book, so it is left out");
        return;
      }
      if (!hasTrades) {
        warnings.add(who + "no trades; a least one is put in where the best bid moves");
      }
      if (!hasMark || !hasIndex) {
        String missing = hasMark ? "index price" : hasIndex ? "mark price" : "mark or index price";
        String instead =
            hasMark ? "the mark price" : hasIndex ? "the index price" : "the middle of the book";
        warnings.add(who + "no " + missing + "; " + instead + " stands for it");
      }
    }

    String symbol() {
      return symbol;
    }

    Instrument instrument() {
      return inferred.instrument();
    }

    RecordedSymbol toSymbol(int index, Instrument instrument) {
      return new RecordedSymbol(index, instrument, depth, hasTrades, hasMark, hasIndex);
    }
  }
}
