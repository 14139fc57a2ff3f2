package ringside.adapters.ws;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ServerHandshake;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket connection as a client, used once. Nagle is off, the library's own timers are off,
 * nothing is compressed, redirects are not followed, certificates and host names are checked. No
 * method waits for the network but {@link #awaitClosed}.
 *
 * <p>Whoever owns it watches the clock: it has no time-out of its own but that of the TCP connect.
 * Do not hold a lock that the listener takes when calling {@link #closeInOrder}.
 */
public final class WsConnection {
  private static final Logger LOG = LoggerFactory.getLogger(WsConnection.class);

  /** The kernel takes so much without waiting for the server to read. */
  private static final int SEND_BUFFER_BYTES = 256 << 10;

  private static final int MAX_UNHEARD_BYTES = 32 << 10;

  private final WsSettings settings;
  private final WsListener listener;
  private final BoundedDraft draft;
  private final Client client;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** The TCP socket under whatever TLS: closing it never waits. */
  private volatile Socket tcp;

  /** Where {@link #sendNow} writes; null while the connection is not open. */
  private volatile OutputStream direct;

  /** What {@link #sendNow} wrote since the server last said something. */
  private final AtomicInteger unheardBytes = new AtomicInteger();

  private volatile boolean aborted;
  private volatile String trouble = "";

  public WsConnection(WsSettings settings, WsListener listener) {
    this.settings = settings;
    this.listener = new GuardedListener(listener);
    this.draft = new BoundedDraft(settings.maxMessageBytes(), this.listener);
    this.client = new Client();
  }

  /** Starts to connect, on a thread of its own. */
  public void open() {
    client.connect();
  }

  /**
   * Queues a text message; any thread.
   *
   * @return false when the connection is not open or too much is waiting; nothing is queued then
   */
  public boolean send(String text) {
    if (client.waitingWrites() >= settings.maxWaitingWrites()) {
      return false;
    }
    try {
      client.send(text);
      return true;
    } catch (WebsocketNotConnectedException e) {
      return false;
    }
  }

  /**
   * Writes a text message on the caller's thread, which saves waking another, where that cannot
   * wait: nothing is queued, and little was written since the server last said something. Else as
   * {@link #send}. Any thread.
   *
   * @return false when nothing was written or queued; what was written when the connection broke
   *     may or may not have arrived
   */
  public synchronized boolean sendNow(String text) {
    OutputStream out = direct;
    if (out == null || client.waitingWrites() > 0 || unheardBytes.get() > MAX_UNHEARD_BYTES) {
      return send(text);
    }
    try {
      for (Framedata frame : draft.createFrames(text, true)) {
        ByteBuffer bytes = draft.createBinaryFrame(frame);
        unheardBytes.addAndGet(bytes.remaining());
        out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
      }
    } catch (IOException e) {
      LOG.debug("writing to {}", settings.uri(), e);
      abort();
    }
    return true;
  }

  /** Sends a close frame; the server is expected to answer it. */
  public void closeInOrder() {
    direct = null;
    client.close();
  }

  /**
   * Waits until the connection is over.
   *
   * @return false when it is not after that time
   */
  public boolean awaitClosed(long timeoutNs) throws InterruptedException {
    return closed.await(timeoutNs, TimeUnit.NANOSECONDS);
  }

  /** Cuts the connection at once; any thread, any number of times. */
  public void abort() {
    aborted = true;
    Socket socket = tcp;
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        LOG.debug("closing a socket failed", e);
      }
    }
  }

  private InetAddress resolve(URI uri) throws UnknownHostException {
    InetAddress address = InetAddress.getByName(uri.getHost());
    if ("ws".equals(uri.getScheme()) && !address.isLoopbackAddress()) {
      throw new UnknownHostException(uri.getHost() + " is not this machine");
    }
    tcp = client.getSocket();
    if (aborted) {
      throw new UnknownHostException("closed while connecting");
    }
    return address;
  }

  private final class Client extends WebSocketClient {
    private boolean opened;

    Client() {
      super(settings.uri(), draft, null, settings.connectTimeoutMs());
      setTcpNoDelay(true);
      setConnectionLostTimeout(0);
      setDaemon(true);
      setDnsResolver(WsConnection.this::resolve);
    }

    int waitingWrites() {
      return ((WebSocketImpl) getConnection()).outQueue.size();
    }

    @Override
    public void onOpen(ServerHandshake handshake) {
      opened = true;
      try {
        getSocket().setSendBufferSize(SEND_BUFFER_BYTES);
        direct = getSocket().getOutputStream();
      } catch (IOException e) {
        LOG.debug("{} is closed already", settings.uri(), e);
      }
      listener.onOpen();
    }

    @Override
    public void onMessage(String message) {
      throw new IllegalStateException("texts are read by the draft");
    }

    @Override
    public void onWebsocketPing(WebSocket connection, Framedata ping) {
      if (waitingWrites() < settings.maxWaitingWrites()) {
        super.onWebsocketPing(connection, ping);
      }
    }

    @Override
    public void onClose(int code, String reason, boolean remote) {
      direct = null;
      String words = reason == null || reason.isEmpty() ? trouble : reason;
      int closeCode = code < 1000 ? CloseFrame.ABNORMAL_CLOSE : code;
      closed.countDown();
      listener.onClosed(new WsClosed(opened, draft.httpStatus(), closeCode, remote, words));
    }

    /** Trouble of the network or the protocol; what our own listener throws does not come here. */
    @Override
    public void onError(Exception e) {
      trouble = e.toString();
      LOG.debug("connection to {}", settings.uri(), e);
    }
  }

  /** Lets nothing that a listener throws reach the library, which would log it and go on. */
  private final class GuardedListener implements WsListener {
    private final WsListener guarded;
    private boolean faulted;

    GuardedListener(WsListener guarded) {
      this.guarded = guarded;
    }

    @Override
    public void onOpen() {
      call(guarded::onOpen);
    }

    @Override
    public void onText(char[] text, int length) {
      if (faulted) {
        return;
      }
      unheardBytes.set(0);
      try {
        guarded.onText(text, length);
      } catch (Throwable t) {
        fault(t);
      }
    }

    @Override
    public void onNotText() {
      call(guarded::onNotText);
    }

    @Override
    public void onClosed(WsClosed how) {
      call(() -> guarded.onClosed(how));
    }

    @Override
    public void onFault(Throwable fault) {
      guarded.onFault(fault);
    }

    private void call(Runnable callback) {
      if (faulted) {
        return;
      }
      try {
        callback.run();
      } catch (Throwable t) {
        fault(t);
      }
    }

    private void fault(Throwable t) {
      faulted = true;
      abort();
      guarded.onFault(t);
      if (t instanceof VirtualMachineError error) {
        throw error;
      }
    }
  }
}
