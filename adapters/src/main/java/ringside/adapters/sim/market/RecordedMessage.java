package ringside.adapters.sim.market;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import ringside.adapters.recording.RecordedLine;
import ringside.journal.codec.Side;
import ringside.journal.event.Decimals;

/**
 * One message of Bybit's public linear stream, read into arrays that the next one overwrites. What
 * is not well formed is not read at all. One thread.
 *
 * <pre>{@code
 * {"topic":"orderbook.200.BTCUSDT","type":"delta","ts":1786310818130,
 *  "data":{"s":"BTCUSDT","b":[["65095.30","0.005"]],"a":[["65116.60","0"]],"u":15076953,"seq":7}}
 * {"topic":"publicTrade.BTCUSDT","type":"snapshot","ts":1786310818130,
 *  "data":[{"T":1786310818129,"s":"BTCUSDT","S":"Buy","v":"0.001","p":"65114.30"}]}
 * {"topic":"tickers.BTCUSDT","type":"delta","data":{"markPrice":"65117.43"},"ts":1786310818183}
 * {"topic":"allLiquidation.BTCUSDT","data":[{"T":1,"s":"BTCUSDT","S":"Sell","v":"1","p":"65"}]}
 * }</pre>
 */
final class RecordedMessage {
  /** What the message is about. */
  enum Kind {
    BOOK,
    TRADES,
    TICKER,
    LIQUIDATIONS,
    /** Candles, answers to requests, topics nobody knows. */
    OTHER,
    /** One of the above that could not be read. */
    BAD;

    boolean isUsed() {
      return this != OTHER && this != BAD;
    }
  }

  private static final JsonFactory JSON = new JsonFactory();
  private static final long NOT_STATED = Decimals.INVALID;

  Kind kind;
  String symbol;
  int depth;
  boolean snapshot;
  long timeMs;
  long updateId;
  int rows;
  Side[] sides = new Side[256];
  long[] pricesE9 = new long[256];
  long[] quantitiesE9 = new long[256];
  long markE9;
  long indexE9;
  long fundingE9;
  long openInterestE9;

  /** Reads a message; {@link #kind} says what it was. */
  void read(RecordedLine line) {
    kind = Kind.OTHER;
    timeMs = line.tsMs();
    snapshot = line.kind() == RecordedLine.Kind.SNAPSHOT;
    rows = 0;
    updateId = 0;
    markE9 = NOT_STATED;
    indexE9 = NOT_STATED;
    fundingE9 = NOT_STATED;
    openInterestE9 = NOT_STATED;
    if (line.topic() == null || timeMs < 0) {
      return;
    }
    String topic = line.topic();
    symbol = topic.substring(topic.lastIndexOf('.') + 1);
    if (topic.startsWith("orderbook.")) {
      kind = Kind.BOOK;
      depth = depth(topic);
    } else if (topic.startsWith("publicTrade.")) {
      kind = Kind.TRADES;
    } else if (topic.startsWith("tickers.")) {
      kind = Kind.TICKER;
    } else if (topic.startsWith("allLiquidation.") || topic.startsWith("liquidation.")) {
      kind = Kind.LIQUIDATIONS;
    } else {
      return;
    }
    if (!readWhole(line.text())) {
      kind = Kind.BAD;
    }
  }

  private static int depth(String topic) {
    int from = topic.indexOf('.') + 1;
    int to = topic.indexOf('.', from);
    if (to <= from || to - from > 4) {
      return 0;
    }
    int depth = 0;
    for (int i = from; i < to; i++) {
      depth = 10 * depth + Character.digit(topic.charAt(i), 10);
    }
    return depth;
  }

  private boolean readWhole(byte[] text) {
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      boolean data = false;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isData = parser.currentName().equals("data");
        JsonToken value = parser.nextToken();
        if (isData) {
          data = true;
          if (!readData(parser, value)) {
            return false;
          }
        } else if (value.isStructStart()) {
          parser.skipChildren();
        }
      }
      return data && parser.currentToken() == JsonToken.END_OBJECT;
    } catch (IOException e) {
      return false;
    }
  }

  private boolean readData(JsonParser parser, JsonToken value) throws IOException {
    boolean object = value == JsonToken.START_OBJECT;
    return switch (kind) {
      case BOOK -> object && readBook(parser);
      case TICKER -> object && readTicker(parser);
      default -> object ? readRow(parser) : value == JsonToken.START_ARRAY && readRows(parser);
    };
  }

  private boolean readBook(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      if (field.equals("b") || field.equals("a")) {
        if (value != JsonToken.START_ARRAY
            || !readLevels(parser, field.equals("b") ? Side.BUY : Side.SELL)) {
          return false;
        }
      } else if (field.equals("u")) {
        updateId = parser.getValueAsLong();
      } else if (value.isStructStart()) {
        parser.skipChildren();
      }
    }
    return parser.currentToken() == JsonToken.END_OBJECT;
  }

  private boolean readLevels(JsonParser parser, Side side) throws IOException {
    while (parser.nextToken() == JsonToken.START_ARRAY) {
      String price = parser.nextTextValue();
      String quantity = parser.nextTextValue();
      if (price == null
          || quantity == null
          || parser.nextToken() != JsonToken.END_ARRAY
          || !addRow(side, price, quantity)) {
        return false;
      }
    }
    return parser.currentToken() == JsonToken.END_ARRAY;
  }

  private boolean readRows(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      if (!readRow(parser)) {
        return false;
      }
    }
    return parser.currentToken() == JsonToken.END_ARRAY;
  }

  private boolean readRow(JsonParser parser) throws IOException {
    String side = "";
    String price = "";
    String quantity = "";
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (field) {
        case "S", "side" -> side = parser.getText();
        case "p", "price" -> price = parser.getText();
        case "v", "size" -> quantity = parser.getText();
        default -> {
          if (value.isStructStart()) {
            parser.skipChildren();
          }
        }
      }
    }
    boolean known = side.equals("Buy") || side.equals("Sell");
    return known && addRow(side.equals("Buy") ? Side.BUY : Side.SELL, price, quantity);
  }

  private boolean addRow(Side side, String price, String quantity) {
    long priceE9 = Decimals.parseE9(price);
    long quantityE9 = Decimals.parseE9(quantity);
    if (priceE9 <= 0 || quantityE9 < 0) {
      return false;
    }
    if (rows == sides.length) {
      sides = Arrays.copyOf(sides, 2 * rows);
      pricesE9 = Arrays.copyOf(pricesE9, 2 * rows);
      quantitiesE9 = Arrays.copyOf(quantitiesE9, 2 * rows);
    }
    sides[rows] = side;
    pricesE9[rows] = priceE9;
    quantitiesE9[rows] = quantityE9;
    rows++;
    return true;
  }

  private boolean readTicker(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (field) {
        case "markPrice" -> markE9 = Decimals.parseE9(parser.getText());
        case "indexPrice" -> indexE9 = Decimals.parseE9(parser.getText());
        case "fundingRate" -> fundingE9 = Decimals.parseMoneyE9(parser.getText());
        case "openInterest" -> openInterestE9 = Decimals.parseE9(parser.getText());
        default -> {
          if (value.isStructStart()) {
            parser.skipChildren();
          }
        }
      }
    }
    return parser.currentToken() == JsonToken.END_OBJECT;
  }
}
