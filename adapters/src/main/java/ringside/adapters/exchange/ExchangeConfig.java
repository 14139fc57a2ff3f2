package ringside.adapters.exchange;

import java.nio.file.Path;
import java.util.List;
import ringside.adapters.sim.FillModel;
import ringside.adapters.sim.LatencyModel;

/**
 * How a {@link LocalExchange} is started. Immutable; begin with {@link #defaults}, add with the
 * methods that give a config.
 *
 * <p>What makes the venue what it is may be null: then it is as the data directory says, or the
 * usual.
 */
public final class ExchangeConfig {
  /** The market that is made up. */
  public static final String GENERATED = "generated";

  /** The slowest and the fastest that time may pass. */
  public static final double MIN_SPEED = 0.01;

  public static final double MAX_SPEED = 1_000;

  // Written by the methods below alone, before anybody else has seen the copy.
  private int port;
  private Path data;
  private double speed = 1;
  private Long seed;
  private String market;
  private List<String> symbols = List.of();
  private Integer accounts;
  private Long balanceE9;
  private FillModel fillModel;
  private LatencyModel orderLatency;
  private LatencyModel feedLatency;
  private boolean limited = true;
  private boolean transfers;

  private ExchangeConfig() {}

  /** Free ports, nothing kept, real time, everything usual. */
  public static ExchangeConfig defaults() {
    return new ExchangeConfig();
  }

  private ExchangeConfig copy() {
    ExchangeConfig copy = new ExchangeConfig();
    copy.port = port;
    copy.data = data;
    copy.speed = speed;
    copy.seed = seed;
    copy.market = market;
    copy.symbols = symbols;
    copy.accounts = accounts;
    copy.balanceE9 = balanceE9;
    copy.fillModel = fillModel;
    copy.orderLatency = orderLatency;
    copy.feedLatency = feedLatency;
    copy.limited = limited;
    copy.transfers = transfers;
    return copy;
  }

  /**
   * At this port of the loopback interface REST, at the next one the sockets; 0 for free ones.
   *
   * @throws IllegalArgumentException when there is no such port, or no next one
   */
  public ExchangeConfig withPort(int other) {
    if (other < 0 || other > 65_534) {
      throw new IllegalArgumentException("port " + other + ": 0 to 65534");
    }
    ExchangeConfig made = copy();
    made.port = other;
    return made;
  }

  /** Keeps inputs and keys there; null: the venue forgets with its process. */
  public ExchangeConfig withData(Path directory) {
    ExchangeConfig made = copy();
    made.data = directory;
    return made;
  }

  /**
   * Venue time passes so many times as fast as the clock.
   *
   * @throws IllegalArgumentException when that is too slow or too fast
   */
  public ExchangeConfig withSpeed(double other) {
    if (!(other >= MIN_SPEED && other <= MAX_SPEED)) {
      throw new IllegalArgumentException("speed " + other + ": " + MIN_SPEED + " to " + MAX_SPEED);
    }
    ExchangeConfig made = copy();
    made.speed = other;
    return made;
  }

  /** Of the market, the fills and the latencies. */
  public ExchangeConfig withSeed(Long other) {
    ExchangeConfig made = copy();
    made.seed = other;
    return made;
  }

  /** {@link #GENERATED}, or a file: a recording, candles or trades. */
  public ExchangeConfig withMarket(String other) {
    ExchangeConfig made = copy();
    made.market = other;
    return made;
  }

  /** Which of the market's; null or empty for the usual ones. */
  public ExchangeConfig withSymbols(List<String> names) {
    ExchangeConfig made = copy();
    made.symbols = names == null ? List.of() : List.copyOf(names);
    return made;
  }

  /**
   * So many accounts, with so much each at start.
   *
   * @throws IllegalArgumentException when those are too few or too many
   */
  public ExchangeConfig withAccounts(Integer number, Long balance) {
    if (number != null && (number < 1 || number > 1_000)) {
      throw new IllegalArgumentException("accounts " + number + ": 1 to 1000");
    }
    ExchangeConfig made = copy();
    made.accounts = number;
    made.balanceE9 = balance;
    return made;
  }

  public ExchangeConfig withFillModel(FillModel model) {
    ExchangeConfig made = copy();
    made.fillModel = model;
    return made;
  }

  /** From requests to the matching engine, and from there to the streams. */
  public ExchangeConfig withLatencies(LatencyModel order, LatencyModel feed) {
    ExchangeConfig made = copy();
    made.orderLatency = order;
    made.feedLatency = feed;
    return made;
  }

  /** Without limits of requests and connects: for load. */
  public ExchangeConfig unlimited() {
    ExchangeConfig made = copy();
    made.limited = false;
    return made;
  }

  /**
   * With keys that may move money between the funding and the unified wallet. The engine refuses
   * such a key, as it would at the real venue, unless its config allows it.
   */
  public ExchangeConfig withTransfers() {
    ExchangeConfig made = copy();
    made.transfers = true;
    return made;
  }

  public int port() {
    return port;
  }

  /** Null: nothing is kept. */
  public Path data() {
    return data;
  }

  public double speed() {
    return speed;
  }

  public Long seed() {
    return seed;
  }

  public String market() {
    return market;
  }

  /** Empty for the usual ones. */
  public List<String> symbols() {
    return symbols;
  }

  public Integer accounts() {
    return accounts;
  }

  public Long balanceE9() {
    return balanceE9;
  }

  public FillModel fillModel() {
    return fillModel;
  }

  public LatencyModel orderLatency() {
    return orderLatency;
  }

  public LatencyModel feedLatency() {
    return feedLatency;
  }

  /** Whether callers are held to Bybit's rate limits. */
  public boolean limited() {
    return limited;
  }

  /** Whether the accounts' keys may move money between wallets. */
  public boolean transfers() {
    return transfers;
  }
}
