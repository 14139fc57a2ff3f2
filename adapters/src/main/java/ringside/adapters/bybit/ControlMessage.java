package ringside.adapters.bybit;

import java.io.IOException;

/**
 * What the venue answers to our own requests. Pongs come in two shapes, answers to subscriptions in
 * one:
 *
 * <pre>{@code
 * {"success":true,"ret_msg":"pong","conn_id":"465772b1","req_id":"","op":"ping"}
 * {"req_id":"test","op":"pong","args":["1675418560633"],"conn_id":"cfcb4ocs"}
 * {"success":false,"ret_msg":"error:handler not found,topic:a.b","req_id":"3","op":"subscribe"}
 * }</pre>
 */
final class ControlMessage {
  enum Kind {
    PONG,
    SUBSCRIBED,
    SUBSCRIBE_FAILED,
    /** Anything else that the venue says; counted only. */
    OTHER
  }

  private static final int MAX_TEXT = 1024;

  private String operation = "";
  private String requestId = "";
  private String text = "";
  private boolean success;
  private boolean answer;

  void clear() {
    operation = "";
    requestId = "";
    text = "";
    success = false;
    answer = false;
  }

  /** Takes in a field of the message; the cursor stands at its value. */
  void read(String field, JsonCursor json) throws IOException, RejectedException {
    switch (field) {
      case "op" -> operation = text(json);
      case "req_id" -> requestId = text(json);
      case "ret_msg" -> text = text(json);
      case "success" -> {
        if (json.isFlag()) {
          success = json.flag();
          answer = true;
        }
      }
      default -> json.skip();
    }
  }

  /** Whether any field said that this is an answer. */
  boolean isAnswer() {
    return answer || !operation.isEmpty();
  }

  Kind kind() {
    if (operation.equals("pong") || (operation.equals("ping") && text.equals("pong"))) {
      return Kind.PONG;
    }
    if (operation.equals("subscribe")) {
      return success ? Kind.SUBSCRIBED : Kind.SUBSCRIBE_FAILED;
    }
    return Kind.OTHER;
  }

  /** Which request it answers, as we named it; may be empty. */
  String requestId() {
    return requestId;
  }

  /** The venue's words, cut to 1024 characters. */
  String text() {
    return text;
  }

  private static String text(JsonCursor json) throws IOException, RejectedException {
    if (json.isText()) {
      return json.text(MAX_TEXT);
    }
    json.skip();
    return "";
  }
}
