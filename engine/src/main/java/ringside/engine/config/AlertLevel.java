package ringside.engine.config;

/** From which severity on alerts are told to people. */
public enum AlertLevel {
  INFO,
  WARNING,
  CRITICAL
}
