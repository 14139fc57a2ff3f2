package ringside.engine.strategy.grid;

/** Why a leg opens nothing until somebody says so. */
enum GridStop {
  NONE,
  /** A cycle is over and the next one is not wanted. */
  CYCLE_DONE,
  /** Somebody else closed the leg, or opened it: until resumed. */
  EXTERNAL,
  /** Too many entries came to nothing. */
  EXHAUSTED,
  /** The take-profit was taken away too often. */
  PROFIT_LOST,
  /** The venue closed it. */
  LIQUIDATED;

  /** Whether only an operator's clear ends it. */
  boolean halts() {
    return this == EXHAUSTED || this == PROFIT_LOST || this == LIQUIDATED;
  }
}
