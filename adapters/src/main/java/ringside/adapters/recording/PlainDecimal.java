package ringside.adapters.recording;

/** Reads decimal texts as a venue writes them: digits with at most one point, no exponent. */
final class PlainDecimal {
  static final long INVALID = Long.MIN_VALUE;
  static final int MAX_DECIMALS = 9;
  private static final long[] POWERS = new long[MAX_DECIMALS + 1];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = 10 * POWERS[i - 1];
    }
  }

  private PlainDecimal() {}

  /**
   * The text in units of 1e-9.
   *
   * @return {@link #INVALID} for what is no unsigned decimal, or is too large, or has more than
   *     nine decimals that are not trailing zeros
   */
  static long toE9(String text) {
    int decimals = significantDecimals(text);
    if (decimals < 0 || decimals > MAX_DECIMALS) {
      return INVALID;
    }
    int point = text.indexOf('.');
    int end = point < 0 ? text.length() : point + 1 + decimals;
    long value = 0;
    for (int i = 0; i < end; i++) {
      if (i != point) {
        int digit = text.charAt(i) - '0';
        if (value > (Long.MAX_VALUE - digit) / 10) {
          return INVALID;
        }
        value = 10 * value + digit;
      }
    }
    long scale = POWERS[MAX_DECIMALS - decimals];
    return value > Long.MAX_VALUE / scale ? INVALID : value * scale;
  }

  /** Decimals without trailing zeros; -1 for what is no unsigned decimal. */
  static int significantDecimals(String text) {
    return significantDecimals(text.toCharArray(), 0, text.length());
  }

  /** The same, of a part of an array. */
  static int significantDecimals(char[] text, int from, int length) {
    int point = -1;
    int last = -1;
    int digits = 0;
    for (int i = from; i < from + length; i++) {
      char c = text[i];
      if (c == '.' && point < 0) {
        point = i;
        last = i;
      } else if (c >= '0' && c <= '9') {
        digits++;
        last = point >= 0 && c != '0' ? i : last;
      } else {
        return -1;
      }
    }
    return digits == 0 ? -1 : point < 0 ? 0 : last - point;
  }

  /** One unit of the decimal given, in units of 1e-9. */
  static long unitE9(int decimals) {
    return POWERS[MAX_DECIMALS - Math.min(decimals, MAX_DECIMALS)];
  }
}
