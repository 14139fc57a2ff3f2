package ringside.engine.core;

import ringside.journal.codec.Leg;

/**
 * Takes what a strategy says of itself to people: for status displays, never for decisions. Engine
 * thread only; whoever implements it may allocate.
 */
public interface StatusSink {
  /** What follows is about this leg. */
  void leg(Leg leg);

  /** Something in words. */
  void text(String name, String value);

  /** Something that is counted. */
  void count(String name, long value);

  /** A price, quantity or amount at 1e-9; {@link StateView#UNKNOWN}: there is none. */
  void number(String name, long valueE9);

  /** A time in ns since 1970; {@link Long#MIN_VALUE}: there is none. */
  void time(String name, long timeNs);
}
