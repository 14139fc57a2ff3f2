package ringside.adapters.bybit.rest;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ringside.adapters.bybit.rest.VenueListener.Restriction;
import ringside.adapters.bybit.rest.VenueListener.RestrictionKind;
import ringside.adapters.port.ProcessClock;

/**
 * This process's REST to one environment: what all its accounts share, that is connections, the
 * address's limit and ban, and the venue's clock. One per process; any thread. Two threads work for
 * it and one keeps its time; all are daemons.
 *
 * <pre>{@code
 * BybitRest rest = BybitRest.of(BybitEnvironment.demo(), clock, listener);
 * rest.measureClock().join();
 * RestClient main = rest.account("main", credentials);
 * }</pre>
 */
public final class BybitRest implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BybitRest.class);
  private static final int WORKERS = 2;
  private static final int SAMPLES = 5;
  private static final long IDLE_S = 5;
  private static final long NS_A_MS = 1_000_000L;

  private final BybitEnvironment environment;
  private final ProcessClock clock;
  private final VenueListener listener;
  private final ServerClock serverClock;
  private final RateGovernor governor = new RateGovernor();
  private final ScheduledExecutorService timer;
  private final RestTransport transport;
  private final RestClient publicClient;
  private final Object measureLock = new Object();
  private final Map<Delay, Boolean> delayed = new ConcurrentHashMap<>();
  private CompletableFuture<Boolean> measuring;
  private ScheduledFuture<?> keeping;
  private volatile boolean closed;

  private BybitRest(
      BybitEnvironment environment,
      ProcessClock clock,
      VenueListener listener,
      SSLContext tls,
      long timeoutNs) {
    this.environment = environment;
    this.clock = clock;
    this.listener = listener;
    this.serverClock = new ServerClock(clock, listener);
    ThreadPoolExecutor workers =
        new ThreadPoolExecutor(
            WORKERS,
            WORKERS,
            IDLE_S,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            daemons("bybit-rest"));
    // They are never shut down, because the HTTP client would complain: idle ones end by
    // themselves.
    workers.allowCoreThreadTimeOut(true);
    this.timer = Executors.newSingleThreadScheduledExecutor(daemons("bybit-rest-timer"));
    this.transport = new RestTransport(workers, tls, timeoutNs);
    this.publicClient = new RestClient(this, "", null);
  }

  /** Loads the HTTP client's classes, which takes a while in a new process. Any thread. */
  public static void preload() {
    RestTransport.preload();
  }

  /** For that environment; nothing is sent yet. */
  public static BybitRest of(
      BybitEnvironment environment, ProcessClock clock, VenueListener listener) {
    return new BybitRest(environment, clock, listener, null, RestTransport.TIMEOUT_NS);
  }

  /** With other trust, or less patience. */
  static BybitRest of(
      BybitEnvironment environment,
      ProcessClock clock,
      VenueListener listener,
      SSLContext tls,
      long timeoutNs) {
    return new BybitRest(environment, clock, listener, tls, timeoutNs);
  }

  public BybitEnvironment environment() {
    return environment;
  }

  /** The venue's clock. */
  public ServerClock serverClock() {
    return serverClock;
  }

  /** The limits that all accounts and the trade sockets share. */
  public RateGovernor governor() {
    return governor;
  }

  /** For public data: signs nothing. */
  public RestClient publicClient() {
    return publicClient;
  }

  /**
   * For an account; one each.
   *
   * @param alias as the catalog and the configuration name it
   */
  public RestClient account(String alias, Credentials credentials) {
    return new RestClient(this, alias, credentials);
  }

  /**
   * Measures the venue's clock by several requests and takes the result over. Asked again while it
   * is at it, it answers by the same measurement.
   *
   * @return whether there was any answer; never fails
   */
  public CompletableFuture<Boolean> measureClock() {
    synchronized (measureLock) {
      if (measuring == null || measuring.isDone()) {
        measuring = measureAnew();
      }
      return measuring;
    }
  }

  /** Measures the clock again and again until closed; the first time after one period. */
  public synchronized void keepClock(long periodNs) {
    if (keeping != null) {
      return;
    }
    keeping = every(periodNs, this::measureClock);
  }

  private CompletableFuture<Boolean> measureAnew() {
    return sample(SAMPLES, null)
        .thenApply(
            best -> {
              if (best == null) {
                LOG.warn("the venue's clock could not be read");
                return false;
              }
              serverClock.take(best);
              return true;
            });
  }

  private CompletableFuture<ServerClock.Sample> sample(int left, ServerClock.Sample best) {
    if (left == 0) {
      return CompletableFuture.completedFuture(best);
    }
    long[] sentNs = new long[1];
    return publicClient
        .send(RestRequest.get("/v5/market/time"), () -> sentNs[0] = clock.nowNs())
        .thenCompose(
            answer -> {
              long receivedNs = clock.nowNs();
              if (!(answer instanceof RestAnswer.Ok ok)) {
                return left == SAMPLES
                    ? CompletableFuture.completedFuture(null)
                    : sample(left - 1, best);
              }
              long venueNs = ok.result().get("timeNano").longOr(ok.venueTimeMs() * NS_A_MS);
              if (venueNs <= 0) {
                return sample(left - 1, best);
              }
              ServerClock.Sample sample = new ServerClock.Sample(sentNs[0], venueNs, receivedNs);
              return sample(left - 1, sample.better(best));
            });
  }

  /** Does something again and again, from one period on; until cancelled, or this is closed. */
  ScheduledFuture<?> every(long periodNs, Supplier<? extends CompletableFuture<?>> task) {
    return timer.scheduleWithFixedDelay(
        () -> inBackground(task), periodNs, periodNs, TimeUnit.NANOSECONDS);
  }

  /** Does something whose end nobody waits for; what goes wrong is logged. */
  static void inBackground(Supplier<? extends CompletableFuture<?>> task) {
    try {
      CompletableFuture<?> unused =
          task.get()
              .whenComplete(
                  (done, failure) -> {
                    if (failure != null) {
                      LOG.error("a task of the REST client failed", failure);
                    }
                  });
    } catch (RuntimeException e) {
      LOG.error("a task of the REST client failed", e);
    }
  }

  /** A future that is done that much later, on the timer's thread. */
  CompletableFuture<Void> later(long delayNs) {
    Delay delay = new Delay(new CompletableFuture<>());
    delayed.put(delay, Boolean.TRUE);
    try {
      Future<?> unused = timer.schedule(() -> end(delay), delayNs, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      end(delay);
    }
    return delay.over;
  }

  private void end(Delay delay) {
    delayed.remove(delay);
    delay.over.complete(null);
  }

  /** Something that waits; each is itself alone. */
  private static final class Delay {
    final CompletableFuture<Void> over;

    Delay(CompletableFuture<Void> over) {
      this.over = over;
    }
  }

  CompletableFuture<RestTransport.Response> exchange(HttpRequest request) {
    return transport.send(request);
  }

  HttpRequest.Builder request(URI uri) {
    return transport.request(uri);
  }

  boolean isClosed() {
    return closed;
  }

  VenueListener listener() {
    return listener;
  }

  /** HTTP 403: all accounts stop, and all are told when it is over. */
  void onBanned(String detail) {
    if (governor.onBanned(System.nanoTime())) {
      LOG.error("the venue banned this address ({}): no REST for 10 minutes", detail);
      listener.onRestriction(
          new Restriction(RestrictionKind.IP_BAN, true, RateGovernor.BAN_NS, "", "", detail));
      tellWhenBanIsOver();
    }
  }

  private void tellWhenBanIsOver() {
    inBackground(() -> later(governor.bannedForNs(System.nanoTime())).thenRun(this::onBanOver));
  }

  private void onBanOver() {
    if (closed) {
      return;
    }
    if (governor.isBanned(System.nanoTime())) {
      tellWhenBanIsOver();
      return;
    }
    listener.onRestriction(
        new Restriction(RestrictionKind.IP_BAN, false, 0, "", "", "ten minutes are over"));
  }

  /** Ends what is waiting; requests that are out are no longer waited for. */
  @Override
  public void close() {
    closed = true;
    timer.shutdownNow();
    delayed.keySet().forEach(this::end);
  }

  private static ThreadFactory daemons(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
