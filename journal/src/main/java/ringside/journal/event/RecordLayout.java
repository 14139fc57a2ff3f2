package ringside.journal.event;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import ringside.journal.codec.MessageHeaderDecoder;
import ringside.journal.codec.RecordHeaderDecoder;

/**
 * Where things are in a framed record: {@code int32 length | int32 zero | SBE message header | SBE
 * block | groups | texts | zero padding}. {@code length} counts from the frame's first byte and
 * leaves out the padding; records start at multiples of {@link #ALIGNMENT}.
 *
 * <p>The record header is the first field of every message, so what it says can be read and stamped
 * without knowing the type. All methods take the offset of the frame. Stateless; any thread.
 */
public final class RecordLayout {
  /** Records start at multiples of this many bytes. */
  public static final int ALIGNMENT = 8;

  /** Bytes before the SBE message header. */
  public static final int FRAME_LENGTH = 8;

  /** From the frame to the SBE block, which every codec's {@code wrap} takes. */
  public static final int BLOCK_OFFSET = FRAME_LENGTH + MessageHeaderDecoder.ENCODED_LENGTH;

  /** The longest record that fits a ring slot, in bytes. */
  public static final int MAX_RECORD_LENGTH = 1024;

  private static final int BLOCK_LENGTH_OFFSET =
      FRAME_LENGTH + MessageHeaderDecoder.blockLengthEncodingOffset();
  private static final int TEMPLATE_OFFSET =
      FRAME_LENGTH + MessageHeaderDecoder.templateIdEncodingOffset();
  private static final int VERSION_OFFSET =
      FRAME_LENGTH + MessageHeaderDecoder.versionEncodingOffset();
  private static final int SEQUENCE_OFFSET =
      BLOCK_OFFSET + RecordHeaderDecoder.sequenceEncodingOffset();
  private static final int TIME_OFFSET = BLOCK_OFFSET + RecordHeaderDecoder.timeNsEncodingOffset();
  private static final int GENERATION_OFFSET =
      BLOCK_OFFSET + RecordHeaderDecoder.generationEncodingOffset();
  private static final int SOURCE_OFFSET =
      BLOCK_OFFSET + RecordHeaderDecoder.sourceEncodingOffset();
  private static final int ACCOUNT_OFFSET =
      BLOCK_OFFSET + RecordHeaderDecoder.accountEncodingOffset();
  private static final int INSTRUMENT_OFFSET =
      BLOCK_OFFSET + RecordHeaderDecoder.instrumentEncodingOffset();
  private static final int ORDINAL_OFFSET =
      BLOCK_OFFSET + RecordHeaderDecoder.ordinalEncodingOffset();

  private static final int SHADOW_OFFSET =
      BLOCK_OFFSET + RecordHeaderDecoder.shadowEncodingOffset();

  private RecordLayout() {}

  /** The length of the record at the offset, without padding. */
  public static int length(DirectBuffer buffer, int offset) {
    return buffer.getInt(offset, LITTLE_ENDIAN);
  }

  /** A record's length with the padding that follows it. */
  public static int aligned(int length) {
    return (length + (ALIGNMENT - 1)) & -ALIGNMENT;
  }

  /**
   * Where the record after the one at the offset starts, in an unbroken run of records.
   *
   * @throws IllegalStateException when there is no record at the offset
   */
  public static int next(DirectBuffer buffer, int offset) {
    int length = length(buffer, offset);
    if (length < BLOCK_OFFSET) {
      throw new IllegalStateException("a record of " + length + " bytes at offset " + offset);
    }
    return offset + aligned(length);
  }

  public static int blockLength(DirectBuffer buffer, int offset) {
    return buffer.getShort(offset + BLOCK_LENGTH_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
  }

  public static int templateId(DirectBuffer buffer, int offset) {
    return buffer.getShort(offset + TEMPLATE_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
  }

  /** The schema version that wrote the record. */
  public static int version(DirectBuffer buffer, int offset) {
    return buffer.getShort(offset + VERSION_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
  }

  public static long sequence(DirectBuffer buffer, int offset) {
    return buffer.getLong(offset + SEQUENCE_OFFSET, LITTLE_ENDIAN);
  }

  public static void sequence(MutableDirectBuffer buffer, int offset, long sequence) {
    buffer.putLong(offset + SEQUENCE_OFFSET, sequence, LITTLE_ENDIAN);
  }

  /** Receive time of an event, engine time of a decision; ns since the epoch. */
  public static long timeNs(DirectBuffer buffer, int offset) {
    return buffer.getLong(offset + TIME_OFFSET, LITTLE_ENDIAN);
  }

  public static void timeNs(MutableDirectBuffer buffer, int offset, long timeNs) {
    buffer.putLong(offset + TIME_OFFSET, timeNs, LITTLE_ENDIAN);
  }

  public static int generation(DirectBuffer buffer, int offset) {
    return buffer.getInt(offset + GENERATION_OFFSET, LITTLE_ENDIAN);
  }

  public static int source(DirectBuffer buffer, int offset) {
    return buffer.getShort(offset + SOURCE_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
  }

  public static int account(DirectBuffer buffer, int offset) {
    return buffer.getShort(offset + ACCOUNT_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
  }

  public static int instrument(DirectBuffer buffer, int offset) {
    return buffer.getShort(offset + INSTRUMENT_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
  }

  /** 1 of what a shadow decided: it never leaves. */
  public static int shadow(DirectBuffer buffer, int offset) {
    return buffer.getShort(offset + SHADOW_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
  }

  /** 0 of an event, from 1 of its decisions. */
  public static int ordinal(DirectBuffer buffer, int offset) {
    return buffer.getShort(offset + ORDINAL_OFFSET, LITTLE_ENDIAN) & 0xFFFF;
  }

  public static void ordinal(MutableDirectBuffer buffer, int offset, int ordinal) {
    buffer.putShort(offset + ORDINAL_OFFSET, (short) ordinal, LITTLE_ENDIAN);
  }
}
