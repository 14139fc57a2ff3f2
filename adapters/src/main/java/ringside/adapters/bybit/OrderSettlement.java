package ringside.adapters.bybit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ringside.adapters.bybit.AccountDecoder.Items;
import ringside.adapters.bybit.OrderRequest.CommandAddress;
import ringside.adapters.bybit.OrderRequest.Kind;
import ringside.adapters.bybit.rest.ErrorClass;
import ringside.adapters.bybit.rest.RestAnswer;
import ringside.adapters.bybit.rest.RestClient;
import ringside.adapters.bybit.rest.RestRequest;
import ringside.adapters.port.ProcessClock;
import ringside.journal.codec.RejectClass;
import ringside.journal.codec.ReportKind;
import ringside.journal.event.EventSink;
import ringside.journal.event.RecordBuffer;

/**
 * Finds out what became of requests that nobody knows the outcome of, by asking for their orders
 * until the venue shows them or they are proven absent: when the venue's own clock is past the
 * request's life, and open orders, lately closed ones and history have twice answered with nothing.
 * What is found is published as the order's state, followed by a report of its executions; a
 * placement that is proven absent is rejected as never sent. Nothing is ever sent again.
 *
 * <p>Everything but {@link #settle} on the worker's thread.
 *
 * <p>Source: docs/v5/order/open-order, order-list; docs/v5/guide.mdx (recv_window).
 */
final class OrderSettlement {
  private static final Logger LOG = LoggerFactory.getLogger(OrderSettlement.class);

  static final long MARGIN_MS = 2_000;
  private static final int EMPTY_NEEDED = 2;
  private static final long FIRST_DELAY_NS = 300_000_000L;
  private static final long LONGEST_DELAY_NS = 10_000_000_000L;
  private static final long REFUSED_DELAY_NS = 60_000_000_000L;
  private static final long NS_A_MS = 1_000_000L;
  private static final int LONGEST_SHIFT = 6;
  private static final int INITIAL_LENGTH = 4 << 10;
  private static final int MAX_LENGTH = 4 << 20;

  private final AccountSettings settings;
  private final EventSink sink;
  private final ProcessClock clock;
  private final RestClient client;
  private final AccountWorker worker;
  private final AccountReports reports;
  private final java.util.function.LongSupplier generation;
  private final AccountDecoder decoder;
  private final AnswerEncoder answers;
  private final RecordBuffer records = new RecordBuffer(INITIAL_LENGTH, MAX_LENGTH);
  private final Map<String, Open> open = new LinkedHashMap<>();

  OrderSettlement(
      AccountSettings settings,
      TradingServices services,
      RestClient client,
      AccountWorker worker,
      AccountReports reports,
      java.util.function.LongSupplier generation) {
    this.settings = settings;
    this.sink = services.sink();
    this.clock = services.clock();
    this.client = client;
    this.worker = worker;
    this.reports = reports;
    this.generation = generation;
    this.decoder = new AccountDecoder(settings.instruments(), settings.settleCoin());
    this.answers = new AnswerEncoder(clock, settings.account(), settings.privateStream().source());
  }

  /** Finds out what became of it; any thread. */
  void settle(OrderRequest request) {
    worker.run(
        () -> {
          Open one = new Open(request);
          open.put(request.requestId(), one);
          one.askLater();
        });
  }

  /** One request of unknown outcome. */
  private final class Open {
    private final OrderRequest request;
    private final long deadVenueMs;
    private final String[] order;
    private int attempts;
    private int emptyRounds;

    Open(OrderRequest request) {
      this.request = request;
      this.deadVenueMs = request.sentVenueMs + RestClient.RECV_WINDOW_MS + MARGIN_MS;
      this.order =
          request.clientOrderId.isEmpty()
              ? new String[] {"orderId", request.orderId}
              : new String[] {"orderLinkId", request.clientOrderId};
    }

    void askLater() {
      askLater(LONGEST_DELAY_NS);
    }

