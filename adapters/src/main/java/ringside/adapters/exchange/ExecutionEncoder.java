package ringside.adapters.exchange;

import ringside.adapters.sim.VenueExecution;
import ringside.journal.codec.OrderType;

/**
 * Writes an execution as Bybit does, into its REST list and its two execution topics. Any thread.
 *
 * <p>Source: the venue's pages docs/v5/order/execution and docs/v5/websocket/private/execution and
 * fast-execution.
 */
final class ExecutionEncoder {
  private final Symbols symbols;
  private final VenueTime times;
  private final VenueIds ids;

  ExecutionEncoder(Symbols symbols, VenueIds ids, VenueTime times) {
    this.symbols = symbols;
    this.times = times;
    this.ids = ids;
  }

  /** An item of the execution list. */
  void list(JsonWriter json, VenueExecution execution) {
    json.beginObject();
    fields(json, execution);
    json.text("execFeeV2", "");
    json.endObject();
  }

  /** An item of the execution topic. */
  void stream(JsonWriter json, VenueExecution execution) {
    json.beginObject();
    json.text("category", Words.CATEGORY);
    fields(json, execution);
    json.decimal("execPnl", execution.realisedPnlE9());
    json.text("isLeverage", "0");
    json.text("marketUnit", "");
    json.endObject();
  }

  /** An item of the execution.fast topic. */
  void fast(JsonWriter json, VenueExecution execution) {
    json.beginObject();
    json.text("category", Words.CATEGORY);
    json.text("symbol", symbols.name(execution.symbol()));
    json.text("execId", ids.execution(execution.id()));
    json.decimal("execPrice", execution.priceE9());
    json.decimal("execQty", execution.quantityE9());
    json.text("orderId", orderId(execution));
    json.flag("isMaker", execution.maker());
    json.text("orderLinkId", execution.linkId());
    json.text("side", Words.word(execution.side()));
    json.numberText("execTime", times.shownMs(execution.timeNs()));
    json.number("seq", execution.sequence());
    json.endObject();
  }

  private void fields(JsonWriter json, VenueExecution execution) {
    boolean order = execution.orderId() != 0;
    json.text("symbol", symbols.name(execution.symbol()));
    json.text("orderId", orderId(execution));
    json.text("orderLinkId", execution.linkId());
    json.text("side", Words.word(execution.side()));
    json.decimal("orderPrice", execution.orderPriceE9());
    json.decimal("orderQty", execution.orderQuantityE9());
    json.decimal("leavesQty", execution.leavesE9());
    json.text("createType", order ? execution.createType() : "");
    json.text("orderType", order ? orderType(execution.orderType()) : "UNKNOWN");
    json.text(
        "stopOrderType",
        execution.stopOrderType().isEmpty() ? "UNKNOWN" : execution.stopOrderType());
    json.decimal("execFee", execution.feeE9());
    json.text("execId", ids.execution(execution.id()));
    json.decimal("execPrice", execution.priceE9());
    json.decimal("execQty", execution.quantityE9());
    json.text("execType", Words.word(execution.type()));
    json.decimal("execValue", execution.valueE9());
    json.numberText("execTime", times.shownMs(execution.timeNs()));
    json.text("feeCurrency", symbols.get(execution.symbol()).settleCoin());
    json.flag("isMaker", execution.maker());
    json.decimal("feeRate", execution.feeRateE9());
    json.text("tradeIv", "");
    json.text("markIv", "");
    json.decimal("markPrice", execution.markE9());
    json.decimalOrEmpty("indexPrice", execution.indexE9());
    json.text("underlyingPrice", "");
    json.text("blockTradeId", "");
    json.decimal("closedSize", execution.closedE9());
    json.text("extraFees", "");
    json.number("seq", execution.sequence());
  }

  private String orderId(VenueExecution execution) {
    return execution.orderId() == 0
        ? ids.execution(execution.id())
        : ids.order(execution.orderId());
  }

  private static String orderType(OrderType type) {
    return type == null ? "UNKNOWN" : Words.word(type);
  }
}
