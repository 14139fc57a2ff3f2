package ringside.adapters.bybit;

/**
 * A topic of the public stream, taken apart: {@code orderbook.50.BTCUSDT}, {@code
 * publicTrade.BTCUSDT}, {@code tickers.BTCUSDT}, {@code kline.5.BTCUSDT}, {@code
 * allLiquidation.BTCUSDT}. Reused from message to message.
 */
final class Topic {
  enum Kind {
    NONE,
    BOOK,
    TRADES,
    TICKER,
    CANDLES,
    LIQUIDATIONS
  }

  /** Levels a side that the venue offers; 500 only in its downloads. */
  static final int[] DEPTHS = {1, 50, 200, 500, 1000};

  private static final String BOOK = "orderbook.";
  private static final String TRADES = "publicTrade.";
  private static final String TICKER = "tickers.";
  private static final String CANDLES = "kline.";
  private static final String LIQUIDATIONS = "allLiquidation.";

  private static final int[] MINUTES = {1, 3, 5, 15, 30, 60, 120, 240, 360, 720};
  private static final int MINUTES_A_DAY = 1440;

  private final SymbolTable symbols;
  private Kind kind = Kind.NONE;
  private int slot = SymbolTable.NONE;
  private int depthIndex;
  private int intervalMinutes;

  Topic(SymbolTable symbols) {
    this.symbols = symbols;
  }

  void clear() {
    kind = Kind.NONE;
    slot = SymbolTable.NONE;
  }

  void parse(char[] text, int offset, int length) throws RejectedException {
    clear();
    int end = offset + length;
    if (starts(BOOK, text, offset, length)) {
      int dot = dot(text, offset + BOOK.length(), end);
      depthIndex = indexOf(DEPTHS, number(text, offset + BOOK.length(), dot));
      symbol(Kind.BOOK, text, dot + 1, end);
    } else if (starts(TICKER, text, offset, length)) {
      symbol(Kind.TICKER, text, offset + TICKER.length(), end);
    } else if (starts(TRADES, text, offset, length)) {
      symbol(Kind.TRADES, text, offset + TRADES.length(), end);
    } else if (starts(CANDLES, text, offset, length)) {
      int dot = dot(text, offset + CANDLES.length(), end);
      intervalMinutes = interval(text, offset + CANDLES.length(), dot);
      symbol(Kind.CANDLES, text, dot + 1, end);
    } else if (starts(LIQUIDATIONS, text, offset, length)) {
      symbol(Kind.LIQUIDATIONS, text, offset + LIQUIDATIONS.length(), end);
    } else {
      throw RejectedException.of(RejectReason.UNKNOWN_TOPIC);
    }
  }

  Kind kind() {
    return kind;
  }

  /** The symbol's place in the symbol table. */
  int slot() {
    return slot;
  }

  String symbol() {
    return symbols.symbol(slot);
  }

  int instrument() {
    return symbols.instrument(slot);
  }

  /** The book's place in {@link #DEPTHS}. */
  int depthIndex() {
    return depthIndex;
  }

  int depth() {
    return DEPTHS[depthIndex];
  }

  int intervalMinutes() {
    return intervalMinutes;
  }

  /** The place of a depth in {@link #DEPTHS}, or -1. */
  static int depthIndexOf(int depth) {
    for (int i = 0; i < DEPTHS.length; i++) {
      if (DEPTHS[i] == depth) {
        return i;
      }
    }
    return -1;
  }

  /** The minutes of an interval as the venue names it: minutes, or D, W, M. */
  static int interval(char[] text, int from, int to) throws RejectedException {
    char first = to - from == 1 ? text[from] : ' ';
    return switch (first) {
      case 'D' -> MINUTES_A_DAY;
      case 'W' -> 7 * MINUTES_A_DAY;
      case 'M' -> 30 * MINUTES_A_DAY;
      default -> MINUTES[indexOf(MINUTES, number(text, from, to))];
    };
  }

  private void symbol(Kind found, char[] text, int from, int to) throws RejectedException {
    slot = symbols.find(text, from, to - from);
    if (slot == SymbolTable.NONE) {
      throw RejectedException.of(RejectReason.UNKNOWN_SYMBOL);
    }
    kind = found;
  }

  private static boolean starts(String prefix, char[] text, int offset, int length) {
    return length > prefix.length() && SymbolTable.matches(prefix, text, offset, prefix.length());
  }

  private static int dot(char[] text, int from, int end) throws RejectedException {
    for (int i = from; i < end; i++) {
      if (text[i] == '.') {
        return i;
      }
    }
    throw RejectedException.of(RejectReason.UNKNOWN_TOPIC);
  }

  private static int number(char[] text, int from, int to) {
    if (to == from || to - from > 4) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return -1;
      }
      value = value * 10 + (text[i] - '0');
    }
    return value;
  }

  private static int indexOf(int[] allowed, int value) throws RejectedException {
    for (int i = 0; i < allowed.length; i++) {
      if (allowed[i] == value) {
        return i;
      }
    }
    throw RejectedException.of(RejectReason.UNKNOWN_TOPIC);
  }
}
