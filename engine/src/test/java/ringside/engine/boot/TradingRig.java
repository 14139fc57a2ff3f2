package ringside.engine.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import ringside.adapters.exchange.AccountKey;
import ringside.adapters.exchange.ExchangeConfig;
import ringside.adapters.exchange.Fault;
import ringside.adapters.exchange.LocalExchange;
import ringside.adapters.sim.FillModel;
import ringside.engine.config.ConfigFile;
import ringside.engine.config.TradingConfig;
import ringside.engine.core.state.CoreState;
import ringside.engine.pipeline.PipelineSettings;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OperatorAction;
import ringside.journal.codec.RunMode;
import ringside.journal.codec.StopReason;
import ringside.journal.log.SpaceLimits;

/**
 * A real exchange and a real engine in one process, over real sockets: two accounts quote two
 * symbols. What the engine knows is read from its journal while it runs.
 */
final class TradingRig implements AutoCloseable {
  static final List<String> SYMBOLS = List.of("BTCUSDT", "ETHUSDT");

  /** Null where the exchange is a process of its own. */
  final LocalExchange exchange;

  private final TradedVenue venue;
  final Path journal;
  private final Path directory;
  private final AtomicReference<String> halted = new AtomicReference<>();
  final JournalFollower follower;
  private List<String> strategies = List.of();
  private String settings = "";
  private String orphans = "";
  private String accountSettings = "";
  private Engine engine;
  private TradeSession session;

  TradingRig(Path directory) throws IOException {
    this(
        directory,
        LocalExchange.start(
            ExchangeConfig.defaults()
                .withSeed(11L)
                .withFillModel(FillModel.OPTIMISTIC)
                .withSymbols(SYMBOLS)
                .withAccounts(2, null)));
  }

  /** Grids on a market that is never still. */
  static TradingRig ofGrids(Path directory, long seed) throws IOException {
    Path market = RestlessMarket.in(directory, seed);
    LocalExchange exchange =
        LocalExchange.start(
            ExchangeConfig.defaults()
                .withMarket(market.toString())
                .withSeed(seed)
                .withSymbols(SYMBOLS)
                .withAccounts(2, null));
    return new TradingRig(directory, exchange).trading(GridConfigs.fast());
  }

  TradingRig(Path directory, LocalExchange exchange) {
    this.directory = directory;
    this.exchange = exchange;
    journal = directory.resolve("journal");
    follower = new JournalFollower(journal);
    venue = TradedVenue.of(exchange);
  }

  /** An engine beside an exchange that others start and end. */
  TradingRig(Path directory, TradedVenue venue) {
    this.directory = directory;
    this.exchange = null;
    this.venue = venue;
    journal = directory.resolve("journal");
    follower = new JournalFollower(journal);
  }

  TradedVenue venue() {
    return venue;
  }

  /** From the next start on the second account has no strategy; what is done about what it left. */
  TradingRig withoutSecond(String policy) {
    orphans = policy;
    return this;
  }

  /** What the first account's strategy wants of the venue, as the config has it. */
  TradingRig wanting(String newSettings) {
    settings = newSettings;
    return this;
  }

  /** Of each account, as the config has it. */
  TradingRig accounts(String newSettings) {
    accountSettings = newSettings;
    return this;
  }

  /** What is done about what a strategy that is gone has left, from the next start on. */
  TradingRig orphans(String policy) {
    orphans = policy;
    return this;
  }

  /** Other strategies than quotes, as lines of the config. */
  TradingRig trading(List<String> lines) {
    strategies = lines;
    return this;
  }

  /** A run of the engine begins; the keys have been looked at when this returns. */
  void startEngine() throws IOException {
    TradingConfig config = ConfigFile.parse("test", config(), directory);
    BybitAccess access = BybitAccess.of(directory.resolve("test.yaml"), Map.of(), warning -> {});
    TradePlan plan =
        TradePlan.of(config, access, false, journal, PipelineSettings.forThisMachine());
    EngineSettings settings =
        new EngineSettings(
            journal,
            plan.environment().kind().recorded(),
            RunMode.LIVE,
            config.journal().durability(),
            plan.pipeline(),
            SpaceLimits.ofDisk(directory),
            config.entries());
    engine = Engine.open(settings, this::onHalt);
    session = new TradeSession(plan, engine, (where, cause) -> onHalt(where, cause));
    session.lookAtKeys();
    session.startEngine();
    session.connect();
  }

