package ringside.adapters.bybit;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import ringside.adapters.bybit.ItemFields.Kind;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.OrderUpdateEncoder;
import ringside.journal.codec.Side;
import ringside.journal.codec.TriggerDirection;
import ringside.journal.event.RecordBuffer;

/**
 * An order as the venue has it, by stream (docs/v5/websocket/private/order) or by REST
 * (docs/v5/order/open-order, order-list):
 *
 * <pre>{@code
 * {"category":"linear","symbol":"BTCUSDT","orderId":"5cf98598-39a7","orderLinkId":"r1-42-1",
 *  "side":"Buy","positionIdx":1,"orderType":"Limit","timeInForce":"GTC","orderStatus":"New",
 *  "price":"30000.50","qty":"0.100","leavesQty":"0.100","cumExecQty":"0","avgPrice":""}
 * }</pre>
 *
 * <p>The fee so far is the one in the settlement coin of {@code cumFeeDetail}, which replaces
 * {@code cumExecFee}. {@code EC_NoError} says nothing.
 */
final class OrderItem implements AccountItem {
  private static final int CATEGORY = 0;
  private static final int SYMBOL = 1;
  private static final int ORDER_ID = 2;
  private static final int CLIENT_ORDER_ID = 3;
  private static final int SIDE = 4;
  private static final int LEG = 5;
  private static final int STATUS = 6;
  private static final int TYPE = 7;
  private static final int TIME_IN_FORCE = 8;
  private static final int PRICE = 9;
  private static final int QUANTITY = 10;
  private static final int LEAVES = 11;
  private static final int CUMULATIVE_QUANTITY = 12;
  private static final int CUMULATIVE_VALUE = 13;
  private static final int CUMULATIVE_FEE = 14;
  private static final int AVERAGE_PRICE = 15;
  private static final int TRIGGER_PRICE = 16;
  private static final int TAKE_PROFIT = 17;
  private static final int STOP_LOSS = 18;
  private static final int CREATED = 19;
  private static final int UPDATED = 20;
  private static final int TRIGGER_BY = 21;
  private static final int TRIGGER_DIRECTION = 22;
  private static final int REDUCE_ONLY = 23;
  private static final int CLOSE_ON_TRIGGER = 24;
  private static final int STOP_ORDER_TYPE = 25;
  private static final int REJECT_REASON = 26;
  private static final int CANCEL_TYPE = 27;

  private final OrderUpdateEncoder order = new OrderUpdateEncoder();
  private final ItemScope scope;
  private final String settleCoin;
  private final ItemFields fields =
      new ItemFields()
          .with("category", Kind.WORD)
          .need("symbol", Kind.ID)
          .need("orderId", Kind.ID)
          .with("orderLinkId", Kind.ID)
          .need("side", Kind.WORD)
          .need("positionIdx", Kind.INTEGER)
          .need("orderStatus", Kind.WORD)
          .with("orderType", Kind.WORD)
          .with("timeInForce", Kind.WORD)
          .with("price", Kind.PRICE)
          .need("qty", Kind.QUANTITY)
          .with("leavesQty", Kind.QUANTITY)
          .with("cumExecQty", Kind.QUANTITY)
          .with("cumExecValue", Kind.MONEY)
          .with("cumExecFee", Kind.MONEY)
          .with("avgPrice", Kind.DERIVED_PRICE)
          .with("triggerPrice", Kind.PRICE)
          .with("takeProfit", Kind.PRICE)
          .with("stopLoss", Kind.PRICE)
          .with("createdTime", Kind.TIME)
          .with("updatedTime", Kind.TIME)
          .with("triggerBy", Kind.WORD)
          .with("triggerDirection", Kind.INTEGER)
          .with("reduceOnly", Kind.FLAG)
          .with("closeOnTrigger", Kind.FLAG)
          .with("stopOrderType", Kind.WORD)
          .with("rejectReason", Kind.WORD)
          .with("cancelType", Kind.WORD)
          .with("cumFeeDetail", this::readFees);

  private long feeE9;
  private Side side;
  private Leg leg;
  private OrderStatus status;

  OrderItem(ItemScope scope) {
    this.scope = scope;
    this.settleCoin = scope.settleCoin();
  }

