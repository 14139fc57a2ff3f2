package ringside.adapters.sim;

import java.util.List;

/**
 * What a venue is made with. Immutable; together with the market source and the requests it
 * determines everything that happens.
 *
 * @param startNs venue time of the source's time 0
 * @param orderLatency from a request's arrival to the matching engine
 * @param feedLatency from the matching engine to whoever listens
 * @param accounts in order of index
 * @param checked whether the books are balanced after every step, and a difference throws
 */
public record VenueConfig(
    long seed,
    long startNs,
    FillModel fillModel,
    LatencyModel orderLatency,
    LatencyModel feedLatency,
    List<AccountSpec> accounts,
    boolean checked) {
  /**
   * An account at start.
   *
   * @param name what the operator calls it
   * @param uid the venue's number of it
   * @param coin of the wallet
   * @param balanceE9 money at start
   */
  public record AccountSpec(String name, long uid, String coin, long balanceE9) {}

  /** Copies the accounts. */
  public VenueConfig {
    accounts = List.copyOf(accounts);
  }
}
