package ringside.adapters.exchange;

import java.util.function.LongSupplier;
import ringside.adapters.sim.VenueConfig;

/**
 * What every door of the exchange works with: the venue's thread, whose accounts and instruments it
 * has, who may come in, and what shall go wrong. Immutable; any thread.
 *
 * @param serverNs the time that clients' clocks are compared with, faults apart: the venue's own,
 *     unless that runs at another speed than theirs
 */
record ExchangeDesk(
    VenueThread thread,
    VenueConfig config,
    Symbols symbols,
    VenueIds ids,
    ApiKeys keys,
    Faults faults,
    OrderFills fills,
    LongSupplier serverNs) {
  /** What the operator calls the account of a key. */
  String accountName(ApiKey key) {
    return config.accounts().get(key.account()).name();
  }

  /** How the venue's times are shown. */
  VenueTime times() {
    return faults.times();
  }

  /** The time as clients are told it. */
  long serverMs() {
    return countingMs() + skewMs();
  }

  /** How far the time that clients are told is ahead. */
  long skewMs() {
    return faults.skewNs() / 1_000_000;
  }

  /** The time that visits are counted in: it does not jump when the clock is made to. */
  long countingMs() {
    return serverNs.getAsLong() / 1_000_000;
  }
}
