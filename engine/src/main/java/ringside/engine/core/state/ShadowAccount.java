package ringside.engine.core.state;

import java.util.Arrays;
import org.agrona.DirectBuffer;
import ringside.journal.codec.AmendOrderDecoder;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.Leg;
import ringside.journal.codec.PlaceOrderDecoder;
import ringside.journal.codec.SetTradingStopDecoder;
import ringside.journal.codec.TimeInForce;
import ringside.journal.event.Decimals;

/**
 * The account that a shadow would have if what it decides were sent: its own orders and positions
 * in one instrument. Pessimistic: market orders pay the touch, a resting order trades only when the
 * price has gone beyond its own, and never in part. There is no latency. It begins with the equity
 * of the account whose shadow it is. Engine thread only; reuses its orders.
 */
public final class ShadowAccount implements AccountView, StateTable {
  private static final long UNKNOWN = Decimals.INVALID;
  private static final int LEGS = 3;

  /** Hears what becomes of the shadow's orders, in order. */
  public interface Ear {
    /** An order changed; first when it is sent, as pending. */
    void onOrder(ShadowOrder order);

    /** An order is amended. */
    void onAmended(ShadowOrder order);

    /** An order is cancelled. */
    void onCancelled(ShadowOrder order);

    /**
     * Something traded, or funding was paid.
     *
     * @param order null of stops of the position itself, and of funding
     */
    void onExecution(
        ShadowOrder order,
        ExecutionType type,
        boolean buy,
        Leg leg,
        long priceE9,
        long quantityE9,
        long feeE9);
  }

  private final int account;
  private final int instrument;
  private final long makerFeeE9;
  private final long takerFeeE9;
  private final ShadowPosition[] positions = new ShadowPosition[LEGS];
  private final boolean[] latched = new boolean[LEGS];
  private final IdText name = new IdText();
  private ShadowOrder[] live = new ShadowOrder[4];
  private ShadowOrder[] spare = new ShadowOrder[0];
  private int liveCount;
  private int spareCount;
  private long baseE9 = UNKNOWN;
  private long bidE9 = UNKNOWN;
  private long askE9 = UNKNOWN;
  private long lastE9 = UNKNOWN;
  private long markE9 = UNKNOWN;
  private long tradesSeen;
  private long fundingNs = UNKNOWN;
  private long fundingRateE9 = UNKNOWN;
  private long fills;
  private long orders;
  private Ear ear;

  /**
   * A new one.
   *
   * @param makerFeeE9 as a fraction of notional
   * @param takerFeeE9 as a fraction of notional
   */
  public ShadowAccount(int account, int instrument, long makerFeeE9, long takerFeeE9) {
    this.account = account;
    this.instrument = instrument;
    this.makerFeeE9 = makerFeeE9;
    this.takerFeeE9 = takerFeeE9;
    for (Leg leg : new Leg[] {Leg.ONE_WAY, Leg.LONG, Leg.SHORT}) {
      positions[leg.value()] = new ShadowPosition(instrument, leg);
    }
  }

  /** Who hears; before anything else. */
  public void ear(Ear hearing) {
    ear = hearing;
  }

  /** What the account whose shadow this is has; the first that is known counts. */
  public void begin(long equityE9) {
    if (baseE9 == UNKNOWN) {
      baseE9 = equityE9;
    }
  }

  /** A run begins: the market must be heard anew. */
  public void beginRun() {
    bidE9 = UNKNOWN;
    askE9 = UNKNOWN;
    lastE9 = UNKNOWN;
    tradesSeen = 0;
  }

