package ringside.engine.strategy.grid;

import ringside.engine.core.StateView;
import ringside.engine.core.state.StateSink;
import ringside.engine.core.state.StateTable;

/** How far an entry at the touch has come: its quotes. Engine thread only. */
final class GridTouch implements StateTable {
  private int tries;
  private long firstPriceE9 = StateView.UNKNOWN;
  private long quotedNs = GridLeg.NEVER;
  private boolean market;

  void clear() {
    tries = 0;
    firstPriceE9 = StateView.UNKNOWN;
    quotedNs = GridLeg.NEVER;
    market = false;
  }

  /** An order was placed at a price, or moved. */
  void quoted(long priceE9, long nowNs) {
    firstPriceE9 = tries == 0 ? priceE9 : firstPriceE9;
    tries++;
    quotedNs = nowNs;
  }

  /** It was given up, and the level is entered at market. */
  void thenMarket() {
    market = true;
  }

  boolean atMarket() {
    return market;
  }

  int tries() {
    return tries;
  }

  /** Where the first quote was, or null. */
  long firstPriceE9() {
    return firstPriceE9;
  }

  long quotedNs() {
    return quotedNs;
  }

  @Override
  public void describe(StateSink sink) {
    sink.putLong(tries);
    sink.putLong(firstPriceE9);
    sink.putLong(quotedNs);
    sink.putFlag(market);
  }
}
