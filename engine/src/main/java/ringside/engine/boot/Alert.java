package ringside.engine.boot;

import java.util.LinkedHashMap;
import java.util.Map;
import ringside.journal.codec.Severity;
import ringside.journal.event.IsoTime;

/**
 * What a human should know. Immutable; any thread.
 *
 * @param timeNs when it was raised, engine time; where it did not come from the engine, the day's
 * @param code what it is about, in a word
 * @param account empty: of none
 * @param symbol empty: of none
 * @param leg empty: of none
 * @param active false: it is over
 * @param count how often it was raised since it was told the last time
 */
record Alert(
    long timeNs,
    Severity severity,
    String code,
    String account,
    String symbol,
    String leg,
    boolean active,
    String text,
    long count) {

  /** What makes two of them the same matter. */
  String matter() {
    return severity + "|" + code + "|" + account + "|" + symbol + "|" + leg + "|" + active;
  }

  /** The same matter raised so often. */
  Alert times(long so) {
    return new Alert(timeNs, severity, code, account, symbol, leg, active, text, so);
  }

  Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("time", IsoTime.toString(timeNs));
    values.put("severity", severity.name());
    values.put("code", code);
    values.put("account", account);
    values.put("symbol", symbol);
    values.put("leg", leg);
    values.put("active", active);
    values.put("count", count);
    values.put("text", text);
    return values;
  }
}
