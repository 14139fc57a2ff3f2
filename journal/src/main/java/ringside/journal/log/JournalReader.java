package ringside.journal.log;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;
import ringside.journal.event.RecordLayout;
import ringside.journal.event.SchemaModel;
import ringside.journal.log.JournalEnd.SegmentEnd;

/**
 * Reads a journal's records in order, from the start or from any sequence or time, and proves on
 * the way that nothing is missing or altered. It opens files for reading only, and may run beside a
 * live writer.
 *
 * <pre>{@code
 * try (JournalReader reader = JournalReader.open(directory)) {
 *   while (reader.next()) {
 *     dispatcher.dispatch(reader.buffer(), reader.offset());
 *   }
 *   JournalEnd end = reader.end();
 * }
 * }</pre>
 *
 * <p>Every call may throw {@link JournalDamagedException}, after everything sound before the damage
 * was returned; {@link JournalRefusedException} when a newer build wrote the journal; and {@link
 * UncheckedIOException} when a file cannot be read. One thread; nothing is allocated per record or
 * batch.
 *
 * <p>Checkpoints will let a reader start behind the segments that they cover, and {@code prune}
 * will let a journal begin later than segment 1: both will enter at {@link #open(Path)}.
 */
public final class JournalReader implements AutoCloseable {
  private enum Mode {
    PLAIN,
    FULL,
    FOLLOW
  }

  private final Path directory;
  private final Mode mode;
  private final int knownSchema;
  private final SegmentList segments;
  private final SegmentWalk walk;
  private final DirectBuffer buffer;
  private final TailJudge tail;
  private final List<SegmentEnd> unsealed = new ArrayList<>();

  private boolean fromStart = true;
  private boolean ended;
  private long scannedPosition = -1;
  private Path lastBatchFile;
  private long lastBatchPosition;

  private int offset;
  private int nextOffset;
  private int batchEnd;

  private JournalReader(Path journal, Mode mode, int knownSchema) {
    if (!Files.isDirectory(journal)) {
      throw new UncheckedIOException(new NoSuchFileException(journal + ": no such directory"));
    }
    this.directory = journal;
    this.mode = mode;
    this.knownSchema = knownSchema;
    this.segments = new SegmentList(journal, knownSchema);
    this.walk = new SegmentWalk();
    this.tail = new TailJudge(segments, walk);
    this.buffer = walk.buffer();
  }

  /**
   * Opens a journal for reading up to its present end. Beside a live writer that is where it first
   * finds nothing more, or one batch behind: it does not run after the writer.
   *
   * @throws UncheckedIOException when there is no such directory
   */
  public static JournalReader open(Path journal) {
    return open(journal, SchemaModel.current().version());
  }

  static JournalReader open(Path journal, int knownSchema) {
    return new JournalReader(journal, Mode.PLAIN, knownSchema);
  }

  /**
   * Like {@link #open(Path)}, and also reads every byte of sealed files, used or not: for verify.
   */
  public static JournalReader openFully(Path journal) {
    return new JournalReader(journal, Mode.FULL, SchemaModel.current().version());
  }

  /**
   * Opens a journal for reading while it is written. {@link #next} is false when nothing new is
   * there yet, and may be asked again.
   */
  public static JournalReader follow(Path journal) {
    return new JournalReader(journal, Mode.FOLLOW, SchemaModel.current().version());
  }

  /**
   * Steps to the next record.
   *
   * @return false at the journal's end; of a followed journal: nothing is there yet
   */
  public boolean next() {
    if (nextOffset >= batchEnd && !nextBatch()) {
      return false;
    }
    offset = nextOffset;
    int length = RecordLayout.length(buffer, offset);
    if (length < RecordLayout.BLOCK_OFFSET || length > batchEnd - offset) {
      throw walk.damaged("a record of " + length + " bytes in a batch");
    }
    int version = RecordLayout.version(buffer, offset);
    if (version > knownSchema) {
      throw JournalRefusedException.newer(walk.file(), "schema", version, knownSchema);
    }
    nextOffset = offset + RecordLayout.aligned(length);
    return true;
  }

  /** Where the record is; good until the next step. */
  public DirectBuffer buffer() {
    return buffer;
  }

  /** The record's frame in {@link #buffer}. */
  public int offset() {
    return offset;
  }

  /** The record's length without padding. */
  public int length() {
    return RecordLayout.length(buffer, offset);
  }

  /** The record's sequence; of a decision, its cause's. */
  public long sequence() {
    return RecordLayout.sequence(buffer, offset);
  }

