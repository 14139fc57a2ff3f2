package ringside.tools;

import ringside.journal.codec.PlaceOrderDecoder;

/** What the tag of a strategy's order means, in a word. Stateless. */
final class LevelNames {
  /** What closed a leg at its stop. */
  static final String STOP = "stop";

  private static final int NONE = PlaceOrderDecoder.tagNullValue();

  private LevelNames() {}

  static String of(int tag) {
    return switch (tag) {
      case 1000 -> "TP";
      case 1001 -> "close";
      case 1002 -> STOP;
      default -> tag == NONE ? "" : Integer.toString(tag);
    };
  }
}
