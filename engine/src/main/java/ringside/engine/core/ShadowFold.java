package ringside.engine.core;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import ringside.engine.core.Happening.Kind;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.InstrumentState;
import ringside.engine.core.state.OrderPhase;
import ringside.engine.core.state.ShadowAccount;
import ringside.engine.core.state.ShadowOrder;
import ringside.journal.codec.AmendOrderDecoder;
import ringside.journal.codec.CancelOrderDecoder;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OrderRefusedDecoder;
import ringside.journal.codec.PlaceOrderDecoder;
import ringside.journal.codec.RecordHeaderDecoder;
import ringside.journal.codec.RiskChangedDecoder;
import ringside.journal.codec.SetTradingStopDecoder;
import ringside.journal.codec.Side;
import ringside.journal.codec.SignalRaisedDecoder;
import ringside.journal.event.RecordLayout;

/**
 * Folds what shadows decide, and what the market makes of it, into their own accounts alone, and
 * tells them as it would be told to who trades. Engine thread only.
 */
final class ShadowFold implements ShadowAccount.Ear {
  private final CoreState state;
  private final StrategyTable strategies;
  private final Happening happening = new Happening();
  private final PlaceOrderDecoder place = new PlaceOrderDecoder();
  private final AmendOrderDecoder amend = new AmendOrderDecoder();
  private final CancelOrderDecoder cancel = new CancelOrderDecoder();
  private final SetTradingStopDecoder stop = new SetTradingStopDecoder();
  private final OrderRefusedDecoder refused = new OrderRefusedDecoder();
  private final SignalRaisedDecoder signal = new SignalRaisedDecoder();
  private final RiskChangedDecoder latch = new RiskChangedDecoder();
  private final RecordHeaderDecoder header = new RecordHeaderDecoder();
  private final UnsafeBuffer text = new UnsafeBuffer(0, 0);
  private final StateView market;
  private StrategySlot slot;

  ShadowFold(CoreState state, StrategyTable strategies) {
    this.state = state;
    this.strategies = strategies;
    market = new StateView(state);
  }

  /** The market of an instrument has moved. */
  void hear(int instrument) {
    for (StrategySlot each : strategies.of(instrument)) {
      InstrumentState known = state.instruments.find(instrument);
      if (each.shadow != null && known != null) {
        use(each);
        AccountState whose = state.accounts.find(each.seat.account());
        if (whose != null && whose.reconciled()) {
          each.shadow.begin(whose.totalEquityE9());
        }
        long bidE9 = market.bestBidE9(instrument);
        long askE9 = market.bestAskE9(instrument);
        each.shadow.hear(known, bidE9, askE9, state.run.timeNs());
      }
    }
  }

  /** Folds what a shadow has decided. */
  void fold(DirectBuffer buffer, int offset) {
    int at = offset + RecordLayout.BLOCK_OFFSET;
    header.wrap(buffer, at);
    StrategySlot of = strategies.find(header.strategy());
    if (of == null || of.shadow == null) {
      return;
    }
    use(of);
    int length = RecordLayout.blockLength(buffer, offset);
    int version = RecordLayout.version(buffer, offset);
    switch (RecordLayout.templateId(buffer, offset)) {
      case PlaceOrderDecoder.TEMPLATE_ID -> {
        place.wrap(buffer, at, length, version);
        place.wrapClientOrderId(text);
        slot.approved(place.side(), place.leg());
        slot.shadow.place(place, text);
      }
      case AmendOrderDecoder.TEMPLATE_ID -> {
        amend.wrap(buffer, at, length, version);
        amend.skipOrderId();
        amend.wrapClientOrderId(text);
        slot.shadow.amend(amend, text);
      }
      case CancelOrderDecoder.TEMPLATE_ID -> {
        cancel.wrap(buffer, at, length, version);
        cancel.skipOrderId();
        cancel.wrapClientOrderId(text);
        slot.shadow.cancel(text);
      }
      case SetTradingStopDecoder.TEMPLATE_ID -> {
        stop.wrap(buffer, at, length, version);
        slot.shadow.stops(stop);
        happening.stopSent(stop.leg());
        tell();
      }
      case OrderRefusedDecoder.TEMPLATE_ID -> {
        refused.wrap(buffer, at, length, version);
        onRefused();
      }
      case SignalRaisedDecoder.TEMPLATE_ID -> {
        signal.wrap(buffer, at, length, version);
        onSignal();
      }
      case RiskChangedDecoder.TEMPLATE_ID -> {
        latch.wrap(buffer, at, length, version);
        slot.shadow.latch(latch.leg());
        Leg leg = latch.leg();
        latch.wrapRule(text);
        happening.risk(latch.level(), leg, text);
        tell();
      }
      default -> {
        // Alerts are for humans.
      }
    }
  }

  private void onRefused() {
    Side side = refused.side();
    Leg leg = refused.leg();
    int tag = refused.tag();
    refused.wrapRule(text);
    slot.refused(side, leg, RiskRule.hash(text), state.run.timeNs());
    happening.refused(side, leg, tag, text);
    tell();
  }

  private void onSignal() {
    Leg leg = signal.leg();
    int tag = signal.tag();
    long valueE9 = signal.valueE9();
    signal.wrapName(text);
    happening.signalled(leg, tag, valueE9, text);
    tell();
  }

  @Override
  public void onOrder(ShadowOrder order) {
    begin();
    happening.is(order.phase() == OrderPhase.PENDING ? Kind.PLACED : Kind.ORDER, order);
    tell();
  }

  @Override
  public void onAmended(ShadowOrder order) {
    begin();
    happening.is(Kind.AMENDED, order);
    slot.approved(order.side(), order.leg());
    tell();
  }

  @Override
  public void onCancelled(ShadowOrder order) {
    begin();
    happening.is(Kind.CANCELLED, order);
    tell();
  }

  @Override
  public void onExecution(
      ShadowOrder order,
      ExecutionType type,
      boolean buy,
      Leg leg,
      long priceE9,
      long quantityE9,
      long feeE9) {
    begin();
    happening.is(Kind.ORDER, order);
    Side side = buy ? Side.BUY : Side.SELL;
    long nowNs = state.run.timeNs();
    happening.execution(type, side, leg, priceE9, quantityE9, feeE9, nowNs);
    tell();
  }

  private void use(StrategySlot of) {
    slot = of;
    slot.shadow.ear(this);
    begin();
  }

  private void begin() {
    happening.begin(slot.seat.account(), slot.seat.instrument());
  }

  private void tell() {
    strategies.fold(slot, happening);
  }
}
