package ringside.adapters.recording;

import java.util.Set;

/**
 * A topic of Bybit's v5 public linear stream that the feed knows.
 *
 * @param name as the venue writes it
 */
record RecordedTopic(String name, Kind kind, String symbol) {
  enum Kind {
    ORDERBOOK,
    PUBLIC_TRADE,
    TICKERS,
    KLINE,
    ALL_LIQUIDATION
  }

  private static final Set<String> DEPTHS = Set.of("1", "50", "200", "500", "1000");
  private static final Set<String> INTERVALS =
      Set.of("1", "3", "5", "15", "30", "60", "120", "240", "360", "720", "D", "W", "M");
  private static final int MAX_SYMBOL = 32;

  /** Null for what is no such topic. */
  static RecordedTopic parse(String name) {
    int first = name.indexOf('.');
    int last = name.lastIndexOf('.');
    if (first < 0 || !isSymbol(name, last + 1)) {
      return null;
    }
    String family = name.substring(0, first);
    String parameter = first == last ? "" : name.substring(first + 1, last);
    Kind kind =
        switch (family) {
          case "orderbook" -> DEPTHS.contains(parameter) ? Kind.ORDERBOOK : null;
          case "kline" -> INTERVALS.contains(parameter) ? Kind.KLINE : null;
          case "publicTrade" -> parameter.isEmpty() ? Kind.PUBLIC_TRADE : null;
          case "tickers" -> parameter.isEmpty() ? Kind.TICKERS : null;
          case "allLiquidation" -> parameter.isEmpty() ? Kind.ALL_LIQUIDATION : null;
          default -> null;
        };
    boolean doubleDot = first != last && parameter.isEmpty();
    return kind == null || doubleDot
        ? null
        : new RecordedTopic(name, kind, name.substring(last + 1));
  }

  private static boolean isSymbol(String name, int from) {
    int length = name.length() - from;
    if (length < 1 || length > MAX_SYMBOL) {
      return false;
    }
    for (int i = from; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') && c != '-') {
        return false;
      }
    }
    return true;
  }
}
