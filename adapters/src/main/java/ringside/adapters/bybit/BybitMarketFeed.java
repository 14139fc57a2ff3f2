package ringside.adapters.bybit;

import ringside.adapters.bybit.BybitMarketDecoder.Outcome;
import ringside.adapters.bybit.StreamCounters.Counter;
import ringside.adapters.bybit.VenueStream.StreamContext;
import ringside.adapters.port.FaultListener;
import ringside.adapters.port.ProcessClock;
import ringside.adapters.port.ReconnectPolicy;
import ringside.adapters.ws.StreamWatchdog;
import ringside.adapters.ws.WsConnection;
import ringside.journal.codec.DisconnectReason;
import ringside.journal.event.EventSink;

/**
 * Bybit's public stream of linear contracts, kept up: subscribes on every connection, publishes
 * what comes, and asks for a fresh book where one is wanted. The life of its connections is {@link
 * VenueStream}'s.
 */
public final class BybitMarketFeed implements AutoCloseable {
  /** What became of a request for a fresh book. */
  public enum BookRequest {
    /** It was sent. */
    SENT,
    /** The feed is busy; ask again. */
    BUSY,
    /** There is no connection to send it on. */
    DISCONNECTED,
    /** This feed has no such book. */
    UNKNOWN_BOOK
  }

  private final FeedSettings settings;
  private final StreamCounters counters = new StreamCounters();
  private final BybitMarketReceiver receiver;
  private final Subscriptions subscriptions;
  private final SymbolTable symbols;
  private final VenueStream stream;
  private long tickersHealedAt;
  private long subscribeFailuresSeen;

  /**
   * A feed that is not started yet, and shares its connects with no other.
   *
   * @param policy this feed's own: it counts attempts
   * @throws IllegalArgumentException when the settings name no address that may be connected to
   */
  public BybitMarketFeed(
      FeedSettings settings,
      EventSink sink,
      ProcessClock clock,
      ReconnectPolicy policy,
      StreamWatchdog watchdog,
      FaultListener faults) {
    this(settings, sink, clock, policy, watchdog, faults, new ConnectGovernor());
  }

  /**
   * A feed that is not started yet.
   *
   * @param policy this feed's own: it counts attempts
   * @param governor shared by all streams of the process
   * @throws IllegalArgumentException when the settings name no address that may be connected to
   */
  public BybitMarketFeed(
      FeedSettings settings,
      EventSink sink,
      ProcessClock clock,
      ReconnectPolicy policy,
      StreamWatchdog watchdog,
      FaultListener faults,
      ConnectGovernor governor) {
    this(
        settings,
        sink,
        policy,
        new StreamContext(clock, watchdog, governor, faults),
        WsConnection::new);
  }

  BybitMarketFeed(
      FeedSettings settings,
      EventSink sink,
      ReconnectPolicy policy,
      StreamContext context,
      VenueStream.Connector connector) {
    this.settings = settings;
    this.symbols = new SymbolTable(settings.instruments());
    this.receiver =
        new BybitMarketReceiver(
            sink, settings.instruments(), settings.source(), settings.maxWaitNs(), counters);
    this.stream =
        new VenueStream(
            settings.stream(),
            new MarketProtocol(),
            counters,
            context,
            policy,
            () -> ConnectGovernor.ORDINARY,
            connector);
    this.subscriptions =
        new Subscriptions(settings.topics(), settings.ackTimeoutNs(), stream::send);
  }

  /** Starts to connect; does not wait. Once. */
  public void start() {
    stream.start();
  }

  /**
   * Ends the stream for good: says goodbye to the venue, waits for its answer a bounded time, then
   * cuts. Any thread but those of connections and watchdog.
   */
  @Override
  public void close() {
    stream.close();
  }

  /** What this feed has seen and done; any thread. */
  public StreamCounters counters() {
    return counters;
  }

  /** This stream's index in the catalog. */
  public int source() {
    return settings.source();
  }

