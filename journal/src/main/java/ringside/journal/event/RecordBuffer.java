package ringside.journal.event;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A growing run of framed records, encoded in place. Whoever makes records owns one and reuses it:
 * a feed for the records of one venue message, the engine for a batch.
 *
 * <pre>{@code
 * trade.wrap(records.buffer(), records.begin(TradeEncoder.TEMPLATE_ID));
 * trade.header().timeNs(receivedNs).instrument(index);
 * trade.priceE9(price).quantityE9(quantity).tradeId("");
 * records.end(trade.encodedLength());
 * }</pre>
 *
 * <p>A begun record starts from an image in which everything optional is null and everything else
 * zero. Group sizes and texts must all be written, in the schema's order, even when empty. Not
 * thread-safe. It grows by doubling up to the limit given, beyond which {@link
 * IllegalStateException} is thrown and nothing is half-written.
 */
public final class RecordBuffer {
  private static final NullImages IMAGES = NullImages.INSTANCE;

  private final int maxLength;
  private UnsafeBuffer buffer;
  private int length;
  private int recordCount;
  private int begun = -1;

  /**
   * @param initialLength bytes allocated at once
   * @param maxLength bytes it may grow to
   */
  public RecordBuffer(int initialLength, int maxLength) {
    if (initialLength < RecordLayout.MAX_RECORD_LENGTH || maxLength < initialLength) {
      throw new IllegalArgumentException(
          "lengths " + initialLength + ", " + maxLength + "; at least one record of 1024 bytes");
    }
    this.maxLength = maxLength;
    this.buffer = allocate(initialLength);
  }

  /** Where the records are. It changes when the buffer grows: take it anew for every record. */
  public MutableDirectBuffer buffer() {
    return buffer;
  }

  /** Bytes used, padding included. */
  public int length() {
    return length;
  }

  public int recordCount() {
    return recordCount;
  }

  public boolean isEmpty() {
    return recordCount == 0;
  }

  /** Bytes that can still be taken in before the limit. */
  public int remaining() {
    return maxLength - length;
  }

  public void clear() {
    length = 0;
    recordCount = 0;
    begun = -1;
  }

  /**
   * Starts a record.
   *
   * @return where its SBE block is: what the encoder wraps
   */
  public int begin(int templateId) {
    ensureFree(RecordLayout.MAX_RECORD_LENGTH);
    byte[] image = IMAGES.of(templateId);
    buffer.putLong(length, 0L);
    buffer.putBytes(length + RecordLayout.FRAME_LENGTH, image);
    begun = length;
    return length + RecordLayout.BLOCK_OFFSET;
  }

  /**
   * Ends the record that was begun.
   *
   * @param encodedLength what the encoder says: the SBE block with its groups and texts
   * @throws IllegalStateException when the record is longer than a ring slot; it is dropped
   */
  public void end(int encodedLength) {
    int recordLength = RecordLayout.BLOCK_OFFSET + encodedLength;
    if (begun < 0 || recordLength > RecordLayout.MAX_RECORD_LENGTH) {
      begun = -1;
      throw new IllegalStateException(
          "a record of " + recordLength + " bytes; allowed are " + RecordLayout.MAX_RECORD_LENGTH);
    }
    buffer.putInt(begun, recordLength, LITTLE_ENDIAN);
    pad(begun + recordLength);
    begun = -1;
  }

  /** Takes in a copy of a framed record. */
  public void append(DirectBuffer source, int offset, int recordLength) {
    ensureFree(RecordLayout.aligned(recordLength));
    buffer.putBytes(length, source, offset, recordLength);
    pad(length + recordLength);
  }

  /** A place to come back to with {@link #reset}. */
  public long mark() {
    return ((long) recordCount << 32) | length;
  }

  /** Forgets every record since the mark. */
  public void reset(long mark) {
    length = (int) mark;
    recordCount = (int) (mark >>> 32);
    begun = -1;
  }

  private void pad(int end) {
    int next = RecordLayout.aligned(end);
    for (int i = end; i < next; i++) {
      buffer.putByte(i, (byte) 0);
    }
    length = next;
    recordCount++;
  }

  private void ensureFree(int bytes) {
    if (length + bytes > buffer.capacity()) {
      if (length + bytes > maxLength) {
        throw new IllegalStateException(
            "records of more than " + maxLength + " bytes in one go; the limit is " + maxLength);
      }
      UnsafeBuffer larger =
          allocate(Math.min(maxLength, BitUtil.findNextPositivePowerOfTwo(length + bytes)));
      larger.putBytes(0, buffer, 0, length);
      buffer = larger;
    }
  }

  private static UnsafeBuffer allocate(int bytes) {
    return new UnsafeBuffer(java.nio.ByteBuffer.allocateDirect(bytes));
  }
}
