package ringside.engine.config;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts variables of the environment into a text: {@code ${NAME}}, or {@code ${NAME:-otherwise}}
 * where it need not be set. What was put in is a secret from then on.
 */
final class Substitution {
  private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]*)\\}");
  private static final Pattern INSIDE =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?", Pattern.DOTALL);

  private final UnaryOperator<String> environment;
  private final Mistakes mistakes;

  /**
   * @param environment the value of a variable, or null
   */
  Substitution(UnaryOperator<String> environment, Mistakes mistakes) {
    this.environment = environment;
    this.mistakes = mistakes;
  }

  static boolean isIn(String text) {
    return text.contains("${");
  }

  /** The name of the variable that is the whole of a text, or null. */
  static String only(String text) {
    Matcher place = PLACE.matcher(text);
    if (!place.matches()) {
      return null;
    }
    Matcher inside = INSIDE.matcher(place.group(1));
    return inside.matches() && inside.group(2) == null ? inside.group(1) : null;
  }

  /** The value of a variable, or null; a secret from then on. */
  String variable(String name) {
    String value = environment.apply(name);
    mistakes.secret(value);
    return value;
  }

  /** The text with its variables put in, or null where that is not possible, which is told. */
  String apply(String text, String path, int line) {
    StringBuilder out = new StringBuilder();
    boolean whole = true;
    Matcher place = PLACE.matcher(text);
    int at = 0;
    while (place.find()) {
      out.append(text, at, place.start());
      at = place.end();
      Matcher inside = INSIDE.matcher(place.group(1));
      if (!inside.matches()) {
        mistakes.add(
            path, line, "allowed inside ${...}: the name of a variable, or NAME:-otherwise");
        whole = false;
        continue;
      }
      String value = variable(inside.group(1));
      if ((value == null || value.isEmpty()) && inside.group(2) != null) {
        value = inside.group(2);
      }
      if (value == null) {
        mistakes.add(
            path,
            line,
            "the environment variable "
                + Mistakes.shown(inside.group(1))
                + " is not set; set it, or write ${NAME:-otherwise}");
        whole = false;
        continue;
      }
      out.append(value);
    }
    out.append(text, at, text.length());
    if (whole && isIn(out.substring(out.length() - (text.length() - at)))) {
      mistakes.add(path, line, "a ${ without its }");
      return null;
    }
    return whole ? out.toString() : null;
  }
}
