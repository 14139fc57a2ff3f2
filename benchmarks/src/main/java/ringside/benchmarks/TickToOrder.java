package ringside.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import ringside.adapters.exchange.ExchangeConfig;
import ringside.adapters.exchange.LocalExchange;
import ringside.engine.pipeline.WaitMode;

/**
 * From a book message leaving the venue to the order that it causes arriving there, over loopback
 * WebSockets, one tick a millisecond: the whole engine with its journal, beside a bare echo of
 * texts of the same sizes between the same ends. Both are connected once and stay so: while it is
 * one's turn, the other has nothing to do, or spins if it is told to. One thread.
 */
final class TickToOrder implements AutoCloseable {
  private static final long EVERY_NS = 1_000_000;
  private static final long LONGEST_NS = 60_000_000_000L;
  private static final long READY_NS = TimeUnit.SECONDS.toNanos(30);
  private static final long FIRST_NS = 20_000_000;
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(1);
  private static final int UNANSWERED_LIMIT = 30;
  private static final int ORDER_LENGTH = 330;
  private static final int WARM_TICKS = 40_000;

  private final WaitMode wait;
  private final int ticks;
  private final Turns turns = new Turns();
  private final LoopTexts texts = new LoopTexts();
  private final LoopVenue venue = new LoopVenue(texts);
  private final LocalExchange rest;
  private final Scratch scratch;
  private LoopSession session;
  private LoopEcho echo;
  private int unanswered;

  TickToOrder(WaitMode wait, int ticks) throws IOException {
    this.wait = wait;
    this.ticks = ticks;
    venue.listen();
    // Its market moves in slow motion: it is only asked about the account.
    rest = LocalExchange.start(ExchangeConfig.defaults().withAccounts(1, null).withSpeed(0.01));
    scratch = new Scratch("loop");
    connect();
  }

  /** One round of both, in us. */
  void round(TickToOrderBenchmark.Latencies latencies) throws IOException {
    turns.both(
        () -> {
          Histogram ours = engine();
          latencies.oursP50 = us(ours, 50);
          latencies.oursP99 = us(ours, 99);
        },
        () -> {
          Histogram floor = echo();
          latencies.floorP50 = us(floor, 50);
          latencies.floorP99 = us(floor, 99);
        });
  }

  private Histogram engine() {
    venue.turnToEngine();
    session.requireRunning();
    return measure();
  }

  private Histogram echo() {
    venue.turnToEcho();
    return measure();
  }

  private void connect() throws IOException {
    long startedAt = System.nanoTime();
    echo = new LoopEcho(venue.uri(LoopVenue.ECHO_PATH), ORDER_LENGTH);
    echo.connect();
    session = new LoopSession(venue, rest, scratch.directory(), wait);
    while (!venue.engineIsHere() || !venue.echoIsHere()) {
      requireInTime(startedAt);
      LockSupport.parkNanos(FIRST_NS);
    }
    venue.turnToEngine();
    // The account is to be reconciled first; until then ticks cause nothing.
    while (venue.roundTripNs(texts.tick(), FIRST_NS) >= FIRST_NS) {
      requireInTime(startedAt);
      LockSupport.parkNanos(FIRST_NS);
    }
    warm();
    venue.turnToEcho();
    warm();
  }

  /** At a tick a millisecond the compiler would be busy for minutes: one tick after the other. */
  private void warm() {
    for (int i = 0; i < WARM_TICKS; i++) {
      roundTripNs();
    }
  }

  private void requireInTime(long startedAt) {
    session.requireRunning();
    if (System.nanoTime() - startedAt > READY_NS) {
      throw new IllegalStateException("the engine does not trade");
    }
  }

  /** A tick that nothing comes of took {@link #PATIENCE_NS}: an audit may have doubted an order. */
  private long roundTripNs() {
    String tick = texts.tick();
    long tookNs = venue.roundTripNs(tick, PATIENCE_NS);
    unanswered = tookNs < PATIENCE_NS ? 0 : unanswered + 1;
    if (unanswered > UNANSWERED_LIMIT) {
      session.requireRunning();
      throw new IllegalStateException("nothing comes of ticks any more");
    }
    return tookNs;
  }

  private Histogram measure() {
    Histogram histogram = new Histogram(1, LONGEST_NS, 3);
    int unmeasured = ticks / 4;
    long dueNs = System.nanoTime() + EVERY_NS;
    for (int i = 0; i < ticks + unmeasured; i++) {
      while (System.nanoTime() - dueNs < 0) {
        LockSupport.parkNanos(dueNs - System.nanoTime());
      }
      long tookNs = roundTripNs();
      if (i >= unmeasured) {
        histogram.recordValue(Math.min(tookNs, LONGEST_NS));
      }
      dueNs = Math.max(dueNs + EVERY_NS, System.nanoTime() + EVERY_NS / 2);
    }
    return histogram;
  }

  private static double us(Histogram histogram, double percentile) {
    return histogram.getValueAtPercentile(percentile) / 1e3;
  }

  @Override
  public void close() throws IOException {
    session.close();
    echo.close();
    rest.close();
    venue.close();
    scratch.close();
  }
}
