package ringside.engine.boot;

import java.util.Locale;
import ringside.journal.log.Durability;
import ringside.journal.log.JournalEnd;
import ringside.journal.log.TailStatus;

/** Tells the user, on standard error, what a run starts from. */
final class StartNotes {
  private static final double NS_PER_US = 1e3;

  private StartNotes() {}

  /** Before the start: what is gone on with. */
  static void printJournal(Engine engine) {
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

  /** After the start: what durability costs here. */
  static void printDurability(Engine engine, Durability durability) {
    if (durability == Durability.DISK) {
      System.err.printf(
          Locale.ROOT,
          "ringside: every batch is forced to the disk; one force costs %.0f us here%n",
          engine.writer().forceCostNs() / NS_PER_US);
    }
  }
}
