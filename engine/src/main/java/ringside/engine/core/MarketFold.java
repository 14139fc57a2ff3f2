package ringside.engine.core;

import ringside.engine.core.Happening.Kind;
import ringside.engine.core.state.AccountFold;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.OrderBook;
import ringside.journal.codec.BookDeltaDecoder;
import ringside.journal.codec.BookGapDecoder;
import ringside.journal.codec.BookGapReason;
import ringside.journal.codec.BookSnapshotDecoder;
import ringside.journal.codec.CandleDecoder;
import ringside.journal.codec.InstrumentDefinedDecoder;
import ringside.journal.codec.LiquidationDecoder;
import ringside.journal.codec.RecordHeaderDecoder;
import ringside.journal.codec.RequestBookDecoder;
import ringside.journal.codec.StreamConnectedDecoder;
import ringside.journal.codec.StreamDisconnectedDecoder;
import ringside.journal.codec.StreamKind;
import ringside.journal.codec.TickerDecoder;
import ringside.journal.codec.TradeDecoder;

/** Folds what streams say of the market, and whether they are up. Engine thread only. */
final class MarketFold {
  private final CoreState state;
  private final AccountFold account;
  private final Happening happening;
  private OrderBook touched;
  private boolean bookExpected;

  MarketFold(CoreState state, AccountFold account, Happening happening) {
    this.state = state;
    this.account = account;
    this.happening = happening;
  }

  /** Forgets what the event before was about. */
  void beginEvent() {
    touched = null;
    bookExpected = false;
  }

  /** The book that the event was about, or null. */
  OrderBook touchedBook() {
    return touched;
  }

  /** Whether that book's snapshot follows by itself. */
  boolean bookExpected() {
    return bookExpected;
  }

  void fold(InstrumentDefinedDecoder event) {
    state.instruments.obtain(event.header().instrument()).fold(event);
  }

  void fold(BookSnapshotDecoder event) {
    RecordHeaderDecoder header = event.header();
    state.run.marketTold();
    happening.is(Kind.BOOK);
    if (current(header)) {
      touched = book(header, event.depth());
      touched.fold(event, state.run.timeNs());
    }
  }

  void fold(BookDeltaDecoder event) {
    RecordHeaderDecoder header = event.header();
    happening.is(Kind.BOOK);
    if (current(header)) {
      touched = book(header, event.depth());
      touched.fold(event, state.run.timeNs());
    }
  }

  void fold(TradeDecoder event) {
    RecordHeaderDecoder header = event.header();
    state.run.marketTold();
    happening.is(Kind.MARKET);
    if (current(header)) {
      state.instruments.obtain(header.instrument()).fold(event, state.run.timeNs());
    }
  }

  void fold(TickerDecoder event) {
    RecordHeaderDecoder header = event.header();
    state.run.marketTold();
    happening.is(Kind.MARKET);
    if (current(header)) {
      state.instruments.obtain(header.instrument()).ticker().fold(event, state.run.timeNs());
    }
  }

  void fold(CandleDecoder event) {
    RecordHeaderDecoder header = event.header();
    happening.is(Kind.MARKET);
    if (current(header)) {
      state.instruments.obtain(header.instrument()).fold(event);
    }
  }

  void fold(LiquidationDecoder event) {
    RecordHeaderDecoder header = event.header();
    happening.is(Kind.MARKET);
    if (current(header)) {
      state.instruments.obtain(header.instrument()).fold(event);
    }
  }

  void fold(StreamConnectedDecoder event) {
    RecordHeaderDecoder header = event.header();
    long nowNs = state.run.timeNs();
    boolean ofMarket = event.kind() == StreamKind.MARKET;
    happening.is(Kind.STREAM);
    if (state.streams.connected(header.source(), header.generation(), ofMarket, nowNs)) {
      if (event.kind() == StreamKind.ACCOUNT && happening.hasAccount()) {
        account.streamConnected(header.account(), nowNs);
      }
      for (int i = 0; i < state.books.size(); i++) {
        OrderBook book = state.books.at(i);
        if (book.source() == header.source()) {
          book.awaitSnapshot(nowNs);
        }
      }
    }
  }

  void fold(StreamDisconnectedDecoder event) {
    RecordHeaderDecoder header = event.header();
    int source = header.source();
    happening.is(Kind.STREAM);
    long heardNs = state.streams.heardNs(source);
    int of = header.account();
    if (state.streams.disconnected(source, header.generation(), event.kind(), of)
        && event.kind() == StreamKind.ACCOUNT
        && happening.hasAccount()) {
      account.streamDisconnected(header.account(), heardNs);
    }
  }

  void fold(BookGapDecoder event) {
    RecordHeaderDecoder header = event.header();
    if (header.ordinal() > 0 || current(header)) {
      touched = book(header, event.depth());
      touched.gap(header.source(), event.reason(), state.run.timeNs());
      bookExpected = event.reason() == BookGapReason.VENUE_RESTART;
    }
  }

  void fold(RequestBookDecoder decision) {
    RecordHeaderDecoder header = decision.header();
    book(header, decision.depth()).requested(state.run.timeNs());
    state.commands.left(header.sequence(), header.ordinal());
  }

  private boolean current(RecordHeaderDecoder header) {
    return state.streams.heard(header.source(), header.generation(), state.run.timeNs());
  }

  private OrderBook book(RecordHeaderDecoder header, int depth) {
    return state.books.obtain(header.instrument(), depth, header.source(), state.run.timeNs());
  }
}
