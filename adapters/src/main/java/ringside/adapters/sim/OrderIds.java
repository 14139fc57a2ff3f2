package ringside.adapters.sim;

/**
 * The texts of a venue's ids: shaped like random UUIDs, the same for the same seed, and readable
 * back. The first twelve digits are the id, shuffled; the others only prove that this venue wrote
 * it. Immutable, any thread.
 */
public final class OrderIds {
  /** Largest id that has a text. */
  public static final long MAX_ID = (1L << 48) - 1;

  private static final int HALF = 24;
  private static final int HALF_MASK = (1 << HALF) - 1;
  private static final int ROUNDS = 4;
  private static final int LENGTH = 36;
  private static final String HEX = "0123456789abcdef";
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private final long seed;

  /** Ids of different kinds take different seeds. */
  public OrderIds(long seed) {
    this.seed = mix(seed + STEP);
  }

  /**
   * The text of an id.
   *
   * @throws IllegalArgumentException when it is negative or above {@link #MAX_ID}
   */
  public String text(long id) {
    if (id < 0 || id > MAX_ID) {
      throw new IllegalArgumentException("no text for id " + id);
    }
    int left = (int) (id >>> HALF);
    int right = (int) id & HALF_MASK;
    for (int round = 0; round < ROUNDS; round++) {
      int next = left ^ scramble(right, round);
      left = right;
      right = next;
    }
    long high = ((long) left << HALF | right) << 16 | 0x4000 | (mix(seed ^ id) & 0xFFF);
    long low = (mix(seed + STEP * (id + 1)) >>> 2) | 0x8000_0000_0000_0000L;
    char[] text = new char[LENGTH];
    int at = 0;
    for (int digit = 0; digit < 32; digit++) {
      if (digit == 8 || digit == 12 || digit == 16 || digit == 20) {
        text[at++] = '-';
      }
      long half = digit < 16 ? high : low;
      text[at++] = HEX.charAt((int) (half >>> (60 - 4 * (digit & 15))) & 0xF);
    }
    return new String(text);
  }

  /** The id of a text, or -1 when it is none of this venue's. */
  public long parse(CharSequence text) {
    if (text.length() != LENGTH) {
      return -1;
    }
    long shuffled = 0;
    for (int i = 0; i < 13; i++) {
      if (i != 8) {
        int digit = HEX.indexOf(text.charAt(i));
        if (digit < 0) {
          return -1;
        }
        shuffled = shuffled << 4 | digit;
      }
    }
    int left = (int) (shuffled >>> HALF);
    int right = (int) shuffled & HALF_MASK;
    for (int round = ROUNDS - 1; round >= 0; round--) {
      int before = right ^ scramble(left, round);
      right = left;
      left = before;
    }
    long id = (long) left << HALF | right;
    return text(id).contentEquals(text) ? id : -1;
  }

  private int scramble(int half, int round) {
    return (int) (mix(seed + half * 8L + round) >>> 40) & HALF_MASK;
  }

  private static long mix(long value) {
    long x = value;
    x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }
}
