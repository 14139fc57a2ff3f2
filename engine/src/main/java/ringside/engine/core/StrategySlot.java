package ringside.engine.core;

import ringside.engine.core.StrategyFactory.Seat;
import ringside.engine.core.state.StateSink;
import ringside.engine.core.state.StateTable;
import ringside.journal.codec.Leg;
import ringside.journal.codec.Side;

/** A strategy with its seat, and what the core remembers of it. Engine thread only. */
final class StrategySlot implements StateTable {
  private static final int SIDES = 3;
  private static final int LEGS = 3;

  final Seat seat;
  final String config;
  final Strategy strategy;

  /** What it threw during this event; a halt follows. */
  RuntimeException fault;

  private final long[] refusedRule = new long[SIDES * LEGS];

  StrategySlot(Seat seat, String config, Strategy strategy) {
    this.seat = seat;
    this.config = config;
    this.strategy = strategy;
  }

  /** Whether the side of the leg was last refused, and by this rule. */
  boolean refusedBy(Side side, Leg leg, long ruleHash) {
    return refusedRule[place(side, leg)] == ruleHash;
  }

  void refused(Side side, Leg leg, long ruleHash) {
    refusedRule[place(side, leg)] = ruleHash;
  }

  void approved(Side side, Leg leg) {
    refusedRule[place(side, leg)] = 0;
  }

  @Override
  public void describe(StateSink sink) {
    sink.putLong(seat.strategy());
    for (long rule : refusedRule) {
      sink.putLong(rule);
    }
    strategy.describe(sink);
  }

  private static int place(Side side, Leg leg) {
    int row = leg == Leg.NULL_VAL ? 0 : leg.value();
    return row * SIDES + (side == Side.NULL_VAL ? 0 : side.value());
  }
}
