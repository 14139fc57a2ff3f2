package ringside.adapters.bybit;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import ringside.journal.codec.Side;
import ringside.journal.codec.TickDirection;
import ringside.journal.codec.TradeEncoder;
import ringside.journal.event.RecordBuffer;

/**
 * The data of a {@code publicTrade} message, as arrays until it is encoded:
 *
 * <pre>{@code
 * [{"T":1786310819680,"s":"BTCUSDT","S":"Sell","v":"0.004","p":"65114.20","L":"MinusTick",
 *   "i":"a9188a0a-82bc-50de-be60-03eedbe3cdd7","BT":false,"RPI":false,"seq":753843954913}]
 * }</pre>
 */
final class TradeMessage {
  /** The venue sends up to 1024. */
  static final int MAX_TRADES = 2048;

  static final int MAX_ID_LENGTH = 64;

  private static final int SYMBOL = 1;
  private static final int TIME = 2;
  private static final int SIDE = 4;
  private static final int QUANTITY = 8;
  private static final int PRICE = 16;
  private static final int TICK = 32;
  private static final int ID = 64;
  private static final int BLOCK = 128;
  private static final int CROSS_SEQUENCE = 256;
  private static final int RPI = 512;
  private static final int REQUIRED = SYMBOL | TIME | SIDE | QUANTITY | PRICE | ID;

  private final TradeEncoder trade = new TradeEncoder();
  private final long[] timesNs = new long[MAX_TRADES];
  private final long[] pricesE9 = new long[MAX_TRADES];
  private final long[] quantitiesE9 = new long[MAX_TRADES];
  private final long[] crossSequences = new long[MAX_TRADES];
  private final Side[] takerSides = new Side[MAX_TRADES];
  private final TickDirection[] ticks = new TickDirection[MAX_TRADES];
  private final short[] blockTrades = new short[MAX_TRADES];
  private final short[] rpis = new short[MAX_TRADES];
  private final byte[] ids = new byte[MAX_TRADES * MAX_ID_LENGTH];
  private final int[] idLengths = new int[MAX_TRADES];
  private int count;

  /** The cursor stands at the data's value. */
  void read(JsonCursor json, String symbol) throws IOException, RejectedException {
    json.require(JsonToken.START_ARRAY);
    count = 0;
    while (json.next() != JsonToken.END_ARRAY) {
      if (count == MAX_TRADES) {
        throw RejectedException.of(RejectReason.TOO_MANY);
      }
      readTrade(json, symbol, count);
      count++;
    }
  }

  void encode(RecordBuffer into, Stamp stamp) {
    for (int i = 0; i < count; i++) {
      int at = into.begin(TradeEncoder.TEMPLATE_ID);
      trade.wrap(into.buffer(), at);
      stamp.write(trade.header(), timesNs[i]);
      trade
          .priceE9(pricesE9[i])
          .quantityE9(quantitiesE9[i])
          .crossSequence(crossSequences[i])
          .takerSide(takerSides[i])
          .tickDirection(ticks[i])
          .blockTrade(blockTrades[i])
          .rpi(rpis[i])
          .putTradeId(ids, i * MAX_ID_LENGTH, idLengths[i]);
      into.end(trade.encodedLength());
    }
  }

  private void readTrade(JsonCursor json, String symbol, int i)
      throws IOException, RejectedException {
    json.require(JsonToken.START_OBJECT);
    crossSequences[i] = TradeEncoder.crossSequenceNullValue();
    ticks[i] = TickDirection.NULL_VAL;
    blockTrades[i] = TradeEncoder.blockTradeNullValue();
    rpis[i] = TradeEncoder.rpiNullValue();
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
        case SIDE -> takerSides[i] = Words.side(json);
        case QUANTITY -> quantitiesE9[i] = json.quantityE9();
        case PRICE -> pricesE9[i] = json.priceE9();
        case TICK -> ticks[i] = Words.tickDirection(json);
        case ID -> readId(json, i);
        case BLOCK -> blockTrades[i] = (short) (json.flag() ? 1 : 0);
        case RPI -> rpis[i] = (short) (json.flag() ? 1 : 0);
        case CROSS_SEQUENCE -> crossSequences[i] = json.integer();
        default -> json.skip();
      }
    }
    if ((seen & REQUIRED) != REQUIRED) {
      throw RejectedException.of(RejectReason.MISSING_FIELD);
    }
  }

  private void readId(JsonCursor json, int i) throws IOException, RejectedException {
    char[] text = json.textCharacters();
    int offset = json.textOffset();
    int length = json.textLength();
    if (length == 0 || length > MAX_ID_LENGTH) {
      throw RejectedException.of(RejectReason.TOO_LARGE);
    }
    for (int c = 0; c < length; c++) {
      char character = text[offset + c];
      if (character <= ' ' || character > '~') {
        throw RejectedException.of(RejectReason.WRONG_TYPE);
      }
      ids[i * MAX_ID_LENGTH + c] = (byte) character;
    }
    idLengths[i] = length;
  }

  private static int bit(String field) {
    return switch (field) {
      case "s" -> SYMBOL;
      case "T" -> TIME;
      case "S" -> SIDE;
      case "v" -> QUANTITY;
      case "p" -> PRICE;
      case "L" -> TICK;
      case "i" -> ID;
      case "BT" -> BLOCK;
      case "RPI" -> RPI;
      case "seq" -> CROSS_SEQUENCE;
      default -> 0;
    };
  }
}
