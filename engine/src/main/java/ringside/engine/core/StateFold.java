package ringside.engine.core;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import ringside.engine.core.Happening.Kind;
import ringside.engine.core.state.AccountFold;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.OrderBook;
import ringside.engine.core.state.OrderState;
import ringside.engine.core.state.OrderView;
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
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.ForeignExposureDecoder;
import ringside.journal.codec.InstrumentDefinedDecoder;
import ringside.journal.codec.Leg;
import ringside.journal.codec.LiquidationDecoder;
import ringside.journal.codec.OperatorAction;
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
import ringside.journal.codec.RestrictionKind;
import ringside.journal.codec.RiskChangedDecoder;
import ringside.journal.codec.RiskLevel;
import ringside.journal.codec.SetLeverageDecoder;
import ringside.journal.codec.SetPositionModeDecoder;
import ringside.journal.codec.SetTradingStopDecoder;
import ringside.journal.codec.Side;
import ringside.journal.codec.SignalRaisedDecoder;
import ringside.journal.codec.SpaceChangedDecoder;
import ringside.journal.codec.StateDigestDecoder;
import ringside.journal.codec.StrategyHaltedDecoder;
import ringside.journal.codec.StreamConnectedDecoder;
import ringside.journal.codec.StreamDisconnectedDecoder;
import ringside.journal.codec.StreamKind;
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
 * records all come through here. Engine thread only.
 */
final class StateFold implements EventConsumer {
  private final CoreState state;
  private final StrategyTable strategies;
  private final AccountFold account;
  private final Happening happening = new Happening();
  private final UnsafeBuffer text = new UnsafeBuffer(0, 0);
  private OrderBook touched;
  private boolean bookExpected;
  private ExecutionType execution;
  private RestrictionKind restriction;
  private boolean restricted;
  private int decidedBy = OrderState.NO_STRATEGY;

  StateFold(CoreState state, StrategyTable strategies) {
    this.state = state;
    this.strategies = strategies;
    account = new AccountFold(state.accounts, state.limits);
  }

  /** Forgets what the event before was about. */
  void beginEvent(DirectBuffer buffer, int offset) {
    touched = null;
    bookExpected = false;
    execution = ExecutionType.NULL_VAL;
    int accountIndex = RecordLayout.account(buffer, offset);
    account.beginEvent(accountIndex);
    happening.begin(accountIndex, RecordLayout.instrument(buffer, offset));
  }

  /** Folds a decision: by an instance of its own, so that what is known of its cause stays. */
  void foldDecision(EventDispatcher dispatcher, DirectBuffer buffer, int offset) {
    account.begin();
    decidedBy = OrderState.NO_STRATEGY;
    happening.begin(RecordLayout.account(buffer, offset), RecordLayout.instrument(buffer, offset));
    dispatcher.dispatch(buffer, offset, this);
    tellDecision();
  }

  /** Lets the strategies that it concerns fold the event that was folded last. */
  void tellEvent() {
    strategies.fold(happening);
  }

  /** Lets the strategy whose it is fold the decision about an order that was folded last. */
  private void tellDecision() {
    OrderView order = happening.order();
    int strategy = order == null ? decidedBy : order.strategy();
    StrategySlot slot = strategies.find(strategy);
    if (slot != null && happening.kind() != Kind.CONTROL) {
      strategies.fold(slot, happening);
    }
  }

  /** What the record was about. */
  Happening happening() {
    return happening;
  }

  /** What it did to an account. */
  AccountFold account() {
    return account;
  }

  /** What the venue holds back, or no longer does: of such an event. */
  RestrictionKind restriction() {
    return restriction;
  }

  /** Whether it does. */
  boolean restricted() {
    return restricted;
  }

  /** Of an execution, or null. */
  ExecutionType execution() {
    return execution;
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
    happening.is(Kind.BOOK);
    if (current(header)) {
      touched = book(header, event.depth());
      touched.fold(event, state.run.timeNs());
    }
  }

  @Override
  public void onBookDelta(BookDeltaDecoder event) {
    RecordHeaderDecoder header = event.header();
    happening.is(Kind.BOOK);
    if (current(header)) {
      touched = book(header, event.depth());
      touched.fold(event, state.run.timeNs());
    }
  }

  @Override
  public void onTrade(TradeDecoder event) {
    RecordHeaderDecoder header = event.header();
    happening.is(Kind.MARKET);
    if (current(header)) {
      state.instruments.obtain(header.instrument()).fold(event, state.run.timeNs());
    }
  }

  @Override
  public void onTicker(TickerDecoder event) {
    RecordHeaderDecoder header = event.header();
    happening.is(Kind.MARKET);
    if (current(header)) {
      state.instruments.obtain(header.instrument()).ticker().fold(event, state.run.timeNs());
    }
  }

