package ringside.engine.config;

/** What is done about a position of ours whose strategy is gone from the config. */
public enum OrphanPolicy {
  /** The engine does not start. */
  REFUSE,
  /** It is closed. */
  WIND_DOWN
}
