package ringside.engine.core.state;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ringside.journal.event.ConfigRecords;

/** How a recorded config names accounts and strategies. Stateless; for when a config is applied. */
final class ConfigPaths {
  private static final String STRATEGIES = "strategies.";

  private ConfigPaths() {}

  /** The second part of a path: {@code accounts.NAME.limits} is NAME's. */
  static String name(String path) {
    int begin = path.indexOf('.') + 1;
    int end = path.indexOf('.', begin);
    return end < 0 ? path.substring(begin) : path.substring(begin, end);
  }

  /** What follows the name. */
  static String rest(String path) {
    int end = path.indexOf('.', path.indexOf('.') + 1);
    return end < 0 ? "" : path.substring(end + 1);
  }

  /** The catalog's index of each account, as it or one of its strategies states it. */
  static Map<String, Integer> accounts(List<ConfigRecords.Entry> entries) {
    Map<String, Integer> indices = new LinkedHashMap<>();
    Map<String, String> seats = new LinkedHashMap<>();
    for (ConfigRecords.Entry entry : entries) {
      String name = name(entry.path());
      if (entry.path().startsWith("accounts.") && rest(entry.path()).equals("index")) {
        indices.put(name, Integer.parseInt(entry.value()));
      } else if (entry.path().startsWith(STRATEGIES) && rest(entry.path()).equals("account")) {
        seats.put(name, entry.value());
      } else if (entry.path().startsWith(STRATEGIES)
          && rest(entry.path()).equals("accountIndex")
          && seats.containsKey(name)) {
        indices.putIfAbsent(seats.get(name), Integer.parseInt(entry.value()));
      }
    }
    return indices;
  }
}
