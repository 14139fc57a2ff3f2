package ringside.engine.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import ringside.journal.event.Decimals;

/**
 * A strategy to run: one symbol of one account.
 *
 * @param name as the file has it; where it stands for several, the account or symbol follows,
 *     {@code grid/main/BTCUSDT}
 * @param kind what it does
 * @param account the alias of its account
 * @param shadow it decides, and nothing is sent
 * @param leverageE9 {@link Decimals#INVALID}: the venue's is left as it is
 * @param mode null: as the kind needs it
 * @param parameters by name, as texts, complete and valid for the kind; nested ones with dots
 */
public record StrategyConfig(
    String name,
    String kind,
    String account,
    String symbol,
    boolean shadow,
    long leverageE9,
    PositionModeSetting mode,
    Map<String, String> parameters) {
  public StrategyConfig {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }
}
