package ringside.adapters.bybit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the venue answers to our own requests. Pongs come in two shapes, answers to subscriptions in
 * one:
 *
 * <pre>{@code
 * {"success":true,"ret_msg":"pong","conn_id":"465772b1","req_id":"","op":"ping"}
 * {"req_id":"test","op":"pong","args":["1675418560633"],"conn_id":"cfcb4ocs"}
 * {"success":false,"ret_msg":"error:handler not found,topic:a.b","req_id":"3","op":"subscribe"}
 * {"success":true,"data":{"failTopics":["a.b"],"successTopics":[]},"type":"COMMAND_RESP"}
 * {"success":true,"ret_msg":"","op":"auth","conn_id":"cejreaspqfh3sjdnldmg-p"}
 * {"retCode":10004,"retMsg":"Invalid sign","op":"auth","connId":"cnt5leec0hvan15eukcg-2t"}
 * }</pre>
 */
final class ControlMessage {
  enum Kind {
    PONG,
    SUBSCRIBED,
    SUBSCRIBE_FAILED,
    /** To our authentication; {@link #succeeded} and {@link #code} tell how it went. */
    LOGIN,
    /** Anything else that the venue says; counted only. */
    OTHER
  }

  /** No code was stated. */
  static final int NO_CODE = Integer.MIN_VALUE;

  private static final int MAX_TEXT = 1024;
  private static final int MAX_TOPICS = 100;
  private static final int MAX_CODE_CHARS = 12;

  private String operation = "";
  private String requestId = "";
  private String text = "";
  private final List<String> failedTopics = new ArrayList<>();
  private boolean success;
  private boolean answer;
  private boolean command;
  private int code = NO_CODE;

  void clear() {
    operation = "";
    requestId = "";
    text = "";
    failedTopics.clear();
    success = false;
    answer = false;
    command = false;
    code = NO_CODE;
  }

  /** Takes in a field of the message; the cursor stands at its value. */
  void read(String field, JsonCursor json) throws IOException, RejectedException {
    switch (field) {
      case "op" -> operation = text(json);
      case "req_id", "reqId" -> requestId = text(json);
      case "ret_msg", "retMsg" -> text = text(json);
      case "retCode", "ret_code" -> code = code(json);
      case "type" -> command = json.isText() && json.textEquals("COMMAND_RESP");
      case "data" -> readTopics(json);
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
    return answer || !operation.isEmpty() || code != NO_CODE;
  }

  Kind kind() {
    if (operation.equals("pong") || (operation.equals("ping") && text.equals("pong"))) {
      return Kind.PONG;
    }
    if (operation.equals("subscribe") || (command && operation.isEmpty())) {
      return success && failedTopics.isEmpty() ? Kind.SUBSCRIBED : Kind.SUBSCRIBE_FAILED;
    }
    if (operation.equals("auth")) {
      return Kind.LOGIN;
    }
    return Kind.OTHER;
  }

  /** Whether the venue did what was asked: it says so by a flag, by a code, or by both. */
  boolean succeeded() {
    return code == NO_CODE ? success : code == 0 && (success || !answer);
  }

  /** The venue's code, or {@link #NO_CODE}. */
  int code() {
    return code;
  }

  /** Whether the venue says that this topic failed, by its list or in its words. */
  boolean names(String topic) {
    return failedTopics.contains(topic) || text.contains(topic);
  }

  /** Which request it answers, as we named it; may be empty. */
  String requestId() {
    return requestId;
  }

  /** The venue's words, cut to 1024 characters. */
  String text() {
    return text;
  }

  private void readTopics(JsonCursor json) throws IOException, RejectedException {
    if (!json.isObject()) {
      json.skip();
      return;
    }
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      json.next();
      if (!name.equals("failTopics") || !json.isArray()) {
        json.skip();
        continue;
      }
      while (!json.isEndOfArray(json.next())) {
        if (json.isText() && failedTopics.size() < MAX_TOPICS) {
          failedTopics.add(json.text(MAX_TEXT));
        } else {
          json.skip();
        }
      }
    }
  }

  /** A code may come as a number or as a text. */
  private static int code(JsonCursor json) throws IOException {
    try {
      return Integer.parseInt(json.scalar(MAX_CODE_CHARS));
    } catch (NumberFormatException e) {
      return NO_CODE;
    }
  }

  private static String text(JsonCursor json) throws IOException, RejectedException {
    if (json.isText()) {
      return json.text(MAX_TEXT);
    }
    json.skip();
    return "";
  }
}
