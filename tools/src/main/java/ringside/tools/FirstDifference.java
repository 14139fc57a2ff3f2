package ringside.tools;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import ringside.journal.codec.StateDigestDecoder;
import ringside.journal.event.Catalog;
import ringside.journal.event.ConfigRecords;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/**
 * The first event of a journal of which something else is decided. Digests are not compared: they
 * tell of states, not of decisions.
 *
 * @param events decided, up to and with the one that differs
 * @param decisions that were alike
 * @param recorded what was decided, printed; null where everything is alike
 * @param decided what is decided now
 */
record FirstDifference(
    long events,
    long decisions,
    long otherBuilds,
    long sequence,
    long timeNs,
    String recorded,
    String decided) {
  private static final String NOTHING = "nothing";

  boolean none() {
    return recorded == null;
  }

  static FirstDifference find(
      Path journal, UnaryOperator<List<ConfigRecords.Entry>> config, Progress progress) {
    long decisions = 0;
    try (Redecision again = new Redecision(journal, config)) {
      while (again.next()) {
        progress.events(again.events());
        RecordBuffer ones = again.recorded();
        RecordBuffer others = again.decided();
        int one = decision(ones, 0);
        int other = decision(others, 0);
        while (one < ones.length() || other < others.length()) {
          boolean both = one < ones.length() && other < others.length();
          if (!both || !Difference.same(ones.buffer(), one, others.buffer(), other)) {
            return new FirstDifference(
                again.events(),
                decisions,
                again.otherBuilds(),
                again.sequence(),
                again.timeNs(),
                print(ones, one, again.catalog()),
                print(others, other, again.catalog()));
          }
          decisions++;
          one = decision(ones, RecordLayout.next(ones.buffer(), one));
          other = decision(others, RecordLayout.next(others.buffer(), other));
        }
      }
      return new FirstDifference(again.events(), decisions, again.otherBuilds(), 0, 0, null, null);
    }
  }

  /** The first decision at or behind a place. */
  private static int decision(RecordBuffer records, int from) {
    int at = from;
    while (at < records.length()
        && RecordLayout.templateId(records.buffer(), at) == StateDigestDecoder.TEMPLATE_ID) {
      at = RecordLayout.next(records.buffer(), at);
    }
    return at;
  }

  private static String print(RecordBuffer records, int at, Catalog catalog) {
    return at < records.length() ? Difference.print(records.buffer(), at, catalog) : NOTHING;
  }
}
