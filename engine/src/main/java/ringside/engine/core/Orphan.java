package ringside.engine.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.OrderState;
import ringside.engine.core.state.PositionState;
import ringside.journal.codec.Leg;
import ringside.journal.event.ConfigRecords;

/**
 * A position whose strategy a config no longer has where it was: our orders opened it, or close it,
 * and nobody sits there now, or somebody of another name, who knows nothing of it. Found before a
 * run begins, when nobody can close it yet: the config says whether the start is refused, or
 * whether it is wound down ({@code operations.orphans}).
 *
 * @param account index in the catalog
 * @param instrument index in the catalog
 * @param sizeE9 what our orders opened of it, or take care of; positive for bought
 * @param strategy index of whose it was; {@link OrderState#NO_STRATEGY} where that is not known
 * @param holder who sits there now, or null
 */
public record Orphan(
    int account, int instrument, Leg leg, long sizeE9, int strategy, String holder) {
  private static final String STRATEGIES = "strategies.";

  /** Who sits on an instrument of an account in a config. */
  private record Seat(String name, int index, int account, int instrument) {}

  /**
   * What a config would leave without its strategy. Any thread that owns the state.
   *
   * @param state as recovered
   * @param config effective, with the catalog's indices
   */
  public static List<Orphan> of(CoreState state, List<ConfigRecords.Entry> config) {
    List<Seat> seats = seats(config);
    List<Orphan> orphans = new ArrayList<>();
    for (int i = 0; i < state.accounts.size(); i++) {
      AccountState account = state.accounts.find(i);
      for (int at = 0; account != null && at < account.positions.size(); at++) {
        PositionState position = account.positions.at(at);
        int owner = owner(account, position);
        boolean ours = position.openedE9() != 0;
        Seat holder = holder(seats, account.account(), position.instrument());
        boolean known = owner != OrderState.NO_STRATEGY;
        boolean alone = holder == null ? ours || known : known && holder.index() != owner;
        if (alone && position.sizeE9() != 0) {
          orphans.add(
              new Orphan(
                  account.account(),
                  position.instrument(),
                  position.leg(),
                  ours ? position.openedE9() : position.sizeE9(),
                  owner,
                  holder == null ? null : holder.name()));
        }
      }
    }
    return orphans;
  }

  /** Whose order was the last to open of it; of what others opened: whose order closes it. */
  private static int owner(AccountState account, PositionState position) {
    if (position.openedE9() != 0) {
      return position.opener();
    }
    for (int i = 0; i < account.orders.liveCount(); i++) {
      OrderState order = account.orders.live(i);
      boolean closes =
          order.instrument() == position.instrument()
              && order.leg() == position.leg()
              && order.reduceOnly();
      if (closes && order.strategy() != OrderState.NO_STRATEGY) {
        return order.strategy();
      }
    }
    return OrderState.NO_STRATEGY;
  }

  private static Seat holder(List<Seat> seats, int account, int instrument) {
    for (Seat seat : seats) {
      if (seat.account() == account && seat.instrument() == instrument) {
        return seat;
      }
    }
    return null;
  }

  /** Of those that trade: a shadow holds nothing. */
  private static List<Seat> seats(List<ConfigRecords.Entry> config) {
    Map<String, Map<String, String>> strategies = new LinkedHashMap<>();
    for (ConfigRecords.Entry entry : config) {
      int dot = entry.path().indexOf('.', STRATEGIES.length());
      if (entry.path().startsWith(STRATEGIES) && dot >= 0) {
        strategies
            .computeIfAbsent(
                entry.path().substring(STRATEGIES.length(), dot), name -> new LinkedHashMap<>())
            .put(entry.path().substring(dot + 1), entry.value());
      }
    }
    List<Seat> seats = new ArrayList<>();
    strategies.forEach(
        (name, values) -> {
          String account = values.get("accountIndex");
          String instrument = values.get("instrumentIndex");
          if (account != null && instrument != null && !"true".equals(values.get("shadow"))) {
            int index = Integer.parseInt(values.getOrDefault("index", "-1"));
            seats.add(
                new Seat(name, index, Integer.parseInt(account), Integer.parseInt(instrument)));
          }
        });
    return seats;
  }
}
