package ringside.adapters.bybit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** The REST side of a scripted venue: answers as it was told, and remembers what it was asked. */
final class ScriptedRest implements AutoCloseable {
  /** As an answer: nothing is answered at all. */
  static final String SILENCE = "silence";

  /** As an answer: HTTP 403. */
  static final String FORBIDDEN = "forbidden";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Function<String, String>> routes = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  volatile long aheadMs;

  ScriptedRest() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
    on("/v5/market/time", question -> ok("{\"timeNano\":\"" + venueMs() + "000000\"}"));
    for (String path : List.of("/v5/order/realtime", "/v5/order/history", "/v5/execution/list")) {
      on(path, question -> list());
    }
    on(
        "/v5/position/list",
        question ->
            question.contains("symbol=")
                ? list(position(question, 1), position(question, 2))
                : list());
    on("/v5/account/wallet-balance", question -> list(AccountMessages.WALLET));
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /**
   * @param answer from the query or the body
   */
  void on(String path, Function<String, String> answer) {
    routes.put(path, answer);
  }

  /** Path and query or body of every request so far. */
  List<String> asked(String path) {
    return asked.stream().filter(each -> each.startsWith(path + " ")).toList();
  }

  long venueMs() {
    return System.currentTimeMillis() + aheadMs;
  }

  String ok(String result) {
    return code(0, "OK", result);
  }

  String code(int retCode, String retMsg, String result) {
    return "{\"retCode\":"
        + retCode
        + ",\"retMsg\":\""
        + retMsg
        + "\",\"result\":"
        + result
        + ",\"retExtInfo\":{},\"time\":"
        + venueMs()
        + "}";
  }

  String list(String... items) {
    return page("", items);
  }

  String page(String cursor, String... items) {
    return ok(
        "{\"category\":\"linear\",\"list\":["
            + String.join(",", items)
            + "],\"nextPageCursor\":\""
            + cursor
            + "\"}");
  }

  static String position(String query, int index) {
    String symbol = query.replaceAll(".*symbol=([A-Z]+).*", "$1");
    return AccountMessages.FLAT
        .replace("BTCUSDT", symbol)
        .replace("\"positionIdx\":1", "\"positionIdx\":" + index);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String query = exchange.getRequestURI().getRawQuery();
    byte[] body = exchange.getRequestBody().readAllBytes();
    String question = query == null ? new String(body, StandardCharsets.UTF_8) : query;
    asked.add(path + " " + question);
    String answer =
        routes.getOrDefault(path, any -> code(10017, "Route not found.", "{}")).apply(question);
    if (answer.equals(SILENCE)) {
      return;
    }
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.equals(FORBIDDEN) ? 403 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
