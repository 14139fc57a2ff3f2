package ringside.engine.boot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a check found, in its order. One thread. */
final class CheckReport {
  /** How a finding is. */
  enum Level {
    OK,
    WARNING,
    WRONG
  }

  /**
   * One thing that was looked at.
   *
   * @param where account, strategy or venue
   * @param what was looked at
   * @param value as it is
   * @param wanted as it should be; empty where it is
   */
  record Finding(Level level, String where, String what, String value, String wanted) {
    private Map<String, Object> json() {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("level", level.name().toLowerCase(Locale.ROOT));
      values.put("where", where);
      values.put("what", what);
      values.put("value", value);
      values.put("wanted", wanted.isEmpty() ? null : wanted);
      return values;
    }

    private String text() {
      return String.format(
          Locale.ROOT,
          "  %-8s %s: %s: %s%s",
          level.name().toLowerCase(Locale.ROOT),
          where,
          what,
          value,
          wanted.isEmpty() ? "" : "; wanted: " + wanted);
    }
  }

  private final List<Finding> findings = new ArrayList<>();

  void ok(String where, String what, String value) {
    findings.add(new Finding(Level.OK, where, what, value, ""));
  }

  void warning(String where, String what, String value, String wanted) {
    findings.add(new Finding(Level.WARNING, where, what, value, wanted));
  }

  void wrong(String where, String what, String value, String wanted) {
    findings.add(new Finding(Level.WRONG, where, what, value, wanted));
  }

  /** One or the other, as it is. */
  void expect(boolean fine, Level otherwise, String where, String what, String... valueWanted) {
    Level level = fine ? Level.OK : otherwise;
    findings.add(new Finding(level, where, what, valueWanted[0], fine ? "" : valueWanted[1]));
  }

  long count(Level level) {
    return findings.stream().filter(finding -> finding.level == level).count();
  }

  List<String> texts() {
    return findings.stream().map(Finding::text).toList();
  }

  List<Map<String, Object>> json() {
    return findings.stream().map(Finding::json).toList();
  }
}
