package ringside.adapters.bybit;

import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import ringside.adapters.bybit.rest.Credentials;
import ringside.adapters.bybit.rest.ErrorClass;
import ringside.adapters.bybit.rest.VenueErrors;

/**
 * Authentication of a socket: one request, one answer. An answer that says the key is no good is
 * final; any other failure, or none in time, is worth another connection.
 *
 * <p>Source: docs/v5/websocket/wss-authentication.mdx, docs/v5/websocket/trade/guideline.mdx.
 */
final class StreamLogin {
  private static final long LIFE_MS = 10_000;

  /** How it stands. */
  enum State {
    /** Nothing was sent on this connection. */
    NONE,
    /** The answer is awaited. */
    SENT,
    /** The venue knows us. */
    DONE,
    /** It failed, but may succeed on another connection. */
    FAILED,
    /** The key is refused, for good. */
    REFUSED
  }

  private final Credentials credentials;
  private final String idField;
  private final LongSupplier venueMs;
  private final Predicate<String> sender;
  private final long timeoutNs;
  private State state = State.NONE;
  private long sentAt;
  private long count;
  private String detail = "";

  /**
   * @param idField how this socket names a request's id
   * @param venueMs the venue's clock
   * @param sender sends a message, or says that it cannot
   */
  StreamLogin(
      Credentials credentials,
      String idField,
      LongSupplier venueMs,
      Predicate<String> sender,
      long timeoutNs) {
    this.idField = idField;
    this.credentials = credentials;
    this.venueMs = venueMs;
    this.sender = sender;
    this.timeoutNs = timeoutNs;
  }

  /** Sends the request; false when it could not be written. */
  boolean begin(long nanoTime) {
    state = State.SENT;
    sentAt = nanoTime;
    detail = "";
    return sender.test(
        credentials.webSocketAuth(idField, "auth-" + ++count, venueMs.getAsLong() + LIFE_MS));
  }

  void reset() {
    state = State.NONE;
  }

  State state() {
    return state;
  }

  boolean isDone() {
    return state == State.DONE;
  }

  boolean isLate(long nanoTime) {
    return state == State.SENT && nanoTime - sentAt > timeoutNs;
  }

  /** Why it failed, without any part of the key. */
  String detail() {
    return detail;
  }

  /** Takes the answer in; one that nobody awaits changes nothing. */
  State onAnswer(ControlMessage answer) {
    if (state != State.SENT) {
      return state;
    }
    if (answer.succeeded()) {
      state = State.DONE;
      return state;
    }
    UnaryOperator<String> redact = credentials::redact;
    int code = answer.code();
    String text = answer.text();
    detail = (code == ControlMessage.NO_CODE ? "" : code + " ") + redact.apply(text);
    state = isFinal(code, text) ? State.REFUSED : State.FAILED;
    return state;
  }

  /**
   * A private socket states no code: then its words have to do. That a request has expired is the
   * clock's fault, that a key has is not.
   */
  static boolean isFinal(int code, String text) {
    String words = text.toLowerCase(Locale.ROOT);
    boolean key = words.contains("api key") || words.contains("api_key");
    if (words.contains("session") || (words.contains("expire") && !key)) {
      return false;
    }
    if (code != ControlMessage.NO_CODE) {
      return VenueErrors.of(code) == ErrorClass.ACCOUNT;
    }
    for (String number : words.split("[^0-9-]+")) {
      if (!number.isEmpty() && number.length() <= 6 && !number.contains("-")) {
        if (VenueErrors.of(Long.parseLong(number)) == ErrorClass.ACCOUNT) {
          return true;
        }
      }
    }
    return key
        || words.contains("apikey")
        || words.contains("sign")
        || words.contains("permission")
        || words.contains("unmatched ip");
  }
}
