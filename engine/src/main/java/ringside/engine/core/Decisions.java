package ringside.engine.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.IdText;
import ringside.engine.core.state.OrderBook;
import ringside.engine.core.state.OrderIds;
import ringside.engine.core.state.OrderView;
import ringside.engine.core.state.PositionView;
import ringside.journal.codec.AccountHaltedEncoder;
import ringside.journal.codec.AlertCode;
import ringside.journal.codec.AlertRaisedEncoder;
import ringside.journal.codec.AmendOrderEncoder;
import ringside.journal.codec.BookGapEncoder;
import ringside.journal.codec.BookGapReason;
import ringside.journal.codec.CancelOrderEncoder;
import ringside.journal.codec.CorrectionAppliedEncoder;
import ringside.journal.codec.HaltCause;
import ringside.journal.codec.OrderRefusedEncoder;
import ringside.journal.codec.OrderType;
import ringside.journal.codec.PlaceOrderEncoder;
import ringside.journal.codec.RecordHeaderEncoder;
import ringside.journal.codec.ReportKind;
import ringside.journal.codec.RequestBookEncoder;
import ringside.journal.codec.RequestReportEncoder;
import ringside.journal.codec.RiskChangedEncoder;
import ringside.journal.codec.RiskLevel;
import ringside.journal.codec.SetTradingStopEncoder;
import ringside.journal.codec.Severity;
import ringside.journal.codec.Side;
import ringside.journal.codec.SignalRaisedEncoder;
import ringside.journal.codec.StateDigestEncoder;
import ringside.journal.codec.StrategyHaltedEncoder;
import ringside.journal.codec.TimeInForce;
import ringside.journal.event.EventDispatcher;
import ringside.journal.event.RecordBuffer;

/**
 * Writes decisions behind their cause, numbers them, and folds each from the very bytes that were
 * written: what recovery will fold is what was folded here. Engine thread only.
 */
final class Decisions {
  private static final int LONGEST_DETAIL = 200;

  private final CoreState state;
  private final StateFold fold;
  private final EventDispatcher dispatcher;
  private final RequestBookEncoder requestBook = new RequestBookEncoder();
  private final BookGapEncoder bookGap = new BookGapEncoder();
  private final AlertRaisedEncoder alertRaised = new AlertRaisedEncoder();
  private final AccountHaltedEncoder accountHalted = new AccountHaltedEncoder();
  private final StateDigestEncoder stateDigest = new StateDigestEncoder();
  private final StrategyHaltedEncoder strategyHalted = new StrategyHaltedEncoder();
  private final PlaceOrderEncoder placeOrder = new PlaceOrderEncoder();
  private final AmendOrderEncoder amendOrder = new AmendOrderEncoder();
  private final CancelOrderEncoder cancelOrder = new CancelOrderEncoder();
  private final OrderRefusedEncoder orderRefused = new OrderRefusedEncoder();
  private final RequestReportEncoder requestReport = new RequestReportEncoder();
  private final CorrectionAppliedEncoder correction = new CorrectionAppliedEncoder();
  private final SetTradingStopEncoder tradingStop = new SetTradingStopEncoder();
  private final SignalRaisedEncoder signalRaised = new SignalRaisedEncoder();
  private final RiskChangedEncoder riskChanged = new RiskChangedEncoder();
  private final byte[] text = new byte[IdText.MAX_BYTES];
  private final byte[] words = new byte[3 * LONGEST_DETAIL];

  private RecordBuffer out;
  private int account;
  private long sequence;
  private int ordinal;
  private int commands;
  private int recordOffset;

  Decisions(CoreState state, StateFold fold, EventDispatcher dispatcher) {
    this.state = state;
    this.fold = fold;
    this.dispatcher = dispatcher;
  }

  /** Starts the decisions of an event. */
  void begin(long causeSequence, int ofAccount, RecordBuffer into) {
    sequence = causeSequence;
    account = ofAccount;
    out = into;
    ordinal = 0;
    commands = 0;
  }

  /** How many of the event's decisions are commands that must leave. */
  int commands() {
    return commands;
  }

  void requestBook(OrderBook book) {
    requestBook.wrap(out.buffer(), beginRecord(RequestBookEncoder.TEMPLATE_ID));
    header(requestBook.header()).source(book.source()).instrument(book.instrument());
    requestBook.depth(book.depth()).reason(book.gapReason());
    commands++;
    endRecord(requestBook.encodedLength());
  }

  void bookGap(OrderBook book, BookGapReason reason) {
    bookGap.wrap(out.buffer(), beginRecord(BookGapEncoder.TEMPLATE_ID));
    header(bookGap.header()).source(book.source()).instrument(book.instrument());
    bookGap.depth(book.depth()).reason(reason);
    endRecord(bookGap.encodedLength());
  }

