package ringside.engine.core;

import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.OrderBook;
import ringside.journal.codec.AccountHaltedDecoder;
import ringside.journal.codec.AccountIdentifiedDecoder;
import ringside.journal.codec.AccountResumedDecoder;
import ringside.journal.codec.AlertCode;
import ringside.journal.codec.AlertRaisedDecoder;
import ringside.journal.codec.AmendOrderDecoder;
import ringside.journal.codec.BookDeltaDecoder;
import ringside.journal.codec.BookGapDecoder;
import ringside.journal.codec.BookGapReason;
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
import ringside.journal.codec.InstrumentDefinedDecoder;
import ringside.journal.codec.LiquidationDecoder;
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

/**
 * Folds events and decisions into the state: the only code that changes it. What it refuses, it
 * refuses by an exception, before the table concerned is changed. Live, restored and replayed
 * records all come through here. Engine thread only.
 */
final class StateFold implements EventConsumer {
  private final CoreState state;
  private OrderBook touched;
  private boolean bookExpected;

  StateFold(CoreState state) {
    this.state = state;
  }

  /** Forgets which book the event before was about. */
  void begin() {
    touched = null;
    bookExpected = false;
  }

  /** The book that the event was about, or null. */
  OrderBook touchedBook() {
    return touched;
  }

  /** Whether that book's snapshot follows by itself. */
  boolean bookExpected() {
    return bookExpected;
  }

  @Override
  public void onInstrumentDefined(InstrumentDefinedDecoder event) {
    state.instruments.obtain(event.header().instrument()).fold(event);
  }

  @Override
  public void onBookSnapshot(BookSnapshotDecoder event) {
    RecordHeaderDecoder header = event.header();
    if (current(header)) {
      touched = book(header, event.depth());
      touched.fold(event, state.run.timeNs());
    }
  }

  @Override
  public void onBookDelta(BookDeltaDecoder event) {
    RecordHeaderDecoder header = event.header();
    if (current(header)) {
      touched = book(header, event.depth());
      touched.fold(event, state.run.timeNs());
    }
  }

  @Override
  public void onTrade(TradeDecoder event) {
    RecordHeaderDecoder header = event.header();
    if (current(header)) {
      state.instruments.obtain(header.instrument()).fold(event, state.run.timeNs());
    }
  }

  @Override
  public void onTicker(TickerDecoder event) {
    RecordHeaderDecoder header = event.header();
    if (current(header)) {
      state.instruments.obtain(header.instrument()).ticker().fold(event, state.run.timeNs());
    }
  }

  @Override
  public void onCandle(CandleDecoder event) {
    RecordHeaderDecoder header = event.header();
    if (current(header)) {
      state.instruments.obtain(header.instrument()).fold(event);
    }
  }

  @Override
  public void onLiquidation(LiquidationDecoder event) {
    RecordHeaderDecoder header = event.header();
    if (current(header)) {
      state.instruments.obtain(header.instrument()).fold(event);
    }
  }

  @Override
  public void onCommandAccepted(CommandAcceptedDecoder event) {
    state.commands.answered(event.commandSequence(), event.commandOrdinal());
  }

  @Override
  public void onCommandRejected(CommandRejectedDecoder event) {
    state.commands.answered(event.commandSequence(), event.commandOrdinal());
  }

  @Override
  public void onCommandUnresolved(CommandUnresolvedDecoder event) {
    state.commands.answered(event.commandSequence(), event.commandOrdinal());
  }

  @Override
  public void onStreamConnected(StreamConnectedDecoder event) {
    RecordHeaderDecoder header = event.header();
    long nowNs = state.run.timeNs();
    if (state.streams.connected(header.source(), header.generation(), nowNs)) {
      for (int i = 0; i < state.books.size(); i++) {
        OrderBook book = state.books.at(i);
        if (book.source() == header.source()) {
          book.awaitSnapshot(nowNs);
        }
      }
    }
  }

  @Override
  public void onStreamDisconnected(StreamDisconnectedDecoder event) {
    state.streams.disconnected(event.header().source(), event.header().generation());
  }

  @Override
  public void onStreamStale(StreamStaleDecoder event) {
    // What follows from it is decided, and folded with the alert that tells it.
  }

  @Override
  public void onBookGap(BookGapDecoder event) {
    RecordHeaderDecoder header = event.header();
    if (header.ordinal() > 0 || current(header)) {
      touched = book(header, event.depth());
      touched.gap(header.source(), event.reason(), state.run.timeNs());
      bookExpected = event.reason() == BookGapReason.VENUE_RESTART;
    }
  }

  @Override
  public void onEngineStarted(EngineStartedDecoder event) {
    state.beginRun();
    state.commands.reset((int) event.outboundCapacity());
    state.run.started(event.runNonce(), event.mode());
  }

  @Override
  public void onConfigApplied(ConfigAppliedDecoder event) {
    // Recorded for whoever asks later with what the run was configured; no setting of the core's.
  }

