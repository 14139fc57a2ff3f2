package ringside.benchmarks;

import java.net.URI;
import java.util.List;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.handshake.ServerHandshake;

/** The floor: a bare client that answers every tick with a text as long as an order. */
final class LoopEcho extends WebSocketClient implements AutoCloseable {
  private final String answer;

  LoopEcho(URI uri, int answerLength) {
    super(uri, new Draft_6455(List.of()));
    this.answer = "x".repeat(answerLength);
    setTcpNoDelay(true);
    setConnectionLostTimeout(0);
    setDaemon(true);
  }

  @Override
  public void onOpen(ServerHandshake handshake) {
    // It only answers.
  }

  @Override
  public void onMessage(String message) {
    send(answer);
  }

  @Override
  public void onClose(int code, String reason, boolean remote) {
    // Measured, or missed.
  }

  @Override
  public void onError(Exception e) {
    throw new IllegalStateException("the echo", e);
  }
}
