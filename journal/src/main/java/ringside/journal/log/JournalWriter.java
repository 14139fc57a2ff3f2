package ringside.journal.log;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;
import ringside.journal.event.SchemaModel;

/**
 * Writes one run of a journal: batches of framed records, one document each, in segments of its
 * own. Nothing is ever appended to what another process wrote.
 *
 * <p>One thread, the engine's, calls everything but the counters. A batch is committed when {@link
 * #append} returns. After any failure every further call throws {@link JournalWriteException}: the
 * caller halts.
 */
public final class JournalWriter implements AutoCloseable {
  private static final int SEAL_PAYLOAD = 16;
  private static final long CAPACITY_SLACK = 16L << 20;

  private final Path journal;
  private final WriterSettings settings;
  private final long runNonce;
  private final ByteBuffer bytes = ByteBuffer.allocateDirect(BatchFrame.MAX_LENGTH);
  private final BatchFrame frame = new BatchFrame(bytes).at(0);
  private final UnsafeBuffer buffer = frame.buffer();
  private final RecordBuffer config =
      new RecordBuffer(RecordLayout.MAX_RECORD_LENGTH, BatchFrame.MAX_PAYLOAD);

  private QueueSegment segment;
  private FileChannel channel;
  private long openedMs;
  private long sequence;
  private long hash;
  private JournalWriteException failure;
  private boolean closed;

  private JournalWriter(JournalLock lock, JournalEnd end, WriterSettings settings, long runNonce) {
    this.journal = lock.directory();
    this.settings = settings;
    this.runNonce = runNonce;
    this.sequence = end.sequence();
    this.hash = end.hash();
    restate(settings.config());
  }