  /** Takes in what the market says, and trades what it reaches. */
  public void hear(InstrumentState known, long newBidE9, long newAskE9, long nowNs) {
    bidE9 = newBidE9;
    askE9 = newAskE9;
    markE9 = known.ticker().markPriceE9();
    // Where no trades are told, the ticker tells their prices.
    long nowE9 = known.trades() == 0 ? known.ticker().lastPriceE9() : known.lastTradePriceE9();
    boolean traded = known.trades() == 0 ? nowE9 != lastE9 : known.trades() != tradesSeen;
    tradesSeen = known.trades();
    if (traded) {
      lastE9 = nowE9;
    }
    fund(known.ticker(), nowNs);
    stops();
    for (int i = 0; i < liveCount; ) {
      ShadowOrder order = live[i];
      if (order.waits()) {
        if (order.triggeredBy(lastE9, markE9)) {
          order.trigger();
          enter(order);
        }
      } else if (traded && lastE9 != UNKNOWN && order.passedBy(lastE9)) {
        fill(order, order.priceE9(), makerFeeE9);
      } else {
        long touchE9 = touch(order.buys());
        if (touchE9 != UNKNOWN && order.passedBy(touchE9)) {
          fill(order, order.priceE9(), makerFeeE9);
        }
      }
      // One that has ended has left its place to the next.
      if (i < liveCount && live[i] == order) {
        i++;
      }
    }
    mark();
  }

  /** An order is sent: {@link Ear#onOrder} hears of it first as pending. */
  public void place(PlaceOrderDecoder decision, DirectBuffer clientId) {
    name.set(clientId);
    ShadowOrder order = spareCount == 0 ? new ShadowOrder() : spare[--spareCount];
    order.begin(decision, name);
    orders++;
    if (liveCount == live.length) {
      live = Arrays.copyOf(live, 2 * liveCount);
    }
    live[liveCount++] = order;
    ear.onOrder(order);
    if (order.waits()) {
      order.work();
      ear.onOrder(order);
    } else {
      enter(order);
    }
    if (decision.takeProfitE9() != UNKNOWN || decision.stopLossE9() != UNKNOWN) {
      positions[order.leg().value()].stops(
          decision.takeProfitE9(), decision.stopLossE9(), decision.triggerBy());
    }
    mark();
  }

  /** An order is changed, where there is one of that name. */
  public void amend(AmendOrderDecoder decision, DirectBuffer clientId) {
    ShadowOrder order = find(clientId);
    if (order != null) {
      ear.onAmended(order);
      order.amend(decision);
      if (!order.waits() && order.phase().live()) {
        enter(order);
      } else {
        settle(order);
      }
      mark();
    }
  }

  /** An order is taken back, where there is one of that name. */
  public void cancel(DirectBuffer clientId) {
    ShadowOrder order = find(clientId);
    if (order != null) {
      ear.onCancelled(order);
      end(order);
    }
  }

  /** The position's own stops are set. */
  public void stops(SetTradingStopDecoder decision) {
    positions[decision.leg().value()].stops(
        decision.takeProfitE9(), decision.stopLossE9(), decision.triggerBy());
  }

  /** A leg opens nothing any more. */
  public void latch(Leg leg) {
    for (int i = 0; i < LEGS; i++) {
      latched[i] |= leg == Leg.NULL_VAL || leg.value() == i;
    }
  }

  /** Whether a leg opens nothing any more. */
  public boolean latched(Leg leg) {
    return leg != Leg.NULL_VAL && latched[leg.value()];
  }

  /** How often anything traded. */
  public long fills() {
    return fills;
  }

  /** Orders sent in all. */
  public long orders() {
    return orders;
  }

  /** Notional of positions at mark and of opening orders at their price. */
  public long exposureE9() {
    long sum = 0;
    for (ShadowPosition position : positions) {
      long size = Math.abs(position.sizeE9());
      sum += size == 0 || markE9 == UNKNOWN ? 0 : Decimals.multiplyE9(markE9, size);
    }
    for (int i = 0; i < liveCount; i++) {
      ShadowOrder order = live[i];
      long atE9 = order.market() ? markE9 : order.priceE9();
      sum +=
          order.reduceOnly() || atE9 == UNKNOWN ? 0 : Decimals.multiplyE9(atE9, order.leavesE9());
    }
    return sum;
  }

