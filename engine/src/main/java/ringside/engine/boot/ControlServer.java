package ringside.engine.boot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control door: a server on the loopback interface for whoever can read its token. Requests are
 * {@code POST} with the token in a header and values as a form; a browser that was led here has no
 * token, and its host name is not among those answered. Threads of its own.
 */
final class ControlServer implements AutoCloseable {
  /** The header that shows the token. */
  static final String TOKEN_HEADER = "X-Ringside-Token";

  /** The header that says whether what was asked for is done, or all is well. */
  static final String GOOD_HEADER = "X-Ringside-Good";

  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final int TOKEN_BYTES = 32;
  private static final int MAX_BODY = 4 << 10;
  private static final int THREADS = 4;
  private static final int BACKLOG = 16;

  static {
    // Read once by the JDK's server, in seconds: a half-sent request must not hold a thread.
    usual("sun.net.httpserver.maxReqTime", "10");
    usual("sun.net.httpserver.maxRspTime", "60");
  }

  /** What is served at a path. */
  interface Service {
    Reply answer(Map<String, String> form);
  }

  /**
   * An answer.
   *
   * @param status of HTTP
   * @param good whether it is done, or all is well
   */
  record Reply(int status, boolean good, String text) {
    static Reply refused(String why) {
      return new Reply(400, false, why);
    }
  }

  private final HttpServer server;
  private final ExecutorService pool;
  private final Map<String, Service> services;
  private final Path file;
  private final byte[] token;
  private final List<String> hosts;

  /**
   * Listens; answers once started.
   *
   * @param port 0: any that is free
   * @param file where port and token are written
   * @param services by path
   * @throws IOException when the port or the file cannot be had
   */
  ControlServer(int port, Path file, Map<String, Service> services) throws IOException {
    this.services = Map.copyOf(services);
    this.file = file;
    byte[] secret = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(secret);
    String shown = HexFormat.of().formatHex(secret);
    token = shown.getBytes(StandardCharsets.UTF_8);
    try {
      server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    } catch (IOException e) {
      throw new IOException("control port " + port + ": " + e.getMessage(), e);
    }
    int bound = server.getAddress().getPort();
    hosts = List.of("127.0.0.1:" + bound, "localhost:" + bound, "[::1]:" + bound);
    pool =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "ringside-control");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(pool);
    server.createContext("/", this::handle);
    boolean written = false;
    try {
      new ControlFile(bound, shown, ProcessHandle.current().pid()).write(file);
      written = true;
    } finally {
      if (!written) {
        close();
      }
    }
  }

  private static void usual(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  void start() {
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
      Reply reply = reply(exchange, body);
      byte[] text = reply.text().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", TEXT);
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.getResponseHeaders().set(GOOD_HEADER, Boolean.toString(reply.good()));
      exchange.sendResponseHeaders(reply.status(), text.length == 0 ? -1 : text.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(text);
      }
    }
  }

  private Reply reply(HttpExchange exchange, byte[] body) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    if (host == null || !hosts.contains(host.toLowerCase(Locale.ROOT))) {
      return new Reply(403, false, "this host name is not served");
    }
    String shown = exchange.getRequestHeaders().getFirst(TOKEN_HEADER);
    if (shown == null || !MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), token)) {
      return new Reply(401, false, "the header " + TOKEN_HEADER + " is missing or wrong");
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      return new Reply(405, false, "use POST");
    }
    Service service = services.get(exchange.getRequestURI().getPath());
    if (service == null) {
      return new Reply(404, false, "not served; there are " + services.keySet());
    }
    if (body.length > MAX_BODY) {
      return new Reply(413, false, "too long");
    }
    try {
      return service.answer(form(new String(body, StandardCharsets.UTF_8)));
    } catch (UsageException e) {
      return Reply.refused(e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("the control door cannot answer", e);
      return new Reply(500, false, "failed: " + e);
    }
  }

  private static Map<String, String> form(String body) {
    Map<String, String> values = new HashMap<>();
    for (String pair : body.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values.put(
            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return values;
  }

  /** Answers nobody any more, and takes the file away. */
  @Override
  public void close() {
    server.stop(0);
    pool.shutdownNow();
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("{}: cannot be removed: {}", file, e.getMessage());
    }
  }
}
