package ringside.tools;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An order book rebuilt from the venue's texts, the slow and obvious way. */
final class NaiveBook {
  private final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
  private final TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();

  /** The book of a topic after the message with this update id. */
  static NaiveBook after(List<String> lines, String topic, long updateId) {
    NaiveBook book = new NaiveBook();
    for (String line : lines) {
      Map<String, Object> message = Json.object(line);
      if (topic.equals(message.get("topic")) && book.take(message) == updateId) {
        return book;
      }
    }
    throw new AssertionError("no update " + updateId + " of " + topic);
  }

  List<List<String>> bids() {
    return levels(bids);
  }

  List<List<String>> asks() {
    return levels(asks);
  }

  private static List<List<String>> levels(TreeMap<BigDecimal, BigDecimal> side) {
    return side.entrySet().stream()
        .map(level -> List.of(canonical(level.getKey()), canonical(level.getValue())))
        .toList();
  }

  private static String canonical(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  @SuppressWarnings("unchecked")
  private long take(Map<String, Object> message) {
    Map<String, Object> data = (Map<String, Object>) message.get("data");
    if (message.get("type").equals("snapshot")) {
      bids.clear();
      asks.clear();
    }
    set(bids, (List<List<String>>) data.get("b"));
    set(asks, (List<List<String>>) data.get("a"));
    return (long) data.get("u");
  }

  private static void set(TreeMap<BigDecimal, BigDecimal> side, List<List<String>> levels) {
    for (List<String> level : levels) {
      BigDecimal quantity = new BigDecimal(level.get(1));
      if (quantity.signum() == 0) {
        side.remove(new BigDecimal(level.get(0)));
      } else {
        side.put(new BigDecimal(level.get(0)), quantity);
      }
    }
  }
}
