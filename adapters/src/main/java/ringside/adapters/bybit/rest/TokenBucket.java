package ringside.adapters.bybit.rest;

import java.util.Arrays;

/**
 * So many tokens, each back one window after it was taken: whatever window of that length the venue
 * looks at, it never sees more. A fifth is kept for exits. Time is given in. One thread at a time.
 */
final class TokenBucket {
  /** What one in so many tokens are kept for exits. */
  static final int RESERVED_SHARE = 5;

  private static final int MAX_CAPACITY = 100_000;

  private final long windowNs;
  private int capacity;
  private long[] takenAt;
  private int first;
  private int taken;
  private long closedUntil;
  private boolean closed;

  TokenBucket(int capacity, long windowNs) {
    this.windowNs = windowNs;
    this.capacity = capacity;
    this.takenAt = new long[capacity];
  }

  int capacity() {
    return capacity;
  }

  /** Tokens that are there, the reserved ones among them. */
  int available(long nanoTime) {
    giveBack(nanoTime);
    return closed ? 0 : Math.max(0, capacity - taken);
  }

  /**
   * How long until that many tokens may be taken; takes nothing.
   *
   * @return 0: now
   */
  long waitNs(int tokens, boolean exit, long nanoTime) {
    giveBack(nanoTime);
    if (closed) {
      return closedUntil - nanoTime;
    }
    int usable = exit ? capacity : capacity - reserved();
    int wanted = Math.min(tokens, usable);
    int missing = wanted - (usable - taken);
    if (missing <= 0) {
      return 0;
    }
    return Math.max(1, at(Math.min(missing, taken) - 1) + windowNs - nanoTime);
  }

  void take(int tokens, long nanoTime) {
    for (int i = 0; i < tokens; i++) {
      if (taken == takenAt.length) {
        grow();
      }
      takenAt[(first + taken) % takenAt.length] = nanoTime;
      taken++;
    }
  }

  /** The venue's own figures; what it counted and we did not was somebody else's. */
  void align(int limit, int remaining, long nanoTime) {
    if (limit <= 0 || limit > MAX_CAPACITY || remaining < 0 || remaining > limit) {
      return;
    }
    capacity = limit;
    giveBack(nanoTime);
    int unseen = limit - remaining - taken;
    if (unseen > 0) {
      take(unseen, nanoTime);
    }
  }

  /** Nothing is given until then. */
  void closeUntil(long nanoTime) {
    if (!closed || nanoTime - closedUntil > 0) {
      closed = true;
      closedUntil = nanoTime;
    }
  }

  private int reserved() {
    return (capacity + RESERVED_SHARE - 1) / RESERVED_SHARE;
  }

  private void giveBack(long nanoTime) {
    if (closed && nanoTime - closedUntil >= 0) {
      closed = false;
    }
    while (taken > 0 && nanoTime - takenAt[first] >= windowNs) {
      first = (first + 1) % takenAt.length;
      taken--;
    }
  }

  private long at(int index) {
    return takenAt[(first + index) % takenAt.length];
  }

  private void grow() {
    long[] larger = Arrays.copyOf(takenAt, Math.max(16, takenAt.length * 2));
    for (int i = 0; i < taken; i++) {
      larger[i] = takenAt[(first + i) % takenAt.length];
    }
    takenAt = larger;
    first = 0;
  }
}
