package ringside.adapters.exchange;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The public Node client of Bybit v5, unchanged, against a whole exchange. */
class NodeClientTest {
  @Test
  void theRestClientFindsEverythingAsAtTheVenue() throws IOException {
    try (LocalExchange exchange = LocalExchange.start(ExchangeConfig.defaults().withSeed(11L))) {
      NodeClient.run("rest.js", exchange);
    }
  }

  @Test
  void theSocketClientsHearAndTradeAsAtTheVenue() throws IOException {
    try (LocalExchange exchange = LocalExchange.start(ExchangeConfig.defaults().withSeed(12L))) {
      NodeClient.run("sockets.js", exchange);
    }
  }
}
