package ringside.engine.testing;

import ringside.journal.codec.AccountResumedEncoder;
import ringside.journal.codec.BookDeltaEncoder;
import ringside.journal.codec.BookGapEncoder;
import ringside.journal.codec.BookGapReason;
import ringside.journal.codec.BookSnapshotEncoder;
import ringside.journal.codec.CandleEncoder;
import ringside.journal.codec.ClockStepEncoder;
import ringside.journal.codec.ClockTickEncoder;
import ringside.journal.codec.CommandAcceptedEncoder;
import ringside.journal.codec.DisconnectReason;
import ringside.journal.codec.EngineStartedEncoder;
import ringside.journal.codec.EngineStoppedEncoder;
import ringside.journal.codec.Environment;
import ringside.journal.codec.EventSuspectedEncoder;
import ringside.journal.codec.InstrumentDefinedEncoder;
import ringside.journal.codec.InstrumentStatus;
import ringside.journal.codec.Leg;
import ringside.journal.codec.LiquidationEncoder;
import ringside.journal.codec.OperatorAction;
import ringside.journal.codec.OperatorCommandEncoder;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.OrderUpdateEncoder;
import ringside.journal.codec.RecordHeaderEncoder;
import ringside.journal.codec.RulesSource;
import ringside.journal.codec.RunMode;
import ringside.journal.codec.Side;
import ringside.journal.codec.SpaceChangedEncoder;
import ringside.journal.codec.SpaceLevel;
import ringside.journal.codec.StopReason;
import ringside.journal.codec.StreamConnectedEncoder;
import ringside.journal.codec.StreamDisconnectedEncoder;
import ringside.journal.codec.StreamKind;
import ringside.journal.codec.StreamStaleEncoder;
import ringside.journal.codec.TickerEncoder;
import ringside.journal.codec.TradeEncoder;
import ringside.journal.event.RecordBuffer;

/**
 * Writes events, one a call: where they come from and when is set first and holds until it is set
 * anew. Levels are price, quantity, price, quantity, ...
 */
public final class TestEvents {
  public static final int NO_INDEX = 65535;
  public static final int DEFAULT_CAPACITY = 8;

  private final RecordBuffer records = new RecordBuffer(64 << 10, 64 << 20);
  private final BookSnapshotEncoder snapshot = new BookSnapshotEncoder();
  private final BookDeltaEncoder delta = new BookDeltaEncoder();
  private final TradeEncoder trade = new TradeEncoder();
  private final TickerEncoder ticker = new TickerEncoder();
  private final CandleEncoder candle = new CandleEncoder();

  private long timeNs;
  private long venueTimeNs;
  private int source = 1;
  private long generation = 1;
  private int instrument;
  private int account = NO_INDEX;

  public static long[] levels(long... priceAndQuantity) {
    return priceAndQuantity;
  }

  /** Whoever takes the records clears it. */
  public RecordBuffer records() {
    return records;
  }

  public long timeNs() {
    return timeNs;
  }

  public TestEvents at(long ns) {
    timeNs = ns;
    return this;
  }

  public TestEvents after(long ns) {
    timeNs += ns;
    return this;
  }

  public TestEvents afterMs(long ms) {
    return after(ms * 1_000_000);
  }

  public TestEvents venueTime(long ns) {
    venueTimeNs = ns;
    return this;
  }

  public TestEvents from(int index, long connection) {
    source = index;
    generation = connection;
    return this;
  }

  public TestEvents instrument(int index) {
    instrument = index;
    return this;
  }

  public TestEvents account(int index) {
    account = index;
    return this;
  }

  public TestEvents snapshot(int depth, long updateId, long[] bids, long[] asks) {
    return snapshotPart(depth, updateId, 0, true, bids, asks);
  }

  public TestEvents snapshotPart(
      int depth, long updateId, int chunk, boolean last, long[] bids, long[] asks) {
    snapshot.wrap(records.buffer(), records.begin(BookSnapshotEncoder.TEMPLATE_ID));
    market(snapshot.header());
    snapshot.updateId(updateId).depth(depth).chunk(chunk).last((short) (last ? 1 : 0));
    BookSnapshotEncoder.BidsEncoder bid = snapshot.bidsCount(bids.length / 2);
    for (int i = 0; i < bids.length; i += 2) {
      bid.next().priceE9(bids[i]).quantityE9(bids[i + 1]);
    }
    BookSnapshotEncoder.AsksEncoder ask = snapshot.asksCount(asks.length / 2);
    for (int i = 0; i < asks.length; i += 2) {
      ask.next().priceE9(asks[i]).quantityE9(asks[i + 1]);
    }
    return end(snapshot.encodedLength());
  }

  public TestEvents delta(int depth, long updateId, long[] bids, long[] asks) {
    return deltaPart(depth, updateId, 0, true, bids, asks);
  }

