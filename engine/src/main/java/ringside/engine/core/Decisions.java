package ringside.engine.core;

import org.agrona.DirectBuffer;
import ringside.engine.core.state.CoreState;
import ringside.engine.core.state.OrderBook;
import ringside.journal.codec.AccountHaltedEncoder;
import ringside.journal.codec.AlertCode;
import ringside.journal.codec.AlertRaisedEncoder;
import ringside.journal.codec.BookGapEncoder;
import ringside.journal.codec.BookGapReason;
import ringside.journal.codec.HaltCause;
import ringside.journal.codec.RecordHeaderEncoder;
import ringside.journal.codec.RequestBookEncoder;
import ringside.journal.codec.Severity;
import ringside.journal.codec.StateDigestEncoder;
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

  private RecordBuffer out;
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
  void begin(long causeSequence, RecordBuffer into) {
    sequence = causeSequence;
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

  void accountHalted(int account, HaltCause cause, String detail) {
    accountHalted.wrap(out.buffer(), beginRecord(AccountHaltedEncoder.TEMPLATE_ID));
    header(accountHalted.header()).account(account);
    accountHalted.cause(cause).detail(bounded(detail));
    endRecord(accountHalted.encodedLength());
  }

  void digest(long stateVersion) {
    long digest = state.digest();
    stateDigest.wrap(out.buffer(), beginRecord(StateDigestEncoder.TEMPLATE_ID));
    header(stateDigest.header());
    stateDigest.digest(digest).stateVersion(stateVersion);
    endRecord(stateDigest.encodedLength());
  }

  private int beginRecord(int templateId) {
    recordOffset = out.length();
    return out.begin(templateId);
  }

  private RecordHeaderEncoder header(RecordHeaderEncoder header) {
    return header.sequence(sequence).timeNs(state.run.timeNs()).ordinal(++ordinal);
  }

  private void endRecord(int encodedLength) {
    out.end(encodedLength);
    DirectBuffer written = out.buffer();
    dispatcher.dispatch(written, recordOffset, fold);
  }

  private static String bounded(String text) {
    return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL);
  }
}
