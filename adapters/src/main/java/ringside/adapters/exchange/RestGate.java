package ringside.adapters.exchange;

import com.sun.net.httpserver.Headers;

/**
 * Lets in who shows a known key, signed the request with its secret, in time, and may do what is
 * asked. Immutable; any thread.
 *
 * <p>Source: the venue's page docs/v5/guide; codes by docs/v5/error.
 */
final class RestGate {
  static final String KEY = "X-BAPI-API-KEY";
  private static final String TIMESTAMP = "X-BAPI-TIMESTAMP";
  private static final String WINDOW = "X-BAPI-RECV-WINDOW";
  private static final String SIGNATURE = "X-BAPI-SIGN";
  private static final String USUAL_WINDOW = "5000";
  private static final long AHEAD_MS = 1_000;
  private static final int UNKNOWN_KEY = 10003;
  private static final int BAD_SIGNATURE = 10004;
  private static final int FORBIDDEN = 10005;
  private static final int WRONG_TIME = 10002;
  private static final int WRONG_ADDRESS = 10010;
  private static final int EXPIRED = 33004;

  private final ApiKeys keys;

  RestGate(ApiKeys keys) {
    this.keys = keys;
  }

  /** The key that a request names, whether or not it may use it; null for none that is known. */
  ApiKey named(Headers headers) {
    String key = headers.getFirst(KEY);
    return key == null ? null : keys.find(key);
  }

  /** Whether a request does not even try to say who it is. */
  static boolean isAnonymous(Headers headers) {
    return headers.getFirst(KEY) == null
        || headers.getFirst(TIMESTAMP) == null
        || headers.getFirst(SIGNATURE) == null;
  }

  /**
   * The key, when the request may go on.
   *
   * @param payload query string or body, as it was sent
   * @throws RefusedException when it may not
   */
  ApiKey admit(Headers headers, String payload, Route route, String address, long serverMs) {
    String timestamp = headers.getFirst(TIMESTAMP);
    String window = headers.getFirst(WINDOW);
    checkTime(timestamp, window == null ? USUAL_WINDOW : window, serverMs);
    ApiKey key = named(headers);
    if (key == null) {
      throw new RefusedException(UNKNOWN_KEY, "API key is invalid.");
    }
    String signedWindow = window == null ? "" : window;
    if (!key.signedRest(timestamp, signedWindow, payload, headers.getFirst(SIGNATURE))) {
      throw new RefusedException(
          BAD_SIGNATURE,
          "error sign! origin_string[" + timestamp + "***" + signedWindow + payload + "]");
    }
    if (key.expiresMs() != 0 && serverMs >= key.expiresMs()) {
      throw new RefusedException(EXPIRED, "Your api key has expired.");
    }
    if (!key.boundIps().isEmpty() && !key.boundIps().contains(address)) {
      throw new RefusedException(
          WRONG_ADDRESS, "Unmatched IP, please check your API key's bound IP addresses.");
    }
    if (route.right() != null && !key.may(route.right())) {
      throw new RefusedException(
          FORBIDDEN, "Permission denied, please check your API key permissions.");
    }
    return key;
  }

  private static void checkTime(String timestamp, String window, long serverMs) {
    long sentMs = number(timestamp, "timestamp");
    long windowMs = number(window, "recv_window");
    if (sentMs < serverMs - windowMs || sentMs >= serverMs + AHEAD_MS) {
      throw new RefusedException(
          WRONG_TIME,
          "invalid request, please check your server timestamp or recv_window param."
              + (" req_timestamp[" + timestamp + "],server_timestamp[" + serverMs)
              + ("],recv_window[" + window + "]"));
    }
  }

  private static long number(String text, String name) {
    try {
      long value = Long.parseLong(text);
      if (value >= 0 && value < Long.MAX_VALUE / 2) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw RefusedException.parameter("params error: " + name + " invalid");
  }
}
