package ringside.journal.log;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The frame of every document: 64 bytes, then the payload. The CRC guards the bytes, the chain
 * guards their order and completeness.
 *
 * <pre>
 *  0 int64  magic
 *  8 int32  CRC32C of everything from 24 on
 * 12 int32  zero
 * 16 int64  chain hash: of the frame before, this CRC, kind, sequences and lengths
 * 24 int16  format version
 * 26 int16  kind
 * 28 int32  payload length, a multiple of 8
 * 32 int64  first sequence
 * 40 int64  last sequence; without events one less than the first
 * 48 int32  events: records of ordinal 0
 * 52 int32  segment
 * 56 int64  chain hash of the frame before
 * 64        payload
 * </pre>
 *
 * A flyweight over one direct buffer; one thread.
 */
final class BatchFrame {
  static final int HEADER_LENGTH = 64;
  static final int MAX_PAYLOAD = 4 << 20;
  static final int MAX_LENGTH = HEADER_LENGTH + MAX_PAYLOAD;
  static final int FORMAT_VERSION = 1;

  /** "RINGSIDE" as it stands in the file. */
  static final long MAGIC = 0x4544_4953_474E_4952L;

  /** The first document of a segment: {@code SegmentOpened}, catalog, config. */
  static final int HEADER = 1;

  /** Events and decisions. */
  static final int BATCH = 2;

  /** The last document of a segment that was ended in order. Nothing chains to it. */
  static final int SEAL = 3;

  private static final int CRC_OFFSET = 8;
  private static final int ZERO_OFFSET = 12;
  private static final int HASH_OFFSET = 16;
  private static final int COVERED_OFFSET = 24;
  private static final int VERSION_OFFSET = 24;
  private static final int KIND_OFFSET = 26;
  private static final int PAYLOAD_LENGTH_OFFSET = 28;
  private static final int FIRST_OFFSET = 32;
  private static final int LAST_OFFSET = 40;
  private static final int EVENTS_OFFSET = 48;
  private static final int SEGMENT_OFFSET = 52;
  private static final int PREVIOUS_HASH_OFFSET = 56;

  private final CRC32C crc = new CRC32C();
  private final ByteBuffer bytes;
  private final UnsafeBuffer buffer;
  private int offset;

  BatchFrame(ByteBuffer direct) {
    this.bytes = direct.duplicate();
    this.buffer = new UnsafeBuffer(direct);
  }

  UnsafeBuffer buffer() {
    return buffer;
  }

  BatchFrame at(int frameOffset) {
    offset = frameOffset;
    return this;
  }

  /** Fills in the header before a payload that is already in place; returns the chain hash. */
  long encode(
      int kind, int segment, long first, long last, int events, int payloadLength, long previous) {
    buffer.putLong(offset, MAGIC, LITTLE_ENDIAN);
    buffer.putInt(offset + ZERO_OFFSET, 0, LITTLE_ENDIAN);
    buffer.putShort(offset + VERSION_OFFSET, (short) FORMAT_VERSION, LITTLE_ENDIAN);
    buffer.putShort(offset + KIND_OFFSET, (short) kind, LITTLE_ENDIAN);
    buffer.putInt(offset + PAYLOAD_LENGTH_OFFSET, payloadLength, LITTLE_ENDIAN);
    buffer.putLong(offset + FIRST_OFFSET, first, LITTLE_ENDIAN);
    buffer.putLong(offset + LAST_OFFSET, last, LITTLE_ENDIAN);
    buffer.putInt(offset + EVENTS_OFFSET, events, LITTLE_ENDIAN);
    buffer.putInt(offset + SEGMENT_OFFSET, segment, LITTLE_ENDIAN);
    buffer.putLong(offset + PREVIOUS_HASH_OFFSET, previous, LITTLE_ENDIAN);
    return rehash();
  }

  /** Fills in the CRC and the chain hash, and returns the latter. */
  long rehash() {
    buffer.putInt(offset + CRC_OFFSET, computeCrc(), LITTLE_ENDIAN);
    long hash = computeHash();
    buffer.putLong(offset + HASH_OFFSET, hash, LITTLE_ENDIAN);
    return hash;
  }

  /** Whether this may be a frame at all, of which so many bytes are there. */
  boolean plausible(int available) {
    if (available < HEADER_LENGTH || buffer.getLong(offset, LITTLE_ENDIAN) != MAGIC) {
      return false;
    }
    int length = payloadLength();
    return length >= 0 && length <= MAX_PAYLOAD && (length & 7) == 0;
  }

  /** Whether the bytes are those that were written. The whole frame must be there. */
  boolean intact() {
    return buffer.getInt(offset + ZERO_OFFSET, LITTLE_ENDIAN) == 0
        && buffer.getInt(offset + CRC_OFFSET, LITTLE_ENDIAN) == computeCrc()
        && chainHash() == computeHash();
  }

  int length() {
    return HEADER_LENGTH + payloadLength();
  }

  int payloadOffset() {
    return offset + HEADER_LENGTH;
  }

  int payloadLength() {
    return buffer.getInt(offset + PAYLOAD_LENGTH_OFFSET, LITTLE_ENDIAN);
  }

  int formatVersion() {
    return buffer.getShort(offset + VERSION_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
  }

  int kind() {
    return buffer.getShort(offset + KIND_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
  }

  long firstSequence() {
    return buffer.getLong(offset + FIRST_OFFSET, LITTLE_ENDIAN);
  }

  long lastSequence() {
    return buffer.getLong(offset + LAST_OFFSET, LITTLE_ENDIAN);
  }

  int eventCount() {
    return buffer.getInt(offset + EVENTS_OFFSET, LITTLE_ENDIAN);
  }

  int segment() {
    return buffer.getInt(offset + SEGMENT_OFFSET, LITTLE_ENDIAN);
  }

  long previousHash() {
    return buffer.getLong(offset + PREVIOUS_HASH_OFFSET, LITTLE_ENDIAN);
  }

  long chainHash() {
    return buffer.getLong(offset + HASH_OFFSET, LITTLE_ENDIAN);
  }

  private int computeCrc() {
    bytes.limit(offset + length()).position(offset + COVERED_OFFSET);
    crc.reset();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private long computeHash() {
    long crcAndLength =
        (long) payloadLength() << 32
            | (buffer.getInt(offset + CRC_OFFSET, LITTLE_ENDIAN) & 0xFFFF_FFFFL);
    long hash = mix(previousHash() ^ crcAndLength);
    hash = mix(hash + firstSequence());
    return mix(hash ^ ((long) eventCount() << 16 | kind()));
  }

  /** The finalizer of MurmurHash3: every bit of the input moves half of the output. */
  static long mix(long value) {
    long mixed = value;
    mixed = (mixed ^ (mixed >>> 33)) * 0xFF51AFD7ED558CCDL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return mixed ^ (mixed >>> 33);
  }
}
