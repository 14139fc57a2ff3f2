package ringside.benchmarks;

import java.nio.file.Path;
import org.agrona.MutableDirectBuffer;
import ringside.journal.codec.Environment;
import ringside.journal.event.Catalog;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;
import ringside.journal.log.Durability;
import ringside.journal.log.JournalEnd;
import ringside.journal.log.JournalLock;
import ringside.journal.log.JournalReader;
import ringside.journal.log.JournalWriter;
import ringside.journal.log.WriterSettings;

/** A journal being written by its real writer, without an engine in front of it. One thread. */
final class JournalRun implements AutoCloseable {
  private final JournalLock lock;
  private final JournalWriter writer;

  JournalRun(Path directory, Durability durability) {
    this(directory, durability, catalog());
  }

  JournalRun(Path directory, Durability durability, Catalog catalog) {
    lock = JournalLock.acquire(directory);
    JournalEnd end;
    try (JournalReader reader = JournalReader.open(directory)) {
      while (reader.nextBatch()) {
        // To the end, where the writer goes on.
      }
      end = reader.end();
    }
    writer = JournalWriter.open(lock, end, settings(durability, catalog), 1);
  }

  /** The settings of a benchmark's journal: the standard ones, one source, one instrument. */
  static WriterSettings settings(Durability durability) {
    return settings(durability, catalog());
  }

  private static Catalog catalog() {
    Catalog catalog = new Catalog();
    catalog.source("benchmark");
    catalog.instrument("bybit", "BTCUSDT");
    return catalog;
  }

  private static WriterSettings settings(Durability durability, Catalog catalog) {
    return WriterSettings.of(Environment.LOCAL, "benchmark", catalog).withDurability(durability);
  }

  JournalWriter writer() {
    return writer;
  }

  /** Numbers the records, all of which are events, and appends them as one batch. */
  void append(RecordBuffer records) {
    MutableDirectBuffer buffer = records.buffer();
    long first = writer.sequence() + 1;
    long next = first;
    for (int at = 0; at < records.length(); at = RecordLayout.next(buffer, at)) {
      RecordLayout.sequence(buffer, at, next++);
    }
    append(records, first);
  }

  /** Appends records that are numbered already, or that nobody will read. */
  void append(RecordBuffer records, long firstSequence) {
    int events = records.recordCount();
    writer.append(
        records.buffer(), 0, records.length(), firstSequence, events, firstSequence + events - 1);
  }

  @Override
  public void close() {
    writer.close();
    lock.close();
  }
}
