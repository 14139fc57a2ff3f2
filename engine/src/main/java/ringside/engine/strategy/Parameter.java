package ringside.engine.strategy;

import java.util.List;
import ringside.journal.event.Decimals;
import ringside.journal.event.TimeSpans;

/**
 * A setting of a kind of strategy. Immutable.
 *
 * @param name a path with dots where it is nested: {@code long.stepPercent}
 * @param fallback the text where none is given; null: there is none
 * @param optional whether it may be left out although it has no fallback
 * @param shared whether a value given for its last name alone ({@code stepPercent}) counts where
 *     its own section says nothing
 * @param group of the parameters of a section with the same group exactly one is given; null: none
 * @param choices of a word
 * @param leastE9 smallest allowed of a number (1e-9), a count (whole) or a span of time (ns)
 * @param mostE9 largest allowed, likewise
 */
public record Parameter(
    String name,
    Type type,
    String fallback,
    boolean optional,
    boolean shared,
    String group,
    List<String> choices,
    long leastE9,
    long mostE9,
    String description) {

  /** How a text is read. */
  public enum Type {
    /** A decimal number. */
    NUMBER,
    /** A whole number. */
    COUNT,
    /** One of some words. */
    WORD,
    /** {@code true} or {@code false}. */
    FLAG,
    /** A span of time: {@code 250ms}, {@code 30s}, {@code 5m}. */
    DURATION
  }

  /** A decimal number within bounds, both included. */
  public static Parameter number(
      String name, String fallback, String least, String most, String description) {
    return new Parameter(
        name,
        Type.NUMBER,
        fallback,
        false,
        false,
        null,
        List.of(),
        Decimals.parseE9(least),
        Decimals.parseE9(most),
        description);
  }

  /** A whole number within bounds, both included. */
  public static Parameter count(
      String name, String fallback, int least, int most, String description) {
    return new Parameter(
        name, Type.COUNT, fallback, false, false, null, List.of(), least, most, description);
  }

  /** One of some words. */
  public static Parameter word(
      String name, String fallback, String description, String... choices) {
    return new Parameter(
        name, Type.WORD, fallback, false, false, null, List.of(choices), 0, 0, description);
  }

  /** Yes or no. */
  public static Parameter flag(String name, boolean fallback, String description) {
    List<String> words = List.of("true", "false");
    return new Parameter(
        name, Type.FLAG, Boolean.toString(fallback), false, false, null, words, 0, 0, description);
  }

  /** A span of time within bounds, both included. */
  public static Parameter duration(
      String name, String fallback, String least, String most, String description) {
    return new Parameter(
        name,
        Type.DURATION,
        fallback,
        false,
        false,
        null,
        List.of(),
        TimeSpans.parseNs(least),
        TimeSpans.parseNs(most),
        description);
  }

  /** The same, which may be left out. */
  public Parameter asOptional() {
    return new Parameter(
        name, type, null, true, shared, group, choices, leastE9, mostE9, description);
  }

  /** The same, of which one of the group must be given, and no more. */
  public Parameter oneOf(String ofGroup) {
    return new Parameter(
        name, type, null, true, shared, ofGroup, choices, leastE9, mostE9, description);
  }

  /** The same in a section, where a value given outside of it counts too. */
  public Parameter in(String section) {
    return new Parameter(
        section + "." + name,
        type,
        fallback,
        optional,
        true,
        group,
        choices,
        leastE9,
        mostE9,
        description);
  }

  /** Its section, or empty. */
  public String section() {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(0, dot);
  }

  /** Its name within its section. */
  public String lastName() {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** Whether a text is a value of this. */
  public boolean accepts(String text) {
    return switch (type) {
      case WORD, FLAG -> choices.contains(text);
      case NUMBER -> within(Decimals.parseE9(text));
      case COUNT -> text.matches("-?\\d{1,9}") && within(Long.parseLong(text));
      case DURATION ->
          TimeSpans.parseNs(text) != TimeSpans.INVALID && within(TimeSpans.parseNs(text));
    };
  }

  /** What is allowed, in words. */
  public String allowed() {
    return switch (type) {
      case WORD, FLAG -> String.join(", ", choices);
      case NUMBER ->
          "a number from " + Decimals.toStringE9(leastE9) + " to " + Decimals.toStringE9(mostE9);
      case COUNT -> "a whole number from " + leastE9 + " to " + mostE9;
      case DURATION ->
          "a time such as 250ms, 30s or 5m, from "
              + TimeSpans.text(leastE9)
              + " to "
              + TimeSpans.text(mostE9);
    };
  }

  private boolean within(long value) {
    return value != Decimals.INVALID && value >= leastE9 && value <= mostE9;
  }
}
