package ringside.adapters.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.framing.CloseFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to one client. Nobody who sends ever waits: what the socket does not take at once is
 * queued, and a client with more than {@link #MAX_QUEUED_BYTES} queued is cut. Here the faults of
 * sockets and messages strike. Any thread.
 *
 * <p>Writes go straight to the channel while nothing is queued, behind the library's back, which
 * saves a change of threads; the library's queue takes the rest, in order.
 */
final class Connection {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  /** More than this unsent, and the client does not read. */
  static final int MAX_QUEUED_BYTES = 4 << 20;

  private static final int COUNT_STEP_BYTES = 64 << 10;

  /** With more queued than this the library's selector is at it, or the client does not read. */
  private static final int BUSY_FRAMES = 8;

  private static final long REORDER_LIMIT_MS = 1_000;

  private final WebSocketImpl socket;
  private final StreamKind kind;
  private final String id;
  private final long silenceLimitMs;
  private final Faults faults;
  private final ExchangeTimer timer;
  private final Object lock = new Object();

  private volatile String account = "";
  private volatile boolean silent;
  private volatile long lastActiveNs = System.nanoTime();

  /** Bytes put into the queue since it was counted, and what it may take before it is again. */
  private long uncountedBytes;

  private long countAgainBytes = MAX_QUEUED_BYTES;
  private long messages;
  private long delayMs;
  private Frame held;

  Connection(
      WebSocketImpl socket,
      StreamKind kind,
      String id,
      long silenceLimitMs,
      Faults faults,
      ExchangeTimer timer) {
    this.socket = socket;
    this.kind = kind;
    this.id = id;
    this.silenceLimitMs = silenceLimitMs;
    this.faults = faults;
    this.timer = timer;
  }

  String id() {
    return id;
  }

  StreamKind kind() {
    return kind;
  }

  /** The name of the account that authenticated; "" before. */
  String account() {
    return account;
  }

  void authenticated(String name) {
    account = name;
  }

  /** Whether a fault made it deaf and dumb. */
  boolean isSilent() {
    return silent;
  }

  boolean isClosed() {
    return socket.isClosed();
  }

  /** Something came from the client. */
  void heard() {
    lastActiveNs = System.nanoTime();
  }

  /** Answers a request. */
  void answer(Frame frame) {
    if (delayMs > 0) {
      later(frame, delayMs);
    } else {
      write(frame);
    }
  }

  /** Sends a message of a topic. */
  void send(Frame frame) {
    if (faults.any() || delayMs > 0 || held != null) {
      sendThroughFaults(frame);
    } else {
      messages++;
      write(frame);
    }
  }

  private void sendThroughFaults(Frame frame) {
    Fault fault = faults.strike(candidate -> isOfMessage(candidate, frame));
    if (fault == null) {
      deliver(frame);
    } else {
      switch (fault.kind()) {
        case LOSE_MESSAGE -> {}
        case DUPLICATE_MESSAGE -> {
          deliver(frame);
          deliver(frame);
        }
        case DELAY_MESSAGE -> later(frame, fault.delayMs());
        default -> hold(frame);
      }
    }
    messages++;
    reached(SocketStep.MESSAGE);
  }

  private boolean isOfMessage(Fault fault, Frame frame) {
    return switch (fault.kind()) {
      case LOSE_MESSAGE, DUPLICATE_MESSAGE, DELAY_MESSAGE ->
          matches(fault) && frame.topic().startsWith(fault.topic());
      case REORDER_MESSAGE ->
          matches(fault) && frame.topic().startsWith(fault.topic()) && held == null;
      default -> false;
    };
  }

  private boolean matches(Fault fault) {
    return (fault.stream() == null || fault.stream() == kind)
        && Faults.matches(fault.account(), account);
  }

  private void deliver(Frame frame) {
    answer(frame);
    Frame before = held;
    if (before != null) {
      held = null;
      answer(before);
    }
  }

  private void hold(Frame frame) {
    held = frame;
    timer.after(
        REORDER_LIMIT_MS,
        () -> {
          if (held == frame) {
            held = null;
            answer(frame);
          }
        });
  }

  private void later(Frame frame, long ms) {
    timer.after(ms, () -> write(frame));
  }

  /** The handshake was answered: what strikes then waits until the answer has left. */
  void opened() {
    if (!faults.any()) {
      return;
    }
    if (socket.outQueue.isEmpty()) {
      reached(SocketStep.OPEN);
    } else {
      timer.after(1, this::opened);
    }
  }

  /** The connection has come to this step: its faults strike now. */
  void reached(SocketStep step) {
    if (!faults.any()) {
      return;
    }
    Fault fault = faults.strike(candidate -> isOfStep(candidate, step));
    if (fault == null) {
      return;
    }
    switch (fault.kind()) {
      case DROP_SOCKET -> cut("dropped by a fault");
      case HALF_OPEN_SOCKET -> silent = true;
      default -> delayMs = fault.delayMs();
    }
  }

  private boolean isOfStep(Fault fault, SocketStep step) {
    return switch (fault.kind()) {
      case DROP_SOCKET, HALF_OPEN_SOCKET, DELAY_SOCKET ->
          fault.step() == step
              && matches(fault)
              && !(step == SocketStep.NOW && isStruck(fault))
              && (step != SocketStep.MESSAGE || messages >= fault.after());
      default -> false;
    };
  }

  private boolean isStruck(Fault fault) {
    return silent || isClosed() || (fault.kind() == FaultKind.DELAY_SOCKET && delayMs > 0);
  }

  private void write(Frame frame) {
    if (silent) {
      return;
    }
    synchronized (lock) {
      if (!socket.isOpen()) {
        return;
      }
      ByteBuffer bytes = frame.wire();
      if (socket.outQueue.isEmpty() && writeNow(bytes)) {
        lastActiveNs = System.nanoTime();
        return;
      }
      socket.outQueue.add(bytes);
      uncountedBytes += bytes.remaining();
    }
    if (socket.outQueue.size() <= BUSY_FRAMES) {
      socket.getWebSocketListener().onWriteDemand(socket);
    }
    cutIfItDoesNotRead();
  }

  private boolean writeNow(ByteBuffer bytes) {
    try {
      ((SocketChannel) socket.getChannel()).write(bytes);
      return !bytes.hasRemaining();
    } catch (IOException e) {
      // The library will meet the same, and close.
      return false;
    }
  }

  /** The queue is counted only when it could have grown too long. */
  private void cutIfItDoesNotRead() {
    long queued;
    synchronized (lock) {
      if (uncountedBytes < countAgainBytes) {
        return;
      }
      queued = queuedBytes();
      uncountedBytes = 0;
      countAgainBytes = Math.max(COUNT_STEP_BYTES, MAX_QUEUED_BYTES - queued);
    }
    if (queued >= MAX_QUEUED_BYTES) {
      cut("does not read: " + queued + " bytes queued");
    }
  }

  long queuedBytes() {
    long bytes = 0;
    for (ByteBuffer buffer : socket.outQueue) {
      bytes += buffer.remaining();
    }
    return bytes;
  }

  /** Cuts the connection, without a close frame. */
  void cut(String reason) {
    LOG.info("{} socket {} cut: {}", kind, id, reason);
    socket.closeConnection(CloseFrame.ABNORMAL_CLOSE, reason);
  }

  /**
   * What must be looked at from time to time: a fault that strikes now, silence, and frames that
   * the library's selector missed, because it drops its interest in writing after it found the
   * queue empty.
   */
  void sweep(long nowNs) {
    reached(SocketStep.NOW);
    if (!socket.outQueue.isEmpty() && socket.isOpen()) {
      socket.getWebSocketListener().onWriteDemand(socket);
    }
    if (nowNs - lastActiveNs > TimeUnit.MILLISECONDS.toNanos(silenceLimitMs)) {
      cut("silent for " + silenceLimitMs + " ms");
    }
  }
}
