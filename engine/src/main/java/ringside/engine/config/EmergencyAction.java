package ringside.engine.config;

/** What becomes of positions in an emergency. */
public enum EmergencyAction {
  /** They stay, and with them what closes them. */
  KEEP,
  /** They are closed at market. */
  FLATTEN
}
