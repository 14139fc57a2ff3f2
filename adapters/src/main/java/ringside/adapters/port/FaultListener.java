package ringside.adapters.port;

/**
 * Hears of errors that nobody expected, from whatever thread they happened on. What told it has
 * stopped working; the engine halts.
 */
@FunctionalInterface
public interface FaultListener {
  /**
   * Called once per fault; must not throw.
   *
   * @param where what was being done, for the log
   */
  void onFault(String where, Throwable fault);
}
