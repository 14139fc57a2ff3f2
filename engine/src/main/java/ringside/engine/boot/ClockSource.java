package ringside.engine.boot;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import ringside.adapters.port.FaultListener;
import ringside.adapters.port.ProcessClock;
import ringside.journal.codec.ClockStepEncoder;
import ringside.journal.codec.ClockTickEncoder;
import ringside.journal.codec.SpaceChangedEncoder;
import ringside.journal.codec.SpaceLevel;
import ringside.journal.event.EventSink;
import ringside.journal.event.RecordBuffer;

/**
 * Lets time pass in the engine: a {@code ClockTick} every 250 ms, before it a {@code ClockStep}
 * when the wall clock moved against the process clock, and a {@code SpaceChanged} when the disk's
 * room did. A thread of its own.
 */
final class ClockSource implements AutoCloseable {
  static final long TICK_NS = 250_000_000L;

  /** Slower drift than this between two ticks is no step. */
  private static final long STEP_NS = 100_000_000L;

  private final ProcessClock clock;
  private final LongSupplier wallNs;
  private final EventSink sink;
  private final FaultListener faults;
  private final RecordBuffer records = new RecordBuffer(4096, 4096);
  private final ClockTickEncoder tick = new ClockTickEncoder();
  private final ClockStepEncoder step = new ClockStepEncoder();
  private final SpaceChangedEncoder spaceChanged = new SpaceChangedEncoder();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "ringside-clock");
  private final AtomicReference<Space> space;
  private long offsetNs;

  /** How much room the journal's disk has. */
  record Space(SpaceLevel level, long usableBytes) {}

  /**
   * @param space a change of the disk's room, put there by whoever sees it, is told with a tick
   */
  ClockSource(
      ProcessClock clock,
      LongSupplier wallNs,
      EventSink sink,
      AtomicReference<Space> space,
      FaultListener faults) {
    this.clock = clock;
    this.wallNs = wallNs;
    this.sink = sink;
    this.faults = faults;
    this.space = space;
    this.offsetNs = wallNs.getAsLong() - clock.nowNs();
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One tick, with a step before it where the wall clock moved. */
  void tick() {
    long nowNs = clock.nowNs();
    records.clear();
    long offsetNowNs = wallNs.getAsLong() - nowNs;
    long movedNs = offsetNowNs - offsetNs;
    if (Math.abs(movedNs) >= STEP_NS) {
      step.wrap(records.buffer(), records.begin(ClockStepEncoder.TEMPLATE_ID));
      step.header().timeNs(nowNs);
      step.stepNs(movedNs);
      records.end(step.encodedLength());
      offsetNs = offsetNowNs;
    }
    Space changed = space.getAndSet(null);
    if (changed != null) {
      spaceChanged.wrap(records.buffer(), records.begin(SpaceChangedEncoder.TEMPLATE_ID));
      spaceChanged.header().timeNs(nowNs);
      spaceChanged.usableBytes(changed.usableBytes()).level(changed.level());
      records.end(spaceChanged.encodedLength());
    }
    tick.wrap(records.buffer(), records.begin(ClockTickEncoder.TEMPLATE_ID));
    tick.header().timeNs(nowNs);
    records.end(tick.encodedLength());
    sink.publish(records);
  }

  private void run() {
    try {
      while (!closed.await(TICK_NS, TimeUnit.NANOSECONDS)) {
        tick();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      if (closed.getCount() > 0) {
        faults.onFault("clock", e);
      }
    }
  }
}
