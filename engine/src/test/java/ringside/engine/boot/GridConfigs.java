package ringside.engine.boot;

import java.util.List;

/** Grids of two accounts on two symbols, with steps so small that they trade all the time. */
final class GridConfigs {
  private GridConfigs() {}

  /** Fees are the venue's whatever the config says: these lose money, and often. */
  static List<String> fast() {
    return List.of(
        "  eager:",
        "    kind: grid",
        "    account: a0",
        "    symbols: [BTCUSDT, ETHUSDT]",
        "    leverage: 10",
        "    parameters: {quote: 400, levels: 5, stepPercent: 0.008, multiplier: 1.4,",
        "      takeProfitPercent: 0.012, cooldown: 200ms, retryDelay: 500ms, retries: 20,",
        "      takerFeePercent: 0.001, makerFeePercent: 0.001, long: {}, short: {}}",
        "  patient:",
        "    kind: grid",
        "    account: a1",
        "    symbols: [BTCUSDT, ETHUSDT]",
        "    leverage: 5",
        "    parameters: {quote: 700, levels: 4, stepPercent: 0.01, stepScale: 1.2,",
        "      takeProfitPercent: 0.015, cooldown: 500ms, retryDelay: 500ms, retries: 20,",
        "      takerFeePercent: 0.001, makerFeePercent: 0.001, entry: touch, touchRequote: 1s,",
        "      touchThen: market, long: {}, short: {}}");
  }

  /**
   * A grid of the first account that holds what it opened until somebody touches it, and a
   * neighbour that trades all the time.
   */
  static List<String> besideAnother(String more) {
    return besideAnother("held", more, "{enabled: false}");
  }

  /** The same, by another name and with a short leg. */
  static List<String> besideAnother(String name, String more, String shortLeg) {
    return List.of(
        "  " + name + ": {kind: grid, account: a0, symbol: BTCUSDT, leverage: 20,",
        "    parameters: {levels: 3, stepPercent: 3, takeProfitPercent: 3, cooldown: 500ms, "
            + more
            + ",",
        "      long: {}, short: " + shortLeg + "}}",
        "  other: {kind: grid, account: a1, symbol: ETHUSDT, leverage: 10,",
        "    parameters: {quote: 400, levels: 5, stepPercent: 0.008, takeProfitPercent: 0.012,",
        "      cooldown: 200ms, takerFeePercent: 0.001, makerFeePercent: 0.001, long: {},",
        "      short: {}}}");
  }
}
