package ringside.tools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ringside.engine.boot.UsageException;
import ringside.engine.core.state.BookSide;
import ringside.engine.core.state.BookTable;
import ringside.engine.core.state.OrderBook;
import ringside.engine.core.state.StreamTable;
import ringside.journal.codec.CatalogKind;
import ringside.journal.event.Catalog;
import ringside.journal.event.Decimals;
import ringside.journal.event.IsoTime;

/** One order book of a restored state, for humans and for other programs. */
final class BookReport {
  private final RestoredState restored;
  private final String symbol;
  private final OrderBook book;

  private BookReport(RestoredState restored, String symbol, OrderBook book) {
    this.restored = restored;
    this.symbol = symbol;
    this.book = book;
  }

  /**
   * Finds a book.
   *
   * @param name a symbol, or venue:symbol
   * @param streamDepth levels of the topic; null for the best one
   * @throws UsageException when the symbol or the depth is unknown; it says which are known
   */
  static BookReport of(RestoredState restored, String name, Integer streamDepth) {
    int instrument = instrument(restored.catalog(), name);
    BookTable books = restored.core().state().books;
    OrderBook book =
        streamDepth == null ? books.best(instrument) : books.find(instrument, streamDepth);
    if (book == null && streamDepth != null) {
      throw new UsageException(
          "--stream-depth "
              + streamDepth
              + ": no such book of "
              + name
              + "; there are "
              + depths(books, instrument));
    }
    return new BookReport(
        restored, restored.catalog().name(CatalogKind.INSTRUMENT, instrument), book);
  }

  private static int instrument(Catalog catalog, String name) {
    List<String> known = new ArrayList<>();
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < catalog.count(CatalogKind.INSTRUMENT); i++) {
      String symbol = catalog.name(CatalogKind.INSTRUMENT, i);
      String qualified = catalog.venue(i) + ":" + symbol;
      known.add(qualified);
      if (name.equals(symbol) || name.equals(qualified)) {
        found.add(i);
      }
    }
    if (found.size() != 1) {
      String what = found.isEmpty() ? "no such symbol" : "of more than one venue";
      throw new UsageException(
          "--book " + name + ": " + what + "; known are " + String.join(", ", known));
    }
    return found.get(0);
  }

  private static String depths(BookTable books, int instrument) {
    List<String> depths = new ArrayList<>();
    for (int i = 0; i < books.size(); i++) {
      if (books.at(i).instrument() == instrument) {
        depths.add(String.valueOf(books.at(i).depth()));
      }
    }
    return depths.isEmpty() ? "none" : String.join(", ", depths);
  }

  Map<String, Object> values(int depth) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("sequence", restored.sequence());
    values.put("time", IsoTime.toString(restored.timeNs()));
    values.put("symbol", symbol);
    values.put("synchronised", synchronised());
    values.put("bids", book == null ? List.of() : levels(book.bids(), depth));
    values.put("asks", book == null ? List.of() : levels(book.asks(), depth));
    values.put("stale", stale());
    if (book != null) {
      values.put("streamDepth", book.depth());
      values.put("updateId", book.updateId());
      values.put("gaps", book.gaps());
    }
    return values;
  }

  String text(int depth) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s after event %d, %s%n",
            symbol,
            restored.sequence(),
            IsoTime.toString(restored.timeNs())));
    if (book == null) {
      return text.append("no book was heard of").toString();
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%s%s, update %d of orderbook.%d, %d bids, %d asks, %d gaps%n",
            synchronised() ? "synchronised" : "NOT synchronised (" + book.gapReason() + ")",
            stale() ? ", stream down or silent" : "",
            book.updateId(),
            book.depth(),
            book.bids().size(),
            book.asks().size(),
            book.gaps()));
    text.append(
        String.format(Locale.ROOT, "%20s  %20s  %-20s", "bid quantity", "price", "ask quantity"));
    List<List<String>> asks = levels(book.asks(), depth);
    for (int i = asks.size() - 1; i >= 0; i--) {
      row(text, "", asks.get(i).get(0), asks.get(i).get(1));
    }
    for (List<String> bid : levels(book.bids(), depth)) {
      row(text, bid.get(1), bid.get(0), "");
    }
    return text.toString();
  }

  private static void row(StringBuilder text, String bid, String price, String ask) {
    text.append(System.lineSeparator());
    text.append(String.format(Locale.ROOT, "%20s  %20s  %s", bid, price, ask).stripTrailing());
  }

  private boolean synchronised() {
    return book != null && book.synchronised();
  }

  /** Whether nobody would know if it changed. */
  private boolean stale() {
    StreamTable streams = restored.core().state().streams;
    return book == null || !streams.connected(book.source()) || streams.stale(book.source());
  }

  private static List<List<String>> levels(BookSide side, int depth) {
    int count = Math.min(depth, side.size());
    List<List<String>> levels = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      levels.add(
          List.of(Decimals.toStringE9(side.priceE9(i)), Decimals.toStringE9(side.quantityE9(i))));
    }
    return levels;
  }
}
