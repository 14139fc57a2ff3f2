package ringside.adapters.bybit.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The instruments' rules, read at start and from time to time, and told when they change. Any
 * thread.
 *
 * <p>The venue lists what is trading. What it listed and lists no more is asked for by name, and
 * closed when it is not there either; a list that was not read to its end closes nothing.
 *
 * <p>Source: docs/v5/market/instrument.mdx.
 */
public final class InstrumentRules implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InstrumentRules.class);
  private static final String PATH = "/v5/market/instruments-info";
  private static final String PAGE = "1000";

  private final BybitRest rest;
  private final VenueEvents events;
  private final Map<String, Integer> instruments;
  private final Map<String, InstrumentRule> known = new LinkedHashMap<>();
  private ScheduledFuture<?> rereading;

  /**
   * @param instruments index in the catalog of every symbol that matters
   */
  public InstrumentRules(BybitRest rest, VenueEvents events, Map<String, Integer> instruments) {
    this.rest = rest;
    this.events = events;
    this.instruments = new TreeMap<>(instruments);
  }

  /**
   * What a reading gave.
   *
   * @param complete whether the venue answered all that was asked
   * @param missing symbols of ours that the venue does not have, or with rules that are none
   * @param detail why; one line
   */
  public record Reading(boolean complete, List<String> missing, String detail) {
    public Reading {
      missing = List.copyOf(missing);
    }

    /** Whether every symbol has rules. */
    public boolean isGood() {
      return complete && missing.isEmpty();
    }
  }

  /** Reads all rules once and tells what is new or different; never fails. */
  public CompletableFuture<Reading> load() {
    RestRequest request = RestRequest.get(PATH, "category", "linear", "limit", PAGE);
    return rest.publicClient().readAll(request).thenCompose(this::takeList);
  }

  /** Reads again and again; a reading that fails changes nothing. */
  public synchronized void start(long periodNs) {
    if (rereading == null) {
      rereading = rest.every(periodNs, this::load);
    }
  }

  /** What is known of a symbol; any thread. */
  public synchronized Optional<InstrumentRule> rule(String symbol) {
    return Optional.ofNullable(known.get(symbol));
  }

  private CompletableFuture<Reading> takeList(Pages pages) {
    List<String> mistakes = new ArrayList<>();
    AtomicBoolean answered = new AtomicBoolean(pages.complete());
    Map<String, JsonValue> listed = new LinkedHashMap<>();
    for (JsonValue item : pages.items()) {
      listed.put(item.get("symbol").text(), item);
    }
    CompletableFuture<Void> rest = CompletableFuture.completedFuture(null);
    List<String> missing = new ArrayList<>();
    for (String symbol : instruments.keySet()) {
      JsonValue item = listed.get(symbol);
      if (item != null) {
        take(symbol, item, missing, mistakes);
      } else if (pages.complete()) {
        rest = rest.thenCompose(done -> askFor(symbol, missing, mistakes, answered));
      } else if (rule(symbol).isEmpty()) {
        missing.add(symbol);
      }
    }
    if (!pages.complete()) {
      mistakes.add(pages.detail());
    }
    return rest.thenApply(
        done -> {
          String detail = String.join("; ", mistakes);
          if (!detail.isEmpty()) {
            LOG.warn("instrument rules: {}", detail);
          }
          return new Reading(answered.get(), missing, detail);
        });
  }

  /** The list has trading ones only; by name the venue also gives others. */
  private CompletableFuture<Void> askFor(
      String symbol, List<String> missing, List<String> mistakes, AtomicBoolean answered) {
    RestRequest request = RestRequest.get(PATH, "category", "linear", "symbol", symbol);
    return rest.publicClient()
        .read(request)
        .thenAccept(
            answer -> {
              if (!(answer instanceof RestAnswer.Ok ok)) {
                boolean unknown = answer instanceof RestAnswer.Refused;
                answered.compareAndSet(true, unknown);
                onUnlisted(symbol, unknown, answer.describe(), missing, mistakes);
                return;
              }
              List<JsonValue> items = ok.result().get("list").items();
              if (items.size() == 1 && items.get(0).get("symbol").text().equals(symbol)) {
                take(symbol, items.get(0), missing, mistakes);
              } else {
                onUnlisted(symbol, true, "the venue does not list it", missing, mistakes);
              }
            });
  }

  private synchronized void onUnlisted(
      String symbol, boolean gone, String why, List<String> missing, List<String> mistakes) {
    InstrumentRule last = known.get(symbol);
    if (last == null) {
      missing.add(symbol);
      mistakes.add(symbol + ": " + why);
    } else if (gone) {
      tellIfNew(last.closed());
    }
  }

  private synchronized void take(
      String symbol, JsonValue item, List<String> missing, List<String> mistakes) {
    try {
      tellIfNew(InstrumentRule.of(item));
    } catch (IllegalArgumentException e) {
      missing.add(symbol);
      mistakes.add(e.getMessage());
    }
  }

  private void tellIfNew(InstrumentRule rule) {
    InstrumentRule before = known.put(rule.symbol(), rule);
    if (!rule.equals(before)) {
      if (before != null) {
        LOG.warn("the rules of {} changed; its status is {}", rule.symbol(), rule.status());
      }
      events.onInstrument(instruments.get(rule.symbol()), rule, rest.serverClock().venueMs());
    }
  }

  /** Ends reading again. */
  @Override
  public synchronized void close() {
    if (rereading != null) {
      rereading.cancel(false);
    }
  }
}
