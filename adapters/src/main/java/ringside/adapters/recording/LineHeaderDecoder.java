package ringside.adapters.recording;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import ringside.adapters.recording.RecordedLine.Kind;

/**
 * Takes topic, ts and type from a message and leaves the rest unread where the venue's order of
 * fields allows. Never fails: what cannot be read is absent. One thread.
 */
public final class LineHeaderDecoder {
  static final JsonFactory JSON = new JsonFactory();
  private static final int MAX_TOPICS_KEPT = 4096;

  /** The same few topics come again and again: one string for each. */
  private final Map<String, String> topics = new HashMap<>();

  private String topic;
  private long tsMs;
  private Kind kind;
  private boolean op;

  /**
   * Reads the header of a message.
   *
   * @param number of the line, from 1
   * @param text UTF-8; kept
   */
  public RecordedLine decode(long number, byte[] text) {
    topic = null;
    tsMs = RecordedLine.NO_TS;
    kind = null;
    op = false;
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        readFields(parser);
      }
    } catch (IOException e) {
      // The engine's own decoder must meet this text; what was read before the fault stands.
    }
    if (topic == null && op) {
      kind = Kind.REPLY;
    }
    return new RecordedLine(number, text, topic, tsMs, kind == null ? Kind.OTHER : kind);
  }

  private void readFields(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (field) {
        case "topic" -> topic = value == JsonToken.VALUE_STRING ? kept(parser.getText()) : null;
        case "ts" -> tsMs = readTs(parser, value);
        case "type" -> kind = readKind(parser, value);
        case "op" -> op = true;
        default -> {}
      }
      if (value != null && value.isStructStart()) {
        parser.skipChildren();
      }
      if (topic != null && kind != null && tsMs != RecordedLine.NO_TS) {
        return;
      }
    }
  }

  private String kept(String text) {
    String known = topics.get(text);
    if (known != null) {
      return known;
    }
    if (topics.size() < MAX_TOPICS_KEPT) {
      topics.put(text, text);
    }
    return text;
  }

  private static long readTs(JsonParser parser, JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_NUMBER_INT) {
      return Math.max(RecordedLine.NO_TS, parser.getLongValue());
    }
    if (value == JsonToken.VALUE_STRING) {
      try {
        return Math.max(RecordedLine.NO_TS, Long.parseLong(parser.getText()));
      } catch (NumberFormatException e) {
        return RecordedLine.NO_TS;
      }
    }
    return RecordedLine.NO_TS;
  }

  private static Kind readKind(JsonParser parser, JsonToken value) throws IOException {
    if (value != JsonToken.VALUE_STRING) {
      return Kind.OTHER;
    }
    return switch (parser.getText()) {
      case "snapshot" -> Kind.SNAPSHOT;
      case "delta" -> Kind.DELTA;
      default -> Kind.OTHER;
    };
  }
}
