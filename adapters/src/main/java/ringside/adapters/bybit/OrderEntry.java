package ringside.adapters.bybit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ringside.adapters.bybit.OrderRequest.CommandAddress;
import ringside.adapters.bybit.OrderRequest.Kind;
import ringside.adapters.bybit.rest.BybitRest;
import ringside.adapters.bybit.rest.ErrorClass;
import ringside.adapters.bybit.rest.RateGovernor;
import ringside.adapters.bybit.rest.RestAnswer;
import ringside.adapters.bybit.rest.RestClient;
import ringside.adapters.bybit.rest.RestRequest;
import ringside.adapters.bybit.rest.VenueErrors;
import ringside.journal.codec.RejectClass;
import ringside.journal.codec.UnresolvedReason;

/**
 * One account's requests: queues them within the venue's limits, sends each once, by the trade
 * socket or, where there is none, by REST, and answers its command when the venue has answered, or
 * has not in time. Cancels and exits go before the rest, but never before the placement that they
 * are about. What may add risk is refused while the clocks differ too much, while the address is
 * banned and while requests keep failing; exits never are.
 *
 * <p>Any thread; nothing here waits, for the network nor for the engine. One lock guards it all;
 * the socket's lock may be held when it is taken, never the other way round.
 */
final class OrderEntry implements TradeSocket.Owner {
  private static final Logger LOG = LoggerFactory.getLogger(OrderEntry.class);

  private static final long EXIT_PATIENCE_NS = 30_000_000_000L;
  private static final long RETRY_NS = 20_000_000L;
  private static final int DUPLICATE_REQUEST = 20006;
  private static final long NS_A_MS = 1_000_000L;

  private final AccountSettings settings;
  private final BybitRest rest;
  private final RestClient client;
  private final TradingServices services;
  private final OrderAnswers answers;
  private final TradeBreakers breakers;
  private final ArrayDeque<OrderRequest> urgent = new ArrayDeque<>();
  private final ArrayDeque<OrderRequest> ordinary = new ArrayDeque<>();
  private final List<OrderRequest> returned = new ArrayList<>();
  private final Map<String, OrderRequest> inFlight = new LinkedHashMap<>();
  private TradeSocket socket;
  private String refused;
  private boolean sending;
  private boolean closed;

  /**
   * @param settle finds out what became of a request, once its command was left open
   */
  OrderEntry(
      AccountSettings settings,
      TradingServices services,
      RestClient client,
      Consumer<OrderRequest> settle) {
    this.settings = settings;
    this.services = services;
    this.rest = services.rest();
    this.client = client;
    int source =
        settings.trade().map(StreamSettings::source).orElse(settings.privateStream().source());
    AnswerEncoder encoder = new AnswerEncoder(services.clock(), settings.account(), source);
    this.answers = new OrderAnswers(settings.account(), services.sink(), encoder, settle);
    this.breakers = new TradeBreakers(settings.alias(), services.restrictions());
  }

  /** The socket to send by; before anything is submitted, or never. */
  void by(TradeSocket tradeSocket) {
    socket = tradeSocket;
  }

  /** Takes a request. */
  synchronized void submit(OrderRequest request, long nanoTime) {
    request.queuedAt = nanoTime;
    request.notBefore = nanoTime;
    if (closed) {
      answers.notSent(request, "the gateway is closed");
    } else if (urgent.size() + ordinary.size() >= settings.maxQueued()) {
      answers.notSent(request, "too many commands are waiting");
    } else {
      (request.exit ? urgent : ordinary).add(request);
    }
    work(nanoTime);
  }

  /** Answers a command that no request was made of. */
  synchronized void answer(
      CommandAddress command, String clientOrderId, RejectClass why, String reason) {
    answers.answer(command, clientOrderId, why, reason);
    answers.flush(closed);
  }

  /** Sends what may go, times out what was not answered; whether answers are still waiting. */
  synchronized boolean tick(long nanoTime) {
    if (!inFlight.isEmpty()) {
      for (OrderRequest request : List.copyOf(inFlight.values())) {
        if (nanoTime - request.sentAt > settings.requestTimeoutNs()) {
          takeInFlight(request, nanoTime);
          leaveOpen(request, UnresolvedReason.TIMED_OUT, "no answer in time");
        }
      }
    }
    work(nanoTime);
    return !answers.isEmpty() || !urgent.isEmpty() || !ordinary.isEmpty();
  }

