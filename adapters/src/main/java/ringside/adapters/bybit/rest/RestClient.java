package ringside.adapters.bybit.rest;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ringside.adapters.bybit.rest.RestAnswer.Limited;
import ringside.adapters.bybit.rest.RestAnswer.NotSent;
import ringside.adapters.bybit.rest.RestAnswer.Refused;
import ringside.adapters.bybit.rest.RestAnswer.Unknown;
import ringside.adapters.bybit.rest.RestAnswer.Why;
import ringside.adapters.bybit.rest.VenueListener.Restriction;
import ringside.adapters.bybit.rest.VenueListener.RestrictionKind;
import ringside.journal.codec.UnresolvedReason;

/**
 * REST for one account, or for nobody: public data. Nothing here waits; futures never fail but end
 * in a {@link RestAnswer}, on the client's own threads, within 10 s of being sent. Any thread.
 *
 * <p>Before a request leaves, its breaker and the limits are asked; its answer is told to both.
 */
public final class RestClient {
  /** How long after its time stamp the venue takes a request. */
  public static final long RECV_WINDOW_MS = 5_000;

  private static final Logger LOG = LoggerFactory.getLogger(RestClient.class);
  private static final int READ_ATTEMPTS = 4;
  private static final long FIRST_RETRY_NS = 250_000_000L;
  private static final long LONGEST_RETRY_NS = 5_000_000_000L;
  private static final long NS_A_MS = 1_000_000L;
  private static final long REFUSED_AGAIN_NS = 60_000_000_000L;
  private static final int TIME_WINDOW = 10002;

  private final BybitRest rest;
  private final String account;
  private final Credentials credentials;
  private final Map<EndpointGroup, CircuitBreaker> breakers = new EnumMap<>(EndpointGroup.class);
  private final Map<EndpointGroup, Long> limitedToldAt = new EnumMap<>(EndpointGroup.class);
  private final Map<EndpointGroup, Long> refusedToldAt = new EnumMap<>(EndpointGroup.class);

  RestClient(BybitRest rest, String account, Credentials credentials) {
    this.rest = rest;
    this.account = account;
    this.credentials = credentials;
    for (EndpointGroup group : EndpointGroup.values()) {
      breakers.put(group, CircuitBreaker.of(group));
    }
  }

  /** The account's alias; empty for public data. */
  public String account() {
    return account;
  }

  /**
   * Sends a request once. It waits for a token as long as the request allows; whatever happens, it
   * is not sent again.
   */
  public CompletableFuture<RestAnswer> send(RestRequest request) {
    return send(request, () -> {});
  }

  /**
   * Reads, asking again where that makes sense: up to four times, with growing pauses, after a time
   * the venue states, or once with a clock measured anew.
   */
  public CompletableFuture<RestAnswer> read(RestRequest request) {
    if (request.method() != RestRequest.Method.GET) {
      throw new IllegalArgumentException(request.path() + " is no read");
    }
    return read(request, 1);
  }

  /**
   * Reads a list in pages to its end; never fails, but may be incomplete.
   *
   * @param request without a cursor; name a {@code limit}
   */
  public CompletableFuture<Pages> readAll(RestRequest request) {
    return new PageReader(this, request, PageReader.MAX_PAGES).read();
  }

  private CompletableFuture<RestAnswer> read(RestRequest request, int attempt) {
    return send(request)
        .thenCompose(
            answer -> {
              long pauseNs = attempt < READ_ATTEMPTS ? pauseNs(answer, attempt) : -1;
              if (pauseNs < 0 || rest.isClosed()) {
                return CompletableFuture.completedFuture(answer);
              }
              LOG.debug("{}: {}; again in {} ns", request.path(), answer.describe(), pauseNs);
              if (answer instanceof Unknown unknown && unknown.retCode() == TIME_WINDOW) {
                return rest.measureClock().thenCompose(done -> read(request, READ_ATTEMPTS));
              }
              return rest.later(pauseNs).thenCompose(done -> read(request, attempt + 1));
            });
  }

