package ringside.engine.testing;

import java.util.List;
import ringside.journal.codec.CommandAcceptedEncoder;
import ringside.journal.codec.CommandRejectedEncoder;
import ringside.journal.codec.CommandUnresolvedEncoder;
import ringside.journal.codec.DisconnectReason;
import ringside.journal.codec.ExecutionEncoder;
import ringside.journal.codec.ExecutionType;
import ringside.journal.codec.ForeignExposureEncoder;
import ringside.journal.codec.Leg;
import ringside.journal.codec.OrderStatus;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.OrderUpdateEncoder;
import ringside.journal.codec.PlaceOrderEncoder;
import ringside.journal.codec.PositionUpdateEncoder;
import ringside.journal.codec.RecordHeaderEncoder;
import ringside.journal.codec.RejectClass;
import ringside.journal.codec.ReportBeginEncoder;
import ringside.journal.codec.ReportEndEncoder;
import ringside.journal.codec.ReportKind;
import ringside.journal.codec.Side;
import ringside.journal.codec.StreamConnectedEncoder;
import ringside.journal.codec.StreamDisconnectedEncoder;
import ringside.journal.codec.StreamKind;
import ringside.journal.codec.TimeInForce;
import ringside.journal.codec.TransferEncoder;
import ringside.journal.codec.UnresolvedReason;
import ringside.journal.codec.WalletUpdateEncoder;
import ringside.journal.event.ConfigRecords;
import ringside.journal.event.RecordBuffer;

/** Writes events of one account into the records of {@link TestEvents}, at their time. */
public final class AccountEvents {
  /** The account's private stream. */
  public static final int SOURCE = 5;

  private static final long NONE = Long.MIN_VALUE;

  private final TestEvents events;
  private final int account;
  private final int instrument;
  private long generation = 1;

  public AccountEvents(TestEvents events, int account, int instrument) {
    this.events = events;
    this.account = account;
    this.instrument = instrument;
  }

  /** What a run is configured with; indices are of the catalog. */
  public static void config(TestEvents events, List<ConfigRecords.Entry> entries) {
    ConfigRecords.encode(entries, events.timeNs(), events.records());
  }

  public AccountEvents connected(long onGeneration) {
    generation = onGeneration;
    StreamConnectedEncoder event = new StreamConnectedEncoder();
    event.wrap(records().buffer(), records().begin(StreamConnectedEncoder.TEMPLATE_ID));
    header(event.header());
    event.kind(StreamKind.ACCOUNT).endpoint("test");
    return end(event.encodedLength());
  }

  public AccountEvents disconnected() {
    StreamDisconnectedEncoder event = new StreamDisconnectedEncoder();
    event.wrap(records().buffer(), records().begin(StreamDisconnectedEncoder.TEMPLATE_ID));
    header(event.header());
    event.kind(StreamKind.ACCOUNT).reason(DisconnectReason.CLOSED_BY_VENUE).detail("test");
    return end(event.encodedLength());
  }

  /** A decision, as if it were of the last event's ordinal. */
  public AccountEvents placed(
      String clientId, Side side, long quantity, long price, long sequence, int ordinal) {
    PlaceOrderEncoder decision = new PlaceOrderEncoder();
    decision.wrap(records().buffer(), records().begin(PlaceOrderEncoder.TEMPLATE_ID));
    header(decision.header()).instrument(instrument).sequence(sequence).ordinal(ordinal);
    decision
        .priceE9(price)
        .quantityE9(quantity)
        .side(side)
        .leg(Leg.ONE_WAY)
        .orderType(OrderType.LIMIT)
        .timeInForce(TimeInForce.GTC)
        .clientOrderId(clientId);
    return end(decision.encodedLength());
  }

  public AccountEvents accepted(long sequence, int ordinal, String venueId, String clientId) {
    CommandAcceptedEncoder event = new CommandAcceptedEncoder();
    event.wrap(records().buffer(), records().begin(CommandAcceptedEncoder.TEMPLATE_ID));
    header(event.header()).instrument(instrument);
    event.commandSequence(sequence).commandOrdinal(ordinal);
    event.orderId(venueId).clientOrderId(clientId);
    return end(event.encodedLength());
  }

