package ringside.adapters.exchange;

import java.util.List;
import java.util.UUID;
import ringside.adapters.sim.VenueReply;

/** Writes the answer to one request of the trade socket. Any thread, one at a time. */
final class TradeAnswer {
  private static final String CREATE_BATCH = "order.create-batch";

  private final Connection connection;
  private final ExchangeDesk desk;
  private final String reqId;
  private final String op;
  private final RateLimits.Grant grant;

  TradeAnswer(
      Connection connection, ExchangeDesk desk, String reqId, String op, RateLimits.Grant grant) {
    this.connection = connection;
    this.desk = desk;
    this.reqId = reqId;
    this.op = op;
    this.grant = grant;
  }

  String op() {
    return op;
  }

  Frame refused(int code, String message) {
    JsonWriter json = begin(code, message);
    json.beginObject("data").endObject();
    json.beginObject("retExtInfo").endObject();
    return end(json);
  }

  /** What the venue said to a single order. */
  Frame of(VenueReply reply) {
    if (reply.code().code() != 0) {
      return refused(reply.code().code(), reply.message());
    }
    JsonWriter json = begin(0, "OK");
    json.beginObject("data");
    ids(json, reply);
    json.endObject();
    json.beginObject("retExtInfo").endObject();
    return end(json);
  }

  /** What the venue said to the orders of a batch, which have all been replied to. */
  Frame of(List<TradeOrders.Item> items) {
    JsonWriter json = begin(0, "OK");
    json.beginObject("data").beginArray("list");
    for (TradeOrders.Item item : items) {
      VenueReply reply = item.reply() == null ? null : item.reply().join();
      boolean done = reply != null && reply.code().code() == 0;
      json.beginObject();
      json.text("category", Words.CATEGORY).text("symbol", item.params().text("symbol"));
      if (done) {
        ids(json, reply);
      } else {
        json.text("orderId", op.equals(CREATE_BATCH) ? "" : item.params().text("orderId"));
        json.text("orderLinkId", item.params().text("orderLinkId"));
      }
      if (op.equals(CREATE_BATCH)) {
        json.text("createAt", done ? Long.toString(desk.times().shownMs(reply.timeNs())) : "");
      }
      json.endObject();
    }
    json.endArray().endObject();
    json.beginObject("retExtInfo").beginArray("list");
    for (TradeOrders.Item item : items) {
      VenueReply reply = item.reply() == null ? null : item.reply().join();
      json.beginObject();
      json.number("code", reply == null ? item.code() : reply.code().code());
      json.text("msg", reply == null ? item.message() : reply.message());
      json.endObject();
    }
    json.endArray().endObject();
    return end(json);
  }

  private void ids(JsonWriter json, VenueReply reply) {
    json.text("orderId", desk.ids().order(reply.orderId()));
    json.text("orderLinkId", reply.linkId());
  }

  private JsonWriter begin(int code, String message) {
    JsonWriter json = new JsonWriter().beginObject();
    if (!reqId.isEmpty()) {
      json.text("reqId", reqId);
    }
    return json.number("retCode", code).text("retMsg", message).text("op", op);
  }

  private Frame end(JsonWriter json) {
    json.beginObject("header");
    json.numberText("X-Bapi-Limit", grant.limit());
    json.numberText("X-Bapi-Limit-Status", grant.left());
    json.numberText("X-Bapi-Limit-Reset-Timestamp", grant.resetMs());
    json.text("Traceid", UUID.randomUUID().toString().replace("-", ""));
    json.numberText("Timenow", desk.serverMs());
    json.endObject();
    return Frame.answer(json.text("connId", connection.id()).endObject().toString());
  }
}
