package ringside.engine.boot;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ringside.adapters.bybit.rest.BybitRest;
import ringside.journal.log.JournalWriter;

/**
 * Loads what a start needs last while it still reads its config and journal: the HTTP client and
 * the queue are a second of classes in a new JVM, and an engine that was killed is to trade again
 * soon. A thread of its own, which nobody waits for.
 */
final class Preload {
  private static final Logger LOG = LoggerFactory.getLogger(Preload.class);

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
    thread.setUncaughtExceptionHandler((of, cause) -> LOG.warn("loading ahead failed", cause));
    thread.start();
  }
}
