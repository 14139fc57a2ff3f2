package ringside.engine.strategy.grid;

import ringside.engine.core.StateView;
import ringside.engine.core.StrategyFactory.Seat;
import ringside.engine.core.state.OrderView;
import ringside.engine.core.state.StateSink;
import ringside.engine.core.state.StateTable;
import ringside.journal.codec.Leg;
import ringside.journal.codec.Side;

/**
 * One leg of a grid: what it knows. {@link GridFold} alone changes it; what follows from it is
 * proposed by {@link GridExits} and {@link GridEntries}. Engine thread only.
 */
final class GridLeg implements StateTable {
  /** Tags of levels are below. */
  static final int LEVELS = 1_000;

  static final int PROFIT_TAG = 1_000;
  static final int CLOSE_TAG = 1_001;

  static final long NEVER = Long.MIN_VALUE;
  static final long SECOND_NS = 1_000_000_000L;

  final int sign;
  final Leg leg;
  final Side opening;
  final Side closing;
  final Seat seat;
  final GridCycle cycle = new GridCycle();
  final GridOrder entry = new GridOrder();
  final GridOrder profit = new GridOrder();
  final GridOrder close = new GridOrder();
  final GridTouch touch = new GridTouch();
  final GridTells tells = new GridTells();

  private GridParameters parameters;
  GridSide side;
  long plannedFirstE9;
  int lateTag = GridOrder.NONE;
  int failures;
  long retryAtNs = NEVER;
  long cooldownUntilNs = NEVER;
  long closedNs = NEVER;
  long executedNs = NEVER;
  boolean closedByOthers;
  GridStop stop = GridStop.NONE;
  boolean addsPaused;
  boolean addsBarred;
  GridClosing closingWhy = GridClosing.NO;
  long closeRetryNs = NEVER;
  int profitLosses;
  long profitLostNs = NEVER;
  long profitRetryNs = NEVER;
  int profitRefusals;
  long differsSinceNs = NEVER;
  long stopSentNs = NEVER;
  int stopsSent;
  boolean latched;
  long legSizeE9;

  // What follows from the rest: looked for anew after whatever concerns the account, so no state.
  OrderView stray;
  boolean exitsDue;
  boolean entryPossible;
  long triggerE9 = StateView.UNKNOWN;

  GridLeg(int sign, Seat seat, GridParameters parameters) {
    this.sign = sign;
    this.seat = seat;
    leg = sign > 0 ? Leg.LONG : Leg.SHORT;
    opening = sign > 0 ? Side.BUY : Side.SELL;
    closing = sign > 0 ? Side.SELL : Side.BUY;
    this.parameters = parameters;
    side = configured();
  }

  GridParameters parameters() {
    return parameters;
  }

  /** What counts now: of a cycle that goes on, mostly what it began with. */
  GridSide side() {
    return side;
  }

  GridStop stop() {
    return stop;
  }

  GridClosing closingWhy() {
    return closingWhy;
  }

  /** By the core's account; never negative. */
  long legSizeE9() {
    return legSizeE9;
  }

  /** What may be closed: no more than both the venue and the executions say. */
  long closableE9() {
    return Math.min(cycle.sizeE9(), legSizeE9);
  }

  boolean differs() {
    return legSizeE9 != cycle.sizeE9();
  }

  /** Whether it has a size that is not of a cycle of its own. */
  boolean held() {
    return cycle.filled() == 0 && (cycle.sizeE9() > 0 || legSizeE9 > 0);
  }

  boolean addsPaused() {
    return addsPaused || addsBarred;
  }

  boolean latched() {
    return latched;
  }

  /** An order of ours that nothing here wants, or null. */
  OrderView stray() {
    return stray;
  }

  /** Where the next level is due; null: at once, or never. */
  long triggerE9() {
    return triggerE9;
  }

  /** Whether something is to be done about exits whatever the market does. */
  boolean exitsDue() {
    return exitsDue;
  }

  /** Whether a price alone may end it. */
  boolean guarded() {
    return cycle.filled() > 0
        && (side.maxCycleLossE9() != StateView.UNKNOWN || side.stopLossE9() != StateView.UNKNOWN);
  }

  /** Whether a book alone may make it open or quote something. */
  boolean looksAtBooks() {
    return side.entry() == GridSide.Entry.TOUCH
        || parameters.price() == GridParameters.PriceSource.TOUCH;
  }

  /** Whether the market may make it open or quote something. */
  boolean entryPossible() {
    return entryPossible;
  }

  long plannedFirstE9() {
    return plannedFirstE9;
  }

  /** Not before then is anything opened. */
  long notBeforeNs() {
    return cycle.filled() == 0 ? Math.max(cooldownUntilNs, retryAtNs) : retryAtNs;
  }

  long cooldownUntilNs() {
    return cooldownUntilNs;
  }

  long profitRetryNs() {
    return profitRetryNs;
  }

  /** When the leg last traded, or NEVER. */
  long executedNs() {
    return executedNs;
  }

  /** How often in a row its take-profit was refused. */
  int profitRefusals() {
    return profitRefusals;
  }

  long closeRetryNs() {
    return closeRetryNs;
  }

  long stopSentNs() {
    return stopSentNs;
  }

  int stopsSent() {
    return stopsSent;
  }

  void reconfigure(GridParameters changed) {
    parameters = changed;
    GridSide wanted = configured();
    boolean underWay = cycle.filled() > 0 || entry.followed();
    side = underWay ? side.during(wanted) : wanted;
  }

  GridSide configured() {
    return sign > 0 ? parameters.longSide() : parameters.shortSide();
  }

  @Override
  public void describe(StateSink sink) {
    cycle.describe(sink);
    entry.describe(sink);
    profit.describe(sink);
    close.describe(sink);
    touch.describe(sink);
    tells.describe(sink);
    side.describe(sink);
    sink.putLong(plannedFirstE9);
    sink.putLong(lateTag);
    sink.putLong(failures);
    sink.putLong(retryAtNs);
    sink.putLong(cooldownUntilNs);
    sink.putLong(closedNs);
    sink.putLong(executedNs);
    sink.putFlag(closedByOthers);
    sink.putLong(stop.ordinal());
    sink.putFlag(addsPaused);
    sink.putFlag(addsBarred);
    sink.putLong(closingWhy.ordinal());
    sink.putLong(closeRetryNs);
    sink.putLong(profitLosses);
    sink.putLong(profitLostNs);
    sink.putLong(profitRetryNs);
    sink.putLong(profitRefusals);
    sink.putLong(differsSinceNs);
    sink.putLong(stopSentNs);
    sink.putLong(stopsSent);
    sink.putFlag(latched);
    sink.putLong(legSizeE9);
  }
}
