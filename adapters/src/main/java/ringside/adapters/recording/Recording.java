package ringside.adapters.recording;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file of venue messages, one a line, UTF-8, plain or gzipped (told by its content, not its
 * name). Read as a stream: a file may be larger than memory. Any thread.
 */
public final class Recording implements RecordingSource {
  static final int MAX_LINE_BYTES = 4 << 20;
  private static final String ALLOWED =
      "a recording is a file of venue messages, one JSON object a line (.jsonl), optionally gzipped";
  private static final int GZIP_MAGIC_1 = 0x1f;
  private static final int GZIP_MAGIC_2 = 0x8b;
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path file;

  private Recording(Path file) {
    this.file = file;
  }

  /**
   * @throws RecordingException when there is no such file, or it is a directory, unreadable or
   *     empty. What is inside is met when it is read.
   */
  public static Recording of(Path file) {
    if (!Files.exists(file)) {
      throw new RecordingException(file + ": no such file; " + ALLOWED);
    }
    if (Files.isDirectory(file)) {
      throw new RecordingException(file + ": is a directory; " + ALLOWED);
    }
    if (!Files.isReadable(file)) {
      throw new RecordingException(file + ": cannot be read (permission); " + ALLOWED);
    }
    Recording recording = new Recording(file);
    try {
      if (Files.isRegularFile(file) && Files.size(file) == 0) {
        throw new RecordingException(file + ": is empty; " + ALLOWED);
      }
    } catch (IOException e) {
      throw new RecordingException(file + ": cannot be read: " + e.getMessage(), e);
    }
    return recording;
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public RecordedLines open() {
    InputStream bytes = null;
    try {
      bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
      bytes.mark(2);
      boolean gzipped = bytes.read() == GZIP_MAGIC_1 && bytes.read() == GZIP_MAGIC_2;
      bytes.reset();
      InputStream text = gzipped ? new GZIPInputStream(bytes, BUFFER_BYTES) : bytes;
      return new LineReader(name(), text);
    } catch (IOException e) {
      closeAfter(e, bytes);
      String what =
          e instanceof ZipException || e instanceof java.io.EOFException
              ? "is not whole enough as gzip to read a single line"
              : "cannot be read: " + e.getMessage();
      throw new RecordingException(file + ": " + what + "; " + ALLOWED, e);
    }
  }

  private static void closeAfter(IOException failure, InputStream bytes) {
    try {
      if (bytes != null) {
        bytes.close();
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