  void alert(
      int source, AlertCode code, Severity severity, boolean active, long count, String text) {
    alertRaised.wrap(out.buffer(), beginRecord(AlertRaisedEncoder.TEMPLATE_ID));
    header(alertRaised.header()).source(source);
    alertRaised
        .count(count)
        .severity(severity)
        .code(code)
        .active((short) (active ? 1 : 0))
        .detail(bounded(text));
    endRecord(alertRaised.encodedLength());
  }

  /** About requests that are held back, for one account or for all. */
  void alert(int of, int source, AlertCode code, Severity severity, boolean on, String text) {
    alertRaised.wrap(out.buffer(), beginRecord(AlertRaisedEncoder.TEMPLATE_ID));
    header(alertRaised.header()).source(source).account(of);
    short active = (short) (on ? 1 : 0);
    alertRaised.count(1).severity(severity).code(code).active(active).detail(bounded(text));
    endRecord(alertRaised.encodedLength());
  }

  /** About a stream, for one account or for all. */
  void alert(
      int source,
      int of,
      AlertCode code,
      Severity severity,
      boolean on,
      long count,
      String detail) {
    alertRaised.wrap(out.buffer(), beginRecord(AlertRaisedEncoder.TEMPLATE_ID));
    header(alertRaised.header()).source(source).account(of);
    short active = (short) (on ? 1 : 0);
    alertRaised.count(count).severity(severity).code(code).active(active).detail(bounded(detail));
    endRecord(alertRaised.encodedLength());
  }

  void accountHalted(int account, HaltCause cause, String detail) {
    accountHalted.wrap(out.buffer(), beginRecord(AccountHaltedEncoder.TEMPLATE_ID));
    header(accountHalted.header()).account(account);
    accountHalted.cause(cause).detail(bounded(detail));
    endRecord(accountHalted.encodedLength());
  }

  /** The account of the event at hand, or none. */
  int account() {
    return account;
  }

  void accountAlert(
      int ofAccount, int source, AlertCode code, Severity severity, long count, String text) {
    alertRaised.wrap(out.buffer(), beginRecord(AlertRaisedEncoder.TEMPLATE_ID));
    header(alertRaised.header()).source(source).account(ofAccount);
    alertRaised.count(count).severity(severity).code(code).active((short) 1).detail(bounded(text));
    endRecord(alertRaised.encodedLength());
  }

  void strategyHalted(StrategySlot slot, String detail) {
    strategyHalted.wrap(out.buffer(), beginRecord(StrategyHaltedEncoder.TEMPLATE_ID));
    // The core's own decision, whosever strategy it is.
    header(strategyHalted.header(), slot).shadow(0);
    strategyHalted.cause(HaltCause.STRATEGY_FAULT).detail(bounded(detail));
    endRecord(strategyHalted.encodedLength());
  }

  void place(StrategySlot slot, Proposal proposal) {
    // Exits of brackets are the core's own.
    boolean entry = !proposal.reduceOnly;
    placeOrder.wrap(out.buffer(), beginRecord(PlaceOrderEncoder.TEMPLATE_ID));
    header(placeOrder.header(), slot);
    fill(proposal)
        .takeProfitE9(proposal.takeProfitE9)
        .stopLossE9(proposal.stopLossE9)
        .closeOnTrigger((short) (proposal.closeOnTrigger ? 1 : 0))
        .bracketProfitE9(entry ? proposal.bracketProfitE9 : StateView.UNKNOWN)
        .bracketStopE9(entry ? proposal.bracketStopE9 : StateView.UNKNOWN);
    endPlace(slot);
  }

  /** The core's own: an exit of a bracket, which its tag and its bracket's price tell. */
  void placeExit(int ofAccount, int instrument, Proposal proposal) {
    placeOrder.wrap(out.buffer(), beginRecord(PlaceOrderEncoder.TEMPLATE_ID));
    header(placeOrder.header()).account(ofAccount).instrument(instrument);
    fill(proposal).bracketProfitE9(proposal.bracketProfitE9).bracketStopE9(proposal.bracketStopE9);
    endPlace(null);
  }

  private PlaceOrderEncoder fill(Proposal proposal) {
    return placeOrder
        .priceE9(proposal.priceE9)
        .quantityE9(proposal.quantityE9)
        .triggerPriceE9(proposal.triggerPriceE9)
        .side(proposal.side)
        .leg(proposal.leg)
        .orderType(proposal.type)
        .timeInForce(proposal.timeInForce)
        .triggerBy(proposal.triggerBy)
        .triggerDirection(proposal.triggerDirection)
        .reduceOnly((short) (proposal.reduceOnly ? 1 : 0))
        .tag(proposal.tag);
  }

