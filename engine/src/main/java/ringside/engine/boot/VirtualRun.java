package ringside.engine.boot;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ringside.adapters.paper.PaperIndices;
import ringside.adapters.paper.PaperVenue;
import ringside.adapters.sim.FillModel;
import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.LatencyModel;
import ringside.adapters.sim.MarketSource;
import ringside.adapters.sim.Venue;
import ringside.adapters.sim.VenueConfig;
import ringside.engine.config.AccountConfig;
import ringside.engine.config.PositionModeSetting;
import ringside.engine.config.StrategyConfig;
import ringside.engine.config.TradingConfig;
import ringside.engine.core.StrategyFactory;
import ringside.engine.core.TradingCore;
import ringside.engine.core.state.CoreState;
import ringside.engine.pipeline.BatchLog;
import ringside.engine.pipeline.CodeVersion;
import ringside.engine.pipeline.InlinePipeline;
import ringside.engine.pipeline.JournalBatchLog;
import ringside.engine.strategy.BuiltInStrategies;
import ringside.journal.codec.ClockTickEncoder;
import ringside.journal.codec.EngineStartedEncoder;
import ringside.journal.codec.EngineStoppedEncoder;
import ringside.journal.codec.Environment;
import ringside.journal.codec.RunMode;
import ringside.journal.codec.StopReason;
import ringside.journal.event.Catalog;
import ringside.journal.event.ConfigRecords;
import ringside.journal.event.Decimals;
import ringside.journal.event.EventSink;
import ringside.journal.event.RecordBuffer;
import ringside.journal.log.JournalEnd;
import ringside.journal.log.JournalLock;
import ringside.journal.log.JournalWriter;
import ringside.journal.log.SpaceLimits;
import ringside.journal.log.WriterSettings;

/**
 * A run of the engine and the simulated venue on one thread and in virtual time: the core, the
 * stages and the records are those of a live run; clock, streams and order entry are the venue's.
 * The same config, market and balance give the same run, to the byte of its journal.
 *
 * <p>A point is one time at which the market moves. The venue fills what the new prices reach; then
 * the core hears of the prices, then of the fills, then of a tick, at which strategies are asked
 * for the first time; what they order is done at the same point, and they hear of it and are asked
 * again, until nothing more happens.
 */
public final class VirtualRun implements AutoCloseable {
  private static final int OUTBOUND_CAPACITY = 1024;
  private static final long WALLETS_EVERY_NS = 60_000_000_000L;
  private static final long SEED = 1;

  /**
   * What is run.
   *
   * @param strategies makes the strategies that the config names
   * @param startNs venue time of the market's time 0
   * @param balanceE9 of each account at the start
   * @param journal a new directory; null: nothing is written
   */
  public record Settings(
      TradingConfig config,
      StrategyFactory strategies,
      MarketSource market,
      long startNs,
      long balanceE9,
      Path journal) {
    /** With the strategies that are built in. */
    public Settings(
        TradingConfig config, MarketSource market, long startNs, long balanceE9, Path journal) {
      this(config, BuiltInStrategies.INSTANCE, market, startNs, balanceE9, journal);
    }
  }

  private final Settings settings;
  private final TradingCore core;
  private final Catalog catalog;
  private final List<ConfigRecords.Entry> config;
  private final PaperVenue venue;
  private final InlinePipeline pipeline;
  private final JournalLock lock;
  private final JournalWriter writer;
  private final RecordBuffer control = new RecordBuffer(8 << 10, 4 << 20);
  private final ClockTickEncoder tick = new ClockTickEncoder();
  private final List<AccountConfig> accounts;
  private long walletsNs;
  private boolean stopped;

