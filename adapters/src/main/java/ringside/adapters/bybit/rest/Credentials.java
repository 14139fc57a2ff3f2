package ringside.adapters.bybit.rest;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An API key and its secret. It signs, and gives nothing away: there is no accessor, it prints as
 * stars, and it cannot be serialised. Immutable; any thread.
 *
 * <p>Where keys come from is {@link CredentialsFile}'s and {@link EnvFile}'s.
 *
 * <p>Source: docs/v5/guide.mdx (authentication), docs/v5/websocket/wss-authentication.mdx.
 */
public final class Credentials {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String HIDDEN = "***";
  private static final Pattern KEY_LIKE = Pattern.compile("[A-Za-z0-9]{16,}");
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_\\-]{4,128}");

  private final String apiKey;
  private final String apiSecret;
  private final SecretKeySpec key;

  private Credentials(String apiKey, String apiSecret) {
    this.apiKey = apiKey;
    this.apiSecret = apiSecret;
    this.key = new SecretKeySpec(apiSecret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /**
   * @param where they come from, for the error
   * @throws CredentialsException when either is empty or not of letters, digits, {@code -} and
   *     {@code _}
   */
  public static Credentials of(String where, String apiKey, String apiSecret) {
    require(where, "API key", apiKey);
    require(where, "API secret", apiSecret);
    return new Credentials(apiKey, apiSecret);
  }

  /**
   * A name as an error may show it: one that looks like a key, of 16 and more letters and digits,
   * was perhaps written where the name belongs, and is told by its length only.
   */
  static String shown(String name) {
    boolean looksLikeKey =
        KEY_LIKE.matcher(name).matches()
            && name.chars().anyMatch(Character::isDigit)
            && name.chars().anyMatch(Character::isLetter);
    return looksLikeKey ? "(a name of " + name.length() + " characters)" : name;
  }

  private static void require(String where, String what, String value) {
    if (value == null || value.isEmpty()) {
      throw new CredentialsException(where + ": there is no " + what);
    }
    if (!ALLOWED.matcher(value).matches()) {
      throw new CredentialsException(
          where + ": the " + what + " is none: 4 to 128 letters, digits, '-' and '_' are allowed");
    }
  }

  /** Adds the headers that authenticate a request. */
  void sign(HttpRequest.Builder request, long timestampMs, long recvWindowMs, String payload) {
    request
        .setHeader("X-BAPI-API-KEY", apiKey)
        .setHeader("X-BAPI-TIMESTAMP", Long.toString(timestampMs))
        .setHeader("X-BAPI-RECV-WINDOW", Long.toString(recvWindowMs))
        .setHeader("X-BAPI-SIGN", hmac(timestampMs + apiKey + recvWindowMs + payload));
  }

  /**
   * The request that authenticates a private or trade socket: {@code
   * {"req_id":"..","op":"auth","args":[key,expires,signature]}}. To be sent and forgotten: never to
   * be logged.
   *
   * @param idField {@code req_id}, on the trade socket {@code reqId}
   * @param requestId of letters, digits and dashes
   * @param expiresMs venue time after which it is void
   */
  public String webSocketAuth(String idField, String requestId, long expiresMs) {
    String signature = hmac("GET/realtime" + expiresMs);
    return "{\""
        + idField
        + "\":\""
        + requestId
        + "\",\"op\":\"auth\",\"args\":[\""
        + apiKey
        + "\","
        + expiresMs
        + ",\""
        + signature
        + "\"]}";
  }

  /** The text with key and secret replaced by stars: venues quote what they were sent. */
  public String redact(String text) {
    if (text == null) {
      return "";
    }
    return text.replace(apiSecret, HIDDEN).replace(apiKey, HIDDEN);
  }

  private String hmac(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " is not there", e);
    }
  }

  @Override
  public String toString() {
    return "Credentials[" + HIDDEN + "]";
  }
}
