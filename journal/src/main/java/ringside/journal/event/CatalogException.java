package ringside.journal.event;

/**
 * A catalog record that contradicts what the catalog already says, or that no catalog can have
 * written. Indices would change their meaning: the journal is damaged or was put together by hand.
 */
public final class CatalogException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  CatalogException(String message) {
    super(message);
  }
}
