package ringside.adapters.bybit.rest;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps all accounts of this process within the venue's limits: tokens per account and endpoint
 * group, and per address for all together, a fifth of each kept for exits. After HTTP 403 nothing
 * goes for ten minutes. Time is given in ({@link System#nanoTime} live). Any thread.
 *
 * <p>A token is back one window after its request was answered, so that no delay on the way makes
 * the venue see more than its limit: whoever took tokens must tell of every answer.
 *
 * <p>Orders on the trade socket count at the venue as those by REST do: who sends them asks here.
 *
 * <p>Source: docs/v5/rate-limit/rate-limit.mdx.
 */
public final class RateGovernor {
  /** How long nothing may be asked after a ban. */
  public static final long BAN_NS = 600_000_000_000L;

  static final int IP_REQUESTS = 600;
  static final long IP_WINDOW_NS = 5_000_000_000L;
  static final long ACCOUNT_WINDOW_NS = 1_000_000_000L;
  private static final long LONGEST_RESET_NS = 10_000_000_000L;

  private final TokenBucket address = new TokenBucket(IP_REQUESTS, IP_WINDOW_NS);
  private final Map<String, Map<EndpointGroup, TokenBucket>> accounts = new HashMap<>();
  private boolean banned;
  private long bannedUntil;

  /** Whether nothing may go at all. */
  public synchronized boolean isBanned(long nanoTime) {
    return banned && nanoTime - bannedUntil < 0;
  }

  /** How long nothing may go at all; 0 when all is well. */
  public synchronized long bannedForNs(long nanoTime) {
    return isBanned(nanoTime) ? bannedUntil - nanoTime : 0;
  }

  /**
   * Takes the tokens of a request if they are all there; {@link #onAnswered} must follow.
   *
   * @param account its alias; empty for public requests
   * @param weight 1, or the orders of a batch
   * @param exit may use the reserve
   * @return 0 when they were taken; else how long until it makes sense to ask again, and nothing
   *     was taken
   */
  public synchronized long tryAcquire(
      String account, EndpointGroup group, int weight, boolean exit, long nanoTime) {
    if (isBanned(nanoTime)) {
      return bannedUntil - nanoTime;
    }
    TokenBucket own = bucket(account, group);
    long waitNs = address.waitNs(1, exit, nanoTime);
    if (own != null) {
      waitNs = Math.max(waitNs, own.waitNs(weight, exit, nanoTime));
    }
    if (waitNs > 0) {
      return waitNs;
    }
    address.take(1, nanoTime);
    if (own != null) {
      own.take(weight, nanoTime);
    }
    return 0;
  }

  /** The answer to a request is here, or it is known that none will come. */
  public synchronized void onAnswered(
      String account, EndpointGroup group, int weight, long nanoTime) {
    address.answered(1, nanoTime);
    onAnsweredOnSocket(account, group, weight, nanoTime);
  }

  /**
   * As {@link #tryAcquire}, for a request on the trade socket, which the address's limit does not
   * count; {@link #onAnsweredOnSocket} must follow.
   */
  public synchronized long tryAcquireOnSocket(
      String account, EndpointGroup group, int weight, boolean exit, long nanoTime) {
    TokenBucket own = bucket(account, group);
    long waitNs = own == null ? 0 : own.waitNs(weight, exit, nanoTime);
    if (waitNs == 0 && own != null) {
      own.take(weight, nanoTime);
    }
    return waitNs;
  }

  /** As {@link #onAnswered}, for a request on the trade socket. */
  public synchronized void onAnsweredOnSocket(
      String account, EndpointGroup group, int weight, long nanoTime) {
    TokenBucket own = bucket(account, group);
    if (own != null) {
      own.answered(weight, nanoTime);
    }
  }

  /**
   * What the venue's {@code X-Bapi-Limit} headers say.
   *
   * @param limit requests a window, 0 or below where not stated
   * @param remaining of them; below 0 where not stated
   */
  public synchronized void onLimits(
      String account, EndpointGroup group, int limit, int remaining, long nanoTime) {
    TokenBucket own = bucket(account, group);
    if (own != null) {
      own.align(limit, remaining, nanoTime);
    }
  }

  /**
   * The venue said "too many", or that nothing remains.
   *
   * @param forNs until its reset time stamp; at least a moment and at most 10 s are taken
   * @return how long this group now waits
   */
  public synchronized long onLimited(
      String account, EndpointGroup group, long forNs, long nanoTime) {
    long waitNs = Math.max(1_000_000L, Math.min(LONGEST_RESET_NS, forNs));
    TokenBucket own = bucket(account, group);
    if (own != null) {
      own.closeUntil(nanoTime + waitNs);
    }
    return waitNs;
  }

  /**
   * HTTP 403: nothing goes from this address for ten minutes.
   *
   * @return whether it was not banned already
   */
  public synchronized boolean onBanned(long nanoTime) {
    boolean news = !isBanned(nanoTime);
    banned = true;
    bannedUntil = nanoTime + BAN_NS;
    return news;
  }

  private TokenBucket bucket(String account, EndpointGroup group) {
    if (group.perSecond() == 0) {
      return null;
    }
    return accounts
        .computeIfAbsent(account, name -> new EnumMap<>(EndpointGroup.class))
        .computeIfAbsent(group, g -> new TokenBucket(g.perSecond(), ACCOUNT_WINDOW_NS));
  }
}
