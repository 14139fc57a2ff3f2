package ringside.adapters.exchange;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bybit's v5 REST on loopback: plumbing, gate and limits; what is answered is the endpoints' part.
 * A request is read whole by one of its worker threads, which waits for the venue; it cannot freeze
 * the server, whose own threads give up on a client that sends or reads too slowly.
 *
 * <p>Source: the venue's pages docs/v5/guide, docs/v5/rate-limit and docs/v5/error.
 */
final class RestServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RestServer.class);
  private static final int THREADS = 32;
  private static final int LONGEST_PASSED_OVER = 16 << 20;
  private static final int LARGEST_BODY = Params.MAX_CHARS;
  private static final int TOO_MANY_VISITS = 10006;
  private static final int SERVER_ERROR = 10016;
  private static final int NO_ROUTE = 10017;
  private static final int UNKNOWN_KEY = 10003;
  private static final String JSON = "application/json; charset=utf-8";
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String HTML = "text/html; charset=utf-8";

  static {
    // Read once by the JDK's server: seconds for a whole request, and for a whole response with
    // what waits before it.
    usual("sun.net.httpserver.maxReqTime", "10");
    usual("sun.net.httpserver.maxRspTime", "60");
    usual("sun.net.httpserver.nodelay", "true");
    usual("sun.net.httpserver.idleInterval", "120");
  }

  private final ExchangeDesk desk;
  private final RestGate gate;
  private final IpGuard guard;
  private final boolean limited;
  private final RateLimits limits = new RateLimits();
  private final Map<String, Route> routes = new HashMap<>();
  private final HttpServer server;
  private final ThreadPoolExecutor pool;

  /**
   * Binds the port; {@link #start} lets clients in.
   *
   * @throws IOException when the port cannot be had
   */
  RestServer(RestConfig config, ExchangeDesk desk, List<Route> market) throws IOException {
    this.desk = desk;
    this.gate = new RestGate(desk.keys());
    this.limited = config.limited();
    this.guard = new IpGuard(config.ipRequests(), config.ipWindowMs(), config.ipBanMs());
    add(market);
    add(new OrderEndpoints(desk).routes());
    add(new HistoryEndpoints(desk).routes());
    add(new PositionEndpoints(desk).routes());
    add(new AccountEndpoints(desk).routes());
    add(new AssetEndpoints(desk).routes());
    add(QuietEndpoints.routes());
    add(List.of(new StatusEndpoint(desk.faults()).route()));
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), config.port());
    server = listening(address);
    AtomicInteger count = new AtomicInteger();
    pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "exchange-rest-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    server.setExecutor(pool);
    server.createContext("/", this::handle);
  }

  private static HttpServer listening(InetSocketAddress address) throws IOException {
    try {
      return HttpServer.create(address, 0);
    } catch (BindException e) {
      throw new IOException("port " + address.getPort() + ": " + e.getMessage(), e);
    }
  }

  private static void usual(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private void add(List<Route> more) {
    for (Route route : more) {
      if (routes.put(route.path(), route) != null) {
        throw new IllegalArgumentException("two endpoints at " + route.path());
      }
    }
  }

  /** What accounts may ask for, which the trade socket counts with. */
  RateLimits limits() {
    return limits;
  }

  /** Lets another part of the exchange serve a path of its own. Before {@link #start}. */
  void serve(String path, HttpHandler handler) {
    server.createContext(path, handler);
  }

  void start() {
    server.start();
  }

  /** The base URL, before /v5. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    pool.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try {
      answer(new RestExchange(exchange, desk.serverMs()));
    } catch (IOException | RuntimeException e) {
      exchange.close();
      throw e;
    }
  }

  private void answer(RestExchange http) throws IOException {
    if (!guard.admits(http.address(), desk.countingMs())) {
      http.drain();
      http.send(403, TEXT, "access too frequent");
      return;
    }
    String method = http.method();
    if (!method.equals("GET") && !method.equals("POST")) {
      http.send(400, TEXT, "Bad request: use GET or POST");
      return;
    }
    String body = http.readBody(LARGEST_BODY);
    if (body == null) {
      http.send(413, TEXT, "Request entity too large");
      return;
    }
    ApiKey named = gate.named(http.headers());
    Fault fault =
        desk.faults().onRequest(http.path(), named == null ? "" : desk.accountName(named));
    if (fault == null) {
      dispatch(http, body);
    } else {
      strike(http, body, fault);
    }
  }

  /** The request meets what shall go wrong. */
  private void strike(RestExchange http, String body, Fault fault) throws IOException {
    switch (fault.kind()) {
      case RET_CODE -> {
        String words = fault.text().isEmpty() ? words(fault.code()) : fault.text();
        http.send(200, JSON, RestAnswer.refused(fault.code(), words).body(http.serverMs()));
      }
      case HTTP_STATUS -> {
        String text = fault.text().isEmpty() ? "status " + fault.code() : fault.text();
        http.send(fault.code(), text.startsWith("<") ? HTML : TEXT, text);
      }
      case HTML_BODY -> {
        String page = "<html><body><h1>502 Bad Gateway</h1></body></html>";
        http.send(200, HTML, fault.text().isEmpty() ? page : fault.text());
      }
      case EMPTY_BODY -> http.send(200, JSON, "");
      case DELAY_REQUEST ->
          CompletableFuture.delayedExecutor(fault.delayMs(), TimeUnit.MILLISECONDS, pool)
              .execute(() -> later(http, () -> takeLate(http, body)));
      case TIME_OUT -> LOG.debug("leaving {} unanswered, as asked", http.path());
      default -> throw new IllegalStateException("not a fault of requests: " + fault.kind());
    }
  }

  /** A request that came late: its time is looked at as of now. */
  private void takeLate(RestExchange http, String body) throws IOException {
    http.cameAt(desk.serverMs());
    dispatch(http, body);
  }

  private static String words(int code) {
    return switch (code) {
      case TOO_MANY_VISITS -> "Too many visits. Exceeded the API Rate Limit.";
      case SERVER_ERROR -> "Server error.";
      default -> "error " + code;
    };
  }

  private void dispatch(RestExchange http, String body) throws IOException {
    Route route = routes.get(http.path());
    if (route == null || !route.method().equals(http.method())) {
      send(http, 404, RestAnswer.refused(NO_ROUTE, "Route not found."));
      return;
    }
    if (route.guarded() && RestGate.isAnonymous(http.headers())) {
      send(http, 401, RestAnswer.refused(UNKNOWN_KEY, "API key is invalid."));
      return;
    }
    RestAnswer answer;
    try {
      answer = answer(http, route, body);
    } catch (RefusedException e) {
      answer = RestAnswer.refused(e.code(), e.getMessage());
    } catch (IllegalStateException e) {
      LOG.error("cannot answer {}", http.path(), e);
      answer = RestAnswer.refused(SERVER_ERROR, "Server error.");
    }
    if (answer.after() == null) {
      send(http, 200, answer);
    } else {
      RestAnswer held = answer;
      answer
          .after()
          .thenRunAsync(() -> later(http, () -> send(http, 200, held)), pool)
          .exceptionally(
              e -> {
                http.close();
                return null;
              });
    }
  }

  private RestAnswer answer(RestExchange http, Route route, String body) {
    boolean get = route.method().equals("GET");
    String query = http.rawQuery();
    if (!route.guarded()) {
      return route
          .handler()
          .answer(new RestCall(route.path(), Params.ofQuery(query), null, 0, http.serverMs()));
    }
    String payload = get ? query : body;
    ApiKey key =
        gate.admit(
            http.headers(), payload, route, http.address().getHostAddress(), http.serverMs());
    RefusedException broken = null;
    Params params = Params.ofQuery("");
    try {
      params = get ? Params.ofQuery(query) : Params.ofJson(body);
    } catch (RefusedException e) {
      // It counts for the limit first.
      broken = e;
    }
    int wanted = route.batch() ? OrderEndpoints.size(params) : 1;
    RateLimits.Grant grant = take(key, route, wanted);
    http.limit(grant);
    if (grant.granted() == 0) {
      throw new RefusedException(TOO_MANY_VISITS, words(TOO_MANY_VISITS));
    }
    if (broken != null) {
      throw broken;
    }
    return route
        .handler()
        .answer(new RestCall(route.path(), params, key, grant.granted(), http.serverMs()));
  }

  private RateLimits.Grant take(ApiKey key, Route route, int wanted) {
    long nowMs = desk.countingMs();
    RateLimits.Grant grant =
        limited
            ? limits.take(
                key.account(), route.path(), route.limit(), route.windowMs(), wanted, nowMs)
            : new RateLimits.Grant(wanted, route.limit(), route.limit(), nowMs);
    return grant.ahead(desk.skewMs());
  }

  private void send(RestExchange http, int status, RestAnswer answer) throws IOException {
    http.retCode(answer.code());
    http.send(status, JSON, answer.body(desk.serverMs()));
  }

  private interface Sending {
    void send() throws IOException;
  }

  private static void later(RestExchange http, Sending sending) {
    try {
      sending.send();
    } catch (IOException e) {
      LOG.debug("a client that waited for {} is gone: {}", http.path(), e.getMessage());
      http.close();
    }
  }

  /** One exchange with a client, with the headers that every answer has. One thread at a time. */
  private static final class RestExchange {
    private final HttpExchange exchange;
    private long serverMs;

    RestExchange(HttpExchange exchange, long serverMs) {
      this.exchange = exchange;
      exchange.getResponseHeaders().set("Traceid", UUID.randomUUID().toString().replace("-", ""));
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      cameAt(serverMs);
    }

    void cameAt(long timeMs) {
      serverMs = timeMs;
      exchange.getResponseHeaders().set("Timenow", Long.toString(timeMs));
    }

    long serverMs() {
      return serverMs;
    }

    String method() {
      return exchange.getRequestMethod();
    }

    String path() {
      return exchange.getRequestURI().getPath();
    }

    /** As it was sent; "" for none. */
    String rawQuery() {
      String query = exchange.getRequestURI().getRawQuery();
      return query == null ? "" : query;
    }

    com.sun.net.httpserver.Headers headers() {
      return exchange.getRequestHeaders();
    }

    InetAddress address() {
      return exchange.getRemoteAddress().getAddress();
    }

    /** The body; null when it is too long. */
    String readBody(int most) throws IOException {
      try (InputStream in = exchange.getRequestBody()) {
        byte[] bytes = in.readNBytes(most + 1);
        if (bytes.length <= most) {
          return new String(bytes, StandardCharsets.UTF_8);
        }
        // A connection closed with bytes unread is reset, and takes the answer with it.
        int passed = 0;
        int read = bytes.length;
        while (read > 0 && passed < LONGEST_PASSED_OVER) {
          read = in.read(bytes);
          passed += read;
        }
        return null;
      }
    }

    void drain() throws IOException {
      exchange.getRequestBody().close();
    }

    void retCode(int code) {
      exchange.getResponseHeaders().set("Ret_code", Integer.toString(code));
    }

    void limit(RateLimits.Grant grant) {
      exchange.getResponseHeaders().set("X-Bapi-Limit", Integer.toString(grant.limit()));
      exchange.getResponseHeaders().set("X-Bapi-Limit-Status", Integer.toString(grant.left()));
      exchange
          .getResponseHeaders()
          .set("X-Bapi-Limit-Reset-Timestamp", Long.toString(grant.resetMs()));
    }

    void send(int status, String type, String text) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(bytes);
      }
      exchange.close();
    }

    void close() {
      exchange.close();
    }
  }
}
