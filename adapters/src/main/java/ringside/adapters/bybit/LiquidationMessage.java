package ringside.adapters.bybit;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import ringside.journal.codec.LiquidationEncoder;
import ringside.journal.codec.Side;
import ringside.journal.event.RecordBuffer;

/**
 * The data of an {@code allLiquidation} message, as arrays until it is encoded. Its side is that of
 * the position: {@code Buy}, a long was liquidated.
 *
 * <pre>{@code
 * [{"T":1739502302929,"s":"ROSEUSDT","S":"Sell","v":"20000","p":"0.04499"}]
 * }</pre>
 */
final class LiquidationMessage {
  static final int MAX_LIQUIDATIONS = 1024;

  private static final int SYMBOL = 1;
  private static final int TIME = 2;
  private static final int SIDE = 4;
  private static final int QUANTITY = 8;
  private static final int PRICE = 16;
  private static final int REQUIRED = SYMBOL | TIME | SIDE | QUANTITY | PRICE;

  private final LiquidationEncoder liquidation = new LiquidationEncoder();
  private final long[] timesNs = new long[MAX_LIQUIDATIONS];
  private final long[] pricesE9 = new long[MAX_LIQUIDATIONS];
  private final long[] quantitiesE9 = new long[MAX_LIQUIDATIONS];
  private final Side[] positionSides = new Side[MAX_LIQUIDATIONS];
  private int count;

  /** The cursor stands at the data's value. */
  void read(JsonCursor json, String symbol) throws IOException, RejectedException {
    json.require(JsonToken.START_ARRAY);
    count = 0;
    while (json.next() != JsonToken.END_ARRAY) {
      if (count == MAX_LIQUIDATIONS) {
        throw RejectedException.of(RejectReason.TOO_MANY);
      }
      readLiquidation(json, symbol, count);
      count++;
    }
  }

  void encode(RecordBuffer into, Stamp stamp) {
    for (int i = 0; i < count; i++) {
      int at = into.begin(LiquidationEncoder.TEMPLATE_ID);
      liquidation.wrap(into.buffer(), at);
      stamp.write(liquidation.header(), timesNs[i]);
      liquidation.priceE9(pricesE9[i]).quantityE9(quantitiesE9[i]).positionSide(positionSides[i]);
      into.end(liquidation.encodedLength());
    }
  }

  private void readLiquidation(JsonCursor json, String symbol, int i)
      throws IOException, RejectedException {
    json.require(JsonToken.START_OBJECT);
    int seen = 0;
    for (String field = json.nextField(); field != null; field = json.nextField()) {
      json.next();
      int bit = bit(field);
      if ((seen & bit) != 0) {
        throw RejectedException.of(RejectReason.DUPLICATE_FIELD);
      }
      seen |= bit;
      switch (bit) {
        case SYMBOL -> {
          if (!json.textEquals(symbol)) {
            throw RejectedException.of(RejectReason.MISMATCH);
          }
        }
        case TIME -> timesNs[i] = json.timeNs();
        case SIDE -> positionSides[i] = Words.side(json);
        case QUANTITY -> quantitiesE9[i] = json.quantityE9();
        case PRICE -> pricesE9[i] = json.priceE9();
        default -> json.skip();
      }
    }
    if ((seen & REQUIRED) != REQUIRED) {
      throw RejectedException.of(RejectReason.MISSING_FIELD);
    }
  }

  private static int bit(String field) {
    return switch (field) {
      case "s" -> SYMBOL;
      case "T" -> TIME;
      case "S" -> SIDE;
      case "v" -> QUANTITY;
      case "p" -> PRICE;
      default -> 0;
    };
  }
}
