package ringside.adapters.recording;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipException;

/**
 * Cuts a stream of bytes into lines. Lines beyond {@link Recording#MAX_LINE_BYTES} are passed over
 * and counted, so that memory stays bounded whatever the file holds. One thread.
 */
final class LineReader implements RecordedLines {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final String name;
  private final InputStream in;
  private final LineHeaderDecoder header = new LineHeaderDecoder();
  private final byte[] chunk = new byte[1 << 16];
  private int chunkStart;
  private int chunkEnd;

  /** The part of the current line that earlier chunks held. */
  private byte[] carried = new byte[1 << 12];

  private int carriedBytes;
  private boolean overlong;
  private boolean ended;
  private long number;
  private long overlongLines;
  private long firstOverlong;
  private String cut;

  LineReader(String name, InputStream in) {
    this.name = name;
    this.in = in;
  }

  @Override
  public RecordedLine next() {
    while (true) {
      byte[] line = nextPhysicalLine();
      if (line == null) {
        return null;
      }
      if (line.length > 0) {
        return header.decode(number, line);
      }
    }
  }

  /** The next line without its end, empty when it was blank or overlong; null at the end. */
  private byte[] nextPhysicalLine() {
    while (true) {
      for (int i = chunkStart; i < chunkEnd; i++) {
        if (chunk[i] == '\n') {
          byte[] line = endLine(i);
          chunkStart = i + 1;
          return line;
        }
      }
      carry();
      if (ended || !fill()) {
        ended = true;
        if (carriedBytes == 0 && !overlong) {
          return null;
        }
        return endLine(chunkEnd);
      }
    }
  }

  private void carry() {
    append(chunkStart, chunkEnd);
    chunkStart = 0;
    chunkEnd = 0;
  }

  private void append(int from, int to) {
    int bytes = to - from;
    if (overlong || carriedBytes + bytes > Recording.MAX_LINE_BYTES) {
      overlong |= bytes > 0;
      return;
    }
    if (carried.length < carriedBytes + bytes) {
      carried = Arrays.copyOf(carried, Math.max(carriedBytes + bytes, 2 * carried.length));
    }
    System.arraycopy(chunk, from, carried, carriedBytes, bytes);
    carriedBytes += bytes;
  }

  private byte[] endLine(int end) {
    number++;
    byte[] line;
    if (carriedBytes == 0 && !overlong) {
      line = trimmed(chunk, chunkStart, end);
    } else {
      append(chunkStart, end);
      line = overlong ? new byte[0] : trimmed(carried, 0, carriedBytes);
    }
    if (overlong) {
      overlongLines++;
      firstOverlong = firstOverlong == 0 ? number : firstOverlong;
    }
    overlong = false;
    carriedBytes = 0;
    return line;
  }

  private byte[] trimmed(byte[] bytes, int from, int to) {
    int start = from;
    int end = to;
    if (number == 1
        && end - start >= 3
        && Arrays.equals(bytes, start, start + 3, BYTE_ORDER_MARK, 0, 3)) {
      start += 3;
    }
    while (end > start && isBlank(bytes[end - 1])) {
      end--;
    }
    while (start < end && isBlank(bytes[start])) {
      start++;
    }
    byte[] line = Arrays.copyOfRange(bytes, start, end);
    for (byte b : line) {
      if (b < 0) {
        // A text frame with bytes that are not UTF-8 would end the connection at the client.
        return new String(line, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
      }
    }
    return line;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  private boolean fill() {
    try {
      int read = in.read(chunk, 0, chunk.length);
      chunkStart = 0;
      chunkEnd = Math.max(0, read);
      return read > 0;
    } catch (EOFException e) {
      // Recorders die, and what a gzip stream holds up to there is good.
      cut = "the gzip stream is cut short after line " + number + "; what was readable is used";
      return false;
    } catch (ZipException e) {
      throw new RecordingException(
          name + ": line " + (number + 1) + ": the gzip stream is damaged: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new RecordingException(
          name + ": line " + (number + 1) + ": cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public String warning() {
    if (overlongLines == 0 && cut == null) {
      return null;
    }
    String overlongText =
        overlongLines == 0
            ? ""
            : overlongLines
                + " lines over "
                + (Recording.MAX_LINE_BYTES >> 20)
                + " MiB were left out, the first is line "
                + firstOverlong;
    String both = cut == null || overlongLines == 0 ? "" : "; ";
    return name + ": " + overlongText + both + (cut == null ? "" : cut);
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new RecordingException(name + ": cannot be closed: " + e.getMessage(), e);
    }
  }
}
