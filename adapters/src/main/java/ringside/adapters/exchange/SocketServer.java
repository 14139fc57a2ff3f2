package ringside.adapters.exchange;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exchange's WebSockets on one port of the loopback interface, told apart by their paths:
 * public, private and trade. {@link #start} and {@link #close} by one thread; all work is done on
 * the server's own threads, which are daemons.
 */
final class SocketServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SocketServer.class);
  private static final String PUBLIC_PATH = "/v5/public/";
  private static final String PRIVATE_PATH = "/v5/private";
  private static final String TRADE_PATH = "/v5/trade";
  private static final Set<String> CATEGORIES = Set.of("linear", "inverse", "spot", "option");
  private static final int MAX_REQUEST_BYTES = 1 << 20;
  private static final int SEND_BUFFER_BYTES = 256 * 1024;
  private static final int READERS = 2;
  private static final long SWEEP_MS = 20;
  private static final long NS_A_MS = 1_000_000;
  private static final int START_LIMIT_S = 10;
  private static final int STOP_LIMIT_MS = 500;
  private static final long DEFAULT_SILENCE_MS = 600_000;
  private static final long LEAST_SILENCE_MS = 30_000;

  /** Makes what answers a connection. */
  interface Sessions {
    /**
     * Of a public stream.
     *
     * @param category the last part of the path
     */
    Session open(Connection connection, String category);
  }

  private final Faults faults;
  private final ExchangeTimer timer;
  private final IpGuard connects;
  private final Sessions sessions;
  private final Endpoint endpoint;
  private final Set<Session> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong connections = new AtomicLong();
  private final CountDownLatch started = new CountDownLatch(1);
  private volatile Exception startFailure;

  /**
   * Makes one that does not listen yet.
   *
   * @param connects how often an address may connect
   */
  SocketServer(int port, IpGuard connects, Faults faults, ExchangeTimer timer, Sessions sessions) {
    this.connects = connects;
    this.faults = faults;
    this.timer = timer;
    this.sessions = sessions;
    this.endpoint = new Endpoint(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  /**
   * Listens from when this returns.
   *
   * @throws IOException when the port cannot be had
   */
  void start() throws IOException {
    InetSocketAddress address = endpoint.getAddress();
    if (address.getPort() != 0) {
      // The library would log a stack trace first.
      try (ServerSocket probe = new ServerSocket()) {
        probe.setReuseAddress(true);
        probe.bind(address);
      } catch (IOException e) {
        throw portTaken(e);
      }
    }
    endpoint.start();
    try {
      if (!started.await(START_LIMIT_S, TimeUnit.SECONDS)) {
        throw new IOException("sockets: not listening after " + START_LIMIT_S + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("sockets: interrupted while they started", e);
    }
    if (startFailure != null) {
      throw portTaken(startFailure);
    }
    timer.every(SWEEP_MS, () -> sweep(System.nanoTime()));
  }

  private IOException portTaken(Exception e) {
    return new IOException(
        "port " + endpoint.getAddress().getPort() + " of the sockets: " + e.getMessage(), e);
  }

  /** Looks at all connections, as of this monotonic time. */
  void sweep(long nowNs) {
    for (Session session : open) {
      session.connection().sweep(nowNs);
    }
  }

  int port() {
    return endpoint.getPort();
  }

  String publicUrl() {
    return url(PUBLIC_PATH + Words.CATEGORY);
  }

  String privateUrl() {
    return url(PRIVATE_PATH);
  }

  String tradeUrl() {
    return url(TRADE_PATH);
  }

  private String url(String path) {
    return "ws://127.0.0.1:" + port() + path;
  }

  /** Connections that are open. */
  int openConnections() {
    return open.size();
  }

  /** What the connection with the most of it has yet to be sent. */
  long mostQueuedBytes() {
    long most = 0;
    for (Session session : open) {
      most = Math.max(most, session.connection().queuedBytes());
    }
    return most;
  }

  /** Cuts all connections, without close frames. */
  void cutAll(String reason) {
    for (Session session : open) {
      session.connection().cut(reason);
    }
  }

  @Override
  public void close() {
    try {
      endpoint.stop(STOP_LIMIT_MS, "server closed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      cutAll("server closed");
    }
  }

  /** What a path leads to; null for nowhere. */
  private static StreamKind kind(String path) {
    if (path.equals(PRIVATE_PATH)) {
      return StreamKind.PRIVATE;
    }
    if (path.equals(TRADE_PATH)) {
      return StreamKind.TRADE;
    }
    boolean isPublic =
        path.startsWith(PUBLIC_PATH) && CATEGORIES.contains(path.substring(PUBLIC_PATH.length()));
    return isPublic ? StreamKind.PUBLIC : null;
  }

  private static String path(ClientHandshake request) {
    String resource = request.getResourceDescriptor();
    int query = resource.indexOf('?');
    return query < 0 ? resource : resource.substring(0, query);
  }

  /** How long a client may be silent: {@code max_active_time}, as 45s or 2m. */
  static long silenceLimitMs(String resource) {
    int at = resource.indexOf("max_active_time=");
    if (at < 0) {
      return DEFAULT_SILENCE_MS;
    }
    String value = resource.substring(at + "max_active_time=".length()).split("&", 2)[0];
    boolean minutes = value.endsWith("m");
    String number = minutes || value.endsWith("s") ? value.substring(0, value.length() - 1) : value;
    try {
      long ms = Long.parseLong(number) * (minutes ? 60_000 : 1_000);
      return Math.max(LEAST_SILENCE_MS, Math.min(DEFAULT_SILENCE_MS, ms));
    } catch (NumberFormatException e) {
      return DEFAULT_SILENCE_MS;
    }
  }

  /** The library's side. */
  private final class Endpoint extends WebSocketServer {
    Endpoint(InetSocketAddress address) {
      super(address, READERS, List.of(new Draft_6455(List.of(), MAX_REQUEST_BYTES)));
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
      if (kind(path(request)) == null) {
        throw new InvalidDataException(CloseFrame.REFUSE, path(request) + " is not served");
      }
      long nowMs = System.nanoTime() / NS_A_MS;
      if (!connects.admits(connection.getRemoteSocketAddress().getAddress(), nowMs)) {
        throw new InvalidDataException(CloseFrame.REFUSE, "too many connections");
      }
      if (faults.inMaintenance()) {
        throw new InvalidDataException(CloseFrame.REFUSE, "in maintenance");
      }
      return super.onWebsocketHandshakeReceivedAsServer(connection, draft, request);
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
      WebSocketImpl library = (WebSocketImpl) socket;
      boundSendBuffer(library);
      String path = path(handshake);
      StreamKind kind = kind(path);
      Connection connection =
          new Connection(
              library,
              kind,
              "ringside-" + Long.toString(connections.incrementAndGet(), Character.MAX_RADIX),
              silenceLimitMs(handshake.getResourceDescriptor()),
              faults,
              timer);
      Session session = sessions.open(connection, path.substring(path.lastIndexOf('/') + 1));
      socket.setAttachment(session);
      open.add(session);
      connection.opened();
      if (socket.isClosed()) {
        // It was lost before the session could be attached, and onClose has passed.
        end(session);
      }
    }

    /** A large one would hide for megabytes that the client does not keep up. */
    private void boundSendBuffer(WebSocketImpl socket) {
      try {
        ((SocketChannel) socket.getChannel())
            .setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES);
      } catch (IOException e) {
        LOG.debug("send buffer not bounded", e);
      }
    }

    @Override
    public void onMessage(WebSocket socket, String message) {
      Session session = socket.getAttachment();
      if (session != null && !session.connection().isSilent()) {
        session.connection().heard();
        session.onText(message);
      }
    }

    @Override
    public void onWebsocketPing(WebSocket socket, Framedata ping) {
      Session session = socket.getAttachment();
      if (session == null) {
        super.onWebsocketPing(socket, ping);
      } else if (!session.connection().isSilent()) {
        session.connection().heard();
        byte[] payload = new byte[ping.getPayloadData().remaining()];
        ping.getPayloadData().duplicate().get(payload);
        session.connection().answer(Frame.pong(payload));
      }
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
      Session session = socket.getAttachment();
      if (session != null) {
        end(session);
      }
    }

    private void end(Session session) {
      if (open.remove(session)) {
        session.onClosed();
      }
    }

    @Override
    public void onError(WebSocket socket, Exception failure) {
      if (started.getCount() > 0) {
        startFailure = failure;
        started.countDown();
      } else if (failure instanceof IOException) {
        LOG.debug("a connection failed", failure);
      } else {
        LOG.error("fault in the server", failure);
        if (socket != null) {
          socket.closeConnection(CloseFrame.UNEXPECTED_CONDITION, "fault in the server");
        }
      }
    }
  }
}
