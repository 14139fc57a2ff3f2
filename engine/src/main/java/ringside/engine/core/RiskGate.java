package ringside.engine.core;

import ringside.engine.core.state.AccountLimits;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.InstrumentState;
import ringside.engine.core.state.OrderBook;
import ringside.engine.core.state.OrderView;
import ringside.engine.core.state.PositionState;
import ringside.engine.core.state.RiskEntry;
import ringside.engine.core.state.SettingTable;
import ringside.engine.core.state.ShadowAccount;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OperatorAction;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.Side;
import ringside.journal.codec.SpaceLevel;
import ringside.journal.event.Decimals;

/**
 * Approves or refuses each proposal, and says by which rule, what its limit is, and what the value
 * was. What only reduces risk passes where opening would not: only the venue's own rules and the
 * room for commands hold it back. Changes nothing, but for the price of an exit that is beyond the
 * collar. Engine thread only.
 */
final class RiskGate {
  /** A clock that is further off opens nothing: the venue would refuse what it takes for old. */
  static final long CLOCK_LIMIT_NS = 900_000_000L;

  private static final long UNKNOWN = StateView.UNKNOWN;

  private final CoreState state;
  private final StateView view;
  private long limitE9;
  private long valueE9;

  RiskGate(CoreState state, StateView view) {
    this.state = state;
    this.view = view;
  }

  /** Of the rule that refused last, or null. */
  long limitE9() {
    return limitE9;
  }

  /** What the rule that refused last was given, or null. */
  long valueE9() {
    return valueE9;
  }

  /** The rule that refuses the proposal, or null. */
  RiskRule check(Proposal proposal, int accountIndex, int instrumentIndex) {
    limitE9 = UNKNOWN;
    valueE9 = UNKNOWN;
    AccountState account = state.accounts.find(accountIndex);
    if (proposal.action == Proposal.Action.CANCEL) {
      return cancel(proposal.order, account);
    }
    if (proposal.action == Proposal.Action.TRADING_STOP) {
      return account == null ? RiskRule.UNRECONCILED : room(account, true);
    }
    InstrumentState instrument = state.instruments.find(instrumentIndex);
    RiskRule rule = instrument(proposal, instrument);
    if (rule == null && proposal.action == Proposal.Action.AMEND && unchangeable(proposal.order)) {
      rule = RiskRule.ORDER;
    }
    if (rule == null) {
      rule = room(account, proposal.reduceOnly);
    }
    if (rule == null && state.risk.flattening(accountIndex, instrumentIndex, proposal.leg)) {
      rule = RiskRule.EMERGENCY;
    }
    if (rule == null && proposal.action == Proposal.Action.PLACE) {
      rule = leg(proposal, account, instrumentIndex);
    }
    if (rule == null && !proposal.reduceOnly) {
      rule = opening(proposal, account, instrumentIndex);
    }
    if (rule == null) {
      rule = collar(proposal, accountIndex, instrument);
    }
    return rule;
  }

  /**
   * The rule that refuses a shadow's proposal, or null: the venue's own rules, the market's state,
   * and the account's limits against what the shadow itself has. What an account must be to trade
   * does not concern one that sends nothing.
   */
  RiskRule check(Proposal proposal, ShadowAccount shadow, int instrumentIndex) {
    limitE9 = UNKNOWN;
    valueE9 = UNKNOWN;
    if (proposal.action == Proposal.Action.CANCEL) {
      return unchangeable(proposal.order) ? RiskRule.ORDER : null;
    }
    if (proposal.action == Proposal.Action.TRADING_STOP) {
      return null;
    }
    InstrumentState instrument = state.instruments.find(instrumentIndex);
    RiskRule rule = instrument(proposal, instrument);
    boolean place = proposal.action == Proposal.Action.PLACE;
    if (rule == null && !place && unchangeable(proposal.order)) {
      rule = RiskRule.ORDER;
    }
    if (rule == null && place && proposal.reduceOnly) {
      long sizeE9 = shadow.position(instrumentIndex, proposal.leg).sizeE9();
      boolean reduces = proposal.side == Side.BUY ? sizeE9 < 0 : sizeE9 > 0;
      rule = reduces ? null : RiskRule.REDUCE;
    }
    if (rule == null && !proposal.reduceOnly) {
      rule = opening(proposal, shadow, instrumentIndex);
    }
    return rule == null ? collar(proposal, shadow.account(), instrument) : rule;
  }

