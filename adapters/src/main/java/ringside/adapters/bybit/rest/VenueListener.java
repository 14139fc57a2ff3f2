package ringside.adapters.bybit.rest;

/**
 * Hears what the venue does to all or to one account beside answering. Called on the REST client's
 * own threads; must not block for long.
 */
public interface VenueListener {
  /** Nobody listens. */
  VenueListener NONE =
      new VenueListener() {
        @Override
        public void onRestriction(Restriction restriction) {
          // nobody listens
        }

        @Override
        public void onClockOffset(long offsetNs, long roundTripNs) {
          // nobody listens
        }
      };

  /** Requests are held back, or no longer. */
  void onRestriction(Restriction restriction);

  /**
   * The venue's clock was measured.
   *
   * @param offsetNs the venue's clock minus the process's
   * @param roundTripNs of the request it was measured by: the error is at most half of it
   */
  void onClockOffset(long offsetNs, long roundTripNs);

  /** Why requests are held back. */
  enum RestrictionKind {
    /** HTTP 403: this address may not ask at all for ten minutes. */
    IP_BAN,
    /** The venue counted too many requests of an account. */
    RATE_LIMITED,
    /** Endpoints failed too often. */
    BREAKER_OPEN,
    /** The venue says that it is closed for now. */
    MAINTENANCE,
    /** A key was refused. */
    CREDENTIALS
  }

  /**
   * Requests are held back, or no longer.
   *
   * @param active false: it is over
   * @param forNs how long it will last at least; 0 when nobody knows
   * @param account its alias; empty for all
   * @param group of endpoints; empty for all
   */
  record Restriction(
      RestrictionKind kind,
      boolean active,
      long forNs,
      String account,
      String group,
      String detail) {}
}