  public AccountEvents rejected(long sequence, int ordinal, RejectClass why, String clientId) {
    CommandRejectedEncoder event = new CommandRejectedEncoder();
    event.wrap(records().buffer(), records().begin(CommandRejectedEncoder.TEMPLATE_ID));
    header(event.header()).instrument(instrument);
    event.commandSequence(sequence).commandOrdinal(ordinal).rejectClass(why);
    event.clientOrderId(clientId).reason("test");
    return end(event.encodedLength());
  }

  public AccountEvents unresolved(long sequence, int ordinal, String clientId) {
    CommandUnresolvedEncoder event = new CommandUnresolvedEncoder();
    event.wrap(records().buffer(), records().begin(CommandUnresolvedEncoder.TEMPLATE_ID));
    header(event.header()).instrument(instrument);
    event.commandSequence(sequence).commandOrdinal(ordinal).reason(UnresolvedReason.TIMED_OUT);
    event.clientOrderId(clientId).detail("test");
    return end(event.encodedLength());
  }

  public AccountEvents order(
      String clientId,
      String venueId,
      OrderStatus status,
      long quantity,
      long filled,
      long price,
      long updatedNs) {
    return order(clientId, venueId, status, quantity, filled, price, updatedNs, NONE);
  }

  public AccountEvents order(
      String clientId,
      String venueId,
      OrderStatus status,
      long quantity,
      long filled,
      long price,
      long updatedNs,
      long reportId) {
    OrderUpdateEncoder event = new OrderUpdateEncoder();
    event.wrap(records().buffer(), records().begin(OrderUpdateEncoder.TEMPLATE_ID));
    header(event.header()).instrument(instrument);
    event
        .priceE9(price)
        .quantityE9(quantity)
        .cumulativeQuantityE9(filled)
        .updatedTimeNs(updatedNs)
        .reportId(reportId)
        .side(Side.BUY)
        .leg(Leg.ONE_WAY)
        .orderType(OrderType.LIMIT)
        .timeInForce(TimeInForce.GTC)
        .status(status);
    event.orderId(venueId).clientOrderId(clientId);
    event.stopOrderType("").rejectReason("").cancelType("");
    return end(event.encodedLength());
  }

  /** What a stream or report says of an order of either side, of any kind. */
  public AccountEvents orderOf(
      Side side,
      String clientId,
      String venueId,
      OrderStatus status,
      long quantity,
      long filled,
      long price,
      long triggerPrice,
      long updatedNs,
      long reportId) {
    OrderUpdateEncoder event = new OrderUpdateEncoder();
    event.wrap(records().buffer(), records().begin(OrderUpdateEncoder.TEMPLATE_ID));
    header(event.header()).instrument(instrument);
    event
        .priceE9(price)
        .quantityE9(quantity)
        .cumulativeQuantityE9(filled)
        .triggerPriceE9(triggerPrice)
        .updatedTimeNs(updatedNs)
        .reportId(reportId)
        .side(side)
        .leg(Leg.ONE_WAY)
        .orderType(price == NONE ? OrderType.MARKET : OrderType.LIMIT)
        .timeInForce(TimeInForce.GTC)
        .status(status);
    event.orderId(venueId).clientOrderId(clientId);
    event.stopOrderType(triggerPrice == NONE ? "" : "Stop").rejectReason("").cancelType("");
    return end(event.encodedLength());
  }

  public AccountEvents execution(
      String id, String clientId, String venueId, Side side, long quantity, long sequence) {
    return execution(id, clientId, venueId, side, quantity, sequence, ExecutionType.TRADE, NONE);
  }

  public AccountEvents execution(
      String id,
      String clientId,
      String venueId,
      Side side,
      long quantity,
      long sequence,
      ExecutionType type,
      long reportId) {
    ExecutionEncoder event = new ExecutionEncoder();
    event.wrap(records().buffer(), records().begin(ExecutionEncoder.TEMPLATE_ID));
    header(event.header()).instrument(instrument);
    event
        .priceE9(1_000)
        .quantityE9(quantity)
        .feeE9(quantity / 10)
        .crossSequence(sequence)
        .reportId(reportId)
        .side(side)
        .executionType(type);
    event.executionId(id).orderId(venueId).clientOrderId(clientId).feeCoin("USDT");
    return end(event.encodedLength());
  }

