package ringside.adapters.bybit.rest;

import java.util.ArrayList;
import java.util.List;

/**
 * Whose key an account trades with, what it may do, and what the account has. Holds no part of the
 * key.
 *
 * @param uid empty where the environment does not tell
 * @param expiresMs when the key ends; 0: not stated
 * @param equity of the whole account, in USD, as the venue writes it; empty where not stated
 * @param coins "USDT 1000.5", one each
 * @param refusal why it must not be used; empty when it may
 * @param unanswered the venue did not say: asking again may help
 * @param warnings what a human should know
 */
public record KeyReport(
    String account,
    String environment,
    String uid,
    boolean readOnly,
    boolean mayWithdraw,
    boolean mayTransfer,
    boolean hasIpBinding,
    boolean unified,
    long expiresMs,
    String marginMode,
    String equity,
    String available,
    List<String> coins,
    int ordersPerSecond,
    String refusal,
    boolean unanswered,
    List<String> warnings) {
  public KeyReport {
    coins = List.copyOf(coins);
    warnings = List.copyOf(warnings);
  }

  /** Whether it may be traded with. */
  public boolean isUsable() {
    return refusal.isEmpty();
  }

  /** For a human, before the first order. */
  public List<String> summary() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "account "
            + account
            + ": UID "
            + (uid.isEmpty() ? "not told" : uid)
            + " on "
            + environment
            + (unified ? "" : ", not a unified account")
            + (marginMode.isEmpty() ? "" : ", " + marginMode));
    lines.add(
        "  balance: equity "
            + (equity.isEmpty() ? "not told" : equity + " USD")
            + (available.isEmpty() ? "" : ", available " + available + " USD")
            + (coins.isEmpty() ? "" : " (" + String.join(", ", coins) + ")"));
    lines.add("  limits: " + ordersPerSecond + " orders a second at the venue");
    warnings.forEach(warning -> lines.add("  warning: " + warning));
    if (!refusal.isEmpty()) {
      lines.add("  refused: " + refusal);
    }
    return lines;
  }
}
