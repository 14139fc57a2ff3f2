package ringside.adapters.exchange;

/**
 * One path of the REST server.
 *
 * @param guarded whether it needs a key
 * @param right what the key must be allowed; null where it only reads
 * @param limit requests a window and account
 * @param batch whether each order of the request counts for the limit
 */
record Route(
    String method,
    String path,
    boolean guarded,
    ApiKey.Right right,
    int limit,
    long windowMs,
    boolean batch,
    Handler handler) {
  private static final int READS = 50;
  private static final int WRITES = 10;
  private static final long SECOND_MS = 1_000;

  /** Answers a request. A worker thread of the server. */
  interface Handler {
    /**
     * Answers.
     *
     * @throws RefusedException for what is answered with a code and its words
     */
    RestAnswer answer(RestCall call);
  }

  static Route open(String path, Handler handler) {
    return new Route("GET", path, false, null, 0, 0, false, handler);
  }

  static Route read(String path, Handler handler) {
    return new Route("GET", path, true, null, READS, SECOND_MS, false, handler);
  }

  static Route write(String path, ApiKey.Right right, Handler handler) {
    return new Route("POST", path, true, right, WRITES, SECOND_MS, false, handler);
  }

  Route limited(int requests, long spanMs) {
    return new Route(method, path, guarded, right, requests, spanMs, batch, handler);
  }

  Route counted() {
    return new Route(method, path, guarded, right, limit, windowMs, true, handler);
  }
}
