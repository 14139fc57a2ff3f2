package ringside.journal.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * The journal's own thread: it opens the next segment ahead, keeps blocks and pages ready before
 * the write position, closes and seals what was rolled, and watches the disk's room. The engine
 * thread hands over and takes through volatile fields, and waits for it only where said so.
 */
final class SegmentKeeper {
  /** What a full disk leaves us: the last batch and the seal fit in. */
  static final long RESERVE = 2L << 20;

  private static final long MIN_AHEAD = 4L << 20;
  private static final long MAX_AHEAD = 64L << 20;

  /** Blocks cost next to nothing: so many times more of them are ready, where there is room. */
  private static final int BLOCKS_TO_PAGES = 8;

  /** At most this part of the disk's room is taken ahead. */
  private static final int SHARE_OF_ROOM = 64;

  /** So much of what the present rate takes is kept ready. */
  private static final double AHEAD_SECONDS = 0.1;

  private static final long TOUCH_STEP = 1L << 20;
  private static final long MEASURE_NS = 200_000_000L;
  private static final long IDLE_NS = 50_000_000L;
  private static final long MIN_ELAPSED_NS = 1_000_000L;

  /** What may follow a segment's limit while the next one is not ready. */
  private static final long CAPACITY_SLACK = 16L << 20;

  private static final long SPARE_WAIT_NS = 60_000_000_000L;
  private static final long SPARE_POLL_NS = 100_000L;

  /** A segment that was written to its end; null: the run failed, nothing is sealed. */
  private record Finished(QueueSegment segment, Seal.End end, long sequence, long hash) {}

  private final Path journal;
  private final WriterSettings settings;
  private final SpaceGuard guard;
  private final LongSupplier usableSpace;
  private final Queue<Finished> finished = new ConcurrentLinkedQueue<>();
  private final Thread thread;

  private volatile QueueSegment current;
  private final AtomicReference<QueueSegment> spare = new AtomicReference<>();
  private volatile boolean rollDue;
  private volatile long wakeAt = Long.MAX_VALUE;
  private volatile boolean allocationFailed;
  private volatile boolean stopping;
  private volatile Throwable failure;

  private int lastCreated;
  private long rolledBytes;
  private long measuredBytes;
  private long measuredNs;
  private QueueSegment supplied;
  private long suppliedPosition;
  private long suppliedNs;

  SegmentKeeper(Path journal, WriterSettings settings, SpaceGuard guard, LongSupplier usableSpace) {
    this.journal = journal;
    this.settings = settings;
    this.guard = guard;
    this.usableSpace = usableSpace;
    this.thread = new Thread(this::run, "journal-keeper");
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
  }

  /**
   * Creates a segment with blocks and pages to begin with.
   *
   * @return null when the disk has no room for it
   */
  QueueSegment create(int number) throws IOException {
    long share = usableSpace.getAsLong() / SHARE_OF_ROOM;
    long blocks = Math.max(MIN_AHEAD, Math.min(MIN_AHEAD * BLOCKS_TO_PAGES, share));
    lastCreated = number;
    QueueSegment segment =
        QueueSegment.create(
            journal,
            number,
            settings.segmentBytes() + CAPACITY_SLACK,
            settings.clockMs().getAsLong());
    boolean ready = false;
    try {
      Extent.write(journal, number);
      if (segment.pages().allocateTo(Math.min(segment.capacity(), blocks + RESERVE))) {
        segment.pages().touchTo(MIN_AHEAD);
        Seal.reserve(segment.directory());
        JournalFiles.forceDirectory(segment.directory());
        JournalFiles.forceDirectory(journal);
        ready = true;
      }
    } finally {
      if (!ready) {
        discard(segment);
      }
    }
    return ready ? segment : null;
  }

  /** Begins to keep, with the segment that the engine writes. */
  void start(QueueSegment first) {
    current = first;
    measuredBytes = first.position();
    measuredNs = System.nanoTime();
    thread.start();
  }

  /** Whether the segment under way is as old as it may get. Engine thread. */
  boolean isRollDue() {
    return rollDue;
  }

  /** The next segment, which is then the engine's, or null when none is ready. Engine thread. */
  QueueSegment takeSpare() {
    return spare.get() == null ? null : spare.getAndSet(null);
  }

  /** Waits for the next segment; null when it does not come. Engine thread. */
  QueueSegment awaitSpare() {
    long start = System.nanoTime();
    while (spare.get() == null
        && failure == null
        && !allocationFailed
        && System.nanoTime() - start < SPARE_WAIT_NS) {
      wake();
      LockSupport.parkNanos(this, SPARE_POLL_NS);
    }
    return takeSpare();
  }

  /** The engine goes on in a segment taken; the one before is to be closed and sealed. */
  void rolled(QueueSegment old, long sequence, long hash, QueueSegment next) {
    finished.add(new Finished(old, Seal.End.ROLLED, sequence, hash));
    current = next;
    rollDue = false;
    wake();
  }

  /** Tells how far the engine has written. Engine thread. */
  void written(long position) {
    if (position > wakeAt) {
      wake();
    }
  }

