package ringside.adapters.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.TextFrame;

/**
 * The way out of one connection, with a bound that the library's queue lacks: the caller asks
 * {@link #hasRoom()} before it sends, so that a client which reads slowly holds up its player and
 * not the memory. Used by the connection's player thread only.
 */
final class Outbox {
  static final int MAX_FRAMES = 256;
  static final int MAX_BYTES = 1 << 20;

  /** Answers go beyond {@link #hasRoom()}, up to here. */
  private static final int MAX_FRAMES_WITH_ANSWERS = 2 * MAX_FRAMES;

  private final WebSocketImpl connection;

  /** Bytes sent in all up to each of the last frames, by frame number: a ring. */
  private final long[] bytesUpTo = new long[2 * MAX_FRAMES_WITH_ANSWERS];

  private long frames;
  private long bytes;

  Outbox(WebSocketImpl connection) {
    this.connection = connection;
  }

  boolean hasRoom() {
    int queued = connection.outQueue.size();
    return queued < MAX_FRAMES && bytesIn(queued) < MAX_BYTES;
  }

  boolean hasRoomForAnswer() {
    return connection.outQueue.size() < MAX_FRAMES_WITH_ANSWERS;
  }

  private long bytesIn(int queued) {
    int counted = (int) Math.min(Math.min(queued, frames), bytesUpTo.length - 1);
    return bytes - bytesUpTo[(int) ((frames - counted) % bytesUpTo.length)];
  }

  /**
   * @param utf8 valid UTF-8, which the library then does not look at again; not copied
   */
  void send(byte[] utf8) {
    TextFrame frame = new TextFrame();
    frame.setPayload(ByteBuffer.wrap(utf8));
    connection.sendFrame(frame);
    frames++;
    bytes += utf8.length;
    bytesUpTo[(int) (frames % bytesUpTo.length)] = bytes;
  }

  void send(String text) {
    send(text.getBytes(StandardCharsets.UTF_8));
  }

  boolean isDrained() {
    return !connection.hasBufferedData();
  }

  /**
   * Asks for what is queued to be written, again. The library's selector thread drops its interest
   * in writing after it found the queue empty, and so can miss a frame that came in between.
   */
  void demandWrite() {
    connection.getWebSocketListener().onWriteDemand(connection);
  }

  /** Queues the close frame, behind everything that was sent. */
  void sendClose(int code, String reason) {
    CloseFrame frame = new CloseFrame();
    frame.setCode(code);
    frame.setReason(reason);
    try {
      frame.isValid();
    } catch (InvalidDataException e) {
      throw new IllegalArgumentException("close code " + code, e);
    }
    connection.sendFrame(frame);
  }

  /**
   * Says to TCP that nothing more comes, when all is drained. The socket stays open for reading:
   * closing it outright while the client still talks would reset it, and what the client has not
   * yet received would be lost.
   */
  void endOutput() {
    try {
      ((SocketChannel) connection.getChannel()).shutdownOutput();
    } catch (IOException e) {
      connection.closeConnection(CloseFrame.ABNORMAL_CLOSE, e.getMessage());
    }
  }

  boolean isClosed() {
    return connection.isClosed();
  }

  /** Cuts the connection, without a close frame. */
  void cut(String reason) {
    connection.closeConnection(CloseFrame.ABNORMAL_CLOSE, reason);
  }
}
