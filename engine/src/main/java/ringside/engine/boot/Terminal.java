package ringside.engine.boot;

import java.lang.reflect.Method;

/** Whether a human is looking: progress is for terminals only. */
public final class Terminal {
  private Terminal() {}

  /**
   * Whether standard error is likely a terminal. Before Java 22 a console object meant one; since
   * then it must be asked.
   */
  @SuppressWarnings("SystemConsoleNull")
  public static boolean attached() {
    Object console = System.console();
    if (console == null) {
      return false;
    }
    try {
      Method isTerminal = console.getClass().getMethod("isTerminal");
      return (boolean) isTerminal.invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /** Whether what is shown may have colours: on a terminal, unless NO_COLOR says otherwise. */
  public static boolean colours() {
    String never = System.getenv("NO_COLOR");
    return attached() && (never == null || never.isEmpty());
  }

  /** Replaces the progress line. */
  public static void progress(String text) {
    if (attached()) {
      System.err.print("\r\u001b[K" + text);
      System.err.flush();
    }
  }

  /** Takes the progress line away. */
  public static void progressDone() {
    if (attached()) {
      System.err.print("\r\u001b[K");
      System.err.flush();
    }
  }
}
