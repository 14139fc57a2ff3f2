package ringside.benchmarks;

import java.util.List;
import java.util.Locale;

/** What the venue's end of the loop says, as Bybit would: the least that the engine trades on. */
final class LoopTexts {
  static final String SYMBOL = "BTCUSDT";

  private static final int LEVELS = 8;
  private static final long FUNDING_IN_MS = 4 * 3_600_000;
  private static final double MID = 65_000;

  private long updateId = 1_000;
  private long orders;

  static boolean isOrder(String message) {
    return message.contains("\"op\":\"order.create\"");
  }

  static boolean isSubscribe(String message) {
    return message.contains("\"op\":\"subscribe\"");
  }

  /** A book of fifty levels a side, and a ticker. */
  List<String> snapshots() {
    StringBuilder book = new StringBuilder(4096);
    book.append(head("orderbook.50." + SYMBOL, "snapshot"))
        .append("\"s\":\"" + SYMBOL + "\",\"b\":");
    levels(book, 50, -1, 0);
    book.append(",\"a\":");
    levels(book, 50, 1, 0);
    book.append(",\"u\":").append(updateId).append(",\"seq\":").append(updateId).append("}}");
    String ticker =
        head("tickers." + SYMBOL, "snapshot")
            + "\"symbol\":\""
            + SYMBOL
            + "\",\"lastPrice\":\"65000.0\",\"markPrice\":\"65000.0\",\"indexPrice\":\"65000.0\","
            + "\"fundingRate\":\"0.0001\",\"nextFundingTime\":\""
            + (System.currentTimeMillis() + FUNDING_IN_MS)
            + "\","
            + "\"openInterest\":\"1000\",\"bid1Price\":\"64999.9\",\"ask1Price\":\"65000.1\"},"
            + "\"cs\":1}";
    return List.of(book.toString(), ticker);
  }

  /** The next book change: some levels a side, their sizes new. */
  String tick() {
    updateId++;
    StringBuilder book = new StringBuilder(1024);
    book.append(head("orderbook.50." + SYMBOL, "delta")).append("\"s\":\"" + SYMBOL + "\",\"b\":");
    levels(book, LEVELS, -1, updateId);
    book.append(",\"a\":");
    levels(book, LEVELS, 1, updateId);
    book.append(",\"u\":").append(updateId).append(",\"seq\":").append(updateId);
    return book.append("},\"cts\":").append(System.currentTimeMillis()).append('}').toString();
  }

  String subscribed(String request) {
    return "{\"success\":true,\"ret_msg\":\"\",\"conn_id\":\"loop\",\"req_id\":\""
        + text(request, "req_id")
        + "\",\"op\":\"subscribe\"}";
  }

  /** To a login or a ping. */
  String answer(String request, boolean trade) {
    String op = text(request, "op");
    if (trade) {
      return "{\"reqId\":\""
          + text(request, "reqId")
          + "\",\"retCode\":0,\"retMsg\":\"OK\",\"op\":\""
          + (op.equals("ping") ? "pong" : op)
          + "\",\"connId\":\"loop\"}";
    }
    return "{\"success\":true,\"ret_msg\":\"\",\"conn_id\":\"loop\",\"req_id\":\""
        + text(request, "req_id")
        + "\",\"op\":\""
        + (op.equals("ping") ? "pong" : op)
        + "\"}";
  }

  /** An order was taken; far more may come. */
  String accepted(String order) {
    orders++;
    return "{\"reqId\":\""
        + text(order, "reqId")
        + "\",\"retCode\":0,\"retMsg\":\"OK\",\"op\":\"order.create\",\"data\":{\"orderId\":\""
        + orderId()
        + "\",\"orderLinkId\":\""
        + text(order, "orderLinkId")
        + "\"},\"retExtInfo\":{},\"header\":{\"X-Bapi-Limit\":\"100000\","
        + "\"X-Bapi-Limit-Status\":\"99999\",\"X-Bapi-Limit-Reset-Timestamp\":\"0\"},"
        + "\"connId\":\"loop\"}";
  }

  /** The order expired at once. */
  String ended(String order) {
    long now = System.currentTimeMillis();
    return "{\"id\":\"loop\",\"topic\":\"order\",\"creationTime\":"
        + now
        + ",\"data\":[{\"category\":\"linear\",\"symbol\":\""
        + SYMBOL
        + "\",\"orderId\":\""
        + orderId()
        + "\",\"orderLinkId\":\""
        + text(order, "orderLinkId")
        + "\",\"side\":\""
        + text(order, "side")
        + "\",\"positionIdx\":0,\"orderStatus\":\"Cancelled\",\"cancelType\":\"UNKNOWN\","
        + "\"rejectReason\":\"EC_NoImmediateQtyToFill\",\"timeInForce\":\"IOC\","
        + "\"price\":\""
        + text(order, "price")
        + "\",\"qty\":\""
        + text(order, "qty")
        + "\",\"leavesQty\":\"0\",\"cumExecQty\":\"0\",\"cumExecValue\":\"0\",\"cumExecFee\":\"0\","
        + "\"avgPrice\":\"\",\"orderType\":\"Limit\",\"stopOrderType\":\"\",\"triggerPrice\":\"\","
        + "\"takeProfit\":\"\",\"stopLoss\":\"\",\"triggerDirection\":0,\"triggerBy\":\"\","
        + "\"reduceOnly\":false,\"closeOnTrigger\":false,\"createdTime\":\""
        + now
        + "\",\"updatedTime\":\""
        + now
        + "\"}]}";
  }

  private String orderId() {
    return String.format(Locale.ROOT, "00000000-0000-4000-8000-%012d", orders);
  }

  private static String head(String topic, String type) {
    return "{\"topic\":\""
        + topic
        + "\",\"type\":\""
        + type
        + "\",\"ts\":"
        + System.currentTimeMillis()
        + ",\"data\":{";
  }

  private static void levels(StringBuilder book, int count, int direction, long salt) {
    book.append('[');
    for (int i = 0; i < count; i++) {
      double price = MID + direction * 0.1 * (i + 1);
      double size = 1 + (salt * 7 + i * 13L) % 1000 / 1000.0;
      book.append(i == 0 ? "" : ",")
          .append(String.format(Locale.ROOT, "[\"%.2f\",\"%.3f\"]", price, size));
    }
    book.append(']');
  }

  private static String text(String json, String field) {
    String key = "\"" + field + "\":\"";
    int at = json.indexOf(key);
    return at < 0 ? "" : json.substring(at + key.length(), json.indexOf('"', at + key.length()));
  }
}
