package ringside.adapters.exchange;

/** Where in the life of a connection a fault strikes. */
public enum SocketStep {
  /** When it has opened. */
  OPEN,
  /** When it was authenticated and that was answered. */
  AUTH,
  /** When it was subscribed and that was answered. */
  SUBSCRIBE,
  /** When so many messages were sent to it, answers apart. */
  MESSAGE,
  /** Now, whatever it is at. */
  NOW
}
