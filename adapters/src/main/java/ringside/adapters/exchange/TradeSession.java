package ringside.adapters.exchange;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import ringside.adapters.sim.VenueReply;

/**
 * A client of the trade socket: authenticates, then places, changes and takes back orders, one by
 * one and in batches. Nothing here waits: answers leave from the venue's thread.
 *
 * <p>Source: the venue's page docs/v5/websocket/trade/guideline.
 */
final class TradeSession implements Session {
  private static final int MAX_REQ_ID = 36;
  private static final int REMEMBERED_REQ_IDS = 10_000;
  private static final long AHEAD_MS = 1_000;
  private static final long USUAL_WINDOW_MS = 5_000;
  private static final int WRONG_TIME = 10002;
  private static final int FORBIDDEN = 10005;
  private static final int TOO_MANY_VISITS = 10006;
  private static final int SERVER_ERROR = 10016;
  private static final int UNKNOWN_OP = 10404;
  private static final int DUPLICATE_REQ_ID = 20006;
  private static final int REPEATED_AUTH = 20001;

  private final Connection connection;
  private final ExchangeDesk desk;
  private final SocketAuth auth;
  private final TradeOrders orders;
  private final ExchangeTimer timer;
  private final Set<String> reqIds = new LinkedHashSet<>();
  private ApiKey key;

