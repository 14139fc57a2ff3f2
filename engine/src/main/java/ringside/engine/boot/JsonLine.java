package ringside.engine.boot;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes maps, lists, texts, numbers, booleans and null as one line of JSON, for the commands'
 * {@code --json}. Stateless.
 */
public final class JsonLine {
  private JsonLine() {}

  /** The value as JSON; a map's order is kept. */
  public static String of(Object value) {
    StringBuilder out = new StringBuilder();
    append(out, value);
    return out.toString();
  }

  /** The value as JSON over several lines, for files that people look at. */
  public static String pretty(Object value) {
    StringBuilder out = new StringBuilder();
    pretty(out, value, "\n");
    return out.toString();
  }

  private static void pretty(StringBuilder out, Object value, String line) {
    String separator = line + "  ";
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      out.append('{');
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.append(separator);
        quote(out, entry.getKey().toString());
        out.append(": ");
        pretty(out, entry.getValue(), line + "  ");
        separator = "," + line + "  ";
      }
      out.append(line).append('}');
    } else if (value instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance)) {
      out.append('[');
      for (Object item : list) {
        out.append(separator);
        pretty(out, item, line + "  ");
        separator = "," + line + "  ";
      }
      out.append(line).append(']');
    } else {
      append(out, value);
    }
  }

  private static void append(StringBuilder out, Object value) {
    if (value == null || value instanceof Boolean || isNumber(value)) {
      out.append(value);
    } else if (value instanceof BigDecimal decimal) {
      out.append(decimal.toPlainString());
    } else if (value instanceof Map<?, ?> map) {
      String separator = "";
      out.append('{');
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.append(separator);
        quote(out, entry.getKey().toString());
        out.append(':');
        append(out, entry.getValue());
        separator = ",";
      }
      out.append('}');
    } else if (value instanceof List<?> list) {
      String separator = "";
      out.append('[');
      for (Object item : list) {
        out.append(separator);
        append(out, item);
        separator = ",";
      }
      out.append(']');
    } else {
      quote(out, value.toString());
    }
  }

  private static boolean isNumber(Object value) {
    return value instanceof Long || value instanceof Integer || value instanceof Double;
  }

  private static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
