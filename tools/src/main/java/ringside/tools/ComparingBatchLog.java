package ringside.tools;

import java.nio.file.Path;
import org.agrona.DirectBuffer;
import ringside.engine.pipeline.Batch;
import ringside.engine.pipeline.BatchLog;
import ringside.engine.pipeline.JournalBatchLog;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;
import ringside.journal.event.RecordPrinter;
import ringside.journal.log.JournalReader;
import ringside.journal.log.JournalWriter;

/**
 * The journal's place in a replay: commits each batch to the new journal, compares every record
 * with the one that was recorded, and prints the decisions. After a difference it takes nothing
 * more.
 *
 * <p>The journal stage's thread appends; once the pipeline has stopped, the rest is anyone's. Any
 * thread may ask for {@link #difference}.
 */
final class ComparingBatchLog implements BatchLog, AutoCloseable {
  private final JournalBatchLog journal;
  private final JournalReader recorded;
  private final RecordLines lines;
  private final Output out;
  private long events;
  private long decisions;
  private volatile long lastSequence;
  private volatile Difference difference;

  /**
   * @param source the journal that is replayed
   * @param firstSequence of the first event that will be appended
   * @param writer of the new journal
   * @param format that decisions are printed in
   */
  ComparingBatchLog(
      Path source,
      long firstSequence,
      JournalWriter writer,
      RecordPrinter.Format format,
      Output out) {
    journal = new JournalBatchLog(writer);
    recorded = JournalReader.open(source);
    if (firstSequence > 1) {
      recorded.seekSequence(firstSequence);
    }
    lines = new RecordLines(format, out);
    this.out = out;
    lastSequence = firstSequence - 1;
  }

  @Override
  public void append(Batch batch) {
    if (difference != null) {
      return;
    }
    journal.append(batch);
    RecordBuffer records = batch.records();
    DirectBuffer buffer = records.buffer();
    int end = records.length();
    for (int at = 0; at < end && difference == null; at = RecordLayout.next(buffer, at)) {
      difference = compare(buffer, at);
    }
    out.flush();
  }

  /** What differs first, or null. */
  Difference difference() {
    return difference;
  }

  /**
   * Looks for what was recorded of the last event and did not come out again. After the last batch.
   */
  Difference end() {
    if (difference == null && recorded.next() && recorded.sequence() <= lastSequence) {
      difference = differenceAtRecorded("a decision that is none", null);
    }
    return difference;
  }

  /** Events that came out equal. */
  long events() {
    return events;
  }

  long decisions() {
    return decisions;
  }

  /** The last event that came out. */
  long lastSequence() {
    return lastSequence;
  }

  @Override
  public void close() {
    recorded.close();
  }

  private Difference compare(DirectBuffer buffer, int at) {
    long sequence = RecordLayout.sequence(buffer, at);
    int ordinal = RecordLayout.ordinal(buffer, at);
    if (!recorded.next()) {
      String replayed = Difference.print(buffer, at, recorded.head().catalog());
      return new Difference(
          sequence, ordinal, recorded.file(), "the journal ends before it", replayed, null);
    }
    if (!Difference.same(buffer, at, recorded.buffer(), recorded.offset())) {
      String replayed = Difference.print(buffer, at, recorded.head().catalog());
      return differenceAtRecorded("another record", replayed);
    }
    if (ordinal == 0) {
      events++;
      lastSequence = sequence;
    } else {
      decisions++;
      lines.print(recorded);
    }
    return null;
  }

  private Difference differenceAtRecorded(String what, String replayed) {
    DirectBuffer buffer = recorded.buffer();
    int offset = recorded.offset();
    return new Difference(
        recorded.sequence(),
        RecordLayout.ordinal(buffer, offset),
        recorded.file(),
        what,
        replayed,
        Difference.print(buffer, offset, recorded.head().catalog()));
  }
}
