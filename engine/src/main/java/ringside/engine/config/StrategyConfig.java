package ringside.engine.config;

import java.util.Map;

/**
 * A strategy to run.
 *
 * @param kind what it does
 * @param account the alias of its account
 * @param parameters by name, as texts, complete and valid for the kind
 */
public record StrategyConfig(
    String name, String kind, String account, String symbol, Map<String, String> parameters) {}
