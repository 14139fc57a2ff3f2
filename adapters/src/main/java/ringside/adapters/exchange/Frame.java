package ringside.adapters.exchange;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A text message as it goes over the wire, made once for everybody who gets it. Immutable; any
 * thread.
 */
final class Frame {
  private static final int TEXT = 0x81;
  private static final int PONG = 0x8a;
  private static final int SHORT_LIMIT = 125;
  private static final int MEDIUM_LIMIT = 0xffff;

  private final String topic;
  private final ByteBuffer wire;

  private Frame(String topic, ByteBuffer wire) {
    this.topic = topic;
    this.wire = wire;
  }

  /** An answer to a request. */
  static Frame answer(String text) {
    return new Frame("", wire(TEXT, text.getBytes(StandardCharsets.UTF_8)));
  }

  /** A message of a topic. */
  static Frame message(String topic, String text) {
    return new Frame(topic, wire(TEXT, text.getBytes(StandardCharsets.UTF_8)));
  }

  static Frame pong(byte[] payload) {
    return new Frame("", wire(PONG, payload));
  }

  private static ByteBuffer wire(int head, byte[] payload) {
    int length = payload.length;
    int header = length <= SHORT_LIMIT ? 2 : length <= MEDIUM_LIMIT ? 4 : 10;
    ByteBuffer wire = ByteBuffer.allocate(header + length);
    wire.put((byte) head);
    if (header == 2) {
      wire.put((byte) length);
    } else if (header == 4) {
      wire.put((byte) 126).putShort((short) length);
    } else {
      wire.put((byte) 127).putLong(length);
    }
    return wire.put(payload).flip();
  }

  /** "" for an answer. */
  String topic() {
    return topic;
  }

  int length() {
    return wire.limit();
  }

  /** A view to write from. */
  ByteBuffer wire() {
    return wire.duplicate();
  }
}
