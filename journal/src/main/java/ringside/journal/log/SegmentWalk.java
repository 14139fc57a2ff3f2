package ringside.journal.log;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;
import ringside.journal.log.SegmentCursor.Step;

/**
 * Walks the batches of one segment at a time, holding each against the chain. What it does not
 * judge is the segment's end: that depends on what follows. One thread.
 */
final class SegmentWalk implements AutoCloseable {
  private final SegmentCursor cursor = new SegmentCursor();
  private final BatchFrame frame = cursor.frame();
  private SegmentHead head;
  private long sequence;
  private long hash;
  private long lastBatchPosition;
  private Seal.End sealed;
  private Step step = Step.NOTHING;

  UnsafeBuffer buffer() {
    return cursor.buffer();
  }

  /** The current batch, after {@link #next}. */
  BatchFrame batch() {
    return frame;
  }

  SegmentCursor cursor() {
    return cursor;
  }

  /** The segment under way, or null before the first. */
  SegmentHead head() {
    return head;
  }

  Path file() {
    return cursor.file();
  }

  /** The last sequence so far. */
  long sequence() {
    return sequence;
  }

  /** The chain's hash so far. */
  long hash() {
    return hash;
  }

  /** Where the last batch's document begins; 0: the segment has none so far. */
  long lastBatchPosition() {
    return lastBatchPosition;
  }

  /** What the SEAL document says, or null when there is none so far. */
  Seal.End sealed() {
    return sealed;
  }

  /** What stopped the walk when {@link #next} was false. */
  Step step() {
    return step;
  }

  /** Goes to a segment's first batch; the chain begins as its head says. */
  void enter(SegmentHead next) {
    cursor.open(next.file());
    sealed = null;
    lastBatchPosition = 0;
    head = next;
    if (cursor.advance() != Step.FRAME || frame.kind() != BatchFrame.HEADER) {
      throw damaged("the segment's head was there and is gone");
    }
    sequence = next.previousSequence();
    hash = frame.chainHash();
  }

  /** Goes back to before the first segment. */
  void leave() {
    cursor.close();
    head = null;
    sealed = null;
    sequence = 0;
    hash = 0;
  }

  /** Steps to the next batch; false where no valid document follows. */
  boolean next() {
    step = cursor.advance();
    if (step == Step.FRAME && sealed == null && frame.kind() == BatchFrame.SEAL) {
      takeSeal();
      step = cursor.advance();
    }
    if (step != Step.FRAME) {
      return false;
    }
    takeBatch();
    return true;
  }

  /** Steps to a whole batch that was never committed, if there is one. */
  boolean nextUncommitted() {
    if (sealed != null || !cursor.advanceUncommitted() || frame.kind() != BatchFrame.BATCH) {
      return false;
    }
    takeBatch();
    return true;
  }

  JournalDamagedException damaged(String what) {
    return new JournalDamagedException(head.file(), sequence, what);
  }

  private JournalDamagedException damagedHere(String what) {
    return damaged("document at byte " + cursor.framePosition() + ": " + what);
  }

  private void takeBatch() {
    checkFrame(BatchFrame.BATCH);
    if (frame.eventCount() < 1 || frame.lastSequence() != sequence + frame.eventCount()) {
      throw damagedHere(frame.eventCount() + " events up to " + frame.lastSequence());
    }
    sequence = frame.lastSequence();
    hash = frame.chainHash();
    lastBatchPosition = cursor.framePosition();
  }

  private void takeSeal() {
    checkFrame(BatchFrame.SEAL);
    int end =
        frame.payloadLength() < Long.BYTES
            ? -1
            : frame.buffer().getInt(frame.payloadOffset(), LITTLE_ENDIAN);
    if (frame.lastSequence() != sequence
        || (end != Seal.End.ROLLED.ordinal() && end != Seal.End.STOPPED.ordinal())) {
      throw damagedHere("contradicts what precedes it");
    }
    sealed = Seal.End.values()[end];
  }

  private void checkFrame(int kind) {
    if (sealed != null) {
      throw damagedHere("behind the segment's seal");
    }
    if (frame.formatVersion() != BatchFrame.FORMAT_VERSION) {
      throw damagedHere("of format version " + frame.formatVersion());
    }
    if (frame.kind() != kind || frame.segment() != head.number()) {
      throw damagedHere("of kind " + frame.kind() + " and segment " + frame.segment());
    }
    if (frame.firstSequence() != sequence + 1) {
      throw damagedHere("begins with sequence " + frame.firstSequence());
    }
    if (frame.previousHash() != hash) {
      throw damagedHere("does not follow from the batch before");
    }
  }

  @Override
  public void close() {
    cursor.close();
  }
}
