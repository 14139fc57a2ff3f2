package ringside.engine.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.PositionState;
import ringside.journal.codec.Leg;
import ringside.journal.event.ConfigRecords;

/**
 * A position that our orders opened and that no strategy of a config holds. Found before a run
 * begins, when nobody can close it yet: the config says whether the start is refused, or whether it
 * is wound down ({@code operations.orphans}).
 *
 * @param account index in the catalog
 * @param instrument index in the catalog
 * @param sizeE9 what our orders opened of it, positive for bought
 */
public record Orphan(int account, int instrument, Leg leg, long sizeE9) {
  private static final String STRATEGIES = "strategies.";

  /**
   * What a config would leave without a strategy. Any thread that owns the state.
   *
   * @param state as recovered
   * @param config effective, with the catalog's indices
   */
  public static List<Orphan> of(CoreState state, List<ConfigRecords.Entry> config) {
    Map<String, Integer> accounts = new LinkedHashMap<>();
    Map<String, Integer> instruments = new LinkedHashMap<>();
    List<String> shadows = new ArrayList<>();
    for (ConfigRecords.Entry entry : config) {
      if (entry.path().startsWith(STRATEGIES)) {
        int dot = entry.path().indexOf('.', STRATEGIES.length());
        String name = dot < 0 ? entry.path() : entry.path().substring(0, dot);
        if (entry.path().equals(name + ".accountIndex")) {
          accounts.put(name, Integer.parseInt(entry.value()));
        } else if (entry.path().equals(name + ".shadow") && entry.value().equals("true")) {
          shadows.add(name);
        } else if (entry.path().equals(name + ".instrumentIndex")) {
          instruments.put(name, Integer.parseInt(entry.value()));
        }
      }
    }
    shadows.forEach(accounts::remove);
    List<Orphan> orphans = new ArrayList<>();
    for (int i = 0; i < state.accounts.size(); i++) {
      AccountState account = state.accounts.find(i);
      for (int at = 0; account != null && at < account.positions.size(); at++) {
        PositionState position = account.positions.at(at);
        int instrument = position.instrument();
        boolean held =
            accounts.entrySet().stream()
                .anyMatch(
                    seat ->
                        seat.getValue() == account.account()
                            && Integer.valueOf(instrument).equals(instruments.get(seat.getKey())));
        if (position.openedE9() != 0 && !held) {
          orphans.add(
              new Orphan(account.account(), instrument, position.leg(), position.openedE9()));
        }
      }
    }
    return orphans;
  }
}
