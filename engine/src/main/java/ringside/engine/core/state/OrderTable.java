package ringside.engine.core.state;

import java.util.Arrays;
import ringside.journal.codec.AmendOrderDecoder;
import ringside.journal.codec.CancelOrderDecoder;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.OrderUpdateDecoder;
import ringside.journal.codec.PlaceOrderDecoder;

/**
 * An account's orders: the live ones in the order in which they were heard of, and the closed ones
 * of the last 24 h of engine time, at most 5,000, so that what comes late finds its order. Found by
 * our name and by the venue's. Engine thread only; allocates while it grows.
 */
public final class OrderTable implements StateTable {
  static final long KEPT_NS = 86_400_000_000_000L;
  static final int MOST_CLOSED = 5_000;

  private static final int FIRST_CAPACITY = 16;

  private final StateHash hash = new StateHash();
  private OrderState[] rows = new OrderState[FIRST_CAPACITY];
  private final IdIndex byClient = new IdIndex(row -> rows[row].clientId);
  private final IdIndex byVenue = new IdIndex(row -> rows[row].venueId);
  private int[] free = new int[FIRST_CAPACITY];
  private int freeCount;
  private int rowCount;
  private int[] live = new int[FIRST_CAPACITY];
  private int liveCount;

  // Of the closed ones, those that traded by the venue's word and not by executions or positions.
  // Not described: it follows from the orders.
  private int[] unheard = new int[FIRST_CAPACITY];
  private int unheardCount;

  // The closed ones in the order of closing. One that came back to life leaves its entry behind,
  // whose stamp is then no longer its own.
  private int[] closedRows = new int[FIRST_CAPACITY];
  private long[] closedStamps = new long[FIRST_CAPACITY];
  private int firstClosed;
  private int closedEntries;
  private int closedCount;
  private long closedSum;
  private long stamps;
  private boolean adopting;
  private final BracketTable brackets = new BracketTable(this);

  /** The brackets that orders of it are parts of. */
  public BracketTable brackets() {
    return brackets;
  }

  /** How many may still trade. */
  public int liveCount() {
    return liveCount;
  }

  /** One of those that may still trade, in the order in which they were heard of. */
  public OrderState live(int place) {
    return rows[live[place]];
  }

  /** How many have ended of which more has traded than executions and positions say. */
  int unheardCount() {
    return unheardCount;
  }

  /** One of those that have ended of which more has traded than executions and positions say. */
  OrderState unheard(int place) {
    return rows[unheard[place]];
  }

  /** How many closed ones are remembered. */
  public int closedCount() {
    return closedCount;
  }

  /** The order of this name of ours, or null. */
  public OrderState byClientId(IdText id) {
    return at(id.isEmpty() ? IdIndex.NONE : byClient.find(id));
  }

  /** The order of this name of the venue's, or null. */
  public OrderState byVenueId(IdText id) {
    return at(id.isEmpty() ? IdIndex.NONE : byVenue.find(id));
  }

  /** The order that an event names, by either name, or null. */
  OrderState find(IdText venueId, IdText clientId) {
    OrderState order = byVenueId(venueId);
    if (order != null) {
      return order;
    }
    order = byClientId(clientId);
    boolean another =
        order != null
            && !venueId.isEmpty()
            && !order.venueId.isEmpty()
            && !order.venueId.sameAs(venueId);
    return another ? null : order;
  }

  OrderState fold(PlaceOrderDecoder decision, IdText clientId, long nowNs) {
    OrderState order = byClientId(clientId);
    if (order == null) {
      order = add(nowNs);
      order.clientId.set(clientId);
      byClient.put(clientId, order.row);
    }
    order.fold(decision, nowNs);
    brackets.fold(decision, order, nowNs);
    refile(order, nowNs);
    return order;
  }

  void fold(AmendOrderDecoder decision, OrderState order, long nowNs) {
    order.fold(decision, nowNs);
    refile(order, nowNs);
  }

  void fold(CancelOrderDecoder decision, OrderState order, long nowNs) {
    order.cancel.begin(decision.header().sequence(), decision.header().ordinal(), nowNs);
    refile(order, nowNs);
  }

