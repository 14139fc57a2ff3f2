package ringside.tools;

import java.util.Locale;
import ringside.journal.log.JournalEnd;
import ringside.journal.log.TailStatus;

/** How a journal ends, in the words of the command line. */
final class JournalTail {
  private JournalTail() {}

  static String text(JournalEnd end) {
    String status = end.status().name().toLowerCase(Locale.ROOT);
    return end.status() == TailStatus.CLEAN ? status : status + " after sequence " + end.sequence();
  }
}
