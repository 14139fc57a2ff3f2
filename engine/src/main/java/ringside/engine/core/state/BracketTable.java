package ringside.engine.core.state;

import java.util.Arrays;
import ringside.engine.core.state.BracketState.Part;
import ringside.journal.codec.Leg;
import ringside.journal.codec.PlaceOrderDecoder;
import ringside.journal.codec.Side;

/**
 * An account's brackets: the active ones in the order in which they were begun, and those of the
 * last 24 h, so that a fill that comes late finds its bracket and brings it back. A bracket is
 * active while its entry may still fill, something of it is open, or an exit rests. Engine thread
 * only; allocates while it grows.
 */
public final class BracketTable implements StateTable {
  private static final int FIRST_CAPACITY = 4;

  private final OrderTable orders;
  private BracketState[] rows = new BracketState[0];
  private int[] active = new int[FIRST_CAPACITY];
  private int activeCount;
  private long stamps;

  /** The bracket whose exits the last event filled beyond the entry; no state. */
  private BracketState over;

  BracketTable(OrderTable orders) {
    this.orders = orders;
  }

  /** How many are not at their end. */
  public int activeCount() {
    return activeCount;
  }

  /** One of those, in the order in which they were begun. */
  public BracketState active(int place) {
    return rows[active[place]];
  }

  /** The bracket whose exits the last event filled beyond its entry, or null. */
  public BracketState over() {
    return over;
  }

  void beginEvent() {
    over = null;
  }

  /** An order was decided: the entry of a new bracket, an exit of one, or neither. */
  void fold(PlaceOrderDecoder decision, OrderState order, long nowNs) {
    boolean ofProfit = decision.bracketProfitE9() != BracketState.UNKNOWN;
    boolean ofStop = decision.bracketStopE9() != BracketState.UNKNOWN;
    if (!ofProfit && !ofStop) {
      return;
    }
    BracketState bracket;
    if (decision.reduceOnly() == 1) {
      if (decision.tag() >= rows.length) {
        throw new IllegalStateException("an exit of a bracket that there is not");
      }
      bracket = rows[decision.tag()];
      bracket.exitSent(ofProfit ? bracket.profit : bracket.stop, order, nowNs);
    } else {
      bracket = free(nowNs);
      bracket.stamp = ++stamps;
      bracket.begin(decision, order, nowNs);
      activate(bracket.row);
    }
    order.bracketRow = bracket.row;
    order.bracketStamp = bracket.stamp;
    order.bracketCountedE9 = 0;
  }

  /** Something was heard of an order that is part of a bracket. */
  void heard(OrderState order, long nowNs) {
    BracketState bracket = rows[order.bracketRow];
    if (bracket.stamp != order.bracketStamp) {
      return;
    }
    long moreE9 = order.filledE9() - order.bracketCountedE9;
    if (moreE9 > 0) {
      order.bracketCountedE9 += moreE9;
      bracket.filled(order.bracketPart, moreE9, nowNs);
      if (order.bracketPart != Part.ENTRY && bracket.overE9() > 0) {
        over = bracket;
      }
    }
    judge(bracket, nowNs);
  }

  /**
   * All executions are in: what the account does not hold any more, somebody else has closed. Of
   * several brackets of a leg the latest gives way.
   */
  void prove(PositionTable positions, long askedNs, long nowNs) {
    for (int i = activeCount - 1; i >= 0; i--) {
      BracketState bracket = rows[active[i]];
      PositionState position = positions.find(bracket.instrument(), bracket.leg());
      if (bracket.openE9() == 0 || position == null || !position.comparable(askedNs)) {
        continue;
      }
      long goneE9 =
          openOf(bracket.instrument(), bracket.leg(), bracket.side()) - held(bracket, position);
      if (goneE9 > 0 && bracket.filledNs() < askedNs) {
        bracket.writeOff(Math.min(goneE9, bracket.openE9()));
        judge(bracket, nowNs);
      }
    }
  }

  /** How much of the position is of the bracket's side. */
  public static long held(BracketState bracket, PositionView position) {
    long sizeE9 = position == null ? 0 : position.sizeE9();
    return Math.max(0, bracket.side() == Side.BUY ? sizeE9 : -sizeE9);
  }

  @Override
  public void describe(StateSink sink) {
    sink.putLong(stamps);
    sink.putLong(rows.length);
    for (BracketState bracket : rows) {
      bracket.describe(sink);
    }
    for (int i = 0; i < activeCount; i++) {
      sink.putLong(active[i]);
    }
  }

  private long openOf(int instrument, Leg leg, Side side) {
    long sum = 0;
    for (int i = 0; i < activeCount; i++) {
      BracketState bracket = rows[active[i]];
      boolean same =
          bracket.instrument() == instrument && bracket.leg() == leg && bracket.side() == side;
      sum += same ? bracket.openE9() : 0;
    }
    return sum;
  }

  private void judge(BracketState bracket, long nowNs) {
    boolean goesOn =
        bracket.openE9() > 0
            || live(bracket.entryId)
            || live(bracket.profit.id)
            || live(bracket.stop.id);
    if (goesOn == bracket.active) {
      return;
    }
    bracket.active = goesOn;
    bracket.changedNs = nowNs;
    if (goesOn) {
      activate(bracket.row);
    } else {
      int place = 0;
      while (active[place] != bracket.row) {
        place++;
      }
      activeCount--;
      System.arraycopy(active, place + 1, active, place, activeCount - place);
    }
  }

  private boolean live(IdText id) {
    OrderState order = orders.byClientId(id);
    return order != null && order.phase().live();
  }

  private void activate(int row) {
    if (activeCount == active.length) {
      active = Arrays.copyOf(active, 2 * activeCount);
    }
    active[activeCount++] = row;
  }

  /** One that ended longer ago than orders are remembered, or a new one. */
  private BracketState free(long nowNs) {
    for (BracketState bracket : rows) {
      if (!bracket.active && nowNs - bracket.changedNs > OrderTable.KEPT_NS) {
        return bracket;
      }
    }
    BracketState bracket = new BracketState();
    bracket.row = rows.length;
    rows = Arrays.copyOf(rows, rows.length + 1);
    rows[bracket.row] = bracket;
    return bracket;
  }
}
