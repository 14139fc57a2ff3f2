package ringside.engine.core;

import java.util.Map;
import ringside.engine.core.state.StateTable;

/**
 * A way to trade one instrument with one account. It keeps what it must know besides the core's
 * state, and proposes; whether a proposal becomes an order is not its to say.
 *
 * <p>Called by the engine thread, live and in recovery alike: the same events in the same order
 * must leave it in the same state, so it has no clock, no randomness, no threads and no input but
 * these. What it throws halts it: its proposals for the event are void, and nothing more is asked
 * of it until it is cleared. Thrown in {@link #propose}, it folds on meanwhile and goes on with
 * what it knows; thrown in {@link #fold}, it is told nothing more and begins as new.
 */
public interface Strategy extends StateTable {
  /**
   * Takes in what happened. Also called in recovery, where nothing is proposed.
   *
   * @param happening about its account or instrument, or about nothing in particular
   */
  void fold(Happening happening, StateView view);

  /**
   * Proposes, after everybody has folded the event. Must change nothing, in itself either: only
   * what comes back to {@link #fold} as a decision is a fact.
   *
   * @param out takes the proposals; judged one by one in this order after the return
   */
  void propose(StateView view, Proposals out);

  /**
   * Its config has changed between two runs, but not its seat. Called in the fold of the config.
   *
   * @param parameters by name, as recorded
   * @return whether it goes on with them, and with its state; false: it is made anew
   */
  default boolean reconfigure(Map<String, String> parameters) {
    return false;
  }

  /**
   * Says how it stands, for people to read; nothing is decided by it.
   *
   * @param out takes it leg by leg
   */
  default void status(StateView view, StatusSink out) {}
}
