package ringside.journal.log;

/** There is too little usable space on the journal's disk to start a run. */
public final class JournalSpaceException extends JournalException {
  private static final long serialVersionUID = 1L;

  JournalSpaceException(String message) {
    super(message);
  }
}
