package ringside.benchmarks;

import ringside.journal.event.RecordBuffer;

/** Writes journals of small events. */
final class SmallEvents {
  /** Events a document. */
  static final int BATCH = 64;

  private SmallEvents() {}

  /** Begins a run and writes so many events. */
  static void write(JournalRun journal, int events) {
    RecordBuffer batch = new RecordBuffer(16 << 10, 16 << 10);
    Events made = new Events();
    made.start(batch);
    journal.append(batch);
    for (int done = 0; done < events; ) {
      batch.clear();
      for (int i = 0; i < BATCH && done < events; i++) {
        made.small(batch, done++);
      }
      journal.append(batch);
    }
  }
}
