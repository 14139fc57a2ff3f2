package ringside.adapters.recording;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads what a client asks: {@code {"req_id":"1","op":"subscribe","args":["tickers.BTCUSDT"]}}. */
final class RequestDecoder {
  /**
   * @param op empty where the request has none
   * @param reqId empty where the request has none
   * @param fault why it cannot be understood; null when it can
   */
  record Request(String op, String reqId, List<String> args, String fault) {}

  private RequestDecoder() {}

  static Request decode(String text) {
    String op = "";
    String reqId = "";
    List<String> args = new ArrayList<>();
    try (JsonParser parser = LineHeaderDecoder.JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return fault("expect an object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        switch (field) {
          case "op" -> op = parser.getValueAsString("");
          case "req_id" -> reqId = parser.getValueAsString("");
          case "args" -> {
            if (value != JsonToken.VALUE_NULL && !readArgs(parser, value, args)) {
              return new Request(op, reqId, List.of(), "args: expect an array of strings");
            }
          }
          default -> {
            if (value.isStructStart()) {
              parser.skipChildren();
            }
          }
        }
      }
      return new Request(op, reqId, args, null);
    } catch (IOException e) {
      return fault("not JSON");
    }
  }

  private static boolean readArgs(JsonParser parser, JsonToken value, List<String> args)
      throws IOException {
    if (value != JsonToken.START_ARRAY) {
      return false;
    }
    while (parser.nextToken() == JsonToken.VALUE_STRING) {
      args.add(parser.getText());
    }
    return parser.currentToken() == JsonToken.END_ARRAY;
  }

  private static Request fault(String what) {
    return new Request("", "", List.of(), what);
  }
}
