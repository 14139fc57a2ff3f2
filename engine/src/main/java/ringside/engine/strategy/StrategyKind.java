package ringside.engine.strategy;

import java.util.List;

/**
 * A kind of strategy, as config names it.
 *
 * @param parameters in the order in which they are recorded
 */
public record StrategyKind(String name, List<Parameter> parameters) {
  private static final List<StrategyKind> ALL =
      List.of(new StrategyKind(QuotesParameters.KIND, QuotesParameters.ALL));

  /** The kinds that are built in. */
  public static List<StrategyKind> all() {
    return ALL;
  }

  /** The kind of this name, or null. */
  public static StrategyKind find(String name) {
    return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst().orElse(null);
  }
}
