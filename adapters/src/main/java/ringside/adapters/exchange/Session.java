package ringside.adapters.exchange;

/** What one connection asks, and what is answered. Called by one thread of the server at a time. */
interface Session {
  Connection connection();

  /** A request came. */
  void onText(String text);

  /** The connection is gone. */
  void onClosed();
}
