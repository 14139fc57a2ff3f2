package ringside.adapters.exchange;

/**
 * How the REST server listens and whom it bans.
 *
 * @param port on loopback; 0 for a free one
 * @param ipRequests requests that an address may make a window; 0 for any number
 * @param ipWindowMs that window
 * @param ipBanMs how long an address that made more is banned
 * @param limited whether accounts are held to the limits of each path
 */
record RestConfig(int port, int ipRequests, long ipWindowMs, long ipBanMs, boolean limited) {
  /** As the venue does it. */
  static RestConfig usual(int port) {
    return new RestConfig(port, 600, 5_000, 600_000, true);
  }

  /** For load: nobody is banned, and nobody told to wait. */
  static RestConfig unlimited(int port) {
    return new RestConfig(port, 0, 5_000, 600_000, false);
  }
}