  private void endPlace(StrategySlot slot) {
    int length = OrderIds.write(text, state.run.runNonce(), sequence, ordinal);
    placeOrder.putClientOrderId(text, 0, length);
    command(slot);
    endRecord(placeOrder.encodedLength());
  }

  void amend(StrategySlot slot, Proposal proposal) {
    amendOrder.wrap(out.buffer(), beginRecord(AmendOrderEncoder.TEMPLATE_ID));
    header(amendOrder.header(), slot);
    amendOrder
        .priceE9(proposal.priceE9)
        .quantityE9(proposal.quantityE9)
        .triggerPriceE9(proposal.triggerPriceE9);
    endAmend(slot, proposal.order);
  }

  /** The core's own: another quantity, of which some may have filled. */
  void amendQuantity(OrderView order, long quantityE9) {
    amendOrder.wrap(out.buffer(), beginRecord(AmendOrderEncoder.TEMPLATE_ID));
    header(amendOrder.header()).account(order.account()).instrument(order.instrument());
    amendOrder.quantityE9(quantityE9);
    endAmend(null, order);
  }

  private void endAmend(StrategySlot slot, OrderView order) {
    amendOrder.putOrderId(text, 0, order.venueId().write(text));
    amendOrder.putClientOrderId(text, 0, order.clientId().write(text));
    command(slot);
    endRecord(amendOrder.encodedLength());
  }

  /** Closes what it can of a position at market, in an emergency. */
  void close(int ofAccount, PositionView position, Side side, long quantityE9) {
    placeOrder.wrap(out.buffer(), beginRecord(PlaceOrderEncoder.TEMPLATE_ID));
    header(placeOrder.header()).account(ofAccount).instrument(position.instrument());
    placeOrder
        .quantityE9(quantityE9)
        .side(side)
        .leg(position.leg())
        .orderType(OrderType.MARKET)
        .timeInForce(TimeInForce.IOC)
        .reduceOnly((short) 1)
        .tag(EmergencyRules.TAG);
    endPlace(null);
  }

  /**
   * Cancels.
   *
   * @param slot whose decision it is; null: the core's own
   */
  void cancelOrder(StrategySlot slot, OrderView order) {
    cancelOrder.wrap(out.buffer(), beginRecord(CancelOrderEncoder.TEMPLATE_ID));
    header(cancelOrder.header(), slot).account(order.account()).instrument(order.instrument());
    cancelOrder.putOrderId(text, 0, order.venueId().write(text));
    cancelOrder.putClientOrderId(text, 0, order.clientId().write(text));
    command(slot);
    endRecord(cancelOrder.encodedLength());
  }

  void refused(StrategySlot slot, Proposal proposal, RiskRule rule, long limitE9, long valueE9) {
    orderRefused.wrap(out.buffer(), beginRecord(OrderRefusedEncoder.TEMPLATE_ID));
    header(orderRefused.header(), slot);
    orderRefused
        .limitE9(limitE9)
        .valueE9(valueE9)
        .count(slot.refusals(proposal.side, proposal.leg))
        .side(proposal.side)
        .leg(proposal.leg)
        .tag(proposal.tag)
        .rule(rule.text());
    endRecord(orderRefused.encodedLength());
  }

  void tradingStop(StrategySlot slot, Proposal proposal) {
    tradingStop.wrap(out.buffer(), beginRecord(SetTradingStopEncoder.TEMPLATE_ID));
    header(tradingStop.header(), slot);
    tradingStop
        .takeProfitE9(proposal.takeProfitE9)
        .stopLossE9(proposal.stopLossE9)
        .trailingStopE9(proposal.trailingStopE9)
        .leg(proposal.leg)
        .triggerBy(proposal.triggerBy);
    command(slot);
    endRecord(tradingStop.encodedLength());
  }

  void signal(StrategySlot slot, Proposal proposal) {
    signalRaised.wrap(out.buffer(), beginRecord(SignalRaisedEncoder.TEMPLATE_ID));
    header(signalRaised.header(), slot);
    signalRaised
        .valueE9(proposal.valueE9)
        .side(proposal.side)
        .leg(proposal.leg)
        .tag(proposal.tag)
        .putName(words, 0, words(proposal.name))
        .putDetail(words, 0, words(proposal.detail));
    endRecord(signalRaised.encodedLength());
  }

  void alert(StrategySlot slot, Proposal proposal) {
    alertRaised.wrap(out.buffer(), beginRecord(AlertRaisedEncoder.TEMPLATE_ID));
    header(alertRaised.header(), slot);
    alertRaised
        .count(1)
        .severity(proposal.severity)
        .code(proposal.alertCode)
        .active((short) 1)
        .detail(bounded(proposal.detail));
    endRecord(alertRaised.encodedLength());
  }