  private RiskRule opening(Proposal proposal, ShadowAccount shadow, int instrument) {
    if (shadow.latched(proposal.leg)) {
      return RiskRule.LATCHED;
    }
    RiskRule rule = market(shadow.account(), instrument);
    AccountLimits limits = state.limits.of(shadow.account());
    if (rule == null
        && proposal.action == Proposal.Action.PLACE
        && shadow.liveOrders() >= limits.openOrders()) {
      return refuse(
          RiskRule.OPEN_ORDERS,
          limits.openOrders() * Decimals.ONE_E9,
          shadow.liveOrders() * Decimals.ONE_E9);
    }
    if (rule != null) {
      return rule;
    }
    long symbolE9 = limits.symbolExposureE9();
    long mostE9 = Math.min(symbolE9, limits.accountExposureE9());
    if (mostE9 == AccountLimits.NO_LIMIT) {
      return null;
    }
    long markE9 = state.instruments.find(instrument).ticker().markPriceE9();
    long added = markE9 == UNKNOWN ? 0 : Math.max(0, addedE9(proposal));
    long comesToE9 = Math.addExact(shadow.exposureE9(), Decimals.multiplyE9(markE9, added));
    RiskRule which = symbolE9 == mostE9 ? RiskRule.SYMBOL_EXPOSURE : RiskRule.ACCOUNT_EXPOSURE;
    return comesToE9 <= mostE9 ? null : refuse(which, mostE9, comesToE9);
  }

  private RiskRule cancel(OrderView order, AccountState account) {
    if (account == null || unchangeable(order)) {
      return RiskRule.ORDER;
    }
    return state.commands.free() > 0 ? null : capacity(0);
  }

  /** One request about an order at a time: two on their way could come in any order. */
  private static boolean unchangeable(OrderView order) {
    return order == null || !order.phase().live() || order.busy();
  }

  private RiskRule instrument(Proposal proposal, InstrumentState rules) {
    if (rules == null || !rules.orderable()) {
      return RiskRule.INSTRUMENT;
    }
    boolean place = proposal.action == Proposal.Action.PLACE;
    boolean priced = proposal.type == OrderType.LIMIT || !place;
    long priceE9 = proposal.priceE9;
    if (priced && (place || priceE9 != UNKNOWN)) {
      if (priceE9 <= 0 || priceE9 % rules.tickE9() != 0) {
        return refuse(RiskRule.PRICE, rules.tickE9(), priceE9);
      }
      if (rules.minPriceE9() != UNKNOWN && priceE9 < rules.minPriceE9()) {
        return refuse(RiskRule.PRICE, rules.minPriceE9(), priceE9);
      }
      if (rules.maxPriceE9() != UNKNOWN && priceE9 > rules.maxPriceE9()) {
        return refuse(RiskRule.PRICE, rules.maxPriceE9(), priceE9);
      }
    }
    long triggerE9 = proposal.triggerPriceE9;
    if (triggerE9 != UNKNOWN && (triggerE9 <= 0 || triggerE9 % rules.tickE9() != 0)) {
      return refuse(RiskRule.PRICE, rules.tickE9(), triggerE9);
    }
    RiskRule bracket = bracket(proposal, rules);
    if (bracket != null) {
      return bracket;
    }
    long quantityE9 = proposal.quantityE9;
    if (!place && quantityE9 == UNKNOWN) {
      return null;
    }
    if (quantityE9 <= 0 || quantityE9 % rules.lotE9() != 0) {
      return refuse(RiskRule.QUANTITY, rules.lotE9(), quantityE9);
    }
    long most = priced ? rules.maxQuantityE9() : rules.maxMarketQuantityE9();
    if (most != UNKNOWN && quantityE9 > most) {
      return refuse(RiskRule.QUANTITY, most, quantityE9);
    }
    return proposal.reduceOnly ? null : least(proposal, rules);
  }

