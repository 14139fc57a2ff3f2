package ringside.adapters.bybit.rest;

/**
 * Holds back requests to endpoints that failed several times in a row, then lets one through as a
 * probe; when that succeeds all go again. An exit is never held back, and its outcome counts.
 *
 * <p>Our own rather than resilience4j's: that one has no requests that pass an open breaker and are
 * still counted. Time is given in, so that tests need none. Any thread.
 */
public final class CircuitBreaker {
  private enum State {
    CLOSED,
    OPEN,
    PROBING
  }

  private final int failuresToOpen;
  private final long openNs;
  private State state = State.CLOSED;
  private int failures;
  private long openedAt;

  /**
   * @param failuresToOpen failures in a row that open it
   * @param openNs how long it holds back before the probe
   */
  public CircuitBreaker(int failuresToOpen, long openNs) {
    this.failuresToOpen = failuresToOpen;
    this.openNs = openNs;
  }

  /**
   * The usual one of a group: 5 failures and 60 s, of order entry 3 and 30 s. Reports rest for 10 s
   * only: an account that is not reconciled opens nothing, and is to be within 30 s of the end of
   * whatever went wrong; what asks for them pauses by itself.
   */
  static CircuitBreaker of(EndpointGroup group) {
    if (group.isOrderEntry()) {
      return new CircuitBreaker(3, 30_000_000_000L);
    }
    return new CircuitBreaker(5, group.isReport() ? 10_000_000_000L : 60_000_000_000L);
  }

  /**
   * Whether a request may go; each that may must be followed by {@link #onOutcome}.
   *
   * @param exit reduces risk: goes whatever happened before
   */
  public synchronized boolean tryAcquire(boolean exit, long nanoTime) {
    if (state == State.CLOSED || exit) {
      return true;
    }
    if (nanoTime - openedAt < openNs) {
      return false;
    }
    // A probe whose outcome never came does not keep the door shut for ever.
    state = State.PROBING;
    openedAt = nanoTime;
    return true;
  }

  /**
   * Tells how a request ended.
   *
   * @return whether this opened the breaker, or closed it again
   */
  public synchronized boolean onOutcome(boolean success, long nanoTime) {
    if (success) {
      failures = 0;
      boolean closes = state != State.CLOSED;
      state = State.CLOSED;
      return closes;
    }
    failures++;
    boolean opens = state == State.CLOSED && failures >= failuresToOpen;
    if (opens || state == State.PROBING) {
      state = State.OPEN;
      openedAt = nanoTime;
    }
    return opens;
  }

  /** Whether only exits and probes may go. */
  public synchronized boolean isOpen() {
    return state != State.CLOSED;
  }

  /** How long until the next probe, 0 when it is closed. */
  public synchronized long openForNs(long nanoTime) {
    return state == State.CLOSED ? 0 : Math.max(0, openedAt + openNs - nanoTime);
  }
}
