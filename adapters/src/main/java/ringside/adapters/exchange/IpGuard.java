package ringside.adapters.exchange;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * Bans an address that asks too often, whatever it asks. Time is handed in. Any thread.
 *
 * <p>Source: the venue's page docs/v5/rate-limit: 600 requests within 5 seconds; a ban is lifted
 * after 10 minutes.
 */
final class IpGuard {
  private static final class Visitor {
    final ArrayDeque<Long> visits = new ArrayDeque<>();
    long bannedUntilMs = Long.MIN_VALUE;
  }

  private final int limit;
  private final long windowMs;
  private final long banMs;
  private final Map<InetAddress, Visitor> visitors = new HashMap<>();

  /**
   * Makes one that knows nobody.
   *
   * @param limit requests a window; 0 for any number
   * @param banMs 0: no longer than the window is full
   */
  IpGuard(int limit, long windowMs, long banMs) {
    this.limit = limit;
    this.windowMs = windowMs;
    this.banMs = banMs;
  }

  /** Counts a request; whether it may go on. */
  synchronized boolean admits(InetAddress address, long nowMs) {
    if (limit == 0) {
      return true;
    }
    Visitor visitor = visitors.computeIfAbsent(address, a -> new Visitor());
    if (nowMs < visitor.bannedUntilMs) {
      return false;
    }
    while (!visitor.visits.isEmpty() && visitor.visits.peekFirst() <= nowMs - windowMs) {
      visitor.visits.removeFirst();
    }
    if (visitor.visits.size() >= limit) {
      if (banMs > 0) {
        visitor.visits.clear();
        visitor.bannedUntilMs = nowMs + banMs;
      }
      return false;
    }
    visitor.visits.addLast(nowMs);
    return true;
  }
}