  /** Its exits must be such as the venue takes. */
  private RiskRule bracket(Proposal proposal, InstrumentState rules) {
    long profitE9 = proposal.bracketProfitE9;
    long stopE9 = proposal.bracketStopE9;
    if (profitE9 != UNKNOWN && (profitE9 <= 0 || profitE9 % rules.tickE9() != 0)) {
      return refuse(RiskRule.PRICE, rules.tickE9(), profitE9);
    }
    if (stopE9 == UNKNOWN) {
      return null;
    }
    if (stopE9 <= 0 || stopE9 % rules.tickE9() != 0) {
      return refuse(RiskRule.PRICE, rules.tickE9(), stopE9);
    }
    boolean crossed =
        profitE9 != UNKNOWN
            && (proposal.side == Side.BUY ? profitE9 <= stopE9 : profitE9 >= stopE9);
    if (crossed) {
      return refuse(RiskRule.PRICE, profitE9, stopE9);
    }
    long most = rules.maxMarketQuantityE9();
    boolean large = most != UNKNOWN && proposal.quantityE9 > most;
    return large ? refuse(RiskRule.QUANTITY, most, proposal.quantityE9) : null;
  }

  /** What reduces may be as small as what is left. */
  private RiskRule least(Proposal proposal, InstrumentState rules) {
    if (rules.minQuantityE9() != UNKNOWN && proposal.quantityE9 < rules.minQuantityE9()) {
      return refuse(RiskRule.QUANTITY, rules.minQuantityE9(), proposal.quantityE9);
    }
    long priceE9 = proposal.priceE9 != UNKNOWN ? proposal.priceE9 : rules.ticker().markPriceE9();
    if (rules.minNotionalE9() != UNKNOWN && priceE9 != UNKNOWN) {
      long notionalE9 = Decimals.multiplyE9(priceE9, proposal.quantityE9);
      if (notionalE9 < rules.minNotionalE9()) {
        return refuse(RiskRule.NOTIONAL, rules.minNotionalE9(), notionalE9);
      }
    }
    return null;
  }

  /** Some places are kept for cancels and what reduces. */
  private RiskRule room(AccountState account, boolean reduceOnly) {
    // What reduces leaves some places to cancels, and to what an emergency closes.
    int capacity = state.commands.capacity();
    int kept = reduceOnly ? capacity / 16 : Math.max(1, capacity / 8);
    if (state.commands.free() <= kept) {
      return capacity(kept);
    }
    if (account == null) {
      return null;
    }
    int perSecond = state.limits.of(account.account()).ordersPerSecond();
    long nowNs = state.run.timeNs();
    if (account.withinRate(perSecond, nowNs)) {
      return null;
    }
    long sentE9 = account.sentE9(perSecond, nowNs);
    return refuse(RiskRule.RATE, perSecond * Decimals.ONE_E9, sentE9);
  }

  /** As many are under way as may be, of those that are not kept for others. */
  private RiskRule capacity(int kept) {
    int most = state.commands.capacity() - kept;
    return refuse(
        RiskRule.CAPACITY, most * Decimals.ONE_E9, state.commands.size() * Decimals.ONE_E9);
  }

  private RiskRule leg(Proposal proposal, AccountState account, int instrument) {
    if (account == null) {
      return RiskRule.UNRECONCILED;
    }
    boolean hedged = proposal.leg != Leg.ONE_WAY;
    if (account.modeKnown(instrument) && account.hedge(instrument) != hedged) {
      return RiskRule.MODE;
    }
    if (proposal.reduceOnly) {
      PositionState position = account.positions.find(instrument, proposal.leg);
      long sizeE9 = position == null ? 0 : position.sizeE9();
      boolean reduces = proposal.side == Side.BUY ? sizeE9 < 0 : sizeE9 > 0;
      return reduces ? null : RiskRule.REDUCE;
    }
    return null;
  }

