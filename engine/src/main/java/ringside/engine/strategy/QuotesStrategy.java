package ringside.engine.strategy;

import ringside.engine.core.Happening;
import ringside.engine.core.Proposals;
import ringside.engine.core.StateView;
import ringside.engine.core.Strategy;
import ringside.engine.core.StrategyFactory.Seat;
import ringside.engine.core.state.AccountView;
import ringside.engine.core.state.OrderView;
import ringside.engine.core.state.PositionView;
import ringside.engine.core.state.StateSink;
import ringside.journal.codec.Leg;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.event.Decimals;

/**
 * Keeps a bid and an ask at a distance from the middle of the book: amends them when the market has
 * moved by more than a drift, stops adding to a position at its cap, and takes positions down again
 * by orders that only reduce. In hedge mode the bid opens the long leg or reduces the short one,
 * whichever there is; likewise the ask. It has no opinion on prices and is not meant to earn: it is
 * what sessions are tried and measured with.
 *
 * <p>With {@code style: answer} it rests nothing, and answers each change of the book with one
 * order that expires at once.
 *
 * <p>All it knows is in the core's state; its own is which book it has answered.
 */
final class QuotesStrategy implements Strategy {
  private static final long UNKNOWN = StateView.UNKNOWN;

  private final Seat seat;
  private final QuotesParameters settings;
  private boolean bookChanged;
  private long answers;

  QuotesStrategy(Seat seat, QuotesParameters settings) {
    this.seat = seat;
    this.settings = settings;
  }

  @Override
  public void fold(Happening happening, StateView view) {
    bookChanged = happening.kind() == Happening.Kind.BOOK;
    if (happening.kind() == Happening.Kind.PLACED) {
      answers++;
    }
  }

  @Override
  public void propose(StateView view, Proposals out) {
    AccountView account = view.account(seat.account());
    if (account == null || !view.bookUsable(seat.instrument())) {
      return;
    }
    if (settings.answer()) {
      answer(view, out);
      return;
    }
    side(view, account, Side.BUY, out);
    side(view, account, Side.SELL, out);
  }

  @Override
  public void describe(StateSink sink) {
    sink.putFlag(bookChanged);
    sink.putLong(answers);
  }

  /** Buys and sells by turns, at the far side of the book so that it trades if it can. */
  private void answer(StateView view, Proposals out) {
    if (!bookChanged) {
      return;
    }
    boolean buy = answers % 2 == 0;
    long priceE9 = buy ? view.bestBidE9(seat.instrument()) : view.bestAskE9(seat.instrument());
    Side side = buy ? Side.BUY : Side.SELL;
    out.place(side, opening(side), settings.quantityE9()).limit(priceE9, TimeInForce.IOC);
  }

  private void side(StateView view, AccountView account, Side side, Proposals out) {
    long priceE9 = price(view, side);
    Leg reduced = reducing(side);
    long reducibleE9 = against(account, reduced, side);
    boolean reduce = reducibleE9 > 0;
    long quantityE9 = reduce ? Math.min(reducibleE9, settings.quantityE9()) : settings.quantityE9();
    boolean wanted = reduce || room(account, side);
    OrderView resting = null;
    for (int i = 0; i < account.liveOrders(); i++) {
      OrderView order = account.liveOrder(i);
      if (order.strategy() != seat.strategy()
          || order.instrument() != seat.instrument()
          || order.side() != side) {
        continue;
      }
      boolean kept = resting == null && wanted && order.reduceOnly() == reduce;
      if (kept) {
        resting = order;
        follow(order, priceE9, quantityE9, reduce, out);
      } else if (!order.busy()) {
        out.cancel(order);
      } else {
        // Not before what is under way is over.
        resting = order;
      }
    }
    if (resting == null && wanted) {
      Leg leg = reduce ? reduced : opening(side);
      var order = out.place(side, leg, quantityE9).limit(priceE9, TimeInForce.POST_ONLY);
      if (reduce) {
        order.reduceOnly();
      }
    }
  }

  private void follow(
      OrderView order, long priceE9, long quantityE9, boolean reduce, Proposals out) {
    if (order.busy()) {
      return;
    }
    long movedE9 = Math.abs(priceE9 - order.priceE9());
    boolean drifted = Decimals.divideE9(movedE9, priceE9) > settings.driftE9();
    boolean tooLarge = reduce && order.leavesE9() > quantityE9;
    if (tooLarge) {
      out.cancel(order);
    } else if (drifted) {
      out.amend(order, priceE9, UNKNOWN);
    }
  }

  /** From mid by the distance, never across it, on the tick. */
  private long price(StateView view, Side side) {
    long bidE9 = view.bestBidE9(seat.instrument());
    long askE9 = view.bestAskE9(seat.instrument());
    long midE9 = bidE9 + (askE9 - bidE9) / 2;
    long awayE9 = Decimals.multiplyE9(midE9, settings.distanceE9());
    long tickE9 = Math.max(1, view.tickE9(seat.instrument()));
    if (side == Side.BUY) {
      long wishedE9 = Math.min(midE9 - awayE9, askE9 - tickE9);
      return Math.floorDiv(wishedE9, tickE9) * tickE9;
    }
    long wishedE9 = Math.max(midE9 + awayE9, bidE9 + tickE9);
    return Math.floorDiv(wishedE9 + tickE9 - 1, tickE9) * tickE9;
  }

  /** Whether the leg that the side opens may still grow by an order. */
  private boolean room(AccountView account, Side side) {
    PositionView position = account.position(seat.instrument(), opening(side));
    long sizeE9 = position == null ? 0 : Math.abs(position.sizeE9());
    return sizeE9 + settings.quantityE9() <= settings.maxPositionE9();
  }

  /** How much of the leg the side can reduce. */
  private long against(AccountView account, Leg leg, Side side) {
    PositionView position = account.position(seat.instrument(), leg);
    long sizeE9 = position == null ? 0 : position.sizeE9();
    return side == Side.BUY ? Math.max(0, -sizeE9) : Math.max(0, sizeE9);
  }

  private Leg opening(Side side) {
    if (!settings.hedge()) {
      return Leg.ONE_WAY;
    }
    return side == Side.BUY ? Leg.LONG : Leg.SHORT;
  }

  private Leg reducing(Side side) {
    if (!settings.hedge()) {
      return Leg.ONE_WAY;
    }
    return side == Side.BUY ? Leg.SHORT : Leg.LONG;
  }
}