  /** The key is no good: nothing is sent any more. */
  @Override
  public synchronized void onRefused(String detail) {
    refused = detail;
    work(System.nanoTime());
  }

  @Override
  public synchronized void onUsable() {
    work(System.nanoTime());
  }

  @Override
  public synchronized void onGone() {
    for (OrderRequest request : List.copyOf(inFlight.values())) {
      if (!request.byRest) {
        takeInFlight(request, System.nanoTime());
        leaveOpen(request, UnresolvedReason.DISCONNECTED, "the trade socket broke off");
      }
    }
    answers.flush(closed);
  }

  @Override
  public synchronized void onAnswer(TradeAnswer answer) {
    OrderRequest request = inFlight.get(answer.requestId());
    if (request == null || request.byRest) {
      LOG.info(
          "account {}: an answer to {} {} that nobody awaits",
          settings.alias(),
          answer.operation(),
          RejectLog.excerpt(answer.requestId()));
      return;
    }
    long nanoTime = System.nanoTime();
    takeInFlight(request, nanoTime);
    RateGovernor governor = rest.governor();
    governor.onLimits(
        settings.alias(), request.kind.group(), answer.limit(), answer.remaining(), nanoTime);
    boolean known = answer.code() != ControlMessage.NO_CODE;
    boolean ours = answer.operation().equals(request.kind.operation());
    ErrorClass meaning = known && ours ? VenueErrors.of(answer.code()) : ErrorClass.UNKNOWN;
    int code = known && answer.code() == (int) answer.code() ? (int) answer.code() : 0;
    if (meaning == ErrorClass.LIMITED || answer.remaining() == 0) {
      long forNs = (answer.resetMs() - rest.serverClock().venueMs()) * NS_A_MS;
      long waitNs =
          governor.onLimited(
              settings.alias(), request.kind.group(), Math.max(RETRY_NS, forNs), nanoTime);
      request.notBefore = nanoTime + waitNs;
    }
    boolean failed = meaning == ErrorClass.UNKNOWN && code != DUPLICATE_REQUEST;
    breakers.onOutcome(request.kind, !failed, nanoTime);
    String text = settings.credentials().redact(answer.text());
    onOutcome(request, meaning, code, text, answer.orderId(), answer.clientOrderId());
    work(nanoTime);
  }

  /**
   * Nothing is sent from now on. What waits was not sent; what is under way nobody will hear of,
   * and the next start has to settle it.
   */
  synchronized void close() {
    closed = true;
    for (Collection<OrderRequest> queue : List.of(urgent, ordinary, returned)) {
      for (OrderRequest request : queue) {
        answers.notSent(request, "the gateway closes");
      }
      queue.clear();
    }
    for (OrderRequest request : inFlight.values()) {
      leaveOpen(request, UnresolvedReason.DISCONNECTED, "the gateway closes");
    }
    inFlight.clear();
    answers.flush(closed);
  }

  private void work(long nanoTime) {
    if (closed) {
      answers.flush(closed);
      return;
    }
    for (OrderRequest request : returned) {
      (request.exit ? urgent : ordinary).addFirst(request);
    }
    returned.clear();
    // An answer may be there before the call that asked for it returns
    sending = true;
    try {
      send(urgent, nanoTime);
      send(ordinary, nanoTime);
    } finally {
      sending = false;
    }
    answers.flush(closed);
  }

  private void send(ArrayDeque<OrderRequest> queue, long nanoTime) {
    if (queue.isEmpty()) {
      return;
    }
    Set<Kind> held = EnumSet.noneOf(Kind.class);
    for (Iterator<OrderRequest> each = queue.iterator(); each.hasNext(); ) {
      OrderRequest request = each.next();
      long patienceNs = request.exit ? EXIT_PATIENCE_NS : settings.requestTimeoutNs();
      String no = refusal(request, nanoTime);
      if (refused != null) {
        each.remove();
        answers.reject(
            request, RejectClass.ACCOUNT, AnswerEncoder.NO_CODE, "the key is refused: " + refused);
      } else if (no != null) {
        each.remove();
        answers.notSent(request, no);
      } else if (nanoTime - request.queuedAt > patienceNs) {
        each.remove();
        answers.notSent(request, "it waited for too long");
      } else if (!isBlocked(request)) {
        boolean mayGo = !held.contains(request.kind) && nanoTime - request.notBefore >= 0;
        if (mayGo && trySend(request, nanoTime)) {
          each.remove();
        } else {
          held.add(request.kind);
        }
      }
    }
  }