  /** A strategy stops one of its own legs. */
  void latch(StrategySlot slot, Proposal proposal) {
    riskChanged.wrap(out.buffer(), beginRecord(RiskChangedEncoder.TEMPLATE_ID));
    header(riskChanged.header(), slot);
    riskChanged
        .level(RiskLevel.EMERGENCY)
        .action(proposal.riskAction)
        .latched((short) 1)
        .leg(proposal.leg)
        .rule(proposal.name)
        .detail(bounded(proposal.detail));
    endRecord(riskChanged.encodedLength());
  }

  /**
   * Asks the venue.
   *
   * @param sinceNs from when, or null
   * @param order of a report on one order; null for the others
   */
  void requestReport(int ofAccount, ReportKind kind, long sinceNs, OrderView order) {
    requestReport.wrap(out.buffer(), beginRecord(RequestReportEncoder.TEMPLATE_ID));
    header(requestReport.header()).account(ofAccount);
    requestReport.kind(kind).sinceTimeNs(sinceNs);
    if (order == null) {
      requestReport.putClientOrderId(text, 0, 0);
    } else {
      requestReport.header().instrument(order.instrument());
      requestReport.putClientOrderId(text, 0, order.clientId().write(text));
    }
    commands++;
    endRecord(requestReport.encodedLength());
  }

  /** The venue won about an order; null after: it has none. */
  void correction(OrderView order, ReportKind kind, long beforeE9, long afterE9, String what) {
    correction.wrap(out.buffer(), beginRecord(CorrectionAppliedEncoder.TEMPLATE_ID));
    header(correction.header()).account(order.account()).instrument(order.instrument());
    correction.beforeE9(beforeE9).afterE9(afterE9).leg(order.leg()).kind(kind);
    IdText name = order.clientId().isEmpty() ? order.venueId() : order.clientId();
    correction.putClientOrderId(text, 0, name.write(text));
    correction.what(what);
    endRecord(correction.encodedLength());
  }

  /**
   * The venue won about a position.
   *
   * @param kind positions: about its size; executions: about what they add up to
   */
  void correction(
      int ofAccount,
      PositionView position,
      ReportKind kind,
      long beforeE9,
      long afterE9,
      String what) {
    correction.wrap(out.buffer(), beginRecord(CorrectionAppliedEncoder.TEMPLATE_ID));
    header(correction.header()).account(ofAccount).instrument(position.instrument());
    correction
        .beforeE9(beforeE9)
        .afterE9(afterE9)
        .leg(position.leg())
        .kind(kind)
        .putClientOrderId(text, 0, 0)
        .what(what);
    endRecord(correction.encodedLength());
  }

  void digest(long stateVersion, StrategyTable strategies) {
    long digest = state.digest(strategies);
    stateDigest.wrap(out.buffer(), beginRecord(StateDigestEncoder.TEMPLATE_ID));
    header(stateDigest.header());
    stateDigest.digest(digest).stateVersion(stateVersion);
    endRecord(stateDigest.encodedLength());
  }

  /** Where records are written, for those who write more kinds of them. */
  MutableDirectBuffer buffer() {
    return out.buffer();
  }

  /** What a shadow commands never leaves. */
  private void command(StrategySlot slot) {
    commands += slot == null || slot.shadow == null ? 1 : 0;
  }

  int beginRecord(int templateId) {
    recordOffset = out.length();
    return out.begin(templateId);
  }

  RecordHeaderEncoder header(RecordHeaderEncoder header) {
    return header.sequence(sequence).timeNs(state.run.timeNs()).ordinal(++ordinal);
  }

  private RecordHeaderEncoder header(RecordHeaderEncoder header, StrategySlot slot) {
    header(header);
    if (slot != null) {
      header
          .strategy(slot.seat.strategy())
          .shadow(slot.shadow == null ? 0 : 1)
          .account(slot.seat.account())
          .instrument(slot.seat.instrument());
    }
    return header;
  }

  /** Ends a record that is a command. */
  void endCommand(int encodedLength) {
    commands++;
    endRecord(encodedLength);
  }

  void endRecord(int encodedLength) {
    out.end(encodedLength);
    DirectBuffer written = out.buffer();
    fold.foldDecision(dispatcher, written, recordOffset);
  }

  /** Writes a text where it can be taken from; one of ASCII allocates nothing. Its length. */
  private int words(String given) {
    int length = Math.min(given.length(), LONGEST_DETAIL);
    for (int i = 0; i < length; i++) {
      char each = given.charAt(i);
      if (each >= 0x80) {
        byte[] bytes = bounded(given).getBytes(UTF_8);
        System.arraycopy(bytes, 0, words, 0, bytes.length);
        return bytes.length;
      }
      words[i] = (byte) each;
    }
    return length;
  }

  static String bounded(String text) {
    return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL);
  }
}
