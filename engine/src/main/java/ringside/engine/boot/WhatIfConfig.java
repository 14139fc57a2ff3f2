package ringside.engine.boot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ringside.engine.config.AccountConfig;
import ringside.engine.config.StrategyConfig;
import ringside.engine.config.TradingConfig;
import ringside.journal.codec.CatalogKind;
import ringside.journal.event.Catalog;
import ringside.journal.event.ConfigRecords.Entry;

/** A config as a run of a journal would have recorded it. Stateless. */
public final class WhatIfConfig {
  private static final String STRATEGIES = "strategies.";

  private WhatIfConfig() {}

  /**
   * The config with the indices that its names have in the journal. A strategy takes the index of
   * the one that trades its symbol of its account in the recorded config, so that what both decide
   * can be compared.
   *
   * @param catalog the journal's own; what it does not know gets indices behind its last
   * @param recorded the config that the journal's last run had
   * @param shadows whether all strategies are to be shadows, under indices of their names
   * @throws UsageException when an account or symbol is not of the journal
   */
  public static List<Entry> of(
      TradingConfig config, Catalog catalog, List<Entry> recorded, boolean shadows) {
    List<AccountConfig> accounts = new ArrayList<>();
    for (AccountConfig account : config.accounts()) {
      if (config.strategies().stream().anyMatch(each -> each.account().equals(account.alias()))) {
        if (catalog.find(CatalogKind.ACCOUNT, account.alias()) == Catalog.NONE) {
          throw new UsageException("account " + account.alias() + ": the journal has none such");
        }
        accounts.add(account);
      }
    }
    List<String> symbols =
        config.strategies().stream().map(StrategyConfig::symbol).distinct().toList();
    int known = catalog.count(CatalogKind.INSTRUMENT);
    TradeCatalog indices = TradeCatalog.of(config, accounts, symbols, catalog);
    for (String symbol : symbols) {
      if (indices.instruments().get(symbol) >= known) {
        throw new UsageException("symbol " + symbol + ": the journal has none such");
      }
    }
    Map<String, String> seats = shadows ? Map.of() : seats(recorded);
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : indices.effective(config, true)) {
      String path = entry.path();
      boolean ofShadow = path.startsWith(STRATEGIES) && path.endsWith(".shadow");
      if (!(shadows && ofShadow)) {
        entries.add(entry);
      }
    }
    for (StrategyConfig strategy : config.strategies()) {
      String path = STRATEGIES + strategy.name() + ".";
      if (shadows) {
        entries.add(new Entry(path + "shadow", "true"));
      }
      String seat =
          seat(
              indices.accounts().get(strategy.account()).toString(),
              indices.instruments().get(strategy.symbol()).toString(),
              Boolean.toString(strategy.shadow()));
      String index = seats.get(seat);
      if (index != null) {
        entries.replaceAll(
            each -> each.path().equals(path + "index") ? new Entry(path + "index", index) : each);
      }
    }
    return entries;
  }

  /** The index of the strategy on each seat. */
  private static Map<String, String> seats(List<Entry> recorded) {
    Map<String, Map<String, String>> strategies = new LinkedHashMap<>();
    for (Entry entry : recorded) {
      if (entry.path().startsWith(STRATEGIES)) {
        int end = entry.path().indexOf('.', STRATEGIES.length());
        strategies
            .computeIfAbsent(entry.path().substring(0, end), name -> new LinkedHashMap<>())
            .put(entry.path().substring(end + 1), entry.value());
      }
    }
    Map<String, String> seats = new LinkedHashMap<>();
    for (Map<String, String> of : strategies.values()) {
      String shadow = of.getOrDefault("shadow", "false");
      seats.put(seat(of.get("accountIndex"), of.get("instrumentIndex"), shadow), of.get("index"));
    }
    return seats;
  }

  private static String seat(String account, String instrument, String shadow) {
    return account + " " + instrument + " " + shadow;
  }
}
