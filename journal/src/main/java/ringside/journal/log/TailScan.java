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
 * Looks through the raw bytes of a queue file, whatever Chronicle's framing says: for whole frames,
 * and for where the content ends.
 */
final class TailScan {
  private static final int CHUNK = 256 << 10;
  private static final int STEP = SegmentCursor.WIRE_HEADER_LENGTH;
  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(CHUNK).asReadOnlyBuffer();
  private static final int MAGIC_START = (int) BatchFrame.MAGIC;

  private TailScan() {}

  /** A whole frame that lies somewhere. */
  record Found(long position, int length, int kind, long firstSequence, long lastSequence) {}

  /**
   * The first whole frame at or after a position, or null.
   *
   * @param from a multiple of 4
   */
  static Found findFrame(Path file, long from) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(CHUNK);
    UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    ByteBuffer frameBytes = null;
    BatchFrame frame = null;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (long chunk = from; ; chunk += CHUNK) {
        bytes.clear();
        int length = read(channel, bytes, chunk);
        for (int i = 0; i + STEP <= length; i += STEP) {
          if (i + Long.BYTES <= length && buffer.getLong(i) == 0) {
            i += STEP;
            continue;
          }
          if (buffer.getInt(i, LITTLE_ENDIAN) == MAGIC_START) {
            if (frame == null) {
              frameBytes = ByteBuffer.allocateDirect(BatchFrame.MAX_LENGTH);
              frame = new BatchFrame(frameBytes);
            }
            frameBytes.clear();
            int available = read(channel, frameBytes, chunk + i);
            if (frame.at(0).plausible(available) && frame.length() <= available && frame.intact()) {
              return new Found(
                  chunk + i,
                  frame.length(),
                  frame.kind(),
                  frame.firstSequence(),
                  frame.lastSequence());
            }
          }
        }
        if (length < CHUNK) {
          return null;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }

  /** The four bytes at a position, or 0 where the file has ended. */
  static int wireHeader(Path file, long position) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(STEP).order(LITTLE_ENDIAN);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return read(channel, bytes, position) < STEP ? 0 : bytes.getInt(0);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }

  /** Where the zeros begin that the file ends with. */
  static long contentEnd(Path file) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(CHUNK);
    UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long end = channel.size();
      while (end > 0) {
        long start = (end - 1) / CHUNK * CHUNK;
        bytes.clear().limit((int) (end - start));
        int length = read(channel, bytes, start);
        // Nearly all of a segment's file is zeros: those are compared by the vector.
        boolean zeros = bytes.flip().mismatch(ZEROS.slice(0, length)) < 0;
        int used = zeros ? 0 : usedLength(buffer, length);
        if (used > 0) {
          return start + used;
        }
        end = start;
      }
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read", e);
    }
  }

  private static int usedLength(UnsafeBuffer buffer, int length) {
    int used = length;
    while (used >= 4 * Long.BYTES
        && (buffer.getLong(used - Long.BYTES)
                | buffer.getLong(used - 2 * Long.BYTES)
                | buffer.getLong(used - 3 * Long.BYTES)
                | buffer.getLong(used - 4 * Long.BYTES))
            == 0) {
      used -= 4 * Long.BYTES;
    }
    while (used >= Long.BYTES && buffer.getLong(used - Long.BYTES) == 0) {
      used -= Long.BYTES;
    }
    while (used > 0 && buffer.getByte(used - 1) == 0) {
      used--;
    }
    return used;
  }

  /** Reads until the limit or the file's end. */
  static int read(FileChannel channel, ByteBuffer bytes, long from) throws IOException {
    int length = 0;
    while (bytes.hasRemaining()) {
      int count = channel.read(bytes, from + length);
      if (count < 0) {
        break;
      }
      length += count;
    }
    return length;
  }
}
