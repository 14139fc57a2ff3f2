package ringside.adapters.bybit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ringside.adapters.bybit.StreamCounters.Counter;
import ringside.adapters.port.FaultListener;
import ringside.adapters.port.ProcessClock;
import ringside.adapters.port.ReconnectPolicy;
import ringside.adapters.ws.StreamWatchdog;
import ringside.adapters.ws.WsClosed;
import ringside.adapters.ws.WsConnection;
import ringside.adapters.ws.WsListener;
import ringside.adapters.ws.WsSettings;
import ringside.journal.codec.DisconnectReason;

/**
 * The life of one stream of the venue, whatever it carries: connects, asks for signs of life, calls
 * a silent connection dead, and comes back when it is lost. What is said over it is its {@link
 * StreamProtocol}'s. Each connection has its own generation; what an older one still says is
 * ignored. Every connection, and every attempt that failed, ends in exactly one {@link
 * StreamProtocol#onDisconnected}.
 *
 * <p>Messages are taken on the connection's thread, time-outs and reconnects are the watchdog's.
 * One lock is held while a message is taken; the watchdog does not wait for it but looks again
 * later, so a stream that is busy is not taken for dead. Anything thrown here that is not the
 * network's fault stops the stream and is reported as a fault.
 */
final class VenueStream implements AutoCloseable, StreamWatchdog.Watched {
  private static final Logger LOG = LoggerFactory.getLogger(VenueStream.class);

  private static final String PING = "{\"op\":\"ping\"}";
  private static final long PATIENCE_NS = 1_000_000L;
  private static final int NO_CODE = -1;
  private static final int BROKEN_OFF = 1006;
  private static final int HTTP_FORBIDDEN = 403;

  /** How a socket is made; tests come in between. */
  @FunctionalInterface
  interface Connector extends BiFunction<WsSettings, WsListener, WsConnection> {}

  private enum State {
    IDLE,
    CONNECTING,
    OPEN,
    WAITING,
    ENDED
  }

  private final StreamSettings settings;
  private final StreamProtocol protocol;
  private final StreamCounters counters;
  private final StreamContext context;
  private final ReconnectPolicy policy;
  private final IntSupplier priority;
  private final Connector connector;
  private final ReentrantLock lock = new ReentrantLock();

  private State state = State.IDLE;
  private Session session;
  private volatile Session open;
  private volatile int generation;
  private int connections;
  private int attempts;
  private long connectAt;

  /**
   * What all streams of a process share.
   *
   * @param governor says who may connect next
   */
  record StreamContext(
      ProcessClock clock,
      StreamWatchdog watchdog,
      ConnectGovernor governor,
      FaultListener faults) {}

  /**
   * A stream that is not started yet.
   *
   * @param policy this stream's own: it counts attempts
   * @param priority of its connects, as {@link ConnectGovernor} has them
   * @throws IllegalArgumentException when the settings name no address that may be connected to
   */
  VenueStream(
      StreamSettings settings,
      StreamProtocol protocol,
      StreamCounters counters,
      StreamContext context,
      ReconnectPolicy policy,
      IntSupplier priority,
      Connector connector) {
    settings.ws();
    this.settings = settings;
    this.protocol = protocol;
    this.counters = counters;
    this.context = context;
    this.policy = policy;
    this.priority = priority;
    this.connector = connector;
  }

  /** Starts to connect; does not wait. Once. */
  void start() {
    lock.lock();
    try {
      if (state != State.IDLE) {
        throw new IllegalStateException("started before");
      }
      long nanoTime = System.nanoTime();
      state = State.WAITING;
      connectAt = nanoTime;
      connectIfAllowed(nanoTime);
    } finally {
      lock.unlock();
    }
    context.watchdog().watch(this);
  }

  /**
   * Ends the stream for good: says goodbye to the venue, waits for its answer a bounded time, then
   * cuts. Any thread but those of connections and watchdog.
   */
  @Override
  public void close() {
    context.watchdog().unwatch(this);
    context.governor().leave(this);
    lock.lock();
    Session last = session;
    boolean wasOpen = state == State.OPEN;
    try {
      if (last != null) {
        end(last, DisconnectReason.CLOSED_BY_US, NO_CODE, "", settings.closeTimeoutNs());
      }
      protocol.flush(settings.closeTimeoutNs());
    } catch (IllegalStateException e) {
      LOG.debug("nobody is there to hear that stream {} closes", settings.source(), e);
    } finally {
      state = State.ENDED;
      lock.unlock();
    }
    if (wasOpen) {
      last.goodbye(settings.closeTimeoutNs());
    } else if (last != null) {
      last.connection.abort();
    }
  }

  /** The generation of the newest connection; any thread. */
  int generation() {
    return generation;
  }

  StreamSettings settings() {
    return settings;
  }

  /** Whether a connection is open, ready or not; with the lock held. */
  boolean isOpen() {
    return state == State.OPEN;
  }

