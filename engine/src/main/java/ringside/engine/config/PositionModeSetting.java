package ringside.engine.config;

/** How positions of a symbol are kept at the venue. */
public enum PositionModeSetting {
  /** A long and a short leg. */
  HEDGE,
  /** One position. */
  ONE_WAY
}
