package ringside.adapters.ws;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import ringside.adapters.port.FaultListener;

/**
 * The one thread that looks after all streams of the process: it pings, calls silent connections
 * dead, and reconnects. A stream does all of that in its {@link Watched#tick}, which must not wait
 * for the network or for the engine.
 */
public final class StreamWatchdog implements AutoCloseable {
  /** How often streams are looked after, when nothing else is asked for. */
  public static final long DEFAULT_TICK_NS = 50_000_000L;

  /** Something that is looked after. */
  @FunctionalInterface
  public interface Watched {
    /**
     * Called again and again.
     *
     * @param nanoTime {@link System#nanoTime}, read once for all
     */
    void tick(long nanoTime);
  }

  private final List<Watched> watched = new CopyOnWriteArrayList<>();
  private final FaultListener faults;
  private final long tickNs;
  private final Thread thread;
  private volatile boolean running = true;

  /**
   * @param faults hears of a tick that threw; what threw is not looked after any more
   */
  public StreamWatchdog(long tickNs, FaultListener faults) {
    this.tickNs = tickNs;
    this.faults = faults;
    this.thread = new Thread(this::run, "ringside-stream-watchdog");
    thread.setDaemon(true);
  }

  /** Starts the thread. */
  public StreamWatchdog start() {
    thread.start();
    return this;
  }

  /** Looks after it from now on; any thread. */
  public void watch(Watched stream) {
    watched.add(stream);
  }

  /** Looks after it no more; a tick may still be under way. Any thread. */
  public void unwatch(Watched stream) {
    watched.remove(stream);
  }

  /** Ends the thread and waits for it. */
  @Override
  public void close() {
    running = false;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (running) {
      long nanoTime = System.nanoTime();
      for (Watched stream : watched) {
        lookAfter(stream, nanoTime);
      }
      LockSupport.parkNanos(this, tickNs);
    }
  }

  private void lookAfter(Watched stream, long nanoTime) {
    try {
      stream.tick(nanoTime);
    } catch (Throwable t) {
      watched.remove(stream);
      faults.onFault("looking after a stream", t);
    }
  }
}
