package ringside.adapters.bybit;

import java.util.ArrayList;
import java.util.List;
import ringside.adapters.bybit.AccountDecoder.Items;
import ringside.adapters.bybit.OrderRequest.CommandAddress;
import ringside.adapters.bybit.rest.RestRequest;
import ringside.journal.codec.ReportKind;
import ringside.journal.event.Catalog;

/**
 * What a report is to be about.
 *
 * @param instrument all that it covers, or {@link Catalog#NONE}
 * @param clientOrderId of the one order it is about; empty for all
 * @param sinceNs of executions, closed orders and transfers, venue time; {@link ItemFields#NOTHING}
 *     for what the venue gives unasked
 * @param command that asked; null where nobody did
 */
record ReportAsk(
    ReportKind kind, int instrument, String clientOrderId, long sinceNs, CommandAddress command) {
  private static final long NS_A_MS = 1_000_000L;
  private static final long WINDOW_MS = 7 * 24 * 3_600_000L;
  private static final int MAX_WINDOWS = 120;
  private static final String CATEGORY = "linear";

  /** One list at the venue, page by page. */
  record Source(RestRequest request, Items items, int instrument) {}

  static ReportAsk all(ReportKind kind) {
    return new ReportAsk(kind, Catalog.NONE, "", ItemFields.NOTHING, null);
  }

  static ReportAsk since(ReportKind kind, long sinceNs) {
    return new ReportAsk(kind, Catalog.NONE, "", sinceNs, null);
  }

  static ReportAsk of(ReportKind kind, int instrument, String clientOrderId) {
    return new ReportAsk(kind, instrument, clientOrderId, ItemFields.NOTHING, null);
  }

  /** The lists to read, in their order. */
  List<Source> sources(SymbolTable symbols, AccountSettings settings, long venueMs) {
    String settleCoin = settings.settleCoin();
    int slot = instrument == Catalog.NONE ? SymbolTable.NONE : symbols.slotOf(instrument);
    String symbol = slot == SymbolTable.NONE ? "" : symbols.symbol(slot);
    String coin = symbol.isEmpty() ? settleCoin : "";
    List<Source> sources = new ArrayList<>();
    switch (kind) {
      case OPEN_ORDERS ->
          sources.add(orders("/v5/order/realtime", symbol, coin, "openOnly", "0", "limit", "50"));
      case POSITIONS -> {
        for (int i = 0; i < symbols.size(); i++) {
          boolean own = slot == SymbolTable.NONE && settings.own().contains(symbols.symbol(i));
          if (own || slot == i) {
            sources.add(positions(symbols.symbol(i), symbols.instrument(i)));
          }
        }
        // By symbol the venue shows empty legs too; by coin only what is not empty, of any symbol
        if (slot == SymbolTable.NONE) {
          RestRequest all =
              RestRequest.get("/v5/position/list", parameters("", settleCoin, "limit", "200"));
          sources.add(new Source(all, Items.OTHER_POSITIONS, Catalog.NONE));
        }
      }
      case WALLET ->
          sources.add(
              new Source(
                  RestRequest.get("/v5/account/wallet-balance", "accountType", "UNIFIED"),
                  Items.WALLET,
                  Catalog.NONE));
      case CLOSED_ORDERS ->
          addWindows(sources, "/v5/order/history", Items.ORDERS, symbol, coin, "50", venueMs);
      case EXECUTIONS ->
          addWindows(sources, "/v5/execution/list", Items.EXECUTIONS, symbol, coin, "100", venueMs);
      case TRANSFERS -> {
        String[] all = {"accountType", "UNIFIED", "limit", "50"};
        addWindows(sources, "/v5/account/transaction-log", Items.TRANSFERS, all, venueMs);
      }
      case ORDER -> {
        String[] id = {"orderLinkId", clientOrderId};
        sources.add(orders("/v5/order/realtime", symbol, coin, id));
        sources.add(orders("/v5/order/history", symbol, coin, id));
      }
      default -> throw new IllegalArgumentException("no report of kind " + kind);
    }
    return sources;
  }

  private Source orders(String path, String symbol, String coin, String... more) {
    return new Source(
        RestRequest.get(path, parameters(symbol, coin, more)), Items.ORDERS, instrument);
  }

  private static Source positions(String symbol, int index) {
    return new Source(
        RestRequest.get("/v5/position/list", parameters(symbol, "", "limit", "200")),
        Items.POSITIONS,
        index);
  }

  /** The venue gives seven days at a time: oldest first. */
  private void addWindows(
      List<Source> sources,
      String path,
      Items items,
      String symbol,
      String coin,
      String limit,
      long venueMs) {
    String[] id = {"orderLinkId", clientOrderId, "limit", limit};
    addWindows(sources, path, items, parameters(symbol, coin, id), venueMs);
  }

  private void addWindows(
      List<Source> sources, String path, Items items, String[] parameters, long venueMs) {
    if (sinceNs == ItemFields.NOTHING) {
      sources.add(new Source(RestRequest.get(path, parameters), items, instrument));
      return;
    }
    long fromMs = Math.max(sinceNs / NS_A_MS, venueMs - MAX_WINDOWS * WINDOW_MS);
    do {
      long toMs = fromMs + WINDOW_MS - 1;
      List<String> all = new ArrayList<>(List.of(parameters));
      all.addAll(List.of("startTime", Long.toString(fromMs), "endTime", Long.toString(toMs)));
      RestRequest request = RestRequest.get(path, all.toArray(String[]::new));
      sources.add(new Source(request, items, instrument));
      fromMs = toMs + 1;
    } while (fromMs <= venueMs);
  }

  private static String[] parameters(String symbol, String coin, String... more) {
    List<String> all = new ArrayList<>(List.of("category", CATEGORY));
    all.addAll(List.of("symbol", symbol, "settleCoin", coin));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
