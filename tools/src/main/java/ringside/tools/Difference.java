package ringside.tools;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.agrona.DirectBuffer;
import ringside.engine.boot.JsonLine;
import ringside.journal.event.Catalog;
import ringside.journal.event.RecordLayout;
import ringside.journal.event.RecordPrinter;

/**
 * The first place where a journal does not say what the core says.
 *
 * @param sequence of the event
 * @param ordinal 0: the event itself; else which of its decisions
 * @param file of the journal that was checked
 * @param what in words
 * @param expected the record as the core has it, printed; null where it has none
 * @param found the record as the journal has it, printed; null where it has none
 */
record Difference(
    long sequence, int ordinal, Path file, String what, String expected, String found) {
  private static final String NOTHING = "nothing";

  /** As the result of a command: the verdict, then both sides. */
  String text() {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "diverged: at sequence %d%s in %s: %s",
                sequence,
                ordinal == 0 ? "" : "." + ordinal,
                file,
                what));
    if (expected != null || found != null) {
      text.append(
          String.format(Locale.ROOT, "%n  expected: %s", expected == null ? NOTHING : expected));
      text.append(String.format(Locale.ROOT, "%n  found:    %s", found == null ? NOTHING : found));
    }
    return text.toString();
  }

  String json(String verdict) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(verdict, false);
    values.put("problem", "diverged");
    values.put("sequence", sequence);
    values.put("ordinal", ordinal);
    values.put("file", file);
    values.put("message", what);
    values.put("expected", expected);
    values.put("found", found);
    return JsonLine.of(values);
  }

  /** A record of a difference in words; one that cannot be printed says so. */
  static String print(DirectBuffer buffer, int offset, Catalog catalog) {
    StringBuilder out = new StringBuilder();
    try {
      new RecordPrinter(RecordPrinter.Format.TEXT, catalog).print(buffer, offset, out);
      return out.toString();
    } catch (RuntimeException e) {
      return "a record that cannot be printed: " + e.getMessage();
    }
  }

  /** Whether two framed records are the same bytes, padding included. */
  static boolean same(DirectBuffer a, int aOffset, DirectBuffer b, int bOffset) {
    int length = RecordLayout.length(a, aOffset);
    if (length != RecordLayout.length(b, bOffset)) {
      return false;
    }
    for (int at = 0; at < length; at += RecordLayout.ALIGNMENT) {
      if (a.getLong(aOffset + at) != b.getLong(bOffset + at)) {
        return false;
      }
    }
    return true;
  }
}
