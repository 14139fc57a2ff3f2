package ringside.journal.event;

/**
 * Decimal numbers as longs at a fixed scale: E9 counts 1e-9, E4 counts 1e-4. Text is read and
 * printed exactly; a double is never involved. Stateless; any thread.
 *
 * <p>A number is {@code -?digits[.digits]} and at most {@link #MAX_CHARS} characters: no plus sign,
 * no exponent, no space, a digit on both sides of the point. What cannot be read gives {@link
 * #INVALID}, which is also what the schema calls null and is never a value; parsing neither throws
 * nor allocates, and {@link #reason} says in words what was wrong. There are three readings of a
 * text with more decimals than the scale, none of which minds trailing zeros:
 *
 * <ul>
 *   <li>{@link #parseE9} refuses it: prices and quantities.
 *   <li>{@link #parseMoneyE9} rounds it half-even: balances, fees, profits. {@link #isRounded}
 *       tells.
 *   <li>{@link #parseAggregateE4} rounds it half-even: turnover, volume, open interest.
 * </ul>
 */
public final class Decimals {
  /** Not a value: the schema's null. */
  public static final long INVALID = Long.MIN_VALUE;

  /** One, at E9. */
  public static final long ONE_E9 = 1_000_000_000L;

  /** One, at E4. */
  public static final long ONE_E4 = 10_000L;

  /** The longest text that is read. */
  public static final int MAX_CHARS = 40;

  private static final int SCALE_E9 = 9;
  private static final int SCALE_E4 = 4;

  /** So many characters cannot overflow a long, whatever digits they are. */
  private static final int SAFE_CHARS = 18;

  private static final long[] POWERS = new long[SCALE_E9 + 1];
  private static final long[] LARGEST = new long[SCALE_E9 + 1];

  static {
    long power = 1;
    for (int i = 0; i <= SCALE_E9; i++) {
      POWERS[i] = power;
      LARGEST[i] = Long.MAX_VALUE / power;
      power *= 10;
    }
  }

  private Decimals() {}

  /**
   * Reads a price or quantity.
   *
   * @return the value at 1e-9, or {@link #INVALID} for what is no number, out of range, or has a
   *     digit other than 0 beyond the ninth decimal
   */
  public static long parseE9(char[] text, int offset, int length) {
    int end = offset + length;
    int at = offset;
    boolean negative = length > 0 && text[at] == '-';
    if (negative) {
      at++;
    }
    if (end - at > SAFE_CHARS) {
      return parse(text, offset, length, SCALE_E9, false);
    }
    int first = at;
    long value = 0;
    while (at < end && isDigit(text[at])) {
      value = value * 10 + (text[at++] - '0');
    }
    if (at == first) {
      return INVALID;
    }
    int decimals = 0;
    if (at < end) {
      if (text[at++] != '.') {
        return INVALID;
      }
      int point = at;
      while (at < end && isDigit(text[at])) {
        value = value * 10 + (text[at++] - '0');
      }
      decimals = at - point;
      if (at < end || decimals == 0) {
        return INVALID;
      }
      if (decimals > SCALE_E9) {
        return parse(text, offset, length, SCALE_E9, false);
      }
    }
    int missing = SCALE_E9 - decimals;
    if (value > LARGEST[missing]) {
      return INVALID;
    }
    value *= POWERS[missing];
    return negative ? -value : value;
  }

  /** {@link #parseE9(char[], int, int)} of a text; it copies, so not for hot paths. */
  public static long parseE9(CharSequence text) {
    return parseE9(chars(text), 0, text.length());
  }

  /**
   * Reads an amount of money; decimals beyond the ninth are rounded half-even.
   *
   * @return the value at 1e-9, or {@link #INVALID} for what is no number or out of range
   */
  public static long parseMoneyE9(char[] text, int offset, int length) {
    long exact = parseE9(text, offset, length);
    return exact != INVALID ? exact : parse(text, offset, length, SCALE_E9, true);
  }

  /** {@link #parseMoneyE9(char[], int, int)} of a text; it copies, so not for hot paths. */
  public static long parseMoneyE9(CharSequence text) {
    return parseMoneyE9(chars(text), 0, text.length());
  }

