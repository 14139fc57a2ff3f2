package ringside.journal.log;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Walks the documents of one queue file at a time. Chronicle's framing is a little-endian int32
 * before each document, at multiples of 4: 0 where nothing is yet, bit 31 while a document is not
 * complete, bit 30 for Chronicle's own (its header and index), the rest the length.
 *
 * <p>It reads the file by position instead of through Chronicle's tailer or a mapping: a damaged or
 * cut file can then neither hang it nor fault it nor be changed by it, and the page cache shows it
 * what a live writer has committed. What looks wrong is read once more before it is called so: the
 * read ahead may have caught it half written. One thread.
 */
final class SegmentCursor implements AutoCloseable {
  static final int WIRE_HEADER_LENGTH = 4;

  /** Results of {@link #advance}. */
  enum Step {
    /** {@link #frame} is an intact frame. */
    FRAME,
    /** Nothing is committed here, or the file ends. */
    NOTHING,
    /** Something is here, and it is not valid. */
    BROKEN
  }

  private static final int NOT_COMPLETE = 0x8000_0000;
  private static final int META_DATA = 0x4000_0000;
  private static final int LENGTH_MASK = 0x3FFF_FFFF;
  private static final int MAX_META_DATA = 64 << 10;
  private static final int READ_AHEAD = 256 << 10;

  private final ByteBuffer bytes =
      ByteBuffer.allocateDirect(READ_AHEAD + WIRE_HEADER_LENGTH + BatchFrame.MAX_LENGTH);
  private final BatchFrame frame = new BatchFrame(bytes);
  private final UnsafeBuffer buffer = frame.buffer();
  private FileChannel channel;
  private Path file;
  private long bufferPosition;
  private int bufferLength;
  private long position;
  private long framePosition;

  /** Goes to the start of a file, leaving the one before. */
  void open(Path queueFile) {
    close();
    try {
      channel = FileChannel.open(queueFile, StandardOpenOption.READ);
    } catch (IOException e) {
      throw new UncheckedIOException(queueFile + ": cannot be opened", e);
    }
    file = queueFile;
    position = 0;
    forget();
  }

  Path file() {
    return file;
  }

  /** The buffer of {@link #frame}; good until the next call of {@link #advance}. */
  UnsafeBuffer buffer() {
    return buffer;
  }

  BatchFrame frame() {
    return frame;
  }

  /** Where the current frame's document begins in the file. */
  long framePosition() {
    return framePosition;
  }

  /** Where the next document begins in the file. */
  long position() {
    return position;
  }

  void position(long documentPosition) {
    position = documentPosition;
  }

  /** Steps over the next document, and over Chronicle's own before it. */
  Step advance() {
    Step step = read();
    if (step != Step.FRAME) {
      forget();
      step = read();
    }
    return step;
  }

  /** Whether nothing is committed at {@link #position}. */
  boolean isUncommitted() {
    forget();
    return !ensure(position, WIRE_HEADER_LENGTH) || wireHeader() == 0;
  }

  /**
   * Steps over a whole frame that lies where the next document would, although it was never
   * committed: the process ended between the two.
   */
  boolean advanceUncommitted() {
    forget();
    if (!ensure(position, WIRE_HEADER_LENGTH) || wireHeader() != 0) {
      return false;
    }
    long start = position + WIRE_HEADER_LENGTH;
    if (!ensure(start, BatchFrame.HEADER_LENGTH)
        || !frame.at(offset(start)).plausible(BatchFrame.HEADER_LENGTH)
        || !ensure(start, frame.length())
        || !frame.at(offset(start)).intact()) {
      return false;
    }
    step(frame.length());
    return true;
  }

  @Override
  public void close() {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(file + ": cannot be closed", e);
      }
      channel = null;
    }
  }

  private Step read() {
    while (ensure(position, WIRE_HEADER_LENGTH)) {
      int header = wireHeader();
      int length = header & LENGTH_MASK;
      if (header == 0) {
        return Step.NOTHING;
      }
      if ((header & NOT_COMPLETE) != 0) {
        return Step.BROKEN;
      }
      if ((header & META_DATA) == 0) {
        return readFrame(length);
      }
      if (length == 0
          || length > MAX_META_DATA
          || !ensure(position, WIRE_HEADER_LENGTH + length)
          || hidesFrame(offset(position + WIRE_HEADER_LENGTH), length)) {
        return Step.BROKEN;
      }
      step(length);
    }
    return Step.NOTHING;
  }

  private Step readFrame(int length) {
    if (length < BatchFrame.HEADER_LENGTH
        || length > BatchFrame.MAX_LENGTH
        || !ensure(position, WIRE_HEADER_LENGTH + length)) {
      return Step.BROKEN;
    }
    frame.at(offset(position + WIRE_HEADER_LENGTH));
    if (!frame.plausible(length) || frame.length() != length || !frame.intact()) {
      return Step.BROKEN;
    }
    step(length);
    return Step.FRAME;
  }

  /** A document of ours whose header says that it is Chronicle's would be skipped unseen. */
  private boolean hidesFrame(int offset, int length) {
    for (int i = 0; i + Long.BYTES <= length; i += WIRE_HEADER_LENGTH) {
      if (buffer.getLong(offset + i, LITTLE_ENDIAN) == BatchFrame.MAGIC) {
        return true;
      }
    }
    return false;
  }

  private void step(int length) {
    framePosition = position;
    position += WIRE_HEADER_LENGTH + ((length + 3) & -4);
  }

  private int wireHeader() {
    return buffer.getInt(offset(position), LITTLE_ENDIAN);
  }

  private int offset(long filePosition) {
    return (int) (filePosition - bufferPosition);
  }

  private void forget() {
    bufferPosition = position;
    bufferLength = 0;
  }

  /** Whether the file has these bytes; they are then in the buffer. */
  private boolean ensure(long from, int length) {
    return (from >= bufferPosition && from + length <= bufferPosition + bufferLength)
        || load(from, length);
  }

  private boolean load(long from, int length) {
    int kept = 0;
    if (from >= bufferPosition && from < bufferPosition + bufferLength) {
      int keptOffset = offset(from);
      kept = bufferLength - keptOffset;
      buffer.putBytes(0, buffer, keptOffset, kept);
    }
    bufferPosition = from;
    bufferLength = kept;
    bytes.clear().limit(Math.max(length, READ_AHEAD)).position(kept);
    try {
      while (bufferLength < length) {
        int count = channel.read(bytes, bufferPosition + bufferLength);
        if (count < 0) {
          return false;
        }
        bufferLength += count;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read at " + from, e);
    }
    return true;
  }
}
