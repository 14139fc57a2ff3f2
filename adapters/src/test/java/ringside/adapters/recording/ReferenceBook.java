package ringside.adapters.recording;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The slow and simple book, from the text by regular expressions. */
final class ReferenceBook {
  private static final Pattern LEVEL = Pattern.compile("\\[\"([0-9.]+)\",\"([0-9.]+)\"\\]");
  private static final Pattern UPDATE_ID = Pattern.compile("\"u\":([0-9]+)");

  private final TreeMap<BigDecimal, String> bids = new TreeMap<>();
  private final TreeMap<BigDecimal, String> asks = new TreeMap<>();
  private long updateId;

  void apply(String message) {
    if (message.contains("\"type\":\"snapshot\"")) {
      bids.clear();
      asks.clear();
    }
    apply(bids, part(message, "\"b\":["));
    apply(asks, part(message, "\"a\":["));
    updateId = updateIdOf(message);
  }

  private static String part(String message, String from) {
    int start = message.indexOf(from) + from.length();
    int end = start;
    for (int depth = 1; depth > 0; end++) {
      depth += message.charAt(end) == '[' ? 1 : message.charAt(end) == ']' ? -1 : 0;
    }
    return message.substring(start, end);
  }

  private static void apply(TreeMap<BigDecimal, String> side, String levels) {
    Matcher level = LEVEL.matcher(levels);
    while (level.find()) {
      BigDecimal price = new BigDecimal(level.group(1));
      if (new BigDecimal(level.group(2)).signum() == 0) {
        side.remove(price);
      } else {
        side.put(price, "[\"" + level.group(1) + "\",\"" + level.group(2) + "\"]");
      }
    }
  }

  static long updateIdOf(String message) {
    Matcher matcher = UPDATE_ID.matcher(message);
    if (!matcher.find()) {
      throw new AssertionError("no u in " + message);
    }
    return Long.parseLong(matcher.group(1));
  }

  /** Best first on each side, as the venue writes them. */
  String levels() {
    List<String> best = new ArrayList<>(bids.descendingMap().values());
    return "\"b\":["
        + String.join(",", best)
        + "],\"a\":["
        + String.join(",", asks.values())
        + "],\"u\":"
        + updateId;
  }

  int bidCount() {
    return bids.size();
  }

  int askCount() {
    return asks.size();
  }

  boolean isCrossed() {
    return !bids.isEmpty() && !asks.isEmpty() && bids.lastKey().compareTo(asks.firstKey()) >= 0;
  }
}
