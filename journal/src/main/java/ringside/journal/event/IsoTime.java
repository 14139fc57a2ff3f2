package ringside.journal.event;

/**
 * Times as the tools show them: ISO-8601 in UTC with all nine decimals of a second, {@code
 * 2026-03-01T12:00:00.000000001Z}. Every long has one form, so times sort as text. Stateless; any
 * thread.
 */
public final class IsoTime {
  private static final long NS_PER_SECOND = 1_000_000_000L;
  private static final long SECONDS_PER_DAY = 86_400;

  private IsoTime() {}

  /** Appends a time given in ns since the epoch. */
  public static StringBuilder append(StringBuilder out, long timeNs) {
    long seconds = Math.floorDiv(timeNs, NS_PER_SECOND);
    appendDate(out, (int) Math.floorDiv(seconds, SECONDS_PER_DAY));
    int ofDay = (int) Math.floorMod(seconds, SECONDS_PER_DAY);
    digits(out.append('T'), ofDay / 3600, 10);
    digits(out.append(':'), ofDay / 60 % 60, 10);
    digits(out.append(':'), ofDay % 60, 10);
    digits(out.append('.'), (int) Math.floorMod(timeNs, NS_PER_SECOND), 100_000_000);
    return out.append('Z');
  }

  /** {@link #append} as a new String. */
  public static String toString(long timeNs) {
    return append(new StringBuilder(30), timeNs).toString();
  }

  /**
   * Howard Hinnant's civil_from_days: years are counted from March, so that a leap day is the last
   * of its year, in eras of 400 years. All longs of ns lie in the eras from 1600 on.
   */
  private static void appendDate(StringBuilder out, int daysSince1970) {
    int days = daysSince1970 + 719_468 - 4 * 146_097;
    int era = days / 146_097;
    int ofEra = days % 146_097;
    int yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
    int ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int fromMarch = (5 * ofYear + 2) / 153;
    int month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
    int year = 1600 + 400 * era + yearOfEra + (month <= 2 ? 1 : 0);
    digits(out, year, 1000);
    digits(out.append('-'), month, 10);
    digits(out.append('-'), ofYear - (153 * fromMarch + 2) / 5 + 1, 10);
  }

  private static void digits(StringBuilder out, int value, int highestUnit) {
    for (int unit = highestUnit; unit > 0; unit /= 10) {
      out.append((char) ('0' + value / unit % 10));
    }
  }
}
