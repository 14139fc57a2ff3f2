package ringside.journal.event;

/** Shares of an amount, exact in between. Stateless. */
public final class Proportion {
  private Proportion() {}

  /**
   * The share {@code part / whole} of an amount, rounded half-even. What is left is the amount less
   * this, so that nothing is lost however often a share is taken.
   *
   * @param amountE9 of any sign
   * @param part from 0 to {@code whole}
   * @param whole greater than 0
   */
  public static long of(long amountE9, long part, long whole) {
    if (part < 0 || part > whole || whole <= 0) {
      throw new ArithmeticException(part + " of " + whole + " is no share");
    }
    if (part == whole) {
      return amountE9;
    }
    if (amountE9 == Decimals.INVALID) {
      throw new ArithmeticException("null has no shares");
    }
    long amount = Math.abs(amountE9);
    long high = Math.multiplyHigh(amount, part);
    long low = amount * part;
    long quotient;
    long rest;
    if (high == 0 && low >= 0) {
      quotient = low / whole;
      rest = low - quotient * whole;
    } else {
      quotient = 0;
      rest = high;
      for (int bit = Long.SIZE - 1; bit >= 0; bit--) {
        rest = (rest << 1) | ((low >>> bit) & 1);
        quotient <<= 1;
        if (Long.compareUnsigned(rest, whole) >= 0) {
          rest -= whole;
          quotient |= 1;
        }
      }
    }
    long toNext = whole - rest;
    if (rest > toNext || (rest == toNext && (quotient & 1) != 0)) {
      quotient++;
    }
    return amountE9 < 0 ? -quotient : quotient;
  }
}
