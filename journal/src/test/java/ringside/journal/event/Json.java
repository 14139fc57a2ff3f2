package ringside.journal.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A strict reader of JSON, so that tests need not take the printer's word for it. */
final class Json {
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /** Maps, lists, Strings, Longs, Booleans and nulls; a repeated key is refused. */
  static Object parse(String text) {
    Json json = new Json(text);
    Object value = json.value();
    if (json.at != text.length()) {
      throw json.unexpected();
    }
    return value;
  }

  private Object value() {
    return switch (text.charAt(at)) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> literal("true", true);
      case 'f' -> literal("false", false);
      case 'n' -> literal("null", null);
      default -> number();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> members = new LinkedHashMap<>();
    expect('{');
    while (text.charAt(at) != '}') {
      if (!members.isEmpty()) {
        expect(',');
      }
      String name = string();
      expect(':');
      if (members.containsKey(name)) {
        throw new IllegalArgumentException("twice: " + name + " in " + text);
      }
      members.put(name, value());
    }
    expect('}');
    return members;
  }

  private List<Object> array() {
    List<Object> items = new ArrayList<>();
    expect('[');
    while (text.charAt(at) != ']') {
      if (!items.isEmpty()) {
        expect(',');
      }
      items.add(value());
    }
    expect(']');
    return items;
  }

  private String string() {
    StringBuilder value = new StringBuilder();
    expect('"');
    for (char c = text.charAt(at++); c != '"'; c = text.charAt(at++)) {
      if (c < 0x20) {
        throw unexpected();
      }
      if (c != '\\') {
        value.append(c);
        continue;
      }
      char escape = text.charAt(at++);
      switch (escape) {
        case 'n' -> value.append('\n');
        case 'r' -> value.append('\r');
        case 't' -> value.append('\t');
        case '"', '\\' -> value.append(escape);
        case 'u' -> {
          value.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
          at += 4;
        }
        default -> throw unexpected();
      }
    }
    return value.toString();
  }

  private Object literal(String name, Object value) {
    if (!text.startsWith(name, at)) {
      throw unexpected();
    }
    at += name.length();
    return value;
  }

  private Long number() {
    int from = at;
    while (at < text.length() && "-0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return Long.valueOf(text.substring(from, at));
  }

  private void expect(char c) {
    if (text.charAt(at++) != c) {
      throw unexpected();
    }
  }

  private IllegalArgumentException unexpected() {
    return new IllegalArgumentException("no JSON at character " + at + ": " + text);
  }
}
