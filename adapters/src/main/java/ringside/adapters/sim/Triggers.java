package ringside.adapters.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.TreeSet;
import ringside.journal.codec.Side;
import ringside.journal.codec.TriggerBy;

/** The orders of one symbol that wait for a price, nearest first. */
final class Triggers {
  static final int RISE = 1;
  static final int FALL = 2;

  private final List<TreeSet<VenueOrder>> rising = new ArrayList<>();
  private final List<TreeSet<VenueOrder>> falling = new ArrayList<>();
  private final List<VenueOrder> trailing = new ArrayList<>();

  Triggers() {
    Comparator<VenueOrder> byAge = Comparator.comparingLong(order -> order.id);
    Comparator<VenueOrder> byPrice = Comparator.comparingLong(order -> order.triggerPriceE9);
    for (int i = 0; i < TriggerBy.values().length; i++) {
      rising.add(new TreeSet<>(byPrice.thenComparing(byAge)));
      falling.add(new TreeSet<>(byPrice.reversed().thenComparing(byAge)));
    }
  }

  void add(VenueOrder order) {
    if (order.trailE9 > 0) {
      trailing.add(order);
    } else {
      waiting(order).add(order);
    }
  }

  /** Takes an order out; before its trigger price is changed. */
  void remove(VenueOrder order) {
    if (order.trailE9 > 0) {
      trailing.remove(order);
    } else {
      waiting(order).remove(order);
    }
  }

  private TreeSet<VenueOrder> waiting(VenueOrder order) {
    return (order.triggerDirection == RISE ? rising : falling).get(order.triggerBy.ordinal());
  }

  /** Moves what this price triggers to the queue. */
  void onPrice(TriggerBy by, long priceE9, Queue<VenueOrder> triggered) {
    TreeSet<VenueOrder> up = rising.get(by.ordinal());
    while (!up.isEmpty() && up.first().triggerPriceE9 <= priceE9) {
      triggered.add(up.pollFirst());
    }
    TreeSet<VenueOrder> down = falling.get(by.ordinal());
    while (!down.isEmpty() && down.first().triggerPriceE9 >= priceE9) {
      triggered.add(down.pollFirst());
    }
    if (by == TriggerBy.LAST && !trailing.isEmpty()) {
      trail(priceE9, triggered);
    }
  }

  /** A trailing stop is asleep until its active price is reached, then follows the best price. */
  private void trail(long priceE9, Queue<VenueOrder> triggered) {
    for (int i = 0; i < trailing.size(); i++) {
      VenueOrder order = trailing.get(i);
      boolean sells = order.side == Side.SELL;
      if (order.trailBestE9 == 0) {
        long activeE9 = order.triggerPriceE9;
        boolean wakes = activeE9 == 0 || (sells ? priceE9 >= activeE9 : priceE9 <= activeE9);
        if (!wakes) {
          continue;
        }
        order.trailBestE9 = priceE9;
      }
      order.trailBestE9 =
          sells ? Math.max(order.trailBestE9, priceE9) : Math.min(order.trailBestE9, priceE9);
      long retreatE9 = sells ? order.trailBestE9 - priceE9 : priceE9 - order.trailBestE9;
      if (retreatE9 >= order.trailE9) {
        trailing.remove(i--);
        triggered.add(order);
      }
    }
  }
}