  /** The generation of the newest connection; any thread. */
  public int generation() {
    return stream.generation();
  }

  /** Whether this feed is subscribed to that book; any thread. */
  public boolean hasBook(int instrument, int depth) {
    return bookTopic(instrument, depth) != null;
  }

  /**
   * Asks the venue for a fresh snapshot of a book, by leaving its topic and coming back. Deltas
   * that are on the way are dropped until it comes. Any thread; waits at most a millisecond.
   */
  public BookRequest requestBook(int instrument, int depth) {
    String topic = bookTopic(instrument, depth);
    if (topic == null) {
      return BookRequest.UNKNOWN_BOOK;
    }
    if (!stream.tryLock()) {
      return BookRequest.BUSY;
    }
    try {
      if (!stream.isOpen()) {
        return BookRequest.DISCONNECTED;
      }
      receiver.awaitSnapshot(instrument, depth);
      if (!subscriptions.restart(topic, System.nanoTime())) {
        stream.drop(DisconnectReason.PROTOCOL, "too many writes are waiting");
        return BookRequest.DISCONNECTED;
      }
      return BookRequest.SENT;
    } finally {
      stream.unlock();
    }
  }

  /** A ticker that lost a delta stays wrong until its next snapshot: ask for one. */
  private boolean healTickers(long nanoTime) {
    if (nanoTime - tickersHealedAt < settings.pingIntervalNs()) {
      return true;
    }
    String symbol = receiver.takeLostTicker();
    if (symbol == null) {
      return true;
    }
    tickersHealedAt = nanoTime;
    String topic = "tickers." + symbol;
    return !subscriptions.has(topic) || subscriptions.restart(topic, nanoTime);
  }

  private void countSubscribeFailures() {
    long failures = subscriptions.failures();
    counters.add(Counter.SUBSCRIBE_FAILURES, failures - subscribeFailuresSeen);
    subscribeFailuresSeen = failures;
  }

  private String bookTopic(int instrument, int depth) {
    int slot = symbols.slotOf(instrument);
    if (slot == SymbolTable.NONE) {
      return null;
    }
    String topic = "orderbook." + depth + "." + symbols.symbol(slot);
    return subscriptions.has(topic) ? topic : null;
  }

  /** The public stream can be used as soon as it is open: it is told before its first data. */
  private final class MarketProtocol implements StreamProtocol {
    @Override
    public boolean onOpen(long nanoTime) {
      stream.connected();
      return subscriptions.start(nanoTime);
    }

    @Override
    public void onText(char[] text, int length, long receivedNs, long nanoTime) {
      Outcome outcome = receiver.onText(text, length, receivedNs);
      if (outcome == Outcome.MARKET) {
        stream.proven();
      } else if (outcome == Outcome.CONTROL) {
        onAnswer(receiver.control());
      }
    }

    @Override
    public boolean tick(long nanoTime) {
      boolean written = subscriptions.tick(nanoTime) && healTickers(nanoTime);
      countSubscribeFailures();
      return written;
    }

    @Override
    public void onConnected(long generation, int attempt, String endpoint, long nowNs) {
      receiver.onConnected(generation, attempt, endpoint, nowNs);
    }

    @Override
    public void onDisconnected(
        long generation, DisconnectReason reason, int closeCode, String detail, long nowNs) {
      receiver.onDisconnected(generation, reason, closeCode, detail, nowNs);
    }

    @Override
    public boolean flush(long waitNs) {
      return receiver.flush(waitNs);
    }

    private void onAnswer(ControlMessage answer) {
      switch (answer.kind()) {
        case SUBSCRIBED, SUBSCRIBE_FAILED -> {
          subscriptions.onAnswer(answer, System.nanoTime());
          countSubscribeFailures();
        }
        case PONG -> {
          // any message is a sign of life
        }
        case LOGIN, OTHER -> counters.increment(Counter.UNEXPECTED_ANSWERS);
      }
    }
  }
}
