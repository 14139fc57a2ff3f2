package ringside.adapters.bybit.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/** A venue on loopback that answers as it was told, and remembers what it was asked. */
final class ScriptedHttp implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Function<Asked, Answer>> routes = new ConcurrentHashMap<>();
  private final List<Asked> asked = new ArrayList<>();
  private final boolean tls;

  /** A request as it came. */
  record Asked(
      String method, String path, String query, Map<String, String> headers, String body, int nth) {
    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), "");
    }
  }

  /**
   * An answer.
   *
   * @param silent nothing is answered at all; the connection stays
   */
  record Answer(int status, String type, String body, Map<String, String> headers, boolean silent) {
    static Answer json(String body) {
      return new Answer(200, "application/json; charset=utf-8", body, Map.of(), false);
    }

    static Answer ok(String result) {
      return json(
          "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":"
              + result
              + ",\"retExtInfo\":{},\"time\":"
              + System.currentTimeMillis()
              + "}");
    }

    static Answer code(int retCode, String retMsg) {
      return json(
          "{\"retCode\":"
              + retCode
              + ",\"retMsg\":\""
              + retMsg
              + "\",\"result\":{},\"retExtInfo\":{},\"time\":1}");
    }

    static Answer status(int status, String type, String body) {
      return new Answer(status, type, body, Map.of(), false);
    }

    static Answer none() {
      return new Answer(0, "", "", Map.of(), true);
    }

    Answer with(String name, String value) {
      Map<String, String> more = new java.util.HashMap<>(headers);
      more.put(name, value);
      return new Answer(status, type, body, more, silent);
    }
  }

  ScriptedHttp() {
    this(null);
  }

  ScriptedHttp(SSLContext context) {
    tls = context != null;
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      if (tls) {
        HttpsServer https = HttpsServer.create(address, 0);
        https.setHttpsConfigurator(new HttpsConfigurator(context));
        server = https;
      } else {
        server = HttpServer.create(address, 0);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", handler());
    server.start();
    on("/v5/market/time", time(0));
  }

  static Function<Asked, Answer> time(long aheadMs) {
    return asked -> {
      long ms = System.currentTimeMillis() + aheadMs;
      return Answer.ok("{\"timeSecond\":\"" + ms / 1000 + "\",\"timeNano\":\"" + ms + "000000\"}");
    };
  }

  private HttpHandler handler() {
    Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    return exchange -> {
      Map<String, String> headers = new ConcurrentHashMap<>();
      exchange
          .getRequestHeaders()
          .forEach(
              (name, values) ->
                  headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
      String path = exchange.getRequestURI().getPath();
      String query = exchange.getRequestURI().getRawQuery();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Asked request =
          new Asked(
              exchange.getRequestMethod(),
              path,
              query == null ? "" : query,
              headers,
              body,
              counts.computeIfAbsent(path, p -> new AtomicInteger()).incrementAndGet());
      synchronized (asked) {
        asked.add(request);
      }
      Function<Asked, Answer> route =
          routes.getOrDefault(path, r -> Answer.status(404, "text/plain", "no such path"));
      answer(exchange, route.apply(request));
    };
  }

  private static void answer(HttpExchange exchange, Answer answer) throws IOException {
    if (answer.silent()) {
      return;
    }
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    if (!answer.type().isEmpty()) {
      exchange.getResponseHeaders().set("Content-Type", answer.type());
    }
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  ScriptedHttp on(String path, Function<Asked, Answer> route) {
    routes.put(path, route);
    return this;
  }

  ScriptedHttp on(String path, Answer answer) {
    return on(path, asked -> answer);
  }

  List<Asked> asked(String path) {
    synchronized (asked) {
      return asked.stream().filter(request -> request.path().equals(path)).toList();
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  BybitEnvironment environment() {
    return environment("127.0.0.1");
  }

  BybitEnvironment environment(String host) {
    URI stream = URI.create("ws://127.0.0.1:1/v5");
    return BybitEnvironment.local(
        URI.create((tls ? "https://" : "http://") + host + ":" + port()),
        stream,
        stream,
        Optional.empty());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
