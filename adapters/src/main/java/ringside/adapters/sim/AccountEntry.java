package ringside.adapters.sim;

import ringside.adapters.sim.VenueRequest.ForceLeverage;
import ringside.adapters.sim.VenueRequest.ForceMode;
import ringside.adapters.sim.VenueRequest.SetLeverage;
import ringside.adapters.sim.VenueRequest.SetTradingStop;
import ringside.adapters.sim.VenueRequest.SwitchMode;
import ringside.adapters.sim.VenueRequest.Transfer;
import ringside.journal.codec.OrderType;

/**
 * Requests about accounts and positions.
 *
 * <p>Source: the venue's pages docs/v5/position/leverage, position-mode and trading-stop.
 */
final class AccountEntry {
  private final VenueState state;
  private final PositionStops stops;
  private final Answers answers;
  private final ModeChange modeChange;

  AccountEntry(VenueState state, PositionStops stops, Answers answers) {
    this.state = state;
    this.stops = stops;
    this.answers = answers;
    this.modeChange = new ModeChange(state, stops);
  }

  void setLeverage(long requestId, SetLeverage request) {
    RetCode code = state.accounts.settings.setLeverage(request, state.nowNs);
    answers.by(code, requestId, request);
    if (code == RetCode.OK) {
      state.marginMoved = true;
      touchLegs(request.account(), request.symbol());
    }
  }

  void forceLeverage(long requestId, ForceLeverage request) {
    RetCode code = state.accounts.settings.forceLeverage(request, state.nowNs);
    answers.by(code, requestId, request);
    if (code == RetCode.OK) {
      state.marginMoved = true;
      touchLegs(request.account(), request.symbol());
    }
  }

  /** Of all symbols those are switched that have no two open legs. */
  void forceMode(long requestId, ForceMode request) {
    boolean changed = false;
    RetCode refused = RetCode.MODE_NOT_MODIFIED;
    for (SymbolMarket market : state.markets) {
      if (request.symbol() < 0 || request.symbol() == market.symbol) {
        RetCode code = modeChange.force(request.account(), market, request.hedge());
        changed |= code == RetCode.OK;
        refused = code == RetCode.OK || code == RetCode.MODE_NOT_MODIFIED ? refused : code;
      }
    }
    answers.by(changed ? RetCode.OK : refused, requestId, request);
  }

  /** Of all symbols those are switched that have neither position nor orders. */
  void switchMode(long requestId, SwitchMode request) {
    boolean changed = false;
    RetCode refused = RetCode.MODE_NOT_MODIFIED;
    for (SymbolMarket market : state.markets) {
      if (request.symbol() < 0 || request.symbol() == market.symbol) {
        RetCode code = switchMode(request, market.symbol);
        changed |= code == RetCode.OK;
        refused = code == RetCode.OK || code == RetCode.MODE_NOT_MODIFIED ? refused : code;
      }
    }
    answers.by(changed ? RetCode.OK : refused, requestId, request);
    if (changed) {
      touchLegs(request.account(), request.symbol());
    }
  }

  private RetCode switchMode(SwitchMode request, int symbol) {
    boolean hasOrders = state.orders.open(request.account(), symbol).first != null;
    SwitchMode ofSymbol = new SwitchMode(request.account(), symbol, request.hedge());
    return state.accounts.settings.switchMode(ofSymbol, hasOrders, state.nowNs);
  }

  private void touchLegs(int account, int symbol) {
    for (Position position : state.accounts.positions(account)) {
      if (symbol < 0 || position.symbol == symbol) {
        state.touch(position);
      }
    }
  }

  void transfer(long requestId, Transfer request) {
    RetCode code = state.accounts.settings.transfer(request, state.nowNs);
    answers.by(code, requestId, request);
    if (code == RetCode.OK) {
      state.marginMoved = true;
      state.paid(request.account());
    }
  }

