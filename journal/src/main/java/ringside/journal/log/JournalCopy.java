package ringside.journal.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.DirectBuffer;

/**
 * Writes given records with given sequences into a new journal: for repair, and for a replay whose
 * output is to be compared. One thread. The journal is complete when {@link #close} has returned.
 */
public final class JournalCopy implements AutoCloseable {
  private final JournalLock lock;
  private JournalEnd end;
  private JournalWriter writer;

  private JournalCopy(JournalLock lock, JournalEnd end) {
    this.lock = lock;
    this.end = end;
  }

  /**
   * Creates an empty journal.
   *
   * @throws JournalRefusedException when the directory exists and is not empty
   */
  public static JournalCopy create(Path directory) {
    if (Files.exists(directory) && !isEmptyDirectory(directory)) {
      throw new JournalRefusedException(directory + ": exists and is not an empty directory");
    }
    JournalLock lock = JournalLock.acquire(directory);
    try (JournalReader reader = JournalReader.open(lock.directory())) {
      reader.nextBatch();
      return new JournalCopy(lock, reader.end());
    }
  }

  /**
   * Begins a segment that says the same as another: its run, build, time, catalog and config. To be
   * called before the first record, and whenever the original's head changes.
   */
  public void beginSegment(SegmentHead like) {
    endSegment();
    WriterSettings settings =
        WriterSettings.of(like.environment(), like.build(), like.catalog())
            .withConfig(like.config())
            .withSegments(WriterSettings.MAX_SEGMENT_BYTES, WriterSettings.STANDARD_SEGMENT_AGE_MS)
            .withClockMs(() -> like.timeNs() / 1_000_000L);
    writer = JournalWriter.open(lock, end, settings, like.runNonce());
  }

  /** Appends a batch, as {@link JournalWriter#append} does. */
  public void append(
      DirectBuffer records,
      int offset,
      int length,
      long firstSequence,
      int eventCount,
      long lastSequence) {
    writer.append(records, offset, length, firstSequence, eventCount, lastSequence);
  }

  /** Seals the copy. */
  @Override
  public void close() {
    try {
      endSegment();
    } finally {
      lock.close();
    }
  }

  private void endSegment() {
    if (writer != null) {
      writer.close();
      end = writer.end();
      writer = null;
    }
  }

  private static boolean isEmptyDirectory(Path directory) {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      return !entries.iterator().hasNext();
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": cannot be read", e);
    }
  }
}
