package ringside.engine.core.state;

/**
 * The names that orders get here: {@code rs}, the run's nonce, the cause's sequence and the
 * decision's ordinal, in base 36 with dashes between: at most 34 characters of those that venues
 * allow. Unique for ever, since a nonce is never used again and a decision has one address; the
 * same on every replay. Stateless.
 */
public final class OrderIds {
  /** No name is longer. */
  public static final int MAX_LENGTH = 34;

  private static final int NONCE_DIGITS = 13;
  private static final int PREFIX = 2;
  private static final int BASE = 36;

  private OrderIds() {}

  /**
   * Writes a name.
   *
   * @param into of {@link #MAX_LENGTH} bytes at least
   * @return its length
   */
  public static int write(byte[] into, long runNonce, long sequence, int ordinal) {
    into[0] = 'r';
    into[1] = 's';
    long rest = runNonce;
    for (int i = PREFIX + NONCE_DIGITS - 1; i >= PREFIX; i--) {
      into[i] = digit((int) Long.remainderUnsigned(rest, BASE));
      rest = Long.divideUnsigned(rest, BASE);
    }
    int at = PREFIX + NONCE_DIGITS;
    into[at++] = '-';
    at = number(into, at, sequence);
    into[at++] = '-';
    return number(into, at, ordinal);
  }

  /** Whether a name is one of ours, of whichever run. */
  public static boolean ours(IdText id) {
    int dash = PREFIX + NONCE_DIGITS;
    if (id.length() < dash + 4 || id.length() > MAX_LENGTH || id.at(0) != 'r' || id.at(1) != 's') {
      return false;
    }
    int dashes = 0;
    for (int i = PREFIX; i < id.length(); i++) {
      byte c = id.at(i);
      if (c == '-') {
        dashes++;
      } else if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'))) {
        return false;
      }
    }
    return dashes == 2 && id.at(dash) == '-';
  }

  private static int number(byte[] into, int from, long value) {
    int digits = 1;
    for (long rest = value / BASE; rest > 0; rest /= BASE) {
      digits++;
    }
    long rest = value;
    for (int i = from + digits - 1; i >= from; i--) {
      into[i] = digit((int) (rest % BASE));
      rest /= BASE;
    }
    return from + digits;
  }

  private static byte digit(int value) {
    return (byte) (value < 10 ? '0' + value : 'a' + value - 10);
  }
}
