package ringside.engine.strategy;

import java.util.List;
import java.util.Map;
import ringside.journal.event.Decimals;

/**
 * The settings of {@link QuotesStrategy}. Quantities and fractions at 1e-9.
 *
 * @param quantityE9 of each order
 * @param distanceE9 of bid and ask from the middle of the book, as a fraction of it
 * @param driftE9 how far a resting order may be from where it should be before it is amended
 * @param maxPositionE9 no order that could take a leg beyond this
 * @param hedge two legs, or one position
 * @param answer instead of resting: answers each book change at once with one order that expires
 */
record QuotesParameters(
    long quantityE9,
    long distanceE9,
    long driftE9,
    long maxPositionE9,
    boolean hedge,
    boolean answer) {
  static final String KIND = "quotes";

  private static final String LARGEST = "1000000";

  static final List<Parameter> ALL =
      List.of(
          Parameter.number("quantity", null, "0.000000001", LARGEST, "of each order"),
          Parameter.number(
              "distance", "0.0005", "0", "0.5", "of an order from mid, as a fraction of it"),
          Parameter.number(
              "drift", "0.0002", "0.000001", "0.5", "how far off an order may rest, as a fraction"),
          Parameter.number("maxPosition", null, "0", LARGEST, "of a leg, in the base coin"),
          Parameter.word("mode", "one-way", "position mode", "one-way", "hedge"),
          Parameter.word(
              "style",
              "rest",
              "rest: keep a bid and an ask; answer: one order that expires at each book change",
              "rest",
              "answer"));

  static QuotesParameters of(Map<String, String> texts) {
    return new QuotesParameters(
        Decimals.parseE9(texts.get("quantity")),
        Decimals.parseE9(texts.get("distance")),
        Decimals.parseE9(texts.get("drift")),
        Decimals.parseE9(texts.get("maxPosition")),
        texts.get("mode").equals("hedge"),
        texts.get("style").equals("answer"));
  }
}
