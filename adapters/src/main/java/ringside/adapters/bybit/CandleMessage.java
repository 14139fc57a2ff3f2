package ringside.adapters.bybit;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import ringside.journal.codec.CandleEncoder;
import ringside.journal.event.Decimals;
import ringside.journal.event.RecordBuffer;

/**
 * The data of a {@code kline} message, as arrays until it is encoded:
 *
 * <pre>{@code
 * [{"start":1786310760000,"end":1786310819999,"interval":"1","open":"65119.9","close":"65114.3",
 *   "high":"65119.9","low":"65114.2","volume":"1.576","turnover":"102627.995","confirm":false,
 *   "timestamp":1786310818440}]
 * }</pre>
 */
final class CandleMessage {
  static final int MAX_CANDLES = 128;

  private static final int START = 1;
  private static final int END = 2;
  private static final int INTERVAL = 4;
  private static final int OPEN = 8;
  private static final int HIGH = 16;
  private static final int LOW = 32;
  private static final int CLOSE = 64;
  private static final int VOLUME = 128;
  private static final int TURNOVER = 256;
  private static final int CONFIRM = 512;
  private static final int REQUIRED = START | END | OPEN | HIGH | LOW | CLOSE | CONFIRM;

  private final CandleEncoder candle = new CandleEncoder();
  private final long[] startsNs = new long[MAX_CANDLES];
  private final long[] endsNs = new long[MAX_CANDLES];
  private final long[] opensE9 = new long[MAX_CANDLES];
  private final long[] highsE9 = new long[MAX_CANDLES];
  private final long[] lowsE9 = new long[MAX_CANDLES];
  private final long[] closesE9 = new long[MAX_CANDLES];
  private final long[] volumesE4 = new long[MAX_CANDLES];
  private final long[] turnoversE4 = new long[MAX_CANDLES];
  private final boolean[] confirmed = new boolean[MAX_CANDLES];
  private int count;
  private int valuesLost;

  /** The cursor stands at the data's value. */
  void read(JsonCursor json, int intervalMinutes) throws IOException, RejectedException {
    json.require(JsonToken.START_ARRAY);
    count = 0;
    valuesLost = 0;
    while (json.next() != JsonToken.END_ARRAY) {
      if (count == MAX_CANDLES) {
        throw RejectedException.of(RejectReason.TOO_MANY);
      }
      readCandle(json, intervalMinutes, count);
      count++;
    }
  }

  /** Aggregates of this message that did not fit their scale and became null. */
  int valuesLost() {
    return valuesLost;
  }

  void encode(RecordBuffer into, Stamp stamp, int intervalMinutes) {
    for (int i = 0; i < count; i++) {
      int at = into.begin(CandleEncoder.TEMPLATE_ID);
      candle.wrap(into.buffer(), at);
      stamp.write(candle.header());
      candle
          .startNs(startsNs[i])
          .endNs(endsNs[i])
          .openE9(opensE9[i])
          .highE9(highsE9[i])
          .lowE9(lowsE9[i])
          .closeE9(closesE9[i])
          .volumeE4(volumesE4[i])
          .turnoverE4(turnoversE4[i])
          .intervalMinutes(intervalMinutes)
          .confirmed((short) (confirmed[i] ? 1 : 0));
      into.end(candle.encodedLength());
    }
  }

  private void readCandle(JsonCursor json, int intervalMinutes, int i)
      throws IOException, RejectedException {
    json.require(JsonToken.START_OBJECT);
    volumesE4[i] = CandleEncoder.volumeE4NullValue();
    turnoversE4[i] = CandleEncoder.turnoverE4NullValue();
    int seen = 0;
    for (String field = json.nextField(); field != null; field = json.nextField()) {
      json.next();
      int bit = bit(field);
      if ((seen & bit) != 0) {
        throw RejectedException.of(RejectReason.DUPLICATE_FIELD);
      }
      seen |= bit;
      switch (bit) {
        case START -> startsNs[i] = json.timeNs();
        case END -> endsNs[i] = json.timeNs();
        case INTERVAL -> requireInterval(json, intervalMinutes);
        case OPEN -> opensE9[i] = json.priceE9();
        case HIGH -> highsE9[i] = json.priceE9();
        case LOW -> lowsE9[i] = json.priceE9();
        case CLOSE -> closesE9[i] = json.priceE9();
        case VOLUME -> volumesE4[i] = aggregate(json);
        case TURNOVER -> turnoversE4[i] = aggregate(json);
        case CONFIRM -> confirmed[i] = json.flag();
        default -> json.skip();
      }
    }
    if ((seen & REQUIRED) != REQUIRED) {
      throw RejectedException.of(RejectReason.MISSING_FIELD);
    }
  }

  private long aggregate(JsonCursor json) throws IOException, RejectedException {
    if (json.isNull() || json.isEmptyText()) {
      return Decimals.INVALID;
    }
    long value = json.aggregateE4();
    if (value == Decimals.INVALID) {
      valuesLost++;
    }
    return value;
  }

  private static void requireInterval(JsonCursor json, int intervalMinutes)
      throws IOException, RejectedException {
    char[] text = json.textCharacters();
    int from = json.textOffset();
    if (Topic.interval(text, from, from + json.textLength()) != intervalMinutes) {
      throw RejectedException.of(RejectReason.MISMATCH);
    }
  }

  private static int bit(String field) {
    return switch (field) {
      case "start" -> START;
      case "end" -> END;
      case "interval" -> INTERVAL;
      case "open" -> OPEN;
      case "high" -> HIGH;
      case "low" -> LOW;
      case "close" -> CLOSE;
      case "volume" -> VOLUME;
      case "turnover" -> TURNOVER;
      case "confirm" -> CONFIRM;
      default -> 0;
    };
  }
}
