package ringside.engine.boot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ringside.adapters.bybit.rest.BybitEnvironment;
import ringside.engine.config.AccountConfig;
import ringside.engine.config.StrategyConfig;
import ringside.engine.config.TradingConfig;
import ringside.journal.event.Catalog;
import ringside.journal.event.ConfigRecords.Entry;

/**
 * The indices of a session: what is in the catalog already keeps its own, the rest is given one.
 *
 * @param instruments by symbol
 * @param accounts by alias
 * @param strategies by name
 * @param market source of the public stream
 * @param rest source of what REST tells
 * @param privateStreams source of each account's private stream, by alias
 * @param trades source of each account's order socket, by alias
 */
record TradeCatalog(
    Map<String, Integer> instruments,
    Map<String, Integer> accounts,
    Map<String, Integer> strategies,
    int market,
    int rest,
    Map<String, Integer> privateStreams,
    Map<String, Integer> trades) {
  private static final String VENUE = "bybit";

  static TradeCatalog of(TradePlan plan, Catalog catalog) {
    return of(plan.config(), plan.accounts(), plan.symbols(), catalog);
  }

  /** For these accounts and symbols, which are all that the config's strategies name. */
  static TradeCatalog of(
      TradingConfig config, List<AccountConfig> used, List<String> symbols, Catalog catalog) {
    int market = catalog.source("bybit.linear");
    int rest = catalog.source("bybit.rest");
    Map<String, Integer> instruments = new LinkedHashMap<>();
    for (String symbol : symbols) {
      instruments.put(symbol, catalog.instrument(VENUE, symbol));
    }
    Map<String, Integer> accounts = new LinkedHashMap<>();
    Map<String, Integer> privateStreams = new LinkedHashMap<>();
    Map<String, Integer> trades = new LinkedHashMap<>();
    for (AccountConfig account : used) {
      accounts.put(account.alias(), catalog.account(account.alias()));
      privateStreams.put(account.alias(), catalog.source("bybit.private." + account.alias()));
      trades.put(account.alias(), catalog.source("bybit.trade." + account.alias()));
    }
    Map<String, Integer> strategies = new LinkedHashMap<>();
    for (StrategyConfig strategy : config.strategies()) {
      strategies.put(strategy.name(), catalog.strategy(strategy.name()));
    }
    return new TradeCatalog(
        instruments, accounts, strategies, market, rest, privateStreams, trades);
  }

  /** The config with the indices that its names have here, for the core to make all of. */
  List<Entry> effective(TradePlan plan) {
    return effective(plan.config(), plan.environment().kind() == BybitEnvironment.Kind.LOCAL);
  }

  /**
   * The same.
   *
   * @param local where a venue on this machine is changes at each of its starts, and says nothing
   */
  List<Entry> effective(TradingConfig config, boolean local) {
    List<Entry> entries = new ArrayList<>(config.entries());
    if (local) {
      entries.removeIf(each -> each.path().matches("venues\\..*\\.(rest|public|private|trade)"));
    }
    accounts.forEach((alias, index) -> entries.add(entry("accounts." + alias + ".index", index)));
    for (StrategyConfig strategy : config.strategies()) {
      String path = "strategies." + strategy.name() + ".";
      entries.add(entry(path + "index", strategies.get(strategy.name())));
      entries.add(entry(path + "accountIndex", accounts.get(strategy.account())));
      entries.add(entry(path + "instrumentIndex", instruments.get(strategy.symbol())));
    }
    return entries;
  }

  private static Entry entry(String path, int index) {
    return new Entry(path, Integer.toString(index));
  }
}
