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

  private final Path file;
  private final long everyNs;
  private final Supplier<RunStatus> status;
  private final LongSupplier wallNs;
  private final Consumer<String> onFailure;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "ringside-heartbeat");
  private boolean failing;

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
      do {
        beat(null);
      } while (!closed.await(everyNs, TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Writes the file once.
   *
   * @param last the state to be told; null: as it is
   */
  private synchronized void beat(String last) {
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
    } catch (IOException | RuntimeException e) {
      LOG.debug("no heartbeat", e);
      if (!failing) {
        failing = true;
        onFailure.accept("the heartbeat cannot be written: " + file + ": " + e.getMessage());
      }
    }
  }

  private static String state(RunStatus now) {
    if (now.engine() == null) {
      return "not-answering";
    }
    return now.healthy() ? "healthy" : "degraded";
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
