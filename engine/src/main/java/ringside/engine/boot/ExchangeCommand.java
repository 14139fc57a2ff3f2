package ringside.engine.boot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import ringside.adapters.exchange.AccountKey;
import ringside.adapters.exchange.ExchangeConfig;
import ringside.adapters.exchange.LocalExchange;
import ringside.adapters.sim.FillModel;
import ringside.adapters.sim.LatencyModel;
import ringside.adapters.sim.market.MarketException;

/** Runs the simulated venue alone, with its REST and its sockets, until it is told to end. */
@Command(
    name = "exchange",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = EngineMain.Version.class,
    description = {
      "Runs a simulated venue on this machine that speaks Bybit v5: REST, public, private and trade"
          + " sockets, on the loopback interface. Prints where it is and the keys of its test"
          + " accounts, and runs until TERM or INT.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 ended, 2 bad usage or port, 3 the directory is held, 4 it is refused, 70 the"
          + " venue ended by a fault."
    })
final class ExchangeCommand implements Callable<Integer> {
  private static final long NS_A_MS = 1_000_000;
  private static final double E9 = 1e9;
  private static final double MAX_BALANCE = 1e9;
  private static final long SIGMA_E9 = 500_000_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Of REST; the sockets are at the next one. 0: free ones (default: 0)")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Keeps accounts, orders, positions, keys and the market's course there, and goes on with"
              + " them (default: nothing is kept)")
  private Path data;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the market, the fills and the latencies (default: 1)")
  private Long seed;

  @Option(
      names = "--market",
      paramLabel = "generated|FILE",
      description =
          "A market that is made up, or of a file: a recording, or candles or trades as CSV"
              + " (default: generated)")
  private String market;

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many times as fast as the clock its time passes, 0.01 to 1000 (default: 1)")
  private double speed;

  @Option(
      names = "--symbols",
      paramLabel = "A,B",
      split = ",",
      description =
          "Which of the market's; six more than by default of the generated one (default: all of a"
              + " file; BTCUSDT, ETHUSDT, SOLUSDT, XRPUSDT)")
  private List<String> symbols;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      description = "How many test accounts, 1 to 1000 (default: 3)")
  private Integer accounts;

  @Option(
      names = "--balance",
      paramLabel = "USDT",
      description = "What each account has at start (default: 100000)")
  private Double balance;

  @Option(
      names = "--fill-model",
      paramLabel = "MODEL",
      description = "How resting orders are filled: ${COMPLETION-CANDIDATES} (default: queue)")
  private FillModel fillModel;

  @Option(
      names = "--order-latency",
      paramLabel = "MS",
      description =
          "Median from a request to the matching engine; half of it is fixed (default: 0)")
  private Double orderLatency;

  @Option(
      names = "--feed-latency",
      paramLabel = "MS",
      description = "Median from the matching engine to the streams; half is fixed (default: 0)")
  private Double feedLatency;

  @Option(names = "--no-limits", description = "Without Bybit's limits of requests, for load")
  private boolean unlimited;

  @Option(
      names = "--transfers",
      description =
          "The keys may transfer between the funding and the unified wallet too; the engine"
              + " refuses such keys unless its config allows them")
  private boolean transfers;

  @Option(names = "--json", description = "URLs and keys as one line of JSON")
  private boolean json;

  private ExchangeCommand() {}

  @Override
  public Integer call() throws IOException {
    try (LocalExchange exchange = LocalExchange.start(config())) {
      print(exchange);
      StopRequest stop = new StopRequest();
      stop.onSignals();
      while (!stop.await(1, TimeUnit.SECONDS)) {
        if (exchange.fault().isDone()) {
          System.err.println("ringside exchange: the venue has ended: " + exchange.fault().join());
          return ExitCode.HALTED;
        }
      }
      return ExitCode.DONE;
    } catch (MarketException e) {
      throw new UsageException(e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private ExchangeConfig config() {
    ExchangeConfig config =
        ExchangeConfig.defaults()
            .withPort(port)
            .withData(data)
            .withSpeed(speed)
            .withSeed(seed)
            .withMarket(market)
            .withSymbols(symbols)
            .withAccounts(accounts, balanceE9())
            .withFillModel(fillModel)
            .withLatencies(latency(orderLatency), latency(feedLatency));
    if (transfers) {
      config = config.withTransfers();
    }
    return unlimited ? config.unlimited() : config;
  }

  private Long balanceE9() {
    if (balance == null) {
      return null;
    }
    if (!(balance >= 0 && balance <= MAX_BALANCE)) {
      throw new IllegalArgumentException("--balance " + balance + ": 0 to 1000000000");
    }
    return Math.round(balance * E9);
  }

  private static LatencyModel latency(Double ms) {
    if (ms == null) {
      return null;
    }
    if (!(ms >= 0 && ms <= 60_000)) {
      throw new IllegalArgumentException("latency " + ms + " ms: 0 to 60000");
    }
    long halfNs = Math.round(ms * NS_A_MS / 2);
    return ms == 0 ? LatencyModel.NONE : new LatencyModel(halfNs, halfNs, SIGMA_E9);
  }

  private void print(LocalExchange exchange) {
    if (json) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("rest", exchange.restUrl());
      line.put("public", exchange.publicUrl());
      line.put("private", exchange.privateUrl());
      line.put("trade", exchange.tradeUrl());
      List<Map<String, Object>> keys = new ArrayList<>();
      for (AccountKey key : exchange.accounts()) {
        Map<String, Object> account = new LinkedHashMap<>();
        account.put("name", key.name());
        account.put("apiKey", key.apiKey());
        account.put("apiSecret", key.secret());
        keys.add(account);
      }
      line.put("accounts", keys);
      Map<String, Object> control = new LinkedHashMap<>();
      control.put("url", exchange.controlUrl());
      control.put("token", exchange.controlToken());
      line.put("control", control);
      System.out.println(JsonLine.of(line));
    } else {
      System.out.println("rest     " + exchange.restUrl());
      System.out.println("public   " + exchange.publicUrl());
      System.out.println("private  " + exchange.privateUrl());
      System.out.println("trade    " + exchange.tradeUrl());
      System.out.println("control  " + exchange.controlUrl() + "  " + exchange.controlToken());
      for (AccountKey key : exchange.accounts()) {
        System.out.println(
            "account  " + key.name() + "  key " + key.apiKey() + "  secret " + key.secret());
      }
    }
    System.out.flush();
  }
}