  /** Why a request that may add risk must not be sent now, or null. */
  private String refusal(OrderRequest request, long nanoTime) {
    if (!request.isOpening()) {
      return null;
    }
    if (!rest.serverClock().entriesAllowed()) {
      return rest.serverClock().isMeasured()
          ? "the venue's clock and ours differ by more than 900 ms"
          : "the venue's clock is not measured yet";
    }
    if (rest.governor().isBanned(nanoTime)) {
      return "the venue banned this address";
    }
    return breakers.holdBack(request.kind, nanoTime) ? "orders failed too often lately" : null;
  }

  /** A request about an order waits for its placement, and for changes that it could overtake. */
  private boolean isBlocked(OrderRequest request) {
    if (request.kind != Kind.CANCEL && request.kind != Kind.AMEND) {
      return false;
    }
    for (OrderRequest other : inFlight.values()) {
      if (other.concerns(request) && (other.byRest || !isSocketUsable())) {
        return true;
      }
    }
    return isPlacementQueued(urgent, request) || isPlacementQueued(ordinary, request);
  }

  private static boolean isPlacementQueued(ArrayDeque<OrderRequest> queue, OrderRequest request) {
    for (OrderRequest other : queue) {
      if (other.kind == Kind.PLACE && other.concerns(request)) {
        return true;
      }
    }
    return false;
  }

  private boolean isSocketUsable() {
    return socket != null && socket.isUsable();
  }

  /** Whether the request needs not be tried again: it was sent, or answered. */
  private boolean trySend(OrderRequest request, long nanoTime) {
    if (request.kind.isOfOrder() && isSocketUsable()) {
      long waitNs =
          rest.governor()
              .tryAcquireOnSocket(
                  settings.alias(), request.kind.group(), 1, request.exit, nanoTime);
      if (waitNs > 0) {
        request.notBefore = nanoTime + waitNs;
        return false;
      }
      if (!breakers.tryAcquire(request, nanoTime)) {
        onTokenFree(request, nanoTime);
        answers.notSent(request, "orders failed too often lately");
        return true;
      }
      putInFlight(request, false, nanoTime);
      if (socket.send(text(request))) {
        return true;
      }
      takeInFlight(request, nanoTime);
    }
    if (rest.governor().isBanned(nanoTime)) {
      return false;
    }
    sendByRest(request, nanoTime);
    return true;
  }

  private void sendByRest(OrderRequest request, long nanoTime) {
    RestRequest post = RestRequest.post(request.kind.path(), request.body).withMaxWaitNs(0);
    putInFlight(request, true, nanoTime);
    CompletableFuture<RestAnswer> unused =
        client
            .send(request.exit ? post.asExit() : post)
            .whenComplete(
                (answer, failure) -> {
                  try {
                    if (failure != null) {
                      throw new IllegalStateException(
                          "a request failed beyond its answer", failure);
                    }
                    onRestAnswer(request, answer);
                  } catch (RuntimeException | Error e) {
                    services.faults().onFault("taking an answer to an order", e);
                  }
                });
    request.sentVenueMs = rest.serverClock().venueMs();
  }

  private void putInFlight(OrderRequest request, boolean byRest, long nanoTime) {
    request.byRest = byRest;
    request.sentAt = nanoTime;
    request.sentVenueMs = rest.serverClock().venueMs();
    inFlight.put(request.requestId(), request);
  }

  /** Its token goes back from now on; what went by REST has the client's. */
  private void takeInFlight(OrderRequest request, long nanoTime) {
    inFlight.remove(request.requestId());
    if (!request.byRest) {
      onTokenFree(request, nanoTime);
    }
  }

  private void onTokenFree(OrderRequest request, long nanoTime) {
    rest.governor().onAnsweredOnSocket(settings.alias(), request.kind.group(), 1, nanoTime);
  }

  private String text(OrderRequest request) {
    return "{\"reqId\":\""
        + request.requestId()
        + "\",\"header\":{\"X-BAPI-TIMESTAMP\":\""
        + request.sentVenueMs
        + "\",\"X-BAPI-RECV-WINDOW\":\""
        + RestClient.RECV_WINDOW_MS
        + "\"},\"op\":\""
        + request.kind.operation()
        + "\",\"args\":["
        + request.body
        + "]}";
  }