  /**
   * Takes in what the venue says of an order.
   *
   * @param venueMade it is one that the venue made of a stop or profit
   * @return the order; null for one of the past that nobody here knows
   */
  OrderState fold(
      OrderUpdateDecoder update, IdText venueId, IdText clientId, boolean venueMade, long nowNs) {
    validate(update, venueId, clientId);
    OrderState order = find(venueId, clientId);
    if (order == null) {
      boolean past = ended(update.status());
      if (past && update.reportId() != OrderUpdateDecoder.reportIdNullValue()) {
        return null;
      }
      order = add(nowNs);
      order.othersMade = !OrderIds.ours(clientId) && !venueMade;
      order.foreign = order.othersMade && !adopting;
    }
    name(order, venueId, clientId);
    order.fold(update, venueMade, nowNs);
    refile(order, nowNs);
    return order;
  }

  /** Learns the order's names, where they were not known. */
  void name(OrderState order, IdText venueId, IdText clientId) {
    if (order.venueId.isEmpty() && !venueId.isEmpty()) {
      order.venueId.set(venueId);
      byVenue.put(venueId, order.row);
    }
    if (order.clientId.isEmpty() && !clientId.isEmpty()) {
      order.clientId.set(clientId);
      // A name that somebody uses again stays with the order that had it first.
      if (byClient.find(clientId) == IdIndex.NONE) {
        byClient.put(clientId, order.row);
      }
    }
  }

  /** Puts an order that was changed where it belongs. */
  void refile(OrderState order, long nowNs) {
    if (order.bracketPart != BracketState.Part.NONE) {
      brackets.heard(order, nowNs);
    }
    boolean isLive = order.phase().live();
    boolean wasLive = order.closedNs == OrderState.NEVER;
    if (isLive && !wasLive) {
      closedSum -= order.closedHash;
      closedCount--;
      order.closedNs = OrderState.NEVER;
      order.closedStamp = 0;
      order.closedHash = 0;
      addLive(order.row);
    } else if (!isLive) {
      order.amend.end();
      order.cancel.end();
      if (wasLive) {
        removeLive(order.row);
        order.closedNs = nowNs;
        addClosed(order);
      }
      closedSum -= order.closedHash;
      hash.reset();
      order.describe(hash);
      order.closedHash = hash.value();
      closedSum += order.closedHash;
    }
    note(order, !isLive && order.unheardE9() > 0);
  }

  /** Positions were reported completely: what the venue had said before is in them. */
  void positionsReported(ReportTable reports, long nowNs) {
    for (int i = 0; i < liveCount; i++) {
      OrderState order = rows[live[i]];
      if (reports.endedCovers(order.instrument)) {
        order.positionsReported(reports.endedAskedNs());
      }
    }
    for (int i = unheardCount - 1; i >= 0; i--) {
      OrderState order = rows[unheard[i]];
      if (reports.endedCovers(order.instrument)) {
        order.positionsReported(reports.endedAskedNs());
        refile(order, nowNs);
      }
    }
  }

  private void note(OrderState order, boolean more) {
    int place = 0;
    while (place < unheardCount && unheard[place] != order.row) {
      place++;
    }
    boolean noted = place < unheardCount;
    if (more && !noted) {
      if (unheardCount == unheard.length) {
        unheard = Arrays.copyOf(unheard, 2 * unheardCount);
      }
      unheard[unheardCount++] = order.row;
    } else if (!more && noted) {
      unheardCount--;
      System.arraycopy(unheard, place + 1, unheard, place, unheardCount - place);
    }
  }

  /** Whether orders that others made count as ours; those that are live already, too. */
  void adopt(boolean others) {
    adopting = others;
    for (int i = 0; i < liveCount; i++) {
      OrderState order = rows[live[i]];
      order.foreign = order.othersMade && !others;
    }
  }

  /** A run begins: what the one before asked for is answered by nobody. */
  void beginRun() {
    for (int i = 0; i < liveCount; i++) {
      rows[live[i]].runEnded();
    }
  }

