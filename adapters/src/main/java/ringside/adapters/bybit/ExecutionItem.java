package ringside.adapters.bybit;

import java.io.IOException;
import ringside.adapters.bybit.ItemFields.Kind;
import ringside.journal.codec.ExecutionEncoder;
import ringside.journal.codec.Leg;
import ringside.journal.codec.Side;
import ringside.journal.event.RecordBuffer;

/**
 * A fill, a funding payment or the like, by stream (docs/v5/websocket/private/execution,
 * fast-execution) or by REST (docs/v5/order/execution):
 *
 * <pre>{@code
 * {"category":"linear","symbol":"BTCUSDT","execId":"0ab1bdf7","orderId":"9aac161b",
 *  "orderLinkId":"","side":"Sell","execPrice":"95900.1","execQty":"0.5","execType":"Trade",
 *  "execValue":"47950.05","execFee":"26.3725275","feeRate":"0.00055","isMaker":false,
 *  "execTime":"1746270400353","seq":140612148849382,"closedSize":"0.5","leavesQty":"0"}
 * }</pre>
 *
 * <p>The venue does not say of which leg it is. Its own time is the execution's, not the message's.
 */
final class ExecutionItem implements AccountItem {
  private static final int CATEGORY = 0;
  private static final int SYMBOL = 1;
  private static final int EXECUTION_ID = 2;
  private static final int ORDER_ID = 3;
  private static final int CLIENT_ORDER_ID = 4;
  private static final int SIDE = 5;
  private static final int PRICE = 6;
  private static final int QUANTITY = 7;
  private static final int TYPE = 8;
  private static final int VALUE = 9;
  private static final int FEE = 10;
  private static final int FEE_RATE = 11;
  private static final int MAKER = 12;
  private static final int TIME = 13;
  private static final int SEQUENCE = 14;
  private static final int CLOSED = 15;
  private static final int LEAVES = 16;
  private static final int PROFIT = 17;
  private static final int FEE_COIN = 18;

  private final ExecutionEncoder execution = new ExecutionEncoder();
  private final ItemScope scope;
  private final ItemFields fields =
      new ItemFields()
          .with("category", Kind.WORD)
          .need("symbol", Kind.ID)
          .need("execId", Kind.ID)
          .with("orderId", Kind.ID)
          .with("orderLinkId", Kind.ID)
          .need("side", Kind.WORD)
          .need("execPrice", Kind.LEVEL)
          .need("execQty", Kind.QUANTITY)
          .with("execType", Kind.WORD)
          .with("execValue", Kind.MONEY)
          .with("execFee", Kind.MONEY)
          .with("feeRate", Kind.MONEY)
          .with("isMaker", Kind.FLAG)
          .need("execTime", Kind.TIME)
          .with("seq", Kind.INTEGER)
          .with("closedSize", Kind.QUANTITY)
          .with("leavesQty", Kind.QUANTITY)
          .with("execPnl", Kind.MONEY)
          .with("feeCurrency", Kind.WORD);

  private Side side;

  ExecutionItem(ItemScope scope) {
    this.scope = scope;
  }

  @Override
  public boolean read(JsonCursor json) throws IOException, RejectedException {
    fields.read(json);
    if (!scope.find(fields, CATEGORY, SYMBOL)) {
      return false;
    }
    side = Words.side(fields, SIDE);
    return true;
  }

  String executionId() {
    return fields.string(EXECUTION_ID);
  }

  @Override
  public int encode(RecordBuffer into, Stamp stamp, long reportId) {
    execution.wrap(into.buffer(), into.begin(ExecutionEncoder.TEMPLATE_ID));
    stamp.instrument = scope.instrument();
    stamp.write(execution.header(), fields.value(TIME));
    execution
        .priceE9(fields.value(PRICE))
        .quantityE9(fields.value(QUANTITY))
        .notionalE9(fields.value(VALUE))
        .feeE9(fields.value(FEE))
        .feeRateE9(fields.value(FEE_RATE))
        .closedQuantityE9(fields.value(CLOSED))
        .leavesQuantityE9(fields.value(LEAVES))
        .realisedPnlE9(fields.value(PROFIT))
        .crossSequence(fields.value(SEQUENCE))
        .reportId(reportId)
        .side(side)
        .leg(Leg.NULL_VAL)
        .executionType(Words.executionType(fields, TYPE));
    if (fields.value(MAKER) != ItemFields.NOTHING) {
      execution.maker((short) fields.value(MAKER));
    }
    execution
        .putExecutionId(fields.text(EXECUTION_ID), 0, fields.length(EXECUTION_ID))
        .putOrderId(fields.text(ORDER_ID), 0, fields.length(ORDER_ID))
        .putClientOrderId(fields.text(CLIENT_ORDER_ID), 0, fields.length(CLIENT_ORDER_ID));
    if (fields.length(FEE_COIN) == 0) {
      // The list often leaves it out: a contract's fees are paid in what it settles in.
      execution.feeCoin(scope.settleCoin());
    } else {
      execution.putFeeCoin(fields.text(FEE_COIN), 0, fields.length(FEE_COIN));
    }
    into.end(execution.encodedLength());
    return 1;
  }
}
