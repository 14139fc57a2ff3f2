package ringside.adapters.recording;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.TreeMap;
import ringside.adapters.recording.RecordedLine.Kind;

/**
 * The book of one orderbook topic as its messages have made it so far, prices and quantities in the
 * venue's own texts. Known from a snapshot on, and as long as {@code u} has no gap. One thread.
 */
final class RecordedBook {
  /** An update further behind is none that came twice: the numbering began anew. */
  private static final long MAX_OVERLAP = 1000;

  private record Level(String price, String quantity) {}

  private final String topic;
  private final String symbol;
  private final BookLineDecoder message;
  private final TreeMap<Long, Level> bids = new TreeMap<>(Comparator.reverseOrder());
  private final TreeMap<Long, Level> asks = new TreeMap<>();
  private boolean known;
  private long updateId;
  private long sequence;
  private long tsMs;
  private long ctsMs;

  /**
   * @param message shared by books of one thread
   */
  RecordedBook(RecordedTopic topic, BookLineDecoder message) {
    this.topic = topic.name();
    this.symbol = topic.symbol();
    this.message = message;
  }

  /** Folds one message of this topic. One that is not well formed changes nothing. */
  void apply(RecordedLine line) {
    boolean snapshot = line.kind() == Kind.SNAPSHOT;
    if ((!snapshot && !known) || !message.decode(line.text())) {
      return;
    }
    if (snapshot) {
      bids.clear();
      asks.clear();
      known = true;
    } else if (message.updateId == 1
        || message.updateId > updateId + 1
        || updateId - message.updateId >= MAX_OVERLAP) {
      // Numbering began anew without its snapshot, or a message is missing.
      known = false;
      return;
    } else if (message.updateId <= updateId) {
      return;
    }
    for (int i = 0; i < message.levels; i++) {
      TreeMap<Long, Level> side = message.bid[i] ? bids : asks;
      if (isZero(message.quantities[i])) {
        side.remove(message.pricesE9[i]);
      } else {
        side.put(message.pricesE9[i], new Level(message.prices[i], message.quantities[i]));
      }
    }
    updateId = message.updateId;
    sequence = message.sequence;
    tsMs = message.tsMs;
    ctsMs = message.ctsMs;
  }

  /** The whole book as the venue would send it, best first; null while it is unknown. */
  byte[] snapshot() {
    if (!known) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = LineHeaderDecoder.JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("topic", topic);
      json.writeStringField("type", "snapshot");
      writeIfPresent(json, "ts", tsMs);
      json.writeObjectFieldStart("data");
      json.writeStringField("s", symbol);
      writeLevels(json, "b", bids);
      writeLevels(json, "a", asks);
      json.writeNumberField("u", updateId);
      writeIfPresent(json, "seq", sequence);
      json.writeEndObject();
      writeIfPresent(json, "cts", ctsMs);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void writeIfPresent(JsonGenerator json, String field, long value)
      throws IOException {
    if (value != BookLineDecoder.ABSENT) {
      json.writeNumberField(field, value);
    }
  }

  private static void writeLevels(JsonGenerator json, String field, TreeMap<Long, Level> side)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (Level level : side.values()) {
      json.writeStartArray();
      json.writeString(level.price());
      json.writeString(level.quantity());
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private static boolean isZero(String quantity) {
    for (int i = 0; i < quantity.length(); i++) {
      char c = quantity.charAt(i);
      if (c != '0' && c != '.') {
        return false;
      }
    }
    return true;
  }
}
