package ringside.engine.config;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ringside.journal.event.Decimals;
import ringside.journal.event.TimeSpans;

/** What a value may be: how it is judged, told to a user, and described to an editor. */
sealed interface Domain {
  /** Whether a text is a value of this. */
  boolean accepts(String text);

  /** What is allowed, in words. */
  String allowed();

  /** What a JSON Schema says of it. */
  Map<String, Object> schema();

  /** The one way in which a value of this is recorded. */
  default String canonical(String text) {
    return text;
  }

  /** The names of an enum's constants, in lower case with dashes. */
  static Domain oneOf(Class<? extends Enum<?>> type) {
    return new Words(Stream.of(type.getEnumConstants()).map(Words::written).toList());
  }

  /** A number between two others, both of them included. */
  static Domain number(String least, String most) {
    return new Numeric(Decimals.parseE9(least), Decimals.parseE9(most), false);
  }

  /** A whole number between two others, both of them included. */
  static Domain whole(long least, long most) {
    return new Numeric(least * Decimals.ONE_E9, most * Decimals.ONE_E9, true);
  }

  /** A span of time between two others, both of them included. */
  static Domain span(String least, String most) {
    return new Span(TimeSpans.parseNs(least), TimeSpans.parseNs(most));
  }

  /** One of some words. */
  record Words(List<String> words) implements Domain {
    @Override
    public boolean accepts(String text) {
      return words.contains(text);
    }

    @Override
    public String allowed() {
      return String.join(", ", words);
    }

    @Override
    public Map<String, Object> schema() {
      return Map.of("enum", words);
    }

    static String written(Enum<?> constant) {
      return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /** Yes or no. */
  record Flag() implements Domain {
    @Override
    public boolean accepts(String text) {
      return text.equals("true") || text.equals("false");
    }

    @Override
    public String allowed() {
      return "true, false";
    }

    @Override
    public Map<String, Object> schema() {
      return Map.of("type", "boolean");
    }
  }

  /** A decimal number. */
  record Numeric(long leastE9, long mostE9, boolean whole) implements Domain {
    @Override
    public boolean accepts(String text) {
      long valueE9 = Decimals.parseE9(text);
      return valueE9 != Decimals.INVALID
          && valueE9 >= leastE9
          && valueE9 <= mostE9
          && (!whole || valueE9 % Decimals.ONE_E9 == 0);
    }

    @Override
    public String allowed() {
      return (whole ? "a whole number from " : "a number from ")
          + Decimals.toStringE9(leastE9)
          + " to "
          + Decimals.toStringE9(mostE9);
    }

    @Override
    public Map<String, Object> schema() {
      Map<String, Object> schema = new LinkedHashMap<>();
      schema.put("type", whole ? "integer" : "number");
      schema.put("minimum", new BigDecimal(Decimals.toStringE9(leastE9)));
      schema.put("maximum", new BigDecimal(Decimals.toStringE9(mostE9)));
      return schema;
    }

    @Override
    public String canonical(String text) {
      return Decimals.toStringE9(Decimals.parseE9(text));
    }
  }

  /** A span of time with its unit. */
  record Span(long leastNs, long mostNs) implements Domain {
    @Override
    public boolean accepts(String text) {
      long ns = TimeSpans.parseNs(text);
      return ns != TimeSpans.INVALID && ns >= leastNs && ns <= mostNs;
    }

    @Override
    public String allowed() {
      return "a time with its unit (ms, s, m, h, d) from "
          + TimeSpans.text(leastNs)
          + " to "
          + TimeSpans.text(mostNs);
    }

    @Override
    public Map<String, Object> schema() {
      return ordered("type", "string", "pattern", "^([0-9]{1,9}(ms|s|m|h|d))+$");
    }

    @Override
    public String canonical(String text) {
      return TimeSpans.text(TimeSpans.parseNs(text));
    }
  }

  /** A text of some form. */
  record Text(Pattern form, String allowed) implements Domain {
    static final Text ANY = new Text(Pattern.compile("\\S.*"), "a text");

    static Text of(String form, String allowed) {
      return new Text(Pattern.compile(form), allowed);
    }

    @Override
    public boolean accepts(String text) {
      return form.matcher(text).matches();
    }

    @Override
    public Map<String, Object> schema() {
      return ordered("type", "string", "pattern", "^(" + form.pattern() + ")$");
    }
  }

  /** Where something is, as a URL of one of some schemes; of this machine alone where so stated. */
  record Address(List<String> schemes, boolean loopback) implements Domain {
    @Override
    public boolean accepts(String text) {
      try {
        URI uri = new URI(text);
        return uri.getScheme() != null
            && schemes.contains(uri.getScheme())
            && uri.getHost() != null
            && (!loopback || InetAddress.getByName(uri.getHost()).isLoopbackAddress());
      } catch (URISyntaxException | UnknownHostException e) {
        return false;
      }
    }

    @Override
    public String allowed() {
      return String.join(":// or ", schemes)
          + (loopback ? "://127.0.0.1:PORT and its like" : "://HOST and what follows");
    }

    @Override
    public Map<String, Object> schema() {
      String host = loopback ? "(127\\.|localhost|\\[::1\\])" : "[^/ ]";
      return ordered(
          "type", "string", "pattern", "^(" + String.join("|", schemes) + ")://" + host + ".*$");
    }
  }

  private static Map<String, Object> ordered(String... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
