package ringside.engine.core.state;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import ringside.journal.codec.AmendOrderDecoder;
import ringside.journal.codec.CancelOrderDecoder;
import ringside.journal.codec.CommandAcceptedDecoder;
import ringside.journal.codec.CommandRejectedDecoder;
import ringside.journal.codec.CommandUnresolvedDecoder;
import ringside.journal.codec.OrderUpdateDecoder;
import ringside.journal.codec.PlaceOrderDecoder;
import ringside.journal.codec.RejectClass;

/**
 * Folds what was decided about orders, what was answered and what the venue says of them into the
 * accounts' tables. What it refuses, it refuses before anything is changed. Engine thread only.
 */
public final class OrderFold {
  private static final long UNKNOWN = OrderState.UNKNOWN;
  private static final byte[][] OF_POSITIONS = {
    "TakeProfit".getBytes(StandardCharsets.US_ASCII),
    "StopLoss".getBytes(StandardCharsets.US_ASCII),
    "TrailingStop".getBytes(StandardCharsets.US_ASCII),
    "PartialTakeProfit".getBytes(StandardCharsets.US_ASCII),
    "PartialStopLoss".getBytes(StandardCharsets.US_ASCII)
  };

  private final AccountTable accounts;
  private final LimitTable limits;
  private final AccountOutcome about;
  private final UnsafeBuffer text = new UnsafeBuffer(0, 0);
  private final IdText venueId = new IdText();
  private final IdText clientId = new IdText();

  /**
   * @param about takes what became of each record
   */
  public OrderFold(AccountTable accounts, LimitTable limits, AccountOutcome about) {
    this.accounts = accounts;
    this.limits = limits;
    this.about = about;
  }

  public void fold(OrderUpdateDecoder event, long nowNs) {
    AccountState account = accounts.obtain(event.header().account());
    event.wrapOrderId(text);
    venueId.set(text);
    event.wrapClientOrderId(text);
    clientId.set(text);
    event.wrapStopOrderType(text);
    boolean venueMade = clientId.isEmpty() && ofPosition(text);
    OrderState known = account.orders.find(venueId, clientId);
    boolean reported = event.reportId() != OrderUpdateDecoder.reportIdNullValue();
    boolean judged = reported && known != null && known.placed() && !known.busy();
    OrderPhase phase = known == null ? null : known.phase();
    about.beforeE9 = known == null ? 0 : known.filledE9();
    long price = known == null ? UNKNOWN : known.venue.priceE9;
    long quantity = known == null ? 0 : known.venue.quantityE9;
    about.order = account.orders.fold(event, venueId, clientId, venueMade, nowNs);
    if (reported) {
      account.reports.item(event.reportId());
    }
    if (about.order == null) {
      return;
    }
    about.newForeign = known == null && about.order.othersMade;
    if (about.newForeign) {
      account.metForeignOrder();
    }
    about.afterE9 = about.order.filledE9();
    about.corrected =
        judged
            && (about.beforeE9 != about.afterE9
                || price != about.order.venue.priceE9
                || quantity != about.order.venue.quantityE9
                || phase.live() != about.order.phase().live());
    about.noteOverfill();
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
    OrderRequest request = request(account, event.commandSequence(), event.commandOrdinal());
    if (about.order == null) {
      return;
    }
    account.orders.name(about.order, venueId, clientId);
    if (request == null) {
      about.order.answer(OrderState.Answer.ACCEPTED, nowNs);
    } else {
      request.answered = true;
      request.sinceNs = nowNs;
      about.order.settleRequests();
    }
    account.orders.refile(about.order, nowNs);
  }

