package ringside.adapters.bybit;

import java.io.IOException;
import ringside.adapters.bybit.ItemFields.Kind;
import ringside.journal.codec.RecordHeaderEncoder;
import ringside.journal.codec.TransferEncoder;
import ringside.journal.event.RecordBuffer;

/**
 * A line of the account's log (docs/v5/account/transaction-log) that is none of an execution's:
 * money moved in or out, a bonus, interest, a refund.
 *
 * <pre>{@code
 * {"id":"592324_USDT_161440249321","symbol":"","category":"","currency":"USDT",
 *  "type":"TRANSFER_IN","change":"100","cashFlow":"100","transactionTime":"1672128000000"}
 * }</pre>
 *
 * <p>Lines of executions are passed over: the account hears of those by themselves.
 */
final class TransferItem implements AccountItem {
  private static final int ID = 0;
  private static final int COIN = 1;
  private static final int TYPE = 2;
  private static final int CHANGE = 3;
  private static final int TIME = 4;
  private static final int ORDER = 5;

  private final TransferEncoder transfer = new TransferEncoder();
  private final ItemFields fields =
      new ItemFields()
          .need("id", Kind.ID)
          .need("currency", Kind.ID)
          .need("type", Kind.WORD)
          .need("change", Kind.MONEY)
          .need("transactionTime", Kind.TIME)
          .with("orderId", Kind.ID);

  @Override
  public boolean read(JsonCursor json) throws IOException, RejectedException {
    fields.read(json);
    return switch (fields.string(TYPE)) {
      case "TRADE", "SETTLEMENT", "DELIVERY", "ADL" -> false;
      // Without an order it is no execution, but what the insurance fund paid for a loss.
      case "LIQUIDATION" -> fields.length(ORDER) == 0;
      default -> true;
    };
  }

  @Override
  public int encode(RecordBuffer into, Stamp stamp, long reportId) {
    transfer.wrap(into.buffer(), into.begin(TransferEncoder.TEMPLATE_ID));
    stamp.instrument = RecordHeaderEncoder.instrumentNullValue();
    stamp.write(transfer.header(), fields.value(TIME));
    transfer
        .amountE9(fields.value(CHANGE))
        .reportId(reportId)
        .putCoin(fields.text(COIN), 0, fields.length(COIN))
        .putTransferId(fields.text(ID), 0, fields.length(ID));
    into.end(transfer.encodedLength());
    return 1;
  }
}
