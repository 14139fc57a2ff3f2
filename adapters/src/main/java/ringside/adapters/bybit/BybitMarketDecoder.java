package ringside.adapters.bybit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import ringside.journal.codec.BookSnapshotEncoder;
import ringside.journal.event.RecordBuffer;

/**
 * Turns one message of the public stream of linear contracts into records: order books, trades,
 * tickers, candles, liquidations. It reads the text token by token into arrays of its own and
 * encodes from there, so that a message that turns out bad halfway leaves nothing behind, and the
 * order of fields does not matter. Fields it does not know are passed over.
 *
 * <pre>{@code
 * if (decoder.decode(text, length) == Outcome.MARKET) {
 *   decoder.encode(records, receivedNs, source, generation);
 * }
 * }</pre>
 *
 * <p>One thread. Nothing is allocated per message here; Jackson allocates its parser. What the
 * accessors say holds until the next {@code decode}.
 *
 * <p>Source: bybit-exchange/docs, docs/v5/websocket/public.
 */
public final class BybitMarketDecoder {
  /** As receive time: the message's own time is taken, as imports do. */
  public static final long TIME_OF_MESSAGE = Long.MIN_VALUE;

  /** What became of a message. */
  public enum Outcome {
    /** Market data; {@link #encode} gives its records. */
    MARKET,
    /** An answer to a request of ours; no records. */
    CONTROL,
    /** Not taken; {@link #rejectReason} says why. */
    REJECTED
  }

  private static final int TOPIC = 1;
  private static final int TYPE = 2;
  private static final int TIME = 4;
  private static final int DATA = 8;
  private static final int MATCHING_TIME = 16;
  private static final int CROSS_SEQUENCE = 32;
  private static final int REQUIRED = TOPIC | TYPE | TIME | DATA;

  private final JsonCursor json = new JsonCursor();
  private final Stamp stamp = new Stamp();
  private final SymbolTable symbols;
  private final Topic topic;
  private final BookMessage book = new BookMessage();
  private final TradeMessage trades = new TradeMessage();
  private final TickerMessage ticker = new TickerMessage();
  private final CandleMessage candles = new CandleMessage();
  private final LiquidationMessage liquidations = new LiquidationMessage();
  private final ControlMessage control = new ControlMessage();

  private RejectReason rejectReason;
  private boolean dataPassedOver;
  private boolean typeKnown;
  private boolean snapshot;
  private long timeNs;
  private long matchingTimeNs;
  private long crossSequence;

  /**
   * @param instruments the symbols to take, with their index in the catalog
   */
  public BybitMarketDecoder(Map<String, Integer> instruments) {
    this(new SymbolTable(instruments));
  }

  BybitMarketDecoder(SymbolTable symbols) {
    this.symbols = symbols;
    this.topic = new Topic(symbols);
  }

  /**
   * Reads one whole message. The text is not kept, but must not change before {@link #encode}.
   *
   * @param length characters of {@code text} that are the message
   */
  public Outcome decode(char[] text, int length) {
    rejectReason = null;
    topic.clear();
    if (length > JsonCursor.MAX_CHARS) {
      return reject(RejectReason.TOO_LARGE);
    }
    try {
      int seen = read(text, length);
      if (dataPassedOver && topic.kind() != Topic.Kind.NONE) {
        seen = read(text, length);
      }
      if ((seen & TOPIC) == 0) {
        return control.isAnswer() ? Outcome.CONTROL : reject(RejectReason.UNKNOWN_TOPIC);
      }
      if ((seen & REQUIRED) != REQUIRED) {
        return reject(RejectReason.MISSING_FIELD);
      }
      return typeKnown ? Outcome.MARKET : reject(RejectReason.WRONG_TYPE);
    } catch (RejectedException e) {
      return reject(e.reason());
    } catch (StreamConstraintsException e) {
      return reject(constraint(e));
    } catch (JsonProcessingException e) {
      return reject(RejectReason.MALFORMED);
    } catch (IOException e) {
      throw new UncheckedIOException("text in memory could not be read", e);
    }
  }