  /**
   * Steps to the next batch, leaving what is unread of this one; {@link #next} then goes through
   * its records.
   *
   * @return false at the journal's end; of a followed journal: nothing is there yet
   */
  public boolean nextBatch() {
    if (tail.isOvertaken() && !ended) {
      endHere();
    }
    if (ended || (walk.head() == null && !enterFirst())) {
      return false;
    }
    boolean found = walk.next();
    while (!found) {
      SegmentHead next = nextHead();
      if (next != null) {
        found = cross(next);
      } else if (mode == Mode.FOLLOW) {
        found = isBatchAtTail();
        if (!found) {
          return false;
        }
      } else {
        switch (tail.judge(mode == Mode.FULL)) {
          case BATCH -> found = true;
          case SEGMENT -> {}
          case END -> {
            endHere();
            return false;
          }
        }
      }
    }
    lastBatchFile = walk.file();
    lastBatchPosition = walk.lastBatchPosition();
    nextOffset = walk.batch().payloadOffset();
    batchEnd = nextOffset + walk.batch().payloadLength();
    return true;
  }

  /**
   * Goes to an event: the next record is the first of this sequence.
   *
   * @return false when the journal ends before it; the reader is then at the end
   */
  public boolean seekSequence(long sequence) {
    enterWhere(head -> head.previousSequence() < sequence);
    while (nextBatch()) {
      if (walk.sequence() >= sequence) {
        while (next()) {
          if (sequence() >= sequence) {
            nextOffset = offset;
            return true;
          }
        }
      }
    }
    return false;
  }

  /**
   * Goes to a time: the next record is the first event at or after it.
   *
   * @param timeNs receive time, ns since the epoch
   * @return false when the journal ends before it; the reader is then at the end
   */
  public boolean seekTime(long timeNs) {
    enterWhere(head -> firstTimeNs(head) < timeNs);
    while (next()) {
      if (RecordLayout.ordinal(buffer, offset) == 0
          && RecordLayout.timeNs(buffer, offset) >= timeNs) {
        nextOffset = offset;
        return true;
      }
    }
    return false;
  }

  /** What the segment under way says of itself, or null before the first record. */
  public SegmentHead head() {
    return walk.head();
  }

  /** The file of the record. */
  public Path file() {
    return walk.file();
  }

  /** Where the document of the record begins in {@link #file}. */
  public long documentPosition() {
    return lastBatchPosition;
  }

  /** The batch's first sequence. */
  public long batchFirstSequence() {
    return walk.batch().firstSequence();
  }

  /** Events in the batch. */
  public int batchEventCount() {
    return walk.batch().eventCount();
  }

  /** The first record of the batch, in {@link #buffer}. */
  public int batchOffset() {
    return walk.batch().payloadOffset();
  }

  /** Bytes of the batch's records with their padding. */
  public int batchLength() {
    return walk.batch().payloadLength();
  }

  /**
   * How the journal ends.
   *
   * @throws IllegalStateException when its end was not reached yet
   */
  public JournalEnd end() {
    if (!ended) {
      throw new IllegalStateException("the journal's end was not read yet");
    }
    SegmentHead head = walk.head();
    if (head == null) {
      return JournalEnd.ofEmpty(directory, tail.status(), tail.spare());
    }
    return new JournalEnd(
        directory,
        walk.sequence(),
        walk.hash(),
        tail.status(),
        lastBatchFile == null ? 0 : lastTimeNs(),
        head,
        fromStart,
        List.copyOf(unsealed),
        tail.spare());
  }

  /**
   * The journal's segments, as far as their heads can be read; where each ends, if that is known.
   */
  public List<SegmentInfo> segments() {
    List<SegmentInfo> infos = new ArrayList<>();
    segments.refresh();
    for (int number = 1; number <= segments.last(); number++) {
      SegmentHead of = segments.head(number, walk.sequence());
      if (of != null) {
        infos.add(segments.info(of, walk.sequence()));
      }
    }
    return infos;
  }

  /** Whether the journal's end was reached. */
  boolean isEnded() {
    return ended;
  }

  /** Where in {@link #file} the reader has come to. */
  long position() {
    return walk.cursor().position();
  }

  @Override
  public void close() {
    segments.close();
    walk.close();
  }

  private boolean enterFirst() {
    SegmentHead first = nextHead();
    if (first == null) {
      if (mode != Mode.FOLLOW && tail.judgeEmpty() == TailJudge.Verdict.END) {
        endHere();
      }
      return mode != Mode.FOLLOW && !ended && enterFirst();
    }
    if (first.previousSequence() != 0 || first.previousHash() != 0) {
      throw new JournalDamagedException(first.file(), 0, "says that something was before it");
    }
    walk.enter(first);
    return true;
  }

