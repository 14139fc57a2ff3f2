package ringside.engine.core;

import org.agrona.DirectBuffer;
import ringside.engine.core.Happening.Kind;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.OrderView;
import ringside.journal.codec.AccountHaltedDecoder;
import ringside.journal.codec.AccountIdentifiedDecoder;
import ringside.journal.codec.AccountResumedDecoder;
import ringside.journal.codec.AlertRaisedDecoder;
import ringside.journal.codec.AmendOrderDecoder;
import ringside.journal.codec.BookDeltaDecoder;
import ringside.journal.codec.BookGapDecoder;
import ringside.journal.codec.BookSnapshotDecoder;
import ringside.journal.codec.CancelOrderDecoder;
import ringside.journal.codec.CandleDecoder;
import ringside.journal.codec.ClockOffsetDecoder;
import ringside.journal.codec.ClockStepDecoder;
import ringside.journal.codec.ClockTickDecoder;
import ringside.journal.codec.CommandAcceptedDecoder;
import ringside.journal.codec.CommandRejectedDecoder;
import ringside.journal.codec.CommandUnresolvedDecoder;
import ringside.journal.codec.ConfigAppliedDecoder;
import ringside.journal.codec.CorrectionAppliedDecoder;
import ringside.journal.codec.EngineStartedDecoder;
import ringside.journal.codec.EngineStoppedDecoder;
import ringside.journal.codec.EventSuspectedDecoder;
import ringside.journal.codec.ExecutionDecoder;
import ringside.journal.codec.ForeignExposureDecoder;
import ringside.journal.codec.InstrumentDefinedDecoder;
import ringside.journal.codec.LiquidationDecoder;
import ringside.journal.codec.OperatorAnsweredDecoder;
import ringside.journal.codec.OperatorCommandDecoder;
import ringside.journal.codec.OrderRefusedDecoder;
import ringside.journal.codec.OrderUpdateDecoder;
import ringside.journal.codec.PlaceOrderDecoder;
import ringside.journal.codec.PositionUpdateDecoder;
import ringside.journal.codec.RecordHeaderDecoder;
import ringside.journal.codec.ReportBeginDecoder;
import ringside.journal.codec.ReportEndDecoder;
import ringside.journal.codec.RequestBookDecoder;
import ringside.journal.codec.RequestReportDecoder;
import ringside.journal.codec.RiskChangedDecoder;
import ringside.journal.codec.SetLeverageDecoder;
import ringside.journal.codec.SetPositionModeDecoder;
import ringside.journal.codec.SetTradingStopDecoder;
import ringside.journal.codec.SignalRaisedDecoder;
import ringside.journal.codec.SpaceChangedDecoder;
import ringside.journal.codec.StateDigestDecoder;
import ringside.journal.codec.StrategyHaltedDecoder;
import ringside.journal.codec.StreamConnectedDecoder;
import ringside.journal.codec.StreamDisconnectedDecoder;
import ringside.journal.codec.StreamStaleDecoder;
import ringside.journal.codec.TickerDecoder;
import ringside.journal.codec.TradeDecoder;
import ringside.journal.codec.TransferDecoder;
import ringside.journal.codec.VenueRestrictionDecoder;
import ringside.journal.codec.WalletUpdateDecoder;
import ringside.journal.event.EventConsumer;
import ringside.journal.event.EventDispatcher;
import ringside.journal.event.RecordLayout;

/**
 * Folds events and decisions into the state: the only code that changes it. What it refuses, it
 * refuses by an exception, before the table concerned is changed. Live, restored and replayed
 * records all come through here, and go to the fold of their family. Engine thread only.
 */
final class StateFold implements EventConsumer {
  private final CoreState state;
  private final StrategyTable strategies;
  private final Happening happening = new Happening();
  private final TradingFold trading;
  private final MarketFold market;
  private final ControlFold control;
  private final ShadowFold shadows;

