package ringside.engine.core.state;

/**
 * A 64-bit hash of a sequence of values: each is mixed in by xor, multiplication and rotation, the
 * result goes through a finaliser, so that equal states give equal digests on every machine and any
 * one changed value gives another. Not cryptographic. Reused; one thread.
 */
public final class StateHash implements StateSink {
  private static final long SEED = 0x9E3779B97F4A7C15L;
  private static final long MULTIPLIER = 0xD6E8FEB86659FD93L;

  private long hash = SEED;

  public StateHash reset() {
    hash = SEED;
    return this;
  }

  @Override
  public void putLong(long value) {
    hash = Long.rotateLeft((hash ^ value) * MULTIPLIER, 29);
  }

  @Override
  public void putText(CharSequence text) {
    putLong(text.length());
    for (int i = 0; i < text.length(); i++) {
      putLong(text.charAt(i));
    }
  }

  /** The hash of everything since the last reset. */
  public long value() {
    long mixed = hash;
    mixed = (mixed ^ (mixed >>> 32)) * MULTIPLIER;
    mixed = (mixed ^ (mixed >>> 29)) * MULTIPLIER;
    return mixed ^ (mixed >>> 32);
  }
}
