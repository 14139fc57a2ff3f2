package ringside.adapters.bybit;

/**
 * Watches the update ids of one book topic: a snapshot starts it, each delta must follow the one
 * before. Nothing of a book whose chain is broken passes until its next snapshot, and a break is
 * told once.
 *
 * <p>One thread at a time, but for {@link #awaitSnapshot}, which any thread may call.
 */
final class BookSequence {
  /** What is to be done with a message. */
  enum Verdict {
    PASS,
    /** It is older than what we have. */
    DUPLICATE,
    /** The chain is broken, and that has been told. */
    DROP,
    /** The update id jumped: tell it, and drop the message. */
    MISSED_UPDATE,
    /** A delta, but no snapshot yet: tell it, and drop the message. */
    NO_SNAPSHOT,
    /** The venue began again at 1: tell it, and take the snapshot. */
    VENUE_RESTART
  }

  private static final long FIRST = 1;

  /**
   * How far behind an update may be and still be one that came twice. Further behind, the venue
   * began its numbering anew and the snapshot that said so was lost: dropping these until they
   * reach where the old book ended would glue two books together.
   */
  private static final long MAX_OVERLAP = 1000;

  private long last = -1;
  private long expected = -1;
  private boolean synchronised;
  private boolean told;
  private volatile boolean awaited;

  /** A new connection: nothing is known, and nothing is missing yet. */
  void reset() {
    last = -1;
    expected = -1;
    synchronised = false;
    told = false;
    awaited = false;
  }

  /**
   * A fresh snapshot has been asked for: deltas are dropped, and nobody is told, until it comes.
   * The venue may still send what it had on the way.
   */
  void awaitSnapshot() {
    awaited = true;
  }

  Verdict onSnapshot(long updateId) {
    boolean restarted = synchronised && updateId == FIRST && last > FIRST;
    expected = last + 1;
    last = updateId;
    synchronised = true;
    told = false;
    awaited = false;
    return restarted ? Verdict.VENUE_RESTART : Verdict.PASS;
  }

  Verdict onDelta(long updateId) {
    if (awaited) {
      awaited = false;
      synchronised = false;
      told = true;
    }
    if (!synchronised) {
      if (told) {
        return Verdict.DROP;
      }
      told = true;
      return Verdict.NO_SNAPSHOT;
    }
    expected = last + 1;
    if (updateId == expected) {
      last = updateId;
      return Verdict.PASS;
    }
    if (updateId <= last && last - updateId < MAX_OVERLAP && updateId != FIRST) {
      return Verdict.DUPLICATE;
    }
    breakChain();
    return Verdict.MISSED_UPDATE;
  }

  /**
   * A message of this book was lost on our side.
   *
   * @return whether that is to be told
   */
  boolean onLost() {
    expected = synchronised ? last + 1 : -1;
    boolean news = !told;
    breakChain();
    return news;
  }

  /** The id that the last message should have had; -1 where none was known. */
  long expected() {
    return expected;
  }

  private void breakChain() {
    synchronised = false;
    told = true;
  }
}
