package ringside.tools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ringside.engine.core.state.BookSide;
import ringside.engine.core.state.CandleState;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.InstrumentState;
import ringside.engine.core.state.OrderBook;
import ringside.engine.core.state.StreamTable;
import ringside.engine.core.state.TickerState;
import ringside.journal.codec.CatalogKind;
import ringside.journal.event.Catalog;
import ringside.journal.event.Decimals;
import ringside.journal.event.IsoTime;

/** A summary of a restored state. What is not known is null. */
final class StateReport {
  private static final double NS_PER_MS = 1e6;

  private final RestoredState restored;
  private final CoreState state;
  private final Catalog catalog;

  StateReport(RestoredState restored) {
    this.restored = restored;
    this.state = restored.core().state();
    this.catalog = restored.catalog();
  }

  Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("sequence", restored.sequence());
    values.put("time", restored.sequence() == 0 ? null : IsoTime.toString(restored.timeNs()));
    values.put("run", run());
    values.put("streams", streams());
    values.put("instruments", instruments());
    values.put("books", books());
    AccountReport accounts = new AccountReport(state, catalog);
    values.put("accounts", accounts.accounts());
    values.put("positions", accounts.positions());
    values.put("orders", accounts.orders());
    values.put("haltedAccounts", haltedAccounts());
    values.put("haltedStrategies", haltedStrategies());
    values.put("commandsInFlight", state.commands.size());
    values.put("commandCapacity", state.commands.capacity());
    values.put("digest", String.format(Locale.ROOT, "%016x", restored.core().digest()));
    return values;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    values().forEach((name, value) -> append(text, name, value));
    return text.toString().stripTrailing();
  }

  private static void append(StringBuilder text, String name, Object value) {
    if (value instanceof List<?> list) {
      text.append(String.format(Locale.ROOT, "%s: %s%n", name, list.isEmpty() ? "none" : ""));
      for (Object item : list) {
        text.append("  ").append(item instanceof Map<?, ?> map ? line(map) : item);
        text.append(System.lineSeparator());
      }
    } else if (value instanceof Map<?, ?> map) {
      text.append(String.format(Locale.ROOT, "%s: %s%n", name, line(map)));
    } else if (value != null) {
      text.append(String.format(Locale.ROOT, "%s: %s%n", name, value));
    }
  }

  private static String line(Map<?, ?> values) {
    StringBuilder line = new StringBuilder();
    values.forEach(
        (name, value) -> {
          if (value != null) {
            line.append(line.isEmpty() ? "" : " ").append(name).append('=').append(value);
          }
        });
    return line.toString();
  }

  private Map<String, Object> run() {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("running", state.run.running());
    run.put("mode", restored.sequence() == 0 ? null : state.run.mode().name());
    run.put("nonce", String.format(Locale.ROOT, "%016x", state.run.runNonce()));
    run.put("engineTime", time(state.run.timeNs()));
    run.put("space", state.run.space().name());
    run.put("clockSteps", state.run.clockSteps());
    return run;
  }

  private List<Object> streams() {
    StreamTable streams = state.streams;
    List<Object> list = new ArrayList<>();
    for (int source = 0; source < streams.size(); source++) {
      if (streams.connectedNs(source) == OrderBook.NEVER && streams.disconnects(source) == 0) {
        continue;
      }
      Map<String, Object> stream = new LinkedHashMap<>();
      stream.put("source", name(CatalogKind.SOURCE, source));
      stream.put("connected", streams.connected(source));
      stream.put("stale", streams.stale(source));
      stream.put("ageMs", ageMs(streams.heardNs(source)));
      stream.put("generation", streams.generation(source));
      stream.put("disconnects", streams.disconnects(source));
      list.add(stream);
    }
    return list;
  }

  private List<Object> instruments() {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < state.instruments.size(); i++) {
      InstrumentState instrument = state.instruments.find(i);
      if (instrument != null) {
        list.add(instrument(instrument));
      }
    }
    return list;
  }

  private Map<String, Object> instrument(InstrumentState instrument) {
    TickerState ticker = instrument.ticker();
    boolean traded = instrument.lastTradeNs() != OrderBook.NEVER;
    boolean defined = instrument.defined();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("symbol", name(CatalogKind.INSTRUMENT, instrument.instrument()));
    values.put("rules", defined ? instrument.rules().name() : null);
    values.put("status", defined ? instrument.status().name() : null);
    values.put("tick", defined ? Decimals.toStringE9(instrument.tickE9()) : null);
    values.put("lot", defined ? Decimals.toStringE9(instrument.lotE9()) : null);
    values.put("trades", instrument.trades());
    values.put(
        "lastTradePrice", traded ? Decimals.toStringE9(instrument.lastTradePriceE9()) : null);
    values.put(
        "lastTradeQuantity", traded ? Decimals.toStringE9(instrument.lastTradeQuantityE9()) : null);
    values.put("lastTakerSide", traded ? instrument.lastTakerSide().name() : null);
    values.put("lastTradeTime", time(instrument.lastTradeNs()));
    values.put("last", e9(ticker.lastPriceE9()));
    values.put("mark", e9(ticker.markPriceE9()));
    values.put("index", e9(ticker.indexPriceE9()));
    values.put("fundingRate", e9(ticker.fundingRateE9()));
    values.put("nextFundingTime", time(ticker.nextFundingTimeNs()));
    values.put(
        "openInterest",
        ticker.openInterestE4() == Decimals.INVALID
            ? null
            : Decimals.toStringE4(ticker.openInterestE4()));
    values.put("liquidations", instrument.liquidations());
    for (int i = 0; i < instrument.candleIntervals(); i++) {
      CandleState candles = instrument.candlesAt(i);
      values.put(
          "close" + candles.intervalMinutes() + "m",
          candles.startNs() == OrderBook.NEVER ? null : Decimals.toStringE9(candles.closeE9()));
    }
    return values;
  }

  private List<Object> books() {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < state.books.size(); i++) {
      OrderBook book = state.books.at(i);
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("symbol", name(CatalogKind.INSTRUMENT, book.instrument()));
      values.put("streamDepth", book.depth());
      values.put("synchronised", book.synchronised());
      values.put("bestBid", best(book.bids()));
      values.put("bestAsk", best(book.asks()));
      values.put("bidLevels", book.bids().size());
      values.put("askLevels", book.asks().size());
      values.put("updateId", book.updateId());
      values.put("ageMs", ageMs(book.updatedNs()));
      values.put("gaps", book.gaps());
      values.put("lastGap", book.gaps() == 0 ? null : book.gapReason().name());
      list.add(values);
    }
    return list;
  }

  private List<Object> haltedAccounts() {
    List<Object> halted = new ArrayList<>();
    for (int account = 0; account < catalog.count(CatalogKind.ACCOUNT); account++) {
      if (state.halts.halted(account)) {
        halted.add(name(CatalogKind.ACCOUNT, account));
      }
    }
    return halted;
  }

  private List<Object> haltedStrategies() {
    List<Object> halted = new ArrayList<>();
    for (int strategy = 0; strategy < catalog.count(CatalogKind.STRATEGY); strategy++) {
      if (state.halts.strategyHalted(strategy)) {
        halted.add(name(CatalogKind.STRATEGY, strategy));
      }
    }
    return halted;
  }

  private String name(CatalogKind kind, int index) {
    String name = catalog.name(kind, index);
    return name == null ? String.valueOf(index) : name;
  }

  private static String best(BookSide side) {
    return side.size() == 0 ? null : Decimals.toStringE9(side.bestPriceE9());
  }

  private Double ageMs(long ns) {
    return ns == OrderBook.NEVER ? null : (state.run.timeNs() - ns) / NS_PER_MS;
  }

  /** {@link OrderBook#NEVER} and null of the schema are the same number. */
  private static String time(long ns) {
    return ns == OrderBook.NEVER ? null : IsoTime.toString(ns);
  }

  private static String e9(long valueE9) {
    return valueE9 == Decimals.INVALID ? null : Decimals.toStringE9(valueE9);
  }
}
