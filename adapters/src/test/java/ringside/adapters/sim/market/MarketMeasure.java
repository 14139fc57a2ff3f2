package ringside.adapters.sim.market;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ringside.adapters.sim.MarketSink;
import ringside.journal.codec.Side;

/**
 * Measures one symbol of a market the way a client of the venue sees it: the best N levels a side,
 * pushed when they changed, at most every 100 ms; each trade; the last price at every full minute.
 */
final class MarketMeasure implements MarketSink {
  private static final long PUSH_NS = 100_000_000L;
  private static final long MINUTE_NS = 60_000_000_000L;

  private final int symbol;
  private final int depth;
  private final long tickE9;
  private final TreeMap<Long, Long> bids = new TreeMap<>();
  private final TreeMap<Long, Long> asks = new TreeMap<>();
  private Map<Long, Long> shownBids = Map.of();
  private Map<Long, Long> shownAsks = Map.of();
  private long nowNs;
  private long pushNs = PUSH_NS;
  private long minuteNs = MINUTE_NS;
  private long lastE9;
  private long firstTradeNs = -1;
  private long lastTradeNs;

  final List<Double> spreadTicks = new ArrayList<>();
  final List<Double> levelsPerDelta = new ArrayList<>();
  final List<Double> tradeSizes = new ArrayList<>();
  final List<Double> minuteCloses = new ArrayList<>();
  long pushes;

  MarketMeasure(int symbol, int depth, long tickE9) {
    this.symbol = symbol;
    this.depth = depth;
    this.tickE9 = tickE9;
  }

  void at(long timeNs) {
    nowNs = timeNs;
    for (; pushNs <= timeNs; pushNs += PUSH_NS) {
      push();
    }
    for (; minuteNs <= timeNs; minuteNs += MINUTE_NS) {
      if (lastE9 > 0) {
        minuteCloses.add(lastE9 / 1e9);
      }
    }
  }

  double tradesPerSecond(double seconds) {
    return tradeSizes.size() / seconds;
  }

  double pushesPerSecond(double seconds) {
    return pushes / seconds;
  }

  List<Double> minuteMovesBps() {
    List<Double> moves = new ArrayList<>();
    for (int i = 1; i < minuteCloses.size(); i++) {
      moves.add(Math.abs(StrictMath.log(minuteCloses.get(i) / minuteCloses.get(i - 1))) * 1e4);
    }
    return moves;
  }

  static double quantile(List<Double> values, double part) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[Math.min(sorted.length - 1, (int) (part * sorted.length))];
  }

  static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
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
    Map<Long, Long> newBids = best(bids.descendingMap());
    Map<Long, Long> newAsks = best(asks);
    int changes = changes(shownBids, newBids) + changes(shownAsks, newAsks);
    if (!shownBids.isEmpty() && changes > 0) {
      levelsPerDelta.add((double) changes);
      pushes++;
    }
    spreadTicks.add((asks.firstKey() - bids.lastKey()) / (double) tickE9);
    shownBids = newBids;
    shownAsks = newAsks;
  }

  private Map<Long, Long> best(Map<Long, Long> levels) {
    Map<Long, Long> best = new TreeMap<>();
    Iterator<Map.Entry<Long, Long>> each = levels.entrySet().iterator();
    while (best.size() < depth && each.hasNext()) {
      Map.Entry<Long, Long> level = each.next();
      best.put(level.getKey(), level.getValue());
    }
    return best;
  }

  private static int changes(Map<Long, Long> before, Map<Long, Long> after) {
    int changes = 0;
    for (Map.Entry<Long, Long> level : after.entrySet()) {
      if (!level.getValue().equals(before.get(level.getKey()))) {
        changes++;
      }
    }
    for (Long price : before.keySet()) {
      if (!after.containsKey(price)) {
        changes++;
      }
    }
    return changes;
  }

  @Override
  public void trade(int of, Side takerSide, long priceE9, long quantityE9) {
    if (of == symbol) {
      lastE9 = priceE9;
      tradeSizes.add(quantityE9 / 1e9);
      firstTradeNs = firstTradeNs < 0 ? nowNs : firstTradeNs;
      lastTradeNs = nowNs;
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