  private synchronized void onRestAnswer(OrderRequest request, RestAnswer answer) {
    if (closed || inFlight.get(request.requestId()) != request) {
      LOG.info("account {}: a late answer: {}", settings.alias(), answer.describe());
      return;
    }
    long nanoTime = System.nanoTime();
    takeInFlight(request, nanoTime);
    if (answer instanceof RestAnswer.Ok ok) {
      String orderId = ok.result().get("orderId").text();
      String clientOrderId = ok.result().get("orderLinkId").text();
      onOutcome(request, ErrorClass.SUCCESS, ok.retCode(), "", orderId, clientOrderId);
    } else if (answer instanceof RestAnswer.Refused no) {
      onOutcome(request, no.errorClass(), no.retCode(), no.retMsg(), "", "");
    } else if (answer instanceof RestAnswer.Limited limited) {
      request.notBefore = nanoTime + Math.max(RETRY_NS, limited.retryAfterNs());
      onOutcome(request, ErrorClass.LIMITED, limited.retCode(), limited.detail(), "", "");
    } else if (answer instanceof RestAnswer.NotSent not) {
      onNotSent(request, not, nanoTime);
    } else if (answer instanceof RestAnswer.Unknown unknown) {
      request.sentVenueMs = Math.max(request.sentVenueMs, unknown.sentVenueMs());
      leaveOpen(request, unknown.reason(), unknown.describe());
    }
    if (!sending) {
      work(nanoTime);
    }
  }

  /** What never left may go later, if there is a reason to think so. */
  private void onNotSent(OrderRequest request, RestAnswer.NotSent answer, long nanoTime) {
    boolean worthWaiting =
        switch (answer.why()) {
          case RATE -> true;
          case CONNECT, BANNED -> request.exit;
          default -> false;
        };
    if (worthWaiting) {
      request.notBefore = nanoTime + RETRY_NS;
      returned.add(request);
    } else {
      answers.notSent(request, answer.detail());
    }
  }

  private void onOutcome(
      OrderRequest request,
      ErrorClass meaning,
      int code,
      String text,
      String orderId,
      String clientOrderId) {
    switch (meaning) {
      case SUCCESS -> onSuccess(request, orderId, clientOrderId);
      case REFUSED, ENTRIES_OFF -> answers.reject(request, RejectClass.REFUSED, code, text);
      case ACCOUNT -> answers.reject(request, RejectClass.ACCOUNT, code, text);
      case GONE -> {
        answers.reject(request, RejectClass.REFUSED, code, text);
        answers.settle(request);
      }
      case LIMITED -> {
        if (request.kind == Kind.CANCEL) {
          returned.add(request);
        } else {
          answers.reject(request, RejectClass.LIMITED, code, text);
        }
      }
      case DUPLICATE ->
          leaveOpen(request, UnresolvedReason.AMBIGUOUS_ANSWER, code + " the id exists: " + text);
      case TIME_WINDOW -> {
        CompletableFuture<Boolean> unused = rest.measureClock();
        leaveOpen(request, UnresolvedReason.AMBIGUOUS_ANSWER, code + " " + text);
      }
      default -> leaveOpen(request, UnresolvedReason.AMBIGUOUS_ANSWER, code + " " + text);
    }
  }

  /** An order that is acknowledged without an id, or under another, is not one we know. */
  private void onSuccess(OrderRequest request, String orderId, String clientOrderId) {
    boolean other = !clientOrderId.isEmpty() && !clientOrderId.equals(request.clientOrderId);
    boolean nameless = request.kind == Kind.PLACE && orderId.isEmpty();
    if (request.kind.isOfOrder() && (nameless || (other && !request.clientOrderId.isEmpty()))) {
      leaveOpen(request, UnresolvedReason.AMBIGUOUS_ANSWER, "an answer with other ids");
      return;
    }
    answers.accept(request, orderId);
  }

  private void leaveOpen(OrderRequest request, UnresolvedReason why, String detail) {
    if (!request.byRest && why != UnresolvedReason.AMBIGUOUS_ANSWER) {
      breakers.onOutcome(request.kind, false, System.nanoTime());
    }
    answers.leaveOpen(request, why, detail);
  }
}
