package ringside.engine.core.state;

import ringside.journal.codec.RunMode;
import ringside.journal.codec.SpaceLevel;

/**
 * The run itself: engine time, its mode, the disk's room, when a digest was last taken. The run's
 * identity (nonce, versions, sequence) is left out of what it describes, so that two runs over the
 * same inputs have one digest; so is the time of the last digest, which taking one changes. Engine
 * thread only.
 */
public final class RunState implements StateTable {
  private static final long LIVE_DIGEST_NS = 10_000_000_000L;
  private static final long BACKTEST_DIGEST_NS = 86_400_000_000_000L;

  private long timeNs = OrderBook.NEVER;
  private boolean running;
  private boolean ending;
  private boolean told;
  private RunMode mode = RunMode.NULL_VAL;
  private SpaceLevel space = SpaceLevel.ENOUGH;
  private long digestNs = OrderBook.NEVER;
  private long clockSteps;
  private long runNonce;
  private long beforeNs = OrderBook.NEVER;

  /** The largest event time folded: the only time the core knows. */
  public long timeNs() {
    return timeNs;
  }

  /** The engine time before the event that was last folded; of use while that is folded only. */
  public long beforeNs() {
    return beforeNs;
  }

  public void advance(long eventTimeNs) {
    beforeNs = timeNs;
    if (eventTimeNs > timeNs) {
      timeNs = eventTimeNs;
    }
  }

  /** Whether a run is on: between its EngineStarted and its EngineStopped. */
  public boolean running() {
    return running;
  }

  /** Whether an operator has asked for the end: nothing new is begun any more. */
  public boolean ending() {
    return ending;
  }

  public void end() {
    ending = true;
  }

  public RunMode mode() {
    return mode;
  }

  /** Whether the run is over candles: nothing gets lost, and time goes on in leaps. */
  public boolean backtest() {
    return mode == RunMode.BACKTEST;
  }

  /** How much engine time passes from one digest to the next. */
  public long digestIntervalNs() {
    return backtest() ? BACKTEST_DIGEST_NS : LIVE_DIGEST_NS;
  }

  /**
   * Whether strategies are asked. In a run over candles a point is told by several events: nobody
   * is asked before the tick that ends it, so that nobody sees half of it.
   */
  public boolean asking() {
    return !told;
  }

  /** The market has moved. */
  public void marketTold() {
    told = backtest();
  }

  /** Everything is told that happened until now. */
  public void ticked() {
    told = false;
  }

  public long runNonce() {
    return runNonce;
  }

  public SpaceLevel space() {
    return space;
  }

  public long digestNs() {
    return digestNs;
  }

  public long clockSteps() {
    return clockSteps;
  }

  public void started(long nonce, RunMode runMode) {
    runNonce = nonce;
    mode = runMode;
    running = true;
    ending = false;
    told = false;
    space = SpaceLevel.ENOUGH;
    digestNs = timeNs;
    clockSteps = 0;
  }

  public void stopped() {
    running = false;
  }

  public void space(SpaceLevel level) {
    space = level;
  }

  public void clockStepped() {
    clockSteps++;
  }

  public void digested() {
    digestNs = timeNs;
  }

  @Override
  public void describe(StateSink sink) {
    sink.putLong(timeNs);
    sink.putFlag(running);
    sink.putFlag(ending);
    sink.putFlag(told);
    sink.putLong(mode.value());
    sink.putLong(space.value());
    sink.putLong(clockSteps);
  }
}
