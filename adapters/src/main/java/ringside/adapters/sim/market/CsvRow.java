package ringside.adapters.sim.market;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import ringside.adapters.sim.market.CsvColumns.Field;
import ringside.journal.codec.Side;
import ringside.journal.event.Decimals;

/**
 * One line of a CSV market, read. Amounts at 1e-9, further decimals (a float's noise) rounded half
 * even; volume -1 where there is none. Immutable.
 */
record CsvRow(
    long timeNs,
    long openE9,
    long highE9,
    long lowE9,
    long closeE9,
    long volumeE9,
    Side side,
    String symbol) {
  static final long NONE = -1;
  private static final long ONE_E9 = 1_000_000_000L;

  /** Digits of a time before its point: up to so many are seconds, ms, us, ns. */
  private static final int[] DIGITS = {11, 14, 17, 19};

  private static final long[] UNIT_NS = {1_000_000_000L, 1_000_000L, 1_000L, 1L};

  /**
   * Reads a line.
   *
   * @param where file and line, for messages
   * @throws MarketException when a value is missing or wrong: file, line, column, what is allowed
   */
  static CsvRow read(String where, CsvColumns columns, List<String> values) {
    long timeNs = time(where, columns, values);
    String symbol = columns.has(Field.SYMBOL) ? text(where, columns, values, Field.SYMBOL) : "";
    return columns.areCandles()
        ? candle(where, columns, values, timeNs, symbol)
        : trade(where, columns, values, timeNs, symbol);
  }

  private static CsvRow candle(
      String where, CsvColumns columns, List<String> values, long timeNs, String symbol) {
    long highE9 = price(where, columns, values, Field.HIGH);
    long lowE9 = price(where, columns, values, Field.LOW);
    long closeE9 = price(where, columns, values, Field.CLOSE);
    long openE9 = columns.has(Field.OPEN) ? price(where, columns, values, Field.OPEN) : NONE;
    long top = Math.max(closeE9, openE9);
    long bottom = openE9 == NONE ? closeE9 : Math.min(closeE9, openE9);
    if (highE9 < top || lowE9 > bottom) {
      throw new MarketException(
          where
              + ": high "
              + Decimals.toStringE9(highE9)
              + " and low "
              + Decimals.toStringE9(lowE9)
              + " do not hold open and close; are the columns the right ones?");
    }
    long volumeE9 = NONE;
    if (isStated(columns, values, Field.VOLUME)) {
      volumeE9 = amount(where, columns, values, Field.VOLUME);
    } else if (isStated(columns, values, Field.QUOTE_VOLUME)) {
      volumeE9 = Decimals.divideE9(amount(where, columns, values, Field.QUOTE_VOLUME), closeE9);
    }
    return new CsvRow(timeNs, openE9, highE9, lowE9, closeE9, volumeE9, Side.NULL_VAL, symbol);
  }

  private static boolean isStated(CsvColumns columns, List<String> values, Field field) {
    int place = columns.place(field);
    return place >= 0 && place < values.size() && !values.get(place).isBlank();
  }

  private static CsvRow trade(
      String where, CsvColumns columns, List<String> values, long timeNs, String symbol) {
    long priceE9 = price(where, columns, values, Field.PRICE);
    long quantityE9 = amount(where, columns, values, Field.QUANTITY);
    Side side = Side.NULL_VAL;
    if (columns.has(Field.SIDE)) {
      String word = text(where, columns, values, Field.SIDE).toLowerCase(Locale.ROOT);
      side =
          switch (word) {
            case "buy", "b", "bid" -> Side.BUY;
            case "sell", "s", "ask" -> Side.SELL;
            default -> throw wrong(where, columns, Field.SIDE, word, "buy or sell, the taker's");
          };
    } else if (columns.has(Field.MAKER)) {
      String word = text(where, columns, values, Field.MAKER).toLowerCase(Locale.ROOT);
      side =
          switch (word) {
            case "true", "1" -> Side.SELL;
            case "false", "0" -> Side.BUY;
            default -> throw wrong(where, columns, Field.MAKER, word, "true or false");
          };
    }
    return new CsvRow(timeNs, priceE9, priceE9, priceE9, priceE9, quantityE9, side, symbol);
  }

  private static long price(String where, CsvColumns columns, List<String> values, Field field) {
    String text = text(where, columns, values, field);
    long priceE9 = Decimals.parseMoneyE9(text);
    if (priceE9 == Decimals.INVALID || priceE9 <= 0) {
      throw wrong(where, columns, field, text, "a decimal number above 0, without exponent");
    }
    return priceE9;
  }

  private static long amount(String where, CsvColumns columns, List<String> values, Field field) {
    String text = text(where, columns, values, field);
    long amountE9 = Decimals.parseMoneyE9(text);
    if (amountE9 == Decimals.INVALID || amountE9 < 0) {
      throw wrong(where, columns, field, text, "a decimal number, 0 or more, without exponent");
    }
    return amountE9;
  }

  private static String text(String where, CsvColumns columns, List<String> values, Field field) {
    int place = columns.place(field);
    if (place >= values.size()) {
      throw new MarketException(
          where
              + ": column "
              + (place + 1)
              + " ("
              + field.word()
              + ") is missing, the line has "
              + values.size());
    }
    return values.get(place).trim();
  }

  private static MarketException wrong(
      String where, CsvColumns columns, Field field, String text, String allowed) {
    return new MarketException(
        where
            + ": column "
            + (columns.place(field) + 1)
            + " ("
            + field.word()
            + "): \""
            + text
            + "\" is not "
            + allowed);
  }

  private static long time(String where, CsvColumns columns, List<String> values) {
    String text = text(where, columns, values, Field.TIME);
    long timeNs =
        Decimals.isNumber(text.toCharArray(), 0, text.length()) ? number(text) : date(text);
    if (timeNs < 0) {
      throw wrong(
          where,
          columns,
          Field.TIME,
          text,
          "a time since the epoch in s, ms, us or ns, nor a date and time like"
              + " 2025-03-01T00:00:00Z");
    }
    return timeNs;
  }

  private static long number(String text) {
    int point = text.indexOf('.');
    int digits = point < 0 ? text.length() : point;
    int unit = 0;
    while (unit < DIGITS.length && digits > DIGITS[unit]) {
      unit++;
    }
    if (unit == DIGITS.length || text.charAt(0) == '-') {
      return NONE;
    }
    try {
      long whole = Math.multiplyExact(Long.parseLong(text, 0, digits, 10), UNIT_NS[unit]);
      long partE9 = point < 0 ? 0 : Decimals.parseMoneyE9("0" + text.substring(point));
      return Math.addExact(whole, partE9 / (ONE_E9 / UNIT_NS[unit]));
    } catch (ArithmeticException | NumberFormatException e) {
      return NONE;
    }
  }

  private static long date(String text) {
    String iso = text.indexOf(' ') == 10 ? text.replaceFirst(" ", "T") : text;
    try {
      Instant instant =
          iso.matches(".*T.*(Z|[+-]\\d\\d:?\\d\\d)$")
              ? OffsetDateTime.parse(iso).toInstant()
              : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), ONE_E9), (long) instant.getNano());
    } catch (DateTimeException | ArithmeticException e) {
      return NONE;
    }
  }
}
