package ringside.engine.pipeline;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;
import ringside.engine.core.Fingerprint;
import ringside.journal.event.RecordLayout;

/**
 * A small mapped file that holds the event being decided, so that after a death the next start
 * knows which event the process died of. It survives the process, not the machine: a power loss
 * kills without an event's help.
 *
 * <p>Layout, little-endian: magic (8) | deciding 0 or 1 (4) | length (4) | record (1024) | then
 * {@value #MAX_ENTRIES} entries of fingerprint (8), kills (4), template (4), account (4), zero (4)
 * | CRC32C of the entries (4). Where that is not right the file is begun anew. {@link #hold} and
 * {@link #release} are the engine thread's, the rest is called before it starts.
 */
public final class InHandFile implements AutoCloseable {
  /** An event that was in hand at so many deaths is suspect. */
  public static final int KILLS_TO_SUSPECT = 2;

  private static final String NAME = "in-hand";
  private static final long MAGIC = 0x31_44_4E_41_48_4E_49_52L;
  private static final int DECIDING = 8;
  private static final int LENGTH = 12;
  private static final int RECORD = 16;
  private static final int ENTRIES = RECORD + RecordLayout.MAX_RECORD_LENGTH;
  private static final int ENTRY_LENGTH = 24;
  private static final int MAX_ENTRIES = 32;
  private static final int CHECKSUM = ENTRIES + MAX_ENTRIES * ENTRY_LENGTH;
  private static final int FILE_LENGTH = CHECKSUM + 8;

  private final MappedByteBuffer mapped;
  private final UnsafeBuffer file;

  /** An event that the process died of at least {@link #KILLS_TO_SUSPECT} times. */
  public record Suspect(long fingerprint, int kills, int templateId, int account) {}

  private InHandFile(MappedByteBuffer mapped) {
    this.mapped = mapped;
    this.file = new UnsafeBuffer(mapped);
  }

  /**
   * Opens the file of a journal directory, or makes it, and counts the death that the last process
   * left in it, if it did. The caller holds the journal's lock.
   */
  public static InHandFile open(Path directory) throws IOException {
    Path path = directory.resolve(NAME);
    boolean isNew = !Files.exists(path);
    MappedByteBuffer mapped;
    try (FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, FILE_LENGTH);
    }
    if (isNew) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    }
    InHandFile inHand = new InHandFile(mapped);
    if (inHand.file.getLong(0, ByteOrder.LITTLE_ENDIAN) != MAGIC
        || inHand.file.getInt(CHECKSUM, ByteOrder.LITTLE_ENDIAN) != inHand.checksum()) {
      inHand.file.setMemory(0, FILE_LENGTH, (byte) 0);
      inHand.file.putInt(CHECKSUM, inHand.checksum(), ByteOrder.LITTLE_ENDIAN);
      inHand.file.putLong(0, MAGIC, ByteOrder.LITTLE_ENDIAN);
    }
    inHand.countDeath();
    return inHand;
  }

  /** Every event known to have killed often enough. */
  public List<Suspect> suspects() {
    List<Suspect> suspects = new ArrayList<>();
    for (int entry = 0; entry < MAX_ENTRIES; entry++) {
      int at = ENTRIES + entry * ENTRY_LENGTH;
      int kills = file.getInt(at + 8, ByteOrder.LITTLE_ENDIAN);
      if (kills >= KILLS_TO_SUSPECT) {
        suspects.add(
            new Suspect(
                file.getLong(at, ByteOrder.LITTLE_ENDIAN),
                kills,
                file.getInt(at + 12, ByteOrder.LITTLE_ENDIAN),
                file.getInt(at + 16, ByteOrder.LITTLE_ENDIAN)));
      }
    }
    return suspects;
  }

  void hold(DirectBuffer record, int length) {
    file.putBytes(RECORD, record, 0, length);
    file.putInt(LENGTH, length);
    file.putIntOrdered(DECIDING, 1);
  }

  void release() {
    file.putIntOrdered(DECIDING, 0);
  }

  @Override
  public void close() {
    IoUtil.unmap(mapped);
  }

  private void countDeath() {
    int length = file.getInt(LENGTH, ByteOrder.LITTLE_ENDIAN);
    boolean died = file.getInt(DECIDING, ByteOrder.LITTLE_ENDIAN) == 1;
    release();
    if (!died
        || length < RecordLayout.BLOCK_OFFSET
        || length > RecordLayout.MAX_RECORD_LENGTH
        || length != RecordLayout.length(file, RECORD)
        || !Fingerprint.applies(RecordLayout.templateId(file, RECORD))) {
      return;
    }
    long fingerprint = Fingerprint.of(file, RECORD);
    int place = entryOf(fingerprint);
    int kills = file.getInt(place + 8, ByteOrder.LITTLE_ENDIAN);
    boolean known = kills > 0 && file.getLong(place, ByteOrder.LITTLE_ENDIAN) == fingerprint;
    file.putLong(place, fingerprint, ByteOrder.LITTLE_ENDIAN);
    file.putInt(place + 8, known ? kills + 1 : 1, ByteOrder.LITTLE_ENDIAN);
    file.putInt(place + 12, RecordLayout.templateId(file, RECORD), ByteOrder.LITTLE_ENDIAN);
    file.putInt(place + 16, RecordLayout.account(file, RECORD), ByteOrder.LITTLE_ENDIAN);
    file.putInt(CHECKSUM, checksum(), ByteOrder.LITTLE_ENDIAN);
    mapped.force();
  }

  private int checksum() {
    CRC32C crc = new CRC32C();
    crc.update(mapped.duplicate().position(ENTRIES).limit(CHECKSUM));
    return (int) crc.getValue();
  }

  /** Where the fingerprint's entry is; else a free one; else the one with the fewest kills. */
  private int entryOf(long fingerprint) {
    int best = ENTRIES;
    for (int entry = 0; entry < MAX_ENTRIES; entry++) {
      int at = ENTRIES + entry * ENTRY_LENGTH;
      int kills = file.getInt(at + 8, ByteOrder.LITTLE_ENDIAN);
      if (kills > 0 && file.getLong(at, ByteOrder.LITTLE_ENDIAN) == fingerprint) {
        return at;
      }
      if (kills < file.getInt(best + 8, ByteOrder.LITTLE_ENDIAN)) {
        best = at;
      }
    }
    return best;
  }
}
