package ringside.adapters.bybit.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ringside.journal.codec.TickerDecoder;
import ringside.journal.codec.TradeDecoder;
import ringside.journal.event.EventSink;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/**
 * Stands between market feeds and engine until every instrument has a price: one that has none
 * within 30 s gets its ticker by REST. Passes everything on as it comes. Feeds' threads.
 */
public final class FirstPrices implements EventSink, AutoCloseable {
  /** How long the streams have for a first price. */
  public static final long LIMIT_NS = 30_000_000_000L;

  private static final Logger LOG = LoggerFactory.getLogger(FirstPrices.class);

  private final EventSink sink;
  private final BybitRest rest;
  private final VenueEvents events;
  private final Map<Integer, String> unpriced = new TreeMap<>();
  private volatile boolean looking = true;
  private ScheduledFuture<?> asking;

  /**
   * @param sink what passes goes there
   * @param instruments index in the catalog of every symbol
   */
  public FirstPrices(
      EventSink sink, BybitRest rest, VenueEvents events, Map<String, Integer> instruments) {
    this.sink = sink;
    this.rest = rest;
    this.events = events;
    instruments.forEach((symbol, index) -> unpriced.put(index, symbol));
  }

  /** From now on the limit runs. */
  public void start() {
    start(LIMIT_NS);
  }

  synchronized void start(long limitNs) {
    asking = rest.every(limitNs, this::ask);
  }

  @Override
  public void publish(RecordBuffer records) {
    look(records);
    sink.publish(records);
  }

  @Override
  public boolean offer(RecordBuffer records, long maxWaitNs) {
    boolean taken = sink.offer(records, maxWaitNs);
    if (taken) {
      look(records);
    }
    return taken;
  }

  private void look(RecordBuffer records) {
    if (!looking) {
      return;
    }
    for (int at = 0; at < records.length(); ) {
      int templateId = RecordLayout.templateId(records.buffer(), at);
      if (templateId == TickerDecoder.TEMPLATE_ID || templateId == TradeDecoder.TEMPLATE_ID) {
        onPrice(RecordLayout.instrument(records.buffer(), at));
      }
      at += RecordLayout.aligned(RecordLayout.length(records.buffer(), at));
    }
  }

  private synchronized void onPrice(int instrument) {
    unpriced.remove(instrument);
    if (unpriced.isEmpty()) {
      close();
    }
  }

  private CompletableFuture<Void> ask() {
    Map<Integer, String> wanted;
    synchronized (this) {
      wanted = new TreeMap<>(unpriced);
    }
    List<CompletableFuture<Void>> asked = new ArrayList<>();
    wanted.forEach(
        (index, symbol) -> {
          LOG.warn("no price of {} by its stream: asking by REST", symbol);
          RestRequest request =
              RestRequest.get("/v5/market/tickers", "category", "linear", "symbol", symbol);
          asked.add(
              rest.publicClient().read(request).thenAccept(answer -> take(index, symbol, answer)));
        });
    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new));
  }

  private void take(int index, String symbol, RestAnswer answer) {
    if (!(answer instanceof RestAnswer.Ok ok)) {
      LOG.warn("no price of {} by REST either: {}", symbol, answer.describe());
      return;
    }
    for (JsonValue item : ok.result().get("list").items()) {
      boolean ours = item.get("symbol").text().equals(symbol);
      if (ours && item.get("lastPrice").e9() > 0 && isUnpriced(index)) {
        events.onTicker(index, item, ok.venueTimeMs());
        onPrice(index);
      }
    }
  }

  private synchronized boolean isUnpriced(int index) {
    return unpriced.containsKey(index);
  }

  /** Ends asking; passing goes on. */
  @Override
  public synchronized void close() {
    looking = false;
    if (asking != null) {
      asking.cancel(false);
    }
  }
}
