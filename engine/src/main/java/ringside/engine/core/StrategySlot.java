package ringside.engine.core;

import java.util.Arrays;
import ringside.engine.core.StrategyFactory.Seat;
import ringside.engine.core.state.ShadowAccount;
import ringside.engine.core.state.StateSink;
import ringside.engine.core.state.StateTable;
import ringside.journal.codec.Leg;
import ringside.journal.codec.Side;

/** A strategy with its seat, and what the core remembers of it. Engine thread only. */
final class StrategySlot implements StateTable {
  /** The same refusal is recorded again after so long, with how often there was one. */
  static final long TOLD_AGAIN_NS = 300_000_000_000L;

  private static final int SIDES = 3;
  private static final int LEGS = 3;

  final Seat seat;
  final String config;
  final Strategy strategy;

  /** Its own account, where it is a shadow; else null. */
  final ShadowAccount shadow;

  /** What it sees. */
  final StateView view;

  /** What it threw during this event; a halt follows. */
  RuntimeException fault;

  /** It threw while it folded: what it knows is half of the truth, and it is told no more. */
  boolean broken;

  private final long[] refusedRule = new long[SIDES * LEGS];
  private final long[] refusedNs = new long[SIDES * LEGS];

  /** Not told by {@link #describe}: what was not recorded, a restored state cannot know. */
  private final long[] refusals = new long[SIDES * LEGS];

  StrategySlot(Seat seat, String config, Strategy strategy, ShadowAccount shadow, StateView view) {
    this.seat = seat;
    this.config = config;
    this.strategy = strategy;
    this.shadow = shadow;
    this.view = view;
  }

  /**
   * Counts a refusal.
   *
   * @return whether it is to be recorded: the answer is another than before, or has been the same
   *     for long
   */
  boolean refusalCounts(Side side, Leg leg, long ruleHash, long nowNs) {
    int place = place(side, leg);
    refusals[place]++;
    return refusedRule[place] != ruleHash || nowNs - refusedNs[place] >= TOLD_AGAIN_NS;
  }

  /** How many refusals there were since one was recorded, in this run. */
  long refusals(Side side, Leg leg) {
    return refusals[place(side, leg)];
  }

  void refused(Side side, Leg leg, long ruleHash, long nowNs) {
    int place = place(side, leg);
    refusedRule[place] = ruleHash;
    refusedNs[place] = nowNs;
    refusals[place] = 0;
  }

  void approved(Side side, Leg leg) {
    int place = place(side, leg);
    refusedRule[place] = 0;
    refusedNs[place] = 0;
    refusals[place] = 0;
  }

  /** A run begins, and counts from its beginning. */
  void beginRun() {
    Arrays.fill(refusals, 0);
  }

  @Override
  public void describe(StateSink sink) {
    sink.putLong(seat.strategy());
    sink.putFlag(broken);
    for (int i = 0; i < refusedRule.length; i++) {
      sink.putLong(refusedRule[i]);
      sink.putLong(refusedNs[i]);
    }
    strategy.describe(sink);
    if (shadow != null) {
      shadow.describe(sink);
    }
  }

  private static int place(Side side, Leg leg) {
    int row = leg == Leg.NULL_VAL ? 0 : leg.value();
    return row * SIDES + (side == Side.NULL_VAL ? 0 : side.value());
  }
}
