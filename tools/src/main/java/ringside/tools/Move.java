package ringside.tools;

import java.util.Locale;
import ringside.journal.event.Decimals;

/**
 * An order that a strategy placed, changed or took back.
 *
 * @param level what it is for, in a word; "" where the strategy does not say
 * @param action place, amend, cancel
 * @param priceE9 null of a market order
 */
record Move(
    long timeNs,
    long sequence,
    String leg,
    String level,
    String action,
    String side,
    long priceE9,
    long quantityE9) {
  /** What two strategies must have in common for a move of each to be the same one. */
  String key() {
    return leg + " " + level + " " + action + " " + side;
  }

  /**
   * Whether both ask for the same.
   *
   * @param toleranceE9 how far prices may be apart, as a fraction
   */
  boolean asks(Move other, long toleranceE9) {
    if (action.equals("cancel")) {
      return true;
    }
    boolean market = priceE9 == Decimals.INVALID || other.priceE9 == Decimals.INVALID;
    boolean price =
        market
            ? priceE9 == other.priceE9
            : Math.abs(priceE9 - other.priceE9) <= Decimals.multiplyE9(priceE9, toleranceE9);
    return price && quantityE9 == other.quantityE9;
  }

  String text() {
    String price = priceE9 == Decimals.INVALID ? "at market" : "at " + Decimals.toStringE9(priceE9);
    return String.format(Locale.ROOT, "%s %s %s", side, Decimals.toStringE9(quantityE9), price);
  }
}
