package ringside.engine.strategy;

import java.util.Map;
import ringside.engine.core.Strategy;
import ringside.engine.core.StrategyFactory;
import ringside.engine.strategy.grid.GridParameters;
import ringside.engine.strategy.grid.GridStrategy;

/** Makes the strategies that are built in. Stateless. */
public final class BuiltInStrategies implements StrategyFactory {
  /** The only one there needs to be. */
  public static final StrategyFactory INSTANCE = new BuiltInStrategies();

  private BuiltInStrategies() {}

  @Override
  public Strategy create(String kind, Map<String, String> parameters, Seat seat) {
    return switch (kind) {
      case GridParameters.KIND -> new GridStrategy(seat, parameters);
      case QuotesParameters.KIND -> new QuotesStrategy(seat, QuotesParameters.of(parameters));
      default -> null;
    };
  }
}