    private void askLater(long atMostNs) {
      long delayNs = Math.min(atMostNs, FIRST_DELAY_NS << Math.min(LONGEST_SHIFT, attempts));
      attempts++;
      worker.later(delayNs, this::askOpen);
    }

    private void askOpen() {
      ask("/v5/order/realtime", "0", this::askClosed);
    }

    private void askClosed(RestAnswer.Ok ignored) {
      ask("/v5/order/realtime", "1", this::askHistory);
    }

    private void askHistory(RestAnswer.Ok ignored) {
      ask("/v5/order/history", "", this::onNowhere);
    }

    private void ask(
        String path, String openOnly, java.util.function.Consumer<RestAnswer.Ok> otherwise) {
      // Whether an exit is needed hangs on it, and its pauses grow by themselves
      RestRequest query =
          RestRequest.get(
                  path,
                  "category",
                  "linear",
                  "symbol",
                  request.symbol,
                  order[0],
                  order[1],
                  "openOnly",
                  openOnly)
              .asExit();
      worker.then(client.read(query), answer -> onAnswer(answer, otherwise));
    }

    private void onAnswer(RestAnswer answer, java.util.function.Consumer<RestAnswer.Ok> otherwise) {
      if (!(answer instanceof RestAnswer.Ok ok)) {
        LOG.info("order {}: not settled yet: {}", order[1], answer.describe());
        boolean refused =
            answer instanceof RestAnswer.Refused no && no.errorClass() == ErrorClass.ACCOUNT;
        if (refused) {
          worker.later(REFUSED_DELAY_NS, this::askOpen);
        } else {
          askLater();
        }
        return;
      }
      char[] page = ok.result().toJson().toCharArray();
      records.clear();
      boolean read =
          decoder.decodePage(
              page,
              page.length,
              Items.ORDERS,
              records,
              clock.nowNs(),
              ok.venueTimeMs() * NS_A_MS,
              settings.privateStream().source(),
              generation.getAsLong(),
              settings.account(),
              ItemFields.NOTHING);
      if (!read || decoder.itemsRejected() > 0) {
        LOG.warn("order {}: an answer that cannot be read", order[1]);
        askLater();
      } else if (decoder.itemsTaken() > 0) {
        onFound(ok, decoder.anyOrderOpen());
      } else {
        otherwise.accept(ok);
      }
    }

    private void onFound(RestAnswer.Ok ok, boolean stillOpen) {
      sink.publish(records);
      boolean mayChangeYet =
          request.kind != Kind.PLACE && stillOpen && ok.venueTimeMs() <= deadVenueMs;
      if (mayChangeYet) {
        askLater();
        return;
      }
      LOG.info("order {}: settled, the venue has it", order[1]);
      end();
      if (!request.clientOrderId.isEmpty()) {
        reports.ask(
            ReportAsk.of(ReportKind.EXECUTIONS, request.instrument, request.clientOrderId),
            (ask, complete) -> {});
      }
    }

    private void onNowhere(RestAnswer.Ok last) {
      long lifeLeftMs = deadVenueMs - last.venueTimeMs();
      if (lifeLeftMs >= 0) {
        askLater((lifeLeftMs + 1) * NS_A_MS);
      } else if (++emptyRounds < EMPTY_NEEDED) {
        askLater(FIRST_DELAY_NS);
      } else {
        LOG.info("order {}: settled, the venue never had it", order[1]);
        onAbsent();
      }
    }

    private void onAbsent() {
      end();
      if (request.kind == Kind.PLACE) {
        records.clear();
        CommandAddress address =
            new CommandAddress(
                request.sequence, request.ordinal, settings.account(), request.instrument);
        answers.reject(
            records,
            address,
            request.clientOrderId,
            RejectClass.NOT_SENT,
            AnswerEncoder.NO_CODE,
            "the venue never had it: open orders and history were asked twice");
        sink.publish(records);
      } else if (!request.clientOrderId.isEmpty()) {
        reports.ask(
            ReportAsk.of(ReportKind.ORDER, request.instrument, request.clientOrderId),
            (ask, complete) -> {});
      }
    }

    private void end() {
      open.remove(request.requestId());
    }
  }
}
