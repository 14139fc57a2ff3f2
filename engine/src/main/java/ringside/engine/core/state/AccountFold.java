package ringside.engine.core.state;

import org.agrona.concurrent.UnsafeBuffer;
import ringside.journal.codec.AccountIdentifiedDecoder;
import ringside.journal.codec.AmendOrderDecoder;
import ringside.journal.codec.CancelOrderDecoder;
import ringside.journal.codec.CommandAcceptedDecoder;
import ringside.journal.codec.CommandRejectedDecoder;
import ringside.journal.codec.CommandUnresolvedDecoder;
import ringside.journal.codec.CorrectionAppliedDecoder;
import ringside.journal.codec.ExecutionDecoder;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OrderUpdateDecoder;
import ringside.journal.codec.PlaceOrderDecoder;
import ringside.journal.codec.PositionUpdateDecoder;
import ringside.journal.codec.RecordHeaderDecoder;
import ringside.journal.codec.RejectClass;
import ringside.journal.codec.ReportBeginDecoder;
import ringside.journal.codec.ReportEndDecoder;
import ringside.journal.codec.ReportKind;
import ringside.journal.codec.RequestReportDecoder;
import ringside.journal.codec.Side;
import ringside.journal.codec.TransferDecoder;
import ringside.journal.codec.VenueRestrictionDecoder;
import ringside.journal.codec.WalletUpdateDecoder;
import ringside.journal.event.Decimals;

/**
 * Folds what accounts say and what was decided for them into their tables, and remembers of the
 * event at hand what whoever decides next must know. What it refuses, it refuses before anything is
 * changed. Engine thread only.
 */
public final class AccountFold {
  private static final long UNKNOWN = ExecutionDecoder.feeE9NullValue();

  private final AccountTable accounts;
  private final LimitState limits;
  private final UnsafeBuffer text = new UnsafeBuffer(0, 0);
  private final IdText venueId = new IdText();
  private final IdText clientId = new IdText();
  private final IdText executionId = new IdText();
  private final IdText coin = new IdText();

  // Of the event at hand.
  private OrderState order;
  private PositionState position;
  private boolean newForeign;
  private boolean overfilled;
  private boolean corrected;
  private long beforeE9;
  private long afterE9;
  private boolean executed;
  private Leg executedLeg;
  private long executedFeeE9;

  public AccountFold(AccountTable accounts, LimitState limits) {
    this.accounts = accounts;
    this.limits = limits;
  }

  /** An event begins: what the one before ended is of no more use. */
  public void beginEvent(int account) {
    AccountState known = accounts.find(account);
    if (known != null) {
      known.reports.beginEvent();
    }
    begin();
  }

  /** Forgets the record before. */
  public void begin() {
    order = null;
    position = null;
    newForeign = false;
    overfilled = false;
    corrected = false;
    executed = false;
  }

  /** The order that the event was about, or null. */
  public OrderState order() {
    return order;
  }

  /** The position that the event was about, or null. */
  public PositionState position() {
    return position;
  }

  /** Whether the order is one that nobody here made, met for the first time. */
  public boolean newForeign() {
    return newForeign;
  }

  /** Whether by this event more of the order has traded than it was for. */
  public boolean overfilled() {
    return overfilled;
  }

  /** Whether a report said something else of order or position than was known. */
  public boolean corrected() {
    return corrected;
  }

  /** What was known before the correction. */
  public long beforeE9() {
    return beforeE9;
  }

  /** What the venue said instead. */
  public long afterE9() {
    return afterE9;
  }

  /** Whether the event was an execution that was not known. */
  public boolean executed() {
    return executed;
  }

  /** The leg that the execution changed. */
  public Leg executedLeg() {
    return executedLeg;
  }

  /** What the execution cost; positive: paid. */
  public long executedFeeE9() {
    return executedFeeE9;
  }

