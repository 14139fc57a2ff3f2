package ringside.adapters.port;

/** The one clock that sessions stamp receive times with. Never steps back. Any thread. */
public interface ProcessClock {
  /** Now, in ns since the epoch. */
  long nowNs();

  /**
   * The clock of a live process: the wall as it was when this was called, going on with monotonic
   * time, so that a step of the wall does not move it.
   *
   * @param floorNs times start above this: the last time that the journal knows, or 0
   */
  static ProcessClock startingAbove(long floorNs) {
    long nanoTime = System.nanoTime();
    long wallNs = System.currentTimeMillis() * 1_000_000L;
    long startNs = Math.max(wallNs, floorNs + 1);
    return () -> startNs + (System.nanoTime() - nanoTime);
  }
}