  /**
   * Makes everything ready; nothing has happened yet.
   *
   * @param watcher is shown every batch, after it was committed to the journal if there is one
   * @throws UsageException when the market has not what the strategies trade
   */
  public VirtualRun(Settings settings, BatchLog watcher) {
    this.settings = settings;
    TradingConfig trading = settings.config();
    core = new TradingCore(CodeVersion.current().state(), settings.strategies());
    accounts =
        trading.accounts().stream()
            .filter(
                account ->
                    trading.strategies().stream()
                        .anyMatch(strategy -> strategy.account().equals(account.alias())))
            .toList();
    List<String> symbols =
        settings.market().instruments().stream().map(Instrument::symbol).toList();
    requireSymbols(trading, symbols);
    JournalEnd end = null;
    if (settings.journal() == null) {
      lock = null;
      catalog = new Catalog();
    } else {
      lock = JournalLock.acquire(settings.journal());
      end = Recovery.restore(settings.journal(), core);
      catalog = end.catalog();
    }
    TradeCatalog indices = TradeCatalog.of(trading, accounts, symbols, catalog);
    config = indices.effective(trading, true);
    writer = end == null ? null : JournalWriter.open(lock, end, writerSettings(), SEED);
    JournalBatchLog journal = writer == null ? null : new JournalBatchLog(writer);
    BatchLog log =
        journal == null
            ? watcher
            : batch -> {
              journal.append(batch);
              watcher.append(batch);
            };
    Door door = new Door();
    venue = new PaperVenue(venueConfig(), settings.market(), paperIndices(indices, symbols), door);
    pipeline = new InlinePipeline(core, log, venue);
    door.sink = pipeline;
    prepare(symbols);
  }

  private static void requireSymbols(TradingConfig trading, List<String> symbols) {
    for (StrategyConfig strategy : trading.strategies()) {
      if (!symbols.contains(strategy.symbol())) {
        throw new UsageException(
            "strategy "
                + strategy.name()
                + " trades "
                + strategy.symbol()
                + ", of which there is no market; there is "
                + String.join(", ", symbols));
      }
    }
  }

  private VenueConfig venueConfig() {
    List<VenueConfig.AccountSpec> specs = new ArrayList<>();
    for (AccountConfig account : accounts) {
      String alias = account.alias();
      specs.add(
          new VenueConfig.AccountSpec(alias, specs.size() + 1L, "USDT", settings.balanceE9()));
    }
    return new VenueConfig(
        SEED,
        settings.startNs(),
        FillModel.OPTIMISTIC,
        LatencyModel.NONE,
        LatencyModel.NONE,
        specs,
        false);
  }

  private PaperIndices paperIndices(TradeCatalog indices, List<String> symbols) {
    List<Integer> instruments = symbols.stream().map(indices.instruments()::get).toList();
    List<Integer> ofAccounts =
        accounts.stream().map(account -> indices.accounts().get(account.alias())).toList();
    List<Integer> streams =
        accounts.stream().map(account -> indices.privateStreams().get(account.alias())).toList();
    return new PaperIndices(instruments, ofAccounts, indices.market(), streams);
  }

  private WriterSettings writerSettings() {
    RecordBuffer recorded = new RecordBuffer(4 << 10, 4 << 20);
    ConfigRecords.encode(config, settings.startNs(), recorded);
    return WriterSettings.of(Environment.LOCAL, Build.name(), catalog)
        .withConfig(recorded)
        .withSpace(SpaceLimits.ofDisk(settings.journal()), (level, usable) -> {});
  }

  /** Each strategy finds its symbol as its config wants it; shadows have no wishes. */
  private void prepare(List<String> symbols) {
    for (StrategyConfig strategy : settings.config().strategies()) {
      if (!strategy.shadow()) {
        int account = accounts().indexOf(strategy.account());
        int symbol = symbols.indexOf(strategy.symbol());
        boolean stated = strategy.leverageE9() != Decimals.INVALID;
        try {
          venue.prepare(account, symbol, hedge(strategy), stated ? strategy.leverageE9() : 0);
        } catch (IllegalArgumentException e) {
          throw new UsageException("strategy " + strategy.name() + ": " + e.getMessage());
        }
      }
    }
  }