  /** The live order of this name, or null. */
  private ShadowOrder find(DirectBuffer clientId) {
    name.set(clientId);
    for (int i = 0; i < liveCount; i++) {
      if (live[i].clientId().sameAs(name)) {
        return live[i];
      }
    }
    return null;
  }

  /** It trades at once, or rests, or ends. */
  private void enter(ShadowOrder order) {
    long touchE9 = touch(order.buys());
    boolean takes = touchE9 != UNKNOWN && order.reaches(touchE9);
    boolean rests =
        order.timeInForce() == TimeInForce.GTC || order.timeInForce() == TimeInForce.POST_ONLY;
    if (takes && (order.market() || order.timeInForce() != TimeInForce.POST_ONLY)) {
      fill(order, touchE9, takerFeeE9);
    } else if (takes || order.market() || !rests) {
      end(order);
    } else {
      order.work();
      ear.onOrder(order);
    }
  }

  /** What a taker of this side pays: the far side of the book, or the last price without one. */
  private long touch(boolean buys) {
    long farE9 = buys ? askE9 : bidE9;
    return farE9 == UNKNOWN ? lastE9 : farE9;
  }

  private void fill(ShadowOrder order, long atE9, long feeRateE9) {
    ShadowPosition position = positions[order.leg().value()];
    long sizeE9 = position.sizeE9();
    long againstE9 = order.buys() ? Math.max(0, -sizeE9) : Math.max(0, sizeE9);
    boolean closes = order.reduceOnly() || closesLeg(order);
    long quantityE9 = closes ? Math.min(order.leavesE9(), againstE9) : order.leavesE9();
    if (quantityE9 > 0) {
      order.fill(quantityE9);
      trade(position, order, order.buys(), atE9, quantityE9, feeRateE9);
    }
    if (order.phase().live()) {
      order.end();
    }
    settle(order);
    if (position.sizeE9() == 0) {
      endReductions(order.leg());
    }
  }

  private static boolean closesLeg(ShadowOrder order) {
    return order.leg() == Leg.LONG ? !order.buys() : order.leg() == Leg.SHORT && order.buys();
  }

  private void trade(
      ShadowPosition position,
      ShadowOrder order,
      boolean buy,
      long atE9,
      long quantityE9,
      long feeRateE9) {
    long feeE9 = Decimals.multiplyE9(Decimals.multiplyE9(atE9, quantityE9), feeRateE9);
    position.trade(buy ? quantityE9 : -quantityE9, atE9);
    position.pay(feeE9, 0);
    fills++;
    ear.onExecution(order, ExecutionType.TRADE, buy, position.leg(), atE9, quantityE9, feeE9);
  }

  /** What only reduces has nothing to reduce any more. */
  private void endReductions(Leg leg) {
    for (int i = liveCount - 1; i >= 0; i--) {
      if (live[i].leg() == leg && (live[i].reduceOnly() || closesLeg(live[i]))) {
        end(live[i]);
      }
    }
  }

  private void end(ShadowOrder order) {
    order.end();
    settle(order);
  }

  /** Tells of an order; one that has ended is live no more. */
  private void settle(ShadowOrder order) {
    if (!order.phase().live()) {
      int place = 0;
      while (place < liveCount && live[place] != order) {
        place++;
      }
      if (place < liveCount) {
        liveCount--;
        System.arraycopy(live, place + 1, live, place, liveCount - place);
        if (spareCount == spare.length) {
          spare = Arrays.copyOf(spare, 4 + 2 * spareCount);
        }
        spare[spareCount++] = order;
      }
    }
    ear.onOrder(order);
  }

