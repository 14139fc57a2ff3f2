package ringside.adapters.bybit;

import java.util.Map;
import java.util.Optional;
import ringside.adapters.bybit.rest.Credentials;

/**
 * One account to trade on. Start from {@link #of}.
 *
 * @param alias as configuration and catalog name it
 * @param account its index in the catalog
 * @param credentials its key
 * @param privateStream its private socket
 * @param trade its order socket; empty where the environment has none
 * @param instruments the index in the catalog of every symbol that is traded
 * @param settleCoin what the contracts are settled in
 * @param fastExecutions whether to subscribe to {@code execution.fast} besides
 * @param requestTimeoutNs how long an answer to a request may take; at most 10 s
 * @param maxQueued commands that may wait for their turn
 */
public record AccountSettings(
    String alias,
    int account,
    Credentials credentials,
    StreamSettings privateStream,
    Optional<StreamSettings> trade,
    Map<String, Integer> instruments,
    String settleCoin,
    boolean fastExecutions,
    long requestTimeoutNs,
    int maxQueued) {
  /** No answer is awaited longer than this. */
  public static final long LONGEST_TIMEOUT_NS = 10_000_000_000L;

  private static final long TIMEOUT_NS = 5_000_000_000L;
  private static final int QUEUED = 256;

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException when a limit is not one
   */
  public AccountSettings {
    instruments = Map.copyOf(instruments);
    if (requestTimeoutNs <= 0 || requestTimeoutNs > LONGEST_TIMEOUT_NS) {
      throw new IllegalArgumentException(
          "account " + alias + ": a request's time-out is above 0 and at most 10 s");
    }
    if (maxQueued <= 0) {
      throw new IllegalArgumentException("account " + alias + ": the queue needs a place");
    }
  }

  /** The usual settings: USDT contracts, 5 s for an answer, 256 commands waiting. */
  public static AccountSettings of(
      String alias,
      int account,
      Credentials credentials,
      StreamSettings privateStream,
      Optional<StreamSettings> trade,
      Map<String, Integer> instruments) {
    return new AccountSettings(
        alias,
        account,
        credentials,
        privateStream,
        trade,
        instruments,
        "USDT",
        false,
        TIMEOUT_NS,
        QUEUED);
  }

  /** The same, with the early executions subscribed to or not. */
  public AccountSettings withFastExecutions(boolean wanted) {
    return new AccountSettings(
        alias,
        account,
        credentials,
        privateStream,
        trade,
        instruments,
        settleCoin,
        wanted,
        requestTimeoutNs,
        maxQueued);
  }

  /** The same, with another time-out of requests. */
  public AccountSettings withRequestTimeoutNs(long timeoutNs) {
    return new AccountSettings(
        alias,
        account,
        credentials,
        privateStream,
        trade,
        instruments,
        settleCoin,
        fastExecutions,
        timeoutNs,
        maxQueued);
  }
}
