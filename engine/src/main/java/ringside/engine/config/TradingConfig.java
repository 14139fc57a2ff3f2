package ringside.engine.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ringside.journal.event.ConfigRecords.Entry;
import ringside.journal.event.Decimals;

/**
 * A whole config file, valid in itself: what refers to a name finds it. Without secrets, and
 * without where they are.
 *
 * @param venues in the file's order, as are the others
 */
public record TradingConfig(
    List<VenueConfig> venues,
    List<AccountConfig> accounts,
    List<StrategyConfig> strategies,
    RiskConfig risk,
    JournalConfig journal) {

  public TradingConfig {
    venues = List.copyOf(venues);
    accounts = List.copyOf(accounts);
    strategies = List.copyOf(strategies);
  }

  /** The venue of this name. */
  public VenueConfig venue(String name) {
    return venues.stream().filter(v -> v.name().equals(name)).findFirst().orElseThrow();
  }

  /** The account of this alias. */
  public AccountConfig account(String alias) {
    return accounts.stream().filter(a -> a.alias().equals(alias)).findFirst().orElseThrow();
  }

  /** As path and value, for the journal. */
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (VenueConfig venue : venues) {
      String path = "venues." + venue.name() + ".";
      entries.add(new Entry(path + "environment", SectionReader.written(venue.environment())));
      if (venue.rest() != null) {
        entries.add(new Entry(path + "rest", venue.rest().toString()));
      }
    }
    for (AccountConfig account : accounts) {
      String path = "accounts." + account.alias() + ".";
      entries.add(new Entry(path + "venue", account.venue()));
      String source = account.keyFile() == null ? "environment" : "file";
      entries.add(new Entry(path + "key", source));
      entries.add(new Entry(path + "allowWithdraw", Boolean.toString(account.allowWithdraw())));
    }
    for (StrategyConfig strategy : strategies) {
      String path = "strategies." + strategy.name() + ".";
      entries.add(new Entry(path + "kind", strategy.kind()));
      entries.add(new Entry(path + "account", strategy.account()));
      entries.add(new Entry(path + "symbol", strategy.symbol()));
      for (Map.Entry<String, String> parameter : strategy.parameters().entrySet()) {
        entries.add(new Entry(path + "parameters." + parameter.getKey(), parameter.getValue()));
      }
    }
    entries.add(new Entry("risk.priceCollar", Decimals.toStringE9(risk.priceCollarE9())));
    entries.add(new Entry("risk.ordersPerSecond", Integer.toString(risk.ordersPerSecond())));
    entries.add(new Entry("journal.durability", SectionReader.written(journal.durability())));
    return entries;
  }
}
