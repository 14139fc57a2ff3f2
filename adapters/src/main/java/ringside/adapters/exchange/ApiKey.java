package ringside.adapters.exchange;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key of an account and what it may do. Immutable; any thread. Its secret is never shown.
 *
 * <p>Source: the venue's pages docs/v5/guide (signing) and docs/v5/user/apikey-info.
 */
final class ApiKey {
  /** What a key may be allowed. */
  enum Right {
    /** Place, amend and cancel orders. */
    ORDER,
    /** Change positions: leverage, mode, stops. */
    POSITION,
    /** Move money between the user's accounts. */
    TRANSFER,
    /** Take money out. */
    WITHDRAW
  }

  private static final String ALGORITHM = "HmacSHA256";

  private final String key;
  private final SecretKeySpec secret;
  private final int account;
  private final boolean readOnly;
  private final Set<Right> rights;
  private final List<String> boundIps;
  private final long expiresMs;

  /**
   * Makes a key.
   *
   * @param account index
   * @param boundIps empty for none
   * @param expiresMs 0 for never
   */
  ApiKey(
      String key,
      String secret,
      int account,
      boolean readOnly,
      Set<Right> rights,
      List<String> boundIps,
      long expiresMs) {
    this.key = key;
    this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    this.account = account;
    this.readOnly = readOnly;
    this.rights = Set.copyOf(rights);
    this.boundIps = List.copyOf(boundIps);
    this.expiresMs = expiresMs;
  }

  /** A key that may trade, as the exchange gives each of its accounts. */
  static ApiKey trading(String key, String secret, int account) {
    return new ApiKey(
        key, secret, account, false, Set.of(Right.ORDER, Right.POSITION), List.of(), 0);
  }

  /** A key that may trade and move money between the account's wallets. */
  static ApiKey moving(String key, String secret, int account) {
    return new ApiKey(
        key,
        secret,
        account,
        false,
        Set.of(Right.ORDER, Right.POSITION, Right.TRANSFER),
        List.of(),
        0);
  }

  String key() {
    return key;
  }

  int account() {
    return account;
  }

  boolean readOnly() {
    return readOnly;
  }

  Set<Right> rights() {
    return rights;
  }

  List<String> boundIps() {
    return boundIps;
  }

  /** 0: never. */
  long expiresMs() {
    return expiresMs;
  }

  /** Whether it may do what needs this right, and changes something. */
  boolean may(Right right) {
    return !readOnly && rights.contains(right);
  }

  /** Whether a REST request was signed with this key's secret. */
  boolean signedRest(String timestamp, String recvWindow, String payload, String signature) {
    return matches(timestamp + key + recvWindow + payload, signature);
  }

  /** Whether a socket's auth request was signed with this key's secret. */
  boolean signedSocket(String expires, String signature) {
    return matches("GET/realtime" + expires, signature);
  }

  private boolean matches(String text, String signature) {
    return MessageDigest.isEqual(
        sign(text).getBytes(StandardCharsets.US_ASCII),
        signature.getBytes(StandardCharsets.US_ASCII));
  }

  private String sign(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
    }
  }

  @Override
  public String toString() {
    return "ApiKey[account " + account + "]";
  }
}
