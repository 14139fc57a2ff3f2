package ringside.engine.boot;

import ringside.adapters.bybit.rest.BybitRest;
import ringside.journal.log.JournalWriter;

/**
 * Loads what a start needs last while it still reads its config and journal: the HTTP client and
 * the queue are a second of classes in a new JVM, and an engine that was killed is to trade again
 * soon. A thread of its own, which nobody waits for.
 */
final class Preload {
  private Preload() {}

  static void begin() {
    Thread thread =
        new Thread(
            () -> {
              BybitRest.preload();
              JournalWriter.preload();
            },
            "preload");
    thread.setDaemon(true);
    thread.start();
  }
}
