package ringside.journal.event;

import org.agrona.DirectBuffer;
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
 * Tells a consumer what a record is: the one switch on template id.
 *
 * <p>Each record is read with the block length and schema version it was written with, so older
 * records show fields that came later as null. What is not understood is never skipped: an unknown
 * type or a newer schema throws {@link UnknownRecordException}. It allocates nothing. One thread at
 * a time, since the decoders are reused; a consumer that dispatches further records from within a
 * call needs a dispatcher of its own for them.
 */
public final class EventDispatcher {
  private final InstrumentDefinedDecoder instrumentDefined = new InstrumentDefinedDecoder();
  private final BookSnapshotDecoder bookSnapshot = new BookSnapshotDecoder();
  private final BookDeltaDecoder bookDelta = new BookDeltaDecoder();
  private final TradeDecoder trade = new TradeDecoder();
  private final TickerDecoder ticker = new TickerDecoder();
  private final CandleDecoder candle = new CandleDecoder();
  private final LiquidationDecoder liquidation = new LiquidationDecoder();
  private final OrderUpdateDecoder orderUpdate = new OrderUpdateDecoder();
  private final ExecutionDecoder execution = new ExecutionDecoder();
  private final PositionUpdateDecoder positionUpdate = new PositionUpdateDecoder();
  private final WalletUpdateDecoder walletUpdate = new WalletUpdateDecoder();
  private final TransferDecoder transfer = new TransferDecoder();
  private final ReportBeginDecoder reportBegin = new ReportBeginDecoder();
  private final ReportEndDecoder reportEnd = new ReportEndDecoder();
  private final AccountIdentifiedDecoder accountIdentified = new AccountIdentifiedDecoder();
  private final ForeignExposureDecoder foreignExposure = new ForeignExposureDecoder();
  private final CommandAcceptedDecoder commandAccepted = new CommandAcceptedDecoder();
  private final CommandRejectedDecoder commandRejected = new CommandRejectedDecoder();
  private final CommandUnresolvedDecoder commandUnresolved = new CommandUnresolvedDecoder();
  private final StreamConnectedDecoder streamConnected = new StreamConnectedDecoder();
  private final StreamDisconnectedDecoder streamDisconnected = new StreamDisconnectedDecoder();
  private final StreamStaleDecoder streamStale = new StreamStaleDecoder();
  private final BookGapDecoder bookGap = new BookGapDecoder();
  private final ClockOffsetDecoder clockOffset = new ClockOffsetDecoder();
  private final VenueRestrictionDecoder venueRestriction = new VenueRestrictionDecoder();
  private final EngineStartedDecoder engineStarted = new EngineStartedDecoder();
  private final ConfigAppliedDecoder configApplied = new ConfigAppliedDecoder();
  private final ClockTickDecoder clockTick = new ClockTickDecoder();
  private final ClockStepDecoder clockStep = new ClockStepDecoder();
  private final OperatorCommandDecoder operatorCommand = new OperatorCommandDecoder();
  private final AccountHaltedDecoder accountHalted = new AccountHaltedDecoder();
  private final AccountResumedDecoder accountResumed = new AccountResumedDecoder();
  private final EngineStoppedDecoder engineStopped = new EngineStoppedDecoder();
  private final SpaceChangedDecoder spaceChanged = new SpaceChangedDecoder();
  private final EventSuspectedDecoder eventSuspected = new EventSuspectedDecoder();
  private final PlaceOrderDecoder placeOrder = new PlaceOrderDecoder();
  private final AmendOrderDecoder amendOrder = new AmendOrderDecoder();
  private final CancelOrderDecoder cancelOrder = new CancelOrderDecoder();
  private final SetLeverageDecoder setLeverage = new SetLeverageDecoder();
  private final SetPositionModeDecoder setPositionMode = new SetPositionModeDecoder();
  private final SetTradingStopDecoder setTradingStop = new SetTradingStopDecoder();
  private final RequestReportDecoder requestReport = new RequestReportDecoder();
  private final RequestBookDecoder requestBook = new RequestBookDecoder();
  private final CorrectionAppliedDecoder correctionApplied = new CorrectionAppliedDecoder();
  private final OrderRefusedDecoder orderRefused = new OrderRefusedDecoder();
  private final SignalRaisedDecoder signalRaised = new SignalRaisedDecoder();
  private final AlertRaisedDecoder alertRaised = new AlertRaisedDecoder();
  private final StateDigestDecoder stateDigest = new StateDigestDecoder();
  private final RiskChangedDecoder riskChanged = new RiskChangedDecoder();
  private final OperatorAnsweredDecoder operatorAnswered = new OperatorAnsweredDecoder();
  private final StrategyHaltedDecoder strategyHalted = new StrategyHaltedDecoder();

