package ringside.engine.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import ringside.adapters.bybit.AccountSettings;
import ringside.adapters.bybit.BybitMarketFeed;
import ringside.adapters.bybit.BybitMarketGateway;
import ringside.adapters.bybit.BybitOrderGateway;
import ringside.adapters.bybit.ConnectGovernor;
import ringside.adapters.bybit.FeedSettings;
import ringside.adapters.bybit.ForeignExposure;
import ringside.adapters.bybit.StreamSettings;
import ringside.adapters.bybit.TradingServices;
import ringside.adapters.bybit.rest.BybitRest;
import ringside.adapters.bybit.rest.FirstPrices;
import ringside.adapters.bybit.rest.InstrumentRules;
import ringside.adapters.bybit.rest.KeyCheck;
import ringside.adapters.bybit.rest.KeyReport;
import ringside.adapters.bybit.rest.RestAnswer;
import ringside.adapters.bybit.rest.RestAnswer.Why;
import ringside.adapters.bybit.rest.RestRequest;
import ringside.adapters.bybit.rest.SystemStatus;
import ringside.adapters.bybit.rest.VenueEvents;
import ringside.adapters.port.BackoffPolicy;
import ringside.adapters.port.CommandHandler;
import ringside.adapters.port.FaultListener;
import ringside.adapters.port.ReconnectPolicy;
import ringside.adapters.ws.StreamWatchdog;
import ringside.engine.config.AccountConfig;
import ringside.engine.core.state.AccountState;
import ringside.engine.core.state.ForeignTable;
import ringside.journal.codec.OperatorAction;
import ringside.journal.codec.OperatorCommandEncoder;
import ringside.journal.event.ConfigRecords;
import ringside.journal.event.EventSink;
import ringside.journal.event.RecordBuffer;

/**
 * The venue's side of a trading session: keys looked at, streams and order entry laid out, started
 * and closed in order. The caller's one thread.
 */
public final class TradeSession implements AutoCloseable {
  private static final int DEPTH = 50;

  /** So many keys are looked at at the same time: the venue's limits are shared by all. */
  private static final int AT_ONCE = 8;

  private static final long CLOCK_PERIOD_NS = TimeUnit.SECONDS.toNanos(20);
  private static final long LOOK_MS = 100;
  private static final long RULES_PERIOD_NS = TimeUnit.MINUTES.toNanos(5);

  private final TradePlan plan;
  private final Engine engine;
  private final FaultListener faults;
  private final VenueRelay relay = new VenueRelay();
  private final BybitRest rest;
  private final SystemStatus status;
  private final StreamWatchdog watchdog;
  private final ConnectGovernor connects = new ConnectGovernor();
  private final AtomicLong seeds = new AtomicLong(System.nanoTime());
  private final List<BybitMarketFeed> feeds = new ArrayList<>();
  private final List<KeyReport> keys = new ArrayList<>();
  private TradeCatalog catalog;
  private Orphans orphans;
  private BybitOrderGateway gateway;
  private VenueEvents events;
  private FirstPrices prices;
  private InstrumentRules rules;
  private BooleanSupplier isOver = () -> false;
  private boolean disconnected;

  public TradeSession(TradePlan plan, Engine engine, FaultListener faults) {
    this.plan = plan;
    this.engine = engine;
    this.faults = faults;
    rest = BybitRest.of(plan.environment(), engine.clock(), relay);
    status = new SystemStatus(rest);
    watchdog = new StreamWatchdog(StreamWatchdog.DEFAULT_TICK_NS, faults);
  }

  /**
   * Looks at the venue's clock and every key before anything is started.
   *
   * @return what to tell a human before the first order
   * @throws UsageException when a key must not be used
   * @throws NoAnswerException when the venue did not say; it may be asked again
   */
  public List<String> lookAtKeys() {
    requireAnswer();
    keys.clear();
    List<String> lines = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    List<AccountConfig> accounts = plan.accounts();
    List<CompletableFuture<KeyReport>> asked = new ArrayList<>();
    for (int i = 0; i < accounts.size(); i++) {
      for (int next = asked.size(); next < Math.min(accounts.size(), i + AT_ONCE); next++) {
        asked.add(check(accounts.get(next)));
      }
      AccountConfig account = accounts.get(i);
      KeyReport report = await(asked.get(i));
      Terminal.progress("looking at keys: " + (i + 1) + " of " + accounts.size());
      if (report.unanswered()) {
        throw new NoAnswerException("account " + account.alias() + ": " + report.refusal());
      }
      keys.add(report);
      lines.addAll(report.summary());
      if (!report.isUsable()) {
        refused.add("account " + account.alias() + ": " + report.refusal());
      }
    }
    Terminal.progressDone();
    if (!refused.isEmpty()) {
      throw new UsageException(String.join("; ", refused));
    }
    return lines;
  }

