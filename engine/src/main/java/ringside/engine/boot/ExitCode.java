package ringside.engine.boot;

/** What a command's exit code says. */
public final class ExitCode {
  /** Done. */
  public static final int DONE = 0;

  /** A check failed, or the work could not be done. */
  public static final int FAILED = 1;

  /** Bad usage or input: one line on standard error says what is wrong and what is allowed. */
  public static final int USAGE = 2;

  /** The journal is held by another engine. */
  public static final int HELD = 3;

  /** The journal is refused: damaged, or of another environment. */
  public static final int REFUSED = 4;

  /** The engine halted, because going on would have been wrong. */
  public static final int HALTED = 70;

  private ExitCode() {}
}
