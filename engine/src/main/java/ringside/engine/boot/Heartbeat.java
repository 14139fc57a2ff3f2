package ringside.engine.boot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ringside.journal.event.IsoTime;

/**
 * Writes a small file every so often, so that whoever watches it sees that the engine lives and how
 * it is. That it cannot be written is told once, and never stops trading. A thread of its own.
 */
final class Heartbeat implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
  private static final long CLOSE_MS = 5_000;
  private static final long UNWELL_NS = TimeUnit.SECONDS.toNanos(2);

  private final Path file;
  private final long everyNs;
  private final Supplier<RunStatus> status;
  private final LongSupplier wallNs;
  private final Consumer<String> onFailure;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "ringside-heartbeat");
  private boolean failing;
  private boolean wasHealthy;

  /**
   * @param file rewritten each time, whole
   * @param wallNs the time of the day
   * @param onFailure hears once that the file cannot be written, until it can be again
   */
  Heartbeat(
      Path file,
      long everyNs,
      Supplier<RunStatus> status,
      LongSupplier wallNs,
      Consumer<String> onFailure) {
    this.file = file;
    this.everyNs = everyNs;
    this.status = status;
    this.wallNs = wallNs;
    this.onFailure = onFailure;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      long waitNs;
      do {
        // What is not healthy is looked at again soon: nobody shall read of it when it is over.
        waitNs = beat(null) ? everyNs : Math.min(everyNs, UNWELL_NS);
      } while (!closed.await(waitNs, TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Writes the file once.
   *
   * @param last the state to be told; null: as it is
   * @return whether it is healthy
   */
  private synchronized boolean beat(String last) {
    boolean healthy = false;
    try {
      RunStatus now = last == null ? status.get() : null;
      Map<String, Object> values = new LinkedHashMap<>();
      long ns = wallNs.getAsLong();
      values.put("ts", IsoTime.toString(ns));
      values.put("unix_ts", TimeUnit.NANOSECONDS.toSeconds(ns));
      values.put("state", last == null ? state(now) : last);
      values.put("pid", ProcessHandle.current().pid());
      if (now != null) {
        values.put("troubles", now.troubles());
        values.put("events", now.figures().events());
        values.put("journal", now.journal());
      }
      PrivateFile.write(file, JsonLine.of(values) + System.lineSeparator());
      failing = false;
      healthy = now != null && now.healthy();
    } catch (IOException | RuntimeException e) {
      LOG.debug("no heartbeat", e);
      if (!failing) {
        failing = true;
        onFailure.accept("the heartbeat cannot be written: " + file + ": " + e.getMessage());
      }
    }
    return healthy;
  }

  private String state(RunStatus now) {
    if (now.engine() == null) {
      return "not-answering";
    }
    wasHealthy |= now.healthy();
    if (now.healthy()) {
      return "healthy";
    }
    return wasHealthy ? "degraded" : "starting";
  }

  /** Says for the last time how it is: the run has ended in order. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(CLOSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    beat("stopped");
  }
}