  /** Adds the records of the message last decoded, in the venue's order. */
  public void encode(RecordBuffer into, long receivedNs, int source, long generation) {
    stamp.timeNs = receivedNs == TIME_OF_MESSAGE ? timeNs : receivedNs;
    stamp.venueTimeNs = timeNs;
    stamp.source = source;
    stamp.generation = generation;
    stamp.instrument = topic.instrument();
    switch (topic.kind()) {
      case BOOK -> {
        if (snapshot) {
          book.encodeSnapshot(into, stamp, topic.depth(), matchingTimeNs);
        } else {
          book.encodeDelta(into, stamp, topic.depth(), matchingTimeNs);
        }
      }
      case TRADES -> trades.encode(into, stamp);
      case TICKER -> ticker.encode(into, stamp, snapshot, crossSequence);
      case CANDLES -> candles.encode(into, stamp, topic.intervalMinutes());
      case LIQUIDATIONS -> liquidations.encode(into, stamp);
      default -> throw new IllegalStateException("nothing is decoded");
    }
  }

  /** Why the last message was not taken; null when it was. */
  public RejectReason rejectReason() {
    return rejectReason;
  }

  /** The venue's own time of the message last decoded, ns since the epoch. */
  public long venueTimeNs() {
    return timeNs;
  }

  /** What the message is about; also of a rejected one, as far as it was understood. */
  Topic topic() {
    return topic;
  }

  boolean isSnapshot() {
    return snapshot;
  }

  long updateId() {
    return book.updateId();
  }

  /** Aggregates of the last message that did not fit their scale and became null. */
  int valuesLost() {
    return switch (topic.kind()) {
      case TICKER -> ticker.valuesLost();
      case CANDLES -> candles.valuesLost();
      default -> 0;
    };
  }

  ControlMessage control() {
    return control;
  }

  SymbolTable symbols() {
    return symbols;
  }

  /**
   * Reads the message; data that comes before its topic is passed over, and read when this is
   * called again with the topic known.
   */
  private int read(char[] text, int length) throws IOException, RejectedException {
    boolean again = topic.kind() != Topic.Kind.NONE;
    dataPassedOver = false;
    matchingTimeNs = BookSnapshotEncoder.matchingTimeNsNullValue();
    crossSequence = BookSnapshotEncoder.crossSequenceNullValue();
    control.clear();
    try {
      json.open(text, length);
      if (json.next() != JsonToken.START_OBJECT) {
        throw RejectedException.of(RejectReason.MALFORMED);
      }
      int seen = 0;
      for (String field = json.nextField(); field != null; field = json.nextField()) {
        json.next();
        int bit = bit(field);
        if ((seen & bit) != 0) {
          throw RejectedException.of(RejectReason.DUPLICATE_FIELD);
        }
        seen |= bit;
        readField(field, bit, again);
      }
      json.requireEnd();
      return seen;
    } finally {
      json.close();
    }
  }

  private void readField(String field, int bit, boolean again)
      throws IOException, RejectedException {
    switch (bit) {
      case TOPIC -> {
        if (again) {
          json.skip();
        } else {
          char[] text = json.textCharacters();
          topic.parse(text, json.textOffset(), json.textLength());
        }
      }
      case TYPE -> readType();
      case TIME -> timeNs = json.timeNs();
      case DATA -> readData();
      case MATCHING_TIME -> matchingTimeNs = json.timeNs();
      case CROSS_SEQUENCE -> crossSequence = json.integer();
      default -> control.read(field, json);
    }
  }

  private void readType() throws IOException, RejectedException {
    snapshot = json.textEquals("snapshot");
    typeKnown = snapshot || json.textEquals("delta");
  }

  private void readData() throws IOException, RejectedException {
    switch (topic.kind()) {
      case BOOK -> book.read(json, topic.symbol());
      case TRADES -> trades.read(json, topic.symbol());
      case TICKER -> ticker.read(json, topic.symbol());
      case CANDLES -> candles.read(json, topic.intervalMinutes());
      case LIQUIDATIONS -> liquidations.read(json, topic.symbol());
      default -> {
        dataPassedOver = true;
        json.skip();
      }
    }
  }

  private Outcome reject(RejectReason reason) {
    rejectReason = reason;
    return Outcome.REJECTED;
  }

  static RejectReason constraint(StreamConstraintsException e) {
    return e.getMessage().contains("nesting depth")
        ? RejectReason.TOO_DEEP
        : RejectReason.TOO_LARGE;
  }

  private static int bit(String field) {
    return switch (field) {
      case "topic" -> TOPIC;
      case "type" -> TYPE;
      case "ts" -> TIME;
      case "data" -> DATA;
      case "cts" -> MATCHING_TIME;
      case "cs" -> CROSS_SEQUENCE;
      default -> 0;
    };
  }
}
