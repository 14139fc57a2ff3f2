package ringside.adapters.sim.market;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ringside.adapters.recording.RecordedLine;
import ringside.adapters.recording.RecordedLines;
import ringside.adapters.recording.RecordingSource;
import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.MarketSink;
import ringside.adapters.sim.MarketSource;

/**
 * A recording of Bybit's public linear stream as a market: books, trades, tickers and liquidations;
 * candles follow from the trades. Times are the messages' own, from the first one on. Read twice:
 * once to see what is in it, once to play it; held is one message at a time. One thread.
 *
 * <p>When it ends it begins anew, if so wanted: the last book stands until the recording's first
 * snapshot replaces it. Prices then step back to where they began.
 */
public final class RecordedMarketSource implements MarketSource {
  private static final long MS = 1_000_000L;
  private static final long PAUSE_NS = 100 * MS;

  private final RecordingSource recording;
  private final boolean repeats;
  private final Map<String, RecordedSymbol> symbols = new LinkedHashMap<>();
  private final List<Instrument> instruments = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final RecordedMessage message = new RecordedMessage();
  private final long firstMs;
  private RecordedLines lines;
  private long passNs;
  private long nextNs;
  private boolean waiting;

  /**
   * @param only these symbols; empty: all
   * @param given rules of symbols; those of others are taken from the venue's own or inferred
   * @param repeats whether it begins anew when it ends
   * @throws MarketException when there is no market in it
   * @throws ringside.adapters.recording.RecordingException when it cannot be read
   */
  public RecordedMarketSource(
      RecordingSource recording, List<String> only, List<Instrument> given, boolean repeats) {
    this.recording = recording;
    this.repeats = repeats;
    RecordedContents contents = RecordedContents.of(recording);
    warnings.addAll(contents.warnings());
    Markets.require(
        recording.name(),
        only,
        contents.usable().stream().map(RecordedContents.Found::symbol).toList());
    for (RecordedContents.Found found : contents.usable()) {
      if (!only.isEmpty() && !only.contains(found.symbol())) {
        continue;
      }
      Instrument instrument =
          given.stream()
              .filter(each -> each.symbol().equals(found.symbol()))
              .findFirst()
              .orElseGet(found::instrument);
      symbols.put(found.symbol(), found.toSymbol(instruments.size(), instrument));
      instruments.add(instrument);
    }
    if (instruments.isEmpty()) {
      throw new MarketException(
          recording.name()
              + ": no market in it: wanted are messages of Bybit's topics orderbook.N.SYMBOL, with"
              + " a snapshot"
              + (warnings.isEmpty() ? "" : " (" + String.join("; ", warnings) + ")"));
    }
    firstMs = contents.firstMs();
    lines = recording.open();
    readAhead();
  }

  /** What was lacking in the recording and how that is dealt with, each one line for the user. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** When the recording began: epoch ns of this source's time 0. */
  public long beganNs() {
    return firstMs * MS;
  }

  @Override
  public List<Instrument> instruments() {
    return List.copyOf(instruments);
  }

  @Override
  public long nextNs() {
    return waiting ? nextNs : ENDED;
  }

  @Override
  public void advance(MarketSink sink) {
    long nowNs = nextNs;
    while (waiting && nextNs == nowNs) {
      symbols.get(message.symbol).apply(message, nowNs, sink);
      readAhead();
    }
  }

  /** Finds the next message of use, in this pass or the next. */
  private void readAhead() {
    waiting = false;
    boolean anew = false;
    while (!waiting) {
      RecordedLine line = lines.next();
      if (line == null) {
        lines.close();
        if (!repeats || anew) {
          return;
        }
        anew = true;
        lines = recording.open();
        passNs = nextNs + PAUSE_NS;
        symbols.values().forEach(RecordedSymbol::restart);
        continue;
      }
      message.read(line);
      if (message.kind.isUsed() && symbols.containsKey(message.symbol)) {
        nextNs = Math.max(nextNs, passNs + (message.timeMs - firstMs) * MS);
        waiting = true;
      }
    }
  }

  @Override
  public void close() {
    lines.close();
  }
}
