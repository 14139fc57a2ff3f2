package ringside.engine.boot;

import ringside.journal.log.JournalEnd;
import ringside.journal.log.TailStatus;

/** Tells the user, on standard error, what a run starts from. */
final class StartNotes {
  private StartNotes() {}

  static void print(Engine engine) {
    JournalEnd previous = engine.previous();
    if (previous.isEmpty()) {
      return;
    }
    String tail =
        previous.status() == TailStatus.CLEAN
            ? ""
            : ", which the run before left "
                + previous.status().name().toLowerCase(java.util.Locale.ROOT);
    System.err.println(
        "ringside: continuing "
            + engine.journal()
            + " after sequence "
            + previous.sequence()
            + tail);
  }
}
