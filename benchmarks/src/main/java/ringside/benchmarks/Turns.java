package ringside.benchmarks;

import java.io.IOException;

/** Runs ours and its floor one after the other, each going first every second time. */
final class Turns {
  private boolean floorFirst;

  /** One side of a round. */
  interface Side {
    void run() throws IOException;
  }

  void both(Side ours, Side floor) throws IOException {
    floorFirst = !floorFirst;
    if (floorFirst) {
      floor.run();
      ours.run();
    } else {
      ours.run();
      floor.run();
    }
  }

  static double millionsPerSecond(long count, long startNanoTime) {
    return count * 1e3 / (System.nanoTime() - startNanoTime);
  }
}
