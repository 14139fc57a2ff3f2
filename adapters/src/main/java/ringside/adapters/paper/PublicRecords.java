package ringside.adapters.paper;

import ringside.adapters.sim.Instrument;
import ringside.adapters.sim.Venue;
import ringside.journal.codec.BookSnapshotEncoder;
import ringside.journal.codec.InstrumentDefinedEncoder;
import ringside.journal.codec.InstrumentStatus;
import ringside.journal.codec.RecordHeaderEncoder;
import ringside.journal.codec.RulesSource;
import ringside.journal.codec.StreamConnectedEncoder;
import ringside.journal.codec.StreamKind;
import ringside.journal.codec.TickDirection;
import ringside.journal.codec.TickerEncoder;
import ringside.journal.event.RecordBuffer;

/**
 * Writes what everybody hears of a paper venue: at each move one book and one ticker, which has the
 * last price. An order of one's own trades at that; the book that is shown stands a tick to either
 * side of it, where an order would rest. One thread.
 */
final class PublicRecords {
  static final long GENERATION = 1;

  private static final int DEPTH = 1;

  private final Venue venue;
  private final PaperIndices indices;
  private final InstrumentDefinedEncoder instrument = new InstrumentDefinedEncoder();
  private final StreamConnectedEncoder connected = new StreamConnectedEncoder();
  private final BookSnapshotEncoder book = new BookSnapshotEncoder();
  private final TickerEncoder ticker = new TickerEncoder();
  private final long[] beforeE9;
  private long updateId;

  PublicRecords(Venue venue, PaperIndices indices) {
    this.venue = venue;
    this.indices = indices;
    beforeE9 = new long[indices.instruments().size()];
  }

  void define(int symbol, RecordBuffer out) {
    Instrument rules = venue.instruments().get(symbol);
    instrument.wrap(out.buffer(), out.begin(InstrumentDefinedEncoder.TEMPLATE_ID));
    header(instrument.header(), symbol);
    instrument
        .tickE9(rules.tickE9())
        .lotE9(rules.lotE9())
        .minQuantityE9(rules.minQuantityE9())
        .maxQuantityE9(rules.maxQuantityE9())
        .maxMarketQuantityE9(rules.maxMarketQuantityE9())
        .minNotionalE9(rules.minNotionalE9())
        .minPriceE9(rules.tickE9())
        .maxPriceE9(rules.maxPriceE9())
        .minLeverageE9(1_000_000_000L)
        .maxLeverageE9(rules.maxLeverageE9())
        .leverageStepE9(rules.leverageStepE9())
        .upperFundingRateE9(rules.fundingCapE9())
        .lowerFundingRateE9(-rules.fundingCapE9())
        .fundingIntervalMinutes(rules.fundingIntervalMinutes())
        .status(InstrumentStatus.TRADING)
        .rules(RulesSource.VENUE)
        .symbol(rules.symbol())
        .baseCoin(rules.baseCoin())
        .quoteCoin(rules.quoteCoin())
        .settleCoin(rules.settleCoin());
    out.end(instrument.encodedLength());
  }

  void connected(RecordBuffer out) {
    connected.wrap(out.buffer(), out.begin(StreamConnectedEncoder.TEMPLATE_ID));
    connected.header().timeNs(venue.nowNs()).source(indices.market()).generation(GENERATION);
    connected.kind(StreamKind.MARKET).attempt(1).endpoint("paper");
    out.end(connected.encodedLength());
  }

  /** What a move of the market is told by. */
  void prices(int symbol, RecordBuffer out) {
    long lastE9 = venue.lastPriceE9(symbol);
    if (lastE9 != beforeE9[symbol]) {
      book(symbol, out);
    }
    beforeE9[symbol] = lastE9;
    ticker(symbol, lastE9, out);
  }

  void book(int symbol, RecordBuffer out) {
    long lastE9 = venue.lastPriceE9(symbol);
    Instrument rules = venue.instruments().get(symbol);
    book.wrap(out.buffer(), out.begin(BookSnapshotEncoder.TEMPLATE_ID));
    header(book.header(), symbol).venueTimeNs(venue.nowNs());
    book.updateId(++updateId).depth(DEPTH).last((short) 1);
    book.bidsCount(1).next().priceE9(lastE9 - rules.tickE9()).quantityE9(rules.maxQuantityE9());
    book.asksCount(1).next().priceE9(lastE9 + rules.tickE9()).quantityE9(rules.maxQuantityE9());
    out.end(book.encodedLength());
  }

  private void ticker(int symbol, long lastE9, RecordBuffer out) {
    Instrument rules = venue.instruments().get(symbol);
    ticker.wrap(out.buffer(), out.begin(TickerEncoder.TEMPLATE_ID));
    header(ticker.header(), symbol).venueTimeNs(venue.nowNs());
    ticker
        .lastPriceE9(lastE9)
        .markPriceE9(venue.markPriceE9(symbol))
        .indexPriceE9(venue.indexPriceE9(symbol))
        .bidPriceE9(lastE9 - rules.tickE9())
        .askPriceE9(lastE9 + rules.tickE9())
        .fundingRateE9(venue.fundingRateE9(symbol))
        .nextFundingTimeNs(venue.nextFundingNs(symbol))
        .fundingIntervalMinutes(rules.fundingIntervalMinutes())
        .fundingCapE9(rules.fundingCapE9())
        .tickDirection(TickDirection.NULL_VAL)
        .snapshot((short) 1);
    out.end(ticker.encodedLength());
  }

  private RecordHeaderEncoder header(RecordHeaderEncoder header, int symbol) {
    return header
        .timeNs(venue.nowNs())
        .source(indices.market())
        .generation(GENERATION)
        .instrument(indices.instruments().get(symbol));
  }
}
