package ringside.engine.core;

import java.util.Map;

/** Makes strategies as a config names them. The same arguments give strategies that do the same. */
@FunctionalInterface
public interface StrategyFactory {
  /** Knows no kind: for cores that only look at the market. */
  StrategyFactory NONE = (kind, parameters, seat) -> null;

  /**
   * Makes one.
   *
   * @param parameters by name, as recorded
   * @return null for a kind that is not known
   * @throws IllegalArgumentException when the parameters make no sense
   */
  Strategy create(String kind, Map<String, String> parameters, Seat seat);

  /**
   * Where a strategy sits: indices in the catalog.
   *
   * @param strategy its own
   */
  record Seat(int strategy, int account, int instrument) {}
}
