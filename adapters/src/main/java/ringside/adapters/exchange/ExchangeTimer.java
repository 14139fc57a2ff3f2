package ringside.adapters.exchange;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread on which the exchange does things later. What fails there is logged. */
final class ExchangeTimer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ExchangeTimer.class);

  private final ScheduledThreadPoolExecutor pool =
      new ScheduledThreadPoolExecutor(1, ExchangeTimer::thread);

  ExchangeTimer() {
    pool.setRemoveOnCancelPolicy(true);
  }

  private static Thread thread(Runnable work) {
    Thread made = new Thread(work, "exchange-timer");
    made.setDaemon(true);
    return made;
  }

  /** Does it once, so many ms from now; not at all when the exchange is closed by then. */
  void after(long ms, Runnable work) {
    try {
      note(pool.schedule(guarded(work), ms, TimeUnit.MILLISECONDS));
    } catch (RejectedExecutionException e) {
      LOG.debug("the exchange is closed", e);
    }
  }

  /** Does it again and again, so many ms after it was done. */
  void every(long ms, Runnable work) {
    note(pool.scheduleWithFixedDelay(guarded(work), ms, ms, TimeUnit.MILLISECONDS));
  }

  private static Runnable guarded(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException e) {
        LOG.error("the exchange's timer", e);
      }
    };
  }

  private static void note(ScheduledFuture<?> planned) {
    LOG.trace("planned {}", planned);
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
