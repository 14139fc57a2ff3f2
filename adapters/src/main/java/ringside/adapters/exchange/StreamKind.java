package ringside.adapters.exchange;

/** The ways into the exchange. */
public enum StreamKind {
  REST,
  PUBLIC,
  PRIVATE,
  TRADE
}
