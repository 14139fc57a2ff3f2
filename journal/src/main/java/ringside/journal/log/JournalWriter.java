package ringside.journal.log;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import ringside.journal.codec.SpaceLevel;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;
import ringside.journal.event.SchemaModel;

/**
 * Writes one run of a journal: batches of framed records, one document each, in segments of its
 * own. Nothing is ever appended to what another process wrote.
 *
 * <p>One thread, the engine's, calls everything but the counters. A batch is committed when {@link
 * #append} returns. After any failure every further call throws {@link JournalWriteException}: the
 * caller halts. In steady state nothing is allocated and no lock is taken; a roll allocates a
 * little, and a {@linkplain #stalls stall} takes a lock.
 */
public final class JournalWriter implements AutoCloseable {
  private static final int SEAL_PAYLOAD = 16;
  private static final int SEAL_ROOM = 4096;
  private static final long STALL_STEP = 4L << 20;

  private final Path journal;
  private final WriterSettings settings;
  private final long runNonce;
  private final boolean forcing;
  private final SpaceGuard guard;
  private final SegmentKeeper keeper;
  private final BatchFrame frame =
      new BatchFrame(ByteBuffer.allocateDirect(BatchFrame.MAX_LENGTH)).at(0);
  private final UnsafeBuffer buffer = frame.buffer();
  private final RecordBuffer headPayload =
      new RecordBuffer(RecordLayout.MAX_RECORD_LENGTH, BatchFrame.MAX_PAYLOAD);
  private final RecordBuffer config =
      new RecordBuffer(RecordLayout.MAX_RECORD_LENGTH, BatchFrame.MAX_PAYLOAD);

  private QueueSegment segment;
  private long sequence;
  private long hash;
  private long forceCostNs;
  private JournalWriteException failure;
  private boolean closed;
  private final AtomicLong rolls = new AtomicLong();
  private final AtomicLong stalls = new AtomicLong();

  private JournalWriter(
      Path journal,
      JournalEnd end,
      WriterSettings settings,
      long runNonce,
      LongSupplier usableSpace) {
    this.journal = journal;
    this.settings = settings;
    this.runNonce = runNonce;
    this.forcing = settings.durability() == Durability.DISK;
    this.guard = new SpaceGuard(settings.spaceLimits());
    this.keeper = new SegmentKeeper(journal, settings, guard, usableSpace);
    this.sequence = end.sequence();
    this.hash = end.hash();
    restate(settings.config());
  }

  /**
   * Loads what {@link #open} needs, which takes most of its time in a new process: to be called
   * beside the reading. Any thread.
   */
  public static void preload() {
    QueueSegment.preload();
  }

  /**
   * Begins a run behind the journal's end.
   *
   * @param lock of the journal, held until after {@link #close}
   * @param end what a reader found that read all of the journal under this lock
   * @param runNonce of this run; it stands in every segment's head
   * @throws JournalRefusedException when the journal belongs to another environment, or its disk
   *     cannot keep the durability asked for
   * @throws JournalSpaceException when the disk has too little room
   * @throws UncheckedIOException when the segment cannot be created
   */
  public static JournalWriter open(
      JournalLock lock, JournalEnd end, WriterSettings settings, long runNonce) {
    try {
      FileStore store = Files.getFileStore(lock.directory());
      return open(lock, end, settings, runNonce, () -> usableSpace(store));
    } catch (IOException e) {
      throw new UncheckedIOException(lock.directory() + ": a run cannot be opened", e);
    }
  }

  static JournalWriter open(
      JournalLock lock,
      JournalEnd end,
      WriterSettings settings,
      long runNonce,
      LongSupplier usableSpace) {
    if (!lock.isHeld() || !end.isProven()) {
      throw new IllegalStateException("the journal is not locked, or was not read wholly");
    }
    Path journal = lock.directory();
    if (!end.isEmpty() && end.environment() != settings.environment()) {
      throw new JournalRefusedException(
          journal
              + ": belongs to environment "
              + end.environment()
              + ", not to "
              + settings.environment());
    }
    long usable = usableSpace.getAsLong();
    if (usable < settings.spaceLimits().exhaustedBytes()) {
      throw noRoom(journal, usable, settings);
    }
    JournalWriter writer = new JournalWriter(journal, end, settings, runNonce, usableSpace);
    try {
      if (writer.forcing) {
        writer.forceCostNs = ForceProbe.measure(journal);
      }
      for (JournalEnd.SegmentEnd unsealed : end.unsealed()) {
        SegmentFiles.seal(
            unsealed.file(),
            unsealed.used(),
            writer.forcing,
            unsealed.segment(),
            Seal.End.RECOVERED,
            unsealed.sequence(),
            unsealed.hash());
      }
      if (end.spare() != null) {
        SegmentFiles.clearSpare(end.spare());
      }
      QueueSegment first = writer.keeper.create(end.segment() + 1);
      if (first == null) {
        throw noRoom(journal, usable, settings);
      }
      writer.begin(first, end.segment());
    } catch (IOException e) {
      throw new UncheckedIOException(journal + ": a run cannot be opened", e);
    }
    return writer;
  }

