package ringside.adapters.ws;

import java.net.URI;

/**
 * Where a connection goes and what it may take.
 *
 * @param uri {@code wss}, or {@code ws} to a loopback address
 * @param connectTimeoutMs for the TCP connection alone
 * @param maxMessageBytes larger messages end the connection
 * @param maxWaitingWrites messages that may wait to be written
 */
public record WsSettings(URI uri, int connectTimeoutMs, int maxMessageBytes, int maxWaitingWrites) {
  /**
   * Checks the address.
   *
   * @throws IllegalArgumentException when it is neither TLS nor on this machine
   */
  public WsSettings {
    String scheme = uri.getScheme();
    String host = uri.getHost();
    if (host == null || !("wss".equals(scheme) || "ws".equals(scheme))) {
      throw new IllegalArgumentException("not a WebSocket address: " + uri);
    }
    if ("ws".equals(scheme) && !isLoopback(host)) {
      throw new IllegalArgumentException("without TLS only to this machine: " + uri);
    }
    if (connectTimeoutMs <= 0 || maxMessageBytes <= 0 || maxWaitingWrites <= 0) {
      throw new IllegalArgumentException("limits must be above 0");
    }
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.equals("[::1]")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }
}
