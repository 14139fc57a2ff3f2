package ringside.adapters.sim;

import static ringside.journal.event.Decimals.ONE_E9;

import java.util.ArrayList;
import java.util.List;
import ringside.journal.event.Decimals;

/**
 * The contracts the venue lists of itself: numbers of our own, of the shape of Bybit's
 * instruments-info and risk-limit pages. Stateless.
 *
 * <table>
 *   <caption>Rules</caption>
 *   <tr><th></th><th>BTCUSDT</th><th>ETHUSDT</th><th>SOLUSDT</th><th>XRPUSDT</th></tr>
 *   <tr><td>tick</td><td>0.1</td><td>0.01</td><td>0.01</td><td>0.0001</td></tr>
 *   <tr><td>lot, least quantity</td><td>0.001</td><td>0.01</td><td>0.1</td><td>1</td></tr>
 *   <tr><td>most, limit</td><td>1000</td><td>8000</td><td>80000</td><td>10000000</td></tr>
 *   <tr><td>most, market</td><td>100</td><td>800</td><td>8000</td><td>2000000</td></tr>
 *   <tr><td>highest price</td><td>2000000</td><td>200000</td><td>20000</td><td>2000</td></tr>
 *   <tr><td>price limit</td><td>5 %</td><td>5 %</td><td>10 %</td><td>10 %</td></tr>
 *   <tr><td>most leverage</td><td>100</td><td>100</td><td>100</td><td>75</td></tr>
 * </table>
 *
 * Besides, wanted by name: BNBUSDT, DOGEUSDT, ADAUSDT, LINKUSDT, AVAXUSDT and LTCUSDT, at most 75
 * times leveraged and with XRPUSDT's tiers.
 *
 * <p>All: least notional 5, leverage in steps of 0.01, funding every 8 h of at most 0.5 %, maker
 * 0.02 %, taker 0.055 %. A tier allows its leverage L up to its limit of position value; initial
 * margin 1/L, maintenance margin half of that; the deduction makes maintenance margin continuous.
 *
 * <table>
 *   <caption>Limits of the tiers, in million USDT</caption>
 *   <tr><th>leverage</th><th>most</th><th>50</th><th>25</th><th>20</th><th>10</th><th>5</th>
 *       <th>2</th><th>1</th></tr>
 *   <tr><td>BTCUSDT</td><td>2</td><td>8</td><td>20</td><td>50</td><td>100</td><td>200</td>
 *       <td>400</td><td>600</td></tr>
 *   <tr><td>ETHUSDT</td><td>1</td><td>5</td><td>12</td><td>30</td><td>60</td><td>120</td>
 *       <td>240</td><td>300</td></tr>
 *   <tr><td>SOLUSDT, XRPUSDT</td><td>0.5</td><td>2</td><td>5</td><td>10</td><td>20</td><td>40</td>
 *       <td>80</td><td>100</td></tr>
 * </table>
 */
public final class Instruments {
  private static final int[] LEVERAGES = {50, 25, 20, 10, 5, 2, 1};
  private static final long MILLION_E9 = 1_000_000 * ONE_E9;

  private Instruments() {}

  /** BTCUSDT, ETHUSDT, SOLUSDT and XRPUSDT, in this order. */
  public static List<Instrument> defaults() {
    return List.of(
        linear("BTC", "0.1", "0.001", "1000", "100", "2000000", "0.05")
            .tiers(100, "2", 8, 20, 50, 100, 200, 400, 600),
        linear("ETH", "0.01", "0.01", "8000", "800", "200000", "0.05")
            .tiers(100, "1", 5, 12, 30, 60, 120, 240, 300),
        linear("SOL", "0.01", "0.1", "80000", "8000", "20000", "0.1")
            .tiers(100, "0.5", 2, 5, 10, 20, 40, 80, 100),
        linear("XRP", "0.0001", "1", "10000000", "2000000", "2000", "0.1")
            .tiers(75, "0.5", 2, 5, 10, 20, 40, 80, 100));
  }

  /** BNBUSDT, DOGEUSDT, ADAUSDT, LINKUSDT, AVAXUSDT and LTCUSDT, in this order. */
  public static List<Instrument> others() {
    return List.of(
        linear("BNB", "0.1", "0.01", "30000", "3000", "100000", "0.1")
            .tiers(75, "0.5", 2, 5, 10, 20, 40, 80, 100),
        linear("DOGE", "0.00001", "1", "70000000", "14000000", "50", "0.1")
            .tiers(75, "0.5", 2, 5, 10, 20, 40, 80, 100),
        linear("ADA", "0.0001", "1", "20000000", "4000000", "200", "0.1")
            .tiers(75, "0.5", 2, 5, 10, 20, 40, 80, 100),
        linear("LINK", "0.001", "0.1", "800000", "160000", "5000", "0.1")
            .tiers(75, "0.5", 2, 5, 10, 20, 40, 80, 100),
        linear("AVAX", "0.001", "0.1", "600000", "120000", "5000", "0.1")
            .tiers(75, "0.5", 2, 5, 10, 20, 40, 80, 100),
        linear("LTC", "0.01", "0.1", "130000", "26000", "20000", "0.1")
            .tiers(75, "0.5", 2, 5, 10, 20, 40, 80, 100));
  }

  private static Sheet linear(
      String coin,
      String tick,
      String lot,
      String maxQuantity,
      String maxMarketQuantity,
      String maxPrice,
      String priceLimit) {
    return new Sheet(coin, tick, lot, maxQuantity, maxMarketQuantity, maxPrice, priceLimit);
  }

  /** A column of the table. */
  private record Sheet(
      String coin,
      String tick,
      String lot,
      String maxQuantity,
      String maxMarketQuantity,
      String maxPrice,
      String priceLimit) {
    Instrument tiers(int maxLeverage, String firstLimit, int... limits) {
      List<RiskTier> tiers = new ArrayList<>();
      addTier(tiers, maxLeverage, Decimals.multiplyE9(e9(firstLimit), MILLION_E9));
      for (int i = 0; i < limits.length; i++) {
        addTier(tiers, LEVERAGES[i], limits[i] * MILLION_E9);
      }
      return new Instrument(
          coin + "USDT",
          coin,
          "USDT",
          "USDT",
          e9(tick),
          e9(lot),
          e9(lot),
          e9(maxQuantity),
          e9(maxMarketQuantity),
          e9("5"),
          e9(maxPrice),
          e9(priceLimit),
          maxLeverage * ONE_E9,
          e9("0.01"),
          480,
          e9("0.005"),
          e9("0.0002"),
          e9("0.00055"),
          tiers);
    }

    private static void addTier(List<RiskTier> tiers, int leverage, long limitE9) {
      long initial = Decimals.divideE9(ONE_E9, leverage * ONE_E9);
      long maintenance = initial / 2;
      long deduction = 0;
      if (!tiers.isEmpty()) {
        RiskTier before = tiers.get(tiers.size() - 1);
        long step = maintenance - before.maintenanceRateE9();
        deduction = before.deductionE9() + Decimals.multiplyE9(before.limitE9(), step);
      }
      tiers.add(
          new RiskTier(
              tiers.size() + 1, limitE9, maintenance, initial, leverage * ONE_E9, deduction));
    }

    private static long e9(String text) {
      return Decimals.parseE9(text);
    }
  }
}
