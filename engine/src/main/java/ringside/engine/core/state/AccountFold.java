package ringside.engine.core.state;

import org.agrona.concurrent.UnsafeBuffer;
import ringside.journal.codec.AccountIdentifiedDecoder;
import ringside.journal.codec.CorrectionAppliedDecoder;
import ringside.journal.codec.ExecutionDecoder;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.ForeignExposureDecoder;
import ringside.journal.codec.Leg;
import ringside.journal.codec.PositionUpdateDecoder;
import ringside.journal.codec.RecordHeaderDecoder;
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
 * Folds what is said of accounts, their executions, positions and wallets, and what reports on them
 * come to, into their tables. What it refuses, it refuses before anything is changed. Engine thread
 * only.
 */
public final class AccountFold {
  private static final long UNKNOWN = ExecutionDecoder.feeE9NullValue();

  private final AccountTable accounts;
  private final SettingTable settings;
  private final AccountOutcome about;
  private final UnsafeBuffer text = new UnsafeBuffer(0, 0);
  private final IdText venueId = new IdText();
  private final IdText clientId = new IdText();
  private final IdText executionId = new IdText();
  private final IdText transferId = new IdText();
  private final IdText coin = new IdText();

  /**
   * @param about takes what became of each record
   */
  public AccountFold(AccountTable accounts, SettingTable settings, AccountOutcome about) {
    this.accounts = accounts;
    this.settings = settings;
    this.about = about;
  }

  /** An event begins: what the one before ended is of no more use. */
  public void beginEvent(int account) {
    AccountState known = accounts.find(account);
    if (known != null) {
      known.reports.beginEvent();
      known.orders.brackets().beginEvent();
    }
    about.begin();
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
    about.order = account.orders.find(venueId, clientId);
    if (account.executions.knows(executionId) || forgotten(event, account)) {
      return;
    }
    ExecutionType type = event.executionType();
    long fee = event.feeE9() == UNKNOWN ? 0 : event.feeE9();
    long price = event.priceE9();
    long notional =
        event.notionalE9() == UNKNOWN ? Decimals.multiplyE9(price, quantity) : event.notionalE9();
    account.executions.remember(executionId, event.header().venueTimeNs(), nowNs);
    about.executed = true;
    if (type != ExecutionType.FUNDING && type != ExecutionType.SETTLEMENT) {
      account.filled();
    }
    about.executedFeeE9 = fee;
    about.executedLeg = leg(event, account);
    about.position = account.positions.obtain(event.header().instrument(), about.executedLeg);
    boolean ours = about.order != null ? !about.order.othersMade : OrderIds.ours(clientId);
    int whose = about.order == null ? OrderState.NO_STRATEGY : about.order.strategy();
    long amount = about.position.fold(event, quantity, fee, ours, whose, nowNs);
    event.wrapFeeCoin(text);
    coin.set(text);
    account.wallet.executed(coin, amount, notional, event.header().venueTimeNs(), nowNs);
    if (about.order != null && type != ExecutionType.FUNDING) {
      account.orders.name(about.order, venueId, clientId);
      about.order.executed(quantity, notional, fee, nowNs);
      account.orders.refile(about.order, nowNs);
      about.noteOverfill();
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
    about.position = account.positions.obtain(instrument, leg);
    boolean told = about.position.told();
    about.beforeE9 = about.position.sizeE9();
    if (about.position.fold(event, receivedNs)) {
      account.positions.mode(instrument, leg);
      settings.heard(account);
      about.afterE9 = about.position.sizeE9();
      about.corrected = reported && told && about.beforeE9 != about.afterE9;
    }
  }

  public void fold(WalletUpdateDecoder event, long nowNs) {
    AccountState account = accounts.obtain(event.header().account());
    event.wrapCoin(text);
    coin.set(text);
    boolean reported = event.reportId() != WalletUpdateDecoder.reportIdNullValue();
    long askedNs = reported ? account.reports.askedNs(event.reportId()) : OrderBook.NEVER;
    account.wallet.fold(event, coin, askedNs, nowNs);
    if (reported) {
      account.reports.item(event.reportId());
    }
  }

  public void fold(TransferDecoder event, long nowNs) {
    AccountState account = accounts.obtain(event.header().account());
    event.wrapCoin(text);
    coin.set(text);
    event.wrapTransferId(text);
    transferId.set(text);
    if (event.reportId() != TransferDecoder.reportIdNullValue()) {
      account.reports.item(event.reportId());
    }
    // One without a name comes by stream, once.
    if (!transferId.isEmpty()) {
      if (account.transfers.knows(transferId)) {
        return;
      }
      account.transfers.remember(transferId, event.header().venueTimeNs(), nowNs);
    }
    account.wallet.transfer(coin, event.amountE9(), event.header().venueTimeNs(), nowNs);
    about.transferred = true;
  }

  public void fold(ForeignExposureDecoder event) {
    AccountState account = accounts.obtain(event.header().account());
    event.wrapSymbol(text);
    coin.set(text);
    account.foreign.fold(event, coin, about);
  }

  public void fold(AccountIdentifiedDecoder event) {
    event.wrapUid(text);
    clientId.set(text);
    accounts.obtain(event.header().account()).fold(event, clientId);
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
    if (decision.kind() == ReportKind.EXECUTIONS) {
      account.positions.obtain(decision.header().instrument(), decision.leg()).adopt();
      return;
    }
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
    if (account.reports.endedKind() != ReportKind.NULL_VAL) {
      settings.heard(account);
    }
    if (account.reports.endedKind() == ReportKind.ORDER) {
      orderReported(account, nowNs);
    } else if (account.reports.endedKind() == ReportKind.POSITIONS) {
      account.orders.positionsReported(account.reports, nowNs);
    } else if (account.reports.endedKind() == ReportKind.EXECUTIONS) {
      long askedNs = account.reports.endedAskedNs();
      account.positions.prove(askedNs);
      account.orders.brackets().prove(account.positions, askedNs, nowNs);
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

  private Leg leg(ExecutionDecoder event, AccountState account) {
    if (event.leg() != Leg.NULL_VAL) {
      return event.leg();
    }
    if (about.order != null && about.order.leg != Leg.NULL_VAL) {
      return about.order.leg;
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
    return about.order == null
        || Math.addExact(about.order.executedE9, event.quantityE9())
            > about.order.venue.cumulativeE9;
  }
}