  @Override
  public void onCandle(CandleDecoder event) {
    RecordHeaderDecoder header = event.header();
    happening.is(Kind.MARKET);
    if (current(header)) {
      state.instruments.obtain(header.instrument()).fold(event);
    }
  }

  @Override
  public void onLiquidation(LiquidationDecoder event) {
    RecordHeaderDecoder header = event.header();
    happening.is(Kind.MARKET);
    if (current(header)) {
      state.instruments.obtain(header.instrument()).fold(event);
    }
  }

  @Override
  public void onCommandAccepted(CommandAcceptedDecoder event) {
    state.commands.answered(event.commandSequence(), event.commandOrdinal());
    account.fold(event, state.run.timeNs());
    happening.is(Kind.ORDER, account.order());
  }

  @Override
  public void onCommandRejected(CommandRejectedDecoder event) {
    state.commands.answered(event.commandSequence(), event.commandOrdinal());
    account.fold(event, state.run.timeNs());
    happening.is(Kind.ORDER, account.order());
  }

  @Override
  public void onCommandUnresolved(CommandUnresolvedDecoder event) {
    state.commands.answered(event.commandSequence(), event.commandOrdinal());
    account.fold(event, state.run.timeNs());
    happening.is(Kind.ORDER, account.order());
  }

  @Override
  public void onStreamConnected(StreamConnectedDecoder event) {
    RecordHeaderDecoder header = event.header();
    long nowNs = state.run.timeNs();
    boolean ofMarket = event.kind() == StreamKind.MARKET;
    happening.is(Kind.STREAM);
    if (state.streams.connected(header.source(), header.generation(), ofMarket, nowNs)) {
      if (event.kind() == StreamKind.ACCOUNT && happening.hasAccount()) {
        account.streamConnected(header.account(), nowNs);
      }
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
    RecordHeaderDecoder header = event.header();
    int source = header.source();
    happening.is(Kind.STREAM);
    long heardNs = state.streams.heardNs(source);
    if (state.streams.disconnected(source, header.generation())
        && event.kind() == StreamKind.ACCOUNT
        && happening.hasAccount()) {
      account.streamDisconnected(header.account(), heardNs);
    }
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
    strategies.beginRun();
  }

  @Override
  public void onConfigApplied(ConfigAppliedDecoder event) {
    strategies.fold(event);
  }

  @Override
  public void onClockTick(ClockTickDecoder event) {
    // Engine time, which every event advances, is all that a tick tells the core.
    happening.is(Kind.CLOCK);
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
    } else if (decision.code() == AlertCode.CLOCK_OFFSET) {
      state.accounts.clockAlerted(decision.active() == 1);
    }
  }

  @Override
  public void onStateDigest(StateDigestDecoder decision) {
    state.run.digested();
  }

  // Accounts: their streams' liveness is noted, and the rest is theirs.

  @Override
  public void onOrderUpdate(OrderUpdateDecoder event) {
    current(event.header());
    account.fold(event, receivedNs(event.header()));
    happening.is(Kind.ORDER, account.order());
  }

  @Override
  public void onExecution(ExecutionDecoder event) {
    current(event.header());
    account.fold(event, receivedNs(event.header()));
    happening.is(Kind.ORDER, account.order());
    if (account.executed()) {
      happening.execution(
          event.executionType(),
          event.side(),
          account.executedLeg(),
          event.priceE9(),
          event.quantityE9(),
          account.executedFeeE9());
    }
    execution = event.executionType();
  }

  @Override
  public void onPositionUpdate(PositionUpdateDecoder event) {
    boolean reported = event.reportId() != PositionUpdateDecoder.reportIdNullValue();
    // What an older connection said of a size may be older than what is known.
    if (current(event.header()) || reported) {
      account.fold(event, receivedNs(event.header()));
    }
    happening.is(Kind.POSITION);
  }

  @Override
  public void onWalletUpdate(WalletUpdateDecoder event) {
    boolean reported = event.reportId() != WalletUpdateDecoder.reportIdNullValue();
    if (current(event.header()) || reported) {
      account.fold(event);
    }
    happening.is(Kind.WALLET);
  }

  @Override
  public void onTransfer(TransferDecoder event) {
    account.fold(event);
    happening.is(Kind.WALLET);
  }

  @Override
  public void onReportBegin(ReportBeginDecoder event) {
    account.fold(event);
  }

  @Override
  public void onReportEnd(ReportEndDecoder event) {
    account.fold(event, state.run.timeNs());
    happening.is(Kind.REPORT);
  }

  @Override
  public void onAccountIdentified(AccountIdentifiedDecoder event) {
    account.fold(event);
  }

  @Override
  public void onClockOffset(ClockOffsetDecoder event) {
    state.accounts.clockOffset(event.offsetNs());
  }

  @Override
  public void onVenueRestriction(VenueRestrictionDecoder event) {
    restriction = event.kind();
    restricted = event.active() == 1;
    account.fold(event);
  }

