package ringside.journal.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A journal's segments as its directory shows them: their heads, and their seals. One thread. */
final class SegmentList implements AutoCloseable {
  private final Path journal;
  private final int knownSchema;
  private final SegmentCursor cursor = new SegmentCursor();
  private final Map<Integer, SegmentHead> heads = new HashMap<>();
  private int last;
  private Path misnamed;

  /**
   * @param knownSchema the highest schema version that is not refused
   */
  SegmentList(Path journal, int knownSchema) {
    this.journal = journal;
    this.knownSchema = knownSchema;
    refresh();
  }

  /** Looks at the directory again. */
  void refresh() {
    int highest = 0;
    misnamed = null;
    for (Path entry : JournalFiles.segmentEntries(journal)) {
      int number = number(entry);
      if (number > 0
          && Files.isDirectory(entry)
          && entry.getFileName().toString().equals(JournalFiles.segmentName(number))) {
        highest = Math.max(highest, number);
      } else {
        misnamed = entry;
      }
    }
    last = highest;
  }

  /** The number that a directory's name says, 0 when no segment can have it. */
  static int number(Path directory) {
    String name = directory.getFileName().toString();
    return name.length() > 9 ? 0 : Integer.parseInt(name);
  }

  /** The highest number that a directory has; 0: there is none. */
  int last() {
    return last;
  }

  Path directory(int number) {
    return JournalFiles.segmentDirectory(journal, number);
  }

  boolean exists(int number) {
    return Files.isDirectory(directory(number));
  }

  /** The segment's queue file, or its directory when there is none. */
  Path file(int number) {
    List<Path> files = exists(number) ? JournalFiles.queueFiles(directory(number)) : List.of();
    return files.isEmpty() ? directory(number) : files.get(0);
  }

  /**
   * What a segment's first document says, or null when it has none.
   *
   * @param goodSequence what damage is reported after
   */
  SegmentHead head(int number, long goodSequence) {
    SegmentHead head = heads.get(number);
    if (head == null) {
      try {
        head = SegmentHead.read(directory(number), number, cursor, knownSchema);
      } catch (SegmentHead.Malformed e) {
        throw new JournalDamagedException(file(number), goodSequence, e.getMessage());
      } finally {
        cursor.close();
      }
      if (head != null) {
        heads.put(number, head);
      }
    }
    return head;
  }

  SegmentInfo info(SegmentHead head, long goodSequence) {
    int number = head.number();
    SegmentHead next = number < last ? head(number + 1, goodSequence) : null;
    Path directory = directory(number);
    try {
      Seal seal = Seal.exists(directory) ? Seal.read(directory) : null;
      long lastSequence = SegmentInfo.UNKNOWN;
      if (next != null) {
        lastSequence = next.previousSequence();
      } else if (seal != null) {
        lastSequence = seal.lastSequence();
      }
      return new SegmentInfo(head, lastSequence, Files.size(head.file()), seal != null);
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": cannot be read", e);
    }
  }

  /**
   * Holds the directory against what the journal says of its extent.
   *
   * @param lastHead the last segment that has a head
   */
  void checkExtent(long goodSequence, int lastHead) {
    Path file = journal.resolve(Extent.NAME);
    try {
      int stated = Extent.read(journal);
      refresh();
      if (misnamed != null) {
        throw new JournalDamagedException(misnamed, goodSequence, "is not a segment of this name");
      }
      if (stated > last) {
        // A live writer may just have given up what it opened ahead.
        stated = Extent.read(journal);
      }
      if (stated > last) {
        throw new JournalDamagedException(
            directory(last + 1), goodSequence, "the segment is missing");
      }
      boolean begun = stated != Extent.MISSING || lastHead > 0;
      if (begun && (stated == Extent.DAMAGED || stated < lastHead)) {
        throw new JournalDamagedException(
            file, goodSequence, stated == Extent.MISSING ? "is missing" : "is damaged");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }

  /**
   * Holds a segment's seal against what was read of the segment.
   *
   * @param head of the segment
   * @param sequence where it was found to end
   * @param hash the chain's there
   * @param stated what the SEAL document says, or null when there is none
   * @param checkingFiles whether every byte of its files is read
   * @return whether there is a seal
   */
  boolean checkSeal(
      SegmentHead head, long sequence, long hash, Seal.End stated, boolean checkingFiles) {
    Path directory = directory(head.number());
    Path file = directory.resolve(Seal.NAME);
    boolean laterSeal = false;
    for (int later = head.number() + 1; later <= last && !laterSeal; later++) {
      laterSeal = Seal.exists(directory(later));
    }
    SegmentHead next = head.number() < last ? head(head.number() + 1, sequence) : null;
    boolean required = laterSeal || (next != null && next.runNonce() != head.runNonce());
    if (!Seal.exists(directory)) {
      if (required) {
        throw new JournalDamagedException(file, sequence, "the segment's seal is missing");
      }
      return false;
    }
    try {
      Seal seal = Seal.read(directory);
      if (seal == null) {
        throw new JournalDamagedException(file, sequence, "the seal is damaged");
      }
      if (seal.segment() != head.number()
          || seal.lastSequence() != sequence
          || seal.hash() != hash
          || !(seal.end() == Seal.End.RECOVERED || seal.end() == stated)) {
        throw new JournalDamagedException(
            file,
            sequence,
            "the seal says that the segment ends after sequence "
                + seal.lastSequence()
                + ", which is not what it holds");
      }
      checkFiles(head, seal, sequence, checkingFiles);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
    return true;
  }

  private void checkFiles(SegmentHead head, Seal seal, long sequence, boolean wholly)
      throws IOException {
    Path directory = directory(head.number());
    boolean named = false;
    for (Seal.SealedFile sealed : seal.files()) {
      Path file = directory.resolve(sealed.name());
      boolean isQueue = file.getFileName().equals(head.file().getFileName());
      named |= isQueue;
      if (!isQueue && !wholly) {
        continue;
      }
      if (!Files.isRegularFile(file)) {
        throw new JournalDamagedException(file, sequence, "the sealed file is missing");
      }
      if (Files.size(file) != sealed.length()) {
        throw new JournalDamagedException(
            file,
            sequence,
            "has " + Files.size(file) + " bytes, but was sealed with " + sealed.length());
      }
      if (wholly && FileHash.of(file) != sealed.hash()) {
        throw new JournalDamagedException(file, sequence, "was changed after it was sealed");
      }
    }
    if (!named) {
      throw new JournalDamagedException(head.file(), sequence, "was not sealed under this name");
    }
  }

  @Override
  public void close() {
    cursor.close();
  }
}
