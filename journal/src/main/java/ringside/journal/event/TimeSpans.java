package ringside.journal.event;

import java.util.concurrent.TimeUnit;

/**
 * Spans of time as a user writes them: {@code 250ms}, {@code 30s}, {@code 5m}, {@code 12h}, {@code
 * 7d}, or several from large to small, {@code 1h30m}. In ns. Stateless.
 */
public final class TimeSpans {
  /** What a text that is no span of time reads as. */
  public static final long INVALID = -1;

  private static final String[] UNITS = {"d", "h", "m", "s", "ms"};
  private static final long[] UNIT_NS = {
    TimeUnit.DAYS.toNanos(1),
    TimeUnit.HOURS.toNanos(1),
    TimeUnit.MINUTES.toNanos(1),
    TimeUnit.SECONDS.toNanos(1),
    TimeUnit.MILLISECONDS.toNanos(1)
  };
  private static final int MAX_DIGITS = 9;

  private TimeSpans() {}

  /** Reads a span of time; {@link #INVALID} for anything else, a bare number too. */
  public static long parseNs(CharSequence text) {
    long totalNs = 0;
    int at = 0;
    int lastUnit = -1;
    while (at < text.length()) {
      int start = at;
      long count = 0;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        count = 10 * count + text.charAt(at++) - '0';
        if (at - start > MAX_DIGITS) {
          return INVALID;
        }
      }
      int unit = unitAt(text, at);
      if (at == start || unit <= lastUnit || count > (Long.MAX_VALUE - totalNs) / UNIT_NS[unit]) {
        return INVALID;
      }
      totalNs += count * UNIT_NS[unit];
      at += UNITS[unit].length();
      lastUnit = unit;
    }
    return lastUnit < 0 ? INVALID : totalNs;
  }

  /** As {@link #parseNs} reads it, in whole ms. */
  public static String text(long ns) {
    StringBuilder text = new StringBuilder();
    long rest = ns;
    for (int unit = 0; unit < UNITS.length; unit++) {
      if (rest >= UNIT_NS[unit]) {
        text.append(rest / UNIT_NS[unit]).append(UNITS[unit]);
        rest %= UNIT_NS[unit];
      }
    }
    return text.isEmpty() ? "0s" : text.toString();
  }

  private static int unitAt(CharSequence text, int at) {
    int end = at;
    while (end < text.length() && text.charAt(end) >= 'a' && text.charAt(end) <= 'z') {
      end++;
    }
    String word = text.subSequence(at, end).toString();
    for (int unit = 0; unit < UNITS.length; unit++) {
      if (UNITS[unit].equals(word)) {
        return unit;
      }
    }
    return -1;
  }
}
