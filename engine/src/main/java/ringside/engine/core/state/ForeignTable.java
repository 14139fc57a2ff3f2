package ringside.engine.core.state;

import java.util.Arrays;
import ringside.journal.codec.ForeignExposureDecoder;

/**
 * What an account has at instruments that no config names: the latest word on each symbol. Engine
 * thread only; allocates when it hears of a symbol for the first time.
 */
public final class ForeignTable implements StateTable {
  private static final Entry[] NONE = {};

  private Entry[] entries = NONE;

  /** One symbol. */
  public static final class Entry implements StateTable {
    private final IdText symbol = new IdText();
    private long longE9;
    private long shortE9;
    private long openOrders;

    private Entry() {}

    public IdText symbol() {
      return symbol;
    }

    /** Bought, or a long leg's size. */
    public long longE9() {
      return longE9;
    }

    /** Sold, or a short leg's size; positive. */
    public long shortE9() {
      return shortE9;
    }

    public long openOrders() {
      return openOrders;
    }

    @Override
    public void describe(StateSink sink) {
      symbol.describe(sink);
      sink.putLong(longE9);
      sink.putLong(shortE9);
      sink.putLong(openOrders);
    }
  }

  public int size() {
    return entries.length;
  }

  public Entry at(int place) {
    return entries[place];
  }

  /** Takes the latest word; what was different goes into the outcome. */
  void fold(ForeignExposureDecoder event, IdText symbol, AccountOutcome about) {
    if (event.longE9() < 0 || event.shortE9() < 0) {
      throw new IllegalStateException("foreign exposure of a negative size");
    }
    Entry entry = obtain(symbol);
    about.foreign = entry;
    about.foreignPositionChanged =
        entry.longE9 != event.longE9() || entry.shortE9 != event.shortE9();
    about.foreignOrdersChanged = entry.openOrders != event.openOrders();
    entry.longE9 = event.longE9();
    entry.shortE9 = event.shortE9();
    entry.openOrders = event.openOrders();
  }

  @Override
  public void describe(StateSink sink) {
    sink.putLong(entries.length);
    for (Entry entry : entries) {
      entry.describe(sink);
    }
  }

  private Entry obtain(IdText symbol) {
    for (Entry entry : entries) {
      if (entry.symbol.sameAs(symbol)) {
        return entry;
      }
    }
    Entry entry = new Entry();
    entry.symbol.set(symbol);
    entries = Arrays.copyOf(entries, entries.length + 1);
    entries[entries.length - 1] = entry;
    return entry;
  }
}
