package ringside.adapters.sim.market;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ringside.adapters.sim.MarketSink;
import ringside.journal.codec.Side;

/**
 * Measures one symbol of a market the way a client of the venue sees it: the best N levels a side,
 * pushed when they changed, at most every 100 ms; each trade.
 */
final class MarketMeasure implements MarketSink {
  private static final long PUSH_NS = 100_000_000L;

  private final int symbol;
  private final int depth;
  private final long tickE9;
  private final TreeMap<Long, Long> bids = new TreeMap<>();
  private final TreeMap<Long, Long> asks = new TreeMap<>();
  private long[] shownBids = {};
  private long[] shownAsks = {};
  private long pushNs = PUSH_NS;

  final List<Double> spreadTicks = new ArrayList<>();
  final List<Double> levelsPerDelta = new ArrayList<>();
  final List<Double> tradeSizes = new ArrayList<>();

  MarketMeasure(int symbol, int depth, long tickE9) {
    this.symbol = symbol;
    this.depth = depth;
    this.tickE9 = tickE9;
  }

  /** Another market, from its time 0. */
  void begin() {
    clearBook(symbol);
    shownBids = new long[0];
    shownAsks = new long[0];
    pushNs = PUSH_NS;
  }

  void at(long timeNs) {
    for (; pushNs <= timeNs; pushNs += PUSH_NS) {
      push();
    }
  }

  @Override
  public void clearBook(int of) {
    if (of == symbol) {
      bids.clear();
      asks.clear();
    }
  }

  @Override
  public void level(int of, Side side, long priceE9, long quantityE9) {
    if (of == symbol) {
      TreeMap<Long, Long> levels = side == Side.BUY ? bids : asks;
      if (quantityE9 == 0) {
        levels.remove(priceE9);
      } else {
        levels.put(priceE9, quantityE9);
      }
    }
  }

  @Override
  public void bookComplete(int of) {}

  private void push() {
    if (bids.isEmpty() || asks.isEmpty()) {
      return;
    }
    long[] newBids = best(bids.descendingMap());
    long[] newAsks = best(asks);
    int changes = changes(shownBids, newBids, -1) + changes(shownAsks, newAsks, 1);
    if (shownBids.length > 0 && changes > 0) {
      levelsPerDelta.add((double) changes);
    }
    spreadTicks.add((asks.firstKey() - bids.lastKey()) / (double) tickE9);
    shownBids = newBids;
    shownAsks = newAsks;
  }

  /** Prices and quantities in turn, best first. */
  private long[] best(Map<Long, Long> levels) {
    long[] best = new long[2 * Math.min(depth, levels.size())];
    Iterator<Map.Entry<Long, Long>> each = levels.entrySet().iterator();
    for (int i = 0; i < best.length; i += 2) {
      Map.Entry<Long, Long> level = each.next();
      best[i] = level.getKey();
      best[i + 1] = level.getValue();
    }
    return best;
  }

  /** Levels that came, went or changed; {@code sign} is 1 where prices rise with depth. */
  private static int changes(long[] before, long[] after, int sign) {
    int changes = 0;
    int i = 0;
    int j = 0;
    while (i < before.length || j < after.length) {
      long order = i == before.length ? 1 : j == after.length ? -1 : sign * (before[i] - after[j]);
      if (order != 0 || before[i + 1] != after[j + 1]) {
        changes++;
      }
      i += order <= 0 ? 2 : 0;
      j += order >= 0 ? 2 : 0;
    }
    return changes;
  }

  @Override
  public void trade(int of, Side takerSide, long priceE9, long quantityE9) {
    if (of == symbol) {
      tradeSizes.add(quantityE9 / 1e9);
    }
  }

  @Override
  public void prices(int of, long markE9, long indexE9) {}

  @Override
  public void fundingRate(int of, long rateE9) {}

  @Override
  public void openInterest(int of, long contractsE9) {}

  @Override
  public void liquidation(int of, Side positionSide, long priceE9, long quantityE9) {}
}
