package ringside.journal.log;

import java.nio.file.Path;
import java.util.List;
import ringside.journal.codec.Environment;
import ringside.journal.event.Catalog;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/** Where a journal ends, as a {@link JournalReader} found it. Immutable but for the catalog. */
public final class JournalEnd {
  private final Path directory;
  private final long sequence;
  private final long hash;
  private final TailStatus status;
  private final long lastTimeNs;
  private final SegmentHead head;
  private final boolean proven;
  private final List<SegmentEnd> unsealed;
  private final Path spare;

  JournalEnd(
      Path directory,
      long sequence,
      long hash,
      TailStatus status,
      long lastTimeNs,
      SegmentHead head,
      boolean proven,
      List<SegmentEnd> unsealed,
      Path spare) {
    this.directory = directory;
    this.sequence = sequence;
    this.hash = hash;
    this.status = status;
    this.lastTimeNs = lastTimeNs;
    this.head = head;
    this.proven = proven;
    this.unsealed = unsealed;
    this.spare = spare;
  }

  static JournalEnd ofEmpty(Path directory, TailStatus status, Path spare) {
    return new JournalEnd(directory, 0, 0, status, 0, null, true, List.of(), spare);
  }

  /** The journal's directory. */
  public Path directory() {
    return directory;
  }

  /** Whether nothing was ever written: there is no segment, and no run. */
  public boolean isEmpty() {
    return head == null;
  }

  /** The last event's sequence; 0: there is none. */
  public long sequence() {
    return sequence;
  }

  /** The chain's hash at the end. */
  public long hash() {
    return hash;
  }

  public TailStatus status() {
    return status;
  }

  /** The last event's time in ns since the epoch; 0: there is none. */
  public long lastTimeNs() {
    return lastTimeNs;
  }

  /** The last segment's number; 0: there is none. */
  public int segment() {
    return head == null ? 0 : head.number();
  }

  /** The last run's nonce; 0: there was none. */
  public long runNonce() {
    return head == null ? 0 : head.runNonce();
  }

  /** The environment that the journal belongs to, or null while it is empty. */
  public Environment environment() {
    return head == null ? null : head.environment();
  }

  /** The last run's catalog, to go on with; a new one while the journal is empty. */
  public Catalog catalog() {
    return head == null ? new Catalog() : head.catalog();
  }

  /** ConfigApplied records: the config in force when the last segment was opened. */
  public RecordBuffer config() {
    return head == null
        ? new RecordBuffer(RecordLayout.MAX_RECORD_LENGTH, RecordLayout.MAX_RECORD_LENGTH)
        : head.config();
  }

  /** Whether all was read from the first segment on. */
  boolean isProven() {
    return proven;
  }

  /** Segments that their writer did not seal. */
  List<SegmentEnd> unsealed() {
    return unsealed;
  }

  /** A directory that was opened ahead and never used, or null. */
  Path spare() {
    return spare;
  }

  /** Where a segment ends whose writer did not say so; behind {@code used} are only zeros. */
  record SegmentEnd(int segment, Path file, long used, long sequence, long hash) {}
}