  public void fold(OrderUpdateDecoder event, long nowNs) {
    AccountState account = accounts.obtain(event.header().account());
    event.wrapOrderId(text);
    venueId.set(text);
    event.wrapClientOrderId(text);
    clientId.set(text);
    event.wrapStopOrderType(text);
    boolean venueMade = text.capacity() > 0 && clientId.isEmpty();
    OrderState known = account.orders.find(venueId, clientId);
    boolean reported = event.reportId() != OrderUpdateDecoder.reportIdNullValue();
    boolean judged = reported && known != null && known.placed() && !known.busy();
    OrderPhase phase = known == null ? null : known.phase();
    beforeE9 = known == null ? 0 : known.filledE9();
    long price = known == null ? UNKNOWN : known.priceE9;
    long quantity = known == null ? 0 : known.quantityE9;
    order = account.orders.fold(event, venueId, clientId, venueMade, nowNs);
    if (reported) {
      account.reports.item(event.reportId());
    }
    if (order == null) {
      return;
    }
    newForeign = known == null && order.foreign;
    if (newForeign) {
      account.metForeignOrder();
    }
    afterE9 = order.filledE9();
    corrected =
        judged
            && (beforeE9 != afterE9
                || price != order.priceE9
                || quantity != order.quantityE9
                || phase.live() != order.phase().live());
    noteOverfill();
  }

  public void fold(ExecutionDecoder event, long nowNs) {
    AccountState account = accounts.obtain(event.header().account());
    event.wrapExecutionId(text);
    executionId.set(text);
    event.wrapOrderId(text);
    venueId.set(text);
    event.wrapClientOrderId(text);
    clientId.set(text);
    long quantity = event.quantityE9();
    if (executionId.isEmpty() || quantity < 0) {
      throw new IllegalStateException("an execution without a name, or of a negative quantity");
    }
    if (event.reportId() != ExecutionDecoder.reportIdNullValue()) {
      account.reports.item(event.reportId());
    }
    order = account.orders.find(venueId, clientId);
    if (account.executions.knows(executionId) || forgotten(event, account)) {
      return;
    }
    ExecutionType type = event.executionType();
    long fee = event.feeE9() == UNKNOWN ? 0 : event.feeE9();
    long price = event.priceE9();
    long notional =
        event.notionalE9() == UNKNOWN ? Decimals.multiplyE9(price, quantity) : event.notionalE9();
    account.executions.remember(executionId, event.header().venueTimeNs(), nowNs);
    executed = true;
    executedFeeE9 = fee;
    executedLeg = leg(event, account);
    position = account.positions.obtain(event.header().instrument(), executedLeg);
    position.fold(event, quantity, fee);
    if (order != null && type != ExecutionType.FUNDING) {
      account.orders.name(order, venueId, clientId);
      order.executed(quantity, notional, fee, nowNs);
      account.orders.refile(order, nowNs);
      noteOverfill();
    }
  }

  public void fold(PositionUpdateDecoder event, long receivedNs) {
    if (event.sizeE9() < 0) {
      throw new IllegalStateException("a position of a negative size");
    }
    AccountState account = accounts.obtain(event.header().account());
    int instrument = event.header().instrument();
    Leg leg = event.leg() == Leg.NULL_VAL ? Leg.ONE_WAY : event.leg();
    boolean reported = event.reportId() != PositionUpdateDecoder.reportIdNullValue();
    if (reported) {
      account.reports.item(event.reportId());
    }
    position = account.positions.obtain(instrument, leg);
    boolean told = position.told();
    beforeE9 = position.sizeE9();
    if (position.fold(event, receivedNs)) {
      account.positions.mode(instrument, leg);
      afterE9 = position.sizeE9();
      corrected = reported && told && beforeE9 != afterE9;
    }
  }

  public void fold(WalletUpdateDecoder event) {
    AccountState account = accounts.obtain(event.header().account());
    event.wrapCoin(text);
    coin.set(text);
    account.wallet.fold(event, coin);
    if (event.reportId() != WalletUpdateDecoder.reportIdNullValue()) {
      account.reports.item(event.reportId());
    }
  }

  public void fold(TransferDecoder event) {
    AccountState account = accounts.obtain(event.header().account());
    event.wrapCoin(text);
    coin.set(text);
    account.wallet.transfer(coin, event.amountE9());
  }

  public void fold(AccountIdentifiedDecoder event) {
    event.wrapUid(text);
    clientId.set(text);
    accounts.obtain(event.header().account()).fold(event, clientId);
  }

