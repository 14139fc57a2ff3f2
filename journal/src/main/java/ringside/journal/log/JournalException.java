package ringside.journal.log;

/**
 * Something is wrong with a journal, or with the disk it lies on. Its kind says what the caller
 * does next; the message is one clear line for a human.
 */
public abstract class JournalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JournalException(String message) {
    super(message);
  }

  JournalException(String message, Throwable cause) {
    super(message, cause);
  }
}
