package ringside.tools;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import ringside.engine.boot.UsageException;

/**
 * A place in a journal, as a user names it.
 *
 * @param sequence the event; {@link #END} for the last one
 * @param timeNs the last event received at or before this, ns since the epoch; null where the
 *     sequence counts
 */
record PointInJournal(long sequence, Long timeNs) {
  /** As sequence: the journal's end. */
  static final long END = Long.MAX_VALUE;

  private static final long NS_PER_SECOND = 1_000_000_000L;

  /**
   * Reads a sequence, or a time in UTC.
   *
   * @param text null for the end
   * @throws UsageException when it is neither
   */
  static PointInJournal parse(String text) {
    if (text == null) {
      return new PointInJournal(END, null);
    }
    try {
      if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
        long sequence = Long.parseLong(text);
        if (sequence > 0) {
          return new PointInJournal(sequence, null);
        }
      } else {
        Instant time = time(text);
        long ns =
            Math.addExact(Math.multiplyExact(time.getEpochSecond(), NS_PER_SECOND), time.getNano());
        return new PointInJournal(END, ns);
      }
    } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
      // Said below, with what is allowed.
    }
    throw new UsageException(
        "--at "
            + text
            + ": a sequence from 1 on, or a time in UTC like 2026-08-09T21:26:59.123Z or 2026-08-09");
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return text.contains("T")
          ? LocalDateTime.parse(text).toInstant(ZoneOffset.UTC)
          : LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
  }
}