  /** How long to wait before a read is tried again; below 0: not at all. */
  private static long pauseNs(RestAnswer answer, int attempt) {
    if (answer instanceof Limited limited) {
      return limited.retryAfterNs() > RestTransport.TIMEOUT_NS ? -1 : limited.retryAfterNs();
    }
    boolean worthIt =
        answer instanceof Unknown
            || (answer instanceof NotSent notSent && notSent.why() == Why.CONNECT);
    if (!worthIt) {
      return -1;
    }
    long longest = Math.min(LONGEST_RETRY_NS, FIRST_RETRY_NS << (attempt - 1));
    return longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1);
  }

  /**
   * @param onSend runs right before the bytes leave
   */
  CompletableFuture<RestAnswer> send(RestRequest request, Runnable onSend) {
    return acquire(request, onSend, System.nanoTime() + request.maxWaitNs());
  }

  private CompletableFuture<RestAnswer> acquire(
      RestRequest request, Runnable onSend, long giveUpAt) {
    long now = System.nanoTime();
    EndpointGroup group = request.group();
    if (rest.isClosed()) {
      return notSent(Why.CLOSED, "the client is closed");
    }
    if (rest.governor().isBanned(now)) {
      return notSent(Why.BANNED, "the venue banned this address; no REST until that is over");
    }
    CircuitBreaker breaker = breakers.get(group);
    if (!request.exit() && breaker.isOpen() && breaker.openForNs(now) > 0) {
      return notSent(Why.BREAKER, group + " failed too often lately");
    }
    long waitNs = rest.governor().tryAcquire(account, group, request.weight(), request.exit(), now);
    if (waitNs > 0) {
      if (now + waitNs - giveUpAt > 0) {
        return notSent(Why.RATE, group + " is at its limit");
      }
      return rest.later(waitNs).thenCompose(done -> acquire(request, onSend, giveUpAt));
    }
    if (!breaker.tryAcquire(request.exit(), now)) {
      rest.governor().onAnswered(account, group, request.weight(), now);
      return notSent(Why.BREAKER, group + " is being probed");
    }
    return exchange(request, group, onSend);
  }

  private CompletableFuture<RestAnswer> exchange(
      RestRequest request, EndpointGroup group, Runnable onSend) {
    long venueMs = rest.serverClock().venueMs();
    HttpRequest http = http(request, venueMs);
    onSend.run();
    return rest.exchange(http)
        .handle(
            (response, failure) -> {
              long now = System.nanoTime();
              rest.governor().onAnswered(account, group, request.weight(), now);
              RestAnswer answer =
                  failure == null
                      ? onResponse(group, response, venueMs)
                      : onFailure(RestTransport.failure(failure), venueMs);
              settle(group, answer);
              return answer;
            });
  }

  private HttpRequest http(RestRequest request, long venueMs) {
    String base = rest.environment().rest().toString().replaceAll("/+$", "");
    boolean get = request.method() == RestRequest.Method.GET;
    String query = get && !request.payload().isEmpty() ? "?" + request.payload() : "";
    HttpRequest.Builder http =
        rest.request(URI.create(base + request.path() + query))
            .setHeader("Accept", "application/json")
            .setHeader("User-Agent", "ringside");
    if (credentials != null) {
      credentials.sign(http, venueMs, RECV_WINDOW_MS, request.payload());
    }
    if (get) {
      return http.GET().build();
    }
    return http.setHeader("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(request.payload()))
        .build();
  }

  private RestAnswer onResponse(
      EndpointGroup group, RestTransport.Response response, long venueMs) {
    long now = System.nanoTime();
    RestAnswerDecoder decoder = new RestAnswerDecoder(credentials, venueMs);
    RestAnswer answer = decoder.decode(response);
    if (response.status() == RestAnswerDecoder.HTTP_FORBIDDEN) {
      rest.onBanned("HTTP 403 to " + group);
      return new Limited(response.status(), "HTTP 403", RateGovernor.BAN_NS);
    }
    int limit = RestAnswerDecoder.header(response, "X-Bapi-Limit");
    int remaining = RestAnswerDecoder.header(response, "X-Bapi-Limit-Status");
    rest.governor().onLimits(account, group, limit, remaining, now);
    boolean limited = answer instanceof Limited;
    if (limited || (limit > 0 && remaining == 0)) {
      long resetMs = RestAnswerDecoder.resetMs(response);
      long forNs = resetMs <= 0 ? 0 : (resetMs - rest.serverClock().venueMs()) * NS_A_MS;
      long unstated = limited && forNs <= 0 ? RateGovernor.ACCOUNT_WINDOW_NS : forNs;
      long waitNs = rest.governor().onLimited(account, group, unstated, now);
      if (answer instanceof Limited told) {
        if (isNews(limitedToldAt, group, waitNs, now)) {
          restriction(RestrictionKind.RATE_LIMITED, true, waitNs, group, told.detail());
        }
        return new Limited(told.retCode(), told.detail(), waitNs);
      }
    }
    return answer;
  }

  private static RestAnswer onFailure(RestTransport.Failure failure, long venueMs) {
    return switch (failure) {
      case NOT_CONNECTED -> new NotSent(Why.CONNECT, "the venue cannot be connected to");
      case CERTIFICATE ->
          new NotSent(Why.CERTIFICATE, "the TLS handshake failed: the certificate is not accepted");
      case TIMED_OUT ->
          new Unknown(UnresolvedReason.TIMED_OUT, 0, "no answer within the time-out", venueMs);
      case BROKEN_OFF ->
          new Unknown(UnresolvedReason.DISCONNECTED, 0, "the connection broke off", venueMs);
      case TOO_LARGE ->
          new Unknown(UnresolvedReason.AMBIGUOUS_ANSWER, 0, "the answer is too large", venueMs);
    };
  }

  /** Tells breaker and listener how a request ended. */
  private void settle(EndpointGroup group, RestAnswer answer) {
    long now = System.nanoTime();
    boolean failed =
        answer instanceof Unknown unknown
            ? unknown.retCode() != TIME_WINDOW
            : answer instanceof NotSent;
    CircuitBreaker breaker = breakers.get(group);
    if (breaker.onOutcome(!failed, now)) {
      boolean open = breaker.isOpen();
      LOG.warn("{} {}: {}", account, group, open ? "held back, failed too often" : "goes again");
      restriction(
          RestrictionKind.BREAKER_OPEN, open, breaker.openForNs(now), group, answer.describe());
    }
    if (answer instanceof Refused refused
        && refused.errorClass() == ErrorClass.ACCOUNT
        && isNews(refusedToldAt, group, REFUSED_AGAIN_NS, now)) {
      restriction(RestrictionKind.CREDENTIALS, true, 0, group, refused.describe());
    }
    if (answer instanceof Unknown unknown && unknown.retCode() == TIME_WINDOW) {
      LOG.warn("{}: the venue finds our clock wrong; it is measured anew", account);
      BybitRest.inBackground(rest::measureClock);
    }
  }

  /** Whether it was not told within that time: a burst is one piece of news. */
  private static boolean isNews(
      Map<EndpointGroup, Long> toldAt, EndpointGroup group, long quietNs, long nanoTime) {
    synchronized (toldAt) {
      Long before = toldAt.get(group);
      if (before != null && nanoTime - before < quietNs) {
        return false;
      }
      toldAt.put(group, nanoTime);
      return true;
    }
  }

  private void restriction(
      RestrictionKind kind, boolean active, long forNs, EndpointGroup group, String detail) {
    rest.listener()
        .onRestriction(new Restriction(kind, active, forNs, account, group.name(), detail));
  }

  private static CompletableFuture<RestAnswer> notSent(Why why, String detail) {
    return CompletableFuture.completedFuture(new NotSent(why, detail));
  }
}
