package ringside.journal.log;

/**
 * The journal is whole, but not for us: of another environment, of a newer build, or on a disk that
 * cannot keep the promise asked for. End with exit code 4.
 */
public final class JournalRefusedException extends JournalException {
  private static final long serialVersionUID = 1L;

  JournalRefusedException(String message) {
    super(message);
  }
}
