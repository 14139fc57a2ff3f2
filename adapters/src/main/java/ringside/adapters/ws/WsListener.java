package ringside.adapters.ws;

/**
 * Hears what a connection does. Called on the connection's own threads, in order, one call at a
 * time; what it throws goes to {@link #onFault} and ends the connection.
 */
public interface WsListener {
  /** The server accepted; messages can be sent. */
  void onOpen();

  /**
   * A whole text message.
   *
   * @param text reused for the next message
   * @param length characters of it that are the message
   */
  void onText(char[] text, int length);

  /** A binary message, or one that is not UTF-8; it was dropped. */
  void onNotText();

  /** The connection, or the attempt at one, is over. Called once, and last. */
  void onClosed(WsClosed closed);

  /** Another method of this listener threw. The connection is cut. */
  void onFault(Throwable fault);
}
