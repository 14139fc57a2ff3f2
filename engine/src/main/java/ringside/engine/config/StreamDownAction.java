package ringside.engine.config;

/** What follows when a stream stays down. */
public enum StreamDownAction {
  /** Nothing is opened until it is back and all is reconciled; then things go on. */
  RESUME,
  /** Nothing is opened until an operator clears it. */
  LATCH,
  /** Positions are closed. */
  FLATTEN
}
