package ringside.adapters.sim.market;

import java.util.ArrayList;
import java.util.List;
import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.RiskTier;

/**
 * The four symbols of the default generated market. Rates, spreads and sizes are fitted to the
 * recordings and candles that docs/MARKET.md compares them with. Stateless.
 */
public final class StandardProfiles {
  private static final long ONE = 1_000_000_000L;
  private static final int TIERS = 10;

  private StandardProfiles() {}

  /** BTCUSDT, ETHUSDT, SOLUSDT, XRPUSDT. */
  public static List<SymbolProfile> all() {
    return List.of(btc(), eth(), sol(), xrp());
  }

  private static SymbolProfile btc() {
    Instrument instrument =
        instrument(
            "BTC",
            100_000_000L,
            1_000_000L,
            1190 * ONE,
            119 * ONE,
            1_999_999_800_000_000L,
            20_000_000L,
            100,
            3_750_000L,
            2_000_000);
    return new SymbolProfile(
        instrument,
        65_114_200_000_000L,
        0.00068,
        0.5,
        0.6,
        0.22,
        QuantileCurve.of(1, 1, 1.2, 5.5, 20, 45),
        QuantileCurve.of(0.001, 0.001, 0.009, 0.35, 1.9, 20),
        240,
        0.68,
        QuantileCurve.of(0.001, 0.002, 0.055, 2.3, 5, 40),
        QuantileCurve.of(0.5, 3, 7, 9, 12, 20),
        0.1,
        QuantileCurve.of(1, 2.5, 8, 24, 60, 120),
        0.02,
        -0.00032,
        0.00025,
        59_900,
        8);
  }

  private static SymbolProfile eth() {
    Instrument instrument =
        instrument(
            "ETH",
            10_000_000L,
            10_000_000L,
            7_240 * ONE,
            1_450 * ONE,
            199_999_980_000_000L,
            20_000_000L,
            100,
            3_750_000L,
            1_000_000);
    return new SymbolProfile(
        instrument,
        1_922_490_000_000L,
        0.0008,
        0.36,
        0.5,
        0.2,
        QuantileCurve.of(1, 1, 1.1, 4, 10, 20),
        QuantileCurve.of(0.01, 0.012, 0.11, 1.5, 6.2, 300),
        240,
        0.85,
        QuantileCurve.of(0.01, 0.02, 2.6, 80, 200, 900),
        QuantileCurve.of(2, 15, 45, 120, 160, 400),
        0.1,
        QuantileCurve.of(1, 2, 4.8, 15, 38, 90),
        0.02,
        -0.00025,
        0.0003,
        830_000,
        6);
  }

  private static SymbolProfile sol() {
    Instrument instrument =
        instrument(
            "SOL",
            10_000_000L,
            100_000_000L,
            79_770 * ONE,
            11_740 * ONE,
            199_999_980_000_000L,
            50_000_000L,
            100,
            3_750_000L,
            500_000);
    return new SymbolProfile(
        instrument,
        148_310_000_000L,
        0.0011,
        0.3,
        0.5,
        0.2,
        QuantileCurve.of(1, 1, 1.1, 4, 10, 20),
        QuantileCurve.of(0.1, 0.2, 1.5, 22, 120, 4_000),
        220,
        0.95,
        QuantileCurve.of(0.1, 4, 60, 700, 2_500, 9_000),
        QuantileCurve.of(5, 60, 300, 1_200, 3_000, 8_000),
        0.1,
        QuantileCurve.of(1, 3, 9, 25, 60, 120),
        0.02,
        -0.0002,
        0.0003,
        4_100_000,
        4);
  }

  private static SymbolProfile xrp() {
    Instrument instrument =
        instrument(
            "XRP",
            100_000L,
            ONE,
            10_965_300 * ONE,
            2_467_800 * ONE,
            1_999_999_800_000L,
            50_000_000L,
            75,
            4_350_000L,
            300_000);
    return new SymbolProfile(
        instrument,
        1_953_100_000L,
        0.0012,
        0.35,
        0.5,
        0.25,
        QuantileCurve.of(1, 1, 1.1, 4, 10, 20),
        QuantileCurve.of(1, 8, 160, 4_000, 30_000, 400_000),
        480,
        0.97,
        QuantileCurve.of(5, 80, 5_000, 43_000, 200_000, 500_000),
        QuantileCurve.of(500, 2_500, 6_500, 16_000, 40_000, 120_000),
        0.1,
        QuantileCurve.of(3, 18, 32, 60, 300, 420),
        0.02,
        -0.0002,
        0.0003,
        210_000_000,
        5);
  }

  private static Instrument instrument(
      String base,
      long tickE9,
      long lotE9,
      long maxQuantityE9,
      long maxMarketQuantityE9,
      long maxPriceE9,
      long priceLimitE9,
      int maxLeverage,
      long fundingCapE9,
      long tierLimit) {
    return new Instrument(
        base + "USDT",
        base,
        "USDT",
        "USDT",
        tickE9,
        lotE9,
        lotE9,
        maxQuantityE9,
        maxMarketQuantityE9,
        5 * ONE,
        maxPriceE9,
        priceLimitE9,
        maxLeverage * ONE,
        10_000_000L,
        480,
        fundingCapE9,
        200_000L,
        550_000L,
        tiers(maxLeverage, tierLimit));
  }

  /** Equal steps of position value, each with half a first step's rate more margin. */
  private static List<RiskTier> tiers(int maxLeverage, long step) {
    List<RiskTier> tiers = new ArrayList<>();
    long firstInitialE9 = ONE / maxLeverage;
    long deductionE9 = 0;
    long beforeE9 = 0;
    for (int i = 0; i < TIERS; i++) {
      long initialE9 = firstInitialE9 + i * firstInitialE9 / 2;
      long maintenanceE9 = initialE9 / 2;
      deductionE9 += (maintenanceE9 - beforeE9) * (i * step) * (i == 0 ? 0 : 1);
      beforeE9 = maintenanceE9;
      tiers.add(
          new RiskTier(
              i + 1,
              (i + 1) * step * ONE,
              maintenanceE9,
              initialE9,
              ONE / initialE9 * ONE,
              deductionE9));
    }
    return tiers;
  }
}
