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
  private final SegmentCursor cursor = new SegmentCursor();
  private final Map<Integer, SegmentHead> heads = new HashMap<>();
  private int last;

  SegmentList(Path journal) {
    this.journal = journal;
    refresh(0);
  }

  /**
   * Looks at the directory again.
   *
   * @param goodSequence what damage is reported after
   */
  void refresh(long goodSequence) {
    int highest = 0;
    for (Path entry : JournalFiles.segmentEntries(journal)) {
      String name = entry.getFileName().toString();
      int number = name.length() > 9 ? 0 : Integer.parseInt(name);
      if (number == 0 || !name.equals(JournalFiles.segmentName(number))) {
        throw new JournalDamagedException(entry, goodSequence, "no segment has this name");
      }
      highest = Math.max(highest, number);
    }
    last = highest;
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
        head = SegmentHead.read(directory(number), number, cursor);
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