  private RiskRule opening(Proposal proposal, AccountState account, int instrument) {
    if (account == null) {
      return RiskRule.UNRECONCILED;
    }
    if (state.halts.halted(account.account())) {
      return RiskRule.HALTED;
    }
    RiskRule rule = stopped(proposal.leg, account, instrument);
    if (rule == null) {
      rule = ready(account);
    }
    if (rule == null) {
      rule = settings(account, instrument);
    }
    if (rule == null) {
      rule = market(account.account(), instrument);
    }
    if (rule == null && proposal.action == Proposal.Action.PLACE) {
      int most = state.limits.of(account.account()).openOrders();
      int live = state.exposure.openOrders(account.account());
      if (live >= most) {
        return refuse(RiskRule.OPEN_ORDERS, most * Decimals.ONE_E9, live * Decimals.ONE_E9);
      }
    }
    return rule == null ? exposure(proposal, account.account(), instrument) : rule;
  }

  /** What operators and risk rules hold back. */
  private RiskRule stopped(Leg leg, AccountState account, int instrument) {
    OperatorAction standing = state.operators.standing(account.account(), instrument, leg);
    if (standing == OperatorAction.PAUSE) {
      return RiskRule.PAUSED;
    }
    if (standing == OperatorAction.FINISH) {
      PositionState position = account.positions.find(instrument, leg);
      if (position == null || position.sizeE9() == 0) {
        return RiskRule.FINISHING;
      }
    }
    RiskEntry entry = state.risk.stopping(account.account(), instrument, leg);
    return entry == null
        ? null
        : refuse(RiskRule.stopping(entry.rule()), entry.limitE9(), entry.valueE9());
  }

  /** Whether all is as it must be before the account opens anything. */
  private RiskRule ready(AccountState account) {
    long nowNs = state.run.timeNs();
    if (account.restricted(nowNs) || state.accounts.restricted(nowNs) || account.readOnly()) {
      return RiskRule.RESTRICTED;
    }
    if (!account.reconciled()) {
      return RiskRule.UNRECONCILED;
    }
    long offsetNs = state.accounts.clockOffsetNs();
    if (Math.abs(offsetNs) > CLOCK_LIMIT_NS) {
      // A second at 1e-9 is its nanoseconds.
      limitE9 = CLOCK_LIMIT_NS;
      valueE9 = offsetNs;
      return RiskRule.CLOCK;
    }
    return state.run.space() == SpaceLevel.ENOUGH ? null : RiskRule.SPACE;
  }

  /** Whether the venue has the mode and leverage that the config wants. */
  private RiskRule settings(AccountState account, int instrument) {
    SettingTable.Setting wanted = state.settings.find(account.account(), instrument);
    if (wanted == null) {
      return null;
    }
    if (!wanted.modeFits(account)) {
      return RiskRule.MODE;
    }
    if (!wanted.leverageFits(account)) {
      return refuse(RiskRule.LEVERAGE, wanted.leverageE9(), wanted.venuesLeverageE9(account));
    }
    return null;
  }

  private RiskRule market(int account, int instrument) {
    OrderBook book = state.books.best(instrument);
    if ((book != null && book.partial()) || !view.bookUsable(instrument)) {
      return RiskRule.MARKET;
    }
    long heardNs = book.updatedNs();
    InstrumentState known = state.instruments.find(instrument);
    heardNs = Math.max(heardNs, known.ticker().updatedNs());
    long silentNs = state.run.timeNs() - heardNs;
    long most = state.limits.of(account).staleMarketNs();
    if (silentNs > most) {
      // A second at 1e-9 is its nanoseconds.
      return refuse(RiskRule.MARKET, most, silentNs);
    }
    long collarE9 = state.limits.of(account).priceCollarE9();
    long jumpE9 = known.jumps().farthestE9();
    return jumpE9 <= collarE9 ? null : refuse(RiskRule.JUMP, collarE9, jumpE9);
  }