  @Override
  public void onForeignExposure(ForeignExposureDecoder event) {
    happening.is(Kind.POSITION);
  }

  @Override
  public void onRiskChanged(RiskChangedDecoder decision) {
    RiskLevel level = decision.level();
    Leg leg = decision.leg();
    decidedBy = decision.header().strategy();
    decision.wrapRule(text);
    happening.risk(level, leg, text);
  }

  @Override
  public void onOperatorAnswered(OperatorAnsweredDecoder decision) {
    // For the one who asked.
  }

  @Override
  public void onOperatorCommand(OperatorCommandDecoder event) {
    happening.operator(event.action(), event.leg());
    if (event.action() == OperatorAction.STOP) {
      state.run.end();
    } else if (event.action() == OperatorAction.CLEAR) {
      int index = event.header().account();
      for (int strategy = 0; strategy < strategies.highest(); strategy++) {
        StrategySlot slot = strategies.find(strategy);
        if (slot != null
            && state.halts.strategyHalted(strategy)
            && (index == RecordHeaderDecoder.accountNullValue() || slot.seat.account() == index)) {
          state.halts.resumeStrategy(strategy);
          strategies.renew(strategy);
        }
      }
    }
  }

  // Decisions.

  @Override
  public void onPlaceOrder(PlaceOrderDecoder decision) {
    RecordHeaderDecoder header = decision.header();
    state.commands.left(header.sequence(), header.ordinal());
    account.fold(decision, state.run.timeNs());
    approved(header, decision.side(), decision.leg());
    happening.is(Kind.PLACED, account.order());
  }

  @Override
  public void onAmendOrder(AmendOrderDecoder decision) {
    RecordHeaderDecoder header = decision.header();
    state.commands.left(header.sequence(), header.ordinal());
    account.fold(decision, state.run.timeNs());
    if (account.order() != null) {
      approved(header, account.order().side(), account.order().leg());
    }
    happening.is(Kind.AMENDED, account.order());
  }

  @Override
  public void onCancelOrder(CancelOrderDecoder decision) {
    RecordHeaderDecoder header = decision.header();
    state.commands.left(header.sequence(), header.ordinal());
    account.fold(decision, state.run.timeNs());
    happening.is(Kind.CANCELLED, account.order());
  }

  @Override
  public void onSetLeverage(SetLeverageDecoder decision) {
    state.commands.left(decision.header().sequence(), decision.header().ordinal());
  }

  @Override
  public void onSetPositionMode(SetPositionModeDecoder decision) {
    state.commands.left(decision.header().sequence(), decision.header().ordinal());
  }

  @Override
  public void onSetTradingStop(SetTradingStopDecoder decision) {
    state.commands.left(decision.header().sequence(), decision.header().ordinal());
    decidedBy = decision.header().strategy();
    happening.stopSent(decision.leg());
  }

  @Override
  public void onRequestReport(RequestReportDecoder decision) {
    state.commands.left(decision.header().sequence(), decision.header().ordinal());
    account.fold(decision, state.run.timeNs());
  }

  @Override
  public void onCorrectionApplied(CorrectionAppliedDecoder decision) {
    account.fold(decision, state.run.timeNs());
  }

  @Override
  public void onOrderRefused(OrderRefusedDecoder decision) {
    StrategySlot slot = strategies.find(decision.header().strategy());
    if (slot != null) {
      Side side = decision.side();
      decision.wrapRule(text);
      slot.refused(side, decision.leg(), RiskRule.hash(text));
      decidedBy = decision.header().strategy();
      happening.refused(side, decision.leg(), decision.tag(), text);
    }
  }

  @Override
  public void onSignalRaised(SignalRaisedDecoder decision) {
    decidedBy = decision.header().strategy();
    Leg leg = decision.leg();
    int tag = decision.tag();
    long valueE9 = decision.valueE9();
    decision.wrapName(text);
    happening.signalled(leg, tag, valueE9, text);
  }

  @Override
  public void onStrategyHalted(StrategyHaltedDecoder decision) {
    state.halts.haltStrategy(decision.header().strategy());
    StrategySlot slot = strategies.find(decision.header().strategy());
    if (slot != null) {
      slot.fault = null;
    }
  }

  private void approved(RecordHeaderDecoder header, Side side, Leg leg) {
    StrategySlot slot = strategies.find(header.strategy());
    if (slot != null) {
      slot.approved(side, leg);
    }
  }

  private boolean current(RecordHeaderDecoder header) {
    return state.streams.heard(header.source(), header.generation(), state.run.timeNs());
  }

  private OrderBook book(RecordHeaderDecoder header, int depth) {
    return state.books.obtain(header.instrument(), depth, header.source(), state.run.timeNs());
  }

  /** By the process clock; not engine time, which may be ahead of it. */
  private static long receivedNs(RecordHeaderDecoder header) {
    return header.timeNs();
  }
}
