package ringside.tools;

import java.nio.file.Path;
import ringside.engine.boot.UsageException;
import ringside.engine.core.TradingCore;
import ringside.engine.pipeline.CodeVersion;
import ringside.engine.strategy.BuiltInStrategies;
import ringside.journal.event.Catalog;
import ringside.journal.event.IsoTime;
import ringside.journal.event.RecordLayout;
import ringside.journal.log.JournalReader;

/**
 * The core as it was after an event.
 *
 * @param core restored
 * @param sequence of the event; 0 where the journal has none
 * @param timeNs when it was received
 * @param catalog as it was then
 */
record RestoredState(TradingCore core, long sequence, long timeNs, Catalog catalog) {
  /**
   * Folds a journal from its start.
   *
   * @param point which event is the last
   * @throws UsageException when the journal does not reach there
   */
  static RestoredState at(Path journal, PointInJournal point) {
    long last = point.timeNs() == null ? point.sequence() : lastAtOrBefore(journal, point.timeNs());
    TradingCore core = new TradingCore(CodeVersion.current().state(), BuiltInStrategies.INSTANCE);
    long timeNs = 0;
    Catalog catalog = new Catalog();
    try (JournalReader reader = JournalReader.open(journal);
        Progress progress = new Progress("restoring")) {
      while (reader.next() && reader.sequence() <= last) {
        core.restore(reader.buffer(), reader.offset());
        if (RecordLayout.ordinal(reader.buffer(), reader.offset()) == 0) {
          timeNs = RecordLayout.timeNs(reader.buffer(), reader.offset());
          progress.events(reader.sequence());
        }
        catalog = reader.head().catalog();
      }
    }
    long sequence = core.lastSequence();
    if (last != PointInJournal.END && sequence < last) {
      throw new UsageException(
          "--at "
              + last
              + ": the journal "
              + (sequence == 0 ? "is empty" : "has 1 to " + sequence));
    }
    return new RestoredState(core, sequence, timeNs, catalog);
  }

  private static long lastAtOrBefore(Path journal, long timeNs) {
    long found = 0;
    long firstNs = 0;
    try (JournalReader reader = JournalReader.open(journal)) {
      while (reader.next()) {
        if (RecordLayout.ordinal(reader.buffer(), reader.offset()) > 0) {
          continue;
        }
        long eventNs = RecordLayout.timeNs(reader.buffer(), reader.offset());
        firstNs = reader.sequence() == 1 ? eventNs : firstNs;
        found = eventNs <= timeNs ? reader.sequence() : found;
      }
      if (found == 0) {
        throw new UsageException(
            "--at "
                + IsoTime.toString(timeNs)
                + (reader.end().isEmpty()
                    ? ": the journal is empty"
                    : ": the journal begins at " + IsoTime.toString(firstNs)));
      }
    }
    return found;
  }
}