  /** A fill or its like by the venue's own numbers; the leg is the venue's to tell. */
  public AccountEvents executed(
      String id,
      ExecutionType type,
      Side side,
      Leg leg,
      long price,
      long quantity,
      long fee,
      long sequence,
      long venueNs) {
    ExecutionEncoder event = new ExecutionEncoder();
    event.wrap(records().buffer(), records().begin(ExecutionEncoder.TEMPLATE_ID));
    header(event.header()).instrument(instrument).venueTimeNs(venueNs);
    event
        .priceE9(price)
        .quantityE9(quantity)
        .feeE9(fee)
        .crossSequence(sequence)
        .side(side)
        .leg(leg)
        .executionType(type);
    // As an order of ours would be called, whichever it was.
    event.executionId(id).orderId("").clientOrderId("rs0000000000001-3-1").feeCoin("USDT");
    return end(event.encodedLength());
  }

  /** A position with its entry and what the venue has realised with it; sizes are signed. */
  public AccountEvents position(
      Leg leg, long size, long entry, long cumulativePnl, long sequence, long reportId) {
    PositionUpdateEncoder event = new PositionUpdateEncoder();
    event.wrap(records().buffer(), records().begin(PositionUpdateEncoder.TEMPLATE_ID));
    header(event.header()).instrument(instrument);
    event
        .sizeE9(Math.abs(size))
        .entryPriceE9(entry)
        .cumulativeRealisedPnlE9(cumulativePnl)
        .crossSequence(sequence)
        .reportId(reportId)
        .leg(leg)
        .side(size == 0 ? Side.NULL_VAL : size > 0 ? Side.BUY : Side.SELL);
    return end(event.encodedLength());
  }

  /** What the account has at a symbol that no config names. */
  public AccountEvents foreign(String symbol, long bought, long sold, int orders) {
    ForeignExposureEncoder event = new ForeignExposureEncoder();
    event.wrap(records().buffer(), records().begin(ForeignExposureEncoder.TEMPLATE_ID));
    header(event.header());
    event.longE9(bought).shortE9(sold).openOrders(orders).symbol(symbol);
    return end(event.encodedLength());
  }

  /** An order that waits for a price, by whoever the type says. */
  public AccountEvents stopOrder(String venueId, String stopOrderType, long triggerPrice) {
    OrderUpdateEncoder event = new OrderUpdateEncoder();
    event.wrap(records().buffer(), records().begin(OrderUpdateEncoder.TEMPLATE_ID));
    header(event.header()).instrument(instrument);
    event
        .quantityE9(10)
        .triggerPriceE9(triggerPrice)
        .updatedTimeNs(events.timeNs())
        .side(Side.SELL)
        .leg(Leg.ONE_WAY)
        .orderType(OrderType.MARKET)
        .timeInForce(TimeInForce.IOC)
        .status(OrderStatus.UNTRIGGERED);
    event.orderId(venueId).clientOrderId("");
    event.stopOrderType(stopOrderType).rejectReason("").cancelType("");
    return end(event.encodedLength());
  }

  /** A position with its leverage; sizes are signed. */
  public AccountEvents levered(Leg leg, long size, long leverage, long sequence, long reportId) {
    PositionUpdateEncoder event = new PositionUpdateEncoder();
    event.wrap(records().buffer(), records().begin(PositionUpdateEncoder.TEMPLATE_ID));
    header(event.header()).instrument(instrument);
    event
        .sizeE9(Math.abs(size))
        .leverageE9(leverage)
        .crossSequence(sequence)
        .reportId(reportId)
        .leg(leg)
        .side(size == 0 ? Side.NULL_VAL : size > 0 ? Side.BUY : Side.SELL);
    return end(event.encodedLength());
  }

