package ringside.journal.event;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
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
  private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
  private int capacity;
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
    allocate(initialLength);
  }

  /** Where the records are. Always the same object; when it grows, it moves to larger memory. */
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
    buffer.putBytes(length, IMAGES.of(templateId));
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
    if (begun < 0) {
      throw new IllegalStateException("no record was begun");
    }
    int recordLength = RecordLayout.BLOCK_OFFSET + encodedLength;
    if (recordLength > RecordLayout.MAX_RECORD_LENGTH) {
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
    buffer.putLong(end, 0L);
    length = RecordLayout.aligned(end);
    recordCount++;
  }

  private void ensureFree(int bytes) {
    if (bytes > capacity - length) {
      if (bytes > maxLength - length) {
        throw new IllegalStateException(
            "no room for " + bytes + " bytes after " + length + "; the limit is " + maxLength);
      }
      ByteBuffer smaller = buffer.byteBuffer();
      allocate((int) Math.min(maxLength, Math.max(2L * capacity, length + bytes)));
      buffer.putBytes(0, smaller, 0, length);
    }
  }

  /** With room behind the last record for {@link #pad} to write a whole word. */
  private void allocate(int bytes) {
    buffer.wrap(ByteBuffer.allocateDirect(bytes + Long.BYTES));
    capacity = bytes;
  }
}
