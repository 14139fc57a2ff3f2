package ringside.engine.strategy.grid;

import ringside.engine.core.Happening;
import ringside.engine.core.Proposal;
import ringside.engine.core.StateView;
import ringside.engine.core.StrategyFactory.Seat;
import ringside.engine.core.state.AccountView;
import ringside.engine.core.state.OrderState;
import ringside.engine.core.state.OrderView;
import ringside.engine.core.state.PositionView;
import ringside.engine.core.state.StateSink;
import ringside.engine.core.state.StateTable;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OperatorAction;
import ringside.journal.codec.RiskLevel;
import ringside.journal.codec.Side;

/**
 * One leg of a grid: what it knows, and how events and its own decisions change that. The rules are
 * those of docs/GRID.md; what follows from them is proposed by {@link GridExits} and {@link
 * GridEntries}. Engine thread only.
 */
final class GridLeg implements StateTable {
  /** Tags of levels are below. */
  static final int LEVELS = 1_000;

  static final int PROFIT_TAG = 1_000;
  static final int CLOSE_TAG = 1_001;

  static final long NEVER = Long.MIN_VALUE;
  static final long SECOND_NS = 1_000_000_000L;

  /** A take-profit that somebody cancelled is placed again after so long. */
  static final long PROFIT_RETRY_NS = SECOND_NS;

  static final int PROFIT_LOSSES = 3;

  /** Losses of a take-profit further apart than this are not counted together. */
  static final long PROFIT_LOSS_MEMORY_NS = 3_600 * SECOND_NS;

  /** A size that no execution explains is believed after so long. */
  static final long FOREIGN_SIZE_NS = 5 * SECOND_NS;

  /** And after so long where an execution may have been lost: an audit lies between. */
  static final long LOST_EXECUTION_NS = 40 * SECOND_NS;

  /** Why a leg begins no cycle, and whether it adds. */
  enum Stop {
    NONE,
    /** A cycle is over and the next one is not wanted. */
    CYCLE_DONE,
    /** Somebody else closed the leg, or opened it: until resumed. */
    EXTERNAL,
    /** Too many entries came to nothing. */
    EXHAUSTED,
    /** The take-profit was taken away too often. */
    PROFIT_LOST,
    /** The venue closed it. */
    LIQUIDATED;

    boolean halts() {
      return this == EXHAUSTED || this == PROFIT_LOST || this == LIQUIDATED;
    }
  }

  /** Why a leg is being closed at market. */
  enum Closing {
    NO,
    LOSS,
    STOP,
    ADOPTION
  }

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
  private GridSide side;
  private long plannedFirstE9;
  private int lateTag = GridOrder.NONE;
  private int failures;
  private long retryAtNs = NEVER;
  private long cooldownUntilNs = NEVER;
  private long closedNs = NEVER;
  private long executedNs = NEVER;
  private boolean closedByOthers;
  private Stop stop = Stop.NONE;
  private boolean addsPaused;
  private boolean addsBarred;
  private Closing closingWhy = Closing.NO;
  private long closeRetryNs = NEVER;
  private int profitLosses;
  private long profitLostNs = NEVER;
  private long profitRetryNs = NEVER;
  private long differsSinceNs = NEVER;
  private long stopSentNs = NEVER;
  private int stopsSent;
  private boolean latched;
  private long legSizeE9;

  // What follows from the rest: looked for anew after whatever concerns the account, so no state.
  private OrderView stray;
  private boolean exitsDue;
  private boolean entryPossible;
  private long triggerE9 = StateView.UNKNOWN;

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

  Stop stop() {
    return stop;
  }

