package ringside.adapters.exchange;

/**
 * A REST request that may go on.
 *
 * @param key null on public paths
 * @param granted how many of a batch's orders the rate limit lets through
 * @param serverMs when it came, by the time that clients are told
 */
record RestCall(String path, Params params, ApiKey key, int granted, long serverMs) {
  int account() {
    return key.account();
  }
}