  private final int knownVersion;

  /** A dispatcher for every version up to this build's own. */
  public EventDispatcher() {
    this(TradeDecoder.SCHEMA_VERSION);
  }

  EventDispatcher(int knownVersion) {
    this.knownVersion = knownVersion;
  }

  /**
   * Hands one framed record over.
   *
   * @param recordOffset of the record's frame
   * @throws UnknownRecordException when the record is of a type or schema version that this build
   *     does not know, or belongs to the frame of a segment; the consumer has not been called
   */
  public void dispatch(DirectBuffer buffer, int recordOffset, EventConsumer consumer) {
    int version = RecordLayout.version(buffer, recordOffset);
    if (version > knownVersion) {
      throw UnknownRecordException.of(buffer, recordOffset, knownVersion);
    }
    int block = recordOffset + RecordLayout.BLOCK_OFFSET;
    int length = RecordLayout.blockLength(buffer, recordOffset);
    switch (RecordLayout.templateId(buffer, recordOffset)) {
      case InstrumentDefinedDecoder.TEMPLATE_ID ->
          consumer.onInstrumentDefined(instrumentDefined.wrap(buffer, block, length, version));
      case BookSnapshotDecoder.TEMPLATE_ID ->
          consumer.onBookSnapshot(bookSnapshot.wrap(buffer, block, length, version));
      case BookDeltaDecoder.TEMPLATE_ID ->
          consumer.onBookDelta(bookDelta.wrap(buffer, block, length, version));
      case TradeDecoder.TEMPLATE_ID -> consumer.onTrade(trade.wrap(buffer, block, length, version));
      case TickerDecoder.TEMPLATE_ID ->
          consumer.onTicker(ticker.wrap(buffer, block, length, version));
      case CandleDecoder.TEMPLATE_ID ->
          consumer.onCandle(candle.wrap(buffer, block, length, version));
      case LiquidationDecoder.TEMPLATE_ID ->
          consumer.onLiquidation(liquidation.wrap(buffer, block, length, version));
      case OrderUpdateDecoder.TEMPLATE_ID ->
          consumer.onOrderUpdate(orderUpdate.wrap(buffer, block, length, version));
      case ExecutionDecoder.TEMPLATE_ID ->
          consumer.onExecution(execution.wrap(buffer, block, length, version));
      case PositionUpdateDecoder.TEMPLATE_ID ->
          consumer.onPositionUpdate(positionUpdate.wrap(buffer, block, length, version));
      case WalletUpdateDecoder.TEMPLATE_ID ->
          consumer.onWalletUpdate(walletUpdate.wrap(buffer, block, length, version));
      case TransferDecoder.TEMPLATE_ID ->
          consumer.onTransfer(transfer.wrap(buffer, block, length, version));
      case ReportBeginDecoder.TEMPLATE_ID ->
          consumer.onReportBegin(reportBegin.wrap(buffer, block, length, version));
      case ReportEndDecoder.TEMPLATE_ID ->
          consumer.onReportEnd(reportEnd.wrap(buffer, block, length, version));
      case AccountIdentifiedDecoder.TEMPLATE_ID ->
          consumer.onAccountIdentified(accountIdentified.wrap(buffer, block, length, version));
      case ForeignExposureDecoder.TEMPLATE_ID ->
          consumer.onForeignExposure(foreignExposure.wrap(buffer, block, length, version));
      case CommandAcceptedDecoder.TEMPLATE_ID ->
          consumer.onCommandAccepted(commandAccepted.wrap(buffer, block, length, version));
      case CommandRejectedDecoder.TEMPLATE_ID ->
          consumer.onCommandRejected(commandRejected.wrap(buffer, block, length, version));
      case CommandUnresolvedDecoder.TEMPLATE_ID ->
          consumer.onCommandUnresolved(commandUnresolved.wrap(buffer, block, length, version));
      case StreamConnectedDecoder.TEMPLATE_ID ->
          consumer.onStreamConnected(streamConnected.wrap(buffer, block, length, version));
      case StreamDisconnectedDecoder.TEMPLATE_ID ->
          consumer.onStreamDisconnected(streamDisconnected.wrap(buffer, block, length, version));
      case StreamStaleDecoder.TEMPLATE_ID ->
          consumer.onStreamStale(streamStale.wrap(buffer, block, length, version));
      case BookGapDecoder.TEMPLATE_ID ->
          consumer.onBookGap(bookGap.wrap(buffer, block, length, version));
      case ClockOffsetDecoder.TEMPLATE_ID ->
          consumer.onClockOffset(clockOffset.wrap(buffer, block, length, version));
      case VenueRestrictionDecoder.TEMPLATE_ID ->
          consumer.onVenueRestriction(venueRestriction.wrap(buffer, block, length, version));
      case EngineStartedDecoder.TEMPLATE_ID ->
          consumer.onEngineStarted(engineStarted.wrap(buffer, block, length, version));
      case ConfigAppliedDecoder.TEMPLATE_ID ->
          consumer.onConfigApplied(configApplied.wrap(buffer, block, length, version));
      case ClockTickDecoder.TEMPLATE_ID ->
          consumer.onClockTick(clockTick.wrap(buffer, block, length, version));
      case ClockStepDecoder.TEMPLATE_ID ->
          consumer.onClockStep(clockStep.wrap(buffer, block, length, version));
      case OperatorCommandDecoder.TEMPLATE_ID ->
          consumer.onOperatorCommand(operatorCommand.wrap(buffer, block, length, version));
      case AccountHaltedDecoder.TEMPLATE_ID ->
          consumer.onAccountHalted(accountHalted.wrap(buffer, block, length, version));
      case AccountResumedDecoder.TEMPLATE_ID ->
          consumer.onAccountResumed(accountResumed.wrap(buffer, block, length, version));
      case EngineStoppedDecoder.TEMPLATE_ID ->
          consumer.onEngineStopped(engineStopped.wrap(buffer, block, length, version));
      case SpaceChangedDecoder.TEMPLATE_ID ->
          consumer.onSpaceChanged(spaceChanged.wrap(buffer, block, length, version));
      case EventSuspectedDecoder.TEMPLATE_ID ->
          consumer.onEventSuspected(eventSuspected.wrap(buffer, block, length, version));
      case PlaceOrderDecoder.TEMPLATE_ID ->
          consumer.onPlaceOrder(placeOrder.wrap(buffer, block, length, version));
      case AmendOrderDecoder.TEMPLATE_ID ->
          consumer.onAmendOrder(amendOrder.wrap(buffer, block, length, version));
      case CancelOrderDecoder.TEMPLATE_ID ->
          consumer.onCancelOrder(cancelOrder.wrap(buffer, block, length, version));
      case SetLeverageDecoder.TEMPLATE_ID ->
          consumer.onSetLeverage(setLeverage.wrap(buffer, block, length, version));
      case SetPositionModeDecoder.TEMPLATE_ID ->
          consumer.onSetPositionMode(setPositionMode.wrap(buffer, block, length, version));
      case SetTradingStopDecoder.TEMPLATE_ID ->
          consumer.onSetTradingStop(setTradingStop.wrap(buffer, block, length, version));
      case RequestReportDecoder.TEMPLATE_ID ->
          consumer.onRequestReport(requestReport.wrap(buffer, block, length, version));
      case RequestBookDecoder.TEMPLATE_ID ->
          consumer.onRequestBook(requestBook.wrap(buffer, block, length, version));
      case CorrectionAppliedDecoder.TEMPLATE_ID ->
          consumer.onCorrectionApplied(correctionApplied.wrap(buffer, block, length, version));
      case OrderRefusedDecoder.TEMPLATE_ID ->
          consumer.onOrderRefused(orderRefused.wrap(buffer, block, length, version));
      case SignalRaisedDecoder.TEMPLATE_ID ->
          consumer.onSignalRaised(signalRaised.wrap(buffer, block, length, version));
      case AlertRaisedDecoder.TEMPLATE_ID ->
          consumer.onAlertRaised(alertRaised.wrap(buffer, block, length, version));
      case StateDigestDecoder.TEMPLATE_ID ->
          consumer.onStateDigest(stateDigest.wrap(buffer, block, length, version));
      case RiskChangedDecoder.TEMPLATE_ID ->
          consumer.onRiskChanged(riskChanged.wrap(buffer, block, length, version));
      case OperatorAnsweredDecoder.TEMPLATE_ID ->
          consumer.onOperatorAnswered(operatorAnswered.wrap(buffer, block, length, version));
      case StrategyHaltedDecoder.TEMPLATE_ID ->
          consumer.onStrategyHalted(strategyHalted.wrap(buffer, block, length, version));
      default -> throw UnknownRecordException.of(buffer, recordOffset, knownVersion);
    }
  }
}
