package ringside.adapters.bybit;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ringside.adapters.bybit.AccountDecoder.Items;
import ringside.adapters.bybit.ReportAsk.Source;
import ringside.adapters.bybit.rest.BybitRest;
import ringside.adapters.bybit.rest.RestAnswer;
import ringside.adapters.bybit.rest.RestClient;
import ringside.adapters.bybit.rest.RestRequest;
import ringside.adapters.port.ProcessClock;
import ringside.journal.codec.RecordHeaderEncoder;
import ringside.journal.codec.ReportBeginEncoder;
import ringside.journal.codec.ReportEndEncoder;
import ringside.journal.codec.ReportKind;
import ringside.journal.event.Catalog;
import ringside.journal.event.EventSink;
import ringside.journal.event.RecordBuffer;

/**
 * Asks the venue what an account has, and publishes it as a report: begin, items, end. Reports come
 * one after the other, page after page. A report is complete only when every page was answered and
 * read to its last item: a page that failed, came twice, or said nothing where it must say
 * something makes it incomplete, and then absence proves nothing.
 *
 * <p>Everything but {@link #ask} on the worker's thread. Records carry the source and generation of
 * the private stream as they were when the report began.
 *
 * <p>Source: docs/v5/order/open-order, order-list, execution; docs/v5/position/position;
 * docs/v5/account/wallet-balance, transaction-log.
 */
final class AccountReports {
  private static final Logger LOG = LoggerFactory.getLogger(AccountReports.class);

  private static final int MAX_PAGES = 100;
  private static final int MAX_WAITING = 64;
  private static final int INITIAL_LENGTH = 16 << 10;
  private static final int MAX_LENGTH = 4 << 20;
  private static final long NS_A_MS = 1_000_000L;
  private static final AtomicLong LAST_ID = new AtomicLong();

  /** What is known of an account when its positions were read to the end. */
  interface PositionsListener {
    /** Whether any leg is open. */
    void onPositions(boolean open);
  }

  private record Waiting(ReportAsk ask, BiConsumer<ReportAsk, Boolean> done) {}

  private final AccountSettings settings;
  private final SymbolTable symbols;
  private final EventSink sink;
  private final ProcessClock clock;
  private final BybitRest rest;
  private final RestClient client;
  private final AccountWorker worker;
  private final LongSupplier generation;
  private final PositionsListener positions;
  private final AccountDecoder decoder;
  private final ForeignExposures foreign;
  private final Stamp stamp = new Stamp();
  private final RecordBuffer records = new RecordBuffer(INITIAL_LENGTH, MAX_LENGTH);
  private final ReportBeginEncoder begin = new ReportBeginEncoder();
  private final ReportEndEncoder end = new ReportEndEncoder();
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private final AtomicLong asked = new AtomicLong();
  private Run run;

  /**
   * @param generation of the private stream, as the engine was told last
   */
  AccountReports(
      AccountSettings settings,
      TradingServices services,
      RestClient client,
      AccountWorker worker,
      LongSupplier generation,
      PositionsListener positions) {
    this.settings = settings;
    this.symbols = new SymbolTable(settings.instruments());
    this.sink = services.sink();
    this.clock = services.clock();
    this.rest = services.rest();
    this.client = client;
    this.worker = worker;
    this.generation = generation;
    this.positions = positions;
    this.decoder = new AccountDecoder(settings.instruments(), settings.settleCoin());
    this.foreign = new ForeignExposures(settings.alias(), settings.foreign());
    decoder.listenToForeign(foreign);
    decoder.askedOneByOne(settings.own());
  }

  /**
   * Asks for a report; any thread.
   *
   * @param done hears, on the worker's thread, whether it was complete
   * @return false when too many wait already
   */
  boolean ask(ReportAsk ask, BiConsumer<ReportAsk, Boolean> done) {
    if (asked.incrementAndGet() > MAX_WAITING) {
      asked.decrementAndGet();
      return false;
    }
    worker.run(
        () -> {
          waiting.add(new Waiting(ask, done));
          next();
        });
    return true;
  }

  /** The ids of reports rise, over restarts too. */
  private long nextId() {
    return LAST_ID.updateAndGet(last -> Math.max(last + 1, clock.nowNs()));
  }

  private void next() {
    if (run != null || waiting.isEmpty()) {
      return;
    }
    Waiting first = waiting.poll();
    run = new Run(first.ask(), first.done());
    run.begin();
  }

  private final class Run {
    private final ReportAsk ask;
    private final BiConsumer<ReportAsk, Boolean> done;
    private final long reportId = nextId();
    private final long itsGeneration = generation.getAsLong();
    private final List<Source> sources;
    private final Set<String> cursors = new HashSet<>();
    private final NewestFirst newestFirst = new NewestFirst();
    private boolean complete = true;
    private boolean anyOpen;
    private boolean found;
    private int source;
    private long askedVenueMs;
    private int pages;
    private int legs;
    private long items;

    Run(ReportAsk ask, BiConsumer<ReportAsk, Boolean> done) {
      this.ask = ask;
      this.done = done;
      this.sources = ask.sources(symbols, settings, rest.serverClock().venueMs());
    }

