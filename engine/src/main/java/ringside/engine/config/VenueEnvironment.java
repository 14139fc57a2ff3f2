package ringside.engine.config;

/** Whose money a venue moves. */
public enum VenueEnvironment {
  /** Real money. */
  MAINNET,
  /** The venue's paper trading on real market data. */
  DEMO,
  /** The venue's test network. */
  TESTNET,
  /** An exchange on this machine. */
  LOCAL
}
