package ringside.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Makes up messages of one order book in Bybit's text: a snapshot of fifty levels a side, then
 * deltas that change, remove and bring back levels near the best. The same messages every time.
 */
final class BookTexts {
  static final String SYMBOL = "BTCUSDT";

  private static final int LEVELS = 50;
  private static final int MIDDLE = 650_000;
  private static final long START_MS = 1_760_000_000_000L;
  private static final int ENVELOPE_CHARS = 140;
  private static final int LEVEL_CHARS = 20;

  private final SplittableRandom random = new SplittableRandom(7);
  private final int changes;
  private long updateId;
  private long timeMs = START_MS;

  /**
   * @param chars that a delta has, about
   */
  BookTexts(int chars) {
    changes = Math.max(1, (chars - ENVELOPE_CHARS) / LEVEL_CHARS / 2);
  }

  char[] snapshot() {
    List<Integer> all = new ArrayList<>();
    for (int level = 1; level <= LEVELS; level++) {
      all.add(level);
    }
    return message("snapshot", all, 0);
  }

  char[] delta() {
    TreeSet<Integer> some = new TreeSet<>();
    while (some.size() < changes) {
      some.add(1 + random.nextInt(LEVELS));
    }
    return message("delta", some, 3);
  }

  /**
   * @param oneOfSoManyIsRemoved 0: none
   */
  private char[] message(String type, Collection<Integer> levels, int oneOfSoManyIsRemoved) {
    timeMs += 20;
    updateId++;
    StringBuilder text = new StringBuilder();
    text.append("{\"topic\":\"orderbook.50.").append(SYMBOL).append("\",\"type\":\"").append(type);
    text.append("\",\"ts\":").append(timeMs).append(",\"data\":{\"s\":\"").append(SYMBOL);
    text.append("\",\"b\":[");
    levels(text, levels, -1, oneOfSoManyIsRemoved);
    text.append("],\"a\":[");
    levels(text, levels, 1, oneOfSoManyIsRemoved);
    text.append("],\"u\":").append(updateId).append(",\"seq\":").append(4_000_000_000L + updateId);
    text.append("},\"cts\":").append(timeMs - 3).append('}');
    return text.toString().toCharArray();
  }

  private void levels(StringBuilder text, Collection<Integer> levels, int direction, int removed) {
    String comma = "";
    for (int level : levels) {
      int price = MIDDLE + direction * level;
      text.append(comma).append("[\"").append(price / 10).append('.').append(price % 10);
      text.append("0\",\"");
      if (removed > 0 && random.nextInt(removed) == 0) {
        text.append('0');
      } else {
        text.append(random.nextInt(20)).append('.').append(100 + random.nextInt(900));
      }
      text.append("\"]");
      comma = ",";
    }
  }
}
