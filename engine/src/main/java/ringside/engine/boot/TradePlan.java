package ringside.engine.boot;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import ringside.adapters.bybit.rest.BybitEnvironment;
import ringside.adapters.bybit.rest.Credentials;
import ringside.engine.config.AccountConfig;
import ringside.engine.config.OrphanPolicy;
import ringside.engine.config.StrategyConfig;
import ringside.engine.config.TradingConfig;
import ringside.engine.pipeline.PipelineSettings;
import ringside.journal.codec.Environment;

/**
 * What a session is started with: only what strategies use of the config, with the keys at hand.
 *
 * @param environment where all of it happens
 * @param accounts those that strategies trade with, in the config's order; all of the venue where
 *     positions without a strategy are wound down
 * @param credentials by alias
 * @param money whose it is
 */
public record TradePlan(
    TradingConfig config,
    BybitEnvironment environment,
    List<AccountConfig> accounts,
    Map<String, Credentials> credentials,
    Path journal,
    PipelineSettings pipeline,
    Money money) {

  /** Whose money is moved. */
  enum Money {
    /** The venue's. */
    VENUES,
    /** Of the exchange that the engine brings along, on a market that is made up. */
    EMBEDDED,
    /** Of such an exchange, on the market of a venue. */
    PAPER
  }

  /**
   * Finds what strategies need.
   *
   * @param live whether real money was asked for
   * @throws UsageException when they are on several venues, or on mainnet without being asked for
   * @throws ringside.adapters.bybit.rest.CredentialsException when a key cannot be had
   */
  public static TradePlan of(
      TradingConfig config,
      BybitAccess access,
      boolean live,
      Path journal,
      PipelineSettings pipeline) {
    TradePlan plan = withoutKeys(config, live, journal, pipeline);
    Map<String, Credentials> credentials = new LinkedHashMap<>();
    for (AccountConfig account : plan.accounts()) {
      credentials.put(account.alias(), access.credentials(account));
    }
    return new TradePlan(
        config, plan.environment, plan.accounts, credentials, journal, pipeline, Money.VENUES);
  }

  /**
   * The same, to be looked at only.
   *
   * @throws UsageException as {@link #of}
   */
  static TradePlan withoutKeys(
      TradingConfig config, boolean live, Path journal, PipelineSettings pipeline) {
    Set<String> used =
        config.strategies().stream().map(StrategyConfig::account).collect(Collectors.toSet());
    List<String> venues =
        config.accounts().stream()
            .filter(account -> used.contains(account.alias()))
            .map(AccountConfig::venue)
            .distinct()
            .toList();
    if (venues.size() > 1) {
      throw new UsageException(
          "strategies trade on " + String.join(" and ", venues) + "; one venue a run");
    }
    // Whoever has positions wound down needs the accounts that they are on.
    boolean all = config.operations().orphans() == OrphanPolicy.WIND_DOWN;
    List<AccountConfig> accounts =
        config.accounts().stream()
            .filter(account -> account.venue().equals(venues.get(0)))
            .filter(account -> all || used.contains(account.alias()))
            .toList();
    BybitEnvironment environment = BybitAccess.environment(config.venue(venues.get(0)), live);
    return new TradePlan(config, environment, accounts, Map.of(), journal, pipeline, Money.VENUES);
  }

  /** The symbols that strategies trade, each once, in the config's order. */
  List<String> symbols() {
    return config.strategies().stream().map(StrategyConfig::symbol).distinct().toList();
  }

  /** What the journal calls the environment. */
  Environment recordedAs() {
    return money == Money.PAPER ? Environment.DRY_RUN : environment.kind().recorded();
  }
}