  /** An operator speaks, of one account. */
  void command(OperatorAction action, int account) {
    operate(action, engine.catalog().account(alias(account)), null);
  }

  /** As a human by the control door; of a leg of all symbols, or of everything. */
  void operate(OperatorAction action, Integer account, Leg leg) {
    OperatorDesk desk = new OperatorDesk(engine.clock());
    desk.open(engine.sink());
    Object unused = desk.command(action, new OperatorDesk.Scope(account, null, leg), "test");
  }

  /** Strategies begin nothing new from now on. */
  void endStrategies() {
    session.end("test");
  }

  /** In order; journal and venue's books are proven by themselves. */
  void stopEngine() {
    session.disconnect();
    engine.stop(StopReason.FINISHED, "test", engine.clock().nowNs());
    session.close();
    engine.close();
    engine = null;
    JournalProof.verify(journal);
    if (exchange != null) {
      VenueBooks.audit(exchange);
    }
  }

  /** As if the process had died: nothing is said to anybody. */
  void killEngine() {
    session.disconnect();
    engine.close();
    engine = null;
  }

  String inject(Fault fault) {
    return exchange.inject(fault).join();
  }

  /** Whether a fault that lasts has struck; what is done at once has. */
  boolean struck(String id) {
    return exchange.faults().list().stream()
        .noneMatch(active -> Long.toString(active.id()).equals(id) && active.struck() == 0);
  }

  /** What the engine knows by now. */
  CoreState known() {
    return follower.known();
  }

  /** Waits until the engine knows what is meant. */
  void await(String what, long seconds, Predicate<CoreState> condition) {
    follower.await(what, seconds, this::requireAlive, condition);
  }

  private void requireAlive() {
    if (halted.get() != null) {
      throw new AssertionError("the engine halted: " + halted.get());
    }
    if (exchange != null && exchange.fault().isDone()) {
      throw new AssertionError("the exchange failed", exchange.fault().join());
    }
  }

  AccountKey key(int account) {
    return venue.accounts().get(account);
  }

  static String alias(int account) {
    return "a" + account;
  }

  @Override
  public void close() {
    if (engine != null) {
      killEngine();
    }
    if (exchange != null) {
      exchange.close();
    }
    follower.close();
  }

  private void onHalt(String where, Throwable cause) {
    halted.compareAndSet(null, where + ": " + cause);
  }

  /** The config as a file, for an engine that is a process of its own. */
  Path writeConfig() throws IOException {
    return Files.writeString(directory.resolve("test.yaml"), config());
  }

  private String config() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("venues:");
    lines.add("  local:");
    lines.add("    environment: local");
    lines.add("    rest: " + venue.rest());
    lines.add("    public: " + venue.publicUrl());
    lines.add("    private: " + venue.privateUrl());
    lines.add("    trade: " + venue.tradeUrl());
    lines.add("accounts:");
    for (int i = 0; i < 2; i++) {
      Path file = directory.resolve("key" + i);
      if (!Files.exists(file)) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.writeString(
          file, "apiKey=" + key(i).apiKey() + "\napiSecret=" + key(i).secret() + "\n");
      String settings = accountSettings.isEmpty() ? "" : ", " + accountSettings;
      lines.add(
          "  "
              + alias(i)
              + ": {venue: local, keyFile: key"
              + i
              + ", allowWithdraw: true"
              + settings
              + "}");
    }
    lines.add("strategies:");
    lines.addAll(strategies.isEmpty() ? quotes() : strategies);
    if (!orphans.isEmpty()) {
      lines.add("operations: {orphans: " + orphans + "}");
    }
    return String.join("\n", lines);
  }

  private List<String> quotes() {
    List<String> lines = new ArrayList<>();
    lines.add("  q0: {kind: quotes, account: a0, symbol: BTCUSDT, " + settings);
    lines.add("    parameters: {quantity: 0.01, maxPosition: 0.05, distance: 0.00005,");
    lines.add("    drift: 0.00005" + (settings.contains("hedge") ? ", mode: hedge}}" : "}}"));
    if (orphans.isEmpty()) {
      lines.add("  q1: {kind: quotes, account: a1, symbol: ETHUSDT, parameters: {quantity: 0.1,");
      lines.add("    maxPosition: 0.5, distance: 0.00005, drift: 0.00005}}");
    }
    return lines;
  }
}