  StateFold(CoreState state, StrategyTable strategies) {
    this.state = state;
    this.strategies = strategies;
    trading = new TradingFold(state, strategies, happening);
    market = new MarketFold(state, trading.account(), happening);
    control = new ControlFold(state, strategies, happening);
    shadows = new ShadowFold(state, strategies);
  }

  /** Forgets what the event before was about. */
  void beginEvent(DirectBuffer buffer, int offset) {
    int account = RecordLayout.account(buffer, offset);
    market.beginEvent();
    trading.beginEvent(account);
    state.operators.beginEvent();
    touch(account);
    happening.begin(account, RecordLayout.instrument(buffer, offset));
  }

  /** Folds a decision: by an instance of its own, so that what is known of its cause stays. */
  void foldDecision(EventDispatcher dispatcher, DirectBuffer buffer, int offset) {
    if (RecordLayout.shadow(buffer, offset) == 1) {
      shadows.fold(buffer, offset);
      return;
    }
    trading.beginDecision();
    touch(RecordLayout.account(buffer, offset));
    happening.begin(RecordLayout.account(buffer, offset), RecordLayout.instrument(buffer, offset));
    dispatcher.dispatch(buffer, offset, this);
    tellDecision();
  }

  /** Lets the strategies that it concerns fold the event that was folded last. */
  void tellEvent() {
    if (happening.kind() == Kind.BOOK || happening.kind() == Kind.MARKET) {
      shadows.hear(happening.instrument());
    }
    strategies.fold(happening);
  }

  private void touch(int account) {
    if (account != RecordHeaderDecoder.accountNullValue()) {
      state.exposure.touch(account);
    }
  }

  /**
   * Lets the strategy whose it is fold the decision that was folded last; what risk rules and
   * operators have to say, all that it concerns.
   */
  private void tellDecision() {
    if (happening.kind() == Kind.RISK || happening.kind() == Kind.OPERATOR) {
      strategies.fold(happening);
      return;
    }
    OrderView order = happening.order();
    StrategySlot slot = strategies.find(order == null ? happening.decidedBy() : order.strategy());
    if (slot != null && happening.kind() != Kind.CONTROL) {
      strategies.fold(slot, happening);
    }
  }

  /** What the record was about. */
  Happening happening() {
    return happening;
  }

  /** What it did to an account. */
  TradingFold trading() {
    return trading;
  }

  /** What it did to the market. */
  MarketFold market() {
    return market;
  }

  @Override
  public void onInstrumentDefined(InstrumentDefinedDecoder event) {
    market.fold(event);
  }

  @Override
  public void onBookSnapshot(BookSnapshotDecoder event) {
    market.fold(event);
  }

  @Override
  public void onBookDelta(BookDeltaDecoder event) {
    market.fold(event);
  }

  @Override
  public void onTrade(TradeDecoder event) {
    market.fold(event);
  }

  @Override
  public void onTicker(TickerDecoder event) {
    market.fold(event);
  }

  @Override
  public void onCandle(CandleDecoder event) {
    market.fold(event);
  }

  @Override
  public void onLiquidation(LiquidationDecoder event) {
    market.fold(event);
  }

  @Override
  public void onCommandAccepted(CommandAcceptedDecoder event) {
    trading.fold(event);
  }

  @Override
  public void onCommandRejected(CommandRejectedDecoder event) {
    trading.fold(event);
  }

  @Override
  public void onCommandUnresolved(CommandUnresolvedDecoder event) {
    trading.fold(event);
  }

  @Override
  public void onStreamConnected(StreamConnectedDecoder event) {
    market.fold(event);
  }

  @Override
  public void onStreamDisconnected(StreamDisconnectedDecoder event) {
    market.fold(event);
  }

  @Override
  public void onStreamStale(StreamStaleDecoder event) {
    // What follows from it is decided, and folded with the alert that tells it.
  }

  @Override
  public void onBookGap(BookGapDecoder event) {
    market.fold(event);
  }

  @Override
  public void onEngineStarted(EngineStartedDecoder event) {
    control.fold(event);
  }

