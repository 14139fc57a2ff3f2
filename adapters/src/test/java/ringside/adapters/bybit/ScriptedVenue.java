package ringside.adapters.bybit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.java_websocket.WebSocket;
import org.java_websocket.enums.Opcode;
import org.java_websocket.framing.FramedataImpl1;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** A venue on loopback that does what the test tells it, over real sockets. */
final class ScriptedVenue {
  private static final Pattern REQUEST_ID = Pattern.compile("\"req_id\":\"([^\"]*)\"");

  final BlockingQueue<String> received = new ArrayBlockingQueue<>(1000);
  final List<ClientHandshake> handshakes = new CopyOnWriteArrayList<>();
  final BlockingQueue<Integer> closeCodes = new ArrayBlockingQueue<>(1000);
  private final List<WebSocket> open = new CopyOnWriteArrayList<>();
  private final CountDownLatch started = new CountDownLatch(1);
  private final Server server;
  private volatile Consumer<WebSocket> onOpen = connection -> {};
  private volatile BiConsumer<WebSocket, String> onMessage = ScriptedVenue::answer;

  ScriptedVenue() throws InterruptedException {
    server = new Server();
    server.setReuseAddr(true);
    server.setDaemon(true);
    server.start();
    if (!started.await(10, TimeUnit.SECONDS)) {
      throw new AssertionError("the test's server did not start in 10 s");
    }
  }

  ScriptedVenue onOpen(Consumer<WebSocket> script) {
    onOpen = script;
    return this;
  }

  ScriptedVenue onMessage(BiConsumer<WebSocket, String> script) {
    onMessage = script;
    return this;
  }

  URI uri() {
    return URI.create("ws://127.0.0.1:" + server.getPort() + "/v5/public/linear");
  }

  /** The connections that are open, oldest first. */
  List<WebSocket> connections() {
    return List.copyOf(open);
  }

  /** The next message that came in and contains the text. */
  String awaitMessage(String containing) throws InterruptedException {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (true) {
      String message = received.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (message == null) {
        throw new AssertionError("waited 10 s for a message containing " + containing);
      }
      if (message.contains(containing)) {
        return message;
      }
    }
  }

  /** Answers as the venue does: pongs, and subscribes without complaint. */
  static void answer(WebSocket connection, String message) {
    String id = requestId(message);
    if (message.contains("\"op\":\"ping\"")) {
      connection.send("{\"success\":true,\"ret_msg\":\"pong\",\"conn_id\":\"c\",\"op\":\"ping\"}");
    } else if (message.contains("\"op\":\"subscribe\"")) {
      connection.send(
          "{\"success\":true,\"ret_msg\":\"\",\"req_id\":\"" + id + "\",\"op\":\"subscribe\"}");
    } else if (message.contains("\"op\":\"unsubscribe\"")) {
      connection.send(
          "{\"success\":true,\"ret_msg\":\"\",\"req_id\":\"" + id + "\",\"op\":\"unsubscribe\"}");
    }
  }

  static String requestId(String message) {
    Matcher matcher = REQUEST_ID.matcher(message);
    return matcher.find() ? matcher.group(1) : "";
  }

  static void sendInvalidUtf8(WebSocket connection) {
    FramedataImpl1 frame = FramedataImpl1.get(Opcode.TEXT);
    frame.setFin(true);
    frame.setPayload(ByteBuffer.wrap(new byte[] {'{', (byte) 0xC3, (byte) 0x28, '}'}));
    connection.sendFrame(frame);
  }

  static void sendInFragments(WebSocket connection, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int third = bytes.length / 3;
    connection.sendFragmentedFrame(Opcode.TEXT, ByteBuffer.wrap(bytes, 0, third), false);
    connection.sendFragmentedFrame(Opcode.TEXT, ByteBuffer.wrap(bytes, third, third), false);
    connection.sendFragmentedFrame(
        Opcode.TEXT, ByteBuffer.wrap(bytes, 2 * third, bytes.length - 2 * third), true);
  }

  void close() throws InterruptedException {
    server.stop(100);
  }

  private final class Server extends WebSocketServer {
    Server() {
      super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
      setConnectionLostTimeout(0);
    }

    @Override
    public void onOpen(WebSocket connection, ClientHandshake handshake) {
      handshakes.add(handshake);
      open.add(connection);
      onOpen.accept(connection);
    }

    @Override
    public void onMessage(WebSocket connection, String message) {
      received.add(message);
      onMessage.accept(connection, message);
    }

    @Override
    public void onClose(WebSocket connection, int code, String reason, boolean remote) {
      closeCodes.add(code);
      open.remove(connection);
    }

    @Override
    public void onError(WebSocket connection, Exception e) {
      // the client under test cuts connections; that is no news
    }

    @Override
    public void onStart() {
      started.countDown();
    }
  }
}
