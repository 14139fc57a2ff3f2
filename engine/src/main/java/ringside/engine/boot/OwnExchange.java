package ringside.engine.boot;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ringside.adapters.bybit.rest.BybitEnvironment;
import ringside.adapters.bybit.rest.Credentials;
import ringside.adapters.exchange.AccountKey;
import ringside.adapters.exchange.LocalExchange;
import ringside.engine.config.AccountConfig;
import ringside.engine.config.TradingConfig;
import ringside.engine.pipeline.PipelineSettings;
import ringside.journal.codec.StopReason;

/** Trading on an exchange in this process: its accounts are the config's, in order. Stateless. */
final class OwnExchange {
  private OwnExchange() {}

  /** Ends the run when the exchange has ended by a fault. */
  static void watch(LocalExchange exchange, StopRequest stop) {
    exchange.onFault(
        fault -> stop.request(StopReason.FAULT, "the exchange ended by a fault: " + fault));
  }

  /** What to trade on it. */
  static TradePlan plan(
      LocalExchange exchange,
      TradingConfig config,
      List<AccountConfig> accounts,
      Path journal,
      PipelineSettings pipeline,
      TradePlan.Money money) {
    Map<String, Credentials> credentials = new LinkedHashMap<>();
    for (int i = 0; i < accounts.size(); i++) {
      AccountKey key = exchange.accounts().get(i);
      credentials.put(
          accounts.get(i).alias(), Credentials.of(key.name(), key.apiKey(), key.secret()));
    }
    BybitEnvironment environment =
        BybitEnvironment.local(
            URI.create(exchange.restUrl()),
            URI.create(exchange.publicUrl()),
            URI.create(exchange.privateUrl()),
            Optional.of(URI.create(exchange.tradeUrl())));
    return new TradePlan(config, environment, accounts, credentials, journal, pipeline, money);
  }
}
