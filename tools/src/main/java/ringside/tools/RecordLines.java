package ringside.tools;

import ringside.journal.event.RecordPrinter;
import ringside.journal.log.JournalReader;
import ringside.journal.log.SegmentHead;

/**
 * Prints the records that a reader stands at, a line each, with indices named as the record's
 * segment names them. One thread.
 */
final class RecordLines {
  private final RecordPrinter.Format format;
  private final Output out;
  private RecordPrinter printer;
  private int segment;

  RecordLines(RecordPrinter.Format format, Output out) {
    this.format = format;
    this.out = out;
    String heading = new RecordPrinter(format, null).heading();
    if (heading != null) {
      out.line(heading);
    }
  }

  void print(JournalReader reader) {
    SegmentHead head = reader.head();
    if (segment != head.number()) {
      segment = head.number();
      printer = new RecordPrinter(format, head.catalog());
    }
    printer.print(reader.buffer(), reader.offset(), out.text());
    out.endLine();
  }
}
