package ringside.adapters.sim;

import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;
import ringside.journal.codec.TriggerBy;

/**
 * An order as the venue has it, from its acceptance to its end. Changed by the venue alone, on its
 * thread; readers on that thread see it as it is now.
 *
 * <p>Words of {@code stopOrderType}, {@code createType}, {@code rejectReason} and {@code
 * cancelType} are Bybit's, by its page docs/v5/enum.
 */
public final class VenueOrder {
  long id;
  int account;
  int symbol;
  String linkId = "";
  Side side;
  int positionIdx;
  OrderType type;
  TimeInForce timeInForce;
  long priceE9;
  long quantityE9;
  long leavesE9;
  long filledE9;
  long filledValueE9;
  long feeE9;
  OrderStatus status;
  String stopOrderType = "";
  String createType = "CreateByUser";
  long triggerPriceE9;
  int triggerDirection;
  TriggerBy triggerBy;
  boolean reduceOnly;
  boolean closeOnTrigger;
  TriggerSpec takeProfit = TriggerSpec.NONE;
  TriggerSpec stopLoss = TriggerSpec.NONE;
  boolean fullTpSl = true;
  long lastPriceOnCreatedE9;
  long createdNs;
  long updatedNs;
  String rejectReason = "EC_NoError";
  String cancelType = "UNKNOWN";
  String parentLinkId = "";

  /** The worst price it may trade at: its own, or what bounds a market order's slippage. */
  long boundE9;

  /** Whether its margin is reckoned by the accounts. */
  boolean counted;

  /** Filled, and its own take-profit and stop-loss are not yet adjusted to that. */
  long newlyFilledE9;

  /** Outside interest in front of it at its level. */
  long aheadE9;

  /** How much of that went away of late without a trade that says so, and when. */
  long unexplainedE9;

  long unexplainedNs;

  /** Where it rests, or null. */
  Level level;

  VenueOrder previousAtLevel;
  VenueOrder nextAtLevel;

  /** Neighbours among the account's open orders of the symbol. */
  VenueOrder previousOpen;

  VenueOrder nextOpen;

  /** The other of a take-profit and a stop-loss of which one cancels the other, or null. */
  VenueOrder pair;

  /** Take-profit and stop-loss that it brought about, in partial mode. */
  VenueOrder ownTakeProfit;

  VenueOrder ownStopLoss;

  /** Distance of a trailing stop, 0 for others. */
  long trailE9;

  /** The best price since the trailing stop woke; 0 while it sleeps. */
  long trailBestE9;

  Slippage slippage = Slippage.NONE;
  String smpType = "None";

  /** What {@link OrderMargin} counts of it towards margin; its own. */
  long knownValueE9;

  VenueOrder() {}

  /** Dense over the whole venue, from 1. */
  public long id() {
    return id;
  }

  public int account() {
    return account;
  }

  public int symbol() {
    return symbol;
  }

  /** The client's id, "" for none. */
  public String linkId() {
    return linkId;
  }

  public Side side() {
    return side;
  }

  /** 0 one-way, 1 long leg, 2 short leg. */
  public int positionIdx() {
    return positionIdx;
  }

  public OrderType type() {
    return type;
  }

  public TimeInForce timeInForce() {
    return timeInForce;
  }

  /** 0 for market orders. */
  public long priceE9() {
    return priceE9;
  }

  public long quantityE9() {
    return quantityE9;
  }

  /** Still open; 0 when ended. */
  public long leavesE9() {
    return leavesE9;
  }

  public long filledE9() {
    return filledE9;
  }

  /** Sum of price times quantity of the fills. */
  public long filledValueE9() {
    return filledValueE9;
  }

  /** Sum of the fills' fees. */
  public long feeE9() {
    return feeE9;
  }

  public OrderStatus status() {
    return status;
  }

  /**
   * "", Stop, TakeProfit, StopLoss, TrailingStop, PartialTakeProfit, PartialStopLoss, tpslOrder.
   */
  public String stopOrderType() {
    return stopOrderType;
  }

  /**
   * CreateByUser, CreateByClosing, CreateByTakeProfit, CreateByStopLoss, CreateByTrailingStop,
   * CreateByLiq ....
   */
  public String createType() {
    return createType;
  }

