package ringside.engine.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.ObjIntConsumer;
import ringside.engine.core.StatusSink;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.ForeignTable;
import ringside.engine.core.state.OrderState;
import ringside.engine.core.state.PositionState;
import ringside.engine.core.state.SettingTable.Setting;
import ringside.journal.codec.CatalogKind;
import ringside.journal.codec.Leg;
import ringside.journal.event.Decimals;

/**
 * What others have done to an account, in words for people: what waits for its owner, and what is
 * only to be known. The engine thread, when asked.
 */
final class OutsideWords {
  private final BiFunction<CatalogKind, Integer, String> names;
  private final ObjIntConsumer<StatusSink> strategies;
  private final List<Seat> seats;

  /**
   * Where a strategy sits.
   *
   * @param strategy its index, as those of account and instrument
   */
  record Seat(int strategy, int account, int instrument) {}

  /**
   * @param names of the catalog's indices
   * @param strategies lets the strategy of an index say how it stands
   * @param seats of those that trade
   */
  OutsideWords(
      BiFunction<CatalogKind, Integer, String> names,
      ObjIntConsumer<StatusSink> strategies,
      List<Seat> seats) {
    this.names = names;
    this.strategies = strategies;
    this.seats = List.copyOf(seats);
  }

  /** What is held back, or lies bare, until its owner does something. */
  List<String> needs(CoreState state, AccountState account) {
    List<String> needs = new ArrayList<>();
    for (int i = 0; i < state.settings.size(); i++) {
      Setting setting = state.settings.at(i);
      if (setting.account() == account.account() && setting.told() && !setting.fits(account)) {
        needs.add(setting(setting, account));
      }
    }
    for (int i = 0; account.reconciled() && i < account.positions.size(); i++) {
      PositionState position = account.positions.at(i);
      if (position.orphan() && position.sizeE9() != 0) {
        needs.add(leg(position) + ": its strategy is gone from the config");
      } else if (bare(account, position)) {
        needs.add(leg(position) + ": opened by others, and has no take-profit");
      }
    }
    for (Seat seat : seats) {
      if (seat.account() == account.account()) {
        strategies.accept(new Stops(account, seat, needs), seat.strategy());
      }
    }
    return needs;
  }

  /** What is as the config wants it, and yet to be known. */
  List<String> notes(AccountState account) {
    List<String> notes = new ArrayList<>();
    for (int i = 0; i < account.positions.size(); i++) {
      PositionState position = account.positions.at(i);
      if (foreign(position) && !bare(account, position)) {
        String part = Decimals.toStringE9(position.foreignE9());
        notes.add(leg(position) + ": " + part + " of it opened by others");
      }
    }
    Map<Integer, Integer> orders = new TreeMap<>();
    for (int i = 0; i < account.orders.liveCount(); i++) {
      OrderState order = account.orders.live(i);
      if (order.othersMade()) {
        orders.merge(order.instrument(), 1, Integer::sum);
      }
    }
    orders.forEach(
        (instrument, number) ->
            notes.add(count(number, "open order") + " of others at " + symbol(instrument)));
    for (int i = 0; i < account.foreign.size(); i++) {
      ForeignTable.Entry entry = account.foreign.at(i);
      if (entry.longE9() != 0 || entry.shortE9() != 0 || entry.openOrders() != 0) {
        notes.add(elsewhere(entry));
      }
    }
    return notes;
  }

  /** Orders that others made and that are open, wherever they are. */
  static long foreignOrders(AccountState account) {
    long orders = 0;
    for (int i = 0; i < account.orders.liveCount(); i++) {
      orders += account.orders.live(i).othersMade() ? 1 : 0;
    }
    for (int i = 0; i < account.foreign.size(); i++) {
      orders += account.foreign.at(i).openOrders();
    }
    return orders;
  }

  private String setting(Setting setting, AccountState account) {
    String text = symbol(setting.instrument());
    if (!setting.modeFits(account)) {
      text += " is in " + (setting.hedge() ? "one-way mode, hedge" : "hedge mode, one-way");
    } else {
      long hasE9 = setting.venuesLeverageE9(account);
      text += " has leverage " + (hasE9 == Decimals.INVALID ? "?" : Decimals.toStringE9(hasE9));
      text += ", " + Decimals.toStringE9(setting.leverageE9());
    }
    return text + " is wanted: opens nothing until it fits";
  }

  /** Before it was told, an execution of ours may only be on its way. */
  private static boolean foreign(PositionState position) {
    return position.foreignE9() != 0 && position.toldForeignE9() != 0;
  }

  /** Whether others opened it, and nothing that rests takes it down. */
  private static boolean bare(AccountState account, PositionState position) {
    if (!foreign(position) || position.sizeE9() == 0) {
      return false;
    }
    for (int i = 0; i < account.orders.liveCount(); i++) {
      OrderState order = account.orders.live(i);
      boolean here = order.instrument() == position.instrument() && order.leg() == position.leg();
      if (here && order.reduceOnly()) {
        return false;
      }
    }
    return true;
  }

  private static String elsewhere(ForeignTable.Entry entry) {
    StringBuilder text =
        new StringBuilder(entry.symbol().toString()).append(", not of the config:");
    String comma = " ";
    if (entry.longE9() != 0) {
      text.append(comma).append("long ").append(Decimals.toStringE9(entry.longE9()));
      comma = ", ";
    }
    if (entry.shortE9() != 0) {
      text.append(comma).append("short ").append(Decimals.toStringE9(entry.shortE9()));
      comma = ", ";
    }
    if (entry.openOrders() != 0) {
      text.append(comma).append(count(entry.openOrders(), "open order"));
    }
    return text.toString();
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private String leg(PositionState position) {
    String size = Decimals.toStringE9(Math.abs(position.sizeE9()));
    return place(position.instrument(), position.leg()) + " " + size;
  }

  private String place(int instrument, Leg leg) {
    boolean oneWay = leg != Leg.LONG && leg != Leg.SHORT;
    return symbol(instrument) + (oneWay ? "" : " " + leg.name().toLowerCase(Locale.ROOT));
  }

  private String symbol(int instrument) {
    return names.apply(CatalogKind.INSTRUMENT, instrument);
  }

  /** Hears of legs that wait to be resumed. */
  private final class Stops implements StatusSink {
    private final AccountState account;
    private final Seat seat;
    private final List<String> needs;
    private Leg leg = Leg.ONE_WAY;

    Stops(AccountState account, Seat seat, List<String> needs) {
      this.account = account;
      this.seat = seat;
      this.needs = needs;
    }

    @Override
    public void leg(Leg next) {
      leg = next;
    }

    @Override
    public void text(String name, String value) {
      PositionState position = account.positions.find(seat.instrument(), leg);
      if (position != null && bare(account, position)) {
        // Told already: what is done about it comes first.
        return;
      }
      String place = place(seat.instrument(), leg);
      if (name.equals("stop") && value.equals("EXTERNAL")) {
        needs.add(place + ": changed by others, begins nothing until 'control resume'");
      } else if (name.equals("adds") && value.equals("PAUSED")) {
        needs.add(place + ": changed by others, adds nothing until 'control resume'");
      }
    }

    @Override
    public void count(String name, long value) {
      // Words are enough.
    }

    @Override
    public void number(String name, long valueE9) {
      // Words are enough.
    }

    @Override
    public void time(String name, long timeNs) {
      // Words are enough.
    }
  }
}
