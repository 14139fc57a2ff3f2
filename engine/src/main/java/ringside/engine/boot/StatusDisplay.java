package ringside.engine.boot;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Shows a run while it goes: on a terminal a block of lines that is drawn anew in its place every
 * second; elsewhere a line every ten seconds, every minute where it would say the same, and at once
 * when its health changes. One thread shows; diagnostics come from any.
 */
final class StatusDisplay {
  private static final long LINE_NS = TimeUnit.SECONDS.toNanos(10);
  private static final long SAME_LINE_NS = TimeUnit.SECONDS.toNanos(60);
  private static final int MOST_ACCOUNTS = 16;
  private static final String NO_WRAP = "\u001b[?7l";
  private static final String WRAP = "\u001b[?7h";
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";

  private final PrintStream out;
  private final boolean terminal;
  private final StatusText text;
  private final LongSupplier nanos;
  private int drawn;
  private long printedNanos;
  private String printed;
  private List<String> troubles;

  /**
   * @param terminal whether {@code out} is one
   * @param colour whether it shall have colours
   */
  StatusDisplay(PrintStream out, boolean terminal, boolean colour) {
    this(out, terminal, colour, System::nanoTime);
  }

  /**
   * The same by another clock.
   *
   * @param nanos as {@link System#nanoTime}
   */
  StatusDisplay(PrintStream out, boolean terminal, boolean colour, LongSupplier nanos) {
    this.nanos = nanos;
    this.out = out;
    this.terminal = terminal;
    this.text = new StatusText(colour, MOST_ACCOUNTS);
  }

  /** As this process was started; diagnostics are then written above the block, not into it. */
  static StatusDisplay ofProcess(boolean json) {
    boolean terminal = Terminal.attached();
    StatusDisplay display =
        new StatusDisplay(json ? System.err : System.out, terminal, Terminal.colours());
    if (terminal) {
      System.setErr(new PrintStream(display.above(System.err), true, StandardCharsets.UTF_8));
    }
    return display;
  }

  /** A stream that takes the block away before it lets anything through. */
  private OutputStream above(PrintStream err) {
    return new OutputStream() {
      @Override
      public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        erase();
        err.write(bytes, offset, length);
        err.flush();
      }
    };
  }

  private synchronized void erase() {
    if (drawn > 0) {
      out.print("\u001b[" + drawn + "A\r" + CLEAR_BELOW);
      out.flush();
      drawn = 0;
    }
  }

  /** Shows how it goes now. */
  void show(RunStatus status, long timeNs) {
    if (terminal) {
      draw(text.block(status));
    } else {
      print(status, timeNs);
    }
  }

  /** What is printed from now on stands below the last block, and below a Ctrl-C's echo. */
  synchronized void done() {
    if (drawn > 0) {
      out.println();
    }
    drawn = 0;
  }

  private synchronized void draw(List<String> lines) {
    StringBuilder frame = new StringBuilder(2_000).append(NO_WRAP);
    if (drawn > 0) {
      frame.append("\u001b[").append(drawn).append("A\r");
    }
    for (String line : lines) {
      frame.append(line).append(CLEAR_LINE).append('\n');
    }
    out.print(frame.append(CLEAR_BELOW).append(WRAP));
    out.flush();
    drawn = lines.size();
  }

  private void print(RunStatus status, long timeNs) {
    boolean changed = troubles != null && troubles.isEmpty() != status.troubles().isEmpty();
    long nowNanos = nanos.getAsLong();
    String news = text.news(status);
    long everyNs = news.equals(printed) ? SAME_LINE_NS : LINE_NS;
    if (troubles == null || changed || nowNanos - printedNanos >= everyNs) {
      out.println(text.line(status, timeNs));
      out.flush();
      printedNanos = nowNanos;
      printed = news;
    }
    troubles = status.troubles();
  }
}
