package ringside.adapters.sim.market;

import java.time.LocalDate;

/**
 * How long a candle is: the intervals of Bybit's kline pages, in UTC. Weeks begin on Monday, months
 * on their first day. Times are epoch ns.
 */
public enum BarInterval {
  M1("1", 1),
  M3("3", 3),
  M5("5", 5),
  M15("15", 15),
  M30("30", 30),
  H1("60", 60),
  H2("120", 120),
  H4("240", 240),
  H6("360", 360),
  H12("720", 720),
  DAY("D", 1_440),
  WEEK("W", 10_080),
  MONTH("M", 0);

  private static final long MINUTE_NS = 60_000_000_000L;
  private static final long DAY_NS = 1_440 * MINUTE_NS;
  private static final long FIRST_MONDAY_NS = 4 * DAY_NS;
  private static final int EPOCH_YEAR = 1_970;

  private final String word;
  private final long lengthNs;

  BarInterval(String word, int minutes) {
    this.word = word;
    lengthNs = minutes * MINUTE_NS;
  }

  /** As in {@code kline.5.BTCUSDT}. */
  public String word() {
    return word;
  }

  /** The interval of this word, or null. */
  public static BarInterval of(String word) {
    for (BarInterval each : values()) {
      if (each.word.equals(word)) {
        return each;
      }
    }
    return null;
  }

  /** When the candle begins that holds this time. */
  public long startOf(long timeNs) {
    return startAt(ordinalOf(timeNs));
  }

  /** When the candle ends that holds this time: the next one's start. */
  public long endOf(long timeNs) {
    return startAt(ordinalOf(timeNs) + 1);
  }

  /** The start of the candle so many candles after the one that holds this time. */
  public long plus(long timeNs, long candles) {
    return startAt(ordinalOf(timeNs) + candles);
  }

  /** Counts the candles since the epoch. */
  long ordinalOf(long timeNs) {
    if (this == MONTH) {
      LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(timeNs, DAY_NS));
      return (day.getYear() - EPOCH_YEAR) * 12L + day.getMonthValue() - 1;
    }
    return Math.floorDiv(this == WEEK ? timeNs - FIRST_MONDAY_NS : timeNs, lengthNs);
  }

  long startAt(long ordinal) {
    if (this == MONTH) {
      int year = EPOCH_YEAR + (int) Math.floorDiv(ordinal, 12L);
      return LocalDate.of(year, 1 + (int) Math.floorMod(ordinal, 12L), 1).toEpochDay() * DAY_NS;
    }
    return ordinal * lengthNs + (this == WEEK ? FIRST_MONDAY_NS : 0);
  }

  /** Whether candles of that length never stand across the border of two of these. */
  boolean holds(long barNs) {
    return this == MONTH
        ? DAY_NS % barNs == 0
        : lengthNs % barNs == 0 && (this != WEEK || DAY_NS % barNs == 0);
  }
}
