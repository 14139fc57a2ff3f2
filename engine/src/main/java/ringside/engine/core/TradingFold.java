package ringside.engine.core;

import ringside.engine.core.Happening.Kind;
import ringside.engine.core.state.AccountFold;
import ringside.engine.core.state.AccountOutcome;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.OrderFold;
import ringside.journal.codec.AccountIdentifiedDecoder;
import ringside.journal.codec.AmendOrderDecoder;
import ringside.journal.codec.CancelOrderDecoder;
import ringside.journal.codec.CommandAcceptedDecoder;
import ringside.journal.codec.CommandRejectedDecoder;
import ringside.journal.codec.CommandUnresolvedDecoder;
import ringside.journal.codec.CorrectionAppliedDecoder;
import ringside.journal.codec.ExecutionDecoder;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.ForeignExposureDecoder;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OrderUpdateDecoder;
import ringside.journal.codec.PlaceOrderDecoder;
import ringside.journal.codec.PositionUpdateDecoder;
import ringside.journal.codec.RecordHeaderDecoder;
import ringside.journal.codec.ReportBeginDecoder;
import ringside.journal.codec.ReportEndDecoder;
import ringside.journal.codec.RequestReportDecoder;
import ringside.journal.codec.RestrictionKind;
import ringside.journal.codec.SetLeverageDecoder;
import ringside.journal.codec.SetPositionModeDecoder;
import ringside.journal.codec.SetTradingStopDecoder;
import ringside.journal.codec.Side;
import ringside.journal.codec.TransferDecoder;
import ringside.journal.codec.VenueRestrictionDecoder;
import ringside.journal.codec.WalletUpdateDecoder;

/**
 * Folds what accounts say and what was decided for them: notes that their streams live and which
 * commands are in flight, and tells the strategies what it was about; what it means for the account
 * is {@link OrderFold}'s and {@link AccountFold}'s. Engine thread only.
 */
final class TradingFold {
  private final CoreState state;
  private final StrategyTable strategies;
  private final Happening happening;
  private final AccountOutcome outcome = new AccountOutcome();
  private final AccountFold account;
  private final OrderFold orders;
  private ExecutionType execution;
  private RestrictionKind restriction;
  private boolean restricted;

  TradingFold(CoreState state, StrategyTable strategies, Happening happening) {
    this.state = state;
    this.strategies = strategies;
    this.happening = happening;
    account = new AccountFold(state.accounts, state.settings, outcome);
    orders = new OrderFold(state.accounts, state.limits, outcome);
  }

  void beginEvent(int ofAccount) {
    execution = ExecutionType.NULL_VAL;
    account.beginEvent(ofAccount);
  }

  void beginDecision() {
    outcome.begin();
  }

  /** What only the account's own tables need to be told. */
  AccountFold account() {
    return account;
  }

