package ringside.engine.pipeline;

import ringside.journal.event.RecordBuffer;
import ringside.journal.log.JournalWriter;

/**
 * Commits batches to a journal. The first batch of a run, which holds the run's nonce, is forced to
 * the disk: no command leaves that names a nonce which a power loss could take back.
 */
public final class JournalBatchLog implements BatchLog {
  private final JournalWriter writer;
  private boolean forced;

  public JournalBatchLog(JournalWriter writer) {
    this.writer = writer;
  }

  @Override
  public void append(Batch batch) {
    RecordBuffer records = batch.records();
    writer.append(
        records.buffer(),
        0,
        records.length(),
        batch.firstSequence(),
        batch.events(),
        batch.lastSequence());
    if (!forced) {
      writer.force();
      forced = true;
    }
  }
}