  public AccountEvents transfer(String id, long amount, long venueNs, long reportId) {
    TransferEncoder event = new TransferEncoder();
    event.wrap(records().buffer(), records().begin(TransferEncoder.TEMPLATE_ID));
    header(event.header()).venueTimeNs(venueNs);
    event.amountE9(amount).reportId(reportId).coin("USDT").transferId(id);
    return end(event.encodedLength());
  }

  /** Sizes are signed. */
  public AccountEvents position(Leg leg, long size, long sequence, long reportId) {
    PositionUpdateEncoder event = new PositionUpdateEncoder();
    event.wrap(records().buffer(), records().begin(PositionUpdateEncoder.TEMPLATE_ID));
    header(event.header()).instrument(instrument);
    event
        .sizeE9(Math.abs(size))
        .entryPriceE9(1_000)
        .crossSequence(sequence)
        .reportId(reportId)
        .leg(leg)
        .side(size == 0 ? Side.NULL_VAL : size > 0 ? Side.BUY : Side.SELL);
    return end(event.encodedLength());
  }

  public AccountEvents wallet(long balance, long reportId) {
    return wallet(balance, NONE, reportId);
  }

  public AccountEvents wallet(long balance, long venueNs, long reportId) {
    WalletUpdateEncoder event = new WalletUpdateEncoder();
    event.wrap(records().buffer(), records().begin(WalletUpdateEncoder.TEMPLATE_ID));
    header(event.header()).venueTimeNs(venueNs);
    event.walletBalanceE9(balance).reportId(reportId).coin("USDT");
    return end(event.encodedLength());
  }

  /** The account's totals, with one coin's. */
  public AccountEvents totals(long equity, long balance, long realised, long marginRate) {
    WalletUpdateEncoder event = new WalletUpdateEncoder();
    event.wrap(records().buffer(), records().begin(WalletUpdateEncoder.TEMPLATE_ID));
    header(event.header());
    event.walletBalanceE9(balance).realisedPnlE9(realised);
    event.totalEquityE9(equity).totalMarginBalanceE9(equity).maintenanceMarginRateE9(marginRate);
    event.coin("USDT");
    return end(event.encodedLength());
  }

  public AccountEvents reportBegin(long id, ReportKind kind, long askedNs) {
    ReportBeginEncoder event = new ReportBeginEncoder();
    event.wrap(records().buffer(), records().begin(ReportBeginEncoder.TEMPLATE_ID));
    header(event.header());
    event.reportId(id).kind(kind).askedTimeNs(askedNs);
    return end(event.encodedLength());
  }

  public AccountEvents reportEnd(long id, ReportKind kind, int items, boolean complete) {
    ReportEndEncoder event = new ReportEndEncoder();
    event.wrap(records().buffer(), records().begin(ReportEndEncoder.TEMPLATE_ID));
    header(event.header());
    event.reportId(id).kind(kind).items(items).complete((short) (complete ? 1 : 0));
    return end(event.encodedLength());
  }

  /** Complete and empty: nothing open, all flat, nothing missed; asked for now. */
  public AccountEvents emptyReports(long firstId) {
    reportBegin(firstId, ReportKind.OPEN_ORDERS, events.timeNs());
    reportEnd(firstId, ReportKind.OPEN_ORDERS, 0, true);
    reportBegin(firstId + 1, ReportKind.POSITIONS, events.timeNs());
    reportEnd(firstId + 1, ReportKind.POSITIONS, 0, true);
    reportBegin(firstId + 2, ReportKind.WALLET, events.timeNs());
    wallet(1_000_000, firstId + 2);
    reportEnd(firstId + 2, ReportKind.WALLET, 1, true);
    reportBegin(firstId + 3, ReportKind.EXECUTIONS, events.timeNs());
    return reportEnd(firstId + 3, ReportKind.EXECUTIONS, 0, true);
  }

  private RecordBuffer records() {
    return events.records();
  }

  private RecordHeaderEncoder header(RecordHeaderEncoder header) {
    return header
        .timeNs(events.timeNs())
        .source(SOURCE + account)
        .generation(generation)
        .account(account);
  }

  private AccountEvents end(int encodedLength) {
    records().end(encodedLength);
    return this;
  }
}
