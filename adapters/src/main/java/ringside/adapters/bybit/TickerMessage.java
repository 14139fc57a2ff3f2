package ringside.adapters.bybit;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import ringside.journal.codec.TickDirection;
import ringside.journal.codec.TickerEncoder;
import ringside.journal.event.Decimals;
import ringside.journal.event.RecordBuffer;

/**
 * The data of a {@code tickers} message, until it is encoded:
 *
 * <pre>{@code
 * {"symbol":"BTCUSDT","markPrice":"65117.43","openInterestValue":"3899995666.09",
 *  "ask1Price":"65114.30","ask1Size":"10.488","nextFundingTime":"1786320000000","preOpenPrice":""}
 * }</pre>
 *
 * <p>Absent, {@code null} and {@code ""} mean not stated. The venue writes 0 where it has no price
 * (an empty side of the book, a contract younger than a day): that is not stated either, but for
 * last, mark and index price, which are refused at 0.
 */
final class TickerMessage {
  private static final int LAST_PRICE = 0;
  private static final int MARK_PRICE = 1;
  private static final int INDEX_PRICE = 2;
  private static final int BID_PRICE = 3;
  private static final int BID_QUANTITY = 4;
  private static final int ASK_PRICE = 5;
  private static final int ASK_QUANTITY = 6;
  private static final int FUNDING_RATE = 7;
  private static final int NEXT_FUNDING_TIME = 8;
  private static final int FUNDING_CAP = 9;
  private static final int OPEN_INTEREST = 10;
  private static final int OPEN_INTEREST_VALUE = 11;
  private static final int TURNOVER = 12;
  private static final int VOLUME = 13;
  private static final int HIGH_PRICE = 14;
  private static final int LOW_PRICE = 15;
  private static final int PREVIOUS_PRICE_24H = 16;
  private static final int PREVIOUS_PRICE_1H = 17;
  private static final int PRICE_CHANGE = 18;
  private static final int FUNDING_INTERVAL = 19;
  private static final int TICK_DIRECTION = 20;
  private static final int SYMBOL = 21;
  private static final int FIELDS = 22;
  private static final int UNKNOWN = -1;

  private static final int MINUTES_AN_HOUR = 60;
  private static final int MAX_INTERVAL_HOURS = 24 * 366;

  private final TickerEncoder ticker = new TickerEncoder();
  private final long[] values = new long[FIELDS];
  private int fundingIntervalMinutes;
  private TickDirection tickDirection;
  private int valuesLost;

