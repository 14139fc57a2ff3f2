package ringside.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/**
 * The far end of the loop that is measured: a bare WebSocket server that sends a tick and notes
 * when the text that the tick causes arrives. It says as little of Bybit's protocol as the engine
 * needs to trade, and answers orders after it has noted their arrival; on {@link #ECHO_PATH} it
 * says nothing but ticks. One thread measures.
 */
final class LoopVenue extends WebSocketServer implements AutoCloseable {
  static final String PUBLIC_PATH = "/v5/public/linear";
  static final String PRIVATE_PATH = "/v5/private";
  static final String TRADE_PATH = "/v5/trade";
  static final String ECHO_PATH = "/echo";

  private static final int MAX_MESSAGE_BYTES = 1 << 20;
  private static final int LIMIT_SECONDS = 30;
  private static final int STOP_MS = 1_000;

  private final LoopTexts texts;
  private final CountDownLatch started = new CountDownLatch(1);
  private volatile WebSocket market;
  private volatile WebSocket echo;
  private volatile WebSocket account;
  private volatile WebSocket ticks;
  private volatile boolean subscribed;
  private volatile Thread waiting;
  private volatile long arrivedAt;
  private volatile Exception failure;

  LoopVenue(LoopTexts texts) {
    super(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        1,
        List.of(new Draft_6455(List.of(), MAX_MESSAGE_BYTES)));
    this.texts = texts;
    setTcpNoDelay(true);
    setReuseAddr(true);
    setConnectionLostTimeout(0);
    setDaemon(true);
  }

  void listen() throws IOException {
    start();
    try {
      if (!started.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the venue's end does not listen", failure);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  URI uri(String path) {
    return URI.create("ws://127.0.0.1:" + getPort() + path);
  }

  /** Whether the engine is there and has asked for ticks. */
  boolean engineIsHere() {
    return market != null && subscribed;
  }

  boolean echoIsHere() {
    return echo != null;
  }

  /** Ticks go to the engine from now on. */
  void turnToEngine() {
    ticks = market;
  }

  /** Ticks go to the echo from now on. */
  void turnToEcho() {
    ticks = echo;
  }

  /**
   * Sends a tick and waits for what it causes.
   *
   * @return ns from the sending to the arrival; at least the patience when nothing came
   */
  long roundTripNs(String tick, long patienceNs) {
    arrivedAt = 0;
    waiting = Thread.currentThread();
    long sentAt = System.nanoTime();
    ticks.send(tick);
    long now = sentAt;
    while (arrivedAt == 0 && now - sentAt < patienceNs) {
      LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(1));
      now = System.nanoTime();
    }
    long arrived = arrivedAt;
    return (arrived == 0 ? now : arrived) - sentAt;
  }

  @Override
  public void onStart() {
    started.countDown();
  }

  @Override
  public void onOpen(WebSocket connection, ClientHandshake handshake) {
    String path = handshake.getResourceDescriptor();
    connection.setAttachment(path);
    if (path.equals(PUBLIC_PATH)) {
      market = connection;
    } else if (path.equals(ECHO_PATH)) {
      echo = connection;
    } else if (path.equals(PRIVATE_PATH)) {
      account = connection;
    }
  }

  @Override
  public void onMessage(WebSocket connection, String message) {
    String path = connection.getAttachment();
    if (path.equals(ECHO_PATH)) {
      arrived();
    } else if (path.equals(TRADE_PATH) && LoopTexts.isOrder(message)) {
      arrived();
      connection.send(texts.accepted(message));
      account.send(texts.ended(message));
    } else if (!path.equals(TRADE_PATH) && LoopTexts.isSubscribe(message)) {
      connection.send(texts.subscribed(message));
      if (path.equals(PUBLIC_PATH)) {
        texts.snapshots().forEach(connection::send);
        subscribed = true;
      }
    } else {
      connection.send(texts.answer(message, path.equals(TRADE_PATH)));
    }
  }

  private void arrived() {
    arrivedAt = System.nanoTime();
    LockSupport.unpark(waiting);
  }

  @Override
  public void onClose(WebSocket connection, int code, String reason, boolean remote) {
    // Whoever is missed is missed by the measurement.
  }

  @Override
  public void onError(WebSocket connection, Exception e) {
    failure = e;
  }

  @Override
  public void close() {
    try {
      stop(STOP_MS, "measured");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