  /**
   * Appends a batch as one document and returns when it is committed, and in durability {@code
   * DISK} forced.
   *
   * @param records framed records, each with its padding
   * @param offset of the first
   * @param length of all, at most 1 MiB
   * @param firstSequence of the first event: one more than the last one's
   * @param eventCount records of ordinal 0, at least 1
   * @param lastSequence of the last event
   * @throws JournalWriteException when this or an earlier write failed
   * @throws IllegalArgumentException when the batch is not one; nothing was written
   */
  public void append(
      DirectBuffer records,
      int offset,
      int length,
      long firstSequence,
      int eventCount,
      long lastSequence) {
    checkUsable();
    checkBatch(length, firstSequence, eventCount, lastSequence);
    try {
      int documentLength = SegmentCursor.WIRE_HEADER_LENGTH + BatchFrame.HEADER_LENGTH + length;
      if (keeper.isRollDue() || segment.position() + documentLength > settings.segmentBytes()) {
        roll(documentLength);
      }
      ensureRoom(documentLength);
      buffer.putBytes(BatchFrame.HEADER_LENGTH, records, offset, length);
      long next =
          frame.encode(
              BatchFrame.BATCH,
              segment.number(),
              firstSequence,
              lastSequence,
              eventCount,
              length,
              hash);
      segment.append(buffer, BatchFrame.HEADER_LENGTH + length);
      if (forcing) {
        segment.force();
      }
      hash = next;
      sequence = lastSequence;
      keeper.written(segment.position());
    } catch (IOException | RuntimeException | InternalError e) {
      throw failed(e);
    }
  }

