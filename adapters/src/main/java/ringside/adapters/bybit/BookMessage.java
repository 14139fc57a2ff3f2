package ringside.adapters.bybit;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import ringside.journal.codec.BookDeltaEncoder;
import ringside.journal.codec.BookSnapshotEncoder;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/**
 * The data of an {@code orderbook} message, as arrays until it is encoded:
 *
 * <pre>{@code
 * {"s":"BTCUSDT","b":[["65095.30","0.005"],["65093.10","0"]],"a":[],"u":15076953,"seq":753843913870}
 * }</pre>
 *
 * <p>Levels keep the venue's order. A level of a snapshot with quantity 0 says that nothing is
 * there, and is left out.
 */
final class BookMessage {
  /** Levels a side that one message may have. */
  static final int MAX_LEVELS = 2048;

  private static final int SYMBOL = 1;
  private static final int BIDS = 2;
  private static final int ASKS = 4;
  private static final int UPDATE_ID = 8;
  private static final int CROSS_SEQUENCE = 16;
  private static final int REQUIRED = SYMBOL | BIDS | ASKS | UPDATE_ID;

  private static final int LEVEL_LENGTH = BookSnapshotEncoder.BidsEncoder.sbeBlockLength();
  private static final int GROUPS_LENGTH =
      BookSnapshotEncoder.BidsEncoder.sbeHeaderSize()
          + BookSnapshotEncoder.AsksEncoder.sbeHeaderSize();

  /** Levels, of both sides together, that fit one record. */
  static final int LEVELS_A_RECORD =
      (RecordLayout.MAX_RECORD_LENGTH
              - RecordLayout.BLOCK_OFFSET
              - BookSnapshotEncoder.BLOCK_LENGTH
              - GROUPS_LENGTH)
          / LEVEL_LENGTH;

  private final BookSnapshotEncoder snapshot = new BookSnapshotEncoder();
  private final BookDeltaEncoder delta = new BookDeltaEncoder();
  private final long[] bidPricesE9 = new long[MAX_LEVELS];
  private final long[] bidQuantitiesE9 = new long[MAX_LEVELS];
  private final long[] askPricesE9 = new long[MAX_LEVELS];
  private final long[] askQuantitiesE9 = new long[MAX_LEVELS];
  private int bids;
  private int asks;
  private long updateId;
  private long crossSequence;

  /** The cursor stands at the data's value. */
  void read(JsonCursor json, String symbol) throws IOException, RejectedException {
    json.require(JsonToken.START_OBJECT);
    crossSequence = BookSnapshotEncoder.crossSequenceNullValue();
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
        case BIDS -> bids = readLevels(json, bidPricesE9, bidQuantitiesE9);
        case ASKS -> asks = readLevels(json, askPricesE9, askQuantitiesE9);
        case UPDATE_ID -> updateId = json.integer();
        case CROSS_SEQUENCE -> crossSequence = json.integer();
        default -> json.skip();
      }
    }
    if ((seen & REQUIRED) != REQUIRED) {
      throw RejectedException.of(RejectReason.MISSING_FIELD);
    }
  }

  long updateId() {
    return updateId;
  }

  void encodeSnapshot(RecordBuffer into, Stamp stamp, int depth, long matchingTimeNs) {
    bids = dropEmpty(bidPricesE9, bidQuantitiesE9, bids);
    asks = dropEmpty(askPricesE9, askQuantitiesE9, asks);
    int bid = 0;
    int ask = 0;
    int chunk = 0;
    do {
      int bidsHere = Math.min(LEVELS_A_RECORD, bids - bid);
      int asksHere = Math.min(LEVELS_A_RECORD - bidsHere, asks - ask);
      int at = into.begin(BookSnapshotEncoder.TEMPLATE_ID);
      snapshot.wrap(into.buffer(), at);
      stamp.write(snapshot.header());
      snapshot
          .updateId(updateId)
          .crossSequence(crossSequence)
          .matchingTimeNs(matchingTimeNs)
          .depth(depth)
          .chunk(chunk++)
          .last((short) (bid + bidsHere == bids && ask + asksHere == asks ? 1 : 0));
      BookSnapshotEncoder.BidsEncoder bidGroup = snapshot.bidsCount(bidsHere);
      for (int end = bid + bidsHere; bid < end; bid++) {
        bidGroup.next().priceE9(bidPricesE9[bid]).quantityE9(bidQuantitiesE9[bid]);
      }
      BookSnapshotEncoder.AsksEncoder askGroup = snapshot.asksCount(asksHere);
      for (int end = ask + asksHere; ask < end; ask++) {
        askGroup.next().priceE9(askPricesE9[ask]).quantityE9(askQuantitiesE9[ask]);
      }
      into.end(snapshot.encodedLength());
    } while (bid < bids || ask < asks);
  }

  void encodeDelta(RecordBuffer into, Stamp stamp, int depth, long matchingTimeNs) {
    int bid = 0;
    int ask = 0;
    int chunk = 0;
    do {
      int bidsHere = Math.min(LEVELS_A_RECORD, bids - bid);
      int asksHere = Math.min(LEVELS_A_RECORD - bidsHere, asks - ask);
      int at = into.begin(BookDeltaEncoder.TEMPLATE_ID);
      delta.wrap(into.buffer(), at);
      stamp.write(delta.header());
      delta
          .updateId(updateId)
          .crossSequence(crossSequence)
          .matchingTimeNs(matchingTimeNs)
          .depth(depth)
          .chunk(chunk++)
          .last((short) (bid + bidsHere == bids && ask + asksHere == asks ? 1 : 0));
      BookDeltaEncoder.BidsEncoder bidGroup = delta.bidsCount(bidsHere);
      for (int end = bid + bidsHere; bid < end; bid++) {
        bidGroup.next().priceE9(bidPricesE9[bid]).quantityE9(bidQuantitiesE9[bid]);
      }
      BookDeltaEncoder.AsksEncoder askGroup = delta.asksCount(asksHere);
      for (int end = ask + asksHere; ask < end; ask++) {
        askGroup.next().priceE9(askPricesE9[ask]).quantityE9(askQuantitiesE9[ask]);
      }
      into.end(delta.encodedLength());
    } while (bid < bids || ask < asks);
  }

  private static int bit(String field) {
    return switch (field) {
      case "s" -> SYMBOL;
      case "b" -> BIDS;
      case "a" -> ASKS;
      case "u" -> UPDATE_ID;
      case "seq" -> CROSS_SEQUENCE;
      default -> 0;
    };
  }

  private static int readLevels(JsonCursor json, long[] pricesE9, long[] quantitiesE9)
      throws IOException, RejectedException {
    json.require(JsonToken.START_ARRAY);
    int count = 0;
    while (json.next() != JsonToken.END_ARRAY) {
      json.require(JsonToken.START_ARRAY);
      if (count == MAX_LEVELS) {
        throw RejectedException.of(RejectReason.TOO_MANY);
      }
      json.next();
      pricesE9[count] = json.priceE9();
      json.next();
      quantitiesE9[count] = json.quantityE9();
      json.skipRestOfArray();
      count++;
    }
    return count;
  }

  private static int dropEmpty(long[] pricesE9, long[] quantitiesE9, int count) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (quantitiesE9[i] != 0) {
        pricesE9[kept] = pricesE9[i];
        quantitiesE9[kept++] = quantitiesE9[i];
      }
    }
    return kept;
  }
}