  public TestEvents deltaPart(
      int depth, long updateId, int chunk, boolean last, long[] bids, long[] asks) {
    delta.wrap(records.buffer(), records.begin(BookDeltaEncoder.TEMPLATE_ID));
    market(delta.header());
    delta.updateId(updateId).depth(depth).chunk(chunk).last((short) (last ? 1 : 0));
    BookDeltaEncoder.BidsEncoder bid = delta.bidsCount(bids.length / 2);
    for (int i = 0; i < bids.length; i += 2) {
      bid.next().priceE9(bids[i]).quantityE9(bids[i + 1]);
    }
    BookDeltaEncoder.AsksEncoder ask = delta.asksCount(asks.length / 2);
    for (int i = 0; i < asks.length; i += 2) {
      ask.next().priceE9(asks[i]).quantityE9(asks[i + 1]);
    }
    return end(delta.encodedLength());
  }

  public TestEvents gap(int depth, BookGapReason reason) {
    BookGapEncoder gap = new BookGapEncoder();
    gap.wrap(records.buffer(), records.begin(BookGapEncoder.TEMPLATE_ID));
    market(gap.header());
    gap.depth(depth).reason(reason);
    return end(gap.encodedLength());
  }

  public TestEvents trade(long priceE9, long quantityE9, Side taker, String id) {
    trade.wrap(records.buffer(), records.begin(TradeEncoder.TEMPLATE_ID));
    market(trade.header());
    trade.priceE9(priceE9).quantityE9(quantityE9).takerSide(taker).tradeId(id);
    return end(trade.encodedLength());
  }

  /** Of the fields that a ticker can state, four; {@link Long#MIN_VALUE} states nothing. */
  public TestEvents ticker(boolean whole, long last, long mark, long funding, long interest) {
    ticker.wrap(records.buffer(), records.begin(TickerEncoder.TEMPLATE_ID));
    market(ticker.header());
    ticker
        .lastPriceE9(last)
        .markPriceE9(mark)
        .fundingRateE9(funding)
        .openInterestE4(interest)
        .snapshot((short) (whole ? 1 : 0));
    return end(ticker.encodedLength());
  }

  public TestEvents candle(int minutes, long startNs, long close, boolean confirmed) {
    candle.wrap(records.buffer(), records.begin(CandleEncoder.TEMPLATE_ID));
    market(candle.header());
    candle
        .startNs(startNs)
        .endNs(startNs + minutes * 60_000_000_000L)
        .openE9(close - 1)
        .highE9(close + 2)
        .lowE9(close - 2)
        .closeE9(close)
        .intervalMinutes(minutes)
        .confirmed((short) (confirmed ? 1 : 0));
    return end(candle.encodedLength());
  }

  public TestEvents liquidation(long price, long quantity, Side position) {
    LiquidationEncoder liquidation = new LiquidationEncoder();
    liquidation.wrap(records.buffer(), records.begin(LiquidationEncoder.TEMPLATE_ID));
    market(liquidation.header());
    liquidation.priceE9(price).quantityE9(quantity).positionSide(position);
    return end(liquidation.encodedLength());
  }

  public TestEvents defined(long tickE9, long lotE9, RulesSource rules) {
    InstrumentDefinedEncoder defined = new InstrumentDefinedEncoder();
    defined.wrap(records.buffer(), records.begin(InstrumentDefinedEncoder.TEMPLATE_ID));
    market(defined.header());
    defined.tickE9(tickE9).lotE9(lotE9).status(InstrumentStatus.TRADING).rules(rules);
    defined.symbol("S" + instrument).baseCoin("S").quoteCoin("USDT").settleCoin("USDT");
    return end(defined.encodedLength());
  }

  public TestEvents order(String clientOrderId) {
    OrderUpdateEncoder order = new OrderUpdateEncoder();
    order.wrap(records.buffer(), records.begin(OrderUpdateEncoder.TEMPLATE_ID));
    market(order.header()).account(account);
    order.quantityE9(1_000).side(Side.BUY).status(OrderStatus.NEW);
    order.orderId("venue-" + clientOrderId).clientOrderId(clientOrderId);
    order.stopOrderType("").rejectReason("").cancelType("");
    return end(order.encodedLength());
  }

  /** One that no account can fold. */
  public TestEvents badOrder(String clientOrderId) {
    OrderUpdateEncoder order = new OrderUpdateEncoder();
    order.wrap(records.buffer(), records.begin(OrderUpdateEncoder.TEMPLATE_ID));
    market(order.header()).account(account);
    order.quantityE9(-1).side(Side.BUY).status(OrderStatus.NEW);
    order.orderId("venue-" + clientOrderId).clientOrderId(clientOrderId);
    order.stopOrderType("").rejectReason("").cancelType("");
    return end(order.encodedLength());
  }

  /** Of the account and instrument; {@link #NO_INDEX} for all. */
  public TestEvents operator(OperatorAction action, int ofAccount, int ofInstrument, Leg leg) {
    OperatorCommandEncoder command = new OperatorCommandEncoder();
    command.wrap(records.buffer(), records.begin(OperatorCommandEncoder.TEMPLATE_ID));
    engine(command.header()).account(ofAccount).instrument(ofInstrument);
    command.action(action).leg(leg).requestId(records.recordCount()).actor("test");
    return end(command.encodedLength());
  }

