package ringside.adapters.bybit.rest;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ringside.adapters.bybit.rest.VenueListener.Restriction;
import ringside.adapters.bybit.rest.VenueListener.RestrictionKind;

/**
 * Asks the venue again and again whether it is in maintenance, and tells when that begins and ends.
 * An answer that does not come, as is usual in maintenance, changes nothing; a venue that has no
 * such answer is asked once. Any thread.
 *
 * <p>What is under way counts when it touches futures; which users it touches is not looked at.
 * Interruptions below 10 s are not announced.
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

  private final BybitRest rest;
  private ScheduledFuture<?> asking;
  private CompletableFuture<Void> question = CompletableFuture.completedFuture(null);
  private boolean active;
  private boolean closed;

  /** Not started yet. */
  public SystemStatus(BybitRest rest) {
    this.rest = rest;
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
      tell(false, "the venue does not tell");
    } else if (answer instanceof RestAnswer.Ok ok && ok.result().get("list").isArray()) {
      String title = null;
      for (JsonValue item : ok.result().get("list").items()) {
        if (title == null && concernsUs(item) && isUnderWay(item)) {
          title = oneLine(item.get("title").text());
        }
      }
      tell(title != null, title == null ? "it is over" : title);
    }
  }

  private void tell(boolean now, String detail) {
    if (now == active) {
      return;
    }
    active = now;
    LOG.warn("the venue {} maintenance: {}", now ? "is in" : "is out of", detail);
    rest.listener()
        .onRestriction(new Restriction(RestrictionKind.MAINTENANCE, now, 0, "", "", detail));
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