  private void endHere() {
    ended = true;
    if (walk.head() != null && !tail.isSealed()) {
      addUnsealed(tail.contentEnd());
    }
  }

  /** The head of the segment behind the one under way, or null when there is none so far. */
  private SegmentHead nextHead() {
    int number = walk.head() == null ? 1 : walk.head().number() + 1;
    if (segments.last() <= number) {
      segments.refresh();
    }
    SegmentHead next = segments.last() < number ? null : segments.head(number, walk.sequence());
    if (next == null && segments.last() > number) {
      throw new JournalDamagedException(
          segments.file(number),
          walk.sequence(),
          segments.exists(number) ? "the segment has lost its head" : "the segment is missing");
    }
    return next;
  }

  /** Goes on to the next segment, unless this one proves to have one more batch: then true. */
  private boolean cross(SegmentHead next) {
    SegmentHead head = walk.head();
    if (walk.sequence() < next.previousSequence() && (walk.next() || walk.nextUncommitted())) {
      return true;
    }
    if (walk.sequence() != next.previousSequence() || walk.hash() != next.previousHash()) {
      throw walk.damaged(
          "the segment's last batch ends with sequence "
              + walk.sequence()
              + ", but the next segment follows from one that ends with "
              + next.previousSequence());
    }
    if (next.environment() != head.environment()) {
      throw new JournalDamagedException(
          next.file(), walk.sequence(), "is of environment " + next.environment());
    }
    if (mode != Mode.FOLLOW
        && !segments.checkSeal(
            head, walk.sequence(), walk.hash(), walk.sealed(), mode == Mode.FULL)) {
      addUnsealed(TailScan.contentEnd(walk.file()));
    }
    walk.enter(next);
    return walk.next();
  }

  private void addUnsealed(long contentEnd) {
    // The last batch may itself end with zeros.
    long used = Math.max(contentEnd, walk.cursor().position());
    unsealed.add(
        new SegmentEnd(walk.head().number(), walk.file(), used, walk.sequence(), walk.hash()));
  }

  /** Whether a followed journal has one more batch; what it has instead is looked at once. */
  private boolean isBatchAtTail() {
    tail.refuseLostSuccessor();
    long position = walk.cursor().position();
    if (position == scannedPosition
        || (scannedPosition >= 0 && walk.step() == SegmentCursor.Step.NOTHING)) {
      return false;
    }
    TailScan.Found found = TailScan.findFrame(walk.file(), position);
    if (found != null
        && found.position() == position + SegmentCursor.WIRE_HEADER_LENGTH
        && walk.step() == SegmentCursor.Step.NOTHING) {
      return walk.next();
    }
    if (found != null && !walk.next()) {
      throw walk.damaged(
          "the document at byte "
              + position
              + " is not valid and a valid one is at byte "
              + found.position());
    }
    scannedPosition = position;
    return found != null;
  }

  /** Enters the last segment of which the condition holds, else the first. */
  private void enterWhere(Predicate<SegmentHead> condition) {
    ended = false;
    tail.lookAgain();
    unsealed.clear();
    nextOffset = 0;
    batchEnd = 0;
    segments.refresh();
    for (int number = segments.last(); number > 1; number--) {
      SegmentHead head = segments.head(number, 0);
      if (head != null && condition.test(head)) {
        fromStart = false;
        walk.enter(head);
        return;
      }
    }
    fromStart = true;
    walk.leave();
  }

  private long firstTimeNs(SegmentHead head) {
    try (SegmentCursor cursor = new SegmentCursor()) {
      cursor.open(head.file());
      cursor.advance();
      boolean batch =
          cursor.advance() == SegmentCursor.Step.FRAME && cursor.frame().kind() == BatchFrame.BATCH;
      return batch
          ? RecordLayout.timeNs(cursor.buffer(), cursor.frame().payloadOffset())
          : Long.MAX_VALUE;
    }
  }

  private long lastTimeNs() {
    try (SegmentCursor cursor = new SegmentCursor()) {
      cursor.open(lastBatchFile);
      cursor.position(lastBatchPosition);
      if (cursor.advance() != SegmentCursor.Step.FRAME && !cursor.advanceUncommitted()) {
        throw walk.damaged("the last batch was there and is gone");
      }
      long timeNs = 0;
      int at = cursor.frame().payloadOffset();
      int last = at + cursor.frame().payloadLength();
      for (; at < last; at += RecordLayout.aligned(RecordLayout.length(cursor.buffer(), at))) {
        if (RecordLayout.ordinal(cursor.buffer(), at) == 0) {
          timeNs = RecordLayout.timeNs(cursor.buffer(), at);
        }
      }
      return timeNs;
    }
  }
}