  public void fold(CommandAcceptedDecoder event, long nowNs) {
    AccountState account = accounts.find(event.header().account());
    if (account == null) {
      return;
    }
    event.wrapOrderId(text);
    venueId.set(text);
    event.wrapClientOrderId(text);
    clientId.set(text);
    OrderState.Request request = request(account, event.commandSequence(), event.commandOrdinal());
    if (order == null) {
      return;
    }
    account.orders.name(order, venueId, clientId);
    if (request == null) {
      order.answer(OrderState.Answer.ACCEPTED, nowNs);
    } else {
      request.answered = true;
      request.sinceNs = nowNs;
      order.settleRequests();
    }
    account.orders.refile(order, nowNs);
  }

  public void fold(CommandRejectedDecoder event, long nowNs) {
    AccountState account = accounts.find(event.header().account());
    if (account == null) {
      return;
    }
    event.wrapClientOrderId(text);
    clientId.set(text);
    account.reports.refused(event.commandSequence(), event.commandOrdinal(), event.rejectClass());
    OrderState.Request request = request(account, event.commandSequence(), event.commandOrdinal());
    if (order == null) {
      return;
    }
    if (request == null) {
      order.answer(OrderState.Answer.REJECTED, nowNs);
    } else {
      request.end();
      // The venue may refuse because the order is no longer there: it is asked.
      order.missing |= event.rejectClass() == RejectClass.REFUSED;
    }
    account.orders.refile(order, nowNs);
  }

  public void fold(CommandUnresolvedDecoder event, long nowNs) {
    AccountState account = accounts.find(event.header().account());
    if (account == null) {
      return;
    }
    event.wrapClientOrderId(text);
    clientId.set(text);
    account.reports.refused(event.commandSequence(), event.commandOrdinal(), RejectClass.LIMITED);
    OrderState.Request request = request(account, event.commandSequence(), event.commandOrdinal());
    if (order == null) {
      return;
    }
    if (request == null) {
      order.answer(OrderState.Answer.UNRESOLVED, nowNs);
    } else {
      request.unresolved = true;
      request.sinceNs = nowNs;
    }
    account.orders.refile(order, nowNs);
  }

  public void fold(PlaceOrderDecoder decision, long nowNs) {
    AccountState account = accounts.obtain(decision.header().account());
    decision.wrapClientOrderId(text);
    clientId.set(text);
    if (clientId.isEmpty()) {
      throw new IllegalStateException("an order without a name");
    }
    order = account.orders.fold(decision, clientId, nowNs);
    account.sent(limits.ordersPerSecond(), nowNs);
  }

  public void fold(AmendOrderDecoder decision, long nowNs) {
    AccountState account = accounts.obtain(decision.header().account());
    decision.wrapOrderId(text);
    venueId.set(text);
    decision.wrapClientOrderId(text);
    clientId.set(text);
    order = account.orders.find(venueId, clientId);
    if (order != null) {
      account.orders.fold(decision, order, nowNs);
    }
    account.sent(limits.ordersPerSecond(), nowNs);
  }

  public void fold(CancelOrderDecoder decision, long nowNs) {
    AccountState account = accounts.obtain(decision.header().account());
    decision.wrapOrderId(text);
    venueId.set(text);
    decision.wrapClientOrderId(text);
    clientId.set(text);
    order = account.orders.find(venueId, clientId);
    if (order != null) {
      account.orders.fold(decision, order, nowNs);
    }
  }

  public void fold(RequestReportDecoder decision, long nowNs) {
    AccountState account = accounts.obtain(decision.header().account());
    account.reports.requested(
        decision.kind(), decision.header().sequence(), decision.header().ordinal(), nowNs);
    if (decision.kind() == ReportKind.ORDER) {
      decision.wrapClientOrderId(text);
      clientId.set(text);
      account.ask(clientId, nowNs);
      OrderState asked = account.orders.byClientId(clientId);
      if (asked != null) {
        asked.askedNs = nowNs;
        account.orders.refile(asked, nowNs);
      }
    }
  }

