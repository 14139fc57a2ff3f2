package ringside.journal.log;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Copies what is sound of a damaged journal into a new one. The damaged one is only read: it stays
 * what it is, evidence included.
 */
public final class JournalRepair {
  private JournalRepair() {}

  /**
   * What was copied, and what was left behind.
   *
   * @param lastSequence copied; 0: nothing was sound from the start
   * @param damage what ended the copy, or null when the journal is sound
   * @param leftBatches whole batches behind the damage, which were left
   * @param leftFirstSequence the lowest sequence that they hold; 0 when there are none
   * @param leftLastSequence the highest
   * @param leftBytes bytes that were not copied, from the damage on
   */
  public record Report(
      long lastSequence,
      JournalDamagedException damage,
      long leftBatches,
      long leftFirstSequence,
      long leftLastSequence,
      long leftBytes) {}

  /**
   * Copies the valid prefix, batch by batch, with the same sequences and record bytes.
   *
   * @param damaged the journal to read
   * @param target a directory that does not exist, or is empty
   * @throws JournalRefusedException when the target is not empty, or a newer build wrote the
   *     journal
   */
  public static Report copyValidPrefix(Path damaged, Path target) {
    try (JournalReader reader = JournalReader.open(damaged)) {
      // A journal that is refused leaves no target behind.
      JournalDamagedException damage = step(reader);
      try (JournalCopy copy = JournalCopy.create(target)) {
        int segment = 0;
        long lastSequence = 0;
        while (damage == null && !reader.isEnded()) {
          if (reader.head().number() != segment) {
            segment = reader.head().number();
            copy.beginSegment(reader.head());
          }
          long first = reader.batchFirstSequence();
          int count = reader.batchEventCount();
          lastSequence = first + count - 1;
          copy.append(
              reader.buffer(),
              reader.batchOffset(),
              reader.batchLength(),
              first,
              count,
              lastSequence);
          damage = step(reader);
        }
        return leftBehind(damaged, reader, lastSequence, damage);
      }
    }
  }

  private static JournalDamagedException step(JournalReader reader) {
    try {
      reader.nextBatch();
      return null;
    } catch (JournalDamagedException e) {
      return e;
    }
  }

  private static Report leftBehind(
      Path journal, JournalReader reader, long lastSequence, JournalDamagedException damage) {
    long batches = 0;
    long first = Long.MAX_VALUE;
    long last = 0;
    long bytes = 0;
    int reached = reader.head() == null ? 0 : reader.head().number();
    for (Path directory : JournalFiles.segmentEntries(journal)) {
      int number = SegmentList.number(directory);
      if (number < reached || !Files.isDirectory(directory)) {
        continue;
      }
      for (Path file : JournalFiles.queueFiles(directory)) {
        long from = number == reached ? reader.position() : 0;
        bytes += Math.max(0, TailScan.contentEnd(file) - from);
        TailScan.Found found = TailScan.findFrame(file, from);
        while (found != null) {
          if (found.kind() == BatchFrame.BATCH && found.lastSequence() > lastSequence) {
            batches++;
            first = Math.min(first, found.firstSequence());
            last = Math.max(last, found.lastSequence());
          }
          found = TailScan.findFrame(file, found.position() + found.length());
        }
      }
    }
    return new Report(lastSequence, damage, batches, batches == 0 ? 0 : first, last, bytes);
  }
}
