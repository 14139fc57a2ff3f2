package ringside.adapters.exchange;

import java.util.List;
import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.RiskTier;
import ringside.journal.event.Decimals;

/** Instruments for tests. */
final class Instruments {
  static final Instrument BTC = linear("BTC", "0.10", "0.001");
  static final Instrument ETH = linear("ETH", "0.01", "0.01");

  private Instruments() {}

  static Instrument linear(String base, String tick, String lot) {
    return new Instrument(
        base + "USDT",
        base,
        "USDT",
        "USDT",
        e9(tick),
        e9(lot),
        e9(lot),
        e9("1000"),
        e9("500"),
        e9("5"),
        e9("1999999.8"),
        e9("0.05"),
        e9("100"),
        e9("0.01"),
        480,
        e9("0.005"),
        e9("0.0002"),
        e9("0.00055"),
        List.of(
            new RiskTier(1, e9("2000000"), e9("0.005"), e9("0.01"), e9("100"), 0),
            new RiskTier(2, e9("4000000"), e9("0.01"), e9("0.02"), e9("50"), e9("10000"))));
  }

  static long e9(String text) {
    return Decimals.parseE9(text);
  }
}