  @Override
  public void onConfigApplied(ConfigAppliedDecoder event) {
    control.fold(event);
  }

  @Override
  public void onClockTick(ClockTickDecoder event) {
    control.fold(event);
  }

  @Override
  public void onClockStep(ClockStepDecoder event) {
    control.fold(event);
  }

  @Override
  public void onSpaceChanged(SpaceChangedDecoder event) {
    control.fold(event);
  }

  @Override
  public void onEventSuspected(EventSuspectedDecoder event) {
    control.fold(event);
  }

  @Override
  public void onAccountHalted(AccountHaltedDecoder event) {
    control.fold(event);
  }

  @Override
  public void onAccountResumed(AccountResumedDecoder event) {
    control.fold(event);
  }

  @Override
  public void onEngineStopped(EngineStoppedDecoder event) {
    control.fold(event);
  }

  @Override
  public void onRequestBook(RequestBookDecoder decision) {
    market.fold(decision);
  }

  @Override
  public void onAlertRaised(AlertRaisedDecoder decision) {
    control.fold(decision);
  }

  @Override
  public void onStateDigest(StateDigestDecoder decision) {
    control.fold(decision);
  }

  @Override
  public void onOrderUpdate(OrderUpdateDecoder event) {
    trading.fold(event);
  }

  @Override
  public void onExecution(ExecutionDecoder event) {
    trading.fold(event);
  }

  @Override
  public void onPositionUpdate(PositionUpdateDecoder event) {
    trading.fold(event);
  }

  @Override
  public void onWalletUpdate(WalletUpdateDecoder event) {
    trading.fold(event);
  }

  @Override
  public void onTransfer(TransferDecoder event) {
    trading.fold(event);
  }

  @Override
  public void onReportBegin(ReportBeginDecoder event) {
    trading.fold(event);
  }

  @Override
  public void onReportEnd(ReportEndDecoder event) {
    trading.fold(event);
  }

  @Override
  public void onAccountIdentified(AccountIdentifiedDecoder event) {
    trading.fold(event);
  }

  @Override
  public void onClockOffset(ClockOffsetDecoder event) {
    control.fold(event);
  }

  @Override
  public void onVenueRestriction(VenueRestrictionDecoder event) {
    trading.fold(event);
  }

  @Override
  public void onForeignExposure(ForeignExposureDecoder event) {
    trading.fold(event);
  }

  @Override
  public void onRiskChanged(RiskChangedDecoder decision) {
    control.fold(decision);
  }

  @Override
  public void onOperatorAnswered(OperatorAnsweredDecoder decision) {
    control.fold(decision);
  }

  @Override
  public void onOperatorCommand(OperatorCommandDecoder event) {
    control.fold(event);
  }

  @Override
  public void onPlaceOrder(PlaceOrderDecoder decision) {
    trading.fold(decision);
  }

  @Override
  public void onAmendOrder(AmendOrderDecoder decision) {
    trading.fold(decision);
  }

  @Override
  public void onCancelOrder(CancelOrderDecoder decision) {
    trading.fold(decision);
  }

  @Override
  public void onSetLeverage(SetLeverageDecoder decision) {
    trading.fold(decision);
  }

  @Override
  public void onSetPositionMode(SetPositionModeDecoder decision) {
    trading.fold(decision);
  }

  @Override
  public void onSetTradingStop(SetTradingStopDecoder decision) {
    trading.fold(decision);
  }

  @Override
  public void onRequestReport(RequestReportDecoder decision) {
    trading.fold(decision);
  }

  @Override
  public void onCorrectionApplied(CorrectionAppliedDecoder decision) {
    trading.fold(decision);
  }

  @Override
  public void onOrderRefused(OrderRefusedDecoder decision) {
    control.fold(decision);
  }

  @Override
  public void onSignalRaised(SignalRaisedDecoder decision) {
    control.fold(decision);
  }

  @Override
  public void onStrategyHalted(StrategyHaltedDecoder decision) {
    control.fold(decision);
  }
}
