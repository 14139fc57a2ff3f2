package ringside.adapters.exchange;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** A client of a socket that keeps everything it hears. Single quotes stand for double ones. */
final class SocketClient implements WebSocket.Listener, AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final List<String> heard = new ArrayList<>();
  private final StringBuilder part = new StringBuilder();
  private final WebSocket socket;
  private int taken;
  private volatile boolean closed;
  private CompletableFuture<WebSocket> ping;

  SocketClient(String url) {
    socket = HTTP.newWebSocketBuilder().buildAsync(URI.create(url), this).join();
  }

  /** An authenticated one. */
  static SocketClient of(String url, AccountKey key) {
    SocketClient client = new SocketClient(url);
    client.send(auth(key, System.currentTimeMillis() + 5_000));
    client.await("auth", text -> text.contains("\"op\":\"auth\""));
    return client;
  }

  static String auth(AccountKey key, long expires) {
    String signature = RestRig.sign("GET/realtime" + expires, key.secret());
    return "{'op':'auth','args':['" + key.apiKey() + "'," + expires + ",'" + signature + "']}";
  }

  void send(String text) {
    socket.sendText(text.replace('\'', '"'), true).join();
  }

  @Override
  public CompletionStage<?> onText(WebSocket ws, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      synchronized (heard) {
        heard.add(part.toString());
      }
      part.setLength(0);
    }
    ws.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket ws, int code, String reason) {
    closed = true;
    return null;
  }

  @Override
  public void onError(WebSocket ws, Throwable error) {
    closed = true;
  }

  /** The JDK's client does not always tell of an end without a close frame until it writes. */
  boolean isClosed() {
    if (!closed && (ping == null || ping.isDone())) {
      closed = ping != null && ping.isCompletedExceptionally();
      ping = socket.sendPing(ByteBuffer.allocate(0));
    }
    return closed || socket.isInputClosed();
  }

  List<String> all() {
    synchronized (heard) {
      return new ArrayList<>(heard);
    }
  }

  /** What was heard until now is not awaited any more. */
  void skip() {
    synchronized (heard) {
      taken = heard.size();
    }
  }

  /** The next message that matches, skipping others. */
  String await(String what, Predicate<String> match) {
    String[] found = new String[1];
    Wait.until(
        () -> what + "; heard " + tail(),
        () -> {
          synchronized (heard) {
            while (taken < heard.size()) {
              String text = heard.get(taken++);
              if (match.test(text)) {
                found[0] = text;
                return true;
              }
            }
            return false;
          }
        });
    return found[0];
  }

  String tail() {
    List<String> all = all();
    return all.subList(Math.max(0, all.size() - 5), all.size()).toString();
  }

  String awaitTopic(String topic) {
    return await(topic, text -> text.contains("\"topic\":\"" + topic + "\""));
  }

  /** Sends and takes the next message as its answer. */
  String ask(String text) {
    synchronized (heard) {
      taken = heard.size();
    }
    send(text);
    return await("an answer to " + text, answer -> !answer.contains("\"topic\""));
  }

  @Override
  public void close() {
    socket.abort();
  }
}
