package ringside.journal.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** What is done to a segment's files when nobody writes them any more. */
final class SegmentFiles {
  private static final long PAGE = 4096;

  private SegmentFiles() {}

  /**
   * Gives back what was allocated and not used, and writes the seal.
   *
   * @param used bytes of the file that may not be zero
   * @param forcing whether the rest is brought to the disk: a restart after a crash does not wait
   *     for that, unless it was promised
   */
  static void seal(
      Path file, long used, boolean forcing, int segment, Seal.End end, long sequence, long hash)
      throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      // A reader still finds "nothing yet" behind the last document.
      long length = (used + Long.BYTES + PAGE - 1) & -PAGE;
      if (length < channel.size()) {
        channel.truncate(length);
      }
      if (forcing) {
        channel.force(true);
      }
    }
    Path directory = file.getParent();
    Seal.of(directory, segment, end, sequence, hash).write(directory);
  }

  /** Deletes a last segment that holds nothing. */
  static void delete(Path directory) throws IOException {
    shorten(directory);
    for (Path file : JournalFiles.list(directory, path -> true)) {
      Files.delete(file);
    }
    Files.delete(directory);
  }

  /** Deletes a last segment that has no head, or moves it aside when it was not merely unused. */
  static void clearSpare(Path directory) throws IOException {
    List<Path> files = JournalFiles.queueFiles(directory);
    if (files.isEmpty() || isUnused(files.get(0))) {
      delete(directory);
      return;
    }
    shorten(directory);
    Path aside = directory;
    for (int i = 1; Files.exists(aside); i++) {
      aside = directory.resolveSibling(directory.getFileName() + ".torn" + (i == 1 ? "" : "-" + i));
    }
    Files.move(directory, aside);
  }

  /** Whether a queue's file holds nothing but what Chronicle writes into a new one. */
  static boolean isUnused(Path file) {
    try (SegmentCursor cursor = new SegmentCursor()) {
      cursor.open(file);
      return cursor.advance() == SegmentCursor.Step.NOTHING
          && TailScan.contentEnd(file) <= cursor.position();
    }
  }

  private static void shorten(Path directory) throws IOException {
    int number = Integer.parseInt(directory.getFileName().toString());
    Extent.write(directory.getParent(), number - 1);
  }
}