  public void fold(CommandRejectedDecoder event, long nowNs) {
    AccountState account = accounts.find(event.header().account());
    if (account == null) {
      return;
    }
    event.wrapClientOrderId(text);
    clientId.set(text);
    account.reports.refused(event.commandSequence(), event.commandOrdinal(), event.rejectClass());
    OrderRequest request = request(account, event.commandSequence(), event.commandOrdinal());
    if (about.order == null) {
      return;
    }
    if (request == null) {
      about.order.answer(OrderState.Answer.REJECTED, nowNs);
    } else {
      request.end();
      about.order.refusedNs = nowNs;
      // The venue may refuse because the order is no longer there: it is asked.
      about.order.missing |= event.rejectClass() == RejectClass.REFUSED;
    }
    account.orders.refile(about.order, nowNs);
  }

  public void fold(CommandUnresolvedDecoder event, long nowNs) {
    AccountState account = accounts.find(event.header().account());
    if (account == null) {
      return;
    }
    event.wrapClientOrderId(text);
    clientId.set(text);
    account.reports.refused(event.commandSequence(), event.commandOrdinal(), RejectClass.LIMITED);
    OrderRequest request = request(account, event.commandSequence(), event.commandOrdinal());
    if (about.order == null) {
      return;
    }
    if (request == null) {
      about.order.answer(OrderState.Answer.UNRESOLVED, nowNs);
    } else {
      request.unresolved = true;
      request.sinceNs = nowNs;
    }
    account.orders.refile(about.order, nowNs);
  }

  public void fold(PlaceOrderDecoder decision, long nowNs) {
    AccountState account = accounts.obtain(decision.header().account());
    decision.wrapClientOrderId(text);
    clientId.set(text);
    if (clientId.isEmpty()) {
      throw new IllegalStateException("an about.order without a name");
    }
    about.order = account.orders.fold(decision, clientId, nowNs);
    account.sent(limits.of(account.account()).ordersPerSecond(), nowNs);
  }

  public void fold(AmendOrderDecoder decision, long nowNs) {
    AccountState account = accounts.obtain(decision.header().account());
    decision.wrapOrderId(text);
    venueId.set(text);
    decision.wrapClientOrderId(text);
    clientId.set(text);
    about.order = account.orders.find(venueId, clientId);
    if (about.order != null) {
      account.orders.fold(decision, about.order, nowNs);
    }
    account.sent(limits.of(account.account()).ordersPerSecond(), nowNs);
  }

  public void fold(CancelOrderDecoder decision, long nowNs) {
    AccountState account = accounts.obtain(decision.header().account());
    decision.wrapOrderId(text);
    venueId.set(text);
    decision.wrapClientOrderId(text);
    clientId.set(text);
    about.order = account.orders.find(venueId, clientId);
    if (about.order != null) {
      account.orders.fold(decision, about.order, nowNs);
    }
  }

  /**
   * Finds the order that a command was about: in {@code about.order}, or null.
   *
   * @return the request to amend or cancel it; null where the command placed it
   */
  private OrderRequest request(AccountState account, long sequence, int ordinal) {
    about.order = account.orders.withCommand(sequence, ordinal);
    if (about.order == null) {
      // It ended before the answer came: only the placement's name is still told.
      OrderState named = account.orders.byClientId(clientId);
      boolean placement =
          named != null && named.placeSequence == sequence && named.placeOrdinal == ordinal;
      about.order = placement ? named : null;
      return null;
    }
    if (about.order.amend.is(sequence, ordinal)) {
      return about.order.amend;
    }
    return about.order.cancel.is(sequence, ordinal) ? about.order.cancel : null;
  }

  /**
   * Whether the venue made the order of a position's own profit or stop (docs/v5/enum,
   * stopOrderType); a plain {@code Stop} is somebody's.
   */
  private static boolean ofPosition(DirectBuffer stopOrderType) {
    for (byte[] type : OF_POSITIONS) {
      if (stopOrderType.capacity() == type.length) {
        int same = 0;
        while (same < type.length && stopOrderType.getByte(same) == type[same]) {
          same++;
        }
        if (same == type.length) {
          return true;
        }
      }
    }
    return false;
  }
}
