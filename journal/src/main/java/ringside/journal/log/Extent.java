package ringside.journal.log;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * The file {@code extent}: how many segments the journal has, so that a last one that was taken
 * away is missed. It counts a segment from before its head is written until after an unused one is
 * given up. Always of the same length and overwritten in place, so that a full disk does not
 * matter.
 */
final class Extent {
  static final String NAME = "extent";
  static final int MISSING = -1;
  static final int DAMAGED = -2;

  private Extent() {}

  static void write(Path journal, int segments) throws IOException {
    Path file = journal.resolve(NAME);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text(segments));
      channel.write(bytes, 0);
      channel.force(false);
    }
    JournalFiles.ownerOnly(file);
  }

  /** The number of segments, or {@link #MISSING}, or {@link #DAMAGED}. */
  static int read(Path journal) throws IOException {
    Path file = journal.resolve(NAME);
    if (!Files.exists(file)) {
      return MISSING;
    }
    byte[] bytes = Files.readAllBytes(file);
    String[] words = new String(bytes, US_ASCII).split("\\s");
    try {
      int segments = words.length > 4 ? Integer.parseInt(words[4]) : DAMAGED;
      return segments >= 0 && Arrays.equals(bytes, text(segments)) ? segments : DAMAGED;
    } catch (NumberFormatException e) {
      return DAMAGED;
    }
  }

  private static byte[] text(int segments) {
    String text = String.format(Locale.ROOT, "ringside journal 1\nsegments %09d\n", segments);
    CRC32C crc = new CRC32C();
    crc.update(text.getBytes(US_ASCII));
    return (text + String.format(Locale.ROOT, "crc %08x\n", crc.getValue())).getBytes(US_ASCII);
  }
}
