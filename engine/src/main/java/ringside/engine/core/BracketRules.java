package ringside.engine.core;

import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.BracketState;
import ringside.engine.core.state.BracketState.Exit;
import ringside.engine.core.state.BracketTable;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.InstrumentState;
import ringside.engine.core.state.OrderBook;
import ringside.engine.core.state.OrderState;
import ringside.journal.codec.AlertCode;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.Severity;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.codec.TriggerBy;
import ringside.journal.codec.TriggerDirection;

/**
 * Keeps the exits of brackets: as the entry fills, a reduce-only limit order with profit and a
 * reduce-only stop rest at the venue, each sized to what is open; what one fills, the other loses,
 * and the end of what is open is the end of both. One request about an order at a time; what nobody
 * knows the outcome of is waited for. Changes nothing itself. Engine thread only.
 *
 * <p>Both exits can fill at one moment, which nobody but the venue could prevent: reduce-only
 * bounds it by the position.
 */
final class BracketRules {
  /** An exit that came to nothing is tried again after so long. */
  static final long RETRY_NS = 2_000_000_000L;

  /** The same after a human was told. */
  static final long LATER_NS = 30_000_000_000L;

  static final int MOST_ATTEMPTS = 3;

  private static final long UNKNOWN = StateView.UNKNOWN;
  private static final long NEVER = OrderBook.NEVER;

  private final CoreState state;
  private final Decisions decisions;
  private final AccountDecisions legs;
  private final Proposal proposal = new Proposal();

  BracketRules(CoreState state, Decisions decisions, AccountDecisions legs) {
    this.state = state;
    this.decisions = decisions;
    this.legs = legs;
  }

  /** After an event of the account. */
  void afterAccount(AccountState account) {
    if (account.orders.brackets().over() != null) {
      decisions.accountAlert(
          account.account(),
          0,
          AlertCode.ORDER,
          Severity.CRITICAL,
          1,
          "both exits of a bracket filled");
    }
    keep(account);
  }

  /** Whenever anything may have changed. */
  void keep(AccountState account) {
    BracketTable brackets = account.orders.brackets();
    if (brackets.activeCount() == 0 || !account.reconciled() || !state.run.running()) {
      return;
    }
    for (int i = 0; i < brackets.activeCount(); i++) {
      BracketState bracket = brackets.active(i);
      InstrumentState rules = state.instruments.find(bracket.instrument());
      boolean others =
          state.risk.flattening(account.account(), bracket.instrument(), bracket.leg());
      if (rules != null && rules.orderable() && !others) {
        keep(account, bracket, bracket.profit(), rules);
        keep(account, bracket, bracket.stop(), rules);
      }
    }
  }

  private void keep(AccountState account, BracketState bracket, Exit exit, InstrumentState rules) {
    long openE9 = bracket.openE9();
    OrderState order = account.orders.byClientId(exit.id());
    long heldE9 = BracketTable.held(bracket, account.position(bracket.instrument(), bracket.leg()));
    if (order == null || !order.phase().live()) {
      long sizeE9 = Math.min(openE9, heldE9);
      if (exit.wanted() && sizeE9 > 0 && due(exit)) {
        place(account, bracket, exit, sizeE9, rules);
      }
    } else if (!order.busy() && state.commands.free() > 0 && !refused(order)) {
      if (openE9 == 0) {
        decisions.cancelOrder(null, order);
        return;
      }
      long sizeE9 = size(order, openE9, heldE9);
      if (order.leavesE9() != sizeE9 && amendable(exit, order)) {
        // The venue wants the whole: what was filled, and what may still be.
        decisions.amendQuantity(order, Math.addExact(order.filledE9(), sizeE9));
      }
    }
  }

  /**
   * Not made larger than what the position holds. Nor made smaller for it: the position may be the
   * first to tell of a fill of the exit itself, and what others closed is written off.
   */
  private static long size(OrderState order, long openE9, long heldE9) {
    long leavesE9 = order.leavesE9();
    return openE9 <= leavesE9 ? openE9 : Math.max(leavesE9, Math.min(openE9, heldE9));
  }

  /** What was refused is asked for again a while later. */
  private boolean refused(OrderState order) {
    return order.refusedNs() != NEVER && state.run.timeNs() - order.refusedNs() < RETRY_NS;
  }

  /** A stop that was triggered is a market order on its way. */
  private static boolean amendable(Exit exit, OrderState order) {
    return exit.profit() || order.status() == OrderStatus.UNTRIGGERED;
  }

  private boolean due(Exit exit) {
    if (state.commands.free() == 0) {
      return false;
    }
    long waitNs = exit.attempts() > MOST_ATTEMPTS ? LATER_NS : RETRY_NS;
    return exit.attempts() == 0 || state.run.timeNs() - exit.sentNs() >= waitNs;
  }

  private void place(
      AccountState account, BracketState bracket, Exit exit, long sizeE9, InstrumentState rules) {
    if (exit.attempts() == MOST_ATTEMPTS) {
      legs.alert(
          account.account(),
          bracket.instrument(),
          AlertCode.PROTECTION_MISSING,
          Severity.CRITICAL,
          true,
          (exit.profit() ? "the profit" : "the stop") + " of a bracket does not come to rest");
    }
    boolean bought = bracket.side() == Side.BUY;
    proposal.clear(Proposal.Action.PLACE);
    proposal.side = bought ? Side.SELL : Side.BUY;
    proposal.leg = bracket.leg();
    proposal.quantityE9 = sizeE9;
    proposal.reduceOnly = true;
    proposal.tag = bracket.row();
    if (exit.profit()) {
      proposal.type = OrderType.LIMIT;
      proposal.timeInForce = TimeInForce.GTC;
      proposal.priceE9 = exit.priceE9();
      proposal.bracketProfitE9 = exit.priceE9();
    } else {
      proposal.bracketStopE9 = exit.priceE9();
      if (!beyond(bracket, exit, rules)) {
        proposal.triggerPriceE9 = exit.priceE9();
        proposal.triggerBy = bracket.triggerBy();
        proposal.triggerDirection = bought ? TriggerDirection.FALL : TriggerDirection.RISE;
      }
    }
    decisions.placeExit(account.account(), bracket.instrument(), proposal);
  }

  /** Whether the price is there already: the venue would refuse to wait for it. */
  private static boolean beyond(BracketState bracket, Exit exit, InstrumentState rules) {
    boolean mark = bracket.triggerBy() == TriggerBy.MARK;
    long tradedE9 = rules.trades() == 0 ? rules.ticker().lastPriceE9() : rules.lastTradePriceE9();
    long priceE9 = mark ? rules.ticker().markPriceE9() : tradedE9;
    if (priceE9 == UNKNOWN) {
      return false;
    }
    return bracket.side() == Side.BUY ? priceE9 <= exit.priceE9() : priceE9 >= exit.priceE9();
  }
}
