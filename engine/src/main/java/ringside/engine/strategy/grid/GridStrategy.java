package ringside.engine.strategy.grid;

import java.util.Map;
import ringside.engine.core.Happening;
import ringside.engine.core.Proposals;
import ringside.engine.core.StateView;
import ringside.engine.core.StatusSink;
import ringside.engine.core.Strategy;
import ringside.engine.core.StrategyFactory.Seat;
import ringside.engine.core.state.AccountView;
import ringside.engine.core.state.StateSink;

/**
 * A hedge grid on one symbol of one account: each leg opens, adds a level whenever the price has
 * gone against it by a step, and closes with a profit on its average entry. docs/GRID.md has the
 * rules. Engine thread only.
 */
public final class GridStrategy implements Strategy {
  private final Seat seat;
  private final GridLeg longLeg;
  private final GridLeg shortLeg;
  private final GridFold longFold;
  private final GridFold shortFold;

  /** Whether only the market moved: nothing that an account's state could have made due. */
  private boolean marketOnly;

  /** Whether only a book changed. */
  private boolean bookOnly;

  /**
   * Sits down.
   *
   * @param parameters complete and valid, by name
   */
  public GridStrategy(Seat seat, Map<String, String> parameters) {
    this.seat = seat;
    GridParameters read = GridParameters.of(parameters);
    longLeg = new GridLeg(1, seat, read);
    shortLeg = new GridLeg(-1, seat, read);
    longFold = new GridFold(longLeg);
    shortFold = new GridFold(shortLeg);
  }

  @Override
  public boolean reconfigure(Map<String, String> parameters) {
    GridParameters read = GridParameters.of(parameters);
    longLeg.reconfigure(read);
    shortLeg.reconfigure(read);
    return true;
  }

  @Override
  public void fold(Happening happening, StateView view) {
    Happening.Kind kind = happening.kind();
    bookOnly = kind == Happening.Kind.BOOK;
    marketOnly = bookOnly || kind == Happening.Kind.MARKET;
    if (!marketOnly) {
      longFold.fold(happening, view);
      shortFold.fold(happening, view);
    }
  }

  @Override
  public void propose(StateView view, Proposals out) {
    if (marketOnly && !concerns(longLeg, view) && !concerns(shortLeg, view)) {
      return;
    }
    AccountView account = view.account(seat.account());
    if (account == null || !account.reconciled()) {
      return;
    }
    boolean longCloses = exits(longLeg, account, view, out);
    boolean shortCloses = exits(shortLeg, account, view, out);
    if (!longCloses) {
      GridEntries.propose(longLeg, account, view, out);
    }
    if (!shortCloses) {
      GridEntries.propose(shortLeg, account, view, out);
    }
  }

  @Override
  public void describe(StateSink sink) {
    sink.putFlag(marketOnly);
    sink.putFlag(bookOnly);
    longLeg.describe(sink);
    shortLeg.describe(sink);
  }

  /** Whether the leg may have something to do though only the market moved: most often not. */
  private boolean concerns(GridLeg leg, StateView view) {
    return leg.exitsDue()
        || leg.guarded()
        || (leg.entryPossible()
            && (!bookOnly || leg.looksAtBooks())
            && GridEntries.concerned(leg, view));
  }

  @Override
  public void status(StateView view, StatusSink out) {
    GridStatus.write(longLeg, view, out);
    GridStatus.write(shortLeg, view, out);
  }

  /** Whether the leg is being closed from now on. */
  private boolean exits(GridLeg leg, AccountView account, StateView view, Proposals out) {
    if (leg.exitsDue()) {
      GridExits.tell(leg, out);
    }
    if (view.flattening(seat.account(), seat.instrument(), leg.leg)) {
      // The core closes it, and takes what stands in the way.
      return true;
    }
    if (GridExits.limits(leg, account, view, out)) {
      return true;
    }
    if (leg.exitsDue()) {
      GridExits.profit(leg, view, out);
    }
    GridExits.stop(leg, account, view, out);
    return false;
  }
}
