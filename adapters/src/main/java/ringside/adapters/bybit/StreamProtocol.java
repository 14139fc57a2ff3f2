package ringside.adapters.bybit;

import ringside.journal.codec.DisconnectReason;

/** What is said over a stream. Called with the stream's lock held, by one thread at a time. */
interface StreamProtocol {
  /**
   * The connection is open: say what there is to say.
   *
   * @return false when it could not be written
   */
  boolean onOpen(long nanoTime);

  /** A message of the newest connection. */
  void onText(char[] text, int length, long receivedNs, long nanoTime);

  /**
   * Called again and again while the connection is open.
   *
   * @return false when something could not be written
   */
  boolean tick(long nanoTime);

  /** The connection can be used; to be published, now or by {@link #flush}. */
  void onConnected(long generation, int attempt, String endpoint, long nowNs);

  /** The connection, or an attempt at one, is over; to be published, now or by {@link #flush}. */
  void onDisconnected(
      long generation, DisconnectReason reason, int closeCode, String detail, long nowNs);

  /** Publishes what waits; true when nothing is left. */
  boolean flush(long waitNs);
}
