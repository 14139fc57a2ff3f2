package ringside.adapters.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import ringside.adapters.sim.VenueOrder;
import ringside.adapters.sim.VenueReply;
import ringside.adapters.sim.VenueRequest;

/**
 * The REST requests that place, change and take back orders, one by one and in batches. Worker
 * threads of the server.
 *
 * <p>Source: the venue's pages docs/v5/order.
 */
final class OrderEndpoints {
  private static final int LARGEST_BATCH = 20;
  private static final int TOO_MANY_VISITS = 10006;
  private static final String TOO_MANY = "Too many visits. Exceeded the API Rate Limit.";

  /** A request that the venue took, and when it may be answered. */
  private record Taken(VenueReply reply, CompletableFuture<?> after) {}

  /** An order of a batch: its code and words, and what became of it. */
  private record Item(Params params, int code, String message, CompletableFuture<Taken> taken) {}

  private final ExchangeDesk desk;
  private final OrderRequests requests;

  OrderEndpoints(ExchangeDesk desk) {
    this.desk = desk;
    this.requests = new OrderRequests(desk.symbols(), desk.ids());
  }

  List<Route> routes() {
    return List.of(
        Route.write("/v5/order/create", ApiKey.Right.ORDER, call -> one(call, requests::place)),
        Route.write("/v5/order/amend", ApiKey.Right.ORDER, call -> one(call, requests::amend)),
        Route.write("/v5/order/cancel", ApiKey.Right.ORDER, call -> one(call, requests::cancel)),
        Route.write("/v5/order/cancel-all", ApiKey.Right.ORDER, this::cancelAll),
        Route.write(
                "/v5/order/create-batch",
                ApiKey.Right.ORDER,
                call -> batch(call, requests::place, true))
            .counted(),
        Route.write(
                "/v5/order/amend-batch",
                ApiKey.Right.ORDER,
                call -> batch(call, requests::amend, false))
            .counted(),
        Route.write(
                "/v5/order/cancel-batch",
                ApiKey.Right.ORDER,
                call -> batch(call, requests::cancel, false))
            .counted());
  }

  /** How many orders a batch holds, for the rate limit; 1 where it cannot be told. */
  static int size(Params params) {
    try {
      return Math.max(1, Math.min(LARGEST_BATCH, params.objects("request").size()));
    } catch (RefusedException e) {
      return 1;
    }
  }

  private RestAnswer one(RestCall call, BiFunction<Integer, Params, VenueRequest> reader) {
    OrderRequests.requireLinear(call.params());
    Taken taken = VenueDoor.await(submit(call, reader.apply(call.account(), call.params())));
    VenueDoor.require(taken.reply);
    JsonWriter json = new JsonWriter().beginObject();
    ids(json, taken.reply);
    return RestAnswer.ok(json.endObject()).held(taken.after);
  }

  private RestAnswer cancelAll(RestCall call) {
    OrderRequests.requireLinear(call.params());
    JsonWriter json = new JsonWriter().beginObject().beginArray("list");
    CompletableFuture<?> after = null;
    for (VenueRequest request : requests.cancelAll(call.account(), call.params())) {
      Taken taken = VenueDoor.await(submit(call, request));
      VenueDoor.require(taken.reply);
      after = later(after, taken.after);
      for (VenueOrder order : taken.reply.orders()) {
        json.beginObject();
        json.text("orderId", desk.ids().order(order.id()));
        json.text("orderLinkId", order.linkId());
        json.endObject();
      }
    }
    json.endArray().text("success", "1");
    return RestAnswer.ok(json.endObject()).held(after);
  }

  private RestAnswer batch(
      RestCall call, BiFunction<Integer, Params, VenueRequest> reader, boolean created) {
    OrderRequests.requireLinear(call.params());
    List<Params> orders = call.params().objects("request");
    if (orders.isEmpty() || orders.size() > LARGEST_BATCH) {
      throw RefusedException.parameter(
          "params error: request must hold 1 to " + LARGEST_BATCH + " orders");
    }
    List<Item> items = new ArrayList<>();
    for (Params order : orders) {
      items.add(item(call, reader, order, items.size() < call.granted()));
    }
    JsonWriter list = new JsonWriter().beginObject().beginArray("list");
    JsonWriter codes = new JsonWriter().beginObject().beginArray("list");
    CompletableFuture<?> after = null;
    for (Item item : items) {
      Taken taken = item.taken == null ? null : VenueDoor.await(item.taken);
      after = taken == null ? after : later(after, taken.after);
      write(list, codes, item, taken == null ? null : taken.reply, created);
    }
    return RestAnswer.ok(list.endArray().endObject())
        .withExtInfo(codes.endArray().endObject())
        .held(after);
  }

  private Item item(
      RestCall call,
      BiFunction<Integer, Params, VenueRequest> reader,
      Params order,
      boolean granted) {
    if (!granted) {
      return new Item(order, TOO_MANY_VISITS, TOO_MANY, null);
    }
    try {
      return new Item(order, 0, "OK", submit(call, reader.apply(call.account(), order)));
    } catch (RefusedException e) {
      return new Item(order, e.code(), e.getMessage(), null);
    }
  }

  private void write(
      JsonWriter list, JsonWriter codes, Item item, VenueReply reply, boolean created) {
    boolean done = reply != null && reply.code().code() == 0;
    list.beginObject();
    list.text("category", Words.CATEGORY);
    list.text("symbol", item.params.text("symbol"));
    if (done) {
      ids(list, reply);
    } else {
      list.text("orderId", created ? "" : item.params.text("orderId"));
      list.text("orderLinkId", item.params.text("orderLinkId"));
    }
    if (created) {
      list.text("createAt", done ? Long.toString(desk.times().shownMs(reply.timeNs())) : "");
    }
    list.endObject();
    codes.beginObject();
    codes.number("code", reply == null ? item.code : reply.code().code());
    codes.text("msg", reply == null || done ? item.message : reply.message());
    codes.endObject();
  }

  private void ids(JsonWriter json, VenueReply reply) {
    json.text("orderId", desk.ids().order(reply.orderId()));
    json.text("orderLinkId", reply.linkId());
  }

  /**
   * Gives the venue a request, and looks, as soon as it replied and before anything that follows is
   * told, what shall happen to the answer.
   */
  private CompletableFuture<Taken> submit(RestCall call, VenueRequest request) {
    String account = desk.accountName(call.key());
    return desk.thread()
        .submit(request)
        .thenApply(reply -> new Taken(reply, hold(call.path(), account, reply)));
  }

  private CompletableFuture<?> hold(String path, String account, VenueReply reply) {
    Fault fault = desk.faults().onAnswer(StreamKind.REST, path, account);
    if (fault == null) {
      return null;
    }
    return switch (fault.kind()) {
      case LATE_ANSWER ->
          new CompletableFuture<Void>()
              .completeOnTimeout(null, fault.delayMs(), TimeUnit.MILLISECONDS);
      case NO_ANSWER -> new CompletableFuture<Void>();
      case FILL_BEFORE_ANSWER -> desk.fills().told(reply.orderId());
      default -> null;
    };
  }

  private static CompletableFuture<?> later(CompletableFuture<?> a, CompletableFuture<?> b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return CompletableFuture.allOf(a, b);
  }
}
