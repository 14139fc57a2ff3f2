package ringside.engine.boot;

import java.util.concurrent.TimeUnit;
import ringside.adapters.port.ReconnectPolicy;
import ringside.journal.codec.DisconnectReason;

/**
 * Reconnects to a recording: at the end of each pass at once, until it was played often enough;
 * after any other loss as to any venue. Called under the stream's lock.
 */
final class PlayedOut implements ReconnectPolicy {
  private static final int NORMAL_CLOSE = 1000;

  private final ReconnectPolicy otherwise;
  private final Runnable onDone;
  private int passesLeft;

  /**
   * @param passes how often the recording is to be played
   * @param onDone told once, when it was
   */
  PlayedOut(int passes, ReconnectPolicy otherwise, Runnable onDone) {
    this.passesLeft = passes;
    this.otherwise = otherwise;
    this.onDone = onDone;
  }

  @Override
  public long delayNs(int attempts, DisconnectReason reason, int closeCode, long nanoTime) {
    if (reason != DisconnectReason.CLOSED_BY_VENUE || closeCode != NORMAL_CLOSE) {
      return otherwise.delayNs(attempts, reason, closeCode, nanoTime);
    }
    passesLeft--;
    if (passesLeft > 0) {
      return TimeUnit.MILLISECONDS.toNanos(1);
    }
    onDone.run();
    return STOP;
  }
}
