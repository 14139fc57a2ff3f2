package ringside.tools;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard output for many lines: written in large pieces, and watched, so that a command ends when
 * nobody reads on ({@code dump ... | head}). One thread at a time.
 */
final class Output {
  private static final int PIECE = 1 << 16;

  private final PrintStream out = System.out;
  private final StringBuilder text = new StringBuilder(PIECE + 4096);

  /** Where a line is put together; {@link #endLine} ends it. */
  StringBuilder text() {
    return text;
  }

  void endLine() {
    text.append('\n');
    if (text.length() >= PIECE) {
      flush();
    }
  }

  void line(CharSequence line) {
    text.append(line);
    endLine();
  }

  void flush() {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    out.write(bytes, 0, bytes.length);
    out.flush();
    text.setLength(0);
  }

  /** Whether nobody reads any more, as far as {@link #flush} has found out. */
  boolean abandoned() {
    return out.checkError();
  }
}
