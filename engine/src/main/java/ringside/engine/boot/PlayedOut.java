package ringside.engine.boot;

import java.util.concurrent.TimeUnit;
import ringside.adapters.port.ReconnectPolicy;
import ringside.journal.codec.DisconnectReason;

/**
 * Reconnects to a recording: at the end of each pass at once, until it was played often enough;
 * never, when the server cannot read it on; after any other loss as to any venue. Called under the
 * stream's lock.
 */
final class PlayedOut implements ReconnectPolicy {
  private static final int NORMAL_CLOSE = 1000;
  private static final int CANNOT_GO_ON = 1011;

  private final ReconnectPolicy otherwise;
  private final Runnable onDone;
  private final Runnable onBroken;
  private int passesLeft;

  /**
   * @param passes how often the recording is to be played
   * @param onDone told once, when it was
   * @param onBroken told once, when it cannot be played on
   */
  PlayedOut(int passes, ReconnectPolicy otherwise, Runnable onDone, Runnable onBroken) {
    this.passesLeft = passes;
    this.otherwise = otherwise;
    this.onDone = onDone;
    this.onBroken = onBroken;
  }

  @Override
  public long delayNs(int attempts, DisconnectReason reason, int closeCode, long nanoTime) {
    if (closeCode == CANNOT_GO_ON) {
      onBroken.run();
      return STOP;
    }
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