  private void stops() {
    for (ShadowPosition position : positions) {
      if (position.stoppedBy(lastE9, markE9)) {
        boolean buy = position.sizeE9() < 0;
        long atE9 = touch(buy);
        if (atE9 != UNKNOWN) {
          trade(position, null, buy, atE9, Math.abs(position.sizeE9()), takerFeeE9);
          endReductions(position.leg());
        }
      }
    }
  }

  private void fund(TickerState ticker, long nowNs) {
    if (fundingNs != UNKNOWN && nowNs >= fundingNs) {
      for (ShadowPosition position : positions) {
        long size = Math.abs(position.sizeE9());
        if (size != 0 && fundingRateE9 != UNKNOWN && markE9 != UNKNOWN) {
          long valueE9 = Decimals.multiplyE9(markE9, size);
          long due = Decimals.multiplyE9(valueE9, fundingRateE9);
          long paidE9 = position.sizeE9() > 0 ? due : -due;
          position.pay(0, paidE9);
          boolean buy = position.sizeE9() > 0;
          Leg leg = position.leg();
          ear.onExecution(null, ExecutionType.FUNDING, buy, leg, markE9, size, paidE9);
        }
      }
    }
    long nextNs = ticker.nextFundingTimeNs();
    fundingNs = nextNs != UNKNOWN && nextNs > nowNs ? nextNs : UNKNOWN;
    fundingRateE9 = ticker.fundingRateE9();
  }

  private void mark() {
    for (ShadowPosition position : positions) {
      position.mark(markE9);
    }
  }

  @Override
  public int account() {
    return account;
  }

  @Override
  public boolean reconciled() {
    return baseE9 != UNKNOWN;
  }

  @Override
  public boolean hedge(int of) {
    return true;
  }

  /** A shadow has the mode that it needs. */
  @Override
  public boolean modeKnown(int of) {
    return false;
  }

  @Override
  public PositionView position(int of, Leg leg) {
    return of == instrument && leg != Leg.NULL_VAL ? positions[leg.value()] : null;
  }

  @Override
  public int positions() {
    return LEGS;
  }

  @Override
  public PositionView position(int place) {
    return positions[place];
  }

  @Override
  public long grossE9() {
    long sum = 0;
    for (ShadowPosition position : positions) {
      sum += position.grossE9();
    }
    return sum;
  }

  @Override
  public long feesE9() {
    long sum = 0;
    for (ShadowPosition position : positions) {
      sum += position.feesE9();
    }
    return sum;
  }

  @Override
  public long fundingE9() {
    long sum = 0;
    for (ShadowPosition position : positions) {
      sum += position.fundingE9();
    }
    return sum;
  }

  @Override
  public boolean walletExplained() {
    return true;
  }

  @Override
  public int liveOrders() {
    return liveCount;
  }

  @Override
  public OrderView liveOrder(int place) {
    return live[place];
  }

  @Override
  public long totalEquityE9() {
    if (baseE9 == UNKNOWN) {
      return UNKNOWN;
    }
    long sum = baseE9 + grossE9() - feesE9() - fundingE9();
    for (ShadowPosition position : positions) {
      long openE9 = position.unrealisedPnlE9();
      sum += openE9 == UNKNOWN ? 0 : openE9;
    }
    return sum;
  }

  @Override
  public long totalAvailableE9() {
    return totalEquityE9();
  }

  @Override
  public void describe(StateSink sink) {
    sink.putLong(baseE9);
    sink.putLong(bidE9);
    sink.putLong(askE9);
    sink.putLong(lastE9);
    sink.putLong(markE9);
    sink.putLong(tradesSeen);
    sink.putLong(fundingNs);
    sink.putLong(fundingRateE9);
    sink.putLong(fills);
    sink.putLong(orders);
    for (boolean each : latched) {
      sink.putFlag(each);
    }
    for (ShadowPosition position : positions) {
      position.describe(sink);
    }
    sink.putLong(liveCount);
    for (int i = 0; i < liveCount; i++) {
      live[i].describe(sink);
    }
  }
}
