package ringside.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import ringside.adapters.sim.market.CsvMarketSource;
import ringside.adapters.sim.market.JoinedMarketSource;
import ringside.engine.boot.VirtualRun;
import ringside.engine.config.ConfigFile;
import ringside.engine.core.StrategyFactory;
import ringside.engine.strategy.BuiltInStrategies;
import ringside.journal.codec.StopReason;
import ringside.journal.event.Decimals;

/**
 * A grid on both legs run over one-minute candles: the file read, venue and core at four points a
 * candle, no journal. Beside it, the same candles with the same venue and core and nobody who
 * trades. Once more as the command in a JVM of its own, which writes its files and compiles as it
 * goes; the JVM's start is left out.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 5)
@Measurement(iterations = 20)
@Fork(1)
public class BacktestBenchmark {
  private static final long BALANCE_E9 = 100_000 * Decimals.ONE_E9;
  private static final long FIRST_S = 1_700_000_040L;
  private static final long MINUTE_S = 60;
  private static final double NS_PER_SECOND = 1e9;
  private static final Pattern SECONDS = Pattern.compile("\"seconds\":([0-9.]+)");
  private static final String CONFIG =
      """
      venues:
        paper:
          environment: local
          rest: http://127.0.0.1:1
          public: ws://127.0.0.1:1/public
          private: ws://127.0.0.1:1/private
          trade: ws://127.0.0.1:1/trade
      accounts:
        main: {venue: paper, keyFile: none}
      strategies:
        grid:
          kind: grid
          account: main
          symbol: BTCUSDT
          parameters: {quote: 500, levels: 8, stepPercent: 0.4, takeProfitPercent: 0.5, multiplier: 1.3}
      """;

  /** Candles. */
  @Param("45000")
  public int events;

  private final Turns turns = new Turns();
  private Scratch scratch;
  private Path config;
  private Path candles;

  /** What a round gives, in seconds. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Rates {
    public double ours;
    public double floor;
    public double oursCold;
  }

  /** Writes config and candles. */
  @Setup(Level.Trial)
  public void write() throws IOException {
    scratch = new Scratch("backtest");
    config = scratch.directory().resolve("config.yaml");
    Files.writeString(config, CONFIG);
    candles = scratch.directory().resolve("candles.csv");
    SplittableRandom random = new SplittableRandom(5);
    StringBuilder text = new StringBuilder("time,open,high,low,close,volume\n");
    double price = 36_500;
    for (int i = 0; i < events; i++) {
      double close = price * (1 + 0.0007 * random.nextGaussian());
      double high = Math.max(price, close) * (1 + 0.0003 * Math.abs(random.nextGaussian()));
      double low = Math.min(price, close) * (1 - 0.0003 * Math.abs(random.nextGaussian()));
      text.append(
          String.format(
              Locale.ROOT,
              "%d,%.1f,%.1f,%.1f,%.1f,100%n",
              FIRST_S + i * MINUTE_S,
              price,
              high,
              low,
              close));
      price = close;
    }
    Files.writeString(candles, text);
  }

  /** Deletes them. */
  @TearDown(Level.Trial)
  public void delete() throws IOException {
    scratch.close();
  }

  /** One round. */
  @Benchmark
  public void round(Rates rates) throws IOException {
    turns.both(
        () -> rates.ours = run(BuiltInStrategies.INSTANCE),
        () -> rates.floor = run(StrategyFactory.NONE));
    rates.oursCold = runCommand();
  }

  private double run(StrategyFactory strategies) throws IOException {
    long start = System.nanoTime();
    CsvMarketSource source = CsvMarketSource.ofPoints(candles, "BTCUSDT", UnaryOperator.identity());
    JoinedMarketSource market = new JoinedMarketSource(List.of(source));
    VirtualRun.Settings settings =
        new VirtualRun.Settings(
            ConfigFile.read(config), strategies, market, market.beganNs(), BALANCE_E9, null);
    try (VirtualRun run = new VirtualRun(settings, batch -> {})) {
      run.start();
      while (run.hasNext()) {
        run.step();
      }
      run.stop(StopReason.FINISHED);
    }
    return (System.nanoTime() - start) / NS_PER_SECOND;
  }

  private double runCommand() throws IOException {
    List<String> command = ReopenProcess.jvm();
    command.addAll(List.of("ringside.tools.ToolsMain", "backtest", "--json"));
    command.addAll(List.of("--config", config.toString(), "--candles", candles.toString()));
    command.addAll(List.of("--out", scratch.directory().resolve("out").toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = out.readLine();
      Matcher seconds = SECONDS.matcher(line == null ? "" : line);
      if (!seconds.find()) {
        throw new IllegalStateException("the command said " + line);
      }
      return Double.parseDouble(seconds.group(1));
    } finally {
      process.destroyForcibly();
    }
  }
}
