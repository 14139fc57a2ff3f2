package ringside.adapters.exchange;

import ringside.journal.event.Decimals;

/**
 * Writes JSON text as the venue does: numbers of money as strings, nothing between the tokens. One
 * thread; reused by {@link #clear}. Knows where a comma belongs, trusts its caller with the rest.
 */
final class JsonWriter {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder out = new StringBuilder(512);

  /** Whether the next value stands behind another one. */
  private boolean comma;

  JsonWriter clear() {
    out.setLength(0);
    comma = false;
    return this;
  }

  JsonWriter beginObject() {
    return open('{');
  }

  JsonWriter endObject() {
    return close('}');
  }

  JsonWriter beginArray() {
    return open('[');
  }

  JsonWriter endArray() {
    return close(']');
  }

  JsonWriter beginObject(String name) {
    return name(name).open('{');
  }

  JsonWriter beginArray(String name) {
    return name(name).open('[');
  }

  JsonWriter name(String name) {
    separate();
    quote(name);
    out.append(':');
    comma = false;
    return this;
  }

  /** A text; null is written as null. */
  JsonWriter text(String name, String value) {
    return name(name).text(value);
  }

  JsonWriter text(String value) {
    separate();
    if (value == null) {
      out.append("null");
    } else {
      quote(value);
    }
    return this;
  }

  /** A decimal as a text. */
  JsonWriter decimal(String name, long valueE9) {
    return name(name).decimal(valueE9);
  }

  JsonWriter decimal(long valueE9) {
    separate();
    out.append('"');
    Decimals.appendE9(out, valueE9);
    out.append('"');
    return this;
  }

  /** A decimal as a text, "" for zero. */
  JsonWriter decimalOrEmpty(String name, long valueE9) {
    return valueE9 == 0 ? text(name, "") : decimal(name, valueE9);
  }

  /** A decimal as a text with at least so many decimals, as the venue pads prices. */
  JsonWriter padded(long valueE9, int decimals) {
    separate();
    out.append('"');
    int from = out.length();
    Decimals.appendE9(out, valueE9);
    int point = out.indexOf(".", from);
    int missing = decimals;
    if (point >= 0) {
      missing -= out.length() - point - 1;
    } else if (decimals > 0) {
      out.append('.');
    }
    for (int i = 0; i < missing; i++) {
      out.append('0');
    }
    out.append('"');
    return this;
  }

  JsonWriter padded(String name, long valueE9, int decimals) {
    return name(name).padded(valueE9, decimals);
  }

  JsonWriter number(String name, long value) {
    return name(name).number(value);
  }

  JsonWriter number(long value) {
    separate();
    out.append(value);
    return this;
  }

  /** A whole number as a text: the venue's times and ids. */
  JsonWriter numberText(String name, long value) {
    return name(name).numberText(value);
  }

  JsonWriter numberText(long value) {
    separate();
    out.append('"').append(value).append('"');
    return this;
  }

  JsonWriter flag(String name, boolean value) {
    name(name).separate();
    out.append(value);
    return this;
  }

  /** JSON that was made elsewhere. */
  JsonWriter raw(String name, CharSequence json) {
    name(name).separate();
    out.append(json);
    return this;
  }

  int length() {
    return out.length();
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private JsonWriter open(char bracket) {
    separate();
    out.append(bracket);
    comma = false;
    return this;
  }

  private JsonWriter close(char bracket) {
    out.append(bracket);
    comma = true;
    return this;
  }

  private void separate() {
    if (comma) {
      out.append(',');
    }
    comma = true;
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        out.append("\\u").append(HEX[c >> 12]).append(HEX[c >> 8 & 15]);
        out.append(HEX[c >> 4 & 15]).append(HEX[c & 15]);
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
