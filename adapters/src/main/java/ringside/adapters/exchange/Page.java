package ringside.adapters.exchange;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a list is handed out in pieces: items have rising numbers that stay theirs, a page goes down
 * from the newest, and its cursor names the last one shown. So pages stay whole while new items
 * arrive. As at Bybit a cursor holds percent signs, and is taken back raw or encoded once more.
 */
final class Page {
  private final String kind;
  private final int limit;
  private final long before;
  private int taken;
  private long last;
  private boolean more;

  /** Whether the item that the cursor names was offered. */
  private boolean reached;

  private Page(String kind, int limit, long before) {
    this.kind = kind;
    this.limit = limit;
    this.before = before;
    this.reached = before == Long.MAX_VALUE;
  }

  /**
   * Reads limit and cursor.
   *
   * @param kind whose cursors these are; a cursor of another kind is refused
   * @param usual the limit where none is stated
   */
  static Page of(Params params, String kind, int usual, int most) {
    int limit = params.whole("limit", usual, 1, most);
    if (!params.has("cursor")) {
      return new Page(kind, limit, Long.MAX_VALUE);
    }
    Matcher matcher =
        Pattern.compile(kind + "(?:=|%3D)([0-9]{1,19})(?:&|%26)").matcher(params.text("cursor"));
    if (!matcher.matches()) {
      throw RefusedException.parameter("params error: cursor invalid");
    }
    try {
      return new Page(kind, limit, Long.parseLong(matcher.group(1)));
    } catch (NumberFormatException e) {
      throw RefusedException.parameter("params error: cursor invalid");
    }
  }

  /** Whether the item belongs on this page. Items are offered newest first. */
  boolean takes(long number) {
    if (number >= before) {
      return false;
    }
    if (taken == limit) {
      more = true;
      return false;
    }
    taken++;
    last = number;
    return true;
  }

  /**
   * {@link #takes} for a list whose items keep their order but whose numbers do not rise: the page
   * starts behind the item that the cursor names.
   */
  boolean takesNext(long number) {
    if (!reached) {
      reached = number == before;
      return false;
    }
    if (taken == limit) {
      more = true;
      return false;
    }
    taken++;
    last = number;
    return true;
  }

  /** How many items to offer, so that it is known whether there is another page. */
  int wanted() {
    return limit + 1;
  }

  /** The largest number to offer. */
  long upTo(long most) {
    return before == Long.MAX_VALUE ? most : Math.min(most, before - 1);
  }

  /** Whether no further item needs to be offered. */
  boolean isFull() {
    return more;
  }

  /** What the next page is asked for with; "" when this was the last one. */
  String cursor() {
    return more ? kind + "%3D" + last + "%26" : "";
  }
}
