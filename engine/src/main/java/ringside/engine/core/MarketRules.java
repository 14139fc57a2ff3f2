package ringside.engine.core;

import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.OrderBook;
import ringside.engine.core.state.StreamTable;
import ringside.journal.codec.AlertCode;
import ringside.journal.codec.BookGapReason;
import ringside.journal.codec.Severity;

/**
 * What the core decides about market data: when a book is not to be trusted, when to ask for a
 * fresh one, when a stream is silent. Changes nothing itself. Engine thread only.
 */
final class MarketRules {
  /** A book crossed for longer is wrong. */
  static final long CROSSED_LIMIT_NS = 200_000_000L;

  /** A book is asked for at most this often. */
  static final long REQUEST_INTERVAL_NS = 5_000_000_000L;

  /** A stream that is up and says nothing for so long is stale. */
  static final long STALE_AFTER_NS = 10_000_000_000L;

  private final CoreState state;
  private final Decisions decisions;

  MarketRules(CoreState state, Decisions decisions) {
    this.state = state;
    this.decisions = decisions;
  }

  /** After an event about one book. */
  void afterBook(OrderBook book, boolean snapshotFollows) {
    judge(book);
    if (waiting(book) && !book.partial() && !snapshotFollows) {
      request(book);
    }
  }

  /** After a tick: whatever time alone makes true. */
  void afterTick() {
    long nowNs = state.run.timeNs();
    for (int i = 0; i < state.books.size(); i++) {
      OrderBook book = state.books.at(i);
      boolean voided = judge(book);
      if (waiting(book) && (voided || nowNs - book.waitingSinceNs() >= REQUEST_INTERVAL_NS)) {
        request(book);
      }
    }
    StreamTable streams = state.streams;
    for (int source = 0; source < streams.size(); source++) {
      if (streams.connected(source)
          && streams.market(source)
          && !streams.stale(source)
          && nowNs - streams.heardNs(source) >= STALE_AFTER_NS) {
        alertSilence(source);
      }
    }
  }

  /** After a feed has found its own stream silent. */
  void afterSilence(int source, long generation) {
    StreamTable streams = state.streams;
    if (streams.connected(source)
        && !streams.stale(source)
        && streams.generation(source) == generation) {
      alertSilence(source);
    }
  }

  /** After an event of a stream: one that speaks is not stale. */
  void afterStream(int source) {
    StreamTable streams = state.streams;
    if (streams.stale(source) && streams.heardNs(source) == state.run.timeNs()) {
      decisions.alert(
          source, AlertCode.STREAM_STALE, Severity.INFO, false, 1, "the stream speaks again");
    }
  }

  /** Whether the book had to be voided. */
  private boolean judge(OrderBook book) {
    if (book.broken()) {
      decisions.bookGap(book, BookGapReason.MISSED_UPDATE);
      return true;
    }
    boolean crossedTooLong =
        book.crossedSinceNs() != OrderBook.NEVER
            && state.run.timeNs() - book.crossedSinceNs() > CROSSED_LIMIT_NS;
    if (crossedTooLong) {
      decisions.bookGap(book, BookGapReason.CROSSED);
    }
    return crossedTooLong;
  }

  private void alertSilence(int source) {
    decisions.alert(
        source, AlertCode.STREAM_STALE, Severity.WARNING, true, 1, "the stream says nothing");
  }

  private static boolean waiting(OrderBook book) {
    return book.waitingSinceNs() != OrderBook.NEVER;
  }

  private void request(OrderBook book) {
    boolean recently =
        book.requestedNs() != OrderBook.NEVER
            && state.run.timeNs() - book.requestedNs() < REQUEST_INTERVAL_NS;
    if (!recently && state.streams.connected(book.source()) && state.commands.free() > 0) {
      decisions.requestBook(book);
    }
  }
}
