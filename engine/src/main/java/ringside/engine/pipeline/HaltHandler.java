package ringside.engine.pipeline;

/**
 * Ends the engine at once because going on would be wrong: a fault in shared state, a journal that
 * cannot write, a decision that does not end. In a real process it does not return.
 */
public interface HaltHandler {
  /**
   * @param where the part that failed
   * @param cause what it met; may be null
   */
  void halt(String where, Throwable cause);
}
