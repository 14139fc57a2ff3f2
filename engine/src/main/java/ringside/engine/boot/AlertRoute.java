package ringside.engine.boot;

import java.io.IOException;

/** A way to reach people. Called by one thread; may take its time, but not for ever. */
interface AlertRoute {
  /**
   * Tells it.
   *
   * @throws IOException when it could not be told; the message says why, and nothing secret
   */
  void tell(Alert alert) throws IOException, InterruptedException;

  /** Names it in the log; nothing secret. */
  String name();
}
