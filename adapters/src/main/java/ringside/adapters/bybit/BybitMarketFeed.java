package ringside.adapters.bybit;

import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ringside.adapters.bybit.BybitMarketDecoder.Outcome;
import ringside.adapters.bybit.MarketCounters.Counter;
import ringside.adapters.port.FaultListener;
import ringside.adapters.port.ProcessClock;
import ringside.adapters.port.ReconnectPolicy;
import ringside.adapters.ws.StreamWatchdog;
import ringside.adapters.ws.WsClosed;
import ringside.adapters.ws.WsConnection;
import ringside.adapters.ws.WsListener;
import ringside.adapters.ws.WsSettings;
import ringside.journal.codec.DisconnectReason;
import ringside.journal.event.EventSink;

/**
 * Bybit's public stream of linear contracts, kept up: connects, subscribes, asks for signs of life,
 * and comes back when the connection is lost. Each connection has its own generation; what an older
 * one still says is ignored. Every connection, and every attempt that failed, ends in exactly one
 * StreamDisconnected.
 *
 * <p>Messages are taken on the connection's thread, time-outs and reconnects are the watchdog's.
 * One lock is held while a message is decoded and published; the watchdog does not wait for it but
 * looks again later, so a feed that is busy is not taken for dead. Anything thrown here that is not
 * the network's fault stops the feed and is reported as a fault.
 */
public final class BybitMarketFeed implements AutoCloseable, StreamWatchdog.Watched {
  private static final Logger LOG = LoggerFactory.getLogger(BybitMarketFeed.class);

  private static final String PING = "{\"op\":\"ping\"}";
  private static final int MAX_NOT_TEXT = 10;
  private static final long NOT_TEXT_WINDOW_NS = 60_000_000_000L;
  private static final long PATIENCE_NS = 1_000_000L;
  private static final int NO_CODE = -1;
  private static final int BROKEN_OFF = 1006;

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

  private enum State {
    IDLE,
    CONNECTING,
    OPEN,
    WAITING,
    ENDED
  }

  private final FeedSettings settings;
  private final ProcessClock clock;
  private final ReconnectPolicy policy;
  private final StreamWatchdog watchdog;
  private final FaultListener faults;
  private final BiFunction<WsSettings, WsListener, WsConnection> connector;
  private final MarketCounters counters = new MarketCounters();
  private final BybitMarketReceiver receiver;
  private final Subscriptions subscriptions;
  private final SymbolTable symbols;
  private final ReentrantLock lock = new ReentrantLock();

  private State state = State.IDLE;
  private Session session;
  private volatile int generation;
  private int connections;
  private int attempts;
  private long connectAt;
  private long tickersHealedAt;
  private long subscribeFailuresSeen;

  /**
   * A feed that is not started yet.
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
    this(settings, sink, clock, policy, watchdog, faults, WsConnection::new);
  }

  BybitMarketFeed(
      FeedSettings settings,
      EventSink sink,
      ProcessClock clock,
      ReconnectPolicy policy,
      StreamWatchdog watchdog,
      FaultListener faults,
      BiFunction<WsSettings, WsListener, WsConnection> connector) {
    this.connector = connector;
    this.settings = settings;
    this.clock = clock;
    this.policy = policy;
    this.watchdog = watchdog;
    this.faults = faults;
    this.symbols = new SymbolTable(settings.instruments());
    this.receiver =
        new BybitMarketReceiver(
            sink, settings.instruments(), settings.source(), settings.maxWaitNs(), counters);
    this.subscriptions =
        new Subscriptions(settings.topics(), settings.ackTimeoutNs(), text -> session.send(text));
    settings.ws();
  }

  /** Starts to connect; does not wait. Once. */
  public void start() {
    lock.lock();
    try {
      if (state != State.IDLE) {
        throw new IllegalStateException("started before");
      }
      connect(System.nanoTime());
    } finally {
      lock.unlock();
    }
    watchdog.watch(this);
  }

