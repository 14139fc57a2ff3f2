package ringside.adapters.bybit.rest;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import ringside.adapters.bybit.rest.RestAnswer.Ok;
import ringside.adapters.bybit.rest.RestAnswer.Refused;

/**
 * Looks at a key before it is used: whose it is, what it may do, what the account has. A key that
 * may withdraw or transfer is refused unless that is allowed. Once for each account; any thread.
 *
 * <p>Source: docs/v5/user/apikey-info.mdx, docs/v5/account/account-info.mdx,
 * docs/v5/account/wallet-balance.mdx.
 */
public final class KeyCheck {
  private static final long WARN_BEFORE_END_MS = TimeUnit.DAYS.toMillis(7);
  private static final int INVALID_KEY = 10003;
  private static final int UNIFIED_STATUS = 3;

  private final BybitRest rest;
  private final RestClient client;
  private final boolean allowWithdraw;
  private final List<String> warnings = new ArrayList<>();
  private String refusal = "";
  private boolean unanswered;
  private JsonValue key = JsonValue.MISSING;
  private JsonValue account = JsonValue.MISSING;
  private JsonValue wallet = JsonValue.MISSING;

  /**
   * @param allowWithdraw whether a key that may withdraw or transfer is taken
   */
  public KeyCheck(BybitRest rest, RestClient client, boolean allowWithdraw) {
    this.rest = rest;
    this.client = client;
    this.allowWithdraw = allowWithdraw;
  }

  /** Asks the venue; never fails: what could not be asked is a refusal. */
  public CompletableFuture<KeyReport> run() {
    return client
        .read(request("/v5/user/query-api"))
        .thenCompose(
            answer -> {
              takeKey(answer);
              return client.read(request("/v5/account/info"));
            })
        .thenCompose(
            answer -> {
              account = taken(answer, "account info");
              return client.read(request("/v5/account/wallet-balance", "accountType", "UNIFIED"));
            })
        .thenApply(
            answer -> {
              List<JsonValue> list = taken(answer, "wallet").get("list").items();
              wallet = list.isEmpty() ? JsonValue.MISSING : list.get(0);
              return report();
            });
  }

  /** Asked at a start only, which waits for the venue by itself: no breaker is needed. */
  private static RestRequest request(String path, String... namesAndValues) {
    return RestRequest.get(path, namesAndValues).asExit();
  }

  private void takeKey(RestAnswer answer) {
    boolean demo = rest.environment().kind() == BybitEnvironment.Kind.DEMO;
    // What follows needs the key, too: one that is none does not come through.
    if (demo && !answer.isOk() && !answer.isHopeless()) {
      warnings.add("demo does not tell whose key it is and what it may do");
      return;
    }
    key = taken(answer, "key");
  }

  private JsonValue taken(RestAnswer answer, String what) {
    if (answer instanceof Ok ok && ok.result().isObject()) {
      return ok.result();
    }
    if (refusal.isEmpty()) {
      refusal = what + " cannot be read: " + answer.describe();
      unanswered = !(answer instanceof Refused);
      if (answer instanceof Refused refused && refused.retCode() == INVALID_KEY) {
        refusal += "; " + rest.environment().keyHint();
      }
    }
    return JsonValue.MISSING;
  }

  private KeyReport report() {
    List<JsonValue> walletRights = key.get("permissions").get("Wallet").items();
    boolean mayWithdraw = walletRights.stream().anyMatch(r -> r.text().equals("Withdraw"));
    boolean mayTransfer = walletRights.stream().anyMatch(r -> r.text().contains("Transfer"));
    List<JsonValue> ips = key.get("ips").items();
    boolean bound = !ips.isEmpty() && ips.stream().noneMatch(ip -> ip.text().equals("*"));
    boolean unified =
        key.get("uta").isTrue()
            || key.get("unified").isTrue()
            || account.get("unifiedMarginStatus").longOr(0) >= UNIFIED_STATUS;
    boolean readOnly = key.get("readOnly").isTrue();
    long expiresMs = millis(key.get("expiredAt").text());
    if (!key.isMissing()) {
      judge(mayWithdraw, mayTransfer, bound, readOnly, expiresMs);
    }
    return new KeyReport(
        client.account(),
        rest.environment().kind().word(),
        key.get("userID").text(),
        readOnly,
        mayWithdraw,
        mayTransfer,
        bound,
        unified,
        expiresMs,
        account.get("marginMode").text(),
        wallet.get("totalEquity").text(),
        wallet.get("totalAvailableBalance").text(),
        coins(),
        EndpointGroup.ORDER_CREATE.perSecond(),
        refusal,
        unanswered,
        warnings);
  }

  private void judge(
      boolean mayWithdraw, boolean mayTransfer, boolean bound, boolean readOnly, long expiresMs) {
    if ((mayWithdraw || mayTransfer) && !allowWithdraw && refusal.isEmpty()) {
      refusal =
          "the key may "
              + (mayWithdraw ? "withdraw" : "transfer")
              + " money, which trading does not need: make one that only trades contracts, or set"
              + " allowWithdraw for this account";
    }
    if (readOnly && refusal.isEmpty()) {
      refusal = "the key is read-only: it cannot place orders";
    }
    if (!bound) {
      warnings.add("the key is bound to no IP address: whoever has it can use it from anywhere");
    }
    long leftMs = expiresMs - rest.serverClock().venueMs();
    if (expiresMs > 0 && leftMs < WARN_BEFORE_END_MS) {
      warnings.add(
          "the key ends in " + Math.max(0, TimeUnit.MILLISECONDS.toDays(leftMs)) + " days");
    }
  }

  private List<String> coins() {
    List<String> coins = new ArrayList<>();
    for (JsonValue coin : wallet.get("coin").items()) {
      if (coin.get("walletBalance").moneyE9() != 0) {
        coins.add(coin.get("coin").text() + " " + coin.get("walletBalance").text());
      }
    }
    return coins;
  }

  /** 1970 is how the venue says "never". */
  private static long millis(String text) {
    try {
      return text.isEmpty() ? 0 : Math.max(0, Instant.parse(text).toEpochMilli());
    } catch (DateTimeException e) {
      return 0;
    }
  }
}