  /** Whether {@link #parseMoneyE9} reads this text as a value that is not exactly its own. */
  public static boolean isRounded(char[] text, int offset, int length) {
    return parseE9(text, offset, length) == INVALID
        && parse(text, offset, length, SCALE_E9, true) != INVALID;
  }

  /**
   * Reads an aggregate; decimals beyond the fourth are rounded half-even.
   *
   * @return the value at 1e-4, or {@link #INVALID}, that is null, for what is out of range or no
   *     number; {@link #isNumber} tells the two apart
   */
  public static long parseAggregateE4(char[] text, int offset, int length) {
    return parse(text, offset, length, SCALE_E4, true);
  }

  /** {@link #parseAggregateE4(char[], int, int)} of a text; it copies, so not for hot paths. */
  public static long parseAggregateE4(CharSequence text) {
    return parseAggregateE4(chars(text), 0, text.length());
  }

  /** Whether the text has the form of a number, in range or not. */
  public static boolean isNumber(char[] text, int offset, int length) {
    if (length > MAX_CHARS) {
      return false;
    }
    int end = offset + length;
    int first = length > 0 && text[offset] == '-' ? offset + 1 : offset;
    int at = first;
    while (at < end && isDigit(text[at])) {
      at++;
    }
    if (at == first || at == end) {
      return at > first;
    }
    int point = at++;
    while (at < end && isDigit(text[at])) {
      at++;
    }
    return text[point] == '.' && at == end && at > point + 1;
  }

  /**
   * Why {@link #parseE9} or {@link #parseMoneyE9} gave {@link #INVALID} for this text, for a log
   * line or an exception; null where {@link #parseE9} reads it. Not for hot paths.
   */
  public static String reason(char[] text, int offset, int length) {
    if (length == 0) {
      return "empty";
    }
    if (length > MAX_CHARS) {
      return "too long (max " + MAX_CHARS + " chars)";
    }
    if (!isNumber(text, offset, length)) {
      return "not a number";
    }
    if (parseMoneyE9(text, offset, length) == INVALID) {
      return "out of range";
    }
    return parseE9(text, offset, length) == INVALID ? "more than 9 decimals" : null;
  }

  /** {@link #reason(char[], int, int)} of a text. */
  public static String reason(CharSequence text) {
    return reason(chars(text), 0, text.length());
  }

  /**
   * Prints a value at 1e-9 in its one canonical form: no trailing zeros, no exponent, {@code -0.5}.
   *
   * @throws IllegalArgumentException for {@link #INVALID}
   */
  public static StringBuilder appendE9(StringBuilder out, long valueE9) {
    return append(out, valueE9, ONE_E9);
  }

  /** {@link #appendE9} as a new String. */
  public static String toStringE9(long valueE9) {
    return appendE9(new StringBuilder(24), valueE9).toString();
  }

  /**
   * Prints a value at 1e-4 in its one canonical form.
   *
   * @throws IllegalArgumentException for {@link #INVALID}
   */
  public static StringBuilder appendE4(StringBuilder out, long valueE4) {
    return append(out, valueE4, ONE_E4);
  }

  /** {@link #appendE4} as a new String. */
  public static String toStringE4(long valueE4) {
    return appendE4(new StringBuilder(24), valueE4).toString();
  }

  /**
   * The product of two values at 1e-9, at 1e-9, rounded half-even; a price times a quantity.
   *
   * @throws ArithmeticException when it does not fit, or one of them is {@link #INVALID}
   */
  public static long multiplyE9(long a, long b) {
    requireValues(a, b, "*");
    long x = Math.abs(a);
    long y = Math.abs(b);
    long high = Math.multiplyHigh(x, y);
    long low = x * y;
    long quotient;
    long remainder;
    if (high == 0 && low >= 0) {
      quotient = low / ONE_E9;
      remainder = low - quotient * ONE_E9;
    } else {
      if (high >= ONE_E9 / 2) {
        throw overflow(a, "*", b);
      }
      long upper = (high << 32) | (low >>> 32);
      long lower = ((upper % ONE_E9) << 32) | (low & 0xFFFF_FFFFL);
      quotient = ((upper / ONE_E9) << 32) | (lower / ONE_E9);
      remainder = lower % ONE_E9;
    }
    quotient = roundHalfEven(quotient, remainder, ONE_E9);
    if (quotient < 0) {
      throw overflow(a, "*", b);
    }
    return (a ^ b) < 0 ? -quotient : quotient;
  }

