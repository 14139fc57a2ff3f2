package ringside.benchmarks;

import ringside.journal.codec.BookDeltaEncoder;
import ringside.journal.codec.BookSnapshotEncoder;
import ringside.journal.codec.ClockTickEncoder;
import ringside.journal.codec.EngineStartedEncoder;
import ringside.journal.codec.Environment;
import ringside.journal.codec.RecordHeaderEncoder;
import ringside.journal.codec.RunMode;
import ringside.journal.codec.Side;
import ringside.journal.codec.StreamConnectedEncoder;
import ringside.journal.codec.StreamKind;
import ringside.journal.codec.TradeEncoder;
import ringside.journal.event.RecordBuffer;
import ringside.journal.event.RecordLayout;

/**
 * Makes the records that the benchmarks feed, all of one connection of one source and about one
 * instrument. One thread.
 */
final class Events {
  static final int SOURCE = 1;
  static final int INSTRUMENT = 0;
  static final int DEPTH = 50;

  /** A record of this many bytes, as the "128-byte event". */
  static final int STANDARD_LENGTH = 128;

  /** A trade with a short id: the "small event". */
  static final int SMALL_LENGTH = 100;

  private static final long START_NS = 1_700_000_000_000_000_000L;
  private static final long MIDDLE_E9 = 65_000_000_000_000L;
  private static final long TICK_E9 = 100_000_000L;
  private static final long LOT_E9 = 1_000_000L;
  private static final int LEVELS = 12;

  private final EngineStartedEncoder started = new EngineStartedEncoder();
  private final StreamConnectedEncoder connected = new StreamConnectedEncoder();
  private final BookSnapshotEncoder snapshot = new BookSnapshotEncoder();
  private final BookDeltaEncoder delta = new BookDeltaEncoder();
  private final TradeEncoder trade = new TradeEncoder();
  private final ClockTickEncoder tick = new ClockTickEncoder();
  private long timeNs = START_NS;
  private long updateId = 1;

  /** The run's start, its stream's, and the snapshot of one book. */
  void start(RecordBuffer into) {
    started.wrap(into.buffer(), into.begin(EngineStartedEncoder.TEMPLATE_ID));
    started.header().timeNs(timeNs);
    started.runNonce(1).environment(Environment.LOCAL).mode(RunMode.IMPORT).build("benchmark");
    into.end(started.encodedLength());
    connect(into);
    snapshot(into);
  }

  void connect(RecordBuffer into) {
    connected.wrap(into.buffer(), into.begin(StreamConnectedEncoder.TEMPLATE_ID));
    stamp(connected.header());
    connected.kind(StreamKind.MARKET).attempt(1).endpoint("");
    into.end(connected.encodedLength());
  }

  /** A trade whose record has exactly this many bytes. */
  void trade(RecordBuffer into, int recordLength) {
    int fixed =
        RecordLayout.BLOCK_OFFSET + TradeEncoder.BLOCK_LENGTH + TradeEncoder.tradeIdHeaderLength();
    trade.wrap(into.buffer(), into.begin(TradeEncoder.TEMPLATE_ID));
    stamp(trade.header());
    trade
        .priceE9(MIDDLE_E9)
        .quantityE9(LOT_E9)
        .crossSequence(updateId)
        .takerSide(Side.BUY)
        .tradeId("t".repeat(recordLength - fixed));
    into.end(trade.encodedLength());
  }

  /** A delta of the book: one bid and one ask change their quantity. 146 bytes. */
  void delta(RecordBuffer into) {
    delta.wrap(into.buffer(), into.begin(BookDeltaEncoder.TEMPLATE_ID));
    stamp(delta.header());
    delta.updateId(++updateId).depth(DEPTH).chunk(0).last((short) 1);
    long level = updateId % LEVELS + 1;
    long quantityE9 = LOT_E9 * (1 + updateId % 7);
    delta.bidsCount(1).next().priceE9(MIDDLE_E9 - level * TICK_E9).quantityE9(quantityE9);
    delta.asksCount(1).next().priceE9(MIDDLE_E9 + level * TICK_E9).quantityE9(quantityE9);
    into.end(delta.encodedLength());
  }

  void tick(RecordBuffer into) {
    tick.wrap(into.buffer(), into.begin(ClockTickEncoder.TEMPLATE_ID));
    tick.header().timeNs(timeNs);
    into.end(tick.encodedLength());
  }

  /** Of every eight events, six are standard trades and two are book deltas. */
  void mixed(RecordBuffer into, int index) {
    if ((index & 3) == 3) {
      delta(into);
    } else {
      trade(into, STANDARD_LENGTH);
    }
  }

  /** Of every sixteen events, fifteen are short trades and one is a clock's tick. */
  void small(RecordBuffer into, int index) {
    if ((index & 15) == 15) {
      tick(into);
    } else {
      trade(into, SMALL_LENGTH);
    }
  }

  private void snapshot(RecordBuffer into) {
    snapshot.wrap(into.buffer(), into.begin(BookSnapshotEncoder.TEMPLATE_ID));
    stamp(snapshot.header());
    snapshot.updateId(updateId).depth(DEPTH).chunk(0).last((short) 1);
    BookSnapshotEncoder.BidsEncoder bids = snapshot.bidsCount(LEVELS);
    for (int i = 1; i <= LEVELS; i++) {
      bids.next().priceE9(MIDDLE_E9 - i * TICK_E9).quantityE9(LOT_E9);
    }
    BookSnapshotEncoder.AsksEncoder asks = snapshot.asksCount(LEVELS);
    for (int i = 1; i <= LEVELS; i++) {
      asks.next().priceE9(MIDDLE_E9 + i * TICK_E9).quantityE9(LOT_E9);
    }
    into.end(snapshot.encodedLength());
  }

  private void stamp(RecordHeaderEncoder header) {
    header.timeNs(timeNs).venueTimeNs(timeNs).generation(1).source(SOURCE).instrument(INSTRUMENT);
  }

  /** The time of the records made from now on. */
  void timeNs(long ns) {
    timeNs = ns;
  }
}
