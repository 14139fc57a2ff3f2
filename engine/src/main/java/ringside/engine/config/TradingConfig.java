package ringside.engine.config;

import java.util.List;
import ringside.journal.event.ConfigRecords.Entry;

/**
 * A whole config file, valid in itself: what refers to a name finds it. Without keys, and without
 * where they are.
 *
 * @param venues in the file's order, as are the others
 * @param limits those of all accounts
 * @param entries all that holds, as path and value, for the journal: nothing secret, and nothing
 *     that is only true of this machine
 * @param warnings what is possible and yet may not be meant, a line each
 */
public record TradingConfig(
    List<VenueConfig> venues,
    List<AccountConfig> accounts,
    List<StrategyConfig> strategies,
    LimitsConfig limits,
    JournalConfig journal,
    OperationsConfig operations,
    List<Entry> entries,
    List<String> warnings) {

  public TradingConfig {
    venues = List.copyOf(venues);
    accounts = List.copyOf(accounts);
    strategies = List.copyOf(strategies);
    entries = List.copyOf(entries);
    warnings = List.copyOf(warnings);
  }

  /** The venue of this name. */
  public VenueConfig venue(String name) {
    return venues.stream().filter(v -> v.name().equals(name)).findFirst().orElseThrow();
  }

  /** The account of this alias. */
  public AccountConfig account(String alias) {
    return accounts.stream().filter(a -> a.alias().equals(alias)).findFirst().orElseThrow();
  }
}