  /**
   * The quotient of two values at 1e-9, at 1e-9, rounded half-even.
   *
   * @throws ArithmeticException when it does not fit, the divisor is 0, or one of them is {@link
   *     #INVALID}
   */
  public static long divideE9(long a, long b) {
    requireValues(a, b, "/");
    if (b == 0) {
      throw new ArithmeticException(toStringE9(a) + " / 0");
    }
    long x = Math.abs(a);
    long divisor = Math.abs(b);
    long high = Math.multiplyHigh(x, ONE_E9);
    long low = x * ONE_E9;
    long quotient;
    long remainder;
    if (high == 0 && low >= 0) {
      quotient = low / divisor;
      remainder = low - quotient * divisor;
    } else {
      if (high >= divisor) {
        throw overflow(a, "/", b);
      }
      quotient = 0;
      remainder = high;
      for (int bit = Long.SIZE - 1; bit >= 0; bit--) {
        remainder = (remainder << 1) | ((low >>> bit) & 1);
        quotient <<= 1;
        if (Long.compareUnsigned(remainder, divisor) >= 0) {
          remainder -= divisor;
          quotient |= 1;
        }
      }
      if (quotient < 0) {
        throw overflow(a, "/", b);
      }
    }
    quotient = roundHalfEven(quotient, remainder, divisor);
    if (quotient < 0) {
      throw overflow(a, "/", b);
    }
    return (a ^ b) < 0 ? -quotient : quotient;
  }

  /** The general reading, digit by digit. Nineteen digits fit an unsigned long. */
  private static long parse(char[] text, int offset, int length, int scale, boolean rounds) {
    if (!isNumber(text, offset, length)) {
      return INVALID;
    }
    int end = offset + length;
    boolean negative = text[offset] == '-';
    int at = negative ? offset + 1 : offset;
    long value = 0;
    for (; at < end && text[at] != '.'; at++) {
      value = value * 10 + (text[at] - '0');
      if (value > LARGEST[scale]) {
        return INVALID;
      }
    }
    at++;
    int kept = Math.min(at + scale, end);
    int decimals = 0;
    for (; at < kept; at++, decimals++) {
      value = value * 10 + (text[at] - '0');
    }
    value *= POWERS[scale - decimals];
    int dropped = at;
    while (at < end && text[at] == '0') {
      at++;
    }
    if (at < end) {
      if (!rounds) {
        return INVALID;
      }
      if (isRoundedUp(text, dropped, end, (value & 1) != 0)) {
        value++;
      }
    }
    if (value < 0) {
      return INVALID;
    }
    return negative ? -value : value;
  }

  private static boolean isRoundedUp(char[] text, int dropped, int end, boolean odd) {
    if (text[dropped] != '5') {
      return text[dropped] > '5';
    }
    for (int i = dropped + 1; i < end; i++) {
      if (text[i] != '0') {
        return true;
      }
    }
    return odd;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static char[] chars(CharSequence text) {
    return text.toString().toCharArray();
  }

  private static StringBuilder append(StringBuilder out, long value, long one) {
    if (value == INVALID) {
      throw new IllegalArgumentException("null is not a number");
    }
    if (value < 0) {
      out.append('-');
    }
    long magnitude = Math.abs(value);
    out.append(magnitude / one);
    long rest = magnitude % one;
    if (rest != 0) {
      out.append('.');
      for (long unit = one / 10; rest != 0; unit /= 10) {
        out.append((char) ('0' + rest / unit));
        rest %= unit;
      }
    }
    return out;
  }

  private static long roundHalfEven(long quotient, long remainder, long divisor) {
    long rest = divisor - remainder;
    boolean up = remainder > rest || (remainder == rest && (quotient & 1) != 0);
    return up ? quotient + 1 : quotient;
  }

  private static void requireValues(long a, long b, String operation) {
    if (a == INVALID || b == INVALID) {
      throw new ArithmeticException(shown(a) + " " + operation + " " + shown(b));
    }
  }

  private static ArithmeticException overflow(long a, String operation, long b) {
    return new ArithmeticException(
        shown(a) + " " + operation + " " + shown(b) + " does not fit a long at 1e-9");
  }

  private static String shown(long valueE9) {
    return valueE9 == INVALID ? "null" : toStringE9(valueE9);
  }
}
