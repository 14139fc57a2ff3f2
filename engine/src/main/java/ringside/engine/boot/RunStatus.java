package ringside.engine.boot;

import java.util.ArrayList;
import java.util.List;

/**
 * A run as its user wants to see it. Immutable; any thread.
 *
 * @param build which build it is
 * @param environment where it trades, in small letters
 * @param journal where it is recorded
 * @param engine what the engine thread said; null when it did not answer in time
 * @param paper whether the money is none
 */
record RunStatus(
    String build,
    String environment,
    String journal,
    RunFigures figures,
    EngineStatus engine,
    boolean paper) {

  /** Why it is not healthy, each in words; empty when it is. */
  List<String> troubles() {
    if (engine == null) {
      return List.of("the engine does not answer");
    }
    return new ArrayList<>(engine.troubles());
  }

  boolean healthy() {
    return troubles().isEmpty();
  }
}
