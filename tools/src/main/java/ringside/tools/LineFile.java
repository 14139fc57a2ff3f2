package ringside.tools;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;
import ringside.engine.boot.UsageException;

/**
 * A new file of lines, gzipped when its name ends in {@code .gz}. What was flushed is there even
 * when the process is killed. Any thread, one at a time passes.
 */
final class LineFile implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path path;
  private final OutputStream out;
  private long lines;
  private long characters;
  private boolean closed;

  /**
   * @throws UsageException when the file exists, or cannot be made
   */
  LineFile(Path path) {
    this.path = path;
    try {
      OutputStream file =
          Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      boolean gzipped = path.toString().endsWith(".gz");
      out =
          new BufferedOutputStream(
              gzipped ? new GZIPOutputStream(file, BUFFER_BYTES, true) : file, BUFFER_BYTES);
    } catch (FileAlreadyExistsException e) {
      throw new UsageException("--out " + path + ": exists already; name a new file");
    } catch (IOException e) {
      throw new UsageException("--out " + path + ": cannot be made: " + e.getMessage());
    }
  }

  /** Adds a line; line ends within it become spaces, which mean the same to JSON. */
  synchronized void add(char[] text, int length) {
    if (closed) {
      return;
    }
    for (int i = 0; i < length; i++) {
      if (text[i] == '\n' || text[i] == '\r') {
        text[i] = ' ';
      }
    }
    try {
      java.nio.ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(text, 0, length));
      out.write(bytes.array(), bytes.arrayOffset(), bytes.remaining());
      out.write('\n');
      lines++;
      characters += length;
    } catch (IOException e) {
      throw new UncheckedIOException(path + ": cannot be written", e);
    }
  }

  synchronized void flush() {
    try {
      if (!closed) {
        out.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(path + ": cannot be written", e);
    }
  }

  synchronized long lines() {
    return lines;
  }

  /** Of all lines, as they were before they were packed. */
  synchronized long characters() {
    return characters;
  }

  /** Nothing is added any more, and everything is in the file. */
  synchronized void finish() {
    try {
      if (!closed) {
        closed = true;
        out.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(path + ": cannot be written", e);
    }
  }

  @Override
  public void close() {
    finish();
  }
}
