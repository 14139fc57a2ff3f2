package ringside.adapters.exchange;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts what each account asks of each group of endpoints within a rolling window. Time is handed
 * in, so that a test's may be virtual; one that steps back counts as standing still. Any thread.
 *
 * <p>Source: the venue's page docs/v5/rate-limit.
 */
final class RateLimits {
  /**
   * What came of asking.
   *
   * @param granted how many of those wanted may go on
   * @param limit of the window
   * @param left of it
   * @param resetMs when the next one will be free, where none is left; else now
   */
  record Grant(int granted, int limit, int left, long resetMs) {
    /** The same for one whose clock is ahead. */
    Grant ahead(long skewMs) {
      return new Grant(granted, limit, left, resetMs + skewMs);
    }
  }

  private record Key(int account, String group) {}

  /** The times of what was granted last, as a ring. */
  private static final class Window {
    final long[] times;
    int next;

    Window(int limit) {
      times = new long[limit];
      Arrays.fill(times, Long.MIN_VALUE);
    }

    boolean take(long nowMs, long spanMs) {
      if (times[next] > nowMs - spanMs) {
        return false;
      }
      times[next] = nowMs;
      next = (next + 1) % times.length;
      return true;
    }

    int left(long nowMs, long spanMs) {
      int left = 0;
      for (long time : times) {
        if (time <= nowMs - spanMs) {
          left++;
        }
      }
      return left;
    }
  }

  private final Map<Key, Window> windows = new HashMap<>();
  private long lastMs = Long.MIN_VALUE / 2;

  /**
   * Takes as many as are left, up to what is wanted.
   *
   * @param limit how many a window; the same at every call for the same group
   */
  synchronized Grant take(
      int account, String group, int limit, long spanMs, int wanted, long timeMs) {
    lastMs = Math.max(lastMs, timeMs);
    long nowMs = lastMs;
    Window window = windows.computeIfAbsent(new Key(account, group), key -> new Window(limit));
    int granted = 0;
    while (granted < wanted && window.take(nowMs, spanMs)) {
      granted++;
    }
    int left = window.left(nowMs, spanMs);
    long resetMs = left > 0 ? nowMs : window.times[window.next] + spanMs;
    return new Grant(granted, limit, left, resetMs);
  }
}
