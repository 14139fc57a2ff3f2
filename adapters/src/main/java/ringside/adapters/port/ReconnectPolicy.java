package ringside.adapters.port;

import ringside.journal.codec.DisconnectReason;

/**
 * Decides when a stream that went down is raised again. Called once per connection or attempt that
 * ended, after that was published, under the stream's lock: it must not wait, nor call the stream.
 */
@FunctionalInterface
public interface ReconnectPolicy {
  /** Instead of a delay: the stream stays down. */
  long STOP = -1;

  /**
   * How long to wait.
   *
   * @param attempts attempts since data last flowed; 0 where data flowed on the one that ended
   * @param closeCode of the close frame, or the HTTP status of a refused upgrade; -1 for neither
   * @param nanoTime {@link System#nanoTime}
   * @return ns until the next attempt, or {@link #STOP}
   */
  long delayNs(int attempts, DisconnectReason reason, int closeCode, long nanoTime);
}
