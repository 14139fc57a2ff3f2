package ringside.adapters.recording;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;

/**
 * Reads one orderbook message into its own arrays, which the next one overwrites. One thread.
 *
 * <pre>{@code
 * {"topic":"orderbook.50.BTCUSDT","type":"delta","ts":1786310818130,
 *  "data":{"s":"BTCUSDT","b":[["65095.30","0.005"]],"a":[["65116.60","0"]],"u":15076953,
 *  "seq":753843913870},"cts":1786310818129}
 * }</pre>
 */
final class BookLineDecoder {
  static final long ABSENT = -1;

  String[] prices = new String[128];
  String[] quantities = new String[128];
  long[] pricesE9 = new long[128];
  boolean[] bid = new boolean[128];
  int levels;
  long updateId;
  long sequence;
  long tsMs;
  long ctsMs;

  /**
   * @return false for a message that is not whole and well formed: nothing of it may be used
   */
  boolean decode(byte[] text) {
    levels = 0;
    updateId = ABSENT;
    sequence = ABSENT;
    tsMs = ABSENT;
    ctsMs = ABSENT;
    try (JsonParser parser = LineHeaderDecoder.JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        if (field.equals("data")) {
          if (value != JsonToken.START_OBJECT || !readData(parser)) {
            return false;
          }
        } else if (field.equals("ts")) {
          tsMs = parser.getValueAsLong(ABSENT);
        } else if (field.equals("cts")) {
          ctsMs = parser.getValueAsLong(ABSENT);
        } else if (value.isStructStart()) {
          parser.skipChildren();
        }
      }
      return parser.currentToken() == JsonToken.END_OBJECT
          && parser.nextToken() == null
          && updateId > 0;
    } catch (IOException e) {
      return false;
    }
  }

  private boolean readData(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (field) {
        case "b", "a" -> {
          if (!readLevels(parser, value, field.equals("b"))) {
            return false;
          }
        }
        case "u" -> updateId = parser.getValueAsLong(ABSENT);
        case "seq" -> sequence = parser.getValueAsLong(ABSENT);
        default -> {
          if (value.isStructStart()) {
            parser.skipChildren();
          }
        }
      }
    }
    return true;
  }

  private boolean readLevels(JsonParser parser, JsonToken value, boolean bids) throws IOException {
    if (value != JsonToken.START_ARRAY) {
      return false;
    }
    while (parser.nextToken() == JsonToken.START_ARRAY) {
      String price = parser.nextTextValue();
      String quantity = parser.nextTextValue();
      if (price == null || quantity == null || parser.nextToken() != JsonToken.END_ARRAY) {
        return false;
      }
      long priceE9 = PlainDecimal.toE9(price);
      if (priceE9 == PlainDecimal.INVALID || PlainDecimal.toE9(quantity) == PlainDecimal.INVALID) {
        return false;
      }
      if (levels == prices.length) {
        prices = Arrays.copyOf(prices, 2 * levels);
        quantities = Arrays.copyOf(quantities, 2 * levels);
        pricesE9 = Arrays.copyOf(pricesE9, 2 * levels);
        bid = Arrays.copyOf(bid, 2 * levels);
      }
      prices[levels] = price;
      quantities[levels] = quantity;
      pricesE9[levels] = priceE9;
      bid[levels] = bids;
      levels++;
    }
    return parser.currentToken() == JsonToken.END_ARRAY;
  }
}
