package ringside.adapters.bybit;

import java.io.IOException;
import ringside.adapters.bybit.ItemFields.Kind;
import ringside.journal.codec.Leg;
import ringside.journal.codec.PositionUpdateEncoder;
import ringside.journal.codec.Side;
import ringside.journal.event.RecordBuffer;

/**
 * A position, empty ones too, by stream (docs/v5/websocket/private/position) or by REST
 * (docs/v5/position/position), which calls the entry price {@code avgPrice}:
 *
 * <pre>{@code
 * {"category":"linear","symbol":"BTCUSDT","positionIdx":2,"side":"","size":"0","entryPrice":"0",
 *  "leverage":"10","positionValue":"0","markPrice":"28184.5","takeProfit":"0","stopLoss":"0",
 *  "cumRealisedPnl":"-25.06579337","positionStatus":"Normal","seq":8327597863}
 * }</pre>
 *
 * <p>A take-profit or stop of 0 says that there is none. The venue's time is that of the position,
 * not of the message.
 */
final class PositionItem implements AccountItem {
  private static final int CATEGORY = 0;
  private static final int SYMBOL = 1;
  private static final int LEG = 2;
  private static final int SIZE = 3;
  private static final int SIDE = 4;
  private static final int ENTRY_PRICE = 5;
  private static final int AVERAGE_PRICE = 6;
  private static final int MARK_PRICE = 7;
  private static final int VALUE = 8;
  private static final int LEVERAGE = 9;
  private static final int INITIAL_MARGIN = 10;
  private static final int MAINTENANCE_MARGIN = 11;
  private static final int LIQUIDATION_PRICE = 12;
  private static final int BANKRUPTCY_PRICE = 13;
  private static final int UNREALISED = 14;
  private static final int REALISED = 15;
  private static final int TAKE_PROFIT = 16;
  private static final int STOP_LOSS = 17;
  private static final int TRAILING_STOP = 18;
  private static final int SEQUENCE = 19;
  private static final int STATUS = 20;
  private static final int UPDATED = 21;
  private static final int CUMULATIVE = 22;
  private static final int REDUCE_ONLY = 23;

  private final PositionUpdateEncoder position = new PositionUpdateEncoder();
  private final ItemScope scope;
  private final ItemFields fields =
      new ItemFields()
          .with("category", Kind.WORD)
          .need("symbol", Kind.ID)
          .need("positionIdx", Kind.INTEGER)
          .need("size", Kind.QUANTITY)
          .with("side", Kind.WORD)
          .with("entryPrice", Kind.DERIVED_PRICE)
          .with("avgPrice", Kind.DERIVED_PRICE)
          .with("markPrice", Kind.DERIVED_PRICE)
          .with("positionValue", Kind.MONEY)
          .with("leverage", Kind.MONEY)
          .with("positionIM", Kind.MONEY)
          .with("positionMM", Kind.MONEY)
          .with("liqPrice", Kind.DERIVED_PRICE)
          .with("bustPrice", Kind.DERIVED_PRICE)
          .with("unrealisedPnl", Kind.MONEY)
          .with("curRealisedPnl", Kind.MONEY)
          .with("takeProfit", Kind.LEVEL)
          .with("stopLoss", Kind.LEVEL)
          .with("trailingStop", Kind.LEVEL)
          .with("seq", Kind.INTEGER)
          .with("positionStatus", Kind.WORD)
          .with("updatedTime", Kind.TIME)
          .with("cumRealisedPnl", Kind.MONEY)
          .with("isReduceOnly", Kind.FLAG);

  private Leg leg;
  private Side side;

  PositionItem(ItemScope scope) {
    this.scope = scope;
  }

  @Override
  public boolean read(JsonCursor json) throws IOException, RejectedException {
    fields.read(json);
    boolean ours = scope.find(fields, CATEGORY, SYMBOL);
    if (!ours && !scope.isForeign()) {
      return false;
    }
    leg = Words.leg(fields.value(LEG));
    boolean flat = fields.value(SIZE) == 0;
    // An empty leg has no side; some of the venue's answers write None
    side = flat ? Side.NULL_VAL : Words.side(fields, SIDE);
    return ours;
  }

  /** The symbol of the item read last; for what is rare. */
  String symbol() {
    return fields.string(SYMBOL);
  }

  long sizeE9() {
    return fields.value(SIZE);
  }

  boolean isLong() {
    return side == Side.BUY;
  }

  Leg leg() {
    return leg;
  }

  boolean isFlat() {
    return side == Side.NULL_VAL;
  }

  @Override
  public int encode(RecordBuffer into, Stamp stamp, long reportId) {
    position.wrap(into.buffer(), into.begin(PositionUpdateEncoder.TEMPLATE_ID));
    stamp.instrument = scope.instrument();
    stamp.write(position.header(), fields.valueOr(UPDATED, stamp.venueTimeNs));
    position
        .sizeE9(fields.value(SIZE))
        .entryPriceE9(fields.valueOr(ENTRY_PRICE, fields.value(AVERAGE_PRICE)))
        .markPriceE9(fields.value(MARK_PRICE))
        .notionalE9(fields.value(VALUE))
        .leverageE9(fields.value(LEVERAGE))
        .initialMarginE9(fields.value(INITIAL_MARGIN))
        .maintenanceMarginE9(fields.value(MAINTENANCE_MARGIN))
        .liquidationPriceE9(fields.value(LIQUIDATION_PRICE))
        .bankruptcyPriceE9(fields.value(BANKRUPTCY_PRICE))
        .unrealisedPnlE9(fields.value(UNREALISED))
        .realisedPnlE9(fields.value(REALISED))
        .takeProfitE9(fields.value(TAKE_PROFIT))
        .stopLossE9(fields.value(STOP_LOSS))
        .trailingStopE9(fields.value(TRAILING_STOP))
        .crossSequence(fields.value(SEQUENCE))
        .reportId(reportId)
        .leg(leg)
        .side(side)
        .status(Words.positionStatus(fields, STATUS))
        .cumulativeRealisedPnlE9(fields.value(CUMULATIVE));
    if (fields.value(REDUCE_ONLY) != ItemFields.NOTHING) {
      position.reduceOnly((short) fields.value(REDUCE_ONLY));
    }
    into.end(position.encodedLength());
    return 1;
  }
}
