package ringside.adapters.bybit.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ringside.journal.event.Decimals;

/**
 * A value of a REST answer, read whole: answers are rare and small, so a tree costs nothing that
 * counts. What is not there reads as {@link #MISSING}, never as an exception. Immutable.
 *
 * <p>Numbers keep the text that the venue wrote; whether it writes one in quotes makes no
 * difference here.
 */
public final class JsonValue {
  /** What is not there: no text, no items, no fields. */
  public static final JsonValue MISSING = new JsonValue(null, false, null, null);

  private static final int MAX_CHARS = 8 << 20;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(MAX_CHARS)
                  .maxStringLength(1 << 20)
                  .maxNestingDepth(32)
                  .maxNumberLength(Decimals.MAX_CHARS)
                  .maxNameLength(128)
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private final String scalar;
  private final boolean quoted;
  private final List<JsonValue> items;
  private final Map<String, JsonValue> fields;

  private JsonValue(
      String scalar, boolean quoted, List<JsonValue> items, Map<String, JsonValue> fields) {
    this.scalar = scalar;
    this.quoted = quoted;
    this.items = items;
    this.fields = fields;
  }

  /**
   * Reads one value that is the whole text.
   *
   * @throws IOException when it is not JSON, has a field twice, or is beyond the limits
   */
  public static JsonValue parse(String text) throws IOException {
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new IOException("empty");
      }
      JsonValue value = read(parser);
      if (parser.nextToken() != null) {
        throw new IOException("more than one value");
      }
      return value;
    }
  }

  private static JsonValue read(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      Map<String, JsonValue> fields = new LinkedHashMap<>();
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        fields.put(name, read(parser));
      }
      return new JsonValue(null, false, null, fields);
    }
    if (token == JsonToken.START_ARRAY) {
      List<JsonValue> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(read(parser));
      }
      return new JsonValue(null, false, items, null);
    }
    if (token == JsonToken.VALUE_NULL) {
      return MISSING;
    }
    return new JsonValue(parser.getText(), token == JsonToken.VALUE_STRING, null, null);
  }

  /** The field of that name, or {@link #MISSING}. */
  public JsonValue get(String name) {
    return fields == null ? MISSING : fields.getOrDefault(name, MISSING);
  }

  /** The items of an array in order; empty for everything else. */
  public List<JsonValue> items() {
    return items == null ? List.of() : List.copyOf(items);
  }

  /** The fields of an object in order; empty for everything else. */
  public Map<String, JsonValue> fields() {
    return fields == null ? Map.of() : new LinkedHashMap<>(fields);
  }

  /** Whether this is an array, an empty one too. */
  public boolean isArray() {
    return items != null;
  }

  /** Whether this is an object, an empty one too. */
  public boolean isObject() {
    return fields != null;
  }

  /** Whether there is nothing here: the field is absent or {@code null}. */
  public boolean isMissing() {
    return scalar == null && items == null && fields == null;
  }

  /** A text, number or boolean as text; empty for everything else. */
  public String text() {
    return scalar == null ? "" : scalar;
  }

  /** Whether this is {@code true}, quoted or not, or 1. */
  public boolean isTrue() {
    return "true".equals(scalar) || "1".equals(scalar);
  }

  /** A whole number, quoted or not; the fallback for what is none. */
  public long longOr(long fallback) {
    if (scalar == null || scalar.isEmpty()) {
      return fallback;
    }
    try {
      return Long.parseLong(scalar);
    } catch (NumberFormatException e) {
      return fallback;
    }
  }

  /** A price or quantity at 1e-9; {@link Decimals#INVALID} for what is none, or finer than that. */
  public long e9() {
    return scalar == null ? Decimals.INVALID : Decimals.parseE9(scalar);
  }

  /** An amount of money at 1e-9, rounded half-even; {@link Decimals#INVALID} for what is none. */
  public long moneyE9() {
    return scalar == null ? Decimals.INVALID : Decimals.parseMoneyE9(scalar);
  }

  /** As JSON again. For decoders that read text; this class prints nothing by itself. */
  public String toJson() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void write(JsonGenerator json) throws IOException {
    if (fields != null) {
      json.writeStartObject();
      for (Map.Entry<String, JsonValue> field : fields.entrySet()) {
        json.writeFieldName(field.getKey());
        field.getValue().write(json);
      }
      json.writeEndObject();
    } else if (items != null) {
      json.writeStartArray();
      for (JsonValue item : items) {
        item.write(json);
      }
      json.writeEndArray();
    } else if (scalar == null) {
      json.writeNull();
    } else if (quoted) {
      json.writeString(scalar);
    } else {
      json.writeRawValue(scalar);
    }
  }

  /** The shape only: answers may hold what no log should. */
  @Override
  public String toString() {
    if (fields != null) {
      return "object of " + fields.size();
    }
    if (items != null) {
      return "array of " + items.size();
    }
    return scalar == null ? "missing" : "scalar";
  }
}
