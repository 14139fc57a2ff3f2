package ringside.adapters.bybit.rest;

import java.util.Arrays;

/**
 * So many tokens, each back one window after the answer to its request was here. The venue counted
 * that request somewhen between it left and its answer came, and counts the next one after it left:
 * so whatever window of that length the venue looks at, and however long anything is under way, it
 * never sees more. A fifth is kept for exits. Time is given in. One thread at a time.
 */
final class TokenBucket {
  /** What one in so many tokens are kept for exits. */
  static final int RESERVED_SHARE = 5;

  /** No request is awaited as long; its token is not lost for ever. */
  static final long LOST_NS = 15_000_000_000L;

  /** What one in so many parts of the window is waited longer: clocks differ, and are rounded. */
  private static final int MARGIN_SHARE = 50;

  private static final int MAX_CAPACITY = 100_000;

  private final long heldNs;
  private final Times underWay = new Times();
  private final Times answered = new Times();
  private int capacity;
  private long closedUntil;
  private boolean closed;

  TokenBucket(int capacity, long windowNs) {
    this.heldNs = heldNs(windowNs);
    this.capacity = capacity;
  }

  /** How long after its answer a token is back. */
  static long heldNs(long windowNs) {
    return windowNs + windowNs / MARGIN_SHARE;
  }

  /**
   * How long until that many tokens may be taken; takes nothing.
   *
   * @return 0: now; else no earlier than then, later if answers keep us waiting
   */
  long waitNs(int tokens, boolean exit, long nanoTime) {
    giveBack(nanoTime);
    if (closed) {
      return closedUntil - nanoTime;
    }
    int usable = exit ? capacity : capacity - reserved();
    int wanted = Math.min(tokens, usable);
    int missing = wanted - (usable - taken());
    if (missing <= 0) {
      return 0;
    }
    return missing <= answered.size
        ? Math.max(1, answered.at(missing - 1) + heldNs - nanoTime)
        : heldNs;
  }

  /** They are under way; {@link #answered} must follow. */
  void take(int tokens, long nanoTime) {
    for (int i = 0; i < tokens; i++) {
      underWay.add(nanoTime);
    }
  }

  /** The answer to so many is here, or it is known that none will come. */
  void answered(int tokens, long nanoTime) {
    for (int i = 0; i < tokens && underWay.size > 0; i++) {
      underWay.removeFirst();
      answered.add(nanoTime);
    }
  }

  /** The venue's own figures; what it counted and we did not was somebody else's. */
  void align(int limit, int remaining, long nanoTime) {
    if (limit <= 0 || limit > MAX_CAPACITY || remaining < 0 || remaining > limit) {
      return;
    }
    capacity = limit;
    giveBack(nanoTime);
    for (int unseen = limit - remaining - taken(); unseen > 0; unseen--) {
      answered.add(nanoTime);
    }
  }

  /** Nothing is given until then. */
  void closeUntil(long nanoTime) {
    if (!closed || nanoTime - closedUntil > 0) {
      closed = true;
      closedUntil = nanoTime;
    }
  }

  private int taken() {
    return underWay.size + answered.size;
  }

  private int reserved() {
    return (capacity + RESERVED_SHARE - 1) / RESERVED_SHARE;
  }

  private void giveBack(long nanoTime) {
    if (closed && nanoTime - closedUntil >= 0) {
      closed = false;
    }
    while (underWay.size > 0 && nanoTime - underWay.at(0) >= LOST_NS) {
      answered(1, nanoTime);
    }
    while (answered.size > 0 && nanoTime - answered.at(0) >= heldNs) {
      answered.removeFirst();
    }
  }

  /** Times that only rise, oldest first. */
  private static final class Times {
    private long[] ring = new long[16];
    private int first;
    private int size;

    void add(long time) {
      if (size == ring.length) {
        long[] larger = Arrays.copyOf(ring, size * 2);
        for (int i = 0; i < size; i++) {
          larger[i] = at(i);
        }
        ring = larger;
        first = 0;
      }
      ring[(first + size) % ring.length] = time;
      size++;
    }

    long at(int index) {
      return ring[(first + index) % ring.length];
    }

    void removeFirst() {
      first = (first + 1) % ring.length;
      size--;
    }
  }
}
