package ringside.adapters.exchange;

import java.nio.file.Path;
import java.util.List;
import ringside.adapters.sim.FillModel;
import ringside.adapters.sim.LatencyModel;

/**
 * How a {@link LocalExchange} is started. Immutable; begin with {@link #defaults}.
 *
 * <p>What makes the venue what it is may be null: then it is as the data directory says, or the
 * usual.
 *
 * @param port of REST on the loopback interface, and the next one for the sockets; 0 for free ones
 * @param data where inputs and keys are kept; null: the venue forgets with its process
 * @param speed how many times as fast as the clock venue time passes
 * @param seed of the market, the fills and the latencies
 * @param market {@code generated}, or a file: a recording, candles or trades
 * @param symbols which of the market's; null or empty for all
 * @param accounts how many there are
 * @param balanceE9 what each has at start
 * @param limited whether callers are held to Bybit's rate limits
 * @param transfers whether the accounts' keys may move money between wallets
 */
public record ExchangeConfig(
    int port,
    Path data,
    double speed,
    Long seed,
    String market,
    List<String> symbols,
    Integer accounts,
    Long balanceE9,
    FillModel fillModel,
    LatencyModel orderLatency,
    LatencyModel feedLatency,
    boolean limited,
    boolean transfers) {
  /** The market that is made up. */
  public static final String GENERATED = "generated";

  /** The slowest and the fastest that time may pass. */
  public static final double MIN_SPEED = 0.01;

  public static final double MAX_SPEED = 1_000;

  /**
   * Checks.
   *
   * @throws IllegalArgumentException for a value that is not allowed: which, and what is
   */
  public ExchangeConfig {
    if (port < 0 || port > 65_534) {
      throw new IllegalArgumentException("port " + port + ": 0 to 65534");
    }
    if (!(speed >= MIN_SPEED && speed <= MAX_SPEED)) {
      throw new IllegalArgumentException("speed " + speed + ": " + MIN_SPEED + " to " + MAX_SPEED);
    }
    if (accounts != null && (accounts < 1 || accounts > 1_000)) {
      throw new IllegalArgumentException("accounts " + accounts + ": 1 to 1000");
    }
    symbols = symbols == null ? List.of() : List.copyOf(symbols);
  }

  /** Free ports, nothing kept, real time, everything usual. */
  public static ExchangeConfig defaults() {
    return new ExchangeConfig(
        0, null, 1, null, null, null, null, null, null, null, null, true, false);
  }

  public ExchangeConfig withPort(int other) {
    return new ExchangeConfig(
        other,
        data,
        speed,
        seed,
        market,
        symbols,
        accounts,
        balanceE9,
        fillModel,
        orderLatency,
        feedLatency,
        limited,
        transfers);
  }

  public ExchangeConfig withData(Path directory) {
    return new ExchangeConfig(
        port,
        directory,
        speed,
        seed,
        market,
        symbols,
        accounts,
        balanceE9,
        fillModel,
        orderLatency,
        feedLatency,
        limited,
        transfers);
  }

  public ExchangeConfig withSpeed(double other) {
    return new ExchangeConfig(
        port,
        data,
        other,
        seed,
        market,
        symbols,
        accounts,
        balanceE9,
        fillModel,
        orderLatency,
        feedLatency,
        limited,
        transfers);
  }

  public ExchangeConfig withSeed(Long other) {
    return new ExchangeConfig(
        port,
        data,
        speed,
        other,
        market,
        symbols,
        accounts,
        balanceE9,
        fillModel,
        orderLatency,
        feedLatency,
        limited,
        transfers);
  }

  public ExchangeConfig withMarket(String other) {
    return new ExchangeConfig(
        port,
        data,
        speed,
        seed,
        other,
        symbols,
        accounts,
        balanceE9,
        fillModel,
        orderLatency,
        feedLatency,
        limited,
        transfers);
  }

  public ExchangeConfig withSymbols(List<String> names) {
    return new ExchangeConfig(
        port,
        data,
        speed,
        seed,
        market,
        names,
        accounts,
        balanceE9,
        fillModel,
        orderLatency,
        feedLatency,
        limited,
        transfers);
  }

  public ExchangeConfig withAccounts(Integer number, Long balance) {
    return new ExchangeConfig(
        port,
        data,
        speed,
        seed,
        market,
        symbols,
        number,
        balance,
        fillModel,
        orderLatency,
        feedLatency,
        limited,
        transfers);
  }

  public ExchangeConfig withFillModel(FillModel model) {
    return new ExchangeConfig(
        port,
        data,
        speed,
        seed,
        market,
        symbols,
        accounts,
        balanceE9,
        model,
        orderLatency,
        feedLatency,
        limited,
        transfers);
  }

  public ExchangeConfig withLatencies(LatencyModel order, LatencyModel feed) {
    return new ExchangeConfig(
        port, data, speed, seed, market, symbols, accounts, balanceE9, fillModel, order, feed,
        limited, transfers);
  }

  /** Without rate limits: for load. */
  public ExchangeConfig unlimited() {
    return new ExchangeConfig(
        port,
        data,
        speed,
        seed,
        market,
        symbols,
        accounts,
        balanceE9,
        fillModel,
        orderLatency,
        feedLatency,
        false,
        transfers);
  }

  /**
   * With keys that may move money between the funding and the unified wallet. The engine refuses
   * such a key, as it would at the real venue, unless its config allows it.
   */
  public ExchangeConfig withTransfers() {
    return new ExchangeConfig(
        port,
        data,
        speed,
        seed,
        market,
        symbols,
        accounts,
        balanceE9,
        fillModel,
        orderLatency,
        feedLatency,
        limited,
        true);
  }
}
