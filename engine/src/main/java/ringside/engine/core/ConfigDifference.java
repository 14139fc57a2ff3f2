package ringside.engine.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ringside.journal.event.ConfigRecords.Entry;

/**
 * A setting in which two recorded configs differ.
 *
 * @param before null where it was not there
 * @param after null where it is gone
 */
public record ConfigDifference(String path, String before, String after) {
  /**
   * All of them, those of the later config in its order, then what is gone. What the catalog adds,
   * indices of names, is no setting.
   */
  public static List<ConfigDifference> of(List<Entry> before, List<Entry> after) {
    Map<String, String> gone = new LinkedHashMap<>();
    before.forEach(entry -> gone.put(entry.path(), entry.value()));
    List<ConfigDifference> differences = new ArrayList<>();
    for (Entry entry : after) {
      String was = gone.remove(entry.path());
      if (!entry.value().equals(was)) {
        add(differences, new ConfigDifference(entry.path(), was, entry.value()));
      }
    }
    gone.forEach((path, value) -> add(differences, new ConfigDifference(path, value, null)));
    return differences;
  }

  private static void add(List<ConfigDifference> differences, ConfigDifference difference) {
    String path = difference.path;
    String last = path.substring(path.lastIndexOf('.') + 1);
    if (!last.equals("index") && !last.equals("accountIndex") && !last.equals("instrumentIndex")) {
      differences.add(difference);
    }
  }

  /** {@code limits.openOrders: 100 -> 50}. */
  @Override
  public String toString() {
    return path
        + ": "
        + (before == null ? "not given" : before)
        + " -> "
        + (after == null ? "not given" : after);
  }
}
