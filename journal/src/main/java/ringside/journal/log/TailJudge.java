package ringside.journal.log;

import java.nio.file.Files;
import java.nio.file.Path;
import ringside.journal.log.SegmentCursor.Step;

/**
 * Says what the end of the last segment is: the end of everything, a torn append, or damage. A live
 * writer may go on meanwhile; so whatever looks wrong is looked at again before it is called so.
 */
final class TailJudge {
  /** What {@link #judge} found. */
  enum Verdict {
    /** The walk is at one more batch. */
    BATCH,
    /** One more segment has a head now. */
    SEGMENT,
    /** The journal ends here; {@link #status} and {@link #spare} tell how. */
    END
  }

  private final SegmentList segments;
  private final SegmentWalk walk;
  private boolean torn;
  private boolean closed;
  private boolean overtaken;
  private long contentEnd;
  private TailStatus status;
  private Path spare;

  TailJudge(SegmentList segments, SegmentWalk walk) {
    this.segments = segments;
    this.walk = walk;
  }

  TailStatus status() {
    return status;
  }

  /** Where the zeros begin that the last segment's file ends with. */
  long contentEnd() {
    return contentEnd;
  }

  /** Whether the last segment has a seal. */
  boolean isSealed() {
    return closed;
  }

  /** A last directory that has no head and holds no batch, or null. */
  Path spare() {
    return spare;
  }

  /** Whether a live writer went on while {@link #judge} looked: the end is behind that batch. */
  boolean isOvertaken() {
    return overtaken;
  }

  /** Forgets that. */
  void lookAgain() {
    overtaken = false;
  }

  /** Judges a journal in which no segment has a head. */
  Verdict judgeEmpty() {
    status = TailStatus.CLEAN;
    if (segments.last() > 0 && !isSpare(1, 0)) {
      return Verdict.SEGMENT;
    }
    segments.checkExtent(0, 0);
    return Verdict.END;
  }

  /** Judges the end of the segment under way, the last that has a head. */
  Verdict judge(boolean checkingFiles) {
    SegmentHead head = walk.head();
    int following = head.number() + 1;
    refuseLostSuccessor();
    status = TailStatus.CLEAN;
    if (segments.last() >= following && !isSpare(following, walk.sequence())) {
      return Verdict.SEGMENT;
    }
    long position = walk.cursor().position();
    Step step = walk.step();
    if (walk.nextUncommitted()) {
      if (TailScan.findFrame(head.file(), walk.cursor().position()) != null
          && TailScan.wireHeader(head.file(), position) == 0) {
        throw walk.damaged(
            "the document at byte " + position + " is not committed and has valid ones behind it");
      }
      torn = true;
      return Verdict.BATCH;
    }
    contentEnd = TailScan.contentEnd(head.file());
    boolean rest = contentEnd > position;
    TailScan.Found found = rest ? TailScan.findFrame(head.file(), position) : null;
    if (found != null) {
      if (walk.next()) {
        overtaken = true;
        contentEnd = 0;
        status = TailStatus.UNSEALED;
        return Verdict.BATCH;
      }
      throw walk.damaged(
          "the document at byte "
              + position
              + " is not valid and a valid one is at byte "
              + found.position());
    }
    if (walk.sealed() != null && (rest || step == Step.BROKEN)) {
      throw walk.damaged("something stands behind the segment's seal");
    }
    closed = segments.checkSeal(head, walk.sequence(), walk.hash(), walk.sealed(), checkingFiles);
    if (torn || rest || step == Step.BROKEN) {
      status = TailStatus.TORN;
    } else if (!closed || walk.sealed() == null) {
      worsen(TailStatus.UNSEALED);
    }
    segments.checkExtent(walk.sequence(), head.number());
    return Verdict.END;
  }

  /** A segment that was rolled has a successor: that it has none is damage, alive or not. */
  void refuseLostSuccessor() {
    if (walk.sealed() == Seal.End.ROLLED) {
      int following = walk.head().number() + 1;
      throw new JournalDamagedException(
          segments.file(following),
          walk.sequence(),
          segments.exists(following) ? "the segment has lost its head" : "the segment is missing");
    }
  }

  private boolean isSpare(int number, long goodSequence) {
    Path file = segments.file(number);
    if (Seal.exists(segments.directory(number))) {
      throw new JournalDamagedException(
          file, goodSequence, "the segment is sealed, but has lost its head");
    }
    if (Files.isRegularFile(file)) {
      if (TailScan.findFrame(file, 0) != null) {
        if (segments.head(number, goodSequence) != null) {
          return false;
        }
        throw new JournalDamagedException(
            file, goodSequence, "the segment has lost its head, but holds valid documents");
      }
      worsen(SegmentFiles.isUnused(file) ? TailStatus.UNSEALED : TailStatus.TORN);
    } else {
      worsen(TailStatus.UNSEALED);
    }
    spare = segments.directory(number);
    return true;
  }

  private void worsen(TailStatus atLeast) {
    if (status.compareTo(atLeast) < 0) {
      status = atLeast;
    }
  }
}
