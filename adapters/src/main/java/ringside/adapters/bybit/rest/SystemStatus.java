package ringside.adapters.bybit.rest;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ringside.adapters.bybit.rest.VenueListener.Restriction;
import ringside.adapters.bybit.rest.VenueListener.RestrictionKind;

/**
 * Asks the venue again and again whether it is in maintenance, and tells when that begins and ends.
 * An answer that does not come, as is usual in maintenance, changes nothing; a venue that has no
 * such answer is asked once. Any thread.
 *
 * <p>What is under way counts when it touches futures, for the accounts whose UID ends as it says;
 * where it says nothing of users, or the UID of an account is not known, for all. Its end is what
 * the venue expects: it is told with two looks on top, within which the venue says that it is over,
 * or that it goes on, which is told anew. Interruptions below 10 s are not announced.
 *
 * <p>Source: docs/v5/system-status.mdx, docs/v5/enum.mdx (state, product, env).
 */
public final class SystemStatus implements AutoCloseable {
  /** How often the venue is asked. */
  public static final long PERIOD_NS = 60_000_000_000L;

  private static final Logger LOG = LoggerFactory.getLogger(SystemStatus.class);
  private static final String PATH = "/v5/system/status";
  private static final String FUTURES = "1";
  private static final String DEMO_ONLY = "2";
  private static final int LONGEST_TITLE = 200;
  private static final String ALL = "";
  private static final long UNKNOWN_END = 0;

  private final BybitRest rest;
  private ScheduledFuture<?> asking;
  private CompletableFuture<Void> question = CompletableFuture.completedFuture(null);
  private Map<String, String> uids = Map.of();
  private final Map<String, Long> toldEndMs = new TreeMap<>();
  private boolean closed;

  /** Whom it touches now. */
  private record Work(String title, long endMs) {}

  /** Not started yet. */
  public SystemStatus(BybitRest rest) {
    this.rest = rest;
  }

  /**
   * Says whose accounts there are, before the start.
   *
   * @param uidOf by alias; empty where it is not known
   */
  public synchronized void users(Map<String, String> uidOf) {
    uids = new TreeMap<>(uidOf);
  }

  /** Asks at once, and from then on every period. */
  public void start() {
    start(PERIOD_NS);
  }

  synchronized void start(long periodNs) {
    if (asking == null) {
      asking = rest.every(periodNs, this::ask);
      BybitRest.inBackground(this::ask);
    }
  }

  /** One question at a time, so that an older answer never follows a newer one. */
  private synchronized CompletableFuture<Void> ask() {
    if (question.isDone() && !closed) {
      question = rest.publicClient().send(RestRequest.get(PATH)).thenAccept(this::take);
    }
    return question;
  }

  /** Done when the answer to what was asked last was taken. */
  synchronized CompletableFuture<Void> asked() {
    return question;
  }

  private synchronized void take(RestAnswer answer) {
    if (closed) {
      return;
    }
    if (answer instanceof RestAnswer.Refused) {
      LOG.info("this venue does not tell of maintenance: {}", answer.describe());
      asking.cancel(false);
      tell(Map.of(), "the venue does not tell");
    } else if (answer instanceof RestAnswer.Ok ok && ok.result().get("list").isArray()) {
      Map<String, Work> now = new TreeMap<>();
      for (JsonValue item : ok.result().get("list").items()) {
        if (concernsUs(item) && isUnderWay(item)) {
          Work work =
              new Work(oneLine(item.get("title").text()), item.get("end").longOr(UNKNOWN_END));
          for (String account : touched(item)) {
            now.merge(account, work, SystemStatus::longer);
          }
        }
      }
      tell(now, "it is over");
    }
  }

  /** Aliases; the empty one stands for all. */
  private Set<String> touched(JsonValue item) {
    List<JsonValue> suffixes = item.get("uidSuffix").items();
    if (suffixes.isEmpty()) {
      return Set.of(ALL);
    }
    Set<String> touched = new TreeSet<>();
    uids.forEach(
        (alias, uid) -> {
          if (uid.isEmpty() || suffixes.stream().anyMatch(each -> uid.endsWith(each.text()))) {
            touched.add(alias);
          }
        });
    return touched;
  }

  /** An end that nobody knows is the later one. */
  private static Work longer(Work one, Work other) {
    boolean known = one.endMs != UNKNOWN_END && other.endMs != UNKNOWN_END;
    return new Work(one.title, known ? Math.max(one.endMs, other.endMs) : UNKNOWN_END);
  }

  private void tell(Map<String, Work> now, String over) {
    for (String account : List.copyOf(toldEndMs.keySet())) {
      if (!now.containsKey(account)) {
        toldEndMs.remove(account);
        tell(false, 0, account, over);
      }
    }
    long nowMs = rest.serverClock().venueMs();
    now.forEach(
        (account, work) -> {
          Long told = toldEndMs.get(account);
          if (told != null && (told == UNKNOWN_END || told > nowMs)) {
            return;
          }
          boolean known = work.endMs > nowMs;
          toldEndMs.put(account, known ? work.endMs : UNKNOWN_END);
          long forNs = TimeUnit.MILLISECONDS.toNanos(work.endMs - nowMs) + 2 * PERIOD_NS;
          tell(true, known ? forNs : 0, account, work.title);
        });
  }

  private void tell(boolean now, long forNs, String account, String detail) {
    LOG.warn(
        "the venue {} maintenance{}: {}",
        now ? "is in" : "is out of",
        account.isEmpty() ? "" : " for account " + account,
        detail);
    rest.listener()
        .onRestriction(
            new Restriction(RestrictionKind.MAINTENANCE, now, forNs, account, "", detail));
  }

  private boolean concernsUs(JsonValue item) {
    List<JsonValue> products = item.get("product").items();
    boolean futures =
        products.isEmpty() || products.stream().anyMatch(each -> each.text().equals(FUTURES));
    boolean elsewhere =
        item.get("env").text().equals(DEMO_ONLY)
            && rest.environment().kind() != BybitEnvironment.Kind.DEMO;
    return futures && !elsewhere;
  }

  private static String oneLine(String title) {
    String line = title.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= LONGEST_TITLE ? line : line.substring(0, LONGEST_TITLE) + "...";
  }

  /** What is announced begins at its time, whenever the venue says so. */
  private boolean isUnderWay(JsonValue item) {
    long nowMs = rest.serverClock().venueMs();
    return switch (item.get("state").text()) {
      case "ongoing" -> true;
      case "scheduled" ->
          item.get("begin").longOr(Long.MAX_VALUE) <= nowMs && item.get("end").longOr(0) > nowMs;
      default -> false;
    };
  }

  /** Ends asking. */
  @Override
  public synchronized void close() {
    closed = true;
    if (asking != null) {
      asking.cancel(false);
    }
  }
}