  /** What the record did to its account. */
  AccountOutcome outcome() {
    return outcome;
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

  void fold(CommandAcceptedDecoder event) {
    state.commands.answered(event.commandSequence(), event.commandOrdinal());
    orders.fold(event, state.run.timeNs());
    happening.is(Kind.ORDER, outcome.order());
  }

  void fold(CommandRejectedDecoder event) {
    state.commands.answered(event.commandSequence(), event.commandOrdinal());
    orders.fold(event, state.run.timeNs());
    happening.is(Kind.ORDER, outcome.order());
  }

  void fold(CommandUnresolvedDecoder event) {
    state.commands.answered(event.commandSequence(), event.commandOrdinal());
    orders.fold(event, state.run.timeNs());
    happening.is(Kind.ORDER, outcome.order());
  }

  void fold(OrderUpdateDecoder event) {
    current(event.header());
    orders.fold(event, receivedNs(event.header()));
    happening.is(Kind.ORDER, outcome.order());
  }

  void fold(ExecutionDecoder event) {
    current(event.header());
    account.fold(event, receivedNs(event.header()));
    happening.is(Kind.ORDER, outcome.order());
    if (outcome.executed()) {
      happening.execution(
          event.executionType(),
          event.side(),
          outcome.executedLeg(),
          event.priceE9(),
          event.quantityE9(),
          outcome.executedFeeE9(),
          executedNs(event.header()));
    }
    execution = event.executionType();
    moved(event.header());
  }

  /** Never later than it was heard: a venue whose clock is ahead holds nobody back. */
  private long executedNs(RecordHeaderDecoder header) {
    long venueNs = header.venueTimeNs();
    long nowNs = state.run.timeNs();
    return venueNs == RecordHeaderDecoder.venueTimeNsNullValue() ? nowNs : Math.min(venueNs, nowNs);
  }

  void fold(PositionUpdateDecoder event) {
    boolean reported = event.reportId() != PositionUpdateDecoder.reportIdNullValue();
    // What an older connection said of a size may be older than what is known.
    if (current(event.header()) || reported) {
      account.fold(event, receivedNs(event.header()));
      moved(event.header());
    }
    happening.is(Kind.POSITION);
  }

  void fold(WalletUpdateDecoder event) {
    boolean reported = event.reportId() != WalletUpdateDecoder.reportIdNullValue();
    if (current(event.header()) || reported) {
      account.fold(event, state.run.timeNs());
      AccountState of = state.accounts.find(event.header().account());
      state.equity.word(of, state.instruments, state.run.timeNs());
    }
    happening.is(Kind.WALLET);
  }

  void fold(TransferDecoder event) {
    account.fold(event, state.run.timeNs());
    happening.is(Kind.WALLET);
  }

  void fold(ReportBeginDecoder event) {
    account.fold(event);
  }

  void fold(ReportEndDecoder event) {
    account.fold(event, state.run.timeNs());
    happening.is(Kind.REPORT);
  }

  void fold(AccountIdentifiedDecoder event) {
    account.fold(event);
  }

  void fold(VenueRestrictionDecoder event) {
    restriction = event.kind();
    restricted = event.active() == 1;
    account.fold(event);
  }

  void fold(ForeignExposureDecoder event) {
    account.fold(event);
    happening.is(Kind.POSITION);
  }

  void fold(PlaceOrderDecoder decision) {
    RecordHeaderDecoder header = decision.header();
    state.commands.left(header.sequence(), header.ordinal());
    orders.fold(decision, state.run.timeNs());
    approved(header, decision.side(), decision.leg());
    happening.is(Kind.PLACED, outcome.order());
    if (EmergencyRules.closes(outcome.order())) {
      int ofAccount = header.account();
      state.risk.closed(ofAccount, header.instrument(), decision.leg(), state.run.timeNs());
    }
  }

  void fold(AmendOrderDecoder decision) {
    RecordHeaderDecoder header = decision.header();
    state.commands.left(header.sequence(), header.ordinal());
    orders.fold(decision, state.run.timeNs());
    if (outcome.order() != null) {
      approved(header, outcome.order().side(), outcome.order().leg());
    }
    happening.is(Kind.AMENDED, outcome.order());
  }

  void fold(CancelOrderDecoder decision) {
    RecordHeaderDecoder header = decision.header();
    state.commands.left(header.sequence(), header.ordinal());
    orders.fold(decision, state.run.timeNs());
    happening.is(Kind.CANCELLED, outcome.order());
  }

  void fold(SetLeverageDecoder decision) {
    RecordHeaderDecoder header = decision.header();
    state.settings.leverageSent(header.account(), header.instrument(), state.run.timeNs());
    state.commands.left(header.sequence(), header.ordinal());
  }

  void fold(SetPositionModeDecoder decision) {
    RecordHeaderDecoder header = decision.header();
    state.settings.modeSent(header.account(), header.instrument(), state.run.timeNs());
    state.commands.left(header.sequence(), header.ordinal());
  }

  void fold(SetTradingStopDecoder decision) {
    state.commands.left(decision.header().sequence(), decision.header().ordinal());
    happening.decidedBy(decision.header().strategy());
    happening.stopSent(decision.leg());
  }

  void fold(RequestReportDecoder decision) {
    state.commands.left(decision.header().sequence(), decision.header().ordinal());
    account.fold(decision, state.run.timeNs());
  }

  void fold(CorrectionAppliedDecoder decision) {
    account.fold(decision, state.run.timeNs());
    moved(decision.header());
  }

  private void moved(RecordHeaderDecoder header) {
    state.equity.moved(state.accounts.find(header.account()), state.instruments);
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

  /** By the process clock; not engine time, which may be ahead of it. */
  private static long receivedNs(RecordHeaderDecoder header) {
    return header.timeNs();
  }
}
