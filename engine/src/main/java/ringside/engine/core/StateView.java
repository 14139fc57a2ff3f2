package ringside.engine.core;

import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.AccountView;
import ringside.engine.core.state.CandleState;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.InstrumentState;
import ringside.engine.core.state.OrderBook;
import ringside.engine.core.state.PositionView;
import ringside.engine.core.state.RiskEntry;
import ringside.engine.core.state.SettingTable;
import ringside.engine.core.state.ShadowAccount;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OperatorAction;
import ringside.journal.event.Decimals;

/**
 * What a strategy may see: the state after the event was folded, to look at only. Prices and
 * quantities at 1e-9; what is not known is {@link Decimals#INVALID}. Engine thread only.
 */
public final class StateView {
  /** What is not known. */
  public static final long UNKNOWN = Decimals.INVALID;

  private final CoreState state;
  private final ShadowAccount shadow;

  StateView(CoreState state) {
    this(state, null);
  }

  /**
   * What a shadow sees: everything, but its own account instead of the one that trades.
   *
   * @param shadow null: what others see
   */
  StateView(CoreState state, ShadowAccount shadow) {
    this.state = state;
    this.shadow = shadow;
  }

  /** Engine time: the only time there is. */
  public long timeNs() {
    return state.run.timeNs();
  }

  /** Whether the venue's own rules are known and let the instrument be traded. */
  public boolean orderable(int instrument) {
    InstrumentState known = state.instruments.find(instrument);
    return known != null && known.orderable();
  }

  /** Prices are multiples of it. */
  public long tickE9(int instrument) {
    InstrumentState known = state.instruments.find(instrument);
    return known == null ? UNKNOWN : known.tickE9();
  }

  /** Quantities are multiples of it. */
  public long lotE9(int instrument) {
    InstrumentState known = state.instruments.find(instrument);
    return known == null ? UNKNOWN : known.lotE9();
  }

  /** Smallest order. */
  public long minQuantityE9(int instrument) {
    InstrumentState known = state.instruments.find(instrument);
    return known == null ? UNKNOWN : known.minQuantityE9();
  }

  /** Smallest price times quantity of an order that opens. */
  public long minNotionalE9(int instrument) {
    InstrumentState known = state.instruments.find(instrument);
    return known == null ? UNKNOWN : known.minNotionalE9();
  }

  /** Largest market order. */
  public long maxMarketQuantityE9(int instrument) {
    InstrumentState known = state.instruments.find(instrument);
    return known == null ? UNKNOWN : known.maxMarketQuantityE9();
  }

  /** Largest limit order. */
  public long maxQuantityE9(int instrument) {
    InstrumentState known = state.instruments.find(instrument);
    return known == null ? UNKNOWN : known.maxQuantityE9();
  }

  /** What longs pay shorts at the next funding, as a fraction; negative: shorts pay. */
  public long fundingRateE9(int instrument) {
    InstrumentState known = state.instruments.find(instrument);
    return known == null ? UNKNOWN : known.ticker().fundingRateE9();
  }

  /** Whether operators, risk rules and the position mode let the leg add to its position. */
  public boolean mayAdd(int account, int instrument, Leg leg) {
    if (shadow != null) {
      return !state.run.ending() && !shadow.latched(leg);
    }
    return !state.run.ending()
        && !state.halts.halted(account)
        && state.operators.standing(account, instrument, leg) != OperatorAction.PAUSE
        && state.risk.stopping(account, instrument, leg) == null
        && modeFits(account, instrument);
  }

  private boolean modeFits(int account, int instrument) {
    SettingTable.Setting wanted = state.settings.find(account, instrument);
    AccountState known = state.accounts.find(account);
    return wanted == null || known == null || wanted.modeFits(known);
  }

  /** Whether they let a flat leg open one. */
  public boolean mayBegin(int account, int instrument, Leg leg) {
    return mayAdd(account, instrument, leg)
        && (shadow != null
            || state.operators.standing(account, instrument, leg) != OperatorAction.FINISH);
  }

  /** Whether an emergency stands that the leg is in, until an operator clears it. */
  public boolean latched(int account, int instrument, Leg leg) {
    if (shadow != null) {
      return shadow.latched(leg);
    }
    RiskEntry worst = state.risk.stopping(account, instrument, leg);
    return worst != null && worst.emergency();
  }

  /** Whether an emergency closes the leg at present: nobody else trades it meanwhile. */
  public boolean flattening(int account, int instrument, Leg leg) {
    return shadow == null && state.risk.flattening(account, instrument, leg);
  }

  /** The mark price. */
  public long markPriceE9(int instrument) {
    InstrumentState known = state.instruments.find(instrument);
    return known == null ? UNKNOWN : known.ticker().markPriceE9();
  }

  /** What the leg as it stands would give at the mark price; 0 when flat. */
  public long unrealisedE9(int account, int instrument, Leg leg) {
    AccountView known = account(account);
    PositionView position = known == null ? null : known.position(instrument, leg);
    return position == null ? 0 : position.unrealisedAtE9(markPriceE9(instrument));
  }

  /** What all legs of the account as they stand would give at mark prices. */
  public long unrealisedE9(int account) {
    AccountView known = account(account);
    long sum = 0;
    for (int i = 0; known != null && i < known.positions(); i++) {
      PositionView position = known.position(i);
      long one = position.unrealisedAtE9(markPriceE9(position.instrument()));
      if (one == UNKNOWN) {
        return UNKNOWN;
      }
      sum += one;
    }
    return sum;
  }

  /** The price of the last trade; before the first of the run is heard, as the ticker has it. */
  public long lastPriceE9(int instrument) {
    InstrumentState known = state.instruments.find(instrument);
    if (known == null) {
      return UNKNOWN;
    }
    return known.trades() == 0 ? known.ticker().lastPriceE9() : known.lastTradePriceE9();
  }

  /** The candles of an interval in minutes, or null. */
  public CandleState candles(int instrument, int intervalMinutes) {
    InstrumentState known = state.instruments.find(instrument);
    return known == null ? null : known.candles(intervalMinutes);
  }

  /** Whether the book is as the venue has it, both sides, and heard of by a stream that lives. */
  public boolean bookUsable(int instrument) {
    OrderBook book = state.books.best(instrument);
    return book != null
        && book.synchronised()
        && book.crossedSinceNs() == OrderBook.NEVER
        && book.bids().size() > 0
        && book.asks().size() > 0
        && state.streams.connected(book.source())
        && !state.streams.stale(book.source());
  }

  /** The best bid, where the book is usable. */
  public long bestBidE9(int instrument) {
    return bookUsable(instrument) ? state.books.best(instrument).bids().bestPriceE9() : UNKNOWN;
  }

  /** The best ask, where the book is usable. */
  public long bestAskE9(int instrument) {
    return bookUsable(instrument) ? state.books.best(instrument).asks().bestPriceE9() : UNKNOWN;
  }

  /** The account, or null where nothing was heard of it yet. */
  public AccountView account(int account) {
    return shadow != null && account == shadow.account() ? shadow : state.accounts.find(account);
  }
}
