package ringside.adapters.sim;

import org.agrona.collections.Long2ObjectHashMap;

/**
 * Orders by id. Ids are dense and rise, so that a page of neighbours is found at once and is still
 * near when the next id is asked for; a page without orders is let go.
 */
final class OrderPages {
  private static final int SHIFT = 10;
  private static final int MASK = (1 << SHIFT) - 1;

  private final Long2ObjectHashMap<Page> pages = new Long2ObjectHashMap<>();

  private static final class Page {
    final VenueOrder[] orders = new VenueOrder[1 << SHIFT];
    int count;
  }

  void put(VenueOrder order) {
    Page page = pages.get(order.id >>> SHIFT);
    if (page == null) {
      page = new Page();
      pages.put(order.id >>> SHIFT, page);
    }
    page.orders[(int) order.id & MASK] = order;
    page.count++;
  }

  /** The order, or null. */
  VenueOrder get(long id) {
    Page page = pages.get(id >>> SHIFT);
    return page == null ? null : page.orders[(int) id & MASK];
  }

  void remove(VenueOrder order) {
    Page page = pages.get(order.id >>> SHIFT);
    page.orders[(int) order.id & MASK] = null;
    if (--page.count == 0) {
      pages.remove(order.id >>> SHIFT);
    }
  }
}