  /**
   * Brings everything appended so far to the disk, whatever the durability.
   *
   * @throws JournalWriteException when that failed; it must not be tried again
   */
  public void force() {
    checkUsable();
    try {
      segment.force();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Gives the config that segments opened from now on restate: ConfigApplied records. */
  public void restate(RecordBuffer configRecords) {
    config.clear();
    for (int at = 0; at < configRecords.length(); ) {
      int recordLength = RecordLayout.length(configRecords.buffer(), at);
      config.append(configRecords.buffer(), at, recordLength);
      at += RecordLayout.aligned(recordLength);
    }
  }

  /** The last sequence appended. Engine thread. */
  public long sequence() {
    return sequence;
  }

  /** The journal's directory. */
  public Path directory() {
    return journal;
  }

  /** Segments that were left for the next one so far. Any thread. */
  public long rolls() {
    return rolls.get();
  }

  /** How often the engine thread had to wait for room in the file. Any thread. */
  public long stalls() {
    return stalls.get();
  }

  /** What one force costs on this disk, in ns; measured at open in durability {@code DISK}. */
  public long forceCostNs() {
    return forceCostNs;
  }

  /** How much room the disk has. Any thread. */
  public SpaceLevel spaceLevel() {
    return guard.level();
  }

  /** Bytes a day that the journal takes at the rate of the last hour. Any thread. */
  public long forecastBytesPerDay() {
    return guard.forecastBytesPerDay();
  }

  /**
   * Gives resources back and leaves the segment as a killed process would, unsealed: for a run that
   * did not come to its end.
   */
  public void abandon() {
    if (!closed) {
      closed = true;
      keeper.stop(segment, null, sequence, hash);
    }
  }

  /**
   * Ends the run: seals the segment, and returns when every segment of the run is on the disk.
   * After a failure it only gives resources back.
   *
   * @throws JournalWriteException when sealing failed
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    Seal.End end = null;
    try {
      if (failure == null) {
        appendSeal(segment, Seal.End.STOPPED, hash);
        end = Seal.End.STOPPED;
      }
    } catch (RuntimeException | InternalError e) {
      throw failed(e);
    } finally {
      keeper.stop(segment, end, sequence, hash);
    }
    if (failure == null && keeper.failure() != null) {
      throw failed(keeper.failure());
    }
  }

  /** Where this run ended, after {@link #close}. */
  JournalEnd end() {
    SegmentHead head = head(segment, 0);
    return new JournalEnd(
        journal, sequence, hash, TailStatus.CLEAN, 0, head, closed, List.of(), null);
  }

  private void begin(QueueSegment first, int previous) throws IOException {
    boolean begun = false;
    try {
      segment = first;
      appendHead(first, previous);
      first.force();
      keeper.start(first);
      begun = true;
    } finally {
      if (!begun) {
        first.close();
      }
    }
  }

  /** Goes on in the next segment, if it is ready; else this one grows a little beyond its limit. */
  private void roll(int documentLength) throws IOException {
    QueueSegment next = keeper.takeSpare();
    if (next == null && segment.position() + documentLength + SEAL_ROOM > segment.capacity()) {
      stalls.incrementAndGet();
      next = keeper.awaitSpare();
      if (next == null) {
        throw new IOException("the segment is full and there is no next one", keeper.failure());
      }
    }
    if (next != null) {
      QueueSegment old = segment;
      long oldHash = hash;
      // The new one first: a segment that says it was rolled always has a successor.
      appendHead(next, old.number());
      if (forcing) {
        next.force();
      }
      appendSeal(old, Seal.End.ROLLED, oldHash);
      segment = next;
      keeper.rolled(old, sequence, oldHash, next);
      rolls.incrementAndGet();
    }
  }

  /** What is written must lie where blocks are allocated; usually the keeper has seen to that. */
  private void ensureRoom(int documentLength) throws IOException {
    PageSupply pages = segment.pages();
    long end = segment.position() + documentLength;
    long target = Math.min(segment.capacity(), end + SegmentKeeper.RESERVE);
    if (target > pages.allocated()) {
      stalls.incrementAndGet();
      if (!pages.allocateTo(Math.min(segment.capacity(), target + STALL_STEP))) {
        keeper.allocationFailed();
        if (end + SEAL_ROOM > pages.allocated()) {
          throw new IOException("no space is left for the journal");
        }
      }
    }
  }

  private void appendHead(QueueSegment next, int previous) {
    headPayload.clear();
    SegmentHead.encode(head(next, previous), headPayload);
    int length = headPayload.length();
    buffer.putBytes(BatchFrame.HEADER_LENGTH, headPayload.buffer(), 0, length);
    hash = frame.encode(BatchFrame.HEADER, next.number(), sequence + 1, sequence, 0, length, hash);
    next.append(buffer, BatchFrame.HEADER_LENGTH + length);
  }

  private SegmentHead head(QueueSegment opened, int previous) {
    return new SegmentHead(
        opened.number(),
        opened.file(),
        opened.openedMs() * 1_000_000L,
        previous,
        sequence,
        hash,
        runNonce,
        SchemaModel.current().version(),
        settings.environment(),
        settings.build(),
        settings.catalog(),
        config);
  }

  private void appendSeal(QueueSegment sealed, Seal.End end, long previousHash) {
    buffer.putInt(BatchFrame.HEADER_LENGTH, end.ordinal(), LITTLE_ENDIAN);
    buffer.putInt(BatchFrame.HEADER_LENGTH + 4, 0, LITTLE_ENDIAN);
    buffer.putLong(BatchFrame.HEADER_LENGTH + 8, sealed.number() + 1L, LITTLE_ENDIAN);
    frame.encode(
        BatchFrame.SEAL, sealed.number(), sequence + 1, sequence, 0, SEAL_PAYLOAD, previousHash);
    sealed.append(buffer, BatchFrame.HEADER_LENGTH + SEAL_PAYLOAD);
  }

  private void checkUsable() {
    if (failure != null) {
      throw failure;
    }
    if (closed) {
      throw new IllegalStateException("the journal's writer is closed");
    }
    if (keeper.failure() != null) {
      throw failed(keeper.failure());
    }
  }

  private void checkBatch(int length, long firstSequence, int eventCount, long lastSequence) {
    if (firstSequence != sequence + 1
        || eventCount < 1
        || lastSequence != sequence + eventCount
        || length <= 0
        || length > BatchFrame.MAX_PAYLOAD
        || (length & (RecordLayout.ALIGNMENT - 1)) != 0) {
      throw new IllegalArgumentException(
          "a batch of "
              + length
              + " bytes and "
              + eventCount
              + " events, "
              + firstSequence
              + " to "
              + lastSequence
              + ", after sequence "
              + sequence);
    }
  }

  private JournalWriteException failed(Throwable cause) {
    failure =
        new JournalWriteException(
            segment.file()
                + ": cannot be written after sequence "
                + sequence
                + ": "
                + cause.getMessage(),
            cause);
    return failure;
  }

  private static JournalSpaceException noRoom(Path journal, long usable, WriterSettings settings) {
    return new JournalSpaceException(
        journal
            + ": only "
            + (usable >> 20)
            + " MiB are usable on its disk, a run needs "
            + (settings.spaceLimits().exhaustedBytes() >> 20)
            + " MiB and room for a segment's first pages");
  }

  private static long usableSpace(FileStore store) {
    try {
      return store.getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(store + ": its room cannot be asked for", e);
    }
  }
}
