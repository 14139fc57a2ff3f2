package ringside.adapters.recording;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import ringside.adapters.recording.RecordedLine.Kind;

/**
 * The fields of one tickers topic as snapshot and deltas have stated them so far, in the venue's
 * own texts. Known from the first snapshot on. One thread.
 */
final class RecordedTicker {
  private final String topic;
  private final Map<String, String> fields = new LinkedHashMap<>();
  private boolean known;
  private long crossSequence = BookLineDecoder.ABSENT;
  private long tsMs = BookLineDecoder.ABSENT;

  RecordedTicker(RecordedTopic topic) {
    this.topic = topic.name();
  }

  /** Folds one message of this topic. One that is not well formed changes nothing. */
  void apply(RecordedLine line) {
    boolean snapshot = line.kind() == Kind.SNAPSHOT;
    if (!snapshot && !known) {
      return;
    }
    Map<String, String> stated = new LinkedHashMap<>();
    long cs = BookLineDecoder.ABSENT;
    try (JsonParser parser = LineHeaderDecoder.JSON.createParser(line.text())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        if (field.equals("data") && value == JsonToken.START_OBJECT) {
          readData(parser, stated);
        } else if (field.equals("cs")) {
          cs = parser.getValueAsLong(BookLineDecoder.ABSENT);
        } else if (value.isStructStart()) {
          parser.skipChildren();
        }
      }
      if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
        return;
      }
    } catch (IOException e) {
      return;
    }
    if (snapshot) {
      fields.clear();
      known = true;
    }
    fields.putAll(stated);
    crossSequence = cs;
    tsMs = line.tsMs();
  }

  private static void readData(JsonParser parser, Map<String, String> stated) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.VALUE_STRING) {
        stated.put(field, parser.getText());
      } else if (value.isStructStart()) {
        parser.skipChildren();
      }
    }
  }

  /** All fields as the venue would send them; null while they are unknown. */
  byte[] snapshot() {
    if (!known) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = LineHeaderDecoder.JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("topic", topic);
      json.writeStringField("type", "snapshot");
      json.writeObjectFieldStart("data");
      for (Map.Entry<String, String> field : fields.entrySet()) {
        json.writeStringField(field.getKey(), field.getValue());
      }
      json.writeEndObject();
      if (crossSequence != BookLineDecoder.ABSENT) {
        json.writeNumberField("cs", crossSequence);
      }
      if (tsMs != RecordedLine.NO_TS) {
        json.writeNumberField("ts", tsMs);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
