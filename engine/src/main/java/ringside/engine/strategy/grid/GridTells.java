package ringside.engine.strategy.grid;

import java.util.Arrays;
import ringside.engine.core.state.IdText;
import ringside.engine.core.state.StateSink;
import ringside.engine.core.state.StateTable;

/**
 * What a leg has still to say: it is remembered as said once the signal that says it has come back
 * as a decision. Engine thread only.
 */
final class GridTells implements StateTable {
  /** Tags of signals. */
  static final int CYCLE = 1_100;

  static final int EXTERNAL = 1_101;
  static final int HELD = 1_102;
  static final int ADOPTED = 1_103;
  static final int CORRECTED = 1_104;
  static final int EXHAUSTED = 1_105;
  static final int PROFIT_LOST = 1_106;
  static final int CLOSING = 1_107;
  static final int RESTORED = 1_108;

  /** Rules of the leg's own, that latch it. */
  static final String EXHAUSTED_RULE = "entries-failed";

  static final String PROFIT_LOST_RULE = "take-profit-lost";

  /** Of what is said now and then while it lasts. */
  static final int SMALL = 1_120;

  static final int CAP = 1_121;
  static final int LARGE = 1_122;
  static final int STOP = 1_123;
  static final int DUST = 1_124;
  static final int UNSIZED = 1_125;
  static final int UNCOVERED = 1_126;
  static final int UNPROTECTED = 1_127;

  /** Not more often than this. */
  static final long AGAIN_NS = 900 * GridLeg.SECOND_NS;

  private static final int FIRST = CYCLE;
  private static final int REPEATED = 8;

  private int due;
  private long cycleNetE9;
  private final long[] saidNs = new long[REPEATED];

  GridTells() {
    Arrays.fill(saidNs, GridLeg.NEVER);
  }

  void tell(int what) {
    due |= bit(what);
  }

  void cycle(long netE9) {
    cycleNetE9 = netE9;
    tell(CYCLE);
  }

  boolean any() {
    return due != 0;
  }

  boolean due(int what) {
    return (due & bit(what)) != 0;
  }

  long cycleNetE9() {
    return cycleNetE9;
  }

  /** Whether it is time to say it, of what is said now and then. */
  boolean again(int what, long nowNs) {
    long said = saidNs[what - SMALL];
    return said == GridLeg.NEVER || nowNs - said >= AGAIN_NS;
  }

  void told(int what, long nowNs) {
    if (what >= SMALL && what < SMALL + REPEATED) {
      saidNs[what - SMALL] = nowNs;
    } else if (what >= FIRST && what < SMALL) {
      due &= ~bit(what);
    }
  }

  /** A latch of this rule stands: if it is one of the leg's own, that it should is said. */
  void latched(IdText rule) {
    if (rule.contentEquals(EXHAUSTED_RULE)) {
      due &= ~bit(EXHAUSTED);
    } else if (rule.contentEquals(PROFIT_LOST_RULE)) {
      due &= ~bit(PROFIT_LOST);
    }
  }

  @Override
  public void describe(StateSink sink) {
    sink.putLong(due);
    sink.putLong(cycleNetE9);
    for (long said : saidNs) {
      sink.putLong(said);
    }
  }

  private static int bit(int what) {
    return 1 << (what - FIRST);
  }
}
