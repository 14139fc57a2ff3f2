package ringside.adapters.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ringside.journal.event.Decimals;

/**
 * The named values of a request, from a query string or a JSON object, in Bybit's lenient way: a
 * number may come as a number or as a text, null and "" count as not stated. Every reading method
 * answers a wrong value with a {@link RefusedException} that names it. Immutable.
 */
final class Params {
  /** The longest request that is looked at, in characters. */
  static final int MAX_CHARS = 1 << 20;

  private static final int MAX_DEPTH = 8;
  private static final int MAX_VALUES = 20_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(MAX_CHARS)
                  .maxStringLength(MAX_CHARS)
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(Decimals.MAX_CHARS)
                  .maxNameLength(128)
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  /** Values are String, Params, List of String and Params, or null. */
  private final Map<String, Object> values;

  private Params(Map<String, Object> values) {
    this.values = values;
  }

  /** Reads a query string as it stood in the URL; null for none. */
  static Params ofQuery(String rawQuery) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (rawQuery != null) {
      for (String pair : rawQuery.split("&")) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          values.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
        }
      }
    }
    return new Params(values);
  }

  /**
   * Reads a JSON object.
   *
   * @throws RefusedException when the text is not one, or too deep or too long
   */
  static Params ofJson(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw malformed();
      }
      Params read = object(parser, new int[1]);
      if (parser.nextToken() != null) {
        throw malformed();
      }
      return read;
    } catch (IOException e) {
      throw malformed();
    }
  }

  /** What is stated, null values among it. */
  Set<String> names() {
    return Collections.unmodifiableSet(values.keySet());
  }

  boolean has(String name) {
    Object value = values.get(name);
    return value != null && !"".equals(value);
  }

  /** The value, "" when not stated. */
  String text(String name) {
    Object value = values.get(name);
    if (value == null) {
      return "";
    }
    if (value instanceof String text) {
      return text;
    }
    throw RefusedException.parameter("params error: " + name + " invalid");
  }

  String text(String name, String absent) {
    return has(name) ? text(name) : absent;
  }

  /** The value, which must be stated. */
  String required(String name) {
    String text = text(name);
    if (text.isEmpty()) {
      throw RefusedException.parameter("params error: " + name + " is required");
    }
    return text;
  }

  boolean flag(String name) {
    return switch (text(name)) {
      case "", "false" -> false;
      case "true" -> true;
      default -> throw RefusedException.parameter("params error: " + name + " invalid");
    };
  }

  /** A whole number. */
  long whole(String name, long absent) {
    if (!has(name)) {
      return absent;
    }
    try {
      return Long.parseLong(text(name));
    } catch (NumberFormatException e) {
      throw RefusedException.parameter("params error: " + name + " invalid");
    }
  }

  /** A whole number between bounds, which are allowed themselves. */
  int whole(String name, int absent, int least, int most) {
    long value = whole(name, absent);
    if (value < least || value > most) {
      throw RefusedException.parameter("params error: " + name + " invalid");
    }
    return (int) value;
  }

  /** A decimal that is not negative, at 1e-9. */
  long decimalE9(String name, long absentE9) {
    if (!has(name)) {
      return absentE9;
    }
    long value = Decimals.parseE9(text(name));
    if (value == Decimals.INVALID || value < 0) {
      throw RefusedException.parameter("params error: " + name + " invalid");
    }
    return value;
  }

  /** The objects of a list; empty when there is none. */
  List<Params> objects(String name) {
    List<Params> found = new ArrayList<>();
    for (Object value : list(name)) {
      if (!(value instanceof Params object)) {
        throw RefusedException.parameter("params error: " + name + " invalid");
      }
      found.add(object);
    }
    return found;
  }

  /** The texts of a list; empty when there is none. */
  List<String> texts(String name) {
    List<String> found = new ArrayList<>();
    for (Object value : list(name)) {
      if (!(value instanceof String text)) {
        throw RefusedException.parameter("params error: " + name + " invalid");
      }
      found.add(text);
    }
    return found;
  }

  /** The object under this name; an empty one when there is none. */
  Params object(String name) {
    Object value = values.get(name);
    if (value == null) {
      return new Params(Map.of());
    }
    if (value instanceof Params object) {
      return object;
    }
    throw RefusedException.parameter("params error: " + name + " invalid");
  }

  private List<?> list(String name) {
    Object value = values.get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw RefusedException.parameter("params error: " + name + " invalid");
  }

  private static Params object(JsonParser parser, int[] count) throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      values.put(name, value(parser, count));
    }
    return new Params(values);
  }

  private static Object value(JsonParser parser, int[] count) throws IOException {
    if (++count[0] > MAX_VALUES) {
      throw malformed();
    }
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw malformed();
    }
    return switch (token) {
      case START_OBJECT -> object(parser, count);
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser, count));
        }
        yield list;
      }
      case VALUE_NULL -> null;
      default -> parser.getText();
    };
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw RefusedException.parameter("params error: query string invalid");
    }
  }

  private static RefusedException malformed() {
    return RefusedException.parameter("Request parameter error: the body is not a JSON object");
  }
}
