package ringside.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;
import ringside.adapters.paper.PaperIndices;
import ringside.adapters.paper.PaperVenue;
import ringside.adapters.port.CommandHandler;
import ringside.adapters.port.ProcessClock;
import ringside.adapters.sim.FillModel;
import ringside.adapters.sim.LatencyModel;
import ringside.adapters.sim.Position;
import ringside.adapters.sim.VenueConfig;
import ringside.engine.config.ConfigFile;
import ringside.engine.config.StrategyConfig;
import ringside.engine.config.TradingConfig;
import ringside.engine.core.TradingCore;
import ringside.engine.pipeline.BatchLog;
import ringside.engine.pipeline.InHandFile;
import ringside.engine.pipeline.JournalBatchLog;
import ringside.engine.pipeline.Pipeline;
import ringside.engine.pipeline.PipelineSettings;
import ringside.engine.pipeline.Wiring;
import ringside.engine.strategy.BuiltInStrategies;
import ringside.journal.codec.BookSnapshotEncoder;
import ringside.journal.codec.ClockTickEncoder;
import ringside.journal.codec.EngineStartedEncoder;
import ringside.journal.codec.Environment;
import ringside.journal.codec.RunMode;
import ringside.journal.codec.TickerEncoder;
import ringside.journal.codec.TradeEncoder;
import ringside.journal.event.Catalog;
import ringside.journal.event.ConfigRecords;
import ringside.journal.event.Decimals;
import ringside.journal.event.EventSink;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;
import ringside.journal.log.Durability;

/**
 * Accounts with two grids each over the ten symbols of a {@link GridMarket}, in the engine's own
 * fused pipeline over a real journal, with a venue in the same process that fills what they order.
 * Their longs trade; their shorts would, but for what they would pay. Time is that of the events:
 * 20 us from one to the next, however fast they are published. The caller's thread publishes.
 */
final class GridLoad implements AutoCloseable {
  /** Market events that arrive together, as they do from a socket. */
  static final int RANGE = 10;

  private static final int TICK_EVERY = 12_500;
  private static final int OUTBOUND_SLOTS = 1 << 10;
  private static final long STOP_SECONDS = 30;
  private static final long DAY_NS = TimeUnit.HOURS.toNanos(24) + 1;
  private static final long BALANCE_E9 = 1_000_000 * Decimals.ONE_E9;
  private static final long LEVERAGE_E9 = 10 * Decimals.ONE_E9;

  private final GridMarket market = new GridMarket();
  private final ProcessClock clock = ProcessClock.startingAbove(0);
  private final long startNs = clock.nowNs();
  private final RecordBuffer records = new RecordBuffer(64 << 10, 16 << 20);
  private final ClockTickEncoder tick = new ClockTickEncoder();
  private final AccountDoor door = new AccountDoor();
  private final Venue venue;
  private final TradingConfig config;
  private final JournalRun journal;
  private final InHandFile inHand;
  private final Pipeline pipeline;
  private volatile Throwable failure;
  private long number;
  private long laterNs;

  /**
   * Starts it; all accounts are there, but nothing has been ordered.
   *
   * @param accounts 0: the market alone
   * @param around what is put around the journal to measure it
   */
  GridLoad(Path directory, int accounts, UnaryOperator<BatchLog> around) throws IOException {
    config =
        accounts == 0
            ? null
            : ConfigFile.parse("benchmark", GridConfig.withoutVenue(accounts), directory);
    journal = new JournalRun(directory, Durability.PAGE, catalog(accounts));
    inHand = InHandFile.open(directory);
    venue = new Venue(accounts);
    pipeline =
        new Pipeline(
            new PipelineSettings(
                Wiring.FUSED,
                PipelineSettings.forThisMachine().waitMode(),
                PipelineSettings.forThisMachine().ringSlots(),
                OUTBOUND_SLOTS),
            new TradingCore(1, BuiltInStrategies.INSTANCE),
            inHand,
            around.apply(new JournalBatchLog(journal.writer())),
            clock,
            sink -> venue,
            (where, cause) -> failure = new IllegalStateException(where, cause));
    door.sink = pipeline.sink();
    pipeline.start();
    begin();
  }