  /**
   * Begins a run behind the journal's end.
   *
   * @param lock of the journal, held until after {@link #close}
   * @param end what a reader found that read all of the journal under this lock
   * @param runNonce of this run; it stands in every segment's head
   * @throws JournalRefusedException when the journal belongs to another environment
   * @throws JournalSpaceException when the disk has too little room
   * @throws UncheckedIOException when the segment cannot be created
   */
  public static JournalWriter open(
      JournalLock lock, JournalEnd end, WriterSettings settings, long runNonce) {
    if (!lock.isHeld() || !end.isProven()) {
      throw new IllegalStateException("the journal is not locked, or was not read wholly");
    }
    if (!end.isEmpty() && end.environment() != settings.environment()) {
      throw new JournalRefusedException(
          lock.directory()
              + ": belongs to environment "
              + end.environment()
              + ", not to "
              + settings.environment());
    }
    JournalWriter writer = new JournalWriter(lock, end, settings, runNonce);
    try {
      for (JournalEnd.SegmentEnd unsealed : end.unsealed()) {
        sealFor(unsealed);
      }
      writer.openSegment(end.segment() + 1, end.segment());
    } catch (IOException e) {
      throw new UncheckedIOException(lock.directory() + ": a run cannot be opened", e);
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
   */
  public void append(
      DirectBuffer records,
      int offset,
      int length,
      long firstSequence,
      int eventCount,
      long lastSequence) {
    checkUsable();
    if (firstSequence != sequence + 1
        || eventCount < 1
        || lastSequence != sequence + eventCount
        || length <= 0
        || length > BatchFrame.MAX_PAYLOAD
        || (length & (RecordLayout.ALIGNMENT - 1)) != 0) {
      throw new IllegalArgumentException(
          "a batch of "
              + length
              + " bytes, events "
              + firstSequence
              + " to "
              + lastSequence
              + " ("
              + eventCount
              + "), after sequence "
              + sequence);
    }
    try {
      if (isRollDue(length)) {
        roll();
      }
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
      hash = next;
      sequence = lastSequence;
      if (settings.durability() == Durability.DISK) {
        channel.force(false);
      }
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
      channel.force(false);
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

  /** The last sequence appended. */
  public long sequence() {
    return sequence;
  }

  /** The journal's directory. */
  public Path directory() {
    return journal;
  }

  /**
   * Ends the run: seals the segment. After a failure it only gives resources back.
   *
   * @throws JournalWriteException when sealing failed
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (failure == null) {
        appendSeal(Seal.End.STOPPED);
        closeSegment(Seal.End.STOPPED);
      } else {
        segment.close();
        channel.close();
      }
    } catch (IOException | RuntimeException | InternalError e) {
      throw failed(e);
    }
  }

  private boolean isRollDue(int length) {
    return segment.position() + length > settings.segmentBytes()
        || settings.clockMs().getAsLong() - openedMs > settings.maxSegmentAgeMs();
  }

  private void roll() throws IOException {
    appendSeal(Seal.End.ROLLED);
    closeSegment(Seal.End.ROLLED);
    openSegment(segment.number() + 1, segment.number());
  }

  private void openSegment(int number, int previous) throws IOException {
    openedMs = settings.clockMs().getAsLong();
    segment =
        QueueSegment.create(journal, number, settings.segmentBytes() + CAPACITY_SLACK, openedMs);
    Seal.reserve(segment.directory());
    channel = FileChannel.open(segment.file(), StandardOpenOption.WRITE);
    RecordBuffer payload = new RecordBuffer(64 << 10, BatchFrame.MAX_PAYLOAD);
    SegmentHead head =
        new SegmentHead(
            number,
            segment.file(),
            openedMs * 1_000_000L,
            previous,
            sequence,
            hash,
            runNonce,
            SchemaModel.current().version(),
            settings.environment(),
            settings.build(),
            settings.catalog(),
            config);
    SegmentHead.encode(head, payload);
    buffer.putBytes(BatchFrame.HEADER_LENGTH, payload.buffer(), 0, payload.length());
    hash =
        frame.encode(BatchFrame.HEADER, number, sequence + 1, sequence, 0, payload.length(), hash);
    segment.append(buffer, BatchFrame.HEADER_LENGTH + payload.length());
  }

  private void appendSeal(Seal.End end) {
    buffer.putInt(BatchFrame.HEADER_LENGTH, end.ordinal(), LITTLE_ENDIAN);
    buffer.putInt(BatchFrame.HEADER_LENGTH + 4, 0, LITTLE_ENDIAN);
    buffer.putLong(BatchFrame.HEADER_LENGTH + 8, segment.number() + 1L, LITTLE_ENDIAN);
    frame.encode(BatchFrame.SEAL, segment.number(), sequence + 1, sequence, 0, SEAL_PAYLOAD, hash);
    segment.append(buffer, BatchFrame.HEADER_LENGTH + SEAL_PAYLOAD);
  }

  private void closeSegment(Seal.End end) throws IOException {
    long used = segment.position();
    segment.close();
    channel.close();
    trim(segment.file(), used);
    Seal.of(segment.directory(), segment.number(), end, sequence, hash).write(segment.directory());
  }

  private static void sealFor(JournalEnd.SegmentEnd unsealed) throws IOException {
    Path directory = unsealed.file().getParent();
    trim(unsealed.file(), TailScan.contentEnd(unsealed.file()));
    Seal.of(directory, unsealed.segment(), Seal.End.RECOVERED, unsealed.sequence(), unsealed.hash())
        .write(directory);
  }

  /** Gives back what was allocated and not used; a reader still finds "nothing yet" at the end. */
  private static void trim(Path file, long used) throws IOException {
    long length = (used + Long.BYTES + 4095) & -4096L;
    if (length < Files.size(file)) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(length);
      }
    }
  }

  private void checkUsable() {
    if (failure != null) {
      throw failure;
    }
    if (closed) {
      throw new IllegalStateException("the journal's writer is closed");
    }
  }

  private JournalWriteException failed(Throwable cause) {
    failure =
        new JournalWriteException(
            segment.file() + ": cannot be written after sequence " + sequence, cause);
    return failure;
  }
}
