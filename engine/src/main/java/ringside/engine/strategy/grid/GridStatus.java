package ringside.engine.strategy.grid;

import ringside.engine.core.StateView;
import ringside.engine.core.StatusSink;
import ringside.engine.core.state.AccountView;
import ringside.engine.core.state.OrderPhase;
import ringside.engine.core.state.OrderView;
import ringside.journal.event.Decimals;

/**
 * Where a leg stands, in the words of docs/GRID.md. The states follow from what the leg knows and
 * are kept nowhere. Stateless; engine thread only; allocates, so not on hot paths.
 */
final class GridStatus {
  private static final long UNKNOWN = StateView.UNKNOWN;

  private GridStatus() {}

  /** How far a leg has come in opening. */
  enum Entry {
    OFF,
    IDLE,
    ENTERING,
    HOLDING,
    COOLDOWN,
    WINDING_DOWN,
    HALTED,
    UNRECONCILED
  }

  /** How far its take-profit has come. */
  enum Profit {
    NONE,
    PLACING,
    WORKING,
    AMENDING,
    CANCELLING,
    UNKNOWN
  }

  /** The first that is true counts. */
  static Entry entry(GridLeg leg, StateView view) {
    AccountView account = view.account(leg.seat.account());
    int instrument = leg.seat.instrument();
    boolean cycling = leg.cycle.filled() > 0;
    boolean begins = view.mayBegin(leg.seat.account(), instrument, leg.leg);
    if (account == null || !account.reconciled() || leg.held() || leg.differs()) {
      return leg.side().enabled() || cycling ? Entry.UNRECONCILED : Entry.OFF;
    }
    if (leg.stop().halts() || leg.latched()) {
      return Entry.HALTED;
    }
    if (leg.entry.followed()) {
      return Entry.ENTERING;
    }
    if (cycling) {
      boolean winds = leg.closingWhy() != GridClosing.NO || !begins;
      return winds ? Entry.WINDING_DOWN : Entry.HOLDING;
    }
    if (!leg.side().enabled() || leg.stop() != GridStop.NONE || !begins) {
      return Entry.OFF;
    }
    return leg.notBeforeNs() > view.timeNs() ? Entry.COOLDOWN : Entry.IDLE;
  }

  static Profit profit(GridLeg leg) {
    OrderView order = leg.profit.live();
    if (order == null) {
      return leg.profit.followed() ? Profit.UNKNOWN : Profit.NONE;
    }
    if (order.phase() == OrderPhase.UNRESOLVED) {
      return Profit.UNKNOWN;
    }
    if (order.phase() != OrderPhase.WORKING) {
      return Profit.PLACING;
    }
    if (order.cancelling()) {
      return Profit.CANCELLING;
    }
    if (order.amending()) {
      return Profit.AMENDING;
    }
    return order.busy() ? Profit.UNKNOWN : Profit.WORKING;
  }

  static void write(GridLeg leg, StateView view, StatusSink out) {
    GridCycle cycle = leg.cycle;
    Entry entry = entry(leg, view);
    out.leg(leg.leg);
    out.text("entry", entry.name());
    out.text("takeProfit", profit(leg).name());
    out.text("stop", leg.stop().name());
    out.text("adds", leg.addsPaused && cycle.filled() > 0 ? "PAUSED" : "FREE");
    out.count("levels", cycle.filled());
    out.count("maxLevels", leg.side().levels());
    out.count("cycle", cycle.number());
    out.number("size", leg.legSizeE9());
    out.number("average", cycle.averageE9());
    out.number("before", cycle.beforeE9());
    out.number("trigger", GridEntries.trigger(leg));
    OrderView order = leg.profit.live();
    out.number("takeProfitPrice", order == null ? UNKNOWN : order.priceE9());
    out.number("takeProfitQuantity", order == null ? UNKNOWN : order.leavesE9());
    long markE9 = view.markPriceE9(leg.seat.instrument());
    boolean open = cycle.sizeE9() > 0 && cycle.averageE9() != UNKNOWN && markE9 != UNKNOWN;
    long openE9 =
        open ? leg.sign * Decimals.multiplyE9(markE9 - cycle.averageE9(), cycle.sizeE9()) : 0;
    out.number("unrealised", openE9);
    out.number("gross", cycle.grossE9());
    out.number("fees", cycle.feesE9());
    out.number("funding", cycle.fundingE9());
    out.number("net", cycle.netE9());
    out.time("until", entry == Entry.COOLDOWN ? leg.notBeforeNs() : GridLeg.NEVER);
  }
}
