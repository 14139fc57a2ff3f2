package ringside.journal.log;

import java.nio.file.Path;

/**
 * The journal is damaged: something invalid has something valid behind it, or does not fit its
 * neighbours. Nothing of it is changed. `repair` copies what comes before the damage.
 */
public final class JournalDamagedException extends JournalException {
  private static final long serialVersionUID = 1L;

  private final transient Path file;
  private final long lastGoodSequence;

  JournalDamagedException(Path file, long lastGoodSequence, String what) {
    super(file + ": " + what + "; good up to sequence " + lastGoodSequence);
    this.file = file;
    this.lastGoodSequence = lastGoodSequence;
  }

  /** The damaged file, or the directory where something is missing. */
  public Path file() {
    return file;
  }

  /** Everything up to here was read and is sound; 0: nothing was. */
  public long lastGoodSequence() {
    return lastGoodSequence;
  }
}