  TradeSession(
      Connection connection,
      ExchangeDesk desk,
      SocketAuth auth,
      TradeOrders orders,
      ExchangeTimer timer) {
    this.connection = connection;
    this.desk = desk;
    this.auth = auth;
    this.orders = orders;
    this.timer = timer;
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public void onClosed() {
    // Orders stay, and nothing is subscribed.
  }

  @Override
  public void onText(String text) {
    String op = "";
    String reqId = "";
    try {
      Params request = Params.ofJson(text);
      op = request.text("op");
      reqId = request.text("reqId");
      switch (op) {
        case "ping" -> connection.answer(pong(reqId));
        case "auth" -> authenticate(reqId, request.texts("args"));
        default -> order(op, reqId, request);
      }
    } catch (RefusedException e) {
      refuse(reqId, op, e.code(), e.getMessage());
    }
  }

  private void authenticate(String reqId, List<String> args) {
    if (key != null) {
      throw new RefusedException(REPEATED_AUTH, "Repeat auth");
    }
    SocketAuth.Outcome outcome = auth.check(args);
    if (outcome.key() == null) {
      throw new RefusedException(outcome.code(), outcome.message());
    }
    key = outcome.key();
    connection.authenticated(desk.accountName(key));
    refuse(reqId, "auth", 0, "OK");
    connection.reached(SocketStep.AUTH);
  }

  private void order(String op, String reqId, Params request) {
    TradeOrders.Operation operation = TradeOrders.operation(op);
    if (operation == null) {
      throw new RefusedException(UNKNOWN_OP, "op type is not found");
    }
    if (key == null) {
      throw new RefusedException(FORBIDDEN, "Request not authorized");
    }
    remember(reqId);
    Fault fault = desk.faults().onSocketRequest(op, connection.account());
    if (fault != null) {
      if (fault.kind() == FaultKind.RET_CODE) {
        refuse(reqId, op, fault.code() == 0 ? SERVER_ERROR : fault.code(), fault.text());
      }
      return;
    }
    checkTime(request.object("header"));
    if (!key.may(ApiKey.Right.ORDER)) {
      throw new RefusedException(
          FORBIDDEN, "Permission denied, please check your API key permissions.");
    }
    List<Params> args = request.objects("args");
    if (args.size() != 1) {
      throw RefusedException.parameter("args: one item is expected");
    }
    Params arg = args.get(0);
    if (!arg.text("category").equals(Words.CATEGORY)) {
      throw new RefusedException(UNKNOWN_OP, "category is not correct");
    }
    int wanted = operation.batch() ? OrderEndpoints.size(arg) : 1;
    RateLimits.Grant grant =
        orders.take(key.account(), operation, wanted, desk.countingMs()).ahead(desk.skewMs());
    TradeAnswer answer = new TradeAnswer(connection, desk, reqId, op, grant);
    if (!operation.batch() && grant.granted() == 0) {
      connection.answer(
          answer.refused(TOO_MANY_VISITS, "Too many visits. Exceeded the API Rate Limit."));
    } else if (operation.batch()) {
      batch(answer, orders.batch(key.account(), operation, arg, grant.granted()));
    } else {
      one(answer, operation, arg);
    }
  }

  private void remember(String reqId) {
    if (reqId.isEmpty()) {
      return;
    }
    if (reqId.length() > MAX_REQ_ID) {
      throw RefusedException.parameter("reqId: at most " + MAX_REQ_ID + " characters");
    }
    if (!reqIds.add(reqId)) {
      throw new RefusedException(DUPLICATE_REQ_ID, "reqId is duplicated");
    }
    if (reqIds.size() > REMEMBERED_REQ_IDS) {
      Iterator<String> oldest = reqIds.iterator();
      oldest.next();
      oldest.remove();
    }
  }

  private void checkTime(Params header) {
    long sentMs = header.whole("X-BAPI-TIMESTAMP", -1);
    if (sentMs < 0) {
      throw RefusedException.parameter("header: X-BAPI-TIMESTAMP is required");
    }
    long windowMs = header.whole("X-BAPI-RECV-WINDOW", USUAL_WINDOW_MS);
    long serverMs = desk.serverMs();
    if (sentMs < serverMs - windowMs || sentMs >= serverMs + AHEAD_MS) {
      throw new RefusedException(
          WRONG_TIME,
          "invalid request, please check your server timestamp or recv_window param."
              + (" req_timestamp[" + sentMs + "],server_timestamp[" + serverMs)
              + ("],recv_window[" + windowMs + "]"));
    }
  }

  private void one(TradeAnswer answer, TradeOrders.Operation operation, Params params) {
    CompletableFuture<VenueReply> reply;
    try {
      reply = orders.submit(key.account(), operation, params);
    } catch (RefusedException e) {
      connection.answer(answer.refused(e.code(), e.getMessage()));
      return;
    }
    Watched.watch(
        reply.whenComplete(
            (taken, failure) -> {
              if (failure != null) {
                connection.answer(answer.refused(SERVER_ERROR, "Server error."));
              } else {
                Frame frame = answer.of(taken);
                if (taken.code().code() == 0) {
                  leave(answer.op(), frame, List.of(taken));
                } else {
                  connection.answer(frame);
                }
              }
            }));
  }

  private void batch(TradeAnswer answer, List<TradeOrders.Item> items) {
    List<CompletableFuture<VenueReply>> replies = new ArrayList<>();
    for (TradeOrders.Item item : items) {
      if (item.reply() != null) {
        replies.add(item.reply());
      }
    }
    Watched.watch(
        CompletableFuture.allOf(replies.toArray(new CompletableFuture<?>[0]))
            .whenComplete(
                (ignored, failure) -> {
                  if (failure != null) {
                    connection.answer(answer.refused(SERVER_ERROR, "Server error."));
                  } else {
                    leave(
                        answer.op(),
                        answer.of(items),
                        replies.stream().map(CompletableFuture::join).toList());
                  }
                }));
  }

  /** The answer of a request that was taken: its faults strike here. */
  private void leave(String op, Frame frame, List<VenueReply> taken) {
    Fault fault = desk.faults().onAnswer(StreamKind.TRADE, op, connection.account());
    if (fault == null) {
      connection.answer(frame);
      return;
    }
    switch (fault.kind()) {
      case DOUBLE_ANSWER -> {
        connection.answer(frame);
        connection.answer(frame);
      }
      case LATE_ANSWER -> timer.after(fault.delayMs(), () -> connection.answer(frame));
      case FILL_BEFORE_ANSWER ->
          Watched.watch(
              desk.fills()
                  .told(taken.isEmpty() ? 0 : taken.get(0).orderId())
                  .thenRun(() -> connection.answer(frame)));
      default -> {}
    }
  }

  private Frame pong(String reqId) {
    JsonWriter json = begin(reqId, 0, "OK", "pong");
    json.beginArray("data").numberText(desk.serverMs()).endArray();
    return Frame.answer(json.text("connId", connection.id()).endObject().toString());
  }

  private void refuse(String reqId, String op, int code, String message) {
    JsonWriter json = begin(reqId, code, message, op);
    connection.answer(Frame.answer(json.text("connId", connection.id()).endObject().toString()));
  }

  private static JsonWriter begin(String reqId, int code, String message, String op) {
    JsonWriter json = new JsonWriter().beginObject();
    if (!reqId.isEmpty()) {
      json.text("reqId", reqId);
    }
    return json.number("retCode", code).text("retMsg", message).text("op", op);
  }
}
