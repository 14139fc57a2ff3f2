package ringside.adapters.sim;

/** One price of the book: what the outside market shows there, and the accounts' resting orders. */
final class Level {
  private static final long EXPLAINED_WITHIN_NS = 1_000_000_000L;

  final long priceE9;

  /** Size of the level as the market source has it. */
  long outsideE9;

  /** How much of it the accounts' takers have consumed. */
  long takenE9;

  /** What is left of the accounts' orders resting here. */
  long restingE9;

  VenueOrder first;
  VenueOrder last;

  /** Whether it stands in the public book. */
  boolean shown;

  Level(long priceE9) {
    this.priceE9 = priceE9;
  }

  long outsideLeftE9() {
    return outsideE9 - takenE9;
  }

  long visibleE9() {
    return outsideE9 - takenE9 + restingE9;
  }

  /**
   * The source states the level anew. What went away is taken to be what our takers had consumed,
   * as far as that goes: nobody's liquidity is given back by an update that confirms its end.
   */
  void outside(long quantityE9, long nowNs) {
    if (quantityE9 < outsideE9) {
      takenE9 = Math.max(0, takenE9 - (outsideE9 - quantityE9));
    }
    outsideE9 = quantityE9;
    takenE9 = Math.min(takenE9, quantityE9);
    capQueues(nowNs);
  }

  /** Nobody waits behind more than there is. */
  void capQueues(long nowNs) {
    long left = outsideLeftE9();
    for (VenueOrder order = first; order != null; order = order.nextAtLevel) {
      if (order.aheadE9 > left) {
        order.unexplainedE9 = unexplainedE9(order, nowNs) + order.aheadE9 - left;
        order.unexplainedNs = nowNs;
        order.aheadE9 = left;
      }
    }
  }

  /**
   * What went away ahead of an order, when a trade that explains it may still be told: books and
   * trades come by different ways. Such a trade must not move the order up a second time.
   */
  static long unexplainedE9(VenueOrder order, long nowNs) {
    return nowNs - order.unexplainedNs <= EXPLAINED_WITHIN_NS ? order.unexplainedE9 : 0;
  }

  /** Others traded so much of what was ahead of the orders, or had been. */
  void traded(long quantityE9, long nowNs) {
    for (VenueOrder order = first; order != null; order = order.nextAtLevel) {
      long unexplained = unexplainedE9(order, nowNs);
      long explained = Math.min(unexplained, quantityE9);
      order.unexplainedE9 = unexplained - explained;
      order.aheadE9 = Math.max(0, order.aheadE9 - (quantityE9 - explained));
    }
  }

  /** So much of the outside interest, from its front, was taken by accounts. */
  void passed(long quantityE9) {
    for (VenueOrder order = first; order != null; order = order.nextAtLevel) {
      order.aheadE9 = Math.max(0, order.aheadE9 - quantityE9);
    }
  }

  void append(VenueOrder order) {
    order.level = this;
    order.unexplainedE9 = 0;
    order.previousAtLevel = last;
    order.nextAtLevel = null;
    if (last == null) {
      first = order;
    } else {
      last.nextAtLevel = order;
    }
    last = order;
    restingE9 += order.leavesE9;
  }

  void unlink(VenueOrder order) {
    restingE9 -= order.leavesE9;
    if (order.previousAtLevel == null) {
      first = order.nextAtLevel;
    } else {
      order.previousAtLevel.nextAtLevel = order.nextAtLevel;
    }
    if (order.nextAtLevel == null) {
      last = order.previousAtLevel;
    } else {
      order.nextAtLevel.previousAtLevel = order.previousAtLevel;
    }
    order.level = null;
    order.previousAtLevel = null;
    order.nextAtLevel = null;
  }
}
