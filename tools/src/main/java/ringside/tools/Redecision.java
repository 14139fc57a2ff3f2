package ringside.tools;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import ringside.engine.core.TradingCore;
import ringside.engine.pipeline.CodeVersion;
import ringside.engine.strategy.BuiltInStrategies;
import ringside.journal.codec.ConfigAppliedDecoder;
import ringside.journal.codec.EngineStartedDecoder;
import ringside.journal.event.Catalog;
import ringside.journal.event.ConfigRecords;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;
import ringside.journal.log.JournalEnd;
import ringside.journal.log.JournalReader;

/**
 * Decides the events of a journal again, event by event, and keeps beside it what was recorded.
 * Whoever recorded it, and with which build: every run is decided anew. One thread.
 */
final class Redecision implements AutoCloseable {
  private static final int LENGTH = 64 << 10;
  private static final int MAX_LENGTH = 16 << 20;

  private final JournalReader reader;
  private final TradingCore core;
  private final RecordBuffer event = new RecordBuffer(LENGTH, MAX_LENGTH);
  private final RecordBuffer recorded = new RecordBuffer(LENGTH, MAX_LENGTH);
  private final RecordBuffer decided = new RecordBuffer(LENGTH, MAX_LENGTH);
  private final EngineStartedDecoder started = new EngineStartedDecoder();
  private boolean ahead;
  private long otherBuilds;
  private long events;

  /**
   * Opens the journal.
   *
   * @param config what is applied in place of each recorded config
   */
  Redecision(Path journal, UnaryOperator<List<ConfigRecords.Entry>> config) {
    core = new TradingCore(CodeVersion.current().state(), BuiltInStrategies.INSTANCE, config);
    reader = JournalReader.open(journal);
    ahead = reader.next();
  }

  /** Where a journal ends. */
  static JournalEnd end(Path journal) {
    try (JournalReader reader = JournalReader.open(journal)) {
      while (reader.nextBatch()) {
        // To its end.
      }
      return reader.end();
    }
  }

  /** The config that the last run of a journal had. */
  static List<ConfigRecords.Entry> config(JournalEnd end) {
    ConfigRecords config = new ConfigRecords();
    ConfigAppliedDecoder record = new ConfigAppliedDecoder();
    RecordBuffer records = end.config();
    List<ConfigRecords.Entry> entries = new ArrayList<>();
    for (int at = 0; at < records.length(); at = RecordLayout.next(records.buffer(), at)) {
      record.wrap(
          records.buffer(),
          at + RecordLayout.BLOCK_OFFSET,
          RecordLayout.blockLength(records.buffer(), at),
          RecordLayout.version(records.buffer(), at));
      if (config.fold(record)) {
        entries = config.entries();
      }
    }
    return entries;
  }

  /** Goes on to the next event, and decides it; false at the journal's end. */
  boolean next() {
    event.clear();
    recorded.clear();
    decided.clear();
    if (!ahead) {
      return false;
    }
    event.append(reader.buffer(), reader.offset(), reader.length());
    while ((ahead = reader.next()) && RecordLayout.ordinal(reader.buffer(), reader.offset()) != 0) {
      recorded.append(reader.buffer(), reader.offset(), reader.length());
    }
    if (RecordLayout.templateId(event.buffer(), 0) == EngineStartedDecoder.TEMPLATE_ID) {
      started.wrap(
          event.buffer(),
          RecordLayout.BLOCK_OFFSET,
          RecordLayout.blockLength(event.buffer(), 0),
          RecordLayout.version(event.buffer(), 0));
      otherBuilds += started.decisionVersion() == CodeVersion.current().decision() ? 0 : 1;
    }
    events++;
    core.decide(event.buffer(), 0, decided);
    return true;
  }

  /** The event that was decided last. */
  RecordBuffer event() {
    return event;
  }

  /** What was decided of it when it was recorded. */
  RecordBuffer recorded() {
    return recorded;
  }

  /** What is decided of it now. */
  RecordBuffer decided() {
    return decided;
  }

  long sequence() {
    return RecordLayout.sequence(event.buffer(), 0);
  }

  long timeNs() {
    return RecordLayout.timeNs(event.buffer(), 0);
  }

  long events() {
    return events;
  }

  /** Runs met that another build decided. */
  long otherBuilds() {
    return otherBuilds;
  }

  TradingCore core() {
    return core;
  }

  /** What indices mean at this place of the journal. */
  Catalog catalog() {
    return reader.head().catalog();
  }

  @Override
  public void close() {
    reader.close();
  }
}
