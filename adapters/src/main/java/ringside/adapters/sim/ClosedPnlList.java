package ringside.adapters.sim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ringside.journal.event.Decimals;

/** An account's closed PnL: one line for each closing order, which grows with its fills. */
final class ClosedPnlList {
  private final List<ClosedPnl> lines = new ArrayList<>();
  private final List<ClosedPnl> view = Collections.unmodifiableList(lines);

  /** Place of an order's line, counted from the first line there ever was. */
  private final Map<Long, Long> places = new HashMap<>();

  private long dropped;

  List<ClosedPnl> view() {
    return view;
  }

  /** Adds what a fill closed to the line of its order. */
  void add(VenueOrder order, Position position, Booking fill, String execType, long timeNs) {
    Long place = places.get(order.id());
    if (place != null && place >= dropped) {
      int at = (int) (place - dropped);
      ClosedPnl old = lines.get(at);
      lines.set(at, line(order, position, fill, old, execType, timeNs));
      return;
    }
    if (lines.size() == 2 * Account.KEPT) {
      dropOldest();
    }
    places.put(order.id(), dropped + lines.size());
    lines.add(line(order, position, fill, null, execType, timeNs));
  }

  private void dropOldest() {
    List<ClosedPnl> oldest = lines.subList(0, Account.KEPT);
    for (ClosedPnl line : oldest) {
      places.remove(line.orderId());
    }
    oldest.clear();
    dropped += Account.KEPT;
  }

  private static ClosedPnl line(
      VenueOrder order,
      Position position,
      Booking fill,
      ClosedPnl old,
      String execType,
      long timeNs) {
    boolean first = old == null;
    long size = fill.closedE9 + (first ? 0 : old.closedSizeE9());
    long entry = fill.entryValueE9 + (first ? 0 : old.entryValueE9());
    long exit = fill.exitValueE9 + (first ? 0 : old.exitValueE9());
    long openFee = fill.openFeeE9 + (first ? 0 : old.openFeeE9());
    long closeFee = fill.closeFeeE9 + (first ? 0 : old.closeFeeE9());
    long net = fill.realisedE9 - fill.openFeeE9 - fill.closeFeeE9;
    return new ClosedPnl(
        order.id(),
        order.account(),
        order.symbol(),
        order.side(),
        order.positionIdx(),
        order.type(),
        execType,
        order.quantityE9(),
        order.priceE9(),
        size,
        entry,
        Decimals.divideE9(entry, size),
        exit,
        Decimals.divideE9(exit, size),
        net + (first ? 0 : old.closedPnlE9()),
        openFee,
        closeFee,
        first ? 1 : old.fills() + 1,
        position.leverageE9(),
        first ? timeNs : old.createdNs(),
        timeNs);
  }
}
