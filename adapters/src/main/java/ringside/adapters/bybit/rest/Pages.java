package ringside.adapters.bybit.rest;

import java.util.List;

/**
 * A list that the venue gives in pages, read to its end. Only a complete one proves that something
 * is not there.
 *
 * @param items of all pages that were read, in order
 * @param complete whether the venue said that there is no more
 * @param detail why it is not complete; empty when it is
 * @param hopeless whether asking again is of no use: the key is refused, or this address banned
 */
public record Pages(List<JsonValue> items, boolean complete, String detail, boolean hopeless) {
  public Pages {
    items = List.copyOf(items);
  }
}
