package ringside.adapters.exchange;

import java.util.List;

/**
 * Checks the auth requests of sockets: key, expiry against the wall clock, signature.
 *
 * <p>Source: the venue's page docs/v5/ws/connect.
 */
final class SocketAuth {
  /** What became of one: the key, or why not. */
  record Outcome(ApiKey key, int code, String message) {}

  private final ApiKeys keys;
  private final Faults faults;

  SocketAuth(ApiKeys keys, Faults faults) {
    this.keys = keys;
    this.faults = faults;
  }

  /** Now, by the venue's wall clock, in ms. */
  long wallMs() {
    return System.currentTimeMillis() + faults.skewNs() / 1_000_000;
  }

  /**
   * Checks.
   *
   * @param args key, expiry, signature
   */
  Outcome check(List<String> args) {
    if (args.size() != 3) {
      return refused(RefusedException.PARAMETERS, "Params Error");
    }
    long expiresMs;
    try {
      expiresMs = Long.parseLong(args.get(1));
    } catch (NumberFormatException e) {
      return refused(RefusedException.PARAMETERS, "Params Error");
    }
    ApiKey key = keys.find(args.get(0));
    if (key == null) {
      return refused(10003, "API key is invalid.");
    }
    if (key.expiresMs() != 0 && key.expiresMs() < wallMs()) {
      return refused(33004, "Your api key has expired.");
    }
    if (expiresMs <= wallMs()) {
      return refused(10004, "Request has expired, check your timestamp and expires.");
    }
    if (!key.signedSocket(args.get(1), args.get(2))) {
      return refused(10004, "Error sign, please check your signature generation algorithm.");
    }
    return new Outcome(key, 0, "");
  }

  private static Outcome refused(int code, String message) {
    return new Outcome(null, code, message);
  }
}
