package ringside.adapters.exchange;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import ringside.adapters.sim.Accounts;
import ringside.adapters.sim.Position;
import ringside.adapters.sim.Venue;
import ringside.adapters.sim.VenueExecution;
import ringside.adapters.sim.VenueOrder;

/**
 * The control endpoint: what is to go wrong is listed, switched on and cleared at {@code
 * /control/faults}, and an account is looked at as the venue itself has it at {@code
 * /control/state}. Only for who shows the token. The REST server's threads.
 */
final class ControlDoor implements HttpHandler {
  static final String PATH = "/control";
  static final String TOKEN_HEADER = "X-Control-Token";
  private static final long LIMIT_S = 10;
  private static final int MAX_BODY = 1 << 16;

  private final ExchangeDesk desk;
  private final FaultActions actions;
  private final String token = DataDirectory.newKey("control").secret();
  private final OrderEncoder orders;
  private final ExecutionEncoder executions;
  private final PositionEncoder positions;
  private final WalletEncoder wallets;

  ControlDoor(ExchangeDesk desk, FaultActions actions) {
    this.desk = desk;
    this.actions = actions;
    this.orders = new OrderEncoder(desk.symbols(), desk.ids(), desk.times());
    this.executions = new ExecutionEncoder(desk.symbols(), desk.ids(), desk.times());
    this.positions = new PositionEncoder(desk.symbols(), desk.times());
    this.wallets = new WalletEncoder(desk.config());
  }

  String token() {
    return token;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY);
    try {
      if (!admits(exchange.getRequestHeaders().getFirst(TOKEN_HEADER))) {
        send(exchange, 401, error("the header " + TOKEN_HEADER + " is missing or wrong"));
      } else {
        send(exchange, 200, answer(exchange, new String(body, StandardCharsets.UTF_8)));
      }
    } catch (RefusedException | IllegalArgumentException e) {
      send(exchange, 400, error(e.getMessage()));
    } catch (ExecutionException | TimeoutException e) {
      send(exchange, 500, error("the venue does not answer: " + e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private boolean admits(String shown) {
    return shown != null
        && MessageDigest.isEqual(
            shown.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  private String answer(HttpExchange exchange, String body)
      throws ExecutionException, TimeoutException, InterruptedException {
    String path = exchange.getRequestURI().getPath();
    Params query = Params.ofQuery(exchange.getRequestURI().getRawQuery());
    String request = exchange.getRequestMethod() + ' ' + path;
    switch (request) {
      case "GET /control/faults" -> {
        return list();
      }
      case "POST /control/faults" -> {
        return add(Params.ofJson(body));
      }
      case "DELETE /control/faults" -> {
        if (query.has("id")) {
          boolean was = desk.faults().clear(query.whole("id", 0));
          return new JsonWriter().beginObject().flag("cleared", was).endObject().toString();
        }
        desk.faults().clear();
        return new JsonWriter().beginObject().flag("cleared", true).endObject().toString();
      }
      case "GET /control/state" -> {
        int account = account(query.required("account"));
        return desk.thread().ask(venue -> state(venue, account)).get(LIMIT_S, TimeUnit.SECONDS);
      }
      default ->
          throw new IllegalArgumentException(
              request + " is not served: GET, POST and DELETE /control/faults, GET /control/state");
    }
  }

  private String add(Params params)
      throws ExecutionException, TimeoutException, InterruptedException {
    Fault fault = FaultReader.read(params);
    JsonWriter json = new JsonWriter().beginObject();
    if (FaultActions.isAction(fault)) {
      json.text("outcome", actions.act(fault).get(LIMIT_S, TimeUnit.SECONDS));
    } else {
      json.number("id", desk.faults().add(fault));
    }
    return json.endObject().toString();
  }

  private String list() {
    JsonWriter json = new JsonWriter().beginObject().beginArray("faults");
    for (Faults.Active active : desk.faults().list()) {
      Fault fault = active.fault();
      json.beginObject();
      json.number("id", active.id()).text("kind", fault.kind().word());
      json.number("struck", active.struck()).number("count", fault.count());
      json.number("durationMs", fault.durationMs()).number("delayMs", fault.delayMs());
      json.text("stream", fault.stream() == null ? "" : word(fault.stream()));
      json.text("account", fault.account()).text("step", word(fault.step()));
      json.number("after", fault.after()).text("topic", fault.topic()).text("path", fault.path());
      json.number("code", fault.code()).text("text", fault.text());
      json.endObject();
    }
    return json.endArray().endObject().toString();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private int account(String name) {
    for (int i = 0; i < desk.config().accounts().size(); i++) {
      if (desk.config().accounts().get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("account '" + name + "' does not exist");
  }

  /** Everything the venue knows of an account, in the shapes of its REST lists. */
  private String state(Venue venue, int account) {
    Accounts accounts = venue.accounts();
    JsonWriter json = new JsonWriter().beginObject();
    json.text("account", desk.config().accounts().get(account).name());
    json.number("timeMs", venue.nowNs() / 1_000_000);
    json.beginArray("openOrders");
    for (VenueOrder order : venue.openOrders(account)) {
      orders.list(json, order);
    }
    json.endArray().beginArray("closedOrders");
    for (VenueOrder order : venue.closedOrders(account)) {
      orders.list(json, order);
    }
    json.endArray().beginArray("executions");
    for (VenueExecution execution : venue.executions(account)) {
      executions.list(json, execution);
    }
    json.endArray().beginArray("positions");
    for (Position position : accounts.positions(account)) {
      positions.list(json, position, accounts, venue.markPriceE9(position.symbol()));
    }
    json.endArray().name("wallet");
    wallets.item(json, accounts, account);
    json.decimal("walletBalance", accounts.walletE9(account));
    return json.endObject().toString();
  }

  private static String error(String message) {
    return new JsonWriter().beginObject().text("error", message).endObject().toString();
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