  /** The engine found no room for what it must write. Engine thread. */
  void allocationFailed() {
    allocationFailed = true;
    wake();
  }

  /** Why the thread has ended before it was stopped, or null. */
  Throwable failure() {
    return failure;
  }

  /**
   * Ends the thread when all that was rolled is sealed, and waits for that.
   *
   * @param end of the run; null when it failed: then the last segment is closed, but not sealed
   */
  void stop(QueueSegment last, Seal.End end, long sequence, long hash) {
    finished.add(new Finished(last, end, sequence, hash));
    stopping = true;
    LockSupport.unpark(thread);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void wake() {
    wakeAt = Long.MAX_VALUE;
    LockSupport.unpark(thread);
  }

  private void run() {
    try {
      while (!stopping || !finished.isEmpty()) {
        sealFinished();
        if (!stopping) {
          hearOfRoom(supply() && prepareSpare());
          measure();
          LockSupport.parkNanos(this, IDLE_NS);
        }
      }
    } catch (IOException | RuntimeException | InternalError e) {
      failure = e;
    }
  }

  private void sealFinished() throws IOException {
    for (Finished done = finished.poll(); done != null; done = finished.poll()) {
      boolean last = done.end() != Seal.End.ROLLED;
      QueueSegment unused = last ? spare.getAndSet(null) : null;
      if (unused != null) {
        discard(unused);
      }
      rolledBytes += done.segment().position();
      long used = done.segment().position();
      done.segment().close();
      if (done.end() != null) {
        SegmentFiles.seal(
            done.segment().file(),
            used,
            true,
            done.segment().number(),
            done.end(),
            done.sequence(),
            done.hash());
      }
    }
  }

  /** Whether there was room. */
  private boolean supply() throws IOException {
    QueueSegment segment = current;
    PageSupply pages = segment.pages();
    long position = segment.position();
    long ahead = ahead(segment, position);
    long share = usableSpace.getAsLong() / SHARE_OF_ROOM;
    long blocks = Math.max(ahead, Math.min(ahead * BLOCKS_TO_PAGES, share));
    long target = Math.min(segment.capacity(), position + blocks + RESERVE);
    boolean succeeded = pages.allocateTo(target);
    pages.skipTo(position);
    while (pages.touched() < Math.min(pages.allocated(), segment.position() + ahead)
        && finished.isEmpty()) {
      pages.skipTo(segment.position());
      pages.touchTo(pages.touched() + TOUCH_STEP);
    }
    wakeAt = segment.position() + ahead / 2;
    return succeeded;
  }

  private long ahead(QueueSegment segment, long position) {
    long now = System.nanoTime();
    double rate = 0;
    if (segment == supplied) {
      long elapsed = Math.max(MIN_ELAPSED_NS, now - suppliedNs);
      rate = (double) (position - suppliedPosition) / elapsed;
    }
    supplied = segment;
    suppliedPosition = position;
    suppliedNs = now;
    long wanted = (long) (rate * 1e9 * AHEAD_SECONDS);
    return Math.max(MIN_AHEAD, Math.min(MAX_AHEAD, wanted));
  }

  /** Whether there was room, if a next segment is wanted already. */
  private boolean prepareSpare() throws IOException {
    QueueSegment segment = current;
    long ageMs = settings.clockMs().getAsLong() - segment.openedMs();
    boolean wanted =
        segment.position() > settings.segmentBytes() / 2
            || ageMs > settings.maxSegmentAgeMs() / 10 * 9;
    boolean room = true;
    // Between taking a spare and going on in it, the engine has both: then none is wanted.
    if (wanted && spare.get() == null && segment.number() == lastCreated) {
      QueueSegment created = hasRoomForSegment() ? create(segment.number() + 1) : null;
      room = created != null;
      lastCreated = room ? lastCreated : segment.number();
      spare.set(created);
    }
    rollDue = spare.get() != null && ageMs > settings.maxSegmentAgeMs();
    return room;
  }

  private void hearOfRoom(boolean room) {
    allocationFailed = !room;
    if (guard.allocation(room)) {
      tell();
    }
  }

  /**
   * Chronicle writes a new queue's first pages unprotected: not onto a disk that is nearly full.
   */
  private boolean hasRoomForSegment() {
    return usableSpace.getAsLong() > 2 * (MIN_AHEAD + RESERVE);
  }

  private void measure() {
    long now = System.nanoTime();
    if (now - measuredNs >= MEASURE_NS) {
      long bytes = rolledBytes + current.position();
      double seconds = (now - measuredNs) / 1e9;
      boolean changed =
          guard.measure(usableSpace.getAsLong(), Math.max(0, bytes - measuredBytes), seconds);
      measuredBytes = bytes;
      measuredNs = now;
      if (changed) {
        tell();
      }
    }
  }

  private void tell() {
    settings.spaceListener().onSpace(guard.level(), guard.usableBytes());
  }

  private static void discard(QueueSegment segment) throws IOException {
    segment.close();
    SegmentFiles.delete(segment.directory());
  }
}
