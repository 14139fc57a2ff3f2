package ringside.adapters.bybit;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * What the venue answers on the trade socket (docs/v5/websocket/trade/guideline):
 *
 * <pre>{@code
 * {"reqId":"42-1","retCode":0,"retMsg":"OK","op":"order.create",
 *  "data":{"orderId":"a4c1718e","orderLinkId":"r1-42-1"},"retExtInfo":{},
 *  "header":{"X-Bapi-Limit":"10","X-Bapi-Limit-Status":"9",
 *            "X-Bapi-Limit-Reset-Timestamp":"1711001595208"},"connId":"cnt5leec0hvan15eukcg-2v"}
 * }</pre>
 *
 * <p>Logins and pongs have the same shape. One thread; what was read holds until the next.
 */
final class TradeAnswer {
  private static final int MAX_ID = 64;
  private static final int MAX_TEXT = 400;
  private static final int MAX_NUMBER = 20;

  private final JsonCursor json = new JsonCursor();
  private final ControlMessage control = new ControlMessage();
  private String operation;
  private String requestId;
  private String text;
  private String orderId;
  private String clientOrderId;
  private long code;
  private long limit;
  private long remaining;
  private long resetMs;

  /**
   * Reads one whole message.
   *
   * @throws RejectedException when it is no answer
   * @throws IOException when it is not JSON
   */
  void read(char[] message, int length) throws IOException, RejectedException {
    operation = "";
    requestId = "";
    text = "";
    orderId = "";
    clientOrderId = "";
    code = ControlMessage.NO_CODE;
    limit = -1;
    remaining = -1;
    resetMs = 0;
    control.clear();
    if (length > JsonCursor.MAX_CHARS) {
      throw RejectedException.of(RejectReason.TOO_LARGE);
    }
    try {
      json.open(message, length);
      if (json.next() != JsonToken.START_OBJECT) {
        throw RejectedException.of(RejectReason.MALFORMED);
      }
      boolean coded = false;
      for (String field = json.nextField(); field != null; field = json.nextField()) {
        json.next();
        if (field.equals("retCode")) {
          if (coded) {
            throw RejectedException.of(RejectReason.DUPLICATE_FIELD);
          }
          coded = true;
        }
        readField(field);
      }
      json.requireEnd();
    } finally {
      json.close();
    }
    if (operation.isEmpty()) {
      throw RejectedException.of(RejectReason.MISSING_FIELD);
    }
  }

  /** What was asked: {@code order.create}, {@code auth}, {@code pong}. */
  String operation() {
    return operation;
  }

  /** Our name of the request; empty where the venue does not say. */
  String requestId() {
    return requestId;
  }

  /** The venue's code, or {@link ControlMessage#NO_CODE}. */
  long code() {
    return code;
  }

  String text() {
    return text;
  }

  String orderId() {
    return orderId;
  }

  String clientOrderId() {
    return clientOrderId;
  }

  /** Requests a window allowed to this account, or -1. */
  int limit() {
    return bounded(limit);
  }

  /** Requests left in this window, or -1. */
  int remaining() {
    return bounded(remaining);
  }

  /** When the limit resets, or 0. */
  long resetMs() {
    return resetMs;
  }

  /** The same as an answer to a login. */
  ControlMessage control() {
    return control;
  }

  private void readField(String field) throws IOException, RejectedException {
    switch (field) {
      case "reqId" -> requestId = json.scalar(MAX_ID);
      case "op" -> {
        operation = json.isText() ? json.text(MAX_ID) : "";
        control.read(field, json);
      }
      case "retCode" -> {
        code = number(json.scalar(MAX_NUMBER), ControlMessage.NO_CODE);
        control.read(field, json);
      }
      case "retMsg" -> {
        text = json.isText() ? json.text(MAX_TEXT) : "";
        control.read(field, json);
      }
      case "ret_msg", "success" -> control.read(field, json);
      case "data" -> readObject(true);
      case "header" -> readObject(false);
      default -> json.skip();
    }
  }

  private void readObject(boolean data) throws IOException {
    if (!json.isObject()) {
      json.skip();
      return;
    }
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      json.next();
      if (data) {
        switch (name) {
          case "orderId" -> orderId = json.scalar(MAX_ID);
          case "orderLinkId" -> clientOrderId = json.scalar(MAX_ID);
          default -> json.skip();
        }
      } else {
        switch (name) {
          case "X-Bapi-Limit" -> limit = number(json.scalar(MAX_NUMBER), -1);
          case "X-Bapi-Limit-Status" -> remaining = number(json.scalar(MAX_NUMBER), -1);
          case "X-Bapi-Limit-Reset-Timestamp" -> resetMs = number(json.scalar(MAX_NUMBER), 0);
          default -> json.skip();
        }
      }
    }
  }

  private static int bounded(long number) {
    return number < 0 || number > Integer.MAX_VALUE ? -1 : (int) number;
  }

  private static long number(String text, long otherwise) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
