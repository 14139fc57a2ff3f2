package ringside.adapters.bybit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ringside.adapters.port.FaultListener;

/**
 * The one thread on which reports are read and unknown outcomes settled, for all accounts. It may
 * wait for room in the engine; nothing that orders hang on runs here.
 */
final class AccountWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AccountWorker.class);
  private static final long CLOSE_WAIT_S = 5;

  private final FaultListener faults;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "ringside-account-reports");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean closing;

  AccountWorker(FaultListener faults) {
    this.faults = faults;
  }

  void run(Runnable task) {
    later(0, task);
  }

  void later(long delayNs, Runnable task) {
    try {
      ScheduledFuture<?> unused =
          executor.schedule(() -> guarded(task), delayNs, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("closed: nothing more is asked", e);
    }
  }

  /** Goes on here when the future is done; futures of REST never fail. */
  <T> void then(CompletableFuture<T> future, Consumer<T> next) {
    CompletableFuture<T> unused =
        future.whenComplete(
            (value, failure) ->
                run(
                    () -> {
                      if (failure != null) {
                        throw new IllegalStateException(
                            "a request failed beyond its answer", failure);
                      }
                      next.accept(value);
                    }));
  }

  /** Takes nothing more; waits a bounded time for what runs. */
  @Override
  public void close() {
    closing = true;
    executor.shutdownNow();
    try {
      if (!executor.awaitTermination(CLOSE_WAIT_S, TimeUnit.SECONDS)) {
        LOG.warn("a report did not end in {} s", CLOSE_WAIT_S);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      if (closing) {
        LOG.debug("while closing", e);
      } else {
        faults.onFault("asking the venue for an account's state", e);
      }
    }
  }
}
