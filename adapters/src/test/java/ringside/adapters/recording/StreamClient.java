package ringside.adapters.recording;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;

/** A plain client over a real socket that keeps what it receives. */
class StreamClient extends WebSocketClient implements AutoCloseable {
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile int closeCode;
  private volatile String closeReason;

  StreamClient(URI uri) {
    super(uri);
    setTcpNoDelay(true);
    setConnectionLostTimeout(0);
  }

  static StreamClient connectTo(RecordingServer server) throws InterruptedException {
    StreamClient client = new StreamClient(server.uri());
    if (!client.connectBlocking(Await.LIMIT_S, TimeUnit.SECONDS)) {
      throw new AssertionError("not connected to " + server.uri());
    }
    return client;
  }

  @Override
  public void onOpen(ServerHandshake handshake) {}

  @Override
  public void onMessage(String message) {
    received.add(message);
  }

  @Override
  public void onClose(int code, String reason, boolean remote) {
    closeCode = code;
    closeReason = reason;
    closed.countDown();
  }

  @Override
  public void onError(Exception failure) {
    received.add("error: " + failure);
  }

  void subscribe(String... topics) {
    request("subscribe", topics);
  }

  void unsubscribe(String... topics) {
    request("unsubscribe", topics);
  }

  private void request(String op, String... topics) {
    List<String> quoted = new ArrayList<>();
    for (String topic : topics) {
      quoted.add('"' + topic + '"');
    }
    send("{\"req_id\":\"r\",\"op\":\"" + op + "\",\"args\":[" + String.join(",", quoted) + "]}");
  }

  /** The next message. */
  String next() throws InterruptedException {
    String message = received.poll(Await.LIMIT_S, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no message within " + Await.LIMIT_S + " s");
    }
    return message;
  }

  List<String> next(int count) throws InterruptedException {
    List<String> messages = new ArrayList<>();
    while (messages.size() < count) {
      messages.add(next());
    }
    return messages;
  }

  boolean hasMore(long waitMs) throws InterruptedException {
    String message = received.poll(waitMs, TimeUnit.MILLISECONDS);
    return message != null;
  }

  /** All that came until the connection was closed. */
  List<String> untilClosed() throws InterruptedException {
    if (!closed.await(Await.LIMIT_S, TimeUnit.SECONDS)) {
      throw new AssertionError("not closed within " + Await.LIMIT_S + " s");
    }
    List<String> messages = new ArrayList<>();
    received.drainTo(messages);
    return Collections.unmodifiableList(messages);
  }

  int closeCode() {
    return closeCode;
  }

  String closeReason() {
    return closeReason;
  }

  @Override
  public void close() {
    closeConnection(1006, "the test has ended");
  }
}
