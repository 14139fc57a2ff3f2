package ringside.adapters.bybit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as maps, lists and strings: the slow way to read a message, to check the fast one by. */
final class PlainJson {
  private PlainJson() {}

  static Map<String, Object> object(String text) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      parser.nextToken();
      @SuppressWarnings("unchecked")
      Map<String, Object> object = (Map<String, Object>) value(parser);
      return object;
    }
  }

  /** The message again, with the fields of every object in the order given by the comparator. */
  static String write(Object value, java.util.function.UnaryOperator<List<String>> order) {
    StringBuilder out = new StringBuilder();
    write(out, value, order);
    return out.toString();
  }

  private static void write(
      StringBuilder out, Object value, java.util.function.UnaryOperator<List<String>> order) {
    if (value instanceof Map<?, ?> map) {
      out.append('{');
      List<String> names = new ArrayList<>();
      map.keySet().forEach(name -> names.add((String) name));
      for (String name : order.apply(names)) {
        out.append(out.charAt(out.length() - 1) == '{' ? "" : ",").append('"').append(name);
        write(out.append("\":"), map.get(name), order);
      }
      out.append('}');
    } else if (value instanceof List<?> list) {
      out.append('[');
      for (Object item : list) {
        write(out.append(out.charAt(out.length() - 1) == '[' ? "" : ","), item, order);
      }
      out.append(']');
    } else if (value instanceof String text) {
      out.append('"').append(text).append('"');
    } else {
      out.append(value);
    }
  }

  /** Numbers stay as {@link Number}, exactly as whole longs or doubles. */
  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          object.put(name, value(parser));
        }
        yield object;
      }
      case START_ARRAY -> {
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(value(parser));
        }
        yield array;
      }
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> parser.getNumberValue();
    };
  }
}
