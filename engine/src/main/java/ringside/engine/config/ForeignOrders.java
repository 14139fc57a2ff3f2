package ringside.engine.config;

/** What is done about orders of an account that are not of this engine. */
public enum ForeignOrders {
  /** They are told of, and left alone. */
  LEAVE,
  /** They count as ours, and are cancelled with ours. */
  ADOPT,
  /** The account is halted. */
  HALT
}