  private CompletableFuture<KeyReport> check(AccountConfig account) {
    var client = rest.account(account.alias(), plan.credentials().get(account.alias()));
    return new KeyCheck(rest, client, account.allowWithdraw()).run();
  }

  /**
   * Completes the catalog and starts the engine, which sends nothing before it hears anything.
   *
   * @throws UsageException when positions have no strategy any more, and the config refuses that
   */
  public void startEngine() {
    List<ConfigRecords.Entry> effective = TradeCatalog.of(plan, engine.catalog()).effective(plan);
    orphans = Orphans.of(engine, plan, effective);
    orphans.requireAllowed();
    catalog = TradeCatalog.of(plan.config(), plan.accounts(), orphans.symbols(), engine.catalog());
    engine.config(effective);
    StartNotes.printChanges(engine);
    engine.start(this::gateway, plan.pipeline().outboundSlots(), engine.clock().nowNs());
  }

  /**
   * Tells the engine whose keys and which rules there are, and connects.
   *
   * @throws UsageException when the venue does not trade a symbol
   * @throws NoAnswerException when the venue did not say; it may be asked again
   */
  public void connect() {
    relay.to(events);
    requireAnswer();
    if (rules == null) {
      rules = new InstrumentRules(rest, events, catalog.instruments());
    }
    InstrumentRules.Reading reading = await(rules.load());
    if (!reading.complete()) {
      throw new NoAnswerException("instrument rules: " + reading.detail());
    }
    if (!reading.isGood()) {
      throw new UsageException("instrument rules: " + reading.detail());
    }
    keys.stream().filter(key -> !key.uid().isEmpty()).forEach(events::onIdentified);
    rules.start(RULES_PERIOD_NS);
    status.users(keys.stream().collect(Collectors.toMap(KeyReport::account, KeyReport::uid)));
    status.start();
    rest.keepClock(CLOCK_PERIOD_NS);
    watchdog.start();
    prices.start();
    feeds.forEach(BybitMarketFeed::start);
    gateway.start();
    orphans.windDown(engine);
  }

  /** The venue is not waited for any longer once this says so. */
  void waitUntil(BooleanSupplier ended) {
    isOver = ended;
  }

  /** One request first, past every breaker: a venue that comes back is noticed at once. */
  private void requireAnswer() {
    RestAnswer answer =
        await(rest.publicClient().send(RestRequest.get("/v5/market/time").asExit()));
    boolean wrongDoor =
        answer instanceof RestAnswer.Refused
            || (answer instanceof RestAnswer.NotSent not && not.why() == Why.CERTIFICATE);
    if (wrongDoor) {
      throw new UsageException(plan.environment().rest() + ": no such venue: " + answer.describe());
    }
    if (!answer.isOk() || !await(rest.measureClock())) {
      throw new NoAnswerException(
          plan.environment().rest() + ": the venue does not answer: " + answer.describe());
    }
  }