  /** 0: not conditional. */
  public long triggerPriceE9() {
    return triggerPriceE9;
  }

  /**
   * Where it triggers as things are: of a trailing stop that is awake its distance from the best
   * price since; else {@link #triggerPriceE9}.
   */
  public long triggersAtE9() {
    if (trailE9 == 0 || trailBestE9 == 0) {
      return triggerPriceE9;
    }
    return buys() ? trailBestE9 + trailE9 : trailBestE9 - trailE9;
  }

  /** 0 none, 1 rise, 2 fall. */
  public int triggerDirection() {
    return triggerDirection;
  }

  public TriggerBy triggerBy() {
    return triggerBy;
  }

  public boolean reduceOnly() {
    return reduceOnly;
  }

  public boolean closeOnTrigger() {
    return closeOnTrigger;
  }

  public TriggerSpec takeProfit() {
    return takeProfit;
  }

  public TriggerSpec stopLoss() {
    return stopLoss;
  }

  public boolean fullTpSl() {
    return fullTpSl;
  }

  public long lastPriceOnCreatedE9() {
    return lastPriceOnCreatedE9;
  }

  public long createdNs() {
    return createdNs;
  }

  public long updatedNs() {
    return updatedNs;
  }

  /** EC_NoError, EC_PostOnlyWillTakeLiquidity .... */
  public String rejectReason() {
    return rejectReason;
  }

  /** UNKNOWN, CancelByUser, CancelByReduceOnly .... */
  public String cancelType() {
    return cancelType;
  }

  /** The client id of the order that this take-profit or stop-loss was attached to, or "". */
  public String parentLinkId() {
    return parentLinkId;
  }

  /** Distance of a trailing stop; 0 for others. */
  public long trailE9() {
    return trailE9;
  }

  /** How far a market order may go. */
  public Slippage slippage() {
    return slippage;
  }

  /** None, CancelMaker, CancelTaker, CancelBoth: as it was asked for. */
  public String smpType() {
    return smpType;
  }

  /** Whether it may do nothing but close. */
  boolean closes() {
    return reduceOnly || closeOnTrigger;
  }

  /** Whether it waits for a price. */
  boolean waits() {
    return status == OrderStatus.UNTRIGGERED;
  }

  boolean buys() {
    return side == Side.BUY;
  }

  /** The order as it is now, for a reader that hears of it later. */
  VenueOrder copy() {
    VenueOrder copy = new VenueOrder();
    copy.id = id;
    copy.account = account;
    copy.symbol = symbol;
    copy.linkId = linkId;
    copy.side = side;
    copy.positionIdx = positionIdx;
    copy.type = type;
    copy.timeInForce = timeInForce;
    copy.priceE9 = priceE9;
    copy.quantityE9 = quantityE9;
    copy.leavesE9 = leavesE9;
    copy.filledE9 = filledE9;
    copy.filledValueE9 = filledValueE9;
    copy.feeE9 = feeE9;
    copy.status = status;
    copy.stopOrderType = stopOrderType;
    copy.createType = createType;
    copy.triggerPriceE9 = triggerPriceE9;
    copy.triggerDirection = triggerDirection;
    copy.triggerBy = triggerBy;
    copy.reduceOnly = reduceOnly;
    copy.closeOnTrigger = closeOnTrigger;
    copy.takeProfit = takeProfit;
    copy.stopLoss = stopLoss;
    copy.fullTpSl = fullTpSl;
    copy.lastPriceOnCreatedE9 = lastPriceOnCreatedE9;
    copy.createdNs = createdNs;
    copy.updatedNs = updatedNs;
    copy.rejectReason = rejectReason;
    copy.cancelType = cancelType;
    copy.parentLinkId = parentLinkId;
    copy.trailE9 = trailE9;
    copy.trailBestE9 = trailBestE9;
    copy.slippage = slippage;
    copy.smpType = smpType;
    return copy;
  }

  /** Whether it rests in the book or waits for its trigger. */
  public boolean isOpen() {
    return switch (status) {
      case NEW, PARTIALLY_FILLED, UNTRIGGERED, TRIGGERED -> true;
      default -> false;
    };
  }
}
