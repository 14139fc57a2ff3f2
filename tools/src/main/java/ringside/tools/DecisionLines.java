package ringside.tools;

import ringside.journal.codec.StateDigestDecoder;
import ringside.journal.event.Catalog;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;
import ringside.journal.event.RecordPrinter;

/**
 * What is decided again, printed as JSON, decision by decision; digests are left out. One thread.
 */
final class DecisionLines {
  private final Redecision again;
  private final StringBuilder line = new StringBuilder();
  private RecordPrinter printer;
  private Catalog printed;
  private int at;
  private boolean open;

  DecisionLines(Redecision again) {
    this.again = again;
  }

  /** The next decision, or null at the journal's end. */
  String next() {
    while (true) {
      RecordBuffer decided = again.decided();
      while (open && at < decided.length()) {
        int here = at;
        at = RecordLayout.next(decided.buffer(), here);
        if (RecordLayout.templateId(decided.buffer(), here) != StateDigestDecoder.TEMPLATE_ID) {
          return print(decided, here);
        }
      }
      open = again.next();
      at = 0;
      if (!open) {
        return null;
      }
    }
  }

  private String print(RecordBuffer decided, int here) {
    Catalog catalog = again.catalog();
    if (printed != catalog) {
      printed = catalog;
      printer = new RecordPrinter(RecordPrinter.Format.JSON, catalog);
    }
    line.setLength(0);
    printer.print(decided.buffer(), here, line);
    return line.toString();
  }
}
