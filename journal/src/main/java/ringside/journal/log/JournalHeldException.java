package ringside.journal.log;

/** Another engine holds the journal: end at once, with exit code 3. */
public final class JournalHeldException extends JournalException {
  private static final long serialVersionUID = 1L;

  JournalHeldException(String message) {
    super(message);
  }
}