  private void begin() {
    EngineStartedEncoder started = new EngineStartedEncoder();
    records.clear();
    started.wrap(records.buffer(), records.begin(EngineStartedEncoder.TEMPLATE_ID));
    started.header().timeNs(startNs);
    started
        .runNonce(1)
        .outboundCapacity(OUTBOUND_SLOTS)
        .schemaVersion(EngineStartedEncoder.SCHEMA_VERSION)
        .environment(Environment.LOCAL)
        .mode(RunMode.LIVE)
        .build("benchmark");
    records.end(started.encodedLength());
    ConfigRecords.encode(entries(), startNs, records);
    pipeline.sink().publish(records);
    venue.begin();
    records.clear();
    market.snapshots(startNs, records);
    pipeline.sink().publish(records);
    require(pipeline.awaitQuiet(STOP_SECONDS, TimeUnit.SECONDS));
  }

  /** Publishes so many market events, and what the venue has to say about them, at once. */
  void publish(int events) {
    for (int done = 0; done < events; done += RANGE) {
      range();
    }
    require(pipeline.awaitDrained(STOP_SECONDS, TimeUnit.SECONDS));
  }

  /** The same at so many a second, in ranges. */
  void pace(int events, int perSecond) {
    long everyNs = TimeUnit.SECONDS.toNanos(1) * RANGE / perSecond;
    long dueNs = System.nanoTime();
    for (int done = 0; done < events; done += RANGE) {
      dueNs += everyNs;
      long leftNs = dueNs - System.nanoTime();
      while (leftNs > 0) {
        LockSupport.parkNanos(leftNs);
        leftNs = dueNs - System.nanoTime();
      }
      range();
    }
    require(pipeline.awaitDrained(STOP_SECONDS, TimeUnit.SECONDS));
  }

  private void range() {
    records.clear();
    boolean moved = false;
    for (int i = 0; i < RANGE; i++) {
      moved |= market.next(number++, timeNs(), records);
    }
    if (number % TICK_EVERY < RANGE) {
      tick.wrap(records.buffer(), records.begin(ClockTickEncoder.TEMPLATE_ID));
      tick.header().timeNs(timeNs());
      records.end(tick.encodedLength());
    }
    pipeline.sink().publish(records);
    if (moved) {
      venue.advance(timeNs());
    }
    if (failure != null) {
      throw new IllegalStateException("the pipeline did not go on", failure);
    }
  }

  /** A day passes at once: orders that have ended by now are forgotten from now on. */
  void passDay() {
    laterNs += DAY_NS;
  }

  private long timeNs() {
    return startNs + laterNs + number * GridMarket.EVERY_NS;
  }

  long engineThread() {
    return pipeline.engineThread().getId();
  }

  JournalRun journal() {
    return journal;
  }

  /** Commands that the venue was given. */
  long commands() {
    return venue.commands;
  }

  /** Legs that hold something, as a part of all. */
  double open() {
    return venue.open();
  }

  @Override
  public void close() {
    require(pipeline.stop(STOP_SECONDS, TimeUnit.SECONDS));
    journal.close();
    inHand.close();
  }

  private void require(boolean inTime) {
    if (failure != null || !inTime) {
      throw new IllegalStateException("the pipeline did not go on", failure);
    }
  }

  private static Catalog catalog(int accounts) {
    Catalog catalog = new Catalog();
    catalog.source("market");
    GridConfig.symbols().forEach(symbol -> catalog.instrument("bybit", symbol));
    for (int account = 0; account < accounts; account++) {
      catalog.account("a" + account);
      catalog.source("account" + account);
    }
    return catalog;
  }

