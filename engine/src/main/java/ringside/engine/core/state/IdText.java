package ringside.engine.core.state;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/**
 * A text that names something, in five words: 40 bytes, longer than any id that venues give. Of a
 * longer one the first 32 bytes and a hash of the rest are kept: it can be compared, but not told
 * again. Engine thread only; reused.
 */
public final class IdText {
  /** Bytes that are kept as they are. */
  public static final int MAX_BYTES = 40;

  static final int WORDS = MAX_BYTES / Long.BYTES;

  final long[] words = new long[WORDS];
  private int length;

  public boolean isEmpty() {
    return length == 0;
  }

  /** In bytes. */
  public int length() {
    return length;
  }

  /** Whether the whole text is here. */
  public boolean whole() {
    return length <= MAX_BYTES;
  }

  /** Makes it empty. */
  public void clear() {
    length = 0;
    java.util.Arrays.fill(words, 0);
  }

  /** Becomes as the other. */
  public void set(IdText other) {
    length = other.length;
    System.arraycopy(other.words, 0, words, 0, WORDS);
  }

  /** Reads the bytes. */
  public void set(DirectBuffer buffer, int offset, int bytes) {
    clear();
    length = bytes;
    int kept = bytes <= MAX_BYTES ? bytes : MAX_BYTES - Long.BYTES;
    int at = 0;
    for (; at + Long.BYTES <= kept; at += Long.BYTES) {
      words[at >> 3] = buffer.getLong(offset + at, ByteOrder.LITTLE_ENDIAN);
    }
    for (; at < kept; at++) {
      words[at >> 3] |= (buffer.getByte(offset + at) & 0xFFL) << (at % Long.BYTES * Byte.SIZE);
    }
    if (bytes > MAX_BYTES) {
      long hash = bytes;
      for (; at < bytes; at++) {
        hash = mix(hash ^ buffer.getByte(offset + at));
      }
      words[WORDS - 1] = hash;
    }
  }

  /** Reads the whole buffer. */
  public void set(DirectBuffer buffer) {
    set(buffer, 0, buffer.capacity());
  }

  public boolean sameAs(IdText other) {
    return length == other.length && sameWords(other.words, 0);
  }

  /** Whether it is this text, of characters of one byte, and whole. */
  public boolean contentEquals(String text) {
    if (length != text.length() || !whole()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (at(i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  boolean sameWords(long[] others, int at) {
    for (int i = 0; i < WORDS; i++) {
      if (words[i] != others[at + i]) {
        return false;
      }
    }
    return true;
  }

  long hash() {
    long hash = length;
    for (long word : words) {
      hash = mix(hash ^ word);
    }
    return hash;
  }

  /**
   * Writes the bytes.
   *
   * @param into of {@link #MAX_BYTES}
   * @return how many; 0 where the text is not whole
   */
  public int write(byte[] into) {
    if (!whole()) {
      return 0;
    }
    for (int i = 0; i < length; i++) {
      into[i] = at(i);
    }
    return length;
  }

  /** One of the bytes that are kept. */
  byte at(int index) {
    return (byte) (words[index >> 3] >>> (index % Long.BYTES * Byte.SIZE));
  }

  /** Tells what it is. */
  public void describe(StateSink sink) {
    sink.putLong(length);
    for (long word : words) {
      sink.putLong(word);
    }
  }

  static long mix(long value) {
    long mixed = (value ^ (value >>> 32)) * 0xD6E8FEB86659FD93L;
    return mixed ^ (mixed >>> 29);
  }

  @Override
  public String toString() {
    int kept = whole() ? length : MAX_BYTES - Long.BYTES;
    byte[] bytes = new byte[kept];
    for (int i = 0; i < kept; i++) {
      bytes[i] = at(i);
    }
    return new String(bytes, StandardCharsets.UTF_8) + (whole() ? "" : "\u2026");
  }
}
