package ringside.adapters.sim.market;

import java.util.List;
import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.Instruments;

/**
 * The symbols of the generated market: four by default, six more by name. Rates, spreads and sizes
 * are fitted to the recordings and candles that docs/MARKET.md compares them with. Stateless.
 */
public final class StandardProfiles {
  private StandardProfiles() {}

  /** BTCUSDT, ETHUSDT, SOLUSDT, XRPUSDT. */
  public static List<SymbolProfile> all() {
    List<Instrument> rules = Instruments.defaults();
    return List.of(btc(rules.get(0)), eth(rules.get(1)), sol(rules.get(2)), xrp(rules.get(3)));
  }

  /**
   * BNBUSDT, DOGEUSDT, ADAUSDT, LINKUSDT, AVAXUSDT, LTCUSDT: as SOLUSDT in what trades a second.
   */
  public static List<SymbolProfile> others() {
    List<Instrument> rules = Instruments.others();
    return List.of(
        likeSol(rules.get(0), 640_300_000_000L, 0.0008),
        likeSol(rules.get(1), 161_450_000L, 0.0013),
        likeSol(rules.get(2), 618_200_000L, 0.0012),
        likeSol(rules.get(3), 14_217_000_000L, 0.0012),
        likeSol(rules.get(4), 20_384_000_000L, 0.0013),
        likeSol(rules.get(5), 88_410_000_000L, 0.0011));
  }

  private static SymbolProfile likeSol(Instrument instrument, long startPriceE9, double deviation) {
    double coins = 148.31e9 / startPriceE9;
    return new SymbolProfile(
        instrument,
        startPriceE9,
        deviation,
        0.3,
        0.5,
        0.2,
        QuantileCurve.of(1, 1, 1.1, 4, 10, 20),
        scaled(coins, 0.1, 0.2, 1.5, 22, 120, 4_000),
        220,
        0.95,
        scaled(coins, 0.1, 4, 60, 700, 2_500, 9_000),
        scaled(coins, 5, 60, 300, 1_200, 3_000, 8_000),
        0.1,
        QuantileCurve.of(1, 3, 9, 25, 60, 120),
        0.02,
        -0.0002,
        0.0003,
        4_100_000 * coins,
        4);
  }

  private static QuantileCurve scaled(
      double by, double min, double q10, double q50, double q90, double q99, double max) {
    return QuantileCurve.of(min * by, q10 * by, q50 * by, q90 * by, q99 * by, max * by);
  }

  private static SymbolProfile btc(Instrument instrument) {
    return new SymbolProfile(
        instrument,
        65_114_200_000_000L,
        0.00068,
        0.5,
        0.6,
        0.22,
        QuantileCurve.of(1, 1, 1.2, 5.5, 20, 45),
        QuantileCurve.of(0.001, 0.001, 0.01, 0.5, 2.1, 20),
        240,
        0.68,
        QuantileCurve.of(0.001, 0.002, 0.055, 2.3, 5, 40),
        QuantileCurve.of(0.5, 3, 7, 9, 12, 20),
        0.1,
        QuantileCurve.of(1, 2.5, 7.5, 21, 55, 110),
        0.02,
        -0.00032,
        0.00025,
        59_900,
        8);
  }

  private static SymbolProfile eth(Instrument instrument) {
    return new SymbolProfile(
        instrument,
        1_922_490_000_000L,
        0.0008,
        0.36,
        0.5,
        0.14,
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

  private static SymbolProfile sol(Instrument instrument) {
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

  private static SymbolProfile xrp(Instrument instrument) {
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
}
