package ringside.adapters.recording;

import java.util.SplittableRandom;

/** A made-up book that walks about where it started, and is never crossed. One thread. */
final class GeneratedBook {
  private static final int QUIET_CHANGES = 16;
  private static final int BURST_CHANGES = 50;

  private final GeneratedInstrument instrument;
  private final SplittableRandom random;
  private final int depth;
  private final GeneratedSide bids;
  private final GeneratedSide asks;

  GeneratedBook(GeneratedInstrument instrument, int depth, SplittableRandom random) {
    this.instrument = instrument;
    this.depth = depth;
    this.random = random;
    bids = new GeneratedSide(-1, depth, instrument.startPriceTicks(), random);
    asks = new GeneratedSide(1, depth, instrument.startPriceTicks() + 1, random);
  }

  GeneratedSide bids() {
    return bids;
  }

  GeneratedSide asks() {
    return asks;
  }

  /** What traders do to it between two messages: mostly little, now and then a lot. */
  void evolve() {
    int changes = 1 + random.nextInt(QUIET_CHANGES);
    if (random.nextInt(12) == 0) {
      changes += random.nextInt(BURST_CHANGES);
    }
    for (int i = 0; i < changes; i++) {
      changeOne(random.nextBoolean() ? bids : asks);
    }
    if (random.nextInt(4) == 0) {
      walk();
    }
  }

  private void changeOne(GeneratedSide side) {
    int level = Math.min(random.nextInt(depth), random.nextInt(depth));
    int what = random.nextInt(100);
    if (what < 70) {
      side.change(level);
    } else if (what < 82) {
      side.remove(level);
    } else if (what < 94) {
      side.insertBehind(level);
    } else if (asks.best() - bids.best() > 1) {
      side.insertBest(side == bids ? bids.best() + 1 : asks.best() - 1);
    }
  }

  /** One step of the price, the likelier back to its start the farther it has gone. */
  private void walk() {
    long start = instrument.startPriceTicks();
    long off = (bids.best() - start) * 20_000 / start;
    if (random.nextInt(1000) < 500 - Math.max(-400, Math.min(400, off))) {
      long taken = asks.best();
      asks.remove(0);
      bids.insertBest(taken);
    } else {
      long taken = bids.best();
      bids.remove(0);
      asks.insertBest(taken);
    }
  }

  void writeAll(TextBuffer text) {
    text.add("\"b\":[");
    bids.writeAll(instrument, text);
    text.add("],\"a\":[");
    asks.writeAll(instrument, text);
    text.add(']');
  }

  /** Returns how many levels have changed. */
  int writeChanges(TextBuffer text) {
    text.add("\"b\":[");
    int changes = bids.writeChanges(instrument, text);
    text.add("],\"a\":[");
    changes += asks.writeChanges(instrument, text);
    text.add(']');
    return changes;
  }
}
