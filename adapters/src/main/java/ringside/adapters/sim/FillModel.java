package ringside.adapters.sim;

/** How a resting order is filled by the outside market. */
public enum FillModel {
  /** Filled whole as soon as the price is touched. Flatters. */
  OPTIMISTIC,
  /**
   * Stands in line behind what the level showed when it came; trades at its price and cancels ahead
   * of it move it up. The default.
   */
  QUEUE,
  /** Filled only when others traded through its price. */
  PESSIMISTIC
}
