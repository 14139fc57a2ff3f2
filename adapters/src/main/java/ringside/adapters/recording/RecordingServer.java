package ringside.adapters.recording;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.server.WebSocketServer;

/**
 * Serves a recording as Bybit's v5 public linear stream, over a real WebSocket on the loopback
 * interface.
 *
 * <p>Each connection plays the recording from its first line, from its first successful
 * subscription on (and those that follow within milliseconds); at the end it is closed with code
 * 1000. Lines go out exactly as they stand, if their topic is subscribed or cannot be read. Who
 * subscribes to a book or a ticker later is answered with the snapshot that the lines played so far
 * amount to, or with none where a missing message has made it unknown. A client that reads slowly
 * is waited for.
 *
 * <p>{@link #start()} and {@link #close()} by any one thread; all work is done on the server's own
 * threads, which are daemons.
 */
public final class RecordingServer implements AutoCloseable {
  private static final String PATH = "/v5/public/linear";
  private static final int MAX_REQUEST_BYTES = 64 * 1024;
  private static final int SEND_BUFFER_BYTES = 256 * 1024;
  private static final int START_LIMIT_S = 10;
  private static final int STOP_LIMIT_MS = 1000;

  private final RecordingSource source;
  private final RecordingServerConfig config;
  private final Pacer pacer;
  private final Endpoint endpoint;
  private final AtomicInteger passes = new AtomicInteger();
  private final Set<RecordingPlayer> players = ConcurrentHashMap.newKeySet();
  private final CountDownLatch started = new CountDownLatch(1);
  private volatile Exception startFailure;

  public RecordingServer(RecordingSource source, RecordingServerConfig config) {
    this(source, config, Pacer.REAL);
  }

  RecordingServer(RecordingSource source, RecordingServerConfig config, Pacer pacer) {
    this.source = source;
    this.config = config;
    this.pacer = pacer;
    this.endpoint =
        new Endpoint(new InetSocketAddress(InetAddress.getLoopbackAddress(), config.port()));
  }

  /**
   * Listens from when this returns.
   *
   * @throws IOException when the port cannot be had
   */
  public void start() throws IOException {
    if (config.port() != 0) {
      refuseTakenPort();
    }
    endpoint.start();
    try {
      if (!started.await(START_LIMIT_S, TimeUnit.SECONDS)) {
        throw new IOException("recording server: not listening after " + START_LIMIT_S + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("recording server: interrupted while it started", e);
    }
    if (startFailure != null) {
      throw new IOException(
          "recording server: port " + config.port() + ": " + startFailure.getMessage(),
          startFailure);
    }
  }

  /** The library would log a stack trace first. */
  private void refuseTakenPort() throws IOException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(endpoint.getAddress());
    } catch (IOException e) {
      throw new IOException("recording server: port " + config.port() + ": " + e.getMessage(), e);
    }
  }

  /** Where a client connects to; valid once started. */
  public URI uri() {
    return URI.create("ws://127.0.0.1:" + endpoint.getPort() + PATH);
  }

  /** Connections so far, those that are gone included: each is a pass over the recording. */
  public int passes() {
    return passes.get();
  }

  /** Cuts all connections and returns within seconds, whatever the clients do. */
  @Override
  public void close() {
    players.forEach(RecordingPlayer::stop);
    try {
      endpoint.stop(STOP_LIMIT_MS, "server closed");
      long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_LIMIT_MS);
      for (RecordingPlayer player : players) {
        player.join(TimeUnit.NANOSECONDS.toMillis(endNs - System.nanoTime()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      for (WebSocket connection : endpoint.getConnections()) {
        connection.closeConnection(CloseFrame.GOING_AWAY, "server closed");
      }
    }
  }

  /** The library's side: hands what arrives to the connection's player. */
  private final class Endpoint extends WebSocketServer {
    Endpoint(InetSocketAddress address) {
      super(address, 1, List.of(new Draft_6455(List.of(), MAX_REQUEST_BYTES)));
      setTcpNoDelay(true);
      setReuseAddr(true);
      setConnectionLostTimeout(0);
      setDaemon(true);
    }

    @Override
    public void onStart() {
      started.countDown();
    }

    @Override
    public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(
        WebSocket connection, Draft draft, ClientHandshake request) throws InvalidDataException {
      String path = request.getResourceDescriptor();
      int query = path.indexOf('?');
      if (!PATH.equals(query < 0 ? path : path.substring(0, query))) {
        throw new InvalidDataException(CloseFrame.REFUSE, "only " + PATH + " is served");
      }
      return super.onWebsocketHandshakeReceivedAsServer(connection, draft, request);
    }

    @Override
    public void onOpen(WebSocket connection, ClientHandshake handshake) {
      WebSocketImpl socket = (WebSocketImpl) connection;
      boundSendBuffer(socket);
      RecordingPlayer player =
          new RecordingPlayer(passes.incrementAndGet(), source, config, pacer, new Outbox(socket));
      connection.setAttachment(player);
      players.add(player);
      player.start();
      if (connection.isClosed()) {
        // It was lost before the player could be attached, and onClose has passed.
        player.stop();
        players.remove(player);
      }
    }

    @Override
    public void onWebsocketPing(WebSocket connection, Framedata ping) {
      RecordingPlayer player = connection.getAttachment();
      if (player == null || !player.isSilent()) {
        super.onWebsocketPing(connection, ping);
      }
    }

    /** A large one would hide for megabytes that the client does not keep up. */
    private void boundSendBuffer(WebSocketImpl socket) {
      try {
        ((SocketChannel) socket.getChannel())
            .setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES);
      } catch (IOException e) {
        config.listener().onWarning("recording server: send buffer not bounded: " + e.getMessage());
      }
    }

    @Override
    public void onMessage(WebSocket connection, String message) {
      RecordingPlayer player = connection.getAttachment();
      player.request(message);
    }

    @Override
    public void onClose(WebSocket connection, int code, String reason, boolean remote) {
      RecordingPlayer player = connection.getAttachment();
      if (player != null) {
        player.stop();
        players.remove(player);
      }
    }

    @Override
    public void onError(WebSocket connection, Exception failure) {
      if (started.getCount() > 0) {
        startFailure = failure;
        started.countDown();
        return;
      }
      config.listener().onWarning("recording server: " + failure);
      if (connection != null) {
        connection.closeConnection(CloseFrame.UNEXPECTED_CONDITION, "fault in the server");
      }
    }
  }
}
