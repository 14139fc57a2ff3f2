package ringside.engine.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The mistakes of a file, in the order in which they were found. Nothing that is a key or looks
 * like one is ever repeated in them, wherever a user may have put it.
 */
final class Mistakes {
  private static final String HIDDEN = "(not repeated: it looks like a key)";
  private static final int LEAST_KEY = 16;
  private static final int LEAST_SECRET = 4;
  private static final int CHANGES_OF_A_KEY = 4;

  private final List<Line> lines = new ArrayList<>();
  private final Set<String> secrets = new HashSet<>();

  private record Line(String path, int line, String value, String what) {}

  boolean isEmpty() {
    return lines.isEmpty();
  }

  /** Adds one, about a path; an empty path is the file itself. */
  void add(String path, int line, String what) {
    add(path, line, null, what);
  }

  /**
   * Adds one.
   *
   * @param value that was given, which may be repeated; null: none
   */
  void add(String path, int line, String value, String what) {
    Line added = new Line(path, line, value, what);
    if (!lines.contains(added)) {
      lines.add(added);
    }
  }

  /** Something that no message may show. */
  void secret(String text) {
    if (text != null && text.length() >= LEAST_SECRET) {
      secrets.add(text);
    }
  }

  /** All of them. */
  List<ConfigMistake> all() {
    return lines.stream().map(this::told).toList();
  }

  /** Those that are about one of these sections, or about the file itself. */
  List<ConfigMistake> of(List<String> sections) {
    return lines.stream()
        .filter(line -> line.path.isEmpty() || sections.contains(line.path.split("\\.", 2)[0]))
        .map(this::told)
        .toList();
  }

  private ConfigMistake told(Line line) {
    boolean repeated = line.value != null && !looksLikeKey(line.value);
    String value = repeated ? withoutSecrets(line.value) : null;
    String what = withoutSecrets(line.what);
    return ConfigMistake.of(withoutSecrets(line.path), line.line, value, what);
  }

  private String withoutSecrets(String said) {
    String text = said;
    for (String secret : secrets) {
      text = text.replace(secret, HIDDEN);
    }
    return text;
  }

  /** A value as a message shows it. */
  static String quoted(String text) {
    return looksLikeKey(text) ? HIDDEN : "'" + text + "'";
  }

  /** A name as a path shows it. */
  static String shown(String name) {
    return looksLikeKey(name) ? HIDDEN : name;
  }

  /**
   * Whether a text may be a key: some word of it is long, without anything but letters and digits,
   * and mixes them as nobody does who wants to be understood.
   */
  static boolean looksLikeKey(String text) {
    for (String word : text.split("[^A-Za-z0-9]+", -1)) {
      if (word.length() >= LEAST_KEY && isMixed(word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMixed(String word) {
    int changes = 0;
    boolean upper = false;
    boolean lower = false;
    boolean digit = false;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      upper |= Character.isUpperCase(c);
      lower |= Character.isLowerCase(c);
      digit |= Character.isDigit(c);
      if (i > 0 && Character.isDigit(c) != Character.isDigit(word.charAt(i - 1))) {
        changes++;
      }
    }
    return digit && (upper || lower) && ((upper && lower) || changes >= CHANGES_OF_A_KEY);
  }
}