  Closing closingWhy() {
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

  void fold(Happening happening, StateView view) {
    boolean mine = happening.leg() == leg;
    switch (happening.kind()) {
      case EXECUTION -> {
        if (mine) {
          executed(happening, view);
        }
        heard(happening.order());
      }
      case PLACED -> placed(happening.order(), view);
      case AMENDED -> {
        if (entry.is(happening.order())) {
          touch.quoted(happening.order().priceE9(), view.timeNs());
        }
      }
      case CANCELLED -> cancelAsked(happening.order());
      case STOP_SENT -> {
        if (mine) {
          stopSentNs = view.timeNs();
          stopsSent++;
        }
      }
      case SIGNALLED -> {
        if (mine) {
          signalled(happening, view.timeNs());
        }
      }
      case OPERATOR -> {
        if (mine || happening.leg() == Leg.NULL_VAL) {
          operator(happening.operatorAction());
        }
      }
      case RISK -> {
        if (mine || happening.leg() == Leg.NULL_VAL) {
          latched = happening.riskLevel() == RiskLevel.EMERGENCY;
          tells.latched();
        }
      }
      default -> heard(happening.order());
    }
    look(view, happening.kind() == Happening.Kind.REPORT);
  }

  private GridSide configured() {
    return sign > 0 ? parameters.longSide() : parameters.shortSide();
  }

  private void heard(OrderView order) {
    if (entry.is(order)) {
      entry.heard(order);
    } else if (profit.is(order)) {
      profit.heard(order);
    } else if (close.is(order)) {
      close.heard(order);
    }
  }

  private void placed(OrderView order, StateView view) {
    if (order == null || order.leg() != leg) {
      return;
    }
    if (order.tag() == PROFIT_TAG) {
      profit.placed(order);
    } else if (order.tag() == CLOSE_TAG) {
      close.placed(order);
    } else {
      entry.placed(order);
      lateTag = GridOrder.NONE;
      if (cycle.filled() == 0) {
        plannedFirstE9 = GridEntries.first(this, view);
      }
      if (entry.limit()) {
        touch.quoted(order.priceE9(), view.timeNs());
      } else {
        touch.clear();
      }
    }
  }

  private void cancelAsked(OrderView order) {
    if (entry.is(order)) {
      entry.cancelAsked();
    } else if (profit.is(order)) {
      profit.cancelAsked();
    }
  }

  private void signalled(Happening happening, long nowNs) {
    if (happening.tag() == GridTells.CLOSING) {
      boolean loss = happening.valueE9() == Closing.LOSS.ordinal();
      closingWhy = loss ? Closing.LOSS : Closing.STOP;
    } else {
      tells.told(happening.tag(), nowNs);
    }
  }

  private void operator(OperatorAction action) {
    if (action == OperatorAction.RESUME) {
      addsPaused = false;
      if (!stop.halts()) {
        stop = Stop.NONE;
      }
    } else if (action == OperatorAction.CLEAR && stop.halts()) {
      stop = Stop.NONE;
      failures = 0;
      profitLosses = 0;
    }
  }

  private void executed(Happening happening, StateView view) {
    OrderView order = happening.order();
    boolean ours = order != null && order.strategy() == seat.strategy();
    ExecutionType type = happening.executionType();
    if (type == ExecutionType.FUNDING) {
      if (cycle.filled() > 0) {
        cycle.funding(happening.feeE9());
      }
      return;
    }
    executedNs = view.timeNs();
    if (happening.side() == opening) {
      if (ours && order.tag() < LEVELS) {
        opened(happening, order);
      } else if (cycle.filled() > 0) {
        cycle.add(happening.priceE9(), happening.quantityE9());
        cycle.fee(happening.feeE9());
        external();
      }
      return;
    }
    if (ours) {
      followedExecution(order, happening.quantityE9());
    }
    reduced(happening, taken(type) || (order != null && !order.foreign()));
    if (taken(type)) {
      stop = Stop.LIQUIDATED;
    }
  }

  /** The venue took it; the core latches the account for it. */
  private static boolean taken(ExecutionType type) {
    return switch (type) {
      case LIQUIDATION, ADL, SETTLEMENT, DELIVERY -> true;
      default -> false;
    };
  }

  private void followedExecution(OrderView order, long quantityE9) {
    if (entry.is(order)) {
      entry.executed(quantityE9);
    } else if (profit.is(order)) {
      profit.executed(quantityE9);
    } else if (close.is(order)) {
      close.executed(quantityE9);
    }
  }

  private void opened(Happening happening, OrderView order) {
    if (cycle.filled() > 0 && cycle.sizeE9() == 0) {
      endCycle();
    }
    int level = order.tag();
    if (cycle.filled() == 0) {
      // What fills after the close begins a cycle, whichever level it was for.
      boolean planned = level == 0 && entry.is(order) && plannedFirstE9 > 0;
      long before = cycle.firstE9() > 0 ? cycle.firstE9() : happening.quantityE9();
      cycle.clear();
      cycle.begin(planned ? plannedFirstE9 : before);
      lateTag = level;
    }
    followedExecution(order, happening.quantityE9());
    cycle.open(level == lateTag ? 0 : level, happening.priceE9(), happening.quantityE9());
    cycle.fee(happening.feeE9());
    failures = 0;
    profitLosses = 0;
  }

  private void reduced(Happening happening, boolean expected) {
    boolean cycling = cycle.filled() > 0;
    cycle.reduce(sign, happening.priceE9(), happening.quantityE9());
    if (!cycling) {
      return;
    }
    cycle.fee(happening.feeE9());
    closedByOthers = !expected;
    profitLosses = 0;
    if (cycle.sizeE9() == 0) {
      closedNs = happening.executedNs();
    } else if (!expected) {
      external();
    }
  }

  private void external() {
    addsPaused = true;
    tells.tell(GridTells.EXTERNAL);
  }

  private void look(StateView view, boolean reported) {
    AccountView account = view.account(seat.account());
    if (account == null) {
      return;
    }
    findOrders(account);
    PositionView position = account.position(seat.instrument(), leg);
    legSizeE9 = position == null ? 0 : Math.max(0, sign * position.sizeE9());
    long nowNs = view.timeNs();
    if (entry.over()) {
      entryOver(nowNs);
    }
    if (profit.over()) {
      profitOver(nowNs);
    }
    if (close.over()) {
      closeRetryNs = close.executedE9() > 0 ? NEVER : nowNs + SECOND_NS;
      close.forget();
    }
    if (cycle.filled() > 0 && cycle.sizeE9() == 0 && !entry.followed()) {
      endCycle();
    }
    difference(account, position, view);
    if (reported && cycle.filled() > 0 && !differs()) {
      correct(position, view);
    }
    exitsDue = GridExits.due(this, view);
    entryPossible = GridEntries.possible(this);
    triggerE9 = GridEntries.trigger(this);
  }

  private void findOrders(AccountView account) {
    entry.unseen();
    profit.unseen();
    close.unseen();
    stray = null;
    for (int i = 0; i < account.liveOrders(); i++) {
      OrderView order = account.liveOrder(i);
      if (order.instrument() != seat.instrument() || order.leg() != leg) {
        continue;
      }
      boolean ours = order.strategy() == seat.strategy();
      if (entry.is(order) || profit.is(order) || close.is(order)) {
        heard(order);
      } else if (ours && order.tag() == PROFIT_TAG && !profit.followed()) {
        profit.placed(order);
      } else if (ours || forgotten(order)) {
        stray = order;
      }
    }
  }

  /** One by our name that the journal does not know. */
  private static boolean forgotten(OrderView order) {
    return !order.foreign()
        && !order.clientId().isEmpty()
        && order.strategy() == OrderState.NO_STRATEGY
        && order.tag() == Proposal.NO_TAG;
  }

  private void entryOver(long nowNs) {
    boolean traded = entry.executedE9() > 0;
    boolean quoted = entry.limit() && entry.cancelled();
    boolean givenUp = entry.wasCancelAsked() || touch.tries() >= side.touchTries();
    entry.forget();
    if (traded) {
      touch.clear();
      failures = 0;
    } else if (quoted && !givenUp) {
      retryAtNs = touch.quotedNs() + side.touchRequoteNs();
    } else if (quoted) {
      touch.clear();
      if (side.touchThen() == GridSide.TouchThen.MARKET) {
        touch.thenMarket();
      } else {
        retryAtNs = nowNs + side.retryDelayNs();
      }
    } else {
      touch.clear();
      failures++;
      retryAtNs = nowNs + side.retryDelayNs();
      if (failures > side.retries()) {
        stop = Stop.EXHAUSTED;
        tells.tell(GridTells.EXHAUSTED);
      }
    }
  }

  private void profitOver(long nowNs) {
    boolean lost = !profit.filled() && !profit.wasCancelAsked() && cycle.sizeE9() > 0;
    profit.forget();
    if (lost) {
      boolean longAgo = profitLostNs != NEVER && nowNs - profitLostNs > PROFIT_LOSS_MEMORY_NS;
      profitLosses = longAgo ? 1 : profitLosses + 1;
      profitLostNs = nowNs;
      profitRetryNs = profitLosses > 1 ? nowNs + PROFIT_RETRY_NS : nowNs;
      if (profitLosses > PROFIT_LOSSES) {
        stop = Stop.PROFIT_LOST;
        tells.tell(GridTells.PROFIT_LOST);
      }
    }
  }

  private void endCycle() {
    tells.cycle(cycle.netE9());
    cooldownUntilNs = closedNs == NEVER ? NEVER : closedNs + side.cooldownNs();
    boolean auto = side.autoCycle();
    if (closedByOthers) {
      stop = stop.halts() ? stop : Stop.EXTERNAL;
      tells.tell(GridTells.EXTERNAL);
    } else if (!auto && stop == Stop.NONE) {
      stop = Stop.CYCLE_DONE;
    }
    cycle.clear();
    touch.clear();
    side = configured();
    closingWhy = Closing.NO;
    closedByOthers = false;
    addsPaused = false;
    addsBarred = false;
    failures = 0;
    retryAtNs = NEVER;
    profitLosses = 0;
    stopsSent = 0;
  }

  /** The leg is not what its executions add up to. */
  private void difference(AccountView account, PositionView position, StateView view) {
    long nowNs = view.timeNs();
    boolean another = !side.enabled() && cycle.filled() == 0;
    if (!differs() || another || !account.reconciled()) {
      differsSinceNs = NEVER;
      return;
    }
    if (differsSinceNs == NEVER) {
      differsSinceNs = nowNs;
    }
    boolean idle = cycle.filled() == 0 && !entry.followed() && !profit.followed();
    boolean recent = executedNs != NEVER && nowNs - executedNs < 2 * LOST_EXECUTION_NS;
    long patienceNs = idle && !recent ? FOREIGN_SIZE_NS : LOST_EXECUTION_NS;
    if (nowNs - differsSinceNs < patienceNs) {
      return;
    }
    differsSinceNs = NEVER;
    long averageE9 = position == null ? StateView.UNKNOWN : position.entryPriceE9();
    if (cycle.filled() > 0) {
      cycle.restate(legSizeE9, averageE9);
      if (legSizeE9 == 0) {
        closedByOthers = true;
        closedNs = nowNs;
      } else {
        external();
      }
    } else if (averageE9 == StateView.UNKNOWN || averageE9 <= 0) {
      hold(averageE9);
    } else {
      adopt(averageE9, view);
    }
  }

  private void adopt(long averageE9, StateView view) {
    if (side.adoption() == GridSide.Adoption.HOLD) {
      hold(averageE9);
      return;
    }
    long firstE9 = GridEntries.first(this, view, averageE9);
    cycle.clear();
    cycle.adopt(firstE9 > 0 ? firstE9 : legSizeE9, legSizeE9, averageE9);
    addsBarred = !side.adoptedAdds();
    if (side.adoption() == GridSide.Adoption.CLOSE) {
      closingWhy = Closing.ADOPTION;
    }
    tells.tell(GridTells.ADOPTED);
  }

  private void hold(long averageE9) {
    cycle.clear();
    cycle.restate(legSizeE9, averageE9);
    if (legSizeE9 > 0) {
      stop = stop.halts() ? stop : Stop.EXTERNAL;
      tells.tell(GridTells.HELD);
    }
  }

  private void correct(PositionView position, StateView view) {
    if (position == null || !position.stated() || position.entryPriceE9() <= 0) {
      return;
    }
    long offE9 = Math.abs(position.entryPriceE9() - cycle.averageE9());
    if (offE9 > view.tickE9(seat.instrument())) {
      cycle.restate(cycle.sizeE9(), position.entryPriceE9());
      tells.tell(GridTells.CORRECTED);
    }
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
    sink.putLong(differsSinceNs);
    sink.putLong(stopSentNs);
    sink.putLong(stopsSent);
    sink.putFlag(latched);
    sink.putLong(legSizeE9);
  }
}
