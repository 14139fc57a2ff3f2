package ringside.engine.core.state;

import java.util.Arrays;

/**
 * What must not go on: halted accounts and strategies, and events that are suspected of killing the
 * process. Both outlive runs. Engine thread only.
 */
public final class HaltTable implements StateTable {
  /** More suspects than this are no accident; the oldest are forgotten. */
  private static final int MAX_SUSPECTS = 64;

  private boolean[] halted = new boolean[4];
  private boolean[] haltedStrategies = new boolean[4];
  private final long[] suspects = new long[MAX_SUSPECTS];
  private int suspectCount;

  public boolean halted(int account) {
    return account < halted.length && halted[account];
  }

  public void halt(int account) {
    if (account >= halted.length) {
      halted = Arrays.copyOf(halted, Math.max(account + 1, 2 * halted.length));
    }
    halted[account] = true;
  }

  public void resume(int account) {
    if (account < halted.length) {
      halted[account] = false;
    }
  }

  public boolean strategyHalted(int strategy) {
    return strategy < haltedStrategies.length && haltedStrategies[strategy];
  }

  public void haltStrategy(int strategy) {
    if (strategy >= haltedStrategies.length) {
      haltedStrategies =
          Arrays.copyOf(haltedStrategies, Math.max(strategy + 1, 2 * haltedStrategies.length));
    }
    haltedStrategies[strategy] = true;
  }

  public void resumeStrategy(int strategy) {
    if (strategy < haltedStrategies.length) {
      haltedStrategies[strategy] = false;
    }
  }

  public boolean anySuspects() {
    return suspectCount > 0;
  }

  public boolean suspected(long fingerprint) {
    for (int i = 0; i < suspectCount; i++) {
      if (suspects[i] == fingerprint) {
        return true;
      }
    }
    return false;
  }

  public void suspect(long fingerprint) {
    if (suspected(fingerprint)) {
      return;
    }
    if (suspectCount == MAX_SUSPECTS) {
      System.arraycopy(suspects, 1, suspects, 0, MAX_SUSPECTS - 1);
      suspectCount--;
    }
    suspects[suspectCount++] = fingerprint;
  }

  @Override
  public void describe(StateSink sink) {
    sink.putLong(suspectCount);
    for (int i = 0; i < suspectCount; i++) {
      sink.putLong(suspects[i]);
    }
    for (int account = 0; account < halted.length; account++) {
      if (halted[account]) {
        sink.putLong(account);
      }
    }
    for (int strategy = 0; strategy < haltedStrategies.length; strategy++) {
      if (haltedStrategies[strategy]) {
        sink.putLong(-1L - strategy);
      }
    }
  }
}