  public void fold(CorrectionAppliedDecoder decision, long nowNs) {
    AccountState account = accounts.obtain(decision.header().account());
    account.corrected();
    decision.wrapClientOrderId(text);
    clientId.set(text);
    boolean says = decision.afterE9() != CorrectionAppliedDecoder.afterE9NullValue();
    if (decision.kind() == ReportKind.POSITIONS) {
      PositionState wrong =
          account.positions.obtain(decision.header().instrument(), decision.leg());
      if (wrong.sizeE9() != decision.afterE9()) {
        wrong.correct(decision.afterE9());
      }
      return;
    }
    OrderState wrong = account.orders.byClientId(clientId);
    if (wrong == null) {
      wrong = account.orders.byVenueId(clientId);
    }
    if (wrong != null && !says) {
      wrong.missing = true;
      wrong.vanished |= decision.kind() == ReportKind.ORDER;
      account.orders.refile(wrong, nowNs);
    }
  }

  /** The account's private stream is up. */
  public void streamConnected(int account, long nowNs) {
    accounts.obtain(account).connected(nowNs);
  }

  /**
   * The account's private stream is down.
   *
   * @param heardNs when it last said anything
   */
  public void streamDisconnected(int account, long heardNs) {
    accounts.obtain(account).disconnected(heardNs);
  }

  public void fold(VenueRestrictionDecoder event) {
    int account = event.header().account();
    if (account == RecordHeaderDecoder.accountNullValue()) {
      accounts.restrict(event);
    } else {
      accounts.obtain(account).restrict(event);
    }
  }

  public void fold(ReportBeginDecoder event) {
    accounts.obtain(event.header().account()).reports.begin(event);
  }

  public void fold(ReportEndDecoder event, long nowNs) {
    AccountState account = accounts.obtain(event.header().account());
    account.reports.end(event);
    if (account.reports.endedKind() == ReportKind.ORDER) {
      orderReported(account, nowNs);
    }
  }

  /** The report on one order is in: what was in doubt about it is answered. */
  private static void orderReported(AccountState account, long nowNs) {
    OrderState asked = account.orders.byClientId(account.asked());
    if (asked != null && account.reports.endedItems() > 0) {
      asked.amend.end();
      asked.cancel.end();
      asked.missing = false;
      account.orders.refile(asked, nowNs);
    }
  }

  /**
   * Finds the order that a command was about: in {@link #order}, or null.
   *
   * @return the request to amend or cancel it; null where the command placed it
   */
  private OrderState.Request request(AccountState account, long sequence, int ordinal) {
    order = account.orders.withCommand(sequence, ordinal);
    if (order == null) {
      // It ended before the answer came: only the placement's name is still told.
      OrderState named = account.orders.byClientId(clientId);
      boolean placement =
          named != null && named.placeSequence == sequence && named.placeOrdinal == ordinal;
      order = placement ? named : null;
      return null;
    }
    if (order.amend.is(sequence, ordinal)) {
      return order.amend;
    }
    return order.cancel.is(sequence, ordinal) ? order.cancel : null;
  }

  private Leg leg(ExecutionDecoder event, AccountState account) {
    if (event.leg() != Leg.NULL_VAL) {
      return event.leg();
    }
    if (order != null && order.leg != Leg.NULL_VAL) {
      return order.leg;
    }
    long closed = event.closedQuantityE9();
    boolean funding = event.executionType() == ExecutionType.FUNDING;
    boolean closing = !funding && closed != UNKNOWN && closed > 0;
    Side side = event.side();
    return account.positions.legOf(event.header().instrument(), side, closing);
  }

  /** One that is older than what is remembered counts only if its order lacks it. */
  private boolean forgotten(ExecutionDecoder event, AccountState account) {
    long executedNs = event.header().venueTimeNs();
    if (executedNs == UNKNOWN || executedNs > account.executions.forgottenNs()) {
      return false;
    }
    return order == null
        || Math.addExact(order.executedE9, event.quantityE9()) > order.cumulativeE9;
  }

  private void noteOverfill() {
    long most = order.quantityE9;
    if (order.amend.open() && order.amendQuantityE9 != UNKNOWN) {
      most = Math.max(most, order.amendQuantityE9);
    }
    if (!order.overfilled && order.quantityE9 > 0 && order.filledE9() > most) {
      order.overfilled = true;
      overfilled = true;
    }
  }
}