  void setTradingStop(long requestId, SetTradingStop request) {
    Refusal refusal = refusal(request);
    if (refusal != null) {
      answers.refuse(requestId, request, refusal, 0, "");
      return;
    }
    answers.by(RetCode.OK, requestId, request);
    Position position =
        state.accounts.position(request.account(), request.symbol(), request.positionIdx());
    if (!request.full()) {
      long sizeE9 = Math.max(request.tpQuantityE9(), request.slQuantityE9());
      if (states(request.takeProfit()) || states(request.stopLoss())) {
        stops.partial(position, null, request.takeProfit(), request.stopLoss(), sizeE9);
      }
    } else {
      if (stated(request.takeProfit())) {
        stops.takeProfit(position, request.takeProfit());
      }
      if (stated(request.stopLoss())) {
        stops.stopLoss(position, request.stopLoss());
      }
    }
    position.fullTpSl = request.full();
    if (request.trailingStopE9() != TriggerSpec.KEEP) {
      stops.trailing(position, request.trailingStopE9(), request.activePriceE9());
    }
  }

  private static boolean stated(TriggerSpec spec) {
    return spec.priceE9() != TriggerSpec.KEEP;
  }

  private static boolean states(TriggerSpec spec) {
    return spec.priceE9() > 0;
  }

  private Refusal refusal(SetTradingStop request) {
    boolean hedge = state.accounts.hedge(request.account(), request.symbol());
    if (hedge != (request.positionIdx() != 0)) {
      return Refusal.of("position idx not match position mode");
    }
    Position position =
        state.accounts.position(request.account(), request.symbol(), request.positionIdx());
    if (position.sizeE9 == 0) {
      return Refusal.of("can not set tp/sl/ts for zero position");
    }
    if (unchanged(request, position)) {
      return Refusal.of(RetCode.TP_SL_UNCHANGED);
    }
    SymbolMarket market = state.markets[request.symbol()];
    Refusal refusal =
        OrderRules.bracket(
            market.instrument,
            position.side,
            market.priceE9(request.takeProfit().by()),
            market.priceE9(request.stopLoss().by()),
            request.takeProfit(),
            request.stopLoss());
    if (refusal == null) {
      refusal = request.full() ? full(request) : partial(request, position, market.instrument);
    }
    long trailE9 = request.trailingStopE9();
    if (refusal == null
        && trailE9 != TriggerSpec.KEEP
        && (trailE9 < 0 || trailE9 % market.instrument.tickE9() != 0)) {
      refusal = Refusal.of("trailing stop invalid");
    }
    return refusal;
  }

  private static boolean unchanged(SetTradingStop request, Position position) {
    boolean tp = stated(request.takeProfit());
    boolean sl = stated(request.stopLoss());
    boolean trail = request.trailingStopE9() != TriggerSpec.KEEP;
    if (!request.full()) {
      return !states(request.takeProfit()) && !states(request.stopLoss()) && !trail;
    }
    boolean sameTp =
        !tp
            || (request.takeProfit().priceE9() == position.takeProfitE9
                && (position.takeProfitE9 == 0
                    || request.takeProfit().by() == position.tpTriggerBy));
    boolean sameSl =
        !sl
            || (request.stopLoss().priceE9() == position.stopLossE9
                && (position.stopLossE9 == 0 || request.stopLoss().by() == position.slTriggerBy));
    boolean sameTrail =
        !trail
            || (request.trailingStopE9() == position.trailingStopE9
                && (position.trailingStopE9 == 0
                    || request.activePriceE9() == position.activePriceE9));
    return sameTp && sameSl && sameTrail;
  }

  private static Refusal full(SetTradingStop request) {
    boolean limit =
        request.takeProfit().orderType() == OrderType.LIMIT
            || request.stopLoss().orderType() == OrderType.LIMIT;
    return limit
        ? Refusal.of("Full tpslMode supports Market take profit and stop loss only")
        : null;
  }

  private Refusal partial(SetTradingStop request, Position position, Instrument rules) {
    boolean tp = states(request.takeProfit());
    boolean sl = states(request.stopLoss());
    if (tp && sl && request.tpQuantityE9() != request.slQuantityE9()) {
      return Refusal.of("the value of tpSize and slSize must equal");
    }
    if (!tp && !sl) {
      return null;
    }
    long sizeE9 = tp ? request.tpQuantityE9() : request.slQuantityE9();
    if (sizeE9 <= 0 || sizeE9 % rules.lotE9() != 0 || sizeE9 > position.sizeE9) {
      return Refusal.of("tpSize or slSize invalid");
    }
    int waiting = stops.leg(position.account, position.symbol, position.index).partial.size();
    return waiting + 1 > PositionStops.MAX_PARTIAL ? Refusal.of(RetCode.TOO_MANY_TP_SL) : null;
  }
}
