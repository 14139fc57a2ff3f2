package ringside.journal.log;

/**
 * The journal could not be written or forced. Nothing more may leave: the engine halts (exit code
 * 70). Every further append throws this again; nothing is skipped, no force is tried a second time.
 */
public final class JournalWriteException extends JournalException {
  private static final long serialVersionUID = 1L;

  JournalWriteException(String message, Throwable cause) {
    super(message, cause);
  }
}
