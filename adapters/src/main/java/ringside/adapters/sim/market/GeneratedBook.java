package ringside.adapters.sim.market;

import ringside.adapters.sim.MarketSink;
import ringside.journal.codec.Side;

/**
 * The outside order book of a generated market: sizes by price in ticks, in a window behind the
 * best bid and the best ask. The best levels are always there; a price behind them has a level with
 * the profile's density. What changes is told to the sink at once. One thread.
 */
final class GeneratedBook {
  /**
   * Near the new best price a side is filled at once after a move, further away little by little.
   */
  private static final int NEAR = 12;

  private static final double LEFT_EMPTY = 0.4;

  private final SymbolProfile profile;
  private final Dice dice;
  private final int symbol;
  private final long tickE9;
  private final long lotE9;
  private final double lot;
  private final int window;
  private final int mask;
  private final long[] bids;
  private final long[] asks;
  private long bestBid;
  private long bestAsk;

  GeneratedBook(int symbol, SymbolProfile profile, Dice dice) {
    this.symbol = symbol;
    this.profile = profile;
    this.dice = dice;
    tickE9 = profile.instrument().tickE9();
    lotE9 = profile.instrument().lotE9();
    lot = lotE9 / 1e9;
    window = windowTicks(profile);
    int size = Integer.highestOneBit(2 * window) * 2;
    mask = size - 1;
    bids = new long[size];
    asks = new long[size];
  }

  /** How many prices behind the best one may have a level. */
  static int windowTicks(SymbolProfile profile) {
    return (int) (profile.levels() / profile.density()) + 1;
  }

  long bestBid() {
    return bestBid;
  }

  long bestAsk() {
    return bestAsk;
  }

  /** Tells a first book around these best prices. */
  void start(long bid, long ask, MarketSink sink) {
    sink.clearBook(symbol);
    fill(bid, ask, sink);
  }

  private void fill(long bid, long ask, MarketSink sink) {
    bestBid = bid;
    bestAsk = ask;
    set(bids, bid, bestLots(), sink);
    set(asks, ask, bestLots(), sink);
    for (int i = 1; i < window; i++) {
      set(bids, bid - i, chanceLots(), sink);
      set(asks, ask + i, chanceLots(), sink);
    }
  }

  /** Makers change their minds about so many levels, the nearer the best price the more. */
  void churn(long changes, MarketSink sink) {
    if (bestAsk - bestBid > 1) {
      narrow(sink);
    }
    long left = changes;
    for (long tries = 4 * changes; left > 0 && tries > 0; tries--) {
      long bits = dice.bits();
      boolean bid = bits < 0;
      double u = dice.unit();
      int behind = (int) (u * (0.35 + 0.65 * u) * window);
      long[] side = bid ? bids : asks;
      long tick = bid ? bestBid - behind : bestAsk + behind;
      long lots = behind == 0 ? bestLots() : chanceLots();
      if (lots != side[(int) tick & mask]) {
        set(side, tick, lots, sink);
        left--;
      }
    }
  }

  /** A maker improves the price into a wide spread. */
  private void narrow(MarketSink sink) {
    if (dice.bits() < 0) {
      moveBids(bestBid + 1, sink);
    } else {
      moveAsks(bestAsk - 1, sink);
    }
  }

  /** Takes lots from a level; the best one keeps at least one lot. */
  long take(boolean fromAsks, long tick, long lots, MarketSink sink) {
    long[] side = fromAsks ? asks : bids;
    long there = side[(int) tick & mask];
    boolean best = tick == (fromAsks ? bestAsk : bestBid);
    long taken = Math.min(lots, best ? there - 1 : there);
    if (taken > 0) {
      set(side, tick, there - taken, sink);
    }
    return taken;
  }

  /** What is there, in lots. */
  long lotsAt(boolean ofAsks, long tick) {
    return (ofAsks ? asks : bids)[(int) tick & mask];
  }

  /** The nearest price with a level, from this one towards the best one. */
  long occupiedTowardsBest(boolean ofAsks, long tick) {
    long at = tick;
    long[] side = ofAsks ? asks : bids;
    int step = ofAsks ? -1 : 1;
    long best = ofAsks ? bestAsk : bestBid;
    while (at != best && side[(int) at & mask] == 0) {
      at += step;
    }
    return at;
  }

  boolean inWindow(boolean ofAsks, long tick) {
    return ofAsks
        ? tick >= bestAsk && tick < bestAsk + window
        : tick <= bestBid && tick > bestBid - window;
  }

  /** The best prices go there; what stood between is gone, and what opens up is filled in part. */
  void moveTo(long bid, long ask, MarketSink sink) {
    if (Math.max(Math.abs(bid - bestBid), Math.abs(ask - bestAsk)) >= window) {
      for (int i = 0; i < window; i++) {
        set(bids, bestBid - i, 0, sink);
        set(asks, bestAsk + i, 0, sink);
      }
      fill(bid, ask, sink);
    } else if (bid > bestBid) {
      moveAsks(ask, sink);
      moveBids(bid, sink);
    } else {
      moveBids(bid, sink);
      moveAsks(ask, sink);
    }
  }

  private void moveBids(long to, MarketSink sink) {
    if (to > bestBid) {
      for (long tick = bestBid - window + 1; tick <= to - window; tick++) {
        set(bids, tick, 0, sink);
      }
      for (long tick = bestBid + 1; tick < to; tick++) {
        set(bids, tick, openedLots(to - tick), sink);
      }
    } else {
      for (long tick = bestBid; tick > to; tick--) {
        set(bids, tick, 0, sink);
      }
      for (long tick = bestBid - window; tick > to - window; tick--) {
        set(bids, tick, chanceLots(), sink);
      }
    }
    if (to != bestBid) {
      bestBid = to;
      set(bids, to, bestLots(), sink);
    }
  }

  private void moveAsks(long to, MarketSink sink) {
    if (to < bestAsk) {
      for (long tick = bestAsk + window - 1; tick >= to + window; tick--) {
        set(asks, tick, 0, sink);
      }
      for (long tick = bestAsk - 1; tick > to; tick--) {
        set(asks, tick, openedLots(tick - to), sink);
      }
    } else {
      for (long tick = bestAsk; tick < to; tick++) {
        set(asks, tick, 0, sink);
      }
      for (long tick = bestAsk + window; tick < to + window; tick++) {
        set(asks, tick, chanceLots(), sink);
      }
    }
    if (to != bestAsk) {
      bestAsk = to;
      set(asks, to, bestLots(), sink);
    }
  }

  private void set(long[] side, long tick, long lots, MarketSink sink) {
    int place = (int) tick & mask;
    if (side[place] != lots) {
      side[place] = lots;
      sink.level(symbol, side == bids ? Side.BUY : Side.SELL, tick * tickE9, lots * lotE9);
    }
  }

  private long chanceLots() {
    return dice.chance(profile.density()) ? lots(profile.levelSize()) : 0;
  }

  private long openedLots(long behind) {
    return behind > NEAR && dice.chance(LEFT_EMPTY) ? 0 : chanceLots();
  }

  private long bestLots() {
    return 1 + lots(profile.bestSize());
  }

  private long lots(QuantileCurve curve) {
    return Math.max(1, (long) (curve.sample(dice) / lot + 0.5));
  }
}
