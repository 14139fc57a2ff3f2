package ringside.adapters.exchange;

import ringside.adapters.sim.TriggerSpec;
import ringside.adapters.sim.VenueOrder;
import ringside.journal.codec.OrderType;
import ringside.journal.event.Decimals;

/**
 * Writes an order as Bybit does, into its REST lists and its order topic. The venue's thread.
 *
 * <p>Source: the venue's pages docs/v5/order/open-order and docs/v5/websocket/private/order.
 */
final class OrderEncoder {
  private final Symbols symbols;
  private final VenueTime times;
  private final VenueIds ids;

  OrderEncoder(Symbols symbols, VenueIds ids, VenueTime times) {
    this.symbols = symbols;
    this.times = times;
    this.ids = ids;
  }

  /** An item of realtime and history. */
  void list(JsonWriter json, VenueOrder order) {
    json.beginObject();
    fields(json, order);
    json.text("extraFees", "");
    json.endObject();
  }

  /**
   * An item of the order topic.
   *
   * @param closedPnlE9 what the order realised so far
   */
  void stream(JsonWriter json, VenueOrder order, long closedPnlE9) {
    json.beginObject();
    json.text("category", Words.CATEGORY);
    fields(json, order);
    json.decimal("closedPnl", closedPnlE9);
    json.text("feeCurrency", symbols.get(order.symbol()).settleCoin());
    json.endObject();
  }

  private void fields(JsonWriter json, VenueOrder order) {
    json.text("symbol", symbols.name(order.symbol()));
    json.text("orderId", ids.order(order.id()));
    json.text("orderLinkId", order.linkId());
    json.text("parentOrderLinkId", order.parentLinkId());
    json.text("blockTradeId", "");
    json.text("side", Words.word(order.side()));
    json.number("positionIdx", order.positionIdx());
    json.text("orderStatus", Words.word(order.status()));
    json.text("createType", order.createType());
    json.text("cancelType", order.cancelType());
    json.text("rejectReason", order.rejectReason());
    json.text("timeInForce", Words.word(order.timeInForce()));
    json.text("isLeverage", "");
    json.decimal("price", order.priceE9());
    json.decimal("qty", order.quantityE9());
    long average =
        order.filledE9() == 0 ? 0 : Decimals.divideE9(order.filledValueE9(), order.filledE9());
    json.decimalOrEmpty("avgPrice", average);
    json.decimal("leavesQty", order.leavesE9());
    json.decimal("leavesValue", Decimals.multiplyE9(order.leavesE9(), order.priceE9()));
    json.decimal("cumExecQty", order.filledE9());
    json.decimal("cumExecValue", order.filledValueE9());
    json.decimal("cumExecFee", order.feeE9());
    json.beginObject("cumFeeDetail");
    if (order.filledE9() != 0) {
      json.decimal(symbols.get(order.symbol()).settleCoin(), order.feeE9());
    }
    json.endObject();
    json.text("orderType", Words.word(order.type()));
    json.text("stopOrderType", order.stopOrderType());
    json.text("orderIv", "");
    json.text("marketUnit", "");
    boolean bounded = order.slippage().toleranceE9() != 0;
    json.text("slippageToleranceType", bounded ? Words.word(order.slippage().unit()) : "UNKNOWN");
    json.decimalOrEmpty("slippageTolerance", order.slippage().toleranceE9());
    triggers(json, order);
    json.decimalOrEmpty("lastPriceOnCreated", order.lastPriceOnCreatedE9());
    json.flag("reduceOnly", order.reduceOnly());
    json.flag("closeOnTrigger", order.closeOnTrigger());
    json.text("placeType", "");
    json.text("smpType", order.smpType());
    json.number("smpGroup", 0);
    json.text("smpOrderId", "");
    json.numberText("createdTime", times.shownMs(order.createdNs()));
    json.numberText("updatedTime", times.shownMs(order.updatedNs()));
  }

  private static void triggers(JsonWriter json, VenueOrder order) {
    TriggerSpec takeProfit = order.takeProfit();
    TriggerSpec stopLoss = order.stopLoss();
    boolean hasProfit = takeProfit.priceE9() > 0;
    boolean hasLoss = stopLoss.priceE9() > 0;
    long triggerE9 = order.triggersAtE9();
    json.decimalOrEmpty("triggerPrice", triggerE9);
    json.number("triggerDirection", order.triggerDirection());
    json.text("triggerBy", triggerE9 == 0 ? "" : Words.word(order.triggerBy()));
    json.decimalOrEmpty("takeProfit", hasProfit ? takeProfit.priceE9() : 0);
    json.decimalOrEmpty("stopLoss", hasLoss ? stopLoss.priceE9() : 0);
    json.text("tpTriggerBy", hasProfit ? Words.word(takeProfit.by()) : "");
    json.text("slTriggerBy", hasLoss ? Words.word(stopLoss.by()) : "");
    json.decimalOrEmpty("tpLimitPrice", hasProfit ? limit(takeProfit) : 0);
    json.decimalOrEmpty("slLimitPrice", hasLoss ? limit(stopLoss) : 0);
    json.text("tpslMode", hasProfit || hasLoss ? Words.tpslMode(order.fullTpSl()) : "");
    json.text("ocoTriggerBy", "");
  }

  private static long limit(TriggerSpec spec) {
    return spec.orderType() == OrderType.LIMIT ? spec.limitPriceE9() : 0;
  }
}
