package ringside.adapters.bybit;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * @param own those of the instruments that this account trades: reports ask for their positions one
 *     by one, with legs that are empty; of all others only what is not empty
 * @param foreign what the engine knows of symbols outside of the instruments, by symbol
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
    Set<String> own,
    Map<String, ForeignExposure> foreign,
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
    own = Set.copyOf(own);
    foreign = Map.copyOf(foreign);
    if (!instruments.keySet().containsAll(own)) {
      throw new IllegalArgumentException("account " + alias + ": a symbol that is no instrument");
    }
    if (requestTimeoutNs <= 0 || requestTimeoutNs > LONGEST_TIMEOUT_NS) {
      throw new IllegalArgumentException(
          "account " + alias + ": a request's time-out is above 0 and at most 10 s");
    }
    if (maxQueued <= 0) {
      throw new IllegalArgumentException("account " + alias + ": the queue needs a place");
    }
  }

  /**
   * The usual settings: all instruments its own, USDT contracts, 5 s for an answer, 256 commands
   * waiting.
   */
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
        instruments.keySet(),
        Map.of(),
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
        own,
        foreign,
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
        own,
        foreign,
        settleCoin,
        fastExecutions,
        timeoutNs,
        maxQueued);
  }

  /** The same, trading these of the instruments only. */
  public AccountSettings withOwn(Set<String> symbols) {
    return new AccountSettings(
        alias,
        account,
        credentials,
        privateStream,
        trade,
        instruments,
        symbols,
        foreign,
        settleCoin,
        fastExecutions,
        requestTimeoutNs,
        maxQueued);
  }

  /** The same, with what the engine knows of other symbols. */
  public AccountSettings withForeign(Map<String, ForeignExposure> known) {
    return new AccountSettings(
        alias,
        account,
        credentials,
        privateStream,
        trade,
        instruments,
        own,
        known,
        settleCoin,
        fastExecutions,
        requestTimeoutNs,
        maxQueued);
  }
}
