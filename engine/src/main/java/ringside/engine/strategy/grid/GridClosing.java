package ringside.engine.strategy.grid;

/** Why a leg is being closed at market. */
enum GridClosing {
  NO,
  /** Its cycle has lost as much as it may. */
  LOSS,
  /** Its stop is passed and does not stand at the venue. */
  STOP,
  /** Others opened it, and the config wants it closed. */
  ADOPTION
}
