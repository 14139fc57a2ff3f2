package ringside.tools;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;
import ringside.journal.log.JournalEnd;
import ringside.journal.log.JournalLock;
import ringside.journal.log.JournalReader;
import ringside.journal.log.JournalWriter;
import ringside.journal.log.WriterSettings;

/**
 * Copies a journal with its records altered: the frames are whole and the chain holds, so that only
 * deciding again can find out.
 */
final class Forgery {
  private Forgery() {}

  /** Alters one record on its way. */
  @FunctionalInterface
  interface Edit {
    /** What stands in the copy for this record: none, it, or more. */
    List<UnsafeBuffer> of(UnsafeBuffer record);
  }

  static int templateId(UnsafeBuffer record) {
    return RecordLayout.templateId(record, 0);
  }

  static void forge(Path source, Path target, Edit edit) {
    try (JournalReader reader = JournalReader.open(source);
        JournalLock lock = JournalLock.acquire(target)) {
      JournalWriter writer = null;
      try {
        RecordBuffer batch = new RecordBuffer(64 << 10, 1 << 20);
        long first = 1;
        int events = 0;
        while (reader.next()) {
          if (writer == null) {
            writer = open(source, lock);
          }
          boolean event = RecordLayout.ordinal(reader.buffer(), reader.offset()) == 0;
          if (event && batch.length() > 16 << 10) {
            writer.append(batch.buffer(), 0, batch.length(), first, events, first + events - 1);
            batch.clear();
            first += events;
            events = 0;
          }
          events += event ? 1 : 0;
          for (UnsafeBuffer record : edit.of(copy(reader))) {
            batch.append(record, 0, RecordLayout.length(record, 0));
          }
        }
        writer.append(batch.buffer(), 0, batch.length(), first, events, first + events - 1);
      } finally {
        if (writer != null) {
          writer.close();
        }
      }
    }
  }

  /** An edit of the n-th record, from 1, that the condition holds of. */
  static Edit nth(int n, java.util.function.Predicate<UnsafeBuffer> condition, Edit edit) {
    int[] count = {0};
    return record -> condition.test(record) && ++count[0] == n ? edit.of(record) : List.of(record);
  }

  /** The record and a copy of it as the next decision. */
  static List<UnsafeBuffer> twice(UnsafeBuffer record) {
    List<UnsafeBuffer> both = new ArrayList<>(List.of(record));
    UnsafeBuffer copy = new UnsafeBuffer(new byte[record.capacity()]);
    copy.putBytes(0, record, 0, record.capacity());
    RecordLayout.ordinal(copy, 0, RecordLayout.ordinal(record, 0) + 1);
    both.add(copy);
    return both;
  }

  private static JournalWriter open(Path source, JournalLock lock) {
    JournalEnd end;
    try (JournalReader reader = JournalReader.open(source)) {
      reader.seekSequence(Long.MAX_VALUE);
      end = reader.end();
    }
    JournalEnd beginning;
    try (JournalReader reader = JournalReader.open(lock.directory())) {
      reader.nextBatch();
      beginning = reader.end();
    }
    return JournalWriter.open(
        lock,
        beginning,
        WriterSettings.of(end.environment(), "test", end.catalog()).withConfig(end.config()),
        1);
  }

  private static UnsafeBuffer copy(JournalReader reader) {
    byte[] bytes = new byte[RecordLayout.aligned(reader.length())];
    reader.buffer().getBytes(reader.offset(), bytes);
    return new UnsafeBuffer(bytes);
  }
}
