package ringside.engine.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ringside.journal.event.Decimals;

/**
 * Reads the keys of one section and notes every mistake with path, line, value and what is allowed.
 * A value that is wrong reads as its fallback, so that reading goes on and all mistakes are told at
 * once. {@link #end} tells keys that nobody asked for.
 */
final class SectionReader {
  private final String path;
  private final YamlNode.Section section;
  private final List<String> mistakes;
  private final List<String> known = new ArrayList<>();

  SectionReader(String path, YamlNode.Section section, List<String> mistakes) {
    this.path = path;
    this.section = section;
    this.mistakes = mistakes;
  }

  String path() {
    return path;
  }

  boolean has(String key) {
    return section.values().containsKey(key);
  }

  /** A mistake about a key of this section. */
  void mistake(String key, String what) {
    YamlNode node = section.values().get(key);
    int line = node == null ? section.line() : node.line();
    mistakes.add(at(key) + " (line " + line + "): " + what);
  }

  /** A text that must be there. */
  String text(String key) {
    String text = optionalText(key, null);
    if (text == null && !(section.values().get(key) instanceof YamlNode.Scalar)) {
      if (!has(key)) {
        mistake(key, "is missing");
      }
      return "";
    }
    if (text == null) {
      mistake(key, "has no value");
      return "";
    }
    return text;
  }

  /** A text, or the fallback where there is none. */
  String optionalText(String key, String fallback) {
    known.add(key);
    YamlNode node = section.values().get(key);
    if (node == null) {
      return fallback;
    }
    if (node instanceof YamlNode.Scalar scalar) {
      return scalar.text() == null ? fallback : scalar.text();
    }
    mistake(key, "is " + node.kind() + "; a single value belongs here");
    return fallback;
  }

  /** One of the enum's constants, written in lower case with dashes. */
  <E extends Enum<E>> E choice(String key, Class<E> type, E fallback) {
    String text = fallback == null ? text(key) : optionalText(key, null);
    if (text == null || text.isEmpty()) {
      return fallback == null ? type.getEnumConstants()[0] : fallback;
    }
    List<String> allowed = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String name = written(constant);
      if (name.equals(text)) {
        return constant;
      }
      allowed.add(name);
    }
    mistake(key, "'" + text + "'; allowed: " + String.join(", ", allowed));
    return fallback == null ? type.getEnumConstants()[0] : fallback;
  }

  boolean flag(String key, boolean fallback) {
    String text = optionalText(key, null);
    if (text == null || text.equals("true") || text.equals("false")) {
      return text == null ? fallback : text.equals("true");
    }
    mistake(key, "'" + text + "'; allowed: true, false");
    return fallback;
  }

  /** A decimal number at 1e-9 within bounds, both included. */
  long decimalE9(String key, long fallbackE9, long leastE9, long mostE9) {
    String text = optionalText(key, null);
    if (text == null) {
      return fallbackE9;
    }
    long valueE9 = Decimals.parseE9(text);
    if (valueE9 == Decimals.INVALID || valueE9 < leastE9 || valueE9 > mostE9) {
      mistake(
          key,
          "'"
              + text
              + "'; allowed: a number from "
              + Decimals.toStringE9(leastE9)
              + " to "
              + Decimals.toStringE9(mostE9));
      return fallbackE9;
    }
    return valueE9;
  }

  int integer(String key, int fallback, int least, int most) {
    long valueE9 =
        decimalE9(key, fallback * Decimals.ONE_E9, least * Decimals.ONE_E9, most * Decimals.ONE_E9);
    if (valueE9 % Decimals.ONE_E9 != 0) {
      mistake(key, "'" + optionalText(key, "") + "'; allowed: a whole number");
      return fallback;
    }
    return (int) (valueE9 / Decimals.ONE_E9);
  }

  /** A section; an empty one where there is none. */
  SectionReader section(String key) {
    known.add(key);
    YamlNode node = section.values().get(key);
    if (node instanceof YamlNode.Section found) {
      return new SectionReader(at(key), found, mistakes);
    }
    boolean nothing = node == null || (node instanceof YamlNode.Scalar s && s.text() == null);
    if (!nothing) {
      mistake(key, "is " + node.kind() + "; keys and values belong here");
    }
    return new SectionReader(at(key), new YamlNode.Section(section.line()), mistakes);
  }

  /** All sections of this one, by their names, which the user chooses. */
  Map<String, SectionReader> named() {
    Map<String, SectionReader> sections = new LinkedHashMap<>();
    for (String name : section.values().keySet()) {
      if (!name.matches("[A-Za-z0-9_-]{1,32}")) {
        mistake(name, "allowed in a name: up to 32 of letters, digits, - and _");
      }
      sections.put(name, section(name));
    }
    return sections;
  }

  /** Tells what is there and means nothing. */
  void end() {
    for (String key : section.values().keySet()) {
      if (!known.contains(key)) {
        String nearest = Nearest.of(key, known);
        mistake(
            key,
            "is not known here; "
                + (nearest == null
                    ? "known: " + String.join(", ", known)
                    : "did you mean " + nearest + "?"));
      }
    }
  }

  static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