  @Override
  public boolean read(JsonCursor json) throws IOException, RejectedException {
    feeE9 = ItemFields.NOTHING;
    fields.read(json);
    if (!scope.find(fields, CATEGORY, SYMBOL)) {
      return false;
    }
    side = Words.side(fields, SIDE);
    leg = Words.leg(fields.value(LEG));
    status = Words.status(fields, STATUS);
    if (fields.is(REJECT_REASON, "EC_NoError")) {
      fields.forget(REJECT_REASON);
    }
    return true;
  }

  /** The symbol of the item read last; for what is rare. */
  String symbol() {
    return fields.string(SYMBOL);
  }

  /** Whether the order read last is not known to have ended; also of one that is not ours. */
  boolean isMaybeOpen() {
    return switch (fields.string(STATUS)) {
      case "Filled", "Cancelled", "PartiallyFilledCanceled", "Rejected", "Deactivated" -> false;
      default -> true;
    };
  }

  /** Whether the order read last can still fill. */
  boolean isOpen() {
    return Words.isOpen(status);
  }

  @Override
  public int encode(RecordBuffer into, Stamp stamp, long reportId) {
    order.wrap(into.buffer(), into.begin(OrderUpdateEncoder.TEMPLATE_ID));
    stamp.instrument = scope.instrument();
    stamp.write(order.header());
    order
        .priceE9(fields.value(PRICE))
        .quantityE9(fields.value(QUANTITY))
        .leavesQuantityE9(fields.value(LEAVES))
        .cumulativeQuantityE9(fields.value(CUMULATIVE_QUANTITY))
        .cumulativeNotionalE9(fields.value(CUMULATIVE_VALUE))
        .cumulativeFeeE9(feeE9 == ItemFields.NOTHING ? fields.value(CUMULATIVE_FEE) : feeE9)
        .averagePriceE9(fields.value(AVERAGE_PRICE))
        .triggerPriceE9(fields.value(TRIGGER_PRICE))
        .takeProfitE9(fields.value(TAKE_PROFIT))
        .stopLossE9(fields.value(STOP_LOSS))
        .createdTimeNs(fields.value(CREATED))
        .updatedTimeNs(fields.value(UPDATED))
        .reportId(reportId)
        .side(side)
        .leg(leg)
        .orderType(Words.orderType(fields, TYPE))
        .timeInForce(Words.timeInForce(fields, TIME_IN_FORCE))
        .status(status)
        .triggerBy(Words.triggerBy(fields, TRIGGER_BY))
        .triggerDirection(direction(fields.value(TRIGGER_DIRECTION)));
    if (fields.value(REDUCE_ONLY) != ItemFields.NOTHING) {
      order.reduceOnly((short) fields.value(REDUCE_ONLY));
    }
    if (fields.value(CLOSE_ON_TRIGGER) != ItemFields.NOTHING) {
      order.closeOnTrigger((short) fields.value(CLOSE_ON_TRIGGER));
    }
    order
        .putOrderId(fields.text(ORDER_ID), 0, fields.length(ORDER_ID))
        .putClientOrderId(fields.text(CLIENT_ORDER_ID), 0, fields.length(CLIENT_ORDER_ID))
        .putStopOrderType(fields.text(STOP_ORDER_TYPE), 0, fields.length(STOP_ORDER_TYPE))
        .putRejectReason(fields.text(REJECT_REASON), 0, fields.length(REJECT_REASON))
        .putCancelType(fields.text(CANCEL_TYPE), 0, fields.length(CANCEL_TYPE));
    into.end(order.encodedLength());
    return 1;
  }

  private void readFees(JsonCursor json) throws IOException, RejectedException {
    json.require(JsonToken.START_OBJECT);
    for (String coin = json.nextField(); coin != null; coin = json.nextField()) {
      json.next();
      if (coin.equals(settleCoin) && !json.isNothing()) {
        feeE9 = json.moneyE9();
      } else {
        json.skip();
      }
    }
  }

  private static TriggerDirection direction(long stated) {
    if (stated == 1) {
      return TriggerDirection.RISE;
    }
    return stated == 2 ? TriggerDirection.FALL : TriggerDirection.NULL_VAL;
  }
}
