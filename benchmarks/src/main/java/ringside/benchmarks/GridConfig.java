package ringside.benchmarks;

import java.util.List;
import java.util.stream.Stream;
import ringside.adapters.exchange.LocalExchange;
import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.Instruments;

/**
 * The config of accounts with two grids each over ten symbols: each symbol has a fifth of the
 * accounts. Immutable.
 */
final class GridConfig {
  static final int SYMBOLS = 10;

  private GridConfig() {}

  /** The ten. */
  static List<Instrument> instruments() {
    return Stream.concat(Instruments.defaults().stream(), Instruments.others().stream()).toList();
  }

  static List<String> symbols() {
    return instruments().stream().map(Instrument::symbol).toList();
  }

  /** Nobody is asked anything. */
  static String withoutVenue(int accounts) {
    return text(
        "http://127.0.0.1:1",
        "ws://127.0.0.1:1/v5/public/linear",
        "ws://127.0.0.1:1/v5/private",
        "ws://127.0.0.1:1/v5/trade",
        accounts,
        ", maxFundingRate: 0.00001");
  }

  static String at(LocalExchange exchange, int accounts) {
    return text(
        exchange.restUrl(),
        exchange.publicUrl(),
        exchange.privateUrl(),
        exchange.tradeUrl(),
        accounts,
        "");
  }

  private static String text(
      String rest, String open, String own, String trade, int accounts, String more) {
    StringBuilder text = new StringBuilder(1 << 16);
    text.append("venues: {here: {environment: local, rest: '").append(rest);
    text.append("', public: '").append(open).append("', private: '").append(own);
    text.append("', trade: '").append(trade).append("'}}\naccounts:\n");
    for (int account = 0; account < accounts; account++) {
      text.append("  a").append(account);
      text.append(": {venue: here, keyFile: key").append(account).append("}\n");
    }
    text.append("strategies:\n");
    List<String> symbols = symbols();
    for (int account = 0; account < accounts; account++) {
      int first = account * 2 % SYMBOLS;
      // Not all grids of a symbol enter their levels at one price.
      int hundredths = 30 + account / 5;
      text.append("  g").append(account).append(": {kind: grid, account: a").append(account);
      text.append(", leverage: 10, symbols: [").append(symbols.get(first)).append(", ");
      text.append(symbols.get(first + 1)).append("], parameters: {quote: 200, levels: 6,");
      text.append(" stepPercent: 0.").append(hundredths).append(", multiplier: 1.2,");
      text.append(" takeProfitPercent: 0.").append(hundredths + 20).append(more).append("}}\n");
    }
    return text.append("limits: {ordersPerSecond: 1000, openOrders: 100}\n").toString();
  }
}
