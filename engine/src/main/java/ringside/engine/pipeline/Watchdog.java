package ringside.engine.pipeline;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Halts the engine when one decide does not end. It counts its own looks rather than time, so that
 * a process that was stopped and continued, or a long pause, is not taken for a hanging decide.
 */
final class Watchdog {
  private static final long LOOK_EVERY_MS = 100;
  private static final int LOOKS_TO_HALT = 20;

  private final LongSupplier deciding;
  private final HaltHandler halt;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "ringside-watchdog");
  private long seen;
  private int looks;

  /**
   * @param deciding the sequence being decided at this moment, or 0
   */
  Watchdog(LongSupplier deciding, HaltHandler halt) {
    this.deciding = deciding;
    this.halt = halt;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  void stop() {
    stopped.countDown();
  }

  /** One look. */
  void look() {
    long sequence = deciding.getAsLong();
    looks = sequence != 0 && sequence == seen ? looks + 1 : 0;
    seen = sequence;
    if (looks == LOOKS_TO_HALT) {
      halt.halt("deciding event " + sequence + " took over 2 s", null);
    }
  }

  private void run() {
    try {
      while (!stopped.await(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
