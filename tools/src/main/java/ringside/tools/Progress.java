package ringside.tools;

import java.util.Locale;
import ringside.engine.boot.Terminal;

/** Tells a human at a terminal how far a command is, a few times a second. One thread. */
final class Progress implements AutoCloseable {
  private static final long EVERY_NS = 200_000_000L;
  private static final int LOOK_EVERY = 1 << 12;
  private static final int BAR = 30;

  private final String what;
  private final boolean attached = Terminal.attached();
  private long shownNs = System.nanoTime();
  private int calls;

  /**
   * @param what is being done: "verifying"
   */
  Progress(String what) {
    this.what = what;
  }

  /** So many events are done; called for each, it costs next to nothing. */
  void events(long done) {
    if (isDue()) {
      Terminal.progress(String.format(Locale.ROOT, "%s: %,d events", what, done));
    }
  }

  /** So much of a known whole is done. */
  void share(long done, long whole) {
    if (isDue()) {
      double share = whole == 0 ? 1 : Math.min(1.0, (double) done / whole);
      int full = (int) (share * BAR);
      Terminal.progress(
          String.format(
              Locale.ROOT,
              "%s [%s%s] %3.0f %%",
              what,
              "#".repeat(full),
              " ".repeat(BAR - full),
              share * 100));
    }
  }

  @Override
  public void close() {
    Terminal.progressDone();
  }

  private boolean isDue() {
    if (!attached || (++calls & (LOOK_EVERY - 1)) != 0) {
      return false;
    }
    long nowNs = System.nanoTime();
    if (nowNs - shownNs < EVERY_NS) {
      return false;
    }
    shownNs = nowNs;
    return true;
  }
}
