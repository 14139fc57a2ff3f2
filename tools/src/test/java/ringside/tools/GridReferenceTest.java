package ringside.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ringside.tools.GridReference.Point;
import ringside.tools.GridReference.Side;

/** The engine's grid and {@link GridReference} order the same, line by line. */
class GridReferenceTest {
  private static final long MINUTE_MS = 60_000;
  private static final long START_MS = 1_700_000_040_000L;

  @TempDir Path folder;

  private final List<long[]> times = new ArrayList<>();
  private final List<BigDecimal[]> candles = new ArrayList<>();
  private boolean byLeg;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void onSeededSeriesTheyOrderTheSame(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    walk(random, 400);
    Side up = side(random);
    Side down = side(random);
    up.enabled = !down.enabled || random.nextInt(5) > 0;
    compare("seed " + seed, up, down, 20);
  }

  /** What two legs do at one point is interleaved as answers come: each leg is compared alone. */
  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33, 34, 35, 36, 37, 38})
  void withStopsAndLossLimitsTheyOrderTheSame(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    walk(random, 400);
    Side up = side(random);
    Side down = side(random);
    up.enabled = true;
    down.enabled = true;
    if (seed % 2 == 0) {
      up.stop = decimal(random, 4, 6, 2);
      down.stop = decimal(random, 4, 6, 2);
      // A stop is refused that comes before the last level.
      up.levels = Math.min(3, up.levels);
      down.levels = Math.min(3, down.levels);
    } else {
      up.maxCycleLoss = decimal(random, 5, 100, 2);
      down.maxCycleLoss = decimal(random, 5, 100, 2);
    }
    byLeg = true;
    compare("seed " + seed, up, down, 20);
  }

  @Test
  void onTenRealDaysTheyOrderTheSame() throws IOException {
    Path file = SharedData.require("bybit/candles/btcusdt_linear_1m_hlcv_20250301_20250310.csv.gz");
    read(file);
    Side up = new Side();
    up.quote = new BigDecimal("200");
    up.levels = 8;
    up.step = new BigDecimal("0.4");
    up.stepScale = new BigDecimal("1.1");
    up.multiplier = new BigDecimal("1.5");
    up.profit = new BigDecimal("0.3");
    Side down = new Side();
    down.quantity = new BigDecimal("0.003");
    down.levels = 6;
    down.step = new BigDecimal("0.35");
    down.multiplier = new BigDecimal("1.3");
    down.profit = new BigDecimal("0.25");
    down.cooldownMs = 600_000;
    compare("ten days", up, down, 500);
  }

  private void compare(String what, Side up, Side down, int atLeast) throws IOException {
    Path csv = folder.resolve("candles.csv");
    StringBuilder text = new StringBuilder("time,open,high,low,close,volume\n");
    for (int i = 0; i < candles.size(); i++) {
      BigDecimal[] c = candles.get(i);
      text.append(times.get(i)[0] / 1000).append(',').append(c[0]).append(',').append(c[1]);
      text.append(',').append(c[2]).append(',').append(c[3]).append(",10\n");
    }
    Files.writeString(csv, text);
    Path config = folder.resolve("config.yaml");
    Files.writeString(config, config(up, down));
    Path out = folder.resolve("out");
    Cli.Result run =
        Cli.run(
            "backtest",
            "--config",
            config,
            "--candles",
            "BTCUSDT=" + csv,
            "--out",
            out,
            "--balance",
            "100000000");
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<String> ordered = new ArrayList<>();
    for (String line : Files.readAllLines(out.resolve("orders.csv")).subList(1, lines(out))) {
      String[] parts = line.split(",");
      String time = Instant.parse(parts[0]).toString();
      ordered.add(String.join(",", time, parts[1], parts[2], parts[3], parts[4], parts[5]));
    }
    List<Point> points = GridReference.points(times, candles, MINUTE_MS);
    List<String> expected =
        new GridReference("0.1", "0.001", "0.001", "5", "0.00055").run(points, up, down);
    assertThat(expected.size()).as(what + ": orders").isGreaterThan(atLeast);
    if (byLeg) {
      ordered.sort(Comparator.comparing(line -> line.contains(",long,") ? 0 : 1));
      expected.sort(Comparator.comparing(line -> line.contains(",long,") ? 0 : 1));
    }
    for (int i = 0; i < Math.min(expected.size(), ordered.size()); i++) {
      assertThat(ordered.get(i)).as(what + ", order " + i).isEqualTo(expected.get(i));
    }
    assertThat(ordered).as(what).hasSameSizeAs(expected);
  }

  private static int lines(Path out) throws IOException {
    return Files.readAllLines(out.resolve("orders.csv")).size();
  }

  private static String config(Side up, Side down) {
    return """
        venues:
          paper:
            environment: local
            rest: http://127.0.0.1:1
            public: ws://127.0.0.1:1/public
            private: ws://127.0.0.1:1/private
            trade: ws://127.0.0.1:1/trade
        accounts:
          main: {venue: paper, keyFile: nowhere}
        limits:
          ordersPerSecond: 1000
          exposure: {symbol: 100000000, account: 100000000, engine: 100000000}
        strategies:
          grid:
            kind: grid
            account: main
            symbol: BTCUSDT
            parameters:
        """
        + section("long", up)
        + section("short", down);
  }

  private static String section(String name, Side side) {
    if (!side.enabled) {
      return "      " + name + ": {enabled: false}\n";
    }
    StringBuilder text = new StringBuilder("      " + name + ": {");
    text.append("levels: ").append(side.levels);
    add(text, "quantity", side.quantity);
    add(text, "quote", side.quote);
    add(text, "stepPercent", side.step);
    add(text, "stepScale", side.stepScale);
    add(text, "multiplier", side.multiplier);
    add(text, "takeProfitPercent", side.profit);
    add(text, "cap", side.cap);
    add(text, "stopLossPercent", side.stop);
    add(text, "maxCycleLoss", side.maxCycleLoss);
    text.append(", cooldown: ").append(side.cooldownMs).append("ms");
    text.append(", autoCycle: ").append(side.autoCycle);
    return text.append("}\n").toString();
  }

  private static void add(StringBuilder text, String name, BigDecimal value) {
    if (value != null) {
      text.append(", ").append(name).append(": ").append(value.toPlainString());
    }
  }

  private static Side side(SplittableRandom random) {
    Side side = new Side();
    side.enabled = random.nextInt(6) > 0;
    if (random.nextBoolean()) {
      side.quantity = decimal(random, 0.002, 0.2, 3);
    } else {
      side.quote = decimal(random, 150, 3_000, 2);
    }
    side.levels = 1 + random.nextInt(9);
    side.step = decimal(random, 0.05, 1, 4);
    side.stepScale = decimal(random, 0.8, 1.6, 3);
    side.multiplier = decimal(random, 0.9, 2, 3);
    side.profit = decimal(random, 0.1, 1, 4);
    side.cooldownMs = random.nextInt(3) == 0 ? random.nextInt(600) * 1_000L : 0;
    return side;
  }

  private static BigDecimal decimal(SplittableRandom random, double least, double most, int scale) {
    return BigDecimal.valueOf(random.nextDouble(least, most)).setScale(scale, RoundingMode.DOWN);
  }

  private void walk(SplittableRandom random, int count) {
    long ticks = 300_000L + random.nextInt(300_000);
    for (int i = 0; i < count; i++) {
      long open = ticks;
      long[] path = new long[4];
      for (int k = 0; k < 4; k++) {
        ticks += Math.round((random.nextDouble() - 0.5) * open * 0.01);
        path[k] = ticks;
      }
      long close = path[3];
      long high = Math.max(Math.max(open, close), Math.max(path[1], path[2]));
      long low = Math.min(Math.min(open, close), Math.min(path[1], path[2]));
      add(START_MS + i * MINUTE_MS, price(open), price(high), price(low), price(close));
    }
  }

  private static BigDecimal price(long ticks) {
    return BigDecimal.valueOf(ticks, 1);
  }

  private void add(long timeMs, BigDecimal open, BigDecimal high, BigDecimal low, BigDecimal end) {
    times.add(new long[] {timeMs});
    candles.add(new BigDecimal[] {open, high, low, end});
  }

  /** A file without opens: each candle opens where the one before closed. */
  private void read(Path file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      String head = reader.readLine().toLowerCase(Locale.ROOT);
      assertThat(head).startsWith("timestamp_ms,high,low,close");
      BigDecimal before = null;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] parts = line.split(",");
        BigDecimal close = new BigDecimal(parts[3]);
        BigDecimal open = before == null ? close : before;
        BigDecimal high = new BigDecimal(parts[1]).max(open);
        BigDecimal low = new BigDecimal(parts[2]).min(open);
        add(Long.parseLong(parts[0]), open, high, low, close);
        before = close;
      }
    }
  }
}
