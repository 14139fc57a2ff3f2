package ringside.engine.config;

/** What is done about a leg that the journal knows nothing of. */
public enum ForeignPositions {
  /** It is told of, and left alone. */
  HOLD,
  /** The strategy goes on with it. */
  ADOPT,
  /** It is closed. */
  CLOSE
}
