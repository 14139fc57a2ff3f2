package ringside.adapters.sim.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import ringside.adapters.recording.Recording;
import ringside.adapters.sim.MarketSource;

/**
 * Measures the generated market and real data alike: within a factor of 2 of each other, and the
 * table in docs/MARKET.md is this one. Generated is the mean over seeds 1 to 6, ten minutes each
 * from the start; volatility is that of forty days.
 */
class MarketComparisonTest {
  private static final String LINEAR = "bybit/linear_btc_eth_20260809.jsonl";
  private static final String XRP = "bybit/orderbook/xrpusdt_linear_ob500_20241201_part1.jsonl";
  private static final long SECOND_NS = 1_000_000_000L;
  private static final int SEEDS = 6;
  private static final int SECONDS = 600;
  private static final int DAYS = 40;
  private static final double[] PARTS = {0.5, 0.9, 0.99};

  private final List<String> table = new ArrayList<>();
  private final List<String> tooFar = new ArrayList<>();

  @Test
  void theGeneratedMarketIsWithinAFactorOfTwoOfRealOnes() throws IOException {
    Path linear = FileMarkets.shared(LINEAR);
    compareStream("BTCUSDT", 0, 0, linear, 200, true);
    compareStream("ETHUSDT", 1, 1, linear, 200, true);
    compareStream("XRPUSDT", 3, 0, FileMarkets.shared(XRP), 500, false);
    double[] generated = quantiles(generatedMinutes());
    compareMinutes(
        "Bybit 2025-03",
        "bybit/candles/btcusdt_linear_1m_hlcv_20250301_20250310.csv.gz",
        generated);
    compareMinutes(
        "Binance 2022-05-06", "binance-usdm/candles/btcusdt_1m_20220506.csv.gz", generated);
    compareMinutes("FTX 2022-01", "ftx/candles/btc-perp_1m_20211231_20220201.csv.gz", generated);
    assertThat(tooFar).as("rows beyond a factor of 2").isEmpty();
    String page = Files.readString(docs());
    assertThat(table)
        .as("rows of docs/MARKET.md, which should be%n%s", String.join("\n", table))
        .allMatch(page::contains);
  }

  private static Path docs() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path page = at.resolve("docs/MARKET.md");
      if (Files.exists(page)) {
        return page;
      }
    }
    throw new AssertionError("no docs/MARKET.md");
  }

  private void compareStream(
      String name, int profile, int symbol, Path file, int depth, boolean traded) {
    SymbolProfile of = StandardProfiles.all().get(profile);
    long tickE9 = of.instrument().tickE9();
    MarketMeasure real = new MarketMeasure(symbol, depth, tickE9);
    double realSeconds;
    try (RecordedMarketSource source =
        new RecordedMarketSource(Recording.of(file), List.of(), List.of(), false)) {
      realSeconds = play(source, real, Long.MAX_VALUE) / (double) SECOND_NS;
    }
    MarketMeasure made = new MarketMeasure(0, depth, tickE9);
    for (int seed = 1; seed <= SEEDS; seed++) {
      made.begin();
      play(new GeneratedMarketSource(seed, List.of(of)), made, SECONDS * SECOND_NS);
    }
    row(name + " spread, ticks, mean", mean(real.spreadTicks), mean(made.spreadTicks));
    row(
        name + " levels a delta, " + depth + " deep, mean",
        mean(real.levelsPerDelta),
        mean(made.levelsPerDelta));
    row(
        name + " levels a delta, " + depth + " deep, median",
        quantiles(real.levelsPerDelta)[0],
        quantiles(made.levelsPerDelta)[0]);
    if (traded) {
      row(
          name + " trades a second",
          real.tradeSizes.size() / realSeconds,
          made.tradeSizes.size() / (double) (SECONDS * SEEDS));
      rows(name + " trade size", quantiles(real.tradeSizes), quantiles(made.tradeSizes));
    }
  }

  private static long play(MarketSource source, MarketMeasure measure, long untilNs) {
    long nowNs = 0;
    while (source.nextNs() < untilNs) {
      nowNs = source.nextNs();
      measure.at(nowNs);
      source.advance(measure);
    }
    return nowNs;
  }

  private void compareMinutes(String name, String file, double[] generated) {
    List<Double> closes = new ArrayList<>();
    try (CsvRows rows = CsvRows.open(FileMarkets.shared(file), CsvColumns.fromFile())) {
      for (CsvRow row = rows.next(); row != null; row = rows.next()) {
        closes.add(row.closeE9() / 1e9);
      }
    }
    rows("BTCUSDT minute move, bp, " + name, quantiles(moves(closes)), generated);
  }

  private static List<Double> generatedMinutes() {
    List<Double> all = new ArrayList<>();
    for (int seed = 1; seed <= DAYS; seed++) {
      List<Double> closes = new ArrayList<>();
      PricePath path = GeneratedSymbol.path(StandardProfiles.all().get(0), new Dice(seed));
      double at = 0;
      double minute = 0;
      while (minute <= 86_400) {
        double next = at + path.nextStepSeconds();
        for (; minute <= next; minute += 60) {
          closes.add(path.price());
        }
        path.step(next - at);
        at = next;
      }
      all.addAll(moves(closes));
    }
    return all;
  }

  private static List<Double> moves(List<Double> closes) {
    List<Double> moves = new ArrayList<>();
    for (int i = 1; i < closes.size(); i++) {
      moves.add(Math.abs(closes.get(i) / closes.get(i - 1) - 1) * 1e4);
    }
    return moves;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static double[] quantiles(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return Arrays.stream(PARTS)
        .map(part -> sorted[Math.min(sorted.length - 1, (int) (part * sorted.length))])
        .toArray();
  }

  private void rows(String what, double[] real, double[] made) {
    for (int i = 0; i < PARTS.length; i++) {
      row(what + ", " + Math.round(100 * PARTS[i]) + " %", real[i], made[i]);
    }
  }

  private void row(String what, double real, double made) {
    double ratio = made / real;
    String row =
        String.format(
            Locale.ROOT, "| %s | %s | %s | %.2f |", what, shown(real), shown(made), ratio);
    table.add(row);
    if (!(ratio >= 0.5 && ratio <= 2)) {
      tooFar.add(row);
    }
  }

  private static String shown(double value) {
    return String.format(Locale.ROOT, value < 1 ? "%.3f" : value < 100 ? "%.2f" : "%.0f", value);
  }
}