  private List<ConfigRecords.Entry> entries() {
    if (config == null) {
      return List.of(new ConfigRecords.Entry("limits.ordersPerSecond", "10"));
    }
    List<ConfigRecords.Entry> entries = new ArrayList<>(config.entries());
    List<String> symbols = GridConfig.symbols();
    for (int account = 0; account < config.accounts().size(); account++) {
      String path = "accounts." + config.accounts().get(account).alias();
      entries.add(new ConfigRecords.Entry(path + ".index", Integer.toString(account)));
    }
    int index = 0;
    for (StrategyConfig each : config.strategies()) {
      String path = "strategies." + each.name() + ".";
      int instrument = symbols.indexOf(each.symbol());
      entries.add(new ConfigRecords.Entry(path + "index", Integer.toString(index++)));
      entries.add(new ConfigRecords.Entry(path + "accountIndex", each.account().substring(1)));
      entries.add(new ConfigRecords.Entry(path + "instrumentIndex", instrument + ""));
    }
    return entries;
  }

  /** The market is told by this load itself: of the venue's words, those to accounts go through. */
  private static final class AccountDoor implements EventSink {
    private final RecordBuffer passed = new RecordBuffer(64 << 10, 16 << 20);
    private EventSink sink;

    @Override
    public void publish(RecordBuffer records) {
      passed.clear();
      DirectBuffer from = records.buffer();
      for (int at = 0; at < records.length(); at = RecordLayout.next(from, at)) {
        switch (RecordLayout.templateId(from, at)) {
          case BookSnapshotEncoder.TEMPLATE_ID,
              TradeEncoder.TEMPLATE_ID,
              TickerEncoder.TEMPLATE_ID -> {
            // Told already.
          }
          default -> passed.append(from, at, RecordLayout.length(from, at));
        }
      }
      if (!passed.isEmpty()) {
        sink.publish(passed);
      }
    }

    @Override
    public boolean offer(RecordBuffer records, long maxWaitNs) {
      publish(records);
      return true;
    }
  }

  /** The venue, for the gateway's thread and the market's. */
  private final class Venue implements CommandHandler {
    private final PaperVenue paper;
    private final int accounts;
    private volatile long commands;

    Venue(int accounts) {
      this.accounts = accounts;
      List<VenueConfig.AccountSpec> specs =
          IntStream.range(0, accounts)
              .mapToObj(i -> new VenueConfig.AccountSpec("a" + i, i + 1L, "USDT", BALANCE_E9))
              .toList();
      paper =
          new PaperVenue(
              new VenueConfig(
                  1,
                  startNs,
                  FillModel.OPTIMISTIC,
                  LatencyModel.NONE,
                  LatencyModel.NONE,
                  specs,
                  false),
              market,
              new PaperIndices(
                  IntStream.range(0, GridMarket.SYMBOLS).boxed().toList(),
                  IntStream.range(0, accounts).boxed().toList(),
                  GridMarket.SOURCE,
                  IntStream.range(1, accounts + 1).boxed().toList()),
              door);
    }

    synchronized void begin() {
      paper.advance(startNs);
      for (int account = 0; account < accounts; account++) {
        for (int symbol = 0; symbol < GridMarket.SYMBOLS; symbol++) {
          paper.prepare(account, symbol, true, LEVERAGE_E9);
        }
      }
      paper.connect();
    }

    synchronized void advance(long timeNs) {
      paper.advance(timeNs);
    }

    synchronized double open() {
      int open = 0;
      for (int account = 0; account < accounts; account++) {
        for (int symbol = 0; symbol < GridMarket.SYMBOLS; symbol++) {
          open += holds(account, symbol, 1) + holds(account, symbol, 2);
        }
      }
      return accounts == 0 ? 0 : open / (4.0 * accounts);
    }

    private int holds(int account, int symbol, int leg) {
      Position position = paper.venue().accounts().position(account, symbol, leg);
      return position != null && position.sizeE9() != 0 ? 1 : 0;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // under the lock alone
    public synchronized void onCommand(DirectBuffer buffer, int recordOffset) {
      commands++;
      paper.onCommand(buffer, recordOffset);
    }

    @Override
    public boolean flush() {
      return false;
    }
  }
}
