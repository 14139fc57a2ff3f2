package ringside.engine.boot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ringside.journal.codec.Severity;

/**
 * Tells people of alerts, by one thread of its own: the same matter raised many times is told once
 * with its count, the most severe first, and not more often than a human can read. A way that fails
 * is logged and never stops anything.
 */
final class AlertSender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AlertSender.class);

  /** So many may be told at once, and then one in so many seconds. */
  private static final int BURST = 10;

  private static final long EVERY_NS = TimeUnit.SECONDS.toNanos(10);
  private static final int MOST_MATTERS = 100;
  private static final long CLOSE_MS = 10_000;

  private final List<AlertRoute> routes;
  private final Severity from;
  private final long everyNs;
  private final Map<String, Alert> pending = new LinkedHashMap<>();
  private final Thread thread = new Thread(this::run, "ringside-alerts");
  private long leftOut;
  private long told;
  private boolean closed;
  private double tokens = BURST;
  private long refilledNanos = System.nanoTime();

  /**
   * @param from the least severity that is told
   */
  AlertSender(List<AlertRoute> routes, Severity from) {
    this(routes, from, EVERY_NS);
  }

  AlertSender(List<AlertRoute> routes, Severity from, long everyNs) {
    this.routes = List.copyOf(routes);
    this.from = from;
    this.everyNs = everyNs;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Takes one to be told. Any thread; never waits for anybody to be reached. */
  synchronized void offer(Alert alert) {
    if (routes.isEmpty() || alert.severity().value() < from.value() || closed) {
      return;
    }
    Alert known = pending.get(alert.matter());
    if (known != null) {
      pending.put(alert.matter(), alert.times(known.count() + alert.count()));
    } else if (pending.size() < MOST_MATTERS || alert.severity() == Severity.CRITICAL) {
      makeRoom();
      pending.put(alert.matter(), alert);
    } else {
      leftOut++;
    }
    notifyAll();
  }

  /** How many were told so far, each by every way. */
  synchronized long told() {
    return told;
  }

  private void makeRoom() {
    if (pending.size() >= MOST_MATTERS) {
      String least = null;
      for (Map.Entry<String, Alert> entry : pending.entrySet()) {
        if (least == null
            || entry.getValue().severity().value() < pending.get(least).severity().value()) {
          least = entry.getKey();
        }
      }
      pending.remove(least);
      leftOut++;
    }
  }

  private void run() {
    try {
      for (Alert next = next(); next != null; next = next()) {
        tell(next);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Alert alert) throws InterruptedException {
    for (AlertRoute route : routes) {
      try {
        route.tell(alert);
      } catch (IOException | RuntimeException e) {
        LOG.error("alert not told by {}: {}: {}", route.name(), e.getMessage(), alert.text());
      }
    }
  }

  /** The most severe, when it is time for one; null when there is none and the end has come. */
  private synchronized Alert next() throws InterruptedException {
    while (true) {
      if (pending.isEmpty() && closed) {
        return null;
      }
      refill();
      if (!pending.isEmpty() && (tokens >= 1 || closed)) {
        tokens--;
        told++;
        return take();
      }
      long waitMs = TimeUnit.NANOSECONDS.toMillis(everyNs) / 2 + 1;
      wait(pending.isEmpty() ? 0 : waitMs);
    }
  }

  private void refill() {
    long nowNanos = System.nanoTime();
    tokens = Math.min(BURST, tokens + (double) (nowNanos - refilledNanos) / everyNs);
    refilledNanos = nowNanos;
  }

  private Alert take() {
    List<Alert> all = new ArrayList<>(pending.values());
    Alert first = all.get(0);
    for (Alert alert : all) {
      if (alert.severity().value() > first.severity().value()) {
        first = alert;
      }
    }
    pending.remove(first.matter());
    if (leftOut > 0) {
      String more = first.text() + " (and " + leftOut + " alerts of other matters were left out)";
      leftOut = 0;
      return new Alert(
          first.timeNs(),
          first.severity(),
          first.code(),
          first.account(),
          first.symbol(),
          first.leg(),
          first.active(),
          more,
          first.count());
    }
    return first;
  }

  /** Tells what is left, for ten seconds at most. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      thread.join(CLOSE_MS);
      thread.interrupt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