  private RiskRule exposure(Proposal proposal, int account, int instrument) {
    long addedE9 = addedE9(proposal);
    if (addedE9 <= 0) {
      return null;
    }
    Leg leg = proposal.leg;
    Side side = proposal.side;
    AccountLimits limits = state.limits.of(account);
    if (limits.symbolExposureE9() != AccountLimits.NO_LIMIT) {
      long value = state.exposure.symbolE9(account, instrument, leg, side, addedE9);
      if (value > limits.symbolExposureE9()) {
        return refuse(RiskRule.SYMBOL_EXPOSURE, limits.symbolExposureE9(), value);
      }
    }
    if (limits.accountExposureE9() != AccountLimits.NO_LIMIT) {
      long value = state.exposure.accountE9(account, instrument, leg, side, addedE9);
      if (value > limits.accountExposureE9()) {
        return refuse(RiskRule.ACCOUNT_EXPOSURE, limits.accountExposureE9(), value);
      }
    }
    long most = state.limits.engineExposureE9();
    if (most != AccountLimits.NO_LIMIT) {
      long value = state.exposure.engineE9(account, instrument, leg, side, addedE9);
      if (value > most) {
        return refuse(RiskRule.ENGINE_EXPOSURE, most, value);
      }
    }
    return null;
  }

  /** What the proposal may add to a position beyond what is at the venue or on its way there. */
  private static long addedE9(Proposal proposal) {
    boolean closing =
        (proposal.leg == Leg.LONG && proposal.side == Side.SELL)
            || (proposal.leg == Leg.SHORT && proposal.side == Side.BUY);
    if (closing) {
      return 0;
    }
    if (proposal.action == Proposal.Action.PLACE) {
      return proposal.quantityE9;
    }
    return proposal.quantityE9 == UNKNOWN ? 0 : proposal.quantityE9 - proposal.order.quantityE9();
  }

  private RiskRule collar(Proposal proposal, int account, InstrumentState rules) {
    if (proposal.priceE9 == UNKNOWN) {
      return null;
    }
    long markE9 = rules.ticker().markPriceE9();
    if (markE9 == UNKNOWN || markE9 <= 0) {
      return proposal.reduceOnly ? null : RiskRule.COLLAR;
    }
    long most = state.limits.of(account).priceCollarE9();
    if (proposal.reduceOnly) {
      return capped(proposal, markE9, most, rules.tickE9());
    }
    long partE9 = Decimals.divideE9(Math.abs(proposal.priceE9 - markE9), markE9);
    return partE9 <= most ? null : refuse(RiskRule.COLLAR, most, partE9);
  }

  /**
   * An exit is not refused for being far beyond the mark, where it trades at once: the position
   * would be left without it. It goes at the collar, which is better for us and trades all the
   * same. What waits for a trigger is not there yet, and keeps its price.
   */
  private RiskRule capped(Proposal proposal, long markE9, long most, long tickE9) {
    if (proposal.triggerPriceE9 != UNKNOWN || conditional(proposal.order)) {
      return null;
    }
    boolean sells = proposal.side == Side.SELL;
    long rangeE9 = Decimals.multiplyE9(markE9, most);
    long edgeE9 = sells ? markE9 - rangeE9 : markE9 + rangeE9;
    long restE9 = Math.floorMod(edgeE9, tickE9);
    edgeE9 += sells && restE9 > 0 ? tickE9 - restE9 : -restE9;
    if (sells ? proposal.priceE9 >= edgeE9 : proposal.priceE9 <= edgeE9) {
      return null;
    }
    if (proposal.action == Proposal.Action.AMEND && proposal.order.priceE9() == edgeE9) {
      // It rests there already.
      if (proposal.quantityE9 == UNKNOWN) {
        long awayE9 = Math.abs(proposal.priceE9 - markE9);
        return refuse(RiskRule.COLLAR, most, Decimals.divideE9(awayE9, markE9));
      }
      proposal.priceE9 = UNKNOWN;
      return null;
    }
    proposal.priceE9 = edgeE9;
    return null;
  }

  private static boolean conditional(OrderView order) {
    return order != null && order.triggerPriceE9() > 0;
  }

  private RiskRule refuse(RiskRule rule, long limit, long value) {
    limitE9 = limit;
    valueE9 = value;
    return rule;
  }
}
