package ringside.adapters.bybit;

import ringside.journal.codec.DisconnectReason;

/**
 * Whether one connection still lives: when it was last heard, when it was last asked for a sign,
 * and how much came that is not text. Times are of {@link System#nanoTime}. Under its stream's
 * lock.
 */
final class SignsOfLife {
  private static final int MAX_NOT_TEXT = 10;
  private static final long NOT_TEXT_WINDOW_NS = 60_000_000_000L;

  private final StreamSettings settings;
  private long heardAt;
  private long pingedAt;
  private int notText;
  private long notTextSince;

  SignsOfLife(StreamSettings settings) {
    this.settings = settings;
  }

  /** The connection is open: nothing is awaited yet. */
  void opened(long nanoTime) {
    heardAt = nanoTime;
    pingedAt = nanoTime;
  }

  void heard(long nanoTime) {
    heardAt = nanoTime;
  }

  /**
   * Something came that is no text, which is a sign of life, too.
   *
   * @return whether it was too much of that within a minute
   */
  boolean heardNoText(long nanoTime) {
    heardAt = nanoTime;
    if (notText == 0 || nanoTime - notTextSince > NOT_TEXT_WINDOW_NS) {
      notText = 0;
      notTextSince = nanoTime;
    }
    return ++notText > MAX_NOT_TEXT;
  }

  /** Why the connection is dead, or null. */
  DisconnectReason death(long nanoTime) {
    boolean silent = nanoTime - heardAt > settings.silenceNs();
    if (waitsForPong()) {
      boolean late = nanoTime - pingedAt > settings.pingTimeoutNs();
      return late || silent ? DisconnectReason.PING_TIMED_OUT : null;
    }
    return silent ? DisconnectReason.SILENT : null;
  }

  /** Whether it is time to ask for a sign; if so, it counts as asked. */
  boolean takePing(long nanoTime) {
    if (waitsForPong() || nanoTime - pingedAt < settings.pingIntervalNs()) {
      return false;
    }
    pingedAt = nanoTime;
    return true;
  }

  private boolean waitsForPong() {
    return pingedAt - heardAt > 0;
  }
}
