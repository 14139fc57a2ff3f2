package ringside.adapters.exchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.MarketSource;
import ringside.adapters.sim.Venue;
import ringside.adapters.sim.VenueConfig;

/**
 * A whole exchange on the loopback interface that speaks Bybit v5: the simulated venue, its market,
 * REST, three WebSockets, and what can be made to go wrong. With a data directory it comes back
 * from any death as it was, and its market goes on.
 *
 * <p>Started and closed by any thread; everything else runs on daemon threads of its own.
 */
public final class LocalExchange implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalExchange.class);

  private static final int CONNECTS = 500;
  private static final long CONNECTS_WITHIN_MS = 300_000;

  private final RecoveredVenue state;
  private final ExchangeDesk desk;
  private final VenueThread thread;
  private final RestServer rest;
  private final SocketServer sockets;
  private final ControlDoor control;
  private final FaultActions actions;
  private final ExchangeTimer timer;
  private final CompletableFuture<RuntimeException> fault = new CompletableFuture<>();

  private LocalExchange(RecoveredVenue state, ExchangeConfig config) throws IOException {
    this.state = state;
    timer = new ExchangeTimer();
    Venue venue = state.venue();
    VenueConfig venueConfig = venue.config();
    // To bring the venue back took a while, in which its clients' clocks went on.
    long nowNs = Math.max(venue.nowNs(), RecoveredVenue.wallNs());
    VenueClock clock = new VenueClock(nowNs, config.speed());
    thread = new VenueThread(venue, clock, state.inputs(), state.events(), this::onVenueFault);
    LongSupplier serverNs = config.speed() == 1 ? thread::nowNs : RecoveredVenue::wallNs;
    Faults faults = new Faults();
    Symbols symbols = new Symbols(venue.instruments());
    VenueIds ids = new VenueIds(venueConfig);
    desk =
        new ExchangeDesk(
            thread,
            venueConfig,
            symbols,
            ids,
            new ApiKeys(apiKeys(state.keys(), config.transfers())),
            faults,
            new OrderFills(),
            serverNs);
    PublicTopics publicTopics = new PublicTopics(venue, symbols, ids, state.history(), faults);
    PrivateTopics privateTopics =
        new PrivateTopics(venue, symbols, ids, desk.fills(), faults.times());
    state.events().attach(thread, publicTopics, privateTopics);
    RestConfig restConfig =
        config.limited() ? RestConfig.usual(config.port()) : RestConfig.unlimited(config.port());
    rest = new RestServer(restConfig, desk, new MarketEndpoints(desk, state.history()).routes());
    SocketAuth auth = new SocketAuth(desk);
    TradeOrders orders = new TradeOrders(desk, rest.limits(), config.limited());
    sockets =
        new SocketServer(
            config.port() == 0 ? 0 : config.port() + 1,
            connects(config.limited()),
            faults,
            timer,
            (connection, category) ->
                switch (connection.kind()) {
                  case TRADE -> new TradeSession(connection, desk, auth, orders, timer);
                  case PRIVATE -> new PrivateSession(connection, desk, privateTopics, auth);
                  default -> new PublicSession(connection, category, thread, publicTopics);
                });
    actions = new FaultActions(desk, publicTopics, sockets);
    control = new ControlDoor(desk, actions);
    rest.serve(ControlDoor.PATH, control);
  }

  /** As often as the venue's page docs/v5/rate-limit says. */
  private static IpGuard connects(boolean limited) {
    return new IpGuard(limited ? CONNECTS : 0, CONNECTS_WITHIN_MS, 0);
  }

  private static List<ApiKey> apiKeys(List<AccountKey> keys, boolean transfers) {
    List<ApiKey> made = new ArrayList<>();
    for (AccountKey key : keys) {
      made.add(
          transfers
              ? ApiKey.moving(key.apiKey(), key.secret(), made.size())
              : ApiKey.trading(key.apiKey(), key.secret(), made.size()));
    }
    return made;
  }

  /**
   * Starts an exchange; clients may come when this returns.
   *
   * @throws ExchangeHeldException when its data directory belongs to one that is running
   * @throws ExchangeRefusedException when its data directory is of another venue, or damaged
   * @throws IOException when a port or a file cannot be had
   * @throws IllegalArgumentException when market or symbols are none
   */
  public static LocalExchange start(ExchangeConfig config) throws IOException {
    return start(config, MarketFile::open);
  }

  /**
   * Starts one on a market that is given, and cannot be opened anew: it forgets with its process.
   *
   * @throws IOException when a port cannot be had
   * @throws IllegalArgumentException when the config has a data directory
   */
  public static LocalExchange start(ExchangeConfig config, MarketSource market) throws IOException {
    if (config.data() != null) {
      throw new IllegalArgumentException("such a market is not kept: no data directory");
    }
    return start(config, identity -> market);
  }

  static LocalExchange start(ExchangeConfig config, RecoveredVenue.Market market)
      throws IOException {
    RecoveredVenue state = RecoveredVenue.open(config, market);
    LocalExchange exchange;
    try {
      exchange = new LocalExchange(state, config);
    } catch (IOException | RuntimeException e) {
      state.close();
      throw e;
    }
    try {
      exchange.thread.start();
      exchange.sockets.start();
      exchange.rest.start();
      return exchange;
    } catch (IOException | RuntimeException e) {
      exchange.close();
      throw e;
    }
  }

  private void onVenueFault(RuntimeException e) {
    LOG.error("the venue has ended by a fault", e);
    fault.complete(e);
  }

  /** The base URL of REST, before /v5. */
  public String restUrl() {
    return rest.url();
  }

  /** The URL of the public linear stream. */
  public String publicUrl() {
    return sockets.publicUrl();
  }

  public String privateUrl() {
    return sockets.privateUrl();
  }

  public String tradeUrl() {
    return sockets.tradeUrl();
  }

  /** The base URL of the control endpoint. */
  public String controlUrl() {
    return rest.url() + ControlDoor.PATH;
  }

  /** What a caller of the control endpoint must show in its header X-Control-Token. */
  public String controlToken() {
    return control.token();
  }

  /** Keys of the test accounts, in the order of the accounts. */
  public List<AccountKey> accounts() {
    return state.keys();
  }

  /** The instruments, by symbol. */
  public Map<String, Instrument> instruments() {
    return desk.symbols().byName();
  }

  /** What is to go wrong. */
  public Faults faults() {
    return desk.faults();
  }

  /**
   * Makes something go wrong: switches a lasting fault on, or does what is done at once.
   *
   * @return what the venue said to what is done at once; the fault's id else
   */
  public CompletableFuture<String> inject(Fault what) {
    return FaultActions.isAction(what)
        ? actions.act(what)
        : CompletableFuture.completedFuture(Long.toString(desk.faults().add(what)));
  }

  /** The venue itself. */
  public VenueThread venue() {
    return thread;
  }

  /** Done when the venue has ended by a fault of its own. */
  public CompletableFuture<RuntimeException> fault() {
    return fault;
  }

  /** Lets somebody hear, once and soon, that the venue has ended by a fault of its own. */
  public void onFault(Consumer<RuntimeException> listener) {
    Watched.watch(fault.thenAccept(listener));
  }

  /** How many sockets are open. */
  public int openSockets() {
    return sockets.openConnections();
  }

  /** Cuts the sockets that would have been silent too long by then. */
  void sweepSockets(long nowNs) {
    sockets.sweep(nowNs);
  }

  /** What the socket with the most of it has yet to be sent, in bytes. */
  public long mostQueuedBytes() {
    return sockets.mostQueuedBytes();
  }

  /** How long the start took to go through what the data directory held, in ns. */
  public long recoveryNs() {
    return state.recoveryNs();
  }

  /** Cuts everybody, and leaves the data directory as it is now. Returns within seconds. */
  @Override
  public void close() {
    rest.close();
    sockets.close();
    thread.close();
    timer.close();
    try {
      state.close();
    } catch (IOException e) {
      LOG.warn("data directory: {}", e.getMessage());
    }
  }
}
