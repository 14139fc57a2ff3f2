package ringside.adapters.ws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.List;
import org.java_websocket.enums.Opcode;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.InvalidFrameException;
import org.java_websocket.exceptions.LimitExceededException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.FramedataImpl1;

/**
 * Cuts the bytes of a server into frames and messages (RFC 6455, section 5). Whole texts go to the
 * connection's listener as characters, without a String; control frames are handed back. A message
 * may not grow beyond the limit, however many fragments it comes in.
 *
 * <p>The library's own reader is not used: it does not bound a message of endless fragments, and
 * loses what it has read when a text is not UTF-8.
 */
final class FrameReader {
  private static final int INITIAL_LENGTH = 64 << 10;
  private static final int CONTINUATION = 0;
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int MAX_CONTROL_LENGTH = 125;

  /** Longest header of a server's frame: it masks nothing. */
  private static final int MAX_HEADER_LENGTH = 10;

  private final int maxMessageBytes;
  private final WsListener listener;
  private final CharsetDecoder utf8 =
      UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);

  private byte[] in = new byte[INITIAL_LENGTH];
  private int from;
  private int to;
  private byte[] message = new byte[0];
  private int messageLength;
  private int messageOpcode = -1;
  private char[] chars = new char[INITIAL_LENGTH];
  private CharBuffer charBuffer = CharBuffer.wrap(chars);

  FrameReader(int maxMessageBytes, WsListener listener) {
    this.maxMessageBytes = maxMessageBytes;
    this.listener = listener;
  }

  /** Takes in what the socket gave; the listener is called for every message completed by it. */
  void read(ByteBuffer bytes, List<Framedata> controls) throws InvalidDataException {
    append(bytes);
    while (frame(controls)) {
      if (from == to) {
        from = 0;
        to = 0;
      }
    }
  }

  /** Reads one frame, if it is there whole. */
  private boolean frame(List<Framedata> controls) throws InvalidDataException {
    int available = to - from;
    if (available < 2) {
      return false;
    }
    int first = in[from];
    int opcode = first & 0x0F;
    boolean last = (first & 0x80) != 0;
    if ((first & 0x70) != 0 || (in[from + 1] & 0x80) != 0) {
      throw new InvalidFrameException("extension bits or a mask in a server's frame");
    }
    int headerLength = 2;
    long length = in[from + 1] & 0x7F;
    if (length > MAX_CONTROL_LENGTH) {
      int lengthBytes = length == 126 ? 2 : 8;
      headerLength += lengthBytes;
      if (available < headerLength) {
        return false;
      }
      length = bigEndian(from + 2, lengthBytes);
    }
    boolean control = opcode >= CLOSE;
    if (control && (length > MAX_CONTROL_LENGTH || !last)) {
      throw new InvalidFrameException("a control frame that is long or in fragments");
    }
    if (length < 0 || length + (control ? 0 : messageLength) > maxMessageBytes) {
      throw new LimitExceededException(
          "a message of more than " + maxMessageBytes + " bytes", maxMessageBytes);
    }
    if (available < headerLength + length) {
      return false;
    }
    int payload = from + headerLength;
    from = payload + (int) length;
    if (control) {
      controls.add(controlFrame(opcode, payload, (int) length));
    } else {
      data(opcode, last, payload, (int) length);
    }
    return true;
  }

  private void data(int opcode, boolean last, int payload, int length)
      throws InvalidFrameException {
    boolean continued = opcode == CONTINUATION;
    if (opcode > BINARY || continued == (messageOpcode < 0)) {
      throw new InvalidFrameException("a data frame out of turn, opcode " + opcode);
    }
    if (!continued && last) {
      deliver(opcode, in, payload, length);
      return;
    }
    if (!continued) {
      messageOpcode = opcode;
    }
    if (messageLength + length > message.length) {
      message = Arrays.copyOf(message, grown(messageLength + length, maxMessageBytes));
    }
    System.arraycopy(in, payload, message, messageLength, length);
    messageLength += length;
    if (last) {
      int whole = messageLength;
      int wholeOpcode = messageOpcode;
      messageLength = 0;
      messageOpcode = -1;
      deliver(wholeOpcode, message, 0, whole);
    }
  }

  private void deliver(int opcode, byte[] bytes, int offset, int length) {
    if (opcode == TEXT) {
      if (chars.length < length) {
        chars = new char[grown(length, maxMessageBytes)];
        charBuffer = CharBuffer.wrap(chars);
      }
      charBuffer.clear();
      utf8.reset();
      if (!utf8.decode(ByteBuffer.wrap(bytes, offset, length), charBuffer, true).isError()) {
        listener.onText(chars, charBuffer.position());
        return;
      }
    }
    listener.onNotText();
  }

  private Framedata controlFrame(int opcode, int payload, int length) throws InvalidDataException {
    FramedataImpl1 frame =
        switch (opcode) {
          case CLOSE -> new CloseFrame();
          case PING -> FramedataImpl1.get(Opcode.PING);
          case PONG -> FramedataImpl1.get(Opcode.PONG);
          default -> throw new InvalidFrameException("unknown opcode " + opcode);
        };
    frame.setPayload(ByteBuffer.wrap(Arrays.copyOfRange(in, payload, payload + length)));
    frame.isValid();
    return frame;
  }

  private void append(ByteBuffer bytes) {
    int more = bytes.remaining();
    if (to + more > in.length) {
      System.arraycopy(in, from, in, 0, to - from);
      to -= from;
      from = 0;
      if (to + more > in.length) {
        in = Arrays.copyOf(in, grown(to + more, maxMessageBytes + MAX_HEADER_LENGTH + more));
      }
    }
    bytes.get(in, to, more);
    to += more;
  }

  private long bigEndian(int at, int count) {
    long value = 0;
    for (int i = at; i < at + count; i++) {
      value = value << 8 | (in[i] & 0xFF);
    }
    return value;
  }

  private static int grown(int needed, int limit) {
    return (int) Math.max(needed, Math.min(limit, needed * 2L));
  }
}
