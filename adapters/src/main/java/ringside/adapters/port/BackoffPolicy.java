package ringside.adapters.port;

import java.util.SplittableRandom;
import ringside.journal.codec.DisconnectReason;

/**
 * Waits 1 s after the first failure and twice as long after each further one, up to 60 s, a fifth
 * of it by chance, so that many clients do not come back in step. Whatever happens, there are no
 * more than 50 attempts in 5 minutes, and none within 10 minutes after an HTTP 403, which is how
 * venues ban an address.
 *
 * <p>One stream each.
 */
public final class BackoffPolicy implements ReconnectPolicy {
  static final long FIRST_NS = 1_000_000_000L;
  static final long LONGEST_NS = 60_000_000_000L;
  static final long BAN_NS = 600_000_000_000L;
  static final int MAX_ATTEMPTS = 50;
  static final long ATTEMPTS_WINDOW_NS = 300_000_000_000L;

  private static final int HTTP_FORBIDDEN = 403;
  private static final int LONGEST_SHIFT = 6;

  private final SplittableRandom random;
  private final long[] attemptsAt = new long[MAX_ATTEMPTS];
  private long attemptCount;

  /**
   * @param seed of the part that is by chance
   */
  public BackoffPolicy(long seed) {
    random = new SplittableRandom(seed);
  }

  @Override
  public long delayNs(int attempts, DisconnectReason reason, int closeCode, long nanoTime) {
    int shift = Math.min(LONGEST_SHIFT, Math.max(0, attempts - 1));
    long delayNs = FIRST_NS << shift;
    if (delayNs >= LONGEST_NS) {
      delayNs = LONGEST_NS - random.nextLong(LONGEST_NS / 5);
    } else {
      delayNs += random.nextLong(delayNs / 5);
    }
    if (reason == DisconnectReason.REFUSED && closeCode == HTTP_FORBIDDEN) {
      delayNs = BAN_NS + delayNs;
    }
    int oldest = (int) (attemptCount++ % MAX_ATTEMPTS);
    if (attemptCount > MAX_ATTEMPTS) {
      delayNs = Math.max(delayNs, attemptsAt[oldest] + ATTEMPTS_WINDOW_NS - nanoTime);
    }
    attemptsAt[oldest] = nanoTime + delayNs;
    return delayNs;
  }
}
