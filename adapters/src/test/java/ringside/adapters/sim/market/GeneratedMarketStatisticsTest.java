package ringside.adapters.sim.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import ringside.adapters.sim.MarketSink;
import ringside.journal.codec.Side;

/**
 * Nothing about a generated price can be forecast from its past: no drift, no autocorrelation, no
 * coming back after a step down. Every statistic is a z value that is standard normal for a
 * martingale, whatever its volatility does (products of successive returns are divided by the root
 * of their own squares). Seeds are 1 to 200, a day each.
 */
class GeneratedMarketStatisticsTest {
  private static final int SEEDS = 200;
  private static final int MINUTES = 1_440;
  private static final double TOO_FAR = 3.3;

  private static final List<double[]> DAYS = new ArrayList<>();

  @BeforeAll
  static void walkTwoHundredDays() {
    SymbolProfile btc = StandardProfiles.all().get(0);
    for (long seed = 1; seed <= SEEDS; seed++) {
      DAYS.add(minutes(GeneratedSymbol.path(btc, new Dice(seed))));
    }
  }

  private static double[] minutes(PricePath path) {
    double[] closes = new double[MINUTES + 1];
    closes[0] = path.price();
    double before = 0;
    int minute = 1;
    while (minute <= MINUTES) {
      double at = before + path.nextStepSeconds();
      while (minute <= MINUTES && minute * 60 <= at) {
        closes[minute++] = path.price();
      }
      path.step(at - before);
      before = at;
    }
    return closes;
  }

  @Test
  void theMeanReturnIsZero() {
    double sum = 0;
    double squares = 0;
    for (double[] day : DAYS) {
      double whole = day[MINUTES] / day[0] - 1;
      sum += whole;
      squares += whole * whole;
    }
    within("mean daily return " + shown(sum / SEEDS * 1e4) + " bp", sum / StrictMath.sqrt(squares));
  }

  @TestFactory
  List<DynamicTest> returnsAreNotCorrelatedWithEarlierOnes() {
    List<DynamicTest> tests = new ArrayList<>();
    for (int minutes : new int[] {1, 5, 15, 60}) {
      for (int lag = 1; lag <= 5; lag++) {
        int behind = lag;
        tests.add(
            DynamicTest.dynamicTest(
                minutes + " min, lag " + lag, () -> uncorrelated(minutes, behind)));
      }
    }
    return tests;
  }

  private static void uncorrelated(int minutes, int lag) {
    double products = 0;
    double squaredProducts = 0;
    double squares = 0;
    for (double[] day : DAYS) {
      for (int i = minutes * (lag + 1); i <= MINUTES; i += minutes) {
        double now = day[i] / day[i - minutes] - 1;
        int then = i - lag * minutes;
        double earlier = day[then] / day[then - minutes] - 1;
        products += now * earlier;
        squaredProducts += now * now * earlier * earlier;
        squares += now * now;
      }
    }
    within(
        "autocorrelation of " + minutes + " min at lag " + lag + " " + shown(products / squares),
        products / StrictMath.sqrt(squaredProducts));
  }

  @TestFactory
  List<DynamicTest> afterAStepDownThePriceIsAsLikelyToFallOnAsToComeBack() {
    return List.of(0.001, 0.003, 0.01).stream()
        .map(step -> DynamicTest.dynamicTest("step " + step, () -> evenOdds(step)))
        .toList();
  }

  /** Steps down from a reference, then sees which comes first: as much up, or as much down. */
  private static void evenOdds(double step) {
    long back = 0;
    long on = 0;
    for (double[] day : DAYS) {
      double reference = day[0];
      boolean stepped = false;
      for (double price : day) {
        if (!stepped) {
          stepped = price <= reference * (1 - step);
          reference = stepped ? price : Math.max(reference, price);
        } else if (price >= reference * (1 + step)) {
          back++;
          stepped = false;
          reference = price;
        } else if (price <= reference * (1 - step)) {
          on++;
          stepped = false;
          reference = price;
        }
      }
    }
    double share = (double) back / (back + on);
    within(
        "after -" + step + " back " + shown(share) + " of " + (back + on),
        (back - on) / StrictMath.sqrt((double) (back + on)));
  }

  @TestFactory
  List<DynamicTest> aGridEarnsNothingBeforeCosts() {
    return List.of(0.001, 0.003, 0.01).stream()
        .map(step -> DynamicTest.dynamicTest("step " + step, () -> earnsNothing(step)))
        .toList();
  }

  /** Holds a unit more for every step the price is below where it began, at no cost. */
  private static void earnsNothing(double step) {
    double sum = 0;
    double squares = 0;
    for (double[] day : DAYS) {
      double profit = 0;
      long held = 0;
      for (int i = 1; i <= MINUTES; i++) {
        profit += held * (day[i] - day[i - 1]) / day[0];
        held = (long) ((1 - day[i] / day[0]) / step);
      }
      sum += profit;
      squares += profit * profit;
    }
    within("grid of " + step + " earns " + shown(sum / SEEDS), sum / StrictMath.sqrt(squares));
  }

  @Test
  void theBookIsWhereThePathIs() {
    SymbolProfile btc = StandardProfiles.all().get(0);
    double products = 0;
    double squaredProducts = 0;
    for (long seed = 1; seed <= 20; seed++) {
      GeneratedMarketSource source = new GeneratedMarketSource(seed, List.of(btc));
      Touch touch = new Touch();
      double before = 0;
      double change = 0;
      for (long atNs = 10_000_000_000L; atNs < 3_600_000_000_000L; atNs += 10_000_000_000L) {
        while (source.nextNs() <= atNs) {
          source.advance(touch);
        }
        double middle = (touch.bidE9 + touch.askE9) / 2.0;
        double now = before == 0 ? 0 : middle / before - 1;
        products += now * change;
        squaredProducts += now * now * change * change;
        change = now;
        before = middle;
      }
    }
    within("10 s changes of the book's middle", products / StrictMath.sqrt(squaredProducts));
  }

  private static String shown(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static void within(String what, double z) {
    assertThat(z).as("z of %s", what).isBetween(-TOO_FAR, TOO_FAR);
  }

  /** Best bid and ask as told with the last complete book: the levels nearest the last trade. */
  private static final class Touch implements MarketSink {
    private final TreeMap<Long, Long> bids = new TreeMap<>();
    private final TreeMap<Long, Long> asks = new TreeMap<>();
    private long bidE9;
    private long askE9;

    @Override
    public void clearBook(int symbol) {
      bids.clear();
      asks.clear();
    }

    @Override
    public void level(int symbol, Side side, long priceE9, long quantityE9) {
      TreeMap<Long, Long> levels = side == Side.BUY ? bids : asks;
      if (quantityE9 == 0) {
        levels.remove(priceE9);
      } else {
        levels.put(priceE9, quantityE9);
      }
    }

    @Override
    public void bookComplete(int symbol) {
      bidE9 = bids.lastKey();
      askE9 = asks.firstKey();
    }

    @Override
    public void trade(int symbol, Side takerSide, long priceE9, long quantityE9) {}

    @Override
    public void prices(int symbol, long markE9, long indexE9) {}

    @Override
    public void fundingRate(int symbol, long rateE9) {}

    @Override
    public void openInterest(int symbol, long contractsE9) {}

    @Override
    public void liquidation(int symbol, Side positionSide, long priceE9, long quantityE9) {}
  }
}
