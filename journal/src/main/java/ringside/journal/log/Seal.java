package ringside.journal.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * The file {@code seal} beside a finished segment's queue: where the segment ends, and a hash of
 * every byte of its files, used or not. Text, so that a human can read it; written in one form
 * only, so that any other byte is damage.
 *
 * <pre>
 * ringside seal 1
 * segment 3
 * end rolled
 * sequence 120345
 * hash 0123456789abcdef
 * file 69632 0123456789abcdef 20261121F.cq4
 * file 131072 0123456789abcdef metadata.cq4t
 * crc 89abcdef
 * </pre>
 *
 * @param segment its number
 * @param end how it ended
 * @param lastSequence the last sequence up to its end
 * @param hash the chain's hash at its end
 * @param files its files
 */
record Seal(int segment, End end, long lastSequence, long hash, List<SealedFile> files) {
  static final String NAME = "seal";

  /** Where the text is written before it is given its name: its block is taken ahead. */
  static final String RESERVED = "seal.reserved";

  private static final int RESERVED_LENGTH = 4096;
  private static final String MAGIC = "ringside seal 1";

  /** How a segment ended. */
  enum End {
    /** The run went on in the next segment. */
    ROLLED,
    /** The run ended in order. */
    STOPPED,
    /** The process ended without sealing; the next run found the end and sealed it. */
    RECOVERED;

    String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  record SealedFile(String name, long length, long hash) {
    static SealedFile of(Path file) throws IOException {
      return new SealedFile(file.getFileName().toString(), Files.size(file), FileHash.of(file));
    }
  }

  /** Takes the block that {@link #write} will need, so that a full disk does not stop it. */
  static void reserve(Path directory) throws IOException {
    byte[] blank = new byte[RESERVED_LENGTH];
    Arrays.fill(blank, (byte) ' ');
    Path reserved = directory.resolve(RESERVED);
    try (FileChannel channel =
        FileChannel.open(reserved, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      writeAll(channel, blank);
      channel.force(true);
    }
    JournalFiles.ownerOnly(reserved);
  }

  /** Hashes a segment's files; they must be closed. */
  static Seal of(Path directory, int segment, End end, long lastSequence, long hash)
      throws IOException {
    List<SealedFile> files = new ArrayList<>();
    for (Path path : JournalFiles.list(directory, Seal::belongs)) {
      files.add(SealedFile.of(path));
    }
    return new Seal(segment, end, lastSequence, hash, files);
  }

  private static boolean belongs(Path path) {
    String name = path.getFileName().toString();
    return name.endsWith(JournalFiles.QUEUE_SUFFIX) || name.equals(JournalFiles.METADATA);
  }

  /** Writes it, forces it and gives it its name. */
  void write(Path directory) throws IOException {
    Path reserved = directory.resolve(RESERVED);
    byte[] text = text().getBytes(UTF_8);
    try (FileChannel channel =
        FileChannel.open(reserved, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      writeAll(channel, text);
      channel.truncate(text.length);
      channel.force(true);
    }
    JournalFiles.ownerOnly(reserved);
    Files.move(reserved, directory.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
    JournalFiles.forceDirectory(directory);
  }

  private static void writeAll(FileChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer, buffer.position());
    }
  }

  static boolean exists(Path directory) {
    return Files.exists(directory.resolve(NAME));
  }

  /**
   * Reads a segment's seal.
   *
   * @return null when it is damaged
   */
  static Seal read(Path directory) throws IOException {
    byte[] bytes = Files.readAllBytes(directory.resolve(NAME));
    try {
      Seal seal = parse(new String(bytes, UTF_8).split("\n", -1));
      return Arrays.equals(seal.text().getBytes(UTF_8), bytes) ? seal : null;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return null;
    }
  }

  private static Seal parse(String[] lines) {
    List<SealedFile> files = new ArrayList<>();
    for (int i = 5; lines[i].startsWith("file "); i++) {
      String[] parts = lines[i].split(" ", 4);
      files.add(
          new SealedFile(parts[3], Long.parseLong(parts[1]), Long.parseUnsignedLong(parts[2], 16)));
    }
    return new Seal(
        Integer.parseInt(value(lines[1])),
        End.valueOf(value(lines[2]).toUpperCase(java.util.Locale.ROOT)),
        Long.parseLong(value(lines[3])),
        Long.parseUnsignedLong(value(lines[4]), 16),
        files);
  }

  private static String value(String line) {
    return line.substring(line.indexOf(' ') + 1);
  }

  private String text() {
    StringBuilder text = new StringBuilder(MAGIC).append('\n');
    text.append("segment ").append(segment).append('\n');
    text.append("end ").append(end.text()).append('\n');
    text.append("sequence ").append(lastSequence).append('\n');
    text.append(String.format(Locale.ROOT, "hash %016x\n", hash));
    for (SealedFile file : files) {
      text.append(
          String.format(Locale.ROOT, "file %d %016x %s\n", file.length, file.hash, file.name));
    }
    CRC32C crc = new CRC32C();
    crc.update(text.toString().getBytes(UTF_8));
    return text.append(String.format(Locale.ROOT, "crc %08x\n", crc.getValue())).toString();
  }
}
