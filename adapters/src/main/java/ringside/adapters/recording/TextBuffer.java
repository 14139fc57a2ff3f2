package ringside.adapters.recording;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** ASCII text that grows and is written over again. One thread. */
final class TextBuffer {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes = new byte[4096];
  private final byte[] digits = new byte[20];
  private int length;

  TextBuffer clear() {
    length = 0;
    return this;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  TextBuffer add(String ascii) {
    int n = ascii.length();
    ensure(n);
    for (int i = 0; i < n; i++) {
      bytes[length++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  TextBuffer add(char ascii) {
    ensure(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  TextBuffer add(long value) {
    return addDecimal(value, 0);
  }

  /** With exactly so many decimals: 65114 with 1 gives 6511.4. */
  TextBuffer addDecimal(long units, int decimals) {
    ensure(2 + digits.length);
    if (units < 0) {
      bytes[length++] = '-';
    }
    long rest = Math.abs(units);
    int count = 0;
    while (rest > 0 || count <= decimals) {
      digits[count++] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    for (int i = count - 1; i >= 0; i--) {
      bytes[length++] = digits[i];
      if (i == decimals && decimals > 0) {
        bytes[length++] = '.';
      }
    }
    return this;
  }

  /** As {@link #addDecimal}, without trailing zeros of the decimals. */
  TextBuffer addTrimmed(long units, int decimals) {
    long rest = units;
    int shown = decimals;
    while (shown > 0 && rest % 10 == 0) {
      rest /= 10;
      shown--;
    }
    return addDecimal(rest, shown);
  }

  /** The lowest so many hexadecimal digits. */
  TextBuffer addHex(long value, int count) {
    ensure(count);
    for (int i = count - 1; i >= 0; i--) {
      bytes[length++] = HEX[(int) (value >>> (4 * i)) & 15];
    }
    return this;
  }

  /** Takes back the last character, if it is this one. */
  TextBuffer dropLast(char ascii) {
    if (length > 0 && bytes[length - 1] == ascii) {
      length--;
    }
    return this;
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }
}
