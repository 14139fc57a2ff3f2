package ringside.adapters.bybit.rest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ringside.adapters.port.ProcessClock;

/**
 * The venue's clock, as far as it is known: the process clock and a measured offset. Requests are
 * signed with it; beyond {@link #ALERT_NS} it is an alert, beyond {@link #NO_ENTRIES_NS}, and
 * before the first measurement, no order may open risk. Any thread.
 *
 * <p>An offset is taken from the request with the shortest round trip of several, at its middle.
 *
 * <p>Source: docs/v5/guide.mdx (time stamps), docs/v5/market/time.mdx.
 */
public final class ServerClock {
  /** An offset beyond this is an alert. */
  public static final long ALERT_NS = 250_000_000L;

  /** Beyond this no order may open risk: the venue refuses what is a second ahead of it. */
  public static final long NO_ENTRIES_NS = 900_000_000L;

  private static final Logger LOG = LoggerFactory.getLogger(ServerClock.class);
  private static final long NS_A_MS = 1_000_000L;

  private final ProcessClock clock;
  private final VenueListener listener;
  private volatile boolean measured;
  private volatile long offsetNs;
  private boolean alerting;

  public ServerClock(ProcessClock clock, VenueListener listener) {
    this.clock = clock;
    this.listener = listener;
  }

  /** The venue's time, ms since the epoch; ours while it was never measured. */
  public long venueMs() {
    return Math.floorDiv(clock.nowNs() + offsetNs, NS_A_MS);
  }

  /** The venue's clock minus the process's. */
  public long offsetNs() {
    return offsetNs;
  }

  /** Whether it was measured at least once. */
  public boolean isMeasured() {
    return measured;
  }

  /** Whether the clocks are near enough for orders that open risk. */
  public boolean entriesAllowed() {
    return measured && Math.abs(offsetNs) <= NO_ENTRIES_NS;
  }

  /** Takes the best of some samples over. */
  synchronized void take(Sample best) {
    offsetNs = best.offsetNs();
    measured = true;
    boolean beyond = Math.abs(best.offsetNs()) > ALERT_NS;
    if (beyond != alerting) {
      alerting = beyond;
      if (beyond) {
        LOG.warn(
            "the venue's clock is {} ms from ours; beyond {} ms nothing is opened",
            best.offsetNs() / NS_A_MS,
            NO_ENTRIES_NS / NS_A_MS);
      } else {
        LOG.info("the venue's clock is near ours again");
      }
    }
    listener.onClockOffset(best.offsetNs(), best.roundTripNs());
  }

  /**
   * One look at the venue's clock.
   *
   * @param sentNs process time
   * @param venueNs what the venue said
   * @param receivedNs process time
   */
  record Sample(long sentNs, long venueNs, long receivedNs) {
    long roundTripNs() {
      return receivedNs - sentNs;
    }

    long offsetNs() {
      return venueNs - (sentNs + roundTripNs() / 2);
    }

    /** The one with the shorter round trip, whose error is smaller. */
    Sample better(Sample other) {
      return other == null || roundTripNs() <= other.roundTripNs() ? this : other;
    }
  }
}