  /** Takes the lock, waiting a millisecond at most; who got it gives it back with unlock. */
  boolean tryLock() {
    try {
      return lock.tryLock(PATIENCE_NS, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void unlock() {
    lock.unlock();
  }

  /**
   * Queues a message on the connection that is open; any thread, without the lock.
   *
   * @return false when there is none or too much waits to be written
   */
  boolean send(String text) {
    Session to = open;
    return to != null && to.send(text);
  }

  /** As {@link #send}, but written on the caller's thread where that cannot wait. */
  boolean sendNow(String text) {
    Session to = open;
    return to != null && to.sent(to.connection.sendNow(text));
  }

  /** The connection can be used: that is told. With the lock held, once a connection. */
  void connected() {
    protocol.onConnected(
        session.generation, attempts, settings.endpoint(), context.clock().nowNs());
    protocol.flush(settings.maxWaitNs());
  }

  /** What the stream is for has happened: the next attempt is a first one. With the lock held. */
  void proven() {
    if (session != null && !session.proven) {
      session.proven = true;
      attempts = 0;
    }
  }

  /** Ends this connection; the next one is planned. With the lock held. */
  void drop(DisconnectReason reason, String detail) {
    if (session != null) {
      end(session, reason, NO_CODE, detail, 0);
    }
  }

  /** Ends this stream for good: the venue does not want us. With the lock held. */
  void giveUp(String detail) {
    drop(DisconnectReason.REFUSED, detail);
    context.governor().leave(this);
    state = State.ENDED;
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
    protocol.flush(0);
    switch (state) {
      case CONNECTING -> {
        if (nanoTime - session.startedAt > settings.connectTimeoutNs()) {
          end(session, DisconnectReason.CONNECT_FAILED, NO_CODE, "timed out", 0);
        }
      }
      case OPEN -> tickOpen(nanoTime);
      case WAITING -> connectIfAllowed(nanoTime);
      case IDLE, ENDED -> {
        // nothing to look after
      }
    }
  }

  private void tickOpen(long nanoTime) {
    Session current = session;
    DisconnectReason death = current.life.death(nanoTime);
    if (death != null) {
      end(current, death, NO_CODE, "", 0);
    } else if (!protocol.tick(nanoTime) || (session == current && !pingIfDue(nanoTime))) {
      end(current, DisconnectReason.PROTOCOL, NO_CODE, "too many writes are waiting", 0);
    }
  }

  private boolean pingIfDue(long nanoTime) {
    if (!session.life.takePing(nanoTime)) {
      return true;
    }
    counters.increment(Counter.PINGS);
    return session.send(PING);
  }

  private void connectIfAllowed(long nanoTime) {
    if (nanoTime - connectAt < 0
        || !context.governor().mayConnect(this, settings.uri(), priority.getAsInt(), nanoTime)) {
      return;
    }
    state = State.CONNECTING;
    generation = ++connections;
    attempts++;
    session = new Session(connections, nanoTime);
    session.connection.open();
  }

  /**
   * Ends a connection: cuts it, has that told, and plans the next. Called with the lock held; does
   * nothing when it has ended before.
   */
  private void end(
      Session ended, DisconnectReason reason, int closeCode, String detail, long waitNs) {
    if (ended != session) {
      return;
    }
    session = null;
    open = null;
    if (reason != DisconnectReason.CLOSED_BY_US) {
      ended.connection.abort();
    }
    LOG.info("stream {} down: {} {} {}", settings.source(), reason, closeCode, detail);
    protocol.onDisconnected(ended.generation, reason, closeCode, detail, context.clock().nowNs());
    protocol.flush(waitNs);
    if (reason == DisconnectReason.CLOSED_BY_US || reason == DisconnectReason.FAULT) {
      state = State.ENDED;
      return;
    }
    long nanoTime = System.nanoTime();
    if (reason == DisconnectReason.REFUSED && closeCode == HTTP_FORBIDDEN) {
      context.governor().banned(settings.uri(), nanoTime);
    }
    long delayNs = policy.delayNs(attempts, reason, closeCode, nanoTime);
    state = delayNs == ReconnectPolicy.STOP ? State.ENDED : State.WAITING;
    connectAt = nanoTime + delayNs;
  }

  /** Stops the stream for good and reports why; called without the lock. */
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
    context.governor().leave(this);
    context.faults().onFault(where, fault);
  }

  /** One connection; what it says counts only while it is the stream's newest. */
  private final class Session implements WsListener {
    final int generation;
    final long startedAt;
    final WsConnection connection;
    final SignsOfLife life = new SignsOfLife(settings);
    boolean proven;

    Session(int generation, long nanoTime) {
      this.generation = generation;
      this.startedAt = nanoTime;
      this.connection = connector.apply(settings.ws(), this);
    }

    boolean send(String text) {
      return sent(connection.send(text));
    }

    boolean sent(boolean taken) {
      if (!taken) {
        counters.increment(Counter.WRITES_REFUSED);
      }
      return taken;
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
        open = this;
        life.opened(nanoTime);
        if (!protocol.onOpen(nanoTime)) {
          end(this, DisconnectReason.PROTOCOL, NO_CODE, "could not subscribe", 0);
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void onText(char[] text, int length) {
      long receivedNs = context.clock().nowNs();
      lock.lock();
      try {
        if (session != this) {
          return;
        }
        protocol.onText(text, length, receivedNs, System.nanoTime());
        life.heard(System.nanoTime());
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
        if (life.heardNoText(System.nanoTime())) {
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
        long waitNs = settings.maxWaitNs();
        if (closed.refused()) {
          end(this, DisconnectReason.REFUSED, closed.httpStatus(), closed.detail(), waitNs);
        } else if (!closed.opened()) {
          end(this, DisconnectReason.CONNECT_FAILED, NO_CODE, closed.detail(), waitNs);
        } else {
          DisconnectReason reason =
              closed.byPeer() || closed.closeCode() == BROKEN_OFF
                  ? DisconnectReason.CLOSED_BY_VENUE
                  : DisconnectReason.PROTOCOL;
          end(this, reason, closed.closeCode(), closed.detail(), waitNs);
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void onFault(Throwable fault) {
      fail("taking a message of stream " + settings.source(), fault);
    }
  }
}