  private <T> T await(CompletableFuture<T> answer) {
    while (!isOver.getAsBoolean()) {
      try {
        return answer.get(LOOK_MS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        // looks whether the run ends, and waits on
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      } catch (ExecutionException e) {
        throw new IllegalStateException("a request failed beyond its answer", e.getCause());
      }
    }
    throw new NoAnswerException("nobody waits for the venue any more");
  }

  /** Lets strategies begin nothing new. */
  void end(String actor) {
    OperatorCommandEncoder command = new OperatorCommandEncoder();
    RecordBuffer records = new RecordBuffer(4 << 10, 4 << 10);
    command.wrap(records.buffer(), records.begin(OperatorCommandEncoder.TEMPLATE_ID));
    command.header().timeNs(engine.clock().nowNs());
    command.action(OperatorAction.STOP).actor(actor);
    records.end(command.encodedLength());
    engine.sink().publish(records);
  }

  /** What indices mean; once the engine has started. */
  TradeCatalog catalog() {
    return catalog;
  }

  /** Sources of the streams that should be up; once the engine has started. */
  List<Integer> streams() {
    List<Integer> sources = new ArrayList<>();
    for (int i = 0; i < feeds.size(); i++) {
      sources.add(engine.catalog().source(feedName(i)));
    }
    sources.addAll(catalog.privateStreams().values());
    if (plan.environment().hasTradeSocket()) {
      sources.addAll(catalog.trades().values());
    }
    return sources;
  }

  /** Each connection is a stream of its own, with its own generation. */
  private static String feedName(int place) {
    return place == 0 ? "bybit.linear" : "bybit.linear." + (place + 1);
  }

  /** The feeds of market data, for their counters. */
  List<BybitMarketFeed> feeds() {
    return feeds;
  }

  @Override
  public void close() {
    disconnect();
  }

  /** Nothing is sent and nothing heard any more. */
  public void disconnect() {
    if (disconnected) {
      return;
    }
    disconnected = true;
    if (rules != null) {
      rules.close();
    }
    status.close();
    if (prices != null) {
      prices.close();
    }
    if (gateway != null) {
      gateway.close();
    }
    feeds.forEach(BybitMarketFeed::close);
    watchdog.close();
    rest.close();
  }

  private CommandHandler gateway(EventSink sink) {
    events = new VenueEvents(sink, engine.clock(), catalog.rest(), catalog.accounts());
    prices = new FirstPrices(sink, rest, events, catalog.instruments());
    for (List<String> topics : topics()) {
      String name = feedName(feeds.size());
      feeds.add(
          new BybitMarketFeed(
              FeedSettings.of(
                  plan.environment().publicLinear(),
                  engine.catalog().source(name),
                  topics,
                  catalog.instruments()),
              prices,
              engine.clock(),
              policy(),
              watchdog,
              faults,
              connects));
    }
    List<AccountSettings> accounts = new ArrayList<>();
    for (AccountConfig account : plan.accounts()) {
      accounts.add(account(account.alias()));
    }
    TradingServices services =
        new TradingServices(
            sink, engine.clock(), watchdog, faults, connects, rest, relay, this::policy);
    gateway =
        new BybitOrderGateway(
            accounts, new BybitMarketGateway(feeds, sink, engine.clock()), services);
    return gateway;
  }

  private AccountSettings account(String alias) {
    Map<String, Integer> streams = catalog.privateStreams();
    Optional<StreamSettings> trade =
        plan.environment().trade().map(uri -> StreamSettings.of(uri, catalog.trades().get(alias)));
    Set<String> own = new TreeSet<>();
    plan.config().strategies().stream()
        .filter(strategy -> strategy.account().equals(alias))
        .filter(strategy -> catalog.instruments().containsKey(strategy.symbol()))
        .forEach(strategy -> own.add(strategy.symbol()));
    return AccountSettings.of(
            alias,
            catalog.accounts().get(alias),
            plan.credentials().get(alias),
            StreamSettings.of(plan.environment().privateStream(), streams.get(alias)),
            trade,
            catalog.instruments())
        .withOwn(own)
        .withForeign(foreign(catalog.accounts().get(alias)));
  }

  /** What earlier runs have heard of symbols outside of the config: the venue may differ by now. */
  private Map<String, ForeignExposure> foreign(int account) {
    AccountState known = engine.state().accounts.find(account);
    Map<String, ForeignExposure> foreign = new TreeMap<>();
    for (int i = 0; known != null && i < known.foreign.size(); i++) {
      ForeignTable.Entry entry = known.foreign.at(i);
      foreign.put(
          entry.symbol().toString(),
          new ForeignExposure(
              entry.longE9(), entry.shortE9(), Math.toIntExact(entry.openOrders())));
    }
    return foreign;
  }

  /** As many lists as connections are needed. */
  private List<List<String>> topics() {
    List<List<String>> lists = new ArrayList<>();
    List<String> list = new ArrayList<>();
    int characters = 0;
    for (String symbol : catalog.instruments().keySet()) {
      List<String> own =
          List.of(
              "orderbook." + DEPTH + "." + symbol, "publicTrade." + symbol, "tickers." + symbol);
      int more = own.stream().mapToInt(String::length).sum();
      if (characters + more > FeedSettings.MAX_TOPIC_CHARS) {
        lists.add(list);
        list = new ArrayList<>();
        characters = 0;
      }
      list.addAll(own);
      characters += more;
    }
    lists.add(list);
    return lists;
  }

  private ReconnectPolicy policy() {
    return new BackoffPolicy(seeds.incrementAndGet());
  }
}
