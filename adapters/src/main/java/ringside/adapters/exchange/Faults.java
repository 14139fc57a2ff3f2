package ringside.adapters.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What is to go wrong at the exchange, and the places that ask for it. A fault that has struck as
 * often as it should, or whose time is over, is gone. Any thread.
 */
public final class Faults {
  /**
   * A fault that is on.
   *
   * @param id to clear it by
   * @param struck how often it did
   */
  public record Active(long id, Fault fault, int struck) {}

  private static final class Entry {
    final long id;
    final Fault fault;
    final long untilNs;
    int passed;
    int struck;

    Entry(long id, Fault fault, long nowNs) {
      this.id = id;
      this.fault = fault;
      this.untilNs = nowNs + fault.durationMs() * 1_000_000;
    }

    boolean isOver(long nowNs) {
      return (fault.count() > 0 && struck >= fault.count())
          || (fault.durationMs() > 0 && nowNs - untilNs >= 0);
    }

    /** Counts one that matches; whether it is struck. */
    boolean strikes() {
      if (fault.step() != SocketStep.MESSAGE && passed < fault.after()) {
        passed++;
        return false;
      }
      struck++;
      return true;
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private long lastId;

  /** Looked at before the lock is taken: nearly always there are none. */
  private volatile boolean any;

  private volatile long forgottenBeforeNs = Long.MIN_VALUE;

  private final VenueTime times = new VenueTime();

  /** Switches a fault on; its id. */
  public synchronized long add(Fault fault) {
    entries.add(new Entry(++lastId, fault, System.nanoTime()));
    any = true;
    return lastId;
  }

  /** What is on. */
  public synchronized List<Active> list() {
    prune();
    List<Active> all = new ArrayList<>();
    for (Entry entry : entries) {
      all.add(new Active(entry.id, entry.fault, entry.struck));
    }
    return all;
  }

  /** Switches one off; whether it was on. */
  public synchronized boolean clear(long id) {
    boolean was = entries.removeIf(entry -> entry.id == id);
    any = !entries.isEmpty();
    return was;
  }

  /** Switches all off. */
  public synchronized void clear() {
    entries.clear();
    any = false;
  }

  private void prune() {
    long nowNs = System.nanoTime();
    entries.removeIf(entry -> entry.isOver(nowNs));
    any = !entries.isEmpty();
  }

  /** The first fault that is on, matches and strikes now, or null. */
  synchronized Fault strike(Predicate<Fault> match) {
    if (!any) {
      return null;
    }
    prune();
    for (Entry entry : entries) {
      if (match.test(entry.fault) && entry.strikes()) {
        prune();
        return entry.fault;
      }
    }
    return null;
  }

  /** How far the venue's clock is ahead of the wall, in ns. */
  public long skewNs() {
    Fault skew = any ? strike(fault -> fault.kind() == FaultKind.CLOCK_SKEW) : null;
    return skew == null ? 0 : skew.delayMs() * 1_000_000;
  }

  /** How the venue's times are shown. */
  VenueTime times() {
    return times;
  }

  /** What happens from this venue time on is dated by the clock as it is now. Its thread. */
  void date(long nowNs) {
    times.ahead(nowNs, skewNs());
  }

  /** Whether the venue is in maintenance. */
  public boolean inMaintenance() {
    return any && strike(fault -> fault.kind() == FaultKind.MAINTENANCE) != null;
  }

  /** Closed orders that changed before this venue time are not shown by realtime any more. */
  public long forgottenBeforeNs() {
    return forgottenBeforeNs;
  }

  void forgetBefore(long timeNs) {
    forgottenBeforeNs = timeNs;
  }

  /**
   * What a REST request meets before it is looked at: {@link FaultKind#RET_CODE}, HTTP_STATUS,
   * HTML_BODY, EMPTY_BODY, TIME_OUT (never answer) or DELAY_REQUEST; null for nothing. In
   * maintenance all but market time and the system's status meet 10016.
   *
   * @param path as {@code /v5/order/create}
   * @param account by name, "" where none is known
   */
  public Fault onRequest(String path, String account) {
    if (!any) {
      return null;
    }
    boolean always = path.equals("/v5/market/time") || path.equals(StatusEndpoint.PATH);
    if (!always && inMaintenance()) {
      return Fault.of(FaultKind.RET_CODE)
          .withCode(10016)
          .withText("Server error. Service is restarting.");
    }
    return strike(
        fault ->
            switch (fault.kind()) {
              case RET_CODE, HTTP_STATUS, HTML_BODY, EMPTY_BODY, TIME_OUT, DELAY_REQUEST ->
                  (fault.stream() == null || fault.stream() == StreamKind.REST)
                      && path.startsWith(fault.path())
                      && matches(fault.account(), account);
              default -> false;
            });
  }

  /**
   * What a request of the trade socket meets before it is looked at: {@link FaultKind#RET_CODE} or
   * TIME_OUT (never answer); null for nothing. In maintenance 10019.
   *
   * @param op as {@code order.create}
   */
  Fault onSocketRequest(String op, String account) {
    if (!any) {
      return null;
    }
    if (inMaintenance()) {
      return Fault.of(FaultKind.RET_CODE)
          .withCode(10019)
          .withText("ws trade service is restarting, do not accept new request");
    }
    return strike(
        fault ->
            switch (fault.kind()) {
              case RET_CODE, TIME_OUT ->
                  (fault.stream() == null || fault.stream() == StreamKind.TRADE)
                      && op.startsWith(fault.path())
                      && matches(fault.account(), account);
              default -> false;
            });
  }

  /**
   * What the answer to an order request meets, when the venue has taken it: {@link
   * FaultKind#LATE_ANSWER} (by {@link Fault#delayMs}), DOUBLE_ANSWER (trade socket), NO_ANSWER or
   * FILL_BEFORE_ANSWER (wait for {@link OrderFills#told}); null for nothing.
   *
   * @param path the REST path, or the operation of the trade socket as {@code order.create}
   */
  public Fault onAnswer(StreamKind way, String path, String account) {
    if (!any) {
      return null;
    }
    return strike(
        fault ->
            switch (fault.kind()) {
              case LATE_ANSWER, DOUBLE_ANSWER, NO_ANSWER, FILL_BEFORE_ANSWER ->
                  (fault.stream() == null || fault.stream() == way)
                      && path.startsWith(fault.path())
                      && matches(fault.account(), account);
              default -> false;
            });
  }

  boolean any() {
    return any;
  }

  static boolean matches(String wanted, String actual) {
    return wanted.isEmpty() || wanted.equals(actual);
  }
}
