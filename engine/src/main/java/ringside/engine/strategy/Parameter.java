package ringside.engine.strategy;

import java.util.List;
import ringside.journal.event.Decimals;

/**
 * A setting of a kind of strategy: a decimal number within bounds, or one of some words. Immutable.
 *
 * @param fallback the text where none is given; null: one must be given
 * @param choices empty: it is a number
 * @param leastE9 smallest number allowed, at 1e-9
 * @param mostE9 largest number allowed
 */
public record Parameter(
    String name,
    String fallback,
    List<String> choices,
    long leastE9,
    long mostE9,
    String description) {

  static Parameter number(
      String name, String fallback, String least, String most, String description) {
    return new Parameter(
        name, fallback, List.of(), Decimals.parseE9(least), Decimals.parseE9(most), description);
  }

  static Parameter word(String name, String fallback, String description, String... choices) {
    return new Parameter(name, fallback, List.of(choices), 0, 0, description);
  }

  /** Whether a text is a value of this. */
  public boolean accepts(String text) {
    if (!choices.isEmpty()) {
      return choices.contains(text);
    }
    long valueE9 = Decimals.parseE9(text);
    return valueE9 != Decimals.INVALID && valueE9 >= leastE9 && valueE9 <= mostE9;
  }

  /** What is allowed, in words. */
  public String allowed() {
    return choices.isEmpty()
        ? "a number from " + Decimals.toStringE9(leastE9) + " to " + Decimals.toStringE9(mostE9)
        : String.join(", ", choices);
  }
}
