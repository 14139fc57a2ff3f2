package ringside.adapters.exchange;

import java.util.Arrays;

/**
 * How the venue's times are shown. They are as they are, unless the venue's clock is made to be
 * off: what happens then is dated by that clock for ever, as at a venue whose clock is off. Written
 * by the venue's thread, read by any.
 */
final class VenueTime {
  private static final long NS_A_MS = 1_000_000;

  private record Step(long fromNs, long aheadNs) {}

  private static final Step[] NONE = {};

  private volatile Step[] steps = NONE;

  /** After this venue time the clock is so far ahead. */
  void ahead(long fromNs, long aheadNs) {
    Step[] known = steps;
    long before = known.length == 0 ? 0 : known[known.length - 1].aheadNs;
    if (before == aheadNs) {
      return;
    }
    Step[] more = Arrays.copyOf(known, known.length + 1);
    more[known.length] = new Step(fromNs, aheadNs);
    steps = more;
  }

  /** A venue time as clients are told it. */
  long shownNs(long timeNs) {
    Step[] known = steps;
    for (int i = known.length - 1; i >= 0; i--) {
      if (known[i].fromNs < timeNs) {
        return timeNs + known[i].aheadNs;
      }
    }
    return timeNs;
  }

  long shownMs(long timeNs) {
    return shownNs(timeNs) / NS_A_MS;
  }
}
