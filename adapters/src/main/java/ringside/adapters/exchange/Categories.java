package ringside.adapters.exchange;

import java.util.Set;

/** Bybit's product categories, of which the exchange has one: the others are there, and empty. */
final class Categories {
  private static final Set<String> OTHERS = Set.of("spot", "inverse", "option");

  private Categories() {}

  /**
   * Whether a list is asked for that is empty here.
   *
   * @throws RefusedException for a category that Bybit has not, or none
   */
  static boolean isOther(Params params) {
    String category = params.text("category");
    if (OTHERS.contains(category)) {
      return true;
    }
    OrderRequests.requireLinear(params);
    return false;
  }

  /** {@link #isOther} where nothing stated means linear. */
  static boolean isOtherOrNone(Params params) {
    return params.has("category") && isOther(params);
  }

  static RestAnswer emptyList(Params params) {
    return RestAnswer.ok(
        new JsonWriter()
            .beginObject()
            .text("category", params.text("category"))
            .beginArray("list")
            .endArray()
            .text("nextPageCursor", "")
            .endObject());
  }
}
