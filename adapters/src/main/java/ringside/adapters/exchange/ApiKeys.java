package ringside.adapters.exchange;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All keys of the exchange's accounts. Immutable; any thread. */
final class ApiKeys {
  private final List<ApiKey> all;
  private final Map<String, ApiKey> byKey;

  ApiKeys(List<ApiKey> keys) {
    all = List.copyOf(keys);
    Map<String, ApiKey> map = new HashMap<>();
    for (ApiKey key : keys) {
      if (map.put(key.key(), key) != null) {
        throw new IllegalArgumentException("two API keys have the same name");
      }
    }
    byKey = Map.copyOf(map);
  }

  /** Null for one that nobody knows. */
  ApiKey find(String key) {
    return byKey.get(key);
  }

  List<ApiKey> all() {
    return all;
  }
}
