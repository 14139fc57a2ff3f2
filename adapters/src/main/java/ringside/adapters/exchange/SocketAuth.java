package ringside.adapters.exchange;

import java.util.List;

/**
 * Checks the auth requests of sockets: key, expiry against the time that clients are told,
 * signature.
 *
 * <p>Source: the venue's page docs/v5/ws/connect.
 */
final class SocketAuth {
  /** What became of one: the key, or why not. */
  record Outcome(ApiKey key, int code, String message) {}

  private final ExchangeDesk desk;

  SocketAuth(ExchangeDesk desk) {
    this.desk = desk;
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
    ApiKey key = desk.keys().find(args.get(0));
    if (key == null) {
      return refused(10003, "API key is invalid.");
    }
    if (key.expiresMs() != 0 && key.expiresMs() < desk.serverMs()) {
      return refused(33004, "Your api key has expired.");
    }
    if (expiresMs <= desk.serverMs()) {
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
