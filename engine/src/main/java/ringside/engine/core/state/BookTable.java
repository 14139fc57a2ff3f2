package ringside.engine.core.state;

import java.util.Arrays;

/**
 * All order books, in the order in which they were first heard of. Engine thread only; allocates
 * when it meets a book for the first time.
 */
public final class BookTable implements StateTable {
  private static final OrderBook[] NONE = {};

  private OrderBook[] books = NONE;
  private OrderBook[][] byInstrument = new OrderBook[16][];

  public int size() {
    return books.length;
  }

  public OrderBook at(int place) {
    return books[place];
  }

  /** The book of this topic depth, or null. */
  public OrderBook find(int instrument, int depth) {
    if (instrument < byInstrument.length && byInstrument[instrument] != null) {
      for (OrderBook book : byInstrument[instrument]) {
        if (book.depth() == depth) {
          return book;
        }
      }
    }
    return null;
  }

  /** The instrument's deepest book, a synchronised one before one that is not; or null. */
  public OrderBook best(int instrument) {
    OrderBook best = null;
    if (instrument < byInstrument.length && byInstrument[instrument] != null) {
      for (OrderBook book : byInstrument[instrument]) {
        if (best == null
            || (book.synchronised() != best.synchronised()
                ? book.synchronised()
                : book.depth() > best.depth())) {
          best = book;
        }
      }
    }
    return best;
  }

  /** The book of this topic depth, made where there was none. */
  public OrderBook obtain(int instrument, int depth, int source, long nowNs) {
    OrderBook book = find(instrument, depth);
    if (book == null) {
      book = new OrderBook(instrument, depth, source);
      book.awaitSnapshot(nowNs);
      if (instrument >= byInstrument.length) {
        byInstrument =
            Arrays.copyOf(byInstrument, Math.max(instrument + 1, 2 * byInstrument.length));
      }
      byInstrument[instrument] =
          append(byInstrument[instrument] == null ? NONE : byInstrument[instrument], book);
      books = append(books, book);
    }
    return book;
  }

  public void clear() {
    books = NONE;
    Arrays.fill(byInstrument, null);
  }

  @Override
  public void describe(StateSink sink) {
    sink.putLong(books.length);
    for (OrderBook book : books) {
      book.describe(sink);
    }
  }

  private static OrderBook[] append(OrderBook[] list, OrderBook book) {
    OrderBook[] longer = Arrays.copyOf(list, list.length + 1);
    longer[list.length] = book;
    return longer;
  }
}
