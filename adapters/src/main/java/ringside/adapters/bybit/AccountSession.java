package ringside.adapters.bybit;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ringside.adapters.bybit.OrderRequest.CommandAddress;
import ringside.adapters.bybit.OrderRequest.Kind;
import ringside.adapters.bybit.rest.RestClient;
import ringside.adapters.ws.StreamWatchdog;
import ringside.adapters.ws.WsConnection;
import ringside.journal.codec.RejectClass;
import ringside.journal.codec.ReportKind;

/**
 * Everything of one account: its private stream, its order socket, its requests and its reports.
 * Whenever the private stream comes up, and whenever it said something that could not be read, the
 * account's state is asked for, until it was given completely.
 */
final class AccountSession
    implements AutoCloseable, StreamWatchdog.Watched, BybitAccountFeed.Owner {
  private static final Logger LOG = LoggerFactory.getLogger(AccountSession.class);

  private static final List<ReportKind> STATE =
      List.of(ReportKind.OPEN_ORDERS, ReportKind.POSITIONS, ReportKind.WALLET);
  private static final long OVERLAP_NS = 60_000_000_000L;
  private static final long FIRST_RETRY_NS = 1_000_000_000L;
  private static final int LONGEST_SHIFT = 3;
  private static final long MISSED_PAUSE_NS = 5_000_000_000L;
  private static final long FOREIGN_PAUSE_NS = 3_000_000_000L;
  private static final long NS_A_MS = 1_000_000L;

  private final AccountSettings settings;
  private final TradingServices services;
  private final AccountWorker worker;
  private final AccountReports reports;
  private final OrderEntry entry;
  private final BybitAccountFeed feed;
  private final TradeSocket trade;
  private volatile boolean heard;
  private volatile boolean atRisk;
  private volatile boolean everHeard;
  private volatile long heardGeneration;
  private volatile long lastHeardVenueNs;
  private volatile boolean executionsMissing;
  private volatile boolean missedPlanned;
  private volatile boolean foreignPlanned;

  AccountSession(
      AccountSettings settings,
      TradingServices services,
      AccountWorker worker,
      VenueStream.Connector connector) {
    this.settings = settings;
    this.services = services;
    this.worker = worker;
    RestClient client = services.rest().account(settings.alias(), settings.credentials());
    this.reports =
        new AccountReports(
            settings, services, client, worker, () -> heardGeneration, open -> atRisk = open);
    OrderSettlement settlement =
        new OrderSettlement(settings, services, client, worker, reports, () -> heardGeneration);
    this.entry =
        new OrderEntry(
            settings,
            services,
            client,
            request -> {
              if (request.kind.isOfOrder()) {
                settlement.settle(request);
              } else {
                askPositions(request);
              }
            });
    this.feed =
        new BybitAccountFeed(
            settings,
            services.sink(),
            services.streams(),
            services.policies().get(),
            this::priority,
            services.rest().serverClock()::venueMs,
            this,
            connector);
    this.trade =
        settings
            .trade()
            .map(
                own ->
                    new TradeSocket(
                        settings,
                        own,
                        services.sink(),
                        services.streams(),
                        services.policies().get(),
                        this::priority,
                        services.rest().serverClock()::venueMs,
                        entry,
                        connector))
            .orElse(null);
    entry.by(trade);
  }

  static AccountSession of(
      AccountSettings settings, TradingServices services, AccountWorker worker) {
    return new AccountSession(settings, services, worker, WsConnection::new);
  }

  void start() {
    feed.start();
    if (trade != null) {
      trade.start();
    }
    services.watchdog().watch(this);
  }

  @Override
  public void close() {
    entry.close();
    services.watchdog().unwatch(this);
    if (trade != null) {
      trade.close();
    }
    feed.close();
  }

  AccountSettings settings() {
    return settings;
  }

  OrderEntry entry() {
    return entry;
  }

  StreamCounters feedCounters() {
    return feed.counters();
  }

  /** Whether the private stream is up and acknowledged. */
  boolean isHeard() {
    return heard;
  }

  void atRisk(boolean known) {
    atRisk = known;
  }

  /** Takes a RequestReport; its command is answered at once. */
  void report(ReportAsk ask, CommandAddress command) {
    if (ask.kind() == ReportKind.ORDER && ask.clientOrderId().isEmpty()) {
      entry.answer(command, "", RejectClass.REFUSED, "a report of one order needs its id");
    } else if (reports.ask(ask, (asked, complete) -> {})) {
      entry.answer(command, ask.clientOrderId(), null, "");
    } else {
      entry.answer(
          command, ask.clientOrderId(), RejectClass.NOT_SENT, "too many reports are waiting");
    }
  }

  @Override
  public void tick(long nanoTime) {
    entry.tick(nanoTime);
  }

  @Override
  public void onHeard(long generation) {
    boolean again = everHeard;
    long sinceNs = lastHeardVenueNs - OVERLAP_NS;
    executionsMissing = again;
    everHeard = true;
    heardGeneration = generation;
    heard = true;
    worker.run(
        () -> {
          STATE.forEach(kind -> askState(ReportAsk.all(kind), generation, 0));
          if (again) {
            askState(ReportAsk.since(ReportKind.EXECUTIONS, sinceNs), generation, 0);
          }
        });
  }

  @Override
  public void onUnheard() {
    // A gap that was never filled goes on: what it missed is not in a later one
    if (heard && !executionsMissing) {
      lastHeardVenueNs = venueNs();
    }
    heard = false;
  }

  @Override
  public void onMissed(String what) {
    if (!heard || missedPlanned) {
      return;
    }
    missedPlanned = true;
    LOG.warn("account {}: {}: its state is asked for", settings.alias(), what);
    long generation = heardGeneration;
    if (!executionsMissing) {
      lastHeardVenueNs = venueNs();
      executionsMissing = true;
    }
    long sinceNs = lastHeardVenueNs - OVERLAP_NS;
    worker.run(
        () -> {
          STATE.forEach(kind -> askState(ReportAsk.all(kind), generation, 0));
          askState(ReportAsk.since(ReportKind.EXECUTIONS, sinceNs), generation, 0);
        });
    worker.later(MISSED_PAUSE_NS, () -> missedPlanned = false);
  }

  /** Asked once for whatever happens within some seconds: somebody may trade there busily. */
  @Override
  public void onForeign() {
    if (!heard || foreignPlanned) {
      return;
    }
    foreignPlanned = true;
    long generation = heardGeneration;
    worker.later(
        FOREIGN_PAUSE_NS,
        () -> {
          foreignPlanned = false;
          askState(ReportAsk.all(ReportKind.OPEN_ORDERS), generation, 0);
          askState(ReportAsk.all(ReportKind.POSITIONS), generation, 0);
        });
  }

  @Override
  public void onRefused(String detail) {
    entry.onRefused(detail);
  }

  /** Asks until it is answered completely, or the stream that wanted it is gone. */
  private void askState(ReportAsk ask, long generation, int attempt) {
    if (!heard || heardGeneration != generation) {
      return;
    }
    boolean taken =
        reports.ask(
            ask,
            (asked, complete) -> {
              if (!complete) {
                retryState(asked, generation, attempt);
              } else if (asked.kind() == ReportKind.EXECUTIONS && heardGeneration == generation) {
                executionsMissing = false;
              }
            });
    if (!taken) {
      retryState(ask, generation, attempt);
    }
  }

  private void retryState(ReportAsk ask, long generation, int attempt) {
    worker.later(
        FIRST_RETRY_NS << Math.min(LONGEST_SHIFT, attempt),
        () -> askState(ask, generation, attempt + 1));
  }

  /** Leverage and mode show in the positions. */
  private void askPositions(OrderRequest request) {
    if (request.kind == Kind.TRADING_STOP
        || request.kind == Kind.LEVERAGE
        || request.kind == Kind.POSITION_MODE) {
      reports.ask(
          ReportAsk.of(ReportKind.POSITIONS, request.instrument, ""), (asked, complete) -> {});
    }
  }

  private int priority() {
    return atRisk ? ConnectGovernor.AT_RISK : ConnectGovernor.ORDINARY;
  }

  private long venueNs() {
    return services.rest().serverClock().venueMs() * NS_A_MS;
  }
}
