package ringside.adapters.ws;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.Handshakedata;

/**
 * RFC 6455 as a client with bounds: frames are read by {@link FrameReader}, no extension is
 * offered, and the answer to the upgrade may not be longer than 16 KiB. It belongs to one
 * connection.
 */
final class BoundedDraft extends Draft_6455 {
  private static final int MAX_HANDSHAKE_BYTES = 16 << 10;
  private static final int STATUS_LINE_BYTES = 12;

  private final FrameReader frames;
  private volatile int httpStatus;

  BoundedDraft(int maxMessageBytes, WsListener listener) {
    super(Collections.emptyList(), maxMessageBytes);
    frames = new FrameReader(maxMessageBytes, listener);
  }

  /** What the server answered to the upgrade; 0 while it has not. */
  int httpStatus() {
    return httpStatus;
  }

  @Override
  public Draft copyInstance() {
    return this;
  }

  @Override
  public List<Framedata> translateFrame(ByteBuffer bytes) throws InvalidDataException {
    List<Framedata> controls = new ArrayList<>(0);
    frames.read(bytes, controls);
    return controls;
  }

  @Override
  public Handshakedata translateHandshake(ByteBuffer bytes) throws InvalidHandshakeException {
    int status = status(bytes);
    if (status > 0) {
      httpStatus = status;
    }
    if (bytes.remaining() > MAX_HANDSHAKE_BYTES) {
      throw new InvalidHandshakeException("an endless answer to the upgrade");
    }
    return super.translateHandshake(bytes);
  }

  /** The three digits of {@code HTTP/1.1 101}. */
  private static int status(ByteBuffer bytes) {
    if (bytes.remaining() < STATUS_LINE_BYTES) {
      return 0;
    }
    int status = 0;
    for (int i = STATUS_LINE_BYTES - 3; i < STATUS_LINE_BYTES; i++) {
      int digit = bytes.get(bytes.position() + i) - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      status = status * 10 + digit;
    }
    return status;
  }
}
