package ringside.adapters.exchange;

import java.util.concurrent.CompletableFuture;

/**
 * What a REST request is answered with. Immutable.
 *
 * @param result JSON
 * @param extInfo JSON
 * @param after the answer leaves when this is done; null for at once
 */
record RestAnswer(
    int code, String message, String result, String extInfo, CompletableFuture<?> after) {
  private static final String NOTHING = "{}";

  static RestAnswer ok(JsonWriter result) {
    return new RestAnswer(0, "OK", result.toString(), NOTHING, null);
  }

  static RestAnswer ok(String result) {
    return new RestAnswer(0, "OK", result, NOTHING, null);
  }

  /** The answer of endpoints that change something and have nothing to tell. */
  static RestAnswer done() {
    return ok(NOTHING);
  }

  static RestAnswer refused(int code, String message) {
    return new RestAnswer(code, message, NOTHING, NOTHING, null);
  }

  RestAnswer withMessage(String words) {
    return new RestAnswer(code, words, result, extInfo, after);
  }

  RestAnswer withExtInfo(JsonWriter json) {
    return new RestAnswer(code, message, result, json.toString(), after);
  }

  RestAnswer held(CompletableFuture<?> until) {
    return new RestAnswer(code, message, result, extInfo, until);
  }

  String body(long timeMs) {
    return new JsonWriter()
        .beginObject()
        .number("retCode", code)
        .text("retMsg", message)
        .raw("result", result)
        .raw("retExtInfo", extInfo)
        .number("time", timeMs)
        .endObject()
        .toString();
  }
}