  public TestEvents resumed() {
    AccountResumedEncoder resumed = new AccountResumedEncoder();
    resumed.wrap(records.buffer(), records.begin(AccountResumedEncoder.TEMPLATE_ID));
    engine(resumed.header()).account(account);
    resumed.actor("test");
    return end(resumed.encodedLength());
  }

  public TestEvents accepted(long commandSequence, int commandOrdinal) {
    CommandAcceptedEncoder accepted = new CommandAcceptedEncoder();
    accepted.wrap(records.buffer(), records.begin(CommandAcceptedEncoder.TEMPLATE_ID));
    engine(accepted.header()).source(source).generation(generation);
    accepted.commandSequence(commandSequence).commandOrdinal(commandOrdinal);
    accepted.orderId("").clientOrderId("");
    return end(accepted.encodedLength());
  }

  public TestEvents connected() {
    StreamConnectedEncoder connected = new StreamConnectedEncoder();
    connected.wrap(records.buffer(), records.begin(StreamConnectedEncoder.TEMPLATE_ID));
    stream(connected.header());
    connected.kind(StreamKind.MARKET).endpoint("test");
    return end(connected.encodedLength());
  }

  public TestEvents disconnected() {
    StreamDisconnectedEncoder disconnected = new StreamDisconnectedEncoder();
    disconnected.wrap(records.buffer(), records.begin(StreamDisconnectedEncoder.TEMPLATE_ID));
    stream(disconnected.header());
    disconnected.kind(StreamKind.MARKET).reason(DisconnectReason.CLOSED_BY_VENUE).detail("test");
    return end(disconnected.encodedLength());
  }

  public TestEvents stale(long silentNs) {
    StreamStaleEncoder stale = new StreamStaleEncoder();
    stale.wrap(records.buffer(), records.begin(StreamStaleEncoder.TEMPLATE_ID));
    stream(stale.header());
    stale.silentNs(silentNs).kind(StreamKind.MARKET);
    return end(stale.encodedLength());
  }

  public TestEvents tick() {
    ClockTickEncoder tick = new ClockTickEncoder();
    tick.wrap(records.buffer(), records.begin(ClockTickEncoder.TEMPLATE_ID));
    engine(tick.header());
    return end(tick.encodedLength());
  }

  public TestEvents clockStep(long stepNs) {
    ClockStepEncoder step = new ClockStepEncoder();
    step.wrap(records.buffer(), records.begin(ClockStepEncoder.TEMPLATE_ID));
    engine(step.header());
    step.stepNs(stepNs);
    return end(step.encodedLength());
  }

  public TestEvents space(SpaceLevel level) {
    SpaceChangedEncoder space = new SpaceChangedEncoder();
    space.wrap(records.buffer(), records.begin(SpaceChangedEncoder.TEMPLATE_ID));
    engine(space.header());
    space.usableBytes(1).level(level);
    return end(space.encodedLength());
  }

  public TestEvents started() {
    return started(1, DEFAULT_CAPACITY);
  }

  public TestEvents started(long nonce, int capacity) {
    EngineStartedEncoder started = new EngineStartedEncoder();
    started.wrap(records.buffer(), records.begin(EngineStartedEncoder.TEMPLATE_ID));
    engine(started.header());
    started
        .runNonce(nonce)
        .decisionVersion(nonce)
        .stateVersion(nonce)
        .outboundCapacity(capacity)
        .environment(Environment.TEST)
        .mode(RunMode.LIVE)
        .build("test");
    return end(started.encodedLength());
  }

  public TestEvents stopped() {
    EngineStoppedEncoder stopped = new EngineStoppedEncoder();
    stopped.wrap(records.buffer(), records.begin(EngineStoppedEncoder.TEMPLATE_ID));
    engine(stopped.header());
    stopped.reason(StopReason.FINISHED).detail("");
    return end(stopped.encodedLength());
  }

  public TestEvents suspected(long fingerprint, int suspectTemplate) {
    EventSuspectedEncoder suspected = new EventSuspectedEncoder();
    suspected.wrap(records.buffer(), records.begin(EventSuspectedEncoder.TEMPLATE_ID));
    engine(suspected.header());
    suspected.fingerprint(fingerprint).kills(2).suspectTemplateId(suspectTemplate);
    return end(suspected.encodedLength());
  }

  private RecordHeaderEncoder market(RecordHeaderEncoder header) {
    stream(header).instrument(instrument);
    return venueTimeNs == 0 ? header : header.venueTimeNs(venueTimeNs);
  }

  private RecordHeaderEncoder stream(RecordHeaderEncoder header) {
    return header.timeNs(timeNs).source(source).generation(generation);
  }

  private RecordHeaderEncoder engine(RecordHeaderEncoder header) {
    return header.timeNs(timeNs);
  }

  private TestEvents end(int encodedLength) {
    records.end(encodedLength);
    return this;
  }
}