  /**
   * Ends the stream for good: says goodbye to the venue, waits for its answer a bounded time, then
   * cuts. Any thread but those of connections and watchdog.
   */
  @Override
  public void close() {
    watchdog.unwatch(this);
    lock.lock();
    Session last = session;
    boolean open = state == State.OPEN;
    try {
      if (last != null) {
        end(last, DisconnectReason.CLOSED_BY_US, NO_CODE, "", settings.closeTimeoutNs());
      }
      receiver.flush(settings.closeTimeoutNs());
    } catch (IllegalStateException e) {
      LOG.debug("nobody is there to hear that stream {} closes", settings.source(), e);
    } finally {
      state = State.ENDED;
      lock.unlock();
    }
    if (open) {
      last.goodbye(settings.closeTimeoutNs());
    } else if (last != null) {
      last.connection.abort();
    }
  }

  /** What this feed has seen and done; any thread. */
  public MarketCounters counters() {
    return counters;
  }

  /** This stream's index in the catalog. */
  public int source() {
    return settings.source();
  }

  /** The generation of the newest connection; any thread. */
  public int generation() {
    return generation;
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
    if (!tryLock()) {
      return BookRequest.BUSY;
    }
    try {
      if (state != State.OPEN) {
        return BookRequest.DISCONNECTED;
      }
      receiver.awaitSnapshot(instrument, depth);
      if (!subscriptions.restart(topic, System.nanoTime())) {
        end(session, DisconnectReason.PROTOCOL, NO_CODE, "too many writes are waiting", 0);
        return BookRequest.DISCONNECTED;
      }
      return BookRequest.SENT;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void tick(long nanoTime) {
    try {
      if (tryLock()) {
        try {
          tickLocked(nanoTime);
        } finally {
          lock.unlock();
        }
      }
    } catch (RuntimeException | Error e) {
      fail("looking after stream " + settings.source(), e);
    }
  }

  private void tickLocked(long nanoTime) {
    receiver.flush(0);
    switch (state) {
      case CONNECTING -> {
        if (nanoTime - session.startedAt > settings.connectTimeoutNs()) {
          end(session, DisconnectReason.CONNECT_FAILED, NO_CODE, "timed out", 0);
        }
      }
      case OPEN -> tickOpen(nanoTime);
      case WAITING -> {
        if (nanoTime - connectAt >= 0) {
          connect(nanoTime);
        }
      }
      case IDLE, ENDED -> {
        // nothing to look after
      }
    }
  }

  private void tickOpen(long nanoTime) {
    boolean waitsForPong = session.pingedAt - session.heardAt > 0;
    if (waitsForPong && nanoTime - session.pingedAt > settings.pingTimeoutNs()) {
      end(session, DisconnectReason.PING_TIMED_OUT, NO_CODE, "", 0);
    } else if (nanoTime - session.heardAt > settings.silenceNs()) {
      DisconnectReason why =
          waitsForPong ? DisconnectReason.PING_TIMED_OUT : DisconnectReason.SILENT;
      end(session, why, NO_CODE, "", 0);
    } else if (!subscriptions.tick(nanoTime)
        || !(waitsForPong || pingIfDue(nanoTime))
        || !healTickers(nanoTime)) {
      end(session, DisconnectReason.PROTOCOL, NO_CODE, "too many writes are waiting", 0);
    }
    countSubscribeFailures();
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

  private boolean pingIfDue(long nanoTime) {
    if (nanoTime - session.pingedAt < settings.pingIntervalNs()) {
      return true;
    }
    session.pingedAt = nanoTime;
    counters.increment(Counter.PINGS);
    return session.send(PING);
  }

  private void connect(long nanoTime) {
    state = State.CONNECTING;
    generation = ++connections;
    attempts++;
    session = new Session(connections, nanoTime);
    session.connection.open();
  }

  /**
   * Ends a connection: cuts it, publishes that, and plans the next. Called with the lock held; does
   * nothing when it has ended before.
   */
  private void end(
      Session ended, DisconnectReason reason, int closeCode, String detail, long waitNs) {
    if (ended != session) {
      return;
    }
    session = null;
    if (reason != DisconnectReason.CLOSED_BY_US) {
      ended.connection.abort();
    }
    LOG.info("stream {} down: {} {} {}", settings.source(), reason, closeCode, detail);
    receiver.onDisconnected(ended.generation, reason, closeCode, detail, clock.nowNs());
    receiver.flush(waitNs);
    if (reason == DisconnectReason.CLOSED_BY_US || reason == DisconnectReason.FAULT) {
      state = State.ENDED;
      return;
    }
    long nanoTime = System.nanoTime();
    long delayNs = policy.delayNs(attempts, reason, closeCode, nanoTime);
    state = delayNs == ReconnectPolicy.STOP ? State.ENDED : State.WAITING;
    connectAt = nanoTime + delayNs;
  }

  /** Stops the feed for good and reports why; called without the lock. */
  private void fail(String where, Throwable fault) {
    lock.lock();
    try {
      if (state == State.ENDED && session == null) {
        return;
      }
      if (session != null) {
        end(session, DisconnectReason.FAULT, NO_CODE, fault.toString(), 0);
      }
      state = State.ENDED;
    } catch (RuntimeException e) {
      fault.addSuppressed(e);
    } finally {
      state = State.ENDED;
      lock.unlock();
    }
    faults.onFault(where, fault);
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

  private boolean tryLock() {
    try {
      return lock.tryLock(PATIENCE_NS, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** One connection; what it says counts only while it is the feed's newest. */
  private final class Session implements WsListener {
    final int generation;
    final long startedAt;
    final WsConnection connection;
    long heardAt;
    long pingedAt;
    private boolean dataFlowed;
    private int notText;
    private long notTextSince;

    Session(int generation, long nanoTime) {
      this.generation = generation;
      this.startedAt = nanoTime;
      this.connection = connector.apply(settings.ws(), this);
    }

    boolean send(String text) {
      if (connection.send(text)) {
        return true;
      }
      counters.increment(Counter.WRITES_REFUSED);
      return false;
    }

    void goodbye(long timeoutNs) {
      connection.closeInOrder();
      try {
        if (!connection.awaitClosed(timeoutNs)) {
          LOG.debug("the venue did not answer the close");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        connection.abort();
      }
    }

    @Override
    public void onOpen() {
      lock.lock();
      try {
        if (session != this) {
          return;
        }
        long nanoTime = System.nanoTime();
        state = State.OPEN;
        heardAt = nanoTime;
        pingedAt = nanoTime;
        URI uri = settings.uri();
        receiver.onConnected(generation, attempts, uri.getHost() + uri.getPath(), clock.nowNs());
        receiver.flush(settings.maxWaitNs());
        if (!subscriptions.start(nanoTime)) {
          end(this, DisconnectReason.PROTOCOL, NO_CODE, "could not subscribe", 0);
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void onText(char[] text, int length) {
      long receivedNs = clock.nowNs();
      lock.lock();
      try {
        if (session != this) {
          return;
        }
        Outcome outcome = receiver.onText(text, length, receivedNs);
        heardAt = System.nanoTime();
        if (outcome == Outcome.MARKET && !dataFlowed) {
          dataFlowed = true;
          attempts = 0;
        } else if (outcome == Outcome.CONTROL) {
          onAnswer(receiver.control());
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void onNotText() {
      lock.lock();
      try {
        if (session != this) {
          return;
        }
        counters.increment(Counter.NOT_TEXT);
        heardAt = System.nanoTime();
        if (notText == 0 || heardAt - notTextSince > NOT_TEXT_WINDOW_NS) {
          notText = 0;
          notTextSince = heardAt;
        }
        if (++notText > MAX_NOT_TEXT) {
          end(this, DisconnectReason.PROTOCOL, NO_CODE, "too much that is not text", 0);
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void onClosed(WsClosed closed) {
      lock.lock();
      try {
        if (closed.refused()) {
          end(this, DisconnectReason.REFUSED, closed.httpStatus(), closed.detail(), waitNs());
        } else if (!closed.opened()) {
          end(this, DisconnectReason.CONNECT_FAILED, NO_CODE, closed.detail(), waitNs());
        } else {
          DisconnectReason reason =
              closed.byPeer() || closed.closeCode() == BROKEN_OFF
                  ? DisconnectReason.CLOSED_BY_VENUE
                  : DisconnectReason.PROTOCOL;
          end(this, reason, closed.closeCode(), closed.detail(), waitNs());
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void onFault(Throwable fault) {
      fail("taking a message of stream " + settings.source(), fault);
    }

    private void onAnswer(ControlMessage answer) {
      switch (answer.kind()) {
        case SUBSCRIBED, SUBSCRIBE_FAILED -> {
          subscriptions.onAnswer(answer, heardAt);
          countSubscribeFailures();
        }
        case PONG -> {
          // any message is a sign of life
        }
        case OTHER -> counters.increment(Counter.UNEXPECTED_ANSWERS);
      }
    }

    private long waitNs() {
      return settings.maxWaitNs();
    }
  }
}