  @Override
  public void onClockTick(ClockTickDecoder event) {
    // Engine time, which every event advances, is all that a tick tells.
  }

  @Override
  public void onClockStep(ClockStepDecoder event) {
    state.run.clockStepped();
  }

  @Override
  public void onSpaceChanged(SpaceChangedDecoder event) {
    state.run.space(event.level());
  }

  @Override
  public void onEventSuspected(EventSuspectedDecoder event) {
    state.halts.suspect(event.fingerprint());
  }

  @Override
  public void onAccountHalted(AccountHaltedDecoder event) {
    state.halts.halt(event.header().account());
  }

  @Override
  public void onAccountResumed(AccountResumedDecoder event) {
    state.halts.resume(event.header().account());
  }

  @Override
  public void onEngineStopped(EngineStoppedDecoder event) {
    state.run.stopped();
  }

  @Override
  public void onRequestBook(RequestBookDecoder decision) {
    RecordHeaderDecoder header = decision.header();
    book(header, decision.depth()).requested(state.run.timeNs());
    state.commands.left(header.sequence(), header.ordinal());
  }

  @Override
  public void onAlertRaised(AlertRaisedDecoder decision) {
    if (decision.code() == AlertCode.STREAM_STALE) {
      state.streams.stale(decision.header().source(), decision.active() == 1);
    }
  }

  @Override
  public void onStateDigest(StateDigestDecoder decision) {
    state.run.digested();
  }

  // Accounts and orders have no state in this version: an event of theirs is a fault, which halts
  // the account it names, rather than something to be silently passed over.

  @Override
  public void onOrderUpdate(OrderUpdateDecoder event) {
    throw noAccounts("OrderUpdate");
  }

  @Override
  public void onExecution(ExecutionDecoder event) {
    throw noAccounts("Execution");
  }

  @Override
  public void onPositionUpdate(PositionUpdateDecoder event) {
    throw noAccounts("PositionUpdate");
  }

  @Override
  public void onWalletUpdate(WalletUpdateDecoder event) {
    throw noAccounts("WalletUpdate");
  }

  @Override
  public void onTransfer(TransferDecoder event) {
    throw noAccounts("Transfer");
  }

  @Override
  public void onReportBegin(ReportBeginDecoder event) {
    throw noAccounts("ReportBegin");
  }

  @Override
  public void onReportEnd(ReportEndDecoder event) {
    throw noAccounts("ReportEnd");
  }

  @Override
  public void onAccountIdentified(AccountIdentifiedDecoder event) {
    throw noAccounts("AccountIdentified");
  }

  @Override
  public void onClockOffset(ClockOffsetDecoder event) {
    // Of consequence to orders only.
  }

  @Override
  public void onVenueRestriction(VenueRestrictionDecoder event) {
    // Of consequence to orders only.
  }

  @Override
  public void onOperatorCommand(OperatorCommandDecoder event) {
    throw noAccounts("OperatorCommand");
  }

  @Override
  public void onPlaceOrder(PlaceOrderDecoder decision) {
    throw noAccounts("PlaceOrder");
  }

  @Override
  public void onAmendOrder(AmendOrderDecoder decision) {
    throw noAccounts("AmendOrder");
  }

  @Override
  public void onCancelOrder(CancelOrderDecoder decision) {
    throw noAccounts("CancelOrder");
  }

  @Override
  public void onSetLeverage(SetLeverageDecoder decision) {
    throw noAccounts("SetLeverage");
  }

  @Override
  public void onSetPositionMode(SetPositionModeDecoder decision) {
    throw noAccounts("SetPositionMode");
  }

  @Override
  public void onSetTradingStop(SetTradingStopDecoder decision) {
    throw noAccounts("SetTradingStop");
  }

  @Override
  public void onRequestReport(RequestReportDecoder decision) {
    throw noAccounts("RequestReport");
  }

  @Override
  public void onCorrectionApplied(CorrectionAppliedDecoder decision) {
    throw noAccounts("CorrectionApplied");
  }

  @Override
  public void onOrderRefused(OrderRefusedDecoder decision) {
    throw noAccounts("OrderRefused");
  }

  @Override
  public void onSignalRaised(SignalRaisedDecoder decision) {
    throw noAccounts("SignalRaised");
  }

  @Override
  public void onStrategyHalted(StrategyHaltedDecoder decision) {
    throw noAccounts("StrategyHalted");
  }

  private boolean current(RecordHeaderDecoder header) {
    return state.streams.heard(header.source(), header.generation(), state.run.timeNs());
  }

  private OrderBook book(RecordHeaderDecoder header, int depth) {
    return state.books.obtain(header.instrument(), depth, header.source(), state.run.timeNs());
  }

  private static IllegalStateException noAccounts(String type) {
    return new IllegalStateException("this version keeps no account state and met " + type);
  }
}