  /** The live order with a request of this address, or null. */
  OrderState withCommand(long sequence, int ordinal) {
    for (int i = 0; i < liveCount; i++) {
      OrderState order = rows[live[i]];
      if ((order.placeSequence == sequence && order.placeOrdinal == ordinal)
          || order.amend.is(sequence, ordinal)
          || order.cancel.is(sequence, ordinal)) {
        return order;
      }
    }
    return null;
  }

  @Override
  public void describe(StateSink sink) {
    sink.putLong(liveCount);
    for (int i = 0; i < liveCount; i++) {
      rows[live[i]].describe(sink);
    }
    sink.putLong(closedCount);
    sink.putLong(closedSum);
    brackets.describe(sink);
  }

  private static void validate(OrderUpdateDecoder update, IdText venueId, IdText clientId) {
    long filled = update.cumulativeQuantityE9();
    if (venueId.isEmpty() && clientId.isEmpty()) {
      throw new IllegalStateException("an order without a name");
    }
    if (update.quantityE9() < 0 || (filled < 0 && filled != OrderState.UNKNOWN)) {
      throw new IllegalStateException("order " + venueId + ": a negative quantity");
    }
    if (update.status() == OrderStatus.NULL_VAL) {
      throw new IllegalStateException("order " + venueId + ": no status");
    }
  }

  private static boolean ended(OrderStatus status) {
    return switch (status) {
      case FILLED, CANCELLED, PARTIALLY_FILLED_CANCELLED, REJECTED, DEACTIVATED -> true;
      default -> false;
    };
  }

  private OrderState at(int row) {
    return row == IdIndex.NONE ? null : rows[row];
  }

  private OrderState add(long nowNs) {
    evict(nowNs);
    int row;
    if (freeCount > 0) {
      row = free[--freeCount];
    } else {
      if (rowCount == rows.length) {
        rows = Arrays.copyOf(rows, 2 * rowCount);
      }
      row = rowCount++;
      rows[row] = new OrderState();
    }
    OrderState order = rows[row];
    order.clear();
    order.row = row;
    addLive(row);
    return order;
  }

  private void addLive(int row) {
    if (liveCount == live.length) {
      live = Arrays.copyOf(live, 2 * liveCount);
    }
    live[liveCount++] = row;
  }

  private void removeLive(int row) {
    int place = 0;
    while (live[place] != row) {
      place++;
    }
    liveCount--;
    System.arraycopy(live, place + 1, live, place, liveCount - place);
  }

  private void addClosed(OrderState order) {
    if (closedEntries == closedRows.length) {
      growClosed();
    }
    order.closedStamp = ++stamps;
    int place = (firstClosed + closedEntries) % closedRows.length;
    closedRows[place] = order.row;
    closedStamps[place] = order.closedStamp;
    closedEntries++;
    closedCount++;
  }

  private void growClosed() {
    int capacity = closedRows.length;
    int[] newRows = new int[2 * capacity];
    long[] newStamps = new long[2 * capacity];
    for (int i = 0; i < closedEntries; i++) {
      newRows[i] = closedRows[(firstClosed + i) % capacity];
      newStamps[i] = closedStamps[(firstClosed + i) % capacity];
    }
    closedRows = newRows;
    closedStamps = newStamps;
    firstClosed = 0;
  }

  private void evict(long nowNs) {
    while (closedEntries > 0) {
      OrderState oldest = rows[closedRows[firstClosed]];
      boolean left = oldest.closedStamp != closedStamps[firstClosed];
      if (!left && closedCount <= MOST_CLOSED && nowNs - oldest.closedNs <= KEPT_NS) {
        return;
      }
      firstClosed = (firstClosed + 1) % closedRows.length;
      closedEntries--;
      if (!left) {
        forget(oldest);
      }
    }
  }

  private void forget(OrderState order) {
    note(order, false);
    closedCount--;
    closedSum -= order.closedHash;
    if (byClient.find(order.clientId) == order.row) {
      byClient.remove(order.clientId);
    }
    if (byVenue.find(order.venueId) == order.row) {
      byVenue.remove(order.venueId);
    }
    order.closedStamp = 0;
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, 2 * freeCount);
    }
    free[freeCount++] = order.row;
  }
}
