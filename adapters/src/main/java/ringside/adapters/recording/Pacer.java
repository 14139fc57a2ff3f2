package ringside.adapters.recording;

import java.util.concurrent.locks.LockSupport;

/** The clock that a recording is played by. */
interface Pacer {
  /** The real one. */
  Pacer REAL =
      new Pacer() {
        @Override
        public long nowNs() {
          return System.nanoTime();
        }

        @Override
        public void park(long ns) {
          LockSupport.parkNanos(ns);
        }
      };

  /** Of any origin, never going back. */
  long nowNs();

  /** Waits at most so long, or until the thread is unparked; may return early. */
  void park(long ns);
}
