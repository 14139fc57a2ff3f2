package ringside.adapters.bybit;

import java.util.Locale;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs messages that were not taken: a bounded excerpt without control characters, and no more than
 * a few lines a second, however many come.
 */
final class RejectLog {
  private static final Logger LOG = LoggerFactory.getLogger(RejectLog.class);

  private static final int MAX_EXCERPT = 200;
  private static final int MAX_LOOKED_AT = 4096;
  private static final int LINES_A_WINDOW = 5;
  private static final long WINDOW_NS = 1_000_000_000L;

  private long windowStartedNs = System.nanoTime() - WINDOW_NS;
  private int linesInWindow;
  private long unlogged;
  private final UnaryOperator<String> redact;

  RejectLog() {
    this(text -> text);
  }

  /**
   * @param redact takes out what no log may show
   */
  RejectLog(UnaryOperator<String> redact) {
    this.redact = redact;
  }

  void rejected(RejectReason reason, char[] text, int length, long nanoTime) {
    if (nanoTime - windowStartedNs >= WINDOW_NS) {
      windowStartedNs = nanoTime;
      linesInWindow = 0;
    }
    if (linesInWindow == LINES_A_WINDOW) {
      unlogged++;
      return;
    }
    linesInWindow++;
    LOG.warn(
        "message not taken: {} ({} characters, {} more not logged): {}",
        reason,
        length,
        unlogged,
        excerpt(redact.apply(new String(text, 0, Math.min(length, MAX_LOOKED_AT)))));
    unlogged = 0;
  }

  static String excerpt(String text) {
    return excerpt(text.toCharArray(), text.length());
  }

  static String excerpt(char[] text, int length) {
    int shown = Math.min(length, MAX_EXCERPT);
    StringBuilder out = new StringBuilder(shown + 8);
    for (int i = 0; i < shown && out.length() < MAX_EXCERPT; i++) {
      char character = text[i];
      if (character < ' ' || character > '~') {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
      } else {
        out.append(character);
      }
    }
    out.setLength(Math.min(out.length(), MAX_EXCERPT));
    return out.toString();
  }
}
