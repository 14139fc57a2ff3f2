package ringside.journal.event;

/** How text that others wrote is shown without harm: to a terminal, in JSON, in CSV. */
final class PrintedText {
  private static final String HEX = "0123456789abcdef";

  private PrintedText() {}

  /**
   * As a JSON string. What a terminal would obey rather than show is escaped also where JSON does
   * not ask for it: control and format characters, line separators, half a surrogate pair.
   */
  static void appendQuoted(StringBuilder out, CharSequence text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c == '\n') {
        out.append("\\n");
      } else if (c == '\t') {
        out.append("\\t");
      } else if (c == '\r') {
        out.append("\\r");
      } else if (isPair(text, i)) {
        out.append(c).append(text.charAt(++i));
      } else if (isShown(c)) {
        out.append(c);
      } else {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(HEX.charAt((c >>> shift) & 0xF));
        }
      }
    }
    out.append('"');
  }

  /** As it is where that can be read back as one word, otherwise as a JSON string. */
  static void appendReadable(StringBuilder out, CharSequence text) {
    boolean oneWord = text.length() > 0;
    for (int i = 0; i < text.length() && oneWord; i++) {
      char c = text.charAt(i);
      oneWord = isShown(c) && !Character.isSpaceChar(c) && "\"\\=[]{}".indexOf(c) < 0;
    }
    if (oneWord) {
      out.append(text);
    } else {
      appendQuoted(out, text);
    }
  }

  /** As a column of RFC 4180. */
  static void appendCsv(StringBuilder out, CharSequence text) {
    boolean plain = true;
    for (int i = 0; i < text.length() && plain; i++) {
      plain = ",\"\r\n".indexOf(text.charAt(i)) < 0;
    }
    if (plain) {
      out.append(text);
      return;
    }
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(c);
      if (c == '"') {
        out.append('"');
      }
    }
    out.append('"');
  }

  /** All 16 digits. */
  static StringBuilder appendHex(StringBuilder out, long value) {
    for (int shift = 60; shift >= 0; shift -= 4) {
      out.append(HEX.charAt((int) (value >>> shift) & 0xF));
    }
    return out;
  }

  static String hex(byte[] bytes, int length) {
    StringBuilder out = new StringBuilder(2 * length);
    for (int i = 0; i < length; i++) {
      out.append(HEX.charAt((bytes[i] >>> 4) & 0xF)).append(HEX.charAt(bytes[i] & 0xF));
    }
    return out.toString();
  }

  private static boolean isPair(CharSequence text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1));
  }

  private static boolean isShown(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
