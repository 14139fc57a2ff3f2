package ringside.journal.log;

import java.nio.file.Path;

/**
 * The journal is whole, but not for us: of another environment, of a newer build, or on a disk that
 * cannot keep the promise asked for. End with exit code 4.
 */
public final class JournalRefusedException extends JournalException {
  private static final long serialVersionUID = 1L;

  JournalRefusedException(String message) {
    super(message);
  }

  /**
   * @param what has the versions: the format, or the schema
   */
  static JournalRefusedException newer(Path file, String what, int found, int known) {
    return new JournalRefusedException(
        file
            + ": written by a newer build ("
            + what
            + " version "
            + found
            + ", this build knows up to "
            + known
            + ")");
  }
}