  /** As stated, or as a kind that knows both says in its parameters; else two legs. */
  private static boolean hedge(StrategyConfig strategy) {
    return strategy.mode() == null
        ? !"one-way".equals(strategy.parameters().get("mode"))
        : strategy.mode() == PositionModeSetting.HEDGE;
  }

  /** The run begins, the venue is heard, its reports are in. */
  public void start() {
    publishStart();
    venue.connect();
    tick();
    pipeline.run();
  }

  /** Whether the market moves once more. */
  public boolean hasNext() {
    return settings.market().nextNs() != MarketSource.ENDED;
  }

  /**
   * Goes on to the next time at which the market moves, and to the end of what comes of it. Funding
   * that is paid on the way is heard of there: between two points nobody is asked.
   */
  public void step() {
    long movesNs = settings.startNs() + settings.market().nextNs();
    while (venue.nextNs() < movesNs) {
      venue.advance(venue.nextNs());
    }
    venue.advance(movesNs);
    if (nowNs() - walletsNs >= WALLETS_EVERY_NS) {
      walletsNs = nowNs();
      venue.tellWallets();
    }
    tick();
    pipeline.run();
  }

  /** Commits what has happened so far, though nothing waits for it. */
  public void commit() {
    pipeline.commit();
  }

  /** The run ends; the journal is sealed. */
  public void stop(StopReason reason) {
    EngineStoppedEncoder event = new EngineStoppedEncoder();
    control.clear();
    event.wrap(control.buffer(), control.begin(EngineStoppedEncoder.TEMPLATE_ID));
    event.header().timeNs(nowNs());
    event.reason(reason).detail("");
    control.end(event.encodedLength());
    pipeline.publish(control);
    pipeline.run();
    pipeline.commit();
    stopped = true;
    if (writer != null) {
      writer.close();
    }
  }

  /** Virtual time: the venue's and the engine's alike. */
  public long nowNs() {
    return venue.venue().nowNs();
  }

  /** The venue, to look at. */
  public Venue venue() {
    return venue.venue();
  }

  /** The accounts, in the order of their indices at the venue. */
  public List<String> accounts() {
    return accounts.stream().map(AccountConfig::alias).toList();
  }

  /** What indices mean. */
  public Catalog catalog() {
    return catalog;
  }

  /** What the core knows. */
  public CoreState state() {
    return core.state();
  }

  /** Events decided so far. */
  public long events() {
    return pipeline.events();
  }

  /** The state's digest. */
  public long digest() {
    return core.digest();
  }

  @Override
  public void close() {
    if (writer != null && !stopped) {
      writer.abandon();
    }
    if (lock != null) {
      lock.close();
    }
    venue.close();
  }

  private void tick() {
    control.clear();
    tick.wrap(control.buffer(), control.begin(ClockTickEncoder.TEMPLATE_ID));
    tick.header().timeNs(nowNs());
    control.end(tick.encodedLength());
    pipeline.publish(control);
  }

  private void publishStart() {
    control.clear();
    CodeVersion version = CodeVersion.current();
    EngineStartedEncoder started = new EngineStartedEncoder();
    started.wrap(control.buffer(), control.begin(EngineStartedEncoder.TEMPLATE_ID));
    started.header().timeNs(nowNs());
    started
        .runNonce(SEED)
        .decisionVersion(version.decision())
        .stateVersion(version.state())
        .outboundCapacity(OUTBOUND_CAPACITY)
        .schemaVersion(EngineStartedEncoder.SCHEMA_VERSION)
        .environment(Environment.LOCAL)
        .mode(RunMode.BACKTEST)
        .build(Build.name());
    control.end(started.encodedLength());
    ConfigRecords.encode(config, nowNs(), control);
    pipeline.publish(control);
  }

  /** The venue is made before what it publishes to. */
  private static final class Door implements EventSink {
    private EventSink sink;

    @Override
    public void publish(RecordBuffer records) {
      sink.publish(records);
    }

    @Override
    public boolean offer(RecordBuffer records, long maxWaitNs) {
      return sink.offer(records, maxWaitNs);
    }
  }
}
