package ringside.journal.event;

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

/**
 * Who takes records by their type: one method for every event and decision of the schema, and none
 * of them has a default, so that a new type does not compile until everyone has said what it means
 * to them. {@link EventDispatcher} calls it.
 *
 * <p>The decoder is a flyweight over the record, wrapped at its start: it is valid until the method
 * returns, and its groups and texts can be read once, in the schema's order. What a method throws
 * goes through the dispatcher to its caller.
 */
public interface EventConsumer {
  // Market

  void onInstrumentDefined(InstrumentDefinedDecoder instrumentDefined);

  void onBookSnapshot(BookSnapshotDecoder bookSnapshot);

  void onBookDelta(BookDeltaDecoder bookDelta);

  void onTrade(TradeDecoder trade);

  void onTicker(TickerDecoder ticker);

  void onCandle(CandleDecoder candle);

  void onLiquidation(LiquidationDecoder liquidation);

  // Account

  void onOrderUpdate(OrderUpdateDecoder orderUpdate);

  void onExecution(ExecutionDecoder execution);

  void onPositionUpdate(PositionUpdateDecoder positionUpdate);

  void onWalletUpdate(WalletUpdateDecoder walletUpdate);

  void onTransfer(TransferDecoder transfer);

  void onReportBegin(ReportBeginDecoder reportBegin);

  void onReportEnd(ReportEndDecoder reportEnd);

  void onAccountIdentified(AccountIdentifiedDecoder accountIdentified);

  void onForeignExposure(ForeignExposureDecoder foreignExposure);

  // Answers to commands

  void onCommandAccepted(CommandAcceptedDecoder commandAccepted);

  void onCommandRejected(CommandRejectedDecoder commandRejected);

  void onCommandUnresolved(CommandUnresolvedDecoder commandUnresolved);

  // Connectivity

  void onStreamConnected(StreamConnectedDecoder streamConnected);

  void onStreamDisconnected(StreamDisconnectedDecoder streamDisconnected);

  void onStreamStale(StreamStaleDecoder streamStale);

  void onBookGap(BookGapDecoder bookGap);

  void onClockOffset(ClockOffsetDecoder clockOffset);

  void onVenueRestriction(VenueRestrictionDecoder venueRestriction);

  // Control

  void onEngineStarted(EngineStartedDecoder engineStarted);

  void onConfigApplied(ConfigAppliedDecoder configApplied);

  void onClockTick(ClockTickDecoder clockTick);

  void onClockStep(ClockStepDecoder clockStep);

  void onOperatorCommand(OperatorCommandDecoder operatorCommand);

  void onAccountHalted(AccountHaltedDecoder accountHalted);

  void onAccountResumed(AccountResumedDecoder accountResumed);

  void onEngineStopped(EngineStoppedDecoder engineStopped);

  void onSpaceChanged(SpaceChangedDecoder spaceChanged);

  void onEventSuspected(EventSuspectedDecoder eventSuspected);

  // Decisions

  void onPlaceOrder(PlaceOrderDecoder placeOrder);

  void onAmendOrder(AmendOrderDecoder amendOrder);

  void onCancelOrder(CancelOrderDecoder cancelOrder);

  void onSetLeverage(SetLeverageDecoder setLeverage);

  void onSetPositionMode(SetPositionModeDecoder setPositionMode);

  void onSetTradingStop(SetTradingStopDecoder setTradingStop);

  void onRequestReport(RequestReportDecoder requestReport);

  void onRequestBook(RequestBookDecoder requestBook);

  void onCorrectionApplied(CorrectionAppliedDecoder correctionApplied);

  void onOrderRefused(OrderRefusedDecoder orderRefused);

  void onSignalRaised(SignalRaisedDecoder signalRaised);

  void onAlertRaised(AlertRaisedDecoder alertRaised);

  void onStateDigest(StateDigestDecoder stateDigest);

  void onRiskChanged(RiskChangedDecoder riskChanged);

  void onOperatorAnswered(OperatorAnsweredDecoder operatorAnswered);

  void onStrategyHalted(StrategyHaltedDecoder strategyHalted);
}
