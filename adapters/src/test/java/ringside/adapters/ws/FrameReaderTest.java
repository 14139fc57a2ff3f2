package ringside.adapters.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.java_websocket.enums.Opcode;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.LimitExceededException;
import org.java_websocket.framing.Framedata;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class FrameReaderTest {
  private static final Logger LOG = LoggerFactory.getLogger(FrameReaderTest.class);

  private static final int MAX = 200_000;

  private final List<String> heard = new ArrayList<>();
  private final List<Framedata> controls = new ArrayList<>();
  private final FrameReader reader = new FrameReader(MAX, new Hearing());

  @Test
  void messagesAreTheSameHoweverTheirBytesArrive() throws InvalidDataException {
    long seed = System.nanoTime();
    LOG.warn("seed of this run: {}", seed);
    Random random = new Random(seed);
    List<String> expected = new ArrayList<>();
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (int length : new int[] {0, 1, 125, 126, 127, 65_535, 65_536, 150_000, 3}) {
      String text = "\u00e9\u4e2d\ud83d\ude00" + "x".repeat(length);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      int cut = random.nextInt(bytes.length);
      stream.writeBytes(frame(1, true, bytes));
      stream.writeBytes(frame(1, false, java.util.Arrays.copyOf(bytes, cut)));
      stream.writeBytes(frame(9, true, new byte[] {7}));
      stream.writeBytes(frame(0, true, java.util.Arrays.copyOfRange(bytes, cut, bytes.length)));
      expected.add(text);
      expected.add(text);
    }
    byte[] all = stream.toByteArray();
    for (int at = 0; at < all.length; ) {
      int count = Math.min(all.length - at, 1 + random.nextInt(20_000));
      reader.read(ByteBuffer.wrap(all, at, count), controls);
      at += count;
    }
    assertThat(heard).as("seed %d", seed).isEqualTo(expected);
    assertThat(controls).hasSize(9).allMatch(frame -> frame.getOpcode() == Opcode.PING);
  }

  @Test
  void whatAServerMayNotSendEndsTheConnection() {
    byte[] nothing = new byte[0];
    byte[] masked = frame(1, true, nothing);
    masked[1] |= (byte) 0x80;
    byte[] compressed = frame(1, true, nothing);
    compressed[0] |= 0x40;
    for (byte[] bad :
        List.of(
            masked,
            compressed,
            frame(0, true, nothing),
            frame(3, true, nothing),
            frame(11, true, nothing),
            frame(9, false, nothing),
            frame(9, true, new byte[126]))) {
      assertThatThrownBy(
              () -> new FrameReader(MAX, new Hearing()).read(ByteBuffer.wrap(bad), controls))
          .isInstanceOf(InvalidDataException.class);
    }
  }

  @Test
  void whatIsTooLongIsRefusedByItsHeaderAlone() {
    byte[] header = java.util.Arrays.copyOf(frame(1, true, new byte[MAX + 1]), 10);
    assertThatThrownBy(() -> reader.read(ByteBuffer.wrap(header), controls))
        .isInstanceOf(LimitExceededException.class);
    byte[] negative = {(byte) 0x81, 127, -1, -1, -1, -1, -1, -1, -1, -1};
    assertThatThrownBy(
            () -> new FrameReader(MAX, new Hearing()).read(ByteBuffer.wrap(negative), controls))
        .isInstanceOf(LimitExceededException.class);
  }

  @Test
  void textThatIsCutInsideACharacterIsNotText() throws InvalidDataException {
    reader.read(ByteBuffer.wrap(frame(1, true, new byte[] {(byte) 0xC3})), controls);
    reader.read(ByteBuffer.wrap(frame(2, true, new byte[] {'a'})), controls);
    reader.read(ByteBuffer.wrap(frame(1, true, new byte[] {'a'})), controls);
    assertThat(heard).containsExactly("not text", "not text", "a");
  }

  private static byte[] frame(int opcode, boolean last, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write((last ? 0x80 : 0) | opcode);
    if (payload.length < 126) {
      out.write(payload.length);
    } else if (payload.length < 65_536) {
      out.write(126);
      out.writeBytes(ByteBuffer.allocate(2).putShort((short) payload.length).array());
    } else {
      out.write(127);
      out.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
    }
    out.writeBytes(payload);
    return out.toByteArray();
  }

  private final class Hearing implements WsListener {
    @Override
    public void onOpen() {
      heard.add("open");
    }

    @Override
    public void onText(char[] text, int length) {
      heard.add(new String(text, 0, length));
    }

    @Override
    public void onNotText() {
      heard.add("not text");
    }

    @Override
    public void onClosed(WsClosed closed) {
      heard.add("closed");
    }

    @Override
    public void onFault(Throwable fault) {
      throw new AssertionError(fault);
    }
  }
}