  /** The cursor stands at the data's value. */
  void read(JsonCursor json, String symbol) throws IOException, RejectedException {
    json.require(JsonToken.START_OBJECT);
    Arrays.fill(values, Decimals.INVALID);
    fundingIntervalMinutes = TickerEncoder.fundingIntervalMinutesNullValue();
    tickDirection = TickDirection.NULL_VAL;
    valuesLost = 0;
    int seen = 0;
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      json.next();
      int field = field(name);
      if (field == UNKNOWN) {
        json.skip();
        continue;
      }
      if ((seen & (1 << field)) != 0) {
        throw RejectedException.of(RejectReason.DUPLICATE_FIELD);
      }
      seen |= 1 << field;
      if (field == SYMBOL) {
        if (!json.textEquals(symbol)) {
          throw RejectedException.of(RejectReason.MISMATCH);
        }
      } else if (!json.isNull() && !json.isEmptyText()) {
        readValue(json, field);
      }
    }
    if ((seen & (1 << SYMBOL)) == 0) {
      throw RejectedException.of(RejectReason.MISSING_FIELD);
    }
  }

  /** Aggregates of this message that did not fit their scale and became null. */
  int valuesLost() {
    return valuesLost;
  }

  void encode(RecordBuffer into, Stamp stamp, boolean snapshot, long crossSequence) {
    int at = into.begin(TickerEncoder.TEMPLATE_ID);
    ticker.wrap(into.buffer(), at);
    stamp.write(ticker.header());
    ticker
        .crossSequence(crossSequence)
        .lastPriceE9(values[LAST_PRICE])
        .markPriceE9(values[MARK_PRICE])
        .indexPriceE9(values[INDEX_PRICE])
        .bidPriceE9(values[BID_PRICE])
        .bidQuantityE9(values[BID_QUANTITY])
        .askPriceE9(values[ASK_PRICE])
        .askQuantityE9(values[ASK_QUANTITY])
        .fundingRateE9(values[FUNDING_RATE])
        .nextFundingTimeNs(values[NEXT_FUNDING_TIME])
        .fundingIntervalMinutes(fundingIntervalMinutes)
        .fundingCapE9(values[FUNDING_CAP])
        .openInterestE4(values[OPEN_INTEREST])
        .openInterestValueE4(values[OPEN_INTEREST_VALUE])
        .turnover24hE4(values[TURNOVER])
        .volume24hE4(values[VOLUME])
        .highPrice24hE9(values[HIGH_PRICE])
        .lowPrice24hE9(values[LOW_PRICE])
        .previousPrice24hE9(values[PREVIOUS_PRICE_24H])
        .previousPrice1hE9(values[PREVIOUS_PRICE_1H])
        .priceChange24hE9(values[PRICE_CHANGE])
        .tickDirection(tickDirection)
        .snapshot((short) (snapshot ? 1 : 0));
    into.end(ticker.encodedLength());
  }

  private void readValue(JsonCursor json, int field) throws IOException, RejectedException {
    switch (field) {
      case LAST_PRICE, MARK_PRICE, INDEX_PRICE -> values[field] = json.priceE9();
      case BID_PRICE, ASK_PRICE, HIGH_PRICE, LOW_PRICE, PREVIOUS_PRICE_24H, PREVIOUS_PRICE_1H -> {
        long priceE9 = json.quantityE9();
        values[field] = priceE9 == 0 ? Decimals.INVALID : priceE9;
      }
      case BID_QUANTITY, ASK_QUANTITY, FUNDING_CAP -> values[field] = json.quantityE9();
      case FUNDING_RATE, PRICE_CHANGE -> values[field] = json.numberE9();
      case OPEN_INTEREST, OPEN_INTEREST_VALUE, TURNOVER, VOLUME -> {
        values[field] = json.aggregateE4();
        if (values[field] == Decimals.INVALID) {
          valuesLost++;
        }
      }
      case NEXT_FUNDING_TIME -> {
        if (json.integer() != 0) {
          values[field] = json.timeNs();
        }
      }
      case FUNDING_INTERVAL -> {
        long hours = json.integer();
        if (hours > MAX_INTERVAL_HOURS) {
          throw RejectedException.of(RejectReason.BAD_NUMBER);
        }
        fundingIntervalMinutes = (int) hours * MINUTES_AN_HOUR;
      }
      default -> tickDirection = Words.tickDirection(json);
    }
  }

  private static int field(String name) {
    return switch (name) {
      case "symbol" -> SYMBOL;
      case "tickDirection" -> TICK_DIRECTION;
      case "price24hPcnt" -> PRICE_CHANGE;
      case "lastPrice" -> LAST_PRICE;
      case "prevPrice24h" -> PREVIOUS_PRICE_24H;
      case "highPrice24h" -> HIGH_PRICE;
      case "lowPrice24h" -> LOW_PRICE;
      case "prevPrice1h" -> PREVIOUS_PRICE_1H;
      case "markPrice" -> MARK_PRICE;
      case "indexPrice" -> INDEX_PRICE;
      case "openInterest" -> OPEN_INTEREST;
      case "openInterestValue" -> OPEN_INTEREST_VALUE;
      case "turnover24h" -> TURNOVER;
      case "volume24h" -> VOLUME;
      case "fundingIntervalHour" -> FUNDING_INTERVAL;
      case "fundingCap" -> FUNDING_CAP;
      case "nextFundingTime" -> NEXT_FUNDING_TIME;
      case "fundingRate" -> FUNDING_RATE;
      case "bid1Price" -> BID_PRICE;
      case "bid1Size" -> BID_QUANTITY;
      case "ask1Price" -> ASK_PRICE;
      case "ask1Size" -> ASK_QUANTITY;
      default -> UNKNOWN;
    };
  }
}
