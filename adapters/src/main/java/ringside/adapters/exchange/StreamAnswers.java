package ringside.adapters.exchange;

import java.util.function.Consumer;

/**
 * How the public and private streams answer requests.
 *
 * <p>Source: the venue's page docs/v5/ws/connect; what it says to wrong requests is not written
 * there and follows what its server was seen to send.
 */
final class StreamAnswers {
  private StreamAnswers() {}

  /** Of a public stream: the request's id is always there. */
  static Frame ofPublic(
      Connection connection, String reqId, String op, boolean success, String message) {
    JsonWriter json = new JsonWriter().beginObject();
    json.flag("success", success).text("ret_msg", message).text("conn_id", connection.id());
    json.text("req_id", reqId).text("op", op);
    return Frame.answer(json.endObject().toString());
  }

  /** Of a private stream: the request's id is there when it had one. */
  static Frame ofPrivate(
      Connection connection, String reqId, String op, boolean success, String message) {
    return privately(
        connection,
        reqId,
        json -> json.flag("success", success).text("ret_msg", message).text("op", op));
  }

  static Frame privatePong(Connection connection, String reqId, long timeMs) {
    return privately(
        connection,
        reqId,
        json -> json.text("op", "pong").beginArray("args").numberText(timeMs).endArray());
  }

  private static Frame privately(Connection connection, String reqId, Consumer<JsonWriter> middle) {
    JsonWriter json = new JsonWriter().beginObject();
    if (!reqId.isEmpty()) {
      json.text("req_id", reqId);
    }
    middle.accept(json);
    return Frame.answer(json.text("conn_id", connection.id()).endObject().toString());
  }
}
