package ringside.adapters.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import ringside.journal.codec.Side;
import ringside.journal.codec.TimeInForce;

/**
 * One symbol's matching in its plainest words: a list of orders, searched anew for every single
 * lot. What the fast one is compared with. Queue model only.
 */
final class NaiveBook {
  static final long LOT = Bench.e9("0.1");
  private static final long EXPLAINED_WITHIN_NS = 1_000_000_000L;

  final List<Resting> all = new ArrayList<>();
  private final List<Resting> resting = new ArrayList<>();
  private final TreeMap<Long, long[]> bids = new TreeMap<>(Comparator.reverseOrder());
  private final TreeMap<Long, long[]> asks = new TreeMap<>();
  long nowNs;

  static final class Resting {
    Side side;
    long price;
    long quantity;
    long filled;
    long ahead;
    long unexplained;
    long unexplainedNs;
    boolean open;
    TimeInForce force;

    long left() {
      return quantity - filled;
    }
  }

  private TreeMap<Long, long[]> outside(Side side) {
    return side == Side.BUY ? bids : asks;
  }

  private static Side other(Side side) {
    return side == Side.BUY ? Side.SELL : Side.BUY;
  }

  private static boolean better(Side side, long price, long than) {
    return side == Side.BUY ? price > than : price < than;
  }

  private long outsideLeft(Side side, long price) {
    long[] level = outside(side).get(price);
    return level == null ? 0 : level[0] - level[1];
  }

  /** The oldest order of the side's best price, or null. */
  private Resting bestOrder(Side side) {
    Resting best = null;
    for (Resting each : resting) {
      if (each.side == side && (best == null || better(side, each.price, best.price))) {
        best = each;
      }
    }
    return best;
  }

  private Resting oldestAt(Side side, long price) {
    for (Resting each : resting) {
      if (each.side == side && each.price == price) {
        return each;
      }
    }
    return null;
  }

  /** The best price with something to trade, or 0. */
  private long bestPrice(Side side) {
    Resting order = bestOrder(side);
    long best = order == null ? 0 : order.price;
    for (long price : outside(side).keySet()) {
      if (outsideLeft(side, price) > 0) {
        return best == 0 || better(side, price, best) ? price : best;
      }
    }
    return best;
  }

  long visible(Side side, long price) {
    long sum = outsideLeft(side, price);
    for (Resting each : resting) {
      sum += each.side == side && each.price == price ? each.left() : 0;
    }
    return sum;
  }

  List<Long> visiblePrices(Side side) {
    List<Long> prices = new ArrayList<>(outside(side).keySet());
    resting.stream().filter(each -> each.side == side).forEach(each -> prices.add(each.price));
    return prices.stream()
        .distinct()
        .filter(price -> visible(side, price) > 0)
        .sorted(side == Side.BUY ? Comparator.reverseOrder() : Comparator.naturalOrder())
        .toList();
  }

  Resting place(Side side, TimeInForce force, long price, long quantity) {
    Resting order = new Resting();
    order.side = side;
    order.force = force;
    order.price = price;
    order.quantity = quantity;
    all.add(order);
    enter(order);
    return order;
  }

  private boolean reaches(Resting taker) {
    long best = bestPrice(other(taker.side));
    return best != 0 && !better(other(taker.side), taker.price, best);
  }

  private void enter(Resting order) {
    order.open = false;
    if (order.force == TimeInForce.POST_ONLY && reaches(order)) {
      return;
    }
    if (order.force == TimeInForce.FOK && within(order) < order.left()) {
      return;
    }
    while (order.left() > 0 && reaches(order)) {
      takeOneLot(order);
    }
    boolean rests = order.force == TimeInForce.GTC || order.force == TimeInForce.POST_ONLY;
    if (order.left() > 0 && rests) {
      order.open = true;
      order.ahead = outsideLeft(order.side, order.price);
      resting.add(order);
    }
  }

  private long within(Resting taker) {
    Side side = other(taker.side);
    return visiblePrices(side).stream()
        .filter(price -> !better(side, taker.price, price))
        .mapToLong(price -> visible(side, price))
        .sum();
  }

  private void takeOneLot(Resting taker) {
    Side side = other(taker.side);
    long price = bestPrice(side);
    Resting maker = oldestAt(side, price);
    taker.filled += LOT;
    if (maker != null && maker.ahead == 0) {
      fill(maker);
      return;
    }
    outside(side).get(price)[1] += LOT;
    for (Resting each : resting) {
      if (each.side == side && each.price == price) {
        each.ahead = Math.max(0, each.ahead - LOT);
      }
    }
  }

  private void fill(Resting maker) {
    maker.filled += LOT;
    if (maker.left() == 0) {
      maker.open = false;
      resting.remove(maker);
    }
  }

  void cancel(Resting order) {
    order.open = false;
    resting.remove(order);
  }

  void amend(Resting order, long price, long quantity) {
    if (price == order.price && quantity <= order.quantity) {
      order.quantity = quantity;
      return;
    }
    resting.remove(order);
    order.price = price;
    order.quantity = quantity;
    order.unexplained = 0;
    enter(order);
  }

  void level(Side side, long price, long quantity) {
    long[] level = outside(side).computeIfAbsent(price, key -> new long[2]);
    long gone = Math.max(0, level[0] - quantity);
    level[1] = Math.min(quantity, Math.max(0, level[1] - gone));
    level[0] = quantity;
    cap(side, price);
  }

  private void cap(Side side, long price) {
    long left = outsideLeft(side, price);
    for (Resting each : resting) {
      if (each.side == side && each.price == price && each.ahead > left) {
        each.unexplained = unexplained(each) + each.ahead - left;
        each.unexplainedNs = nowNs;
        each.ahead = left;
      }
    }
  }

  private long unexplained(Resting order) {
    return nowNs - order.unexplainedNs <= EXPLAINED_WITHIN_NS ? order.unexplained : 0;
  }

  void complete() {
    uncross(Side.BUY);
    uncross(Side.SELL);
  }

  private void uncross(Side side) {
    while (true) {
      Resting order = bestOrder(side);
      long coming = 0;
      for (long price : outside(other(side)).keySet()) {
        if (outsideLeft(other(side), price) > 0) {
          coming = price;
          break;
        }
      }
      if (order == null || coming == 0 || better(other(side), order.price, coming)) {
        return;
      }
      outside(other(side)).get(coming)[1] += LOT;
      fill(order);
    }
  }

  void trade(Side taker, long price, long quantity) {
    Side side = other(taker);
    for (long left = quantity; left > 0; left -= LOT) {
      Resting best = bestOrder(side);
      if (best == null || better(side, price, best.price)) {
        return;
      }
      if (best.price != price) {
        fill(best);
      } else if (best.ahead + unexplained(best) == 0) {
        fill(best);
      } else {
        passed(side, price);
      }
    }
  }

  private void passed(Side side, long price) {
    for (Resting each : resting) {
      if (each.side == side && each.price == price) {
        if (unexplained(each) > 0) {
          each.unexplained -= LOT;
        } else {
          each.ahead = Math.max(0, each.ahead - LOT);
        }
      }
    }
  }
}