    void begin() {
      foreign.begin();
      records.clear();
      begin.wrap(records.buffer(), records.begin(ReportBeginEncoder.TEMPLATE_ID));
      header(begin.header());
      begin.reportId(reportId).kind(ask.kind()).askedTimeNs(clock.nowNs());
      if (ask.command() != null) {
        begin.commandSequence(ask.command().sequence()).commandOrdinal(ask.command().ordinal());
      }
      records.end(begin.encodedLength());
      sink.publish(records);
      readPage("");
    }

    private void readPage(String cursor) {
      if (source == sources.size()) {
        finish();
        return;
      }
      RestRequest request = sources.get(source).request();
      if (!cursor.isEmpty()) {
        String query = request.payload() + "&" + cursorParameter(cursor);
        request =
            new RestRequest(
                request.method(),
                request.path(),
                query,
                request.exit(),
                request.weight(),
                request.maxWaitNs());
      }
      askedVenueMs = rest.serverClock().venueMs();
      worker.then(client.read(request), this::onPage);
    }

    private void onPage(RestAnswer answer) {
      if (!(answer instanceof RestAnswer.Ok ok)) {
        cut(answer.describe());
        return;
      }
      char[] page = ok.result().toJson().toCharArray();
      records.clear();
      boolean read =
          decoder.decodePage(
              page,
              page.length,
              sources.get(source).items(),
              records,
              clock.nowNs(),
              // An answer says when it was sent, not as of when it is: the stream may know better
              Math.min(askedVenueMs, ok.venueTimeMs()) * NS_A_MS,
              settings.privateStream().source(),
              itsGeneration,
              settings.account(),
              reportId);
      if (!read) {
        cut("a page that cannot be read: " + decoder.rejectReason());
        return;
      }
      if (decoder.itemsRejected() > 0) {
        incomplete("items that cannot be read: " + decoder.itemRejectReason());
      }
      if (!records.isEmpty()) {
        items += decoder.recordsMade();
        if (sources.get(source).items() == Items.EXECUTIONS) {
          newestFirst.keep(records);
        } else {
          sink.publish(records);
        }
      }
      legs |= decoder.legsSeen();
      anyOpen |= decoder.anyPositionOpen();
      found |= decoder.itemsTaken() > 0;
      int count = decoder.itemsTaken() + decoder.itemsRejected() + decoder.itemsUnknown();
      String cursor = decoder.nextCursor();
      if (cursor.isEmpty() || count == 0) {
        nextSource(count);
      } else if (!cursors.add(cursor)) {
        cut("pages that go round in a circle");
      } else if (++pages >= MAX_PAGES) {
        cut("more than " + MAX_PAGES + " pages");
      } else {
        readPage(cursor);
      }
    }

    private void nextSource(int lastPageItems) {
      newestFirst.publish(sink);
      if (sources.get(source).items() == Items.POSITIONS && !isWhole(legs)) {
        incomplete("a symbol without its positions");
      }
      if (ask.kind() == ReportKind.WALLET && lastPageItems == 0) {
        incomplete("an account without a wallet");
      }
      legs = 0;
      cursors.clear();
      pages = 0;
      source = ask.kind() == ReportKind.ORDER && found ? sources.size() : source + 1;
      readPage("");
    }

    /** Either the one of one-way mode or both of hedge mode. */
    private boolean isWhole(int legMask) {
      return (legMask & 1) != 0 || (legMask & 6) == 6;
    }

    private void cut(String why) {
      incomplete(why);
      finish();
    }

    private void incomplete(String why) {
      if (complete) {
        LOG.warn("account {}: report of {} incomplete: {}", settings.alias(), ask.kind(), why);
      }
      complete = false;
    }

    private void finish() {
      newestFirst.publish(sink);
      records.clear();
      end.wrap(records.buffer(), records.begin(ReportEndEncoder.TEMPLATE_ID));
      header(end.header());
      end.reportId(reportId).items(items).kind(ask.kind()).complete((short) (complete ? 1 : 0));
      records.end(end.encodedLength());
      boolean wholeAccount = complete && ask.instrument() == Catalog.NONE;
      if (wholeAccount) {
        foreign.end(ask.kind(), records, stamp());
      }
      sink.publish(records);
      if (wholeAccount && ask.kind() == ReportKind.POSITIONS) {
        positions.onPositions(anyOpen);
      }
      run = null;
      asked.decrementAndGet();
      done.accept(ask, complete);
      next();
    }

    private Stamp stamp() {
      stamp.timeNs = clock.nowNs();
      stamp.venueTimeNs = RecordHeaderEncoder.venueTimeNsNullValue();
      stamp.generation = itsGeneration;
      stamp.source = settings.privateStream().source();
      stamp.account = settings.account();
      return stamp;
    }

    private void header(RecordHeaderEncoder header) {
      header
          .timeNs(clock.nowNs())
          .generation(itsGeneration)
          .source(settings.privateStream().source())
          .account(settings.account())
          .instrument(ask.instrument());
    }
  }

  private static String cursorParameter(String cursor) {
    String[] pair = {"cursor", cursor};
    return RestRequest.get("", Arrays.copyOf(pair, 2)).payload();
  }
}
